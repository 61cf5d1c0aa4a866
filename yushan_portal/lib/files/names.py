"""Names of uploaded files: shown, stored in the record and sent in headers, never used as a path."""

import re
import unicodedata

from .refusals import RefusedFile

LONGEST_NAME = 120  # characters, extension included
# Directional marks can make "gnp.exe" read "exe.png"; zero-width ones make two names look alike.
DECEIVING = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
ACTIVE = frozenset(
    "exe com scr bat cmd ps1 vbs vbe js jse mjs wsf hta msi dll jar sh php phtml asp aspx jsp cgi py pl "
    "htm html xhtml shtml mht mhtml svg svgz xml xsl swf lnk url reg".split()
)
DEVICE_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """The name as it may be shown and sent: NFC, no surplus spaces, at most 120 characters, extension in small letters.

    Raises RefusedFile for names that hide something: path parts, control or directional characters, a leading dot,
    an active type before the last extension (年报.html.pdf).
    """
    if not name or not name.strip():
        raise RefusedFile("文件没有名称，请起一个名称后再上传。")
    name = unicodedata.normalize("NFC", name)
    if DECEIVING.search(name) or any(
        unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") for char in name
    ):
        raise RefusedFile("文件名里有看不见的控制字符，请重新起名后再上传。")
    if "/" in name or "\\" in name or ".." in name:
        raise RefusedFile("文件名里不能有斜杠或连续的点，请重新起名后再上传。")
    name = re.sub(r"\s+", " ", name).strip()
    if name.startswith(".") or name.endswith("."):
        raise RefusedFile("文件名不能以点开头或结尾，请重新起名后再上传。")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        raise RefusedFile("文件名没有扩展名（如 .pdf、.docx），无法判断类型，请补上后再上传。")
    if any(part.strip().lower() in ACTIVE for part in stem.split(".")[1:]):
        raise RefusedFile(f"文件名“{name}”里夹着另一种类型的扩展名，请重新起名后再上传。")
    stem = re.sub(r'[<>:"|?*]', "_", stem).strip()
    if DEVICE_NAMES.fullmatch(stem):
        stem = f"_{stem}"
    extension = extension.strip().lower()
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"
