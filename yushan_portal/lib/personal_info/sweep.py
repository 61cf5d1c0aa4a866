"""The corners of an Office package that no page shows: properties, comments, pivot caches, custom XML, embedded files."""

import re
import zipfile

from . import containers
from .containers import Unreadable, elements, is_xml, local
from .findings import FileReport, Finding, Severity
from .text import scan_text

# Where a part stands, as a clerk calls it; the first pattern that fits.
PLACES = tuple(
    (re.compile(pattern), name)
    for pattern, name in (
        (r"docProps/thumbnail", "文档缩略图"),
        (r"docProps/", "文档属性"),
        (r"customXml/", "自定义 XML 数据"),
        (r"pivotCache/", "数据透视表缓存"),
        (r"pivotTables/", "数据透视表"),
        (r"externalLinks/", "外部链接缓存"),
        (r"threadedComments/", "会话批注"),
        (r"persons?/|people\.xml", "批注人名单"),
        (r"comments", "批注"),
        (r"footnotes", "脚注"),
        (r"endnotes", "尾注"),
        (r"header", "页眉"),
        (r"footer", "页脚"),
        (r"connections|queryTables/", "数据连接"),
        (r"charts?/|chartex", "图表数据"),
        (r"diagrams/", "SmartArt 图形"),
        (r"drawings?/", "图形或文本框"),
        (r"slicer", "切片器"),
        (r"revisions/", "共享修订记录"),
        (r"tables/", "表格定义"),
        (r"glossary/", "构建基块"),
        (r"settings|webSettings", "文档设置"),
        (r"workbook\.xml", "工作簿定义（名称、工作表名）"),
        (r"\.rels$", "链接目标"),
    )
)
AUTHORS = {
    "creator": "作者",
    "lastModifiedBy": "最后修改者",
    "Company": "单位",
    "Manager": "主管",
    "description": "备注",
    "keywords": "关键词",
    "subject": "主题",
    "category": "类别",
    "Author": "作者",
    "Creator": "创建程序",
}
SKIPPED = re.compile(
    r"(?:styles|theme\d*|fontTable|numbering|calcChain|\[Content_Types\]|stylesWithEffects|tableStyles)\.xml$"
)
REMARKS = re.compile(r"(?:^|/)(?:comments|threadedComment|commentsExtended)[^/]*\.xml$")
EMBEDDED = re.compile(r"(?:embeddings|activeX|ctrlProps|vbaProject|media)(?:/|\.bin)", re.IGNORECASE)
NOISE = re.compile(r"^(?:\{?[0-9A-Fa-f]{8}-[0-9A-Fa-f-]{27}\}?|https?://schemas\.\S+|rId\d+|urn:\S+|application/\S+|[A-Za-z]\w{0,30}|-?\d{1,10}(?:\.\d+)?)$")  # fmt: skip
INLINE = frozenset(
    "t r rPr sz color rFont family charset b i u scheme vertAlign latin ea cs sym solidFill srgbClr schemeClr effectLst".split()
)
MOST_GATHERED = 1 << 18


def place_of(name: str) -> str:
    return next((place for pattern, place in PLACES if pattern.search(name)), f"部件 {name}")


def sweep(package: zipfile.ZipFile, report: FileReport, done: set[str], depth: int, scan) -> None:
    """Scan every part not read before. `scan(stream, name, depth)` reads an embedded file."""
    images = 0
    for info in package.infolist():
        name = info.filename
        if name in done or name.endswith("/") or not info.file_size:
            continue
        if EMBEDDED.search(name) and not name.endswith((".xml", ".rels")):
            images += name.rpartition("/")[0].endswith("media")
            if "media/" not in name:
                embedded(package, name, report, depth, scan)
        elif is_xml(name):
            if not SKIPPED.search(name):
                sweep_part(package, name, report)
        elif name.lower().endswith(
            (".jpg", ".jpeg", ".png", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".bmp", ".wdp", ".svg")
        ):
            images += "thumbnail" not in name
        elif not name.lower().endswith((".bin", ".odttf", ".ttf", ".fntdata", ".dat")) or "printerSettings" not in name:
            if not name.lower().endswith((".odttf", ".ttf", ".fntdata")):
                report.unreadable(f"内嵌部件“{name}”无法检查")
    if images:
        report.add(Finding("image", Severity.NOTICE, "文件内", f"{images} 张图片，图中文字无法检查", 0, 0))


def embedded(package: zipfile.ZipFile, name: str, report: FileReport, depth: int, scan) -> None:
    base = name.rpartition("/")[2]
    if depth < 2 and base.lower().endswith((".docx", ".xlsx")):
        with package.open(name) as part:
            content = part.read()
        inner = scan(content, base, depth + 1)
        report.extend(each.moved(0, f"内嵌文件“{base}”{each.place}") for each in inner.findings)
        if not inner.readable:
            report.unreadable(f"内嵌文件“{base}”：{inner.unreadable_reason}")
    else:
        report.unreadable(f"内嵌对象“{base}”无法检查")


def sweep_part(package: zipfile.ZipFile, name: str, report: FileReport, place: str = "") -> None:
    """Every text and every telling attribute of a part, in the order they stand."""
    place = place or place_of(name)
    properties = name.startswith("docProps/")
    if REMARKS.search(name):
        report.add(Finding("revision", Severity.NOTICE, place, "含批注", 0, 0))
    gathered, size = [], 0
    try:
        for _, element in elements(package, name):
            tag = local(element)
            inline = tag in INLINE
            for value in (element.text,) if inline else (element.text, *element.attrib.values()):
                if value and value.strip() and not (not inline and len(value) < 60 and NOISE.match(value)):
                    gathered.append(value)
                    size += len(value)
            if not inline:
                gathered.append("\x1e")
            if properties and tag in AUTHORS and element.text and element.text.strip():
                report.add(
                    Finding(
                        "property", Severity.NOTICE, f"文档属性“{AUTHORS[tag]}”", "*" * min(len(element.text), 8), 0, 0
                    )
                )
            containers.release(element) if len(element) == 0 else element.clear()
            if size > MOST_GATHERED:
                report.extend(scan_text("".join(gathered), place))
                gathered, size = [], 0
    except Unreadable as reason:
        report.unreadable(str(reason))
    report.extend(scan_text("".join(gathered), place))
