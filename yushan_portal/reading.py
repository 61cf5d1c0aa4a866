"""长者模式、字号、对比度: the reader's choice, kept in one cookie on the device."""

from dataclasses import dataclass

COOKIE = "reading"
SIZES = ("normal", "large", "xlarge")


@dataclass(frozen=True)
class Reading:
    """How the page is set. `css` is the class of <html>."""

    elder: bool = False
    size: str = "normal"
    contrast: bool = False

    @classmethod
    def of(cls, request) -> "Reading":
        """Read from the cookie; anything unknown falls back to the normal page."""
        words = request.COOKIES.get(COOKIE, "").split(".") if request is not None else []
        size = next((word for word in words if word in SIZES), "normal")
        return cls("elder" in words, size, "contrast" in words)

    @property
    def css(self) -> str:
        names = ["elder"] if self.elder else []
        if self.size != "normal":
            names.append(f"size-{self.size}")
        if self.contrast:
            names.append("contrast-high")
        return " ".join(names)

    @property
    def cookie(self) -> str:
        words = [self.size] + (["elder"] if self.elder else []) + (["contrast"] if self.contrast else [])
        return ".".join(words)
