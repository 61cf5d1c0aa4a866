"""How a stored file is sent: its name in the header (RFC 6266), shown or downloaded, and byte ranges (RFC 9110 §14)."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from .kinds import BY_MIME

_ONE_RANGE = re.compile(r"(\d{0,20})\s*-\s*(\d{0,20})")


def content_disposition(name: str, inline: bool = False) -> str:
    """The header value for a file of this name. Old readers get an ASCII name, all others the Chinese one.

    Safe for any text: quotes, line breaks and control characters cannot leave the value.
    """
    flat = "".join(char if char.isprintable() else "_" for char in name.replace("/", "_").replace("\\", "_")) or "file"
    plain = re.sub(r"[^A-Za-z0-9._ ()-]+", "_", flat).strip("_ ") or "file"
    if plain.startswith("."):
        plain = "file" + plain
    encoded = quote(flat.encode("utf-8", "replace"), safe="")
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{encoded}"


def inline_allowed(mime: str) -> bool:
    """Whether a file of this sniffed type may be shown in the browser: PDF, pictures, sound and film.

    Everything else is a download: text too, because old browsers guess types; SVG and HTML never get here.
    """
    kind = BY_MIME.get(mime)
    return bool(kind and kind.inline)


@dataclass(frozen=True)
class RangeAnswer:
    """What to send: `status` 200, 206 or 416; bytes `start` to `end`, both inclusive (an empty file: end = -1)."""

    status: int
    start: int
    end: int
    headers: dict[str, str]

    @property
    def length(self) -> int:
        return self.end - self.start + 1


def serve_range(header: str | None, size: int, *, etag: str = "", if_range: str = "") -> RangeAnswer:
    """Answer a Range header for a file of `size` bytes.

    No header, another unit, several ranges, bad syntax or an `If-Range` of another version: the whole file (200).
    A range that begins after the end: 416 with the size. Any text is a valid argument.
    """
    whole = RangeAnswer(200, 0, size - 1, {"Accept-Ranges": "bytes", "Content-Length": str(size)})
    if not header or (if_range and if_range != etag):
        return whole
    unit, _, ranges = header.partition("=")
    match = _ONE_RANGE.fullmatch(ranges.strip())
    if unit.strip().lower() != "bytes" or not match or match.groups() == ("", "") or not ranges.isascii():
        return whole
    first, last = match.groups()
    if first:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < int(first):
            return whole
    else:
        start, end = max(size - int(last), 0), size - 1
    if start >= size or (not first and int(last) == 0):
        return RangeAnswer(
            416, 0, -1, {"Accept-Ranges": "bytes", "Content-Range": f"bytes */{size}", "Content-Length": "0"}
        )
    return RangeAnswer(
        206,
        start,
        end,
        {
            "Accept-Ranges": "bytes",
            "Content-Range": f"bytes {start}-{end}/{size}",
            "Content-Length": str(end - start + 1),
        },
    )
