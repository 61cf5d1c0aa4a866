"""From each file format to one cleaned body: .docx by mammoth, .txt by its lines, .html by the cleaning, .ofd by its text."""

import hashlib
import io
import re
from statistics import median
from zipfile import ZipFile

import mammoth
from defusedxml import ElementTree
from django.utils.html import escape

from yushan_portal.lib.files import RefusedFile
from yushan_portal.lib.richtext import clean, extract_images, from_text, lost_images

from . import wordfiles
from .paper import PaperImage

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_STYLES = """
p[style-name='align-center'] => p.align-center:fresh
p[style-name='align-right'] => p.align-right:fresh
p[style-name='indent'] => p.indent:fresh
p[style-name='Title'] => p.align-center:fresh
p[style-name='Subtitle'] => p.align-center:fresh
u => u
strike => s
"""
MOST_PAGES = 500  # of an .ofd


class Pictures:
    """Collects the pictures of one paper and gives each an address that stands in the body until it is stored."""

    def __init__(self) -> None:
        self.kept: dict[str, PaperImage] = {}
        self.refused = 0

    def keep(self, content: bytes, mime: str) -> str | None:
        if mime not in _EXTENSIONS:
            self.refused += 1
            return None
        address = f"/files/pending/{hashlib.sha256(content).hexdigest()[:24]}.{_EXTENSIONS[mime]}"
        self.kept[address] = PaperImage(address, content, mime)
        return address


def read_docx(content: bytes, pictures: Pictures) -> tuple[str, list[str]]:
    """Body of a Word file; numbers that Word computes are written out, hidden text and deleted changes stay away."""
    prepared, remarks = wordfiles.prepare(content)

    def image(picture) -> dict[str, str]:
        with picture.open() as opened:
            return {"src": pictures.keep(opened.read(), picture.content_type) or ""}

    result = mammoth.convert_to_html(
        io.BytesIO(prepared),
        style_map=_STYLES,
        convert_image=mammoth.images.img_element(image),
        transform_document=mammoth.transforms.paragraph(_aligned),
    )
    if pictures.refused:
        remarks.append(f"有 {pictures.refused} 张图片的格式网页显示不了，没有带入，请另存为 png 后补上。")
    return clean(result.value), remarks


def _aligned(paragraph):
    """Alignment as a style name, so that the style map can see it; headings keep their own style."""
    style = paragraph.style_name or ""
    if re.match(r"(?i)heading|title|subtitle|标题", style) or paragraph.numbering:
        return paragraph
    if paragraph.alignment in ("center", "right", "end"):
        return paragraph.copy(style_name="align-center" if paragraph.alignment == "center" else "align-right")
    if paragraph.indent.first_line and not str(paragraph.indent.first_line).startswith(("-", "0")):
        return paragraph.copy(style_name="indent")
    return paragraph


def read_txt(content: bytes, pictures: Pictures) -> tuple[str, list[str]]:
    """Body of a text file in UTF-8 or GB 18030."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise RefusedFile("文本不是 UTF-8 或国标编码，打开会是乱码；请另存为 UTF-8 后再上传。") from error
    return clean(from_text(text)), []


def read_html(content: bytes, pictures: Pictures) -> tuple[str, list[str]]:
    """Body of a saved page or a paste; the character set is the one it names, else UTF-8, else GB 18030."""
    named = re.search(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{2,20})""", content[:4096], re.IGNORECASE)
    encodings = ["utf-8-sig", "gb18030"]
    if named and named[1].lower() in (b"gb2312", b"gbk", b"gb18030"):
        encodings.reverse()
    html = None
    for encoding in encodings:
        try:
            html = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if html is None:
        html = content.decode("utf-8", "replace")
    html = extract_images(html, pictures.keep)
    remarks = [f"有 {lost} 张图片在别处，没有带入，请另行上传。"] if (lost := lost_images(html)) else []
    return clean(html), remarks


def read_ofd(content: bytes, pictures: Pictures) -> tuple[str, list[str]]:
    """Body of a GB/T 33190 file: its text objects, put together to lines and paragraphs by their places."""
    paragraphs: list[str] = []
    with ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.search(r"Pages/[^/]+/Content\.xml$", name)]
        names.sort(key=lambda name: [int(number) for number in re.findall(r"\d+", name)])
        for name in names[:MOST_PAGES]:
            paragraphs += _ofd_paragraphs(ElementTree.fromstring(package.read(name)))
    if not paragraphs:
        raise RefusedFile("版式文件里没有文字（可能是扫描件），读不出内容；请改用 .docx，或把文字粘贴到正文。")
    return clean("".join(paragraphs)), ["版式文件是按位置把字拼成段落的，请对照原件核对正文。"]


def _ofd_paragraphs(page) -> list[str]:
    rows: list[list[tuple[float, float, float, float, str]]] = []  # x, y, width, height, text
    for element in page.iter():
        if not element.tag.endswith("TextObject"):
            continue
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", element.get("Boundary", ""))]
        text = "".join(part.text or "" for part in element if part.tag.endswith("TextCode"))
        if len(numbers) != 4 or not text.strip():
            continue
        x, y, width, height = numbers
        row = next((row for row in rows if abs(row[0][1] - y) < max(height, 1) / 2), None)
        rows.append([(x, y, width, height, text)]) if row is None else row.append((x, y, width, height, text))
    if not rows:
        return []
    rows.sort(key=lambda row: row[0][1])
    left, right = min(min(part[0] for part in row) for row in rows), max(max(p[0] + p[2] for p in row) for row in rows)
    size = median(part[3] for row in rows for part in row) or 1
    paragraphs: list[tuple[str, str]] = []  # text, class
    previous_full = False
    for row in rows:
        row.sort()
        text = "".join(part[4] for part in row).strip()
        begin, end = row[0][0], row[-1][0] + row[-1][2]
        indented, full = begin > left + 1.2 * size, end > right - 2.5 * size
        centred = begin > left + 3 * size and end < right - 3 * size
        if paragraphs and previous_full and not indented and not centred:
            paragraphs[-1] = (paragraphs[-1][0] + text, paragraphs[-1][1])
        else:
            kind = (
                "align-center"
                if centred
                else "align-right"
                if begin > left + 8 * size
                else "indent"
                if indented
                else ""
            )
            paragraphs.append((text, kind))
        previous_full = full and not centred
    return [f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>" for text, kind in paragraphs]
