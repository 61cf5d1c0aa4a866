"""What may be uploaded, as a table; and what to do instead for the types people will try."""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileKind:
    """One row of the allow-list. `magic` are the starts a file of this kind may have; empty = checked as text."""

    code: str
    extensions: tuple[str, ...]
    mime: str
    label: str
    magic: tuple[bytes, ...] = ()
    inline: bool = False  # may be shown in the page instead of being downloaded


_OOXML = "application/vnd.openxmlformats-officedocument."
_ZIP = (b"PK\x03\x04",)

KINDS: tuple[FileKind, ...] = (
    FileKind("pdf", ("pdf",), "application/pdf", "PDF 文档", (b"%PDF-",), inline=True),
    FileKind("ofd", ("ofd",), "application/ofd", "OFD 版式文件", _ZIP),
    FileKind("docx", ("docx",), _OOXML + "wordprocessingml.document", "Word 文档", _ZIP),
    FileKind("xlsx", ("xlsx",), _OOXML + "spreadsheetml.sheet", "Excel 表格", _ZIP),
    FileKind("csv", ("csv",), "text/csv", "CSV 表格"),
    FileKind("txt", ("txt",), "text/plain", "纯文本"),
    FileKind("vtt", ("vtt",), "text/vtt", "字幕"),
    FileKind("jpg", ("jpg", "jpeg"), "image/jpeg", "图片", (b"\xff\xd8\xff",), inline=True),
    FileKind("png", ("png",), "image/png", "图片", (b"\x89PNG\r\n\x1a\n",), inline=True),
    FileKind("gif", ("gif",), "image/gif", "图片", (b"GIF87a", b"GIF89a"), inline=True),
    FileKind("webp", ("webp",), "image/webp", "图片", (b"RIFF",), inline=True),
    FileKind("mp4", ("mp4",), "video/mp4", "视频", (), inline=True),
    FileKind("mp3", ("mp3",), "audio/mpeg", "音频", (), inline=True),
)
BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}
BY_MIME = {kind.mime: kind for kind in KINDS}

ACCEPTED = "pdf、ofd、docx、xlsx、csv、txt、jpg、png、gif、webp、mp4、mp3、vtt"

_OLD_TEXT = "旧格式的文档无法检查，请在 Word 或 WPS 里打开，另存为 .docx 后再上传。"
_OLD_TABLE = "旧格式的表格无法检查，请在 Excel 或 WPS 里打开，另存为 .xlsx 后再上传。"
_OLD_SLIDES = "演示文稿不能直接上传，请导出为 .pdf 后再上传。"
_MACRO = "带宏的文件不能上传，请另存为不带宏的 {} 后再上传。"
_ARCHIVE = "压缩包不能上传：里面的文件无法逐一审查，请解压后把文件一个一个上传。"
_WEB = "网页、SVG 和脚本文件不能作为附件上传，请把内容粘贴到正文，或导出为 .pdf。"

INSTEAD: dict[str, str] = {
    **dict.fromkeys(("doc", "wps", "wpt", "dot", "rtf", "odt", "pages"), _OLD_TEXT),
    **dict.fromkeys(("xls", "et", "ett", "xlt", "xlsb", "ods", "numbers"), _OLD_TABLE),
    **dict.fromkeys(("ppt", "dps", "pptx", "pps", "ppsx", "odp"), _OLD_SLIDES),
    **dict.fromkeys(("docm", "dotm", "dotx"), _MACRO.format(".docx")),
    **dict.fromkeys(("xlsm", "xltm", "xlam", "xltx"), _MACRO.format(".xlsx")),
    **dict.fromkeys(("pptm", "potm"), _MACRO.format(".pdf")),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"), _ARCHIVE),
    **dict.fromkeys(("html", "htm", "svg", "svgz", "xhtml", "mht", "mhtml", "xml", "js", "css"), _WEB),
    **dict.fromkeys(
        ("bmp", "tif", "tiff", "heic", "heif", "avif"), "这种图片格式很多浏览器打不开，请另存为 .jpg 或 .png 后再上传。"
    ),
    **dict.fromkeys(
        ("avi", "mov", "wmv", "flv", "mkv", "rmvb", "webm"), "这种视频格式很多浏览器不能播放，请转为 .mp4 后再上传。"
    ),
    **dict.fromkeys(
        ("wav", "wma", "aac", "flac", "m4a", "ogg"), "这种音频格式很多浏览器不能播放，请转为 .mp3 后再上传。"
    ),
}
