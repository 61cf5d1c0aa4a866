"""What a reading of an official paper yields."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date


@dataclass(frozen=True)
class PaperImage:
    """A picture of the paper. `address` is a placeholder in the body until the picture is stored."""

    address: str
    content: bytes
    mime: str


@dataclass(frozen=True)
class Paper:
    """A paper as read; empty or None where nothing was recognised.

    The body runs from 主送机关 to the last line before 版记, in the order of the paper: what follows the signature of a
    notice (the plan it carries) is body. `disclosure` is 主动公开, 依申请公开, 不予公开 or None. `attachments` are the names
    in 附件说明. `found` and `unsure` are sentences for the person who checks.
    """

    title: str = ""
    document_number: str = ""
    issuers: tuple[str, ...] = ()
    addressed_to: str = ""
    formed_on: date | None = None
    note: str = ""
    disclosure: str | None = None
    genre: str = ""
    body_html: str = ""
    body_text: str = ""
    attachments: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    printed_by: str = ""
    printed_on: date | None = None
    copies_to: str = ""
    urgency: str = ""
    classified: str = ""  # the mark as printed (秘密★1年): such a paper must not be taken into the portal
    images: tuple[PaperImage, ...] = field(default=(), repr=False)
    found: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def refusal(self) -> str:
        """Why this paper may not be taken in at all; empty when it may (保密法; a paper with 密级 filled is refused)."""
        if self.classified:
            return f"文件标有密级“{self.classified}”，涉密文件不得进入本平台。"
        return ""

    def with_images(self, store: Callable[[bytes, str], str]) -> "Paper":
        """The same paper with each picture kept by `store(content, mime)` and its address put into the body."""
        body = self.body_html
        for image in self.images:
            body = body.replace(image.address, store(image.content, image.mime))
        return replace(self, body_html=body)

    def report(self) -> list[str]:
        """Both lists as lines for a terminal or a page."""
        return [f"认出：{line}" for line in self.found] + [f"待核：{line}" for line in self.unsure]
