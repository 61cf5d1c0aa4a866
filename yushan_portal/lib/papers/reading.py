"""`read_paper`: one door for every format."""

from dataclasses import replace
from pathlib import Path

from yushan_portal.lib.files import RefusedFile, check_upload

from . import readers
from .lines import lines_of
from .paper import Paper
from .understanding import understand

_READERS = {
    "docx": readers.read_docx,
    "txt": readers.read_txt,
    "html": readers.read_html,
    "htm": readers.read_html,
    "ofd": readers.read_ofd,
}
MOST_BYTES = 50 * 1024 * 1024
MOST_HTML_BYTES = 8 * 1024 * 1024


def read_paper(source: Path | str | bytes, name: str = "") -> Paper:
    """Read an official paper from a path, or from bytes with a file name.

    Raises RefusedFile with one sentence for a file that may not come in or cannot be read at all. A paper marked as
    secret is read, but its `refusal` says that it must not be taken.
    """
    if isinstance(source, (str, Path)):
        source = Path(source)
        name = name or source.name
        if source.stat().st_size > MOST_BYTES:
            raise RefusedFile("文件太大，超过了 50 MB 的上限；请压缩图片后再导入。")
        source = source.read_bytes()
    extension = name.rpartition(".")[2].lower()
    if extension in ("html", "htm"):
        if len(source) > MOST_HTML_BYTES:
            raise RefusedFile("网页文件太大，超过了 8 MB 的上限；请只保存正文部分。")
    else:
        check_upload(source, name, most_bytes=MOST_BYTES)
        if extension not in _READERS:
            raise RefusedFile(f"不能从 .{extension} 里读出公文；请用 .docx、.txt、.html 或 .ofd。")
    pictures = readers.Pictures()
    try:
        html, remarks = _READERS[extension](source, pictures)
    except RefusedFile:
        raise
    except Exception as error:  # the readers of each format fail in their own ways on broken files
        raise RefusedFile("文件打不开或已损坏，读不出内容；请在 Word 或 WPS 里打开后重新另存。") from error
    paper = understand(lines_of(html))
    used = tuple(image for image in pictures.kept.values() if image.address in paper.body_html)
    return replace(paper, images=used, unsure=(*remarks, *paper.unsure))
