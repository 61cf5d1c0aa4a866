"""Documents rewritten: revisions accepted, comments and hidden text gone; and, for the masked copy, findings starred."""

import re
import zipfile

from lxml import etree

from .containers import local, tree
from .documents import OFF, TEXT, is_hidden
from .packages import remove, rewrite_package, serialised, unwrap
from .tables import TableScanner
from .text import STAR, scan_text

# No copy carries these: who wrote and remarked, and what only the editing program needs.
NEVER_COPIED = re.compile(
    r"(?:^|/)(?:comments\w*|people|commentsIds)\.xml$|(?:^|/)persons/|docProps/(?:custom\.xml|thumbnail)|^customXml/"
)
# A masked copy carries only what is read and masked.
NEVER_MASKED = re.compile(
    r"(?:^|/)(?:embeddings|activeX|charts|diagrams|glossary|printerSettings|ink|embeddedFonts)/|\.bin$|vbaData"
)
STORY = re.compile(r"(?:^|/)word/(?:document|header|footer|footnotes|endnotes)\d*\.xml$")
CHANGES = re.compile(r"(?:pPr|rPr|sectPr|tblPr|trPr|tcPr|tblGrid|tblPrEx|numbering)Change$")
RANGES = {
    "commentRangeStart", "commentRangeEnd", "commentReference", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd", "cellIns", "cellDel", "cellMerge", "proofErr", "permStart", "permEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
}  # fmt: skip
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def accept_revisions(root: etree._Element) -> None:
    """As if a clerk had accepted every change and removed every comment."""
    for row in [e for e in root.iter(W + "trPr") if any(local(c) == "del" for c in e)]:
        remove(row.getparent())
    _join_paragraphs(root)
    for element in list(root.iter()):
        name = local(element)
        if element.getparent() is None:
            continue
        if name in ("del", "moveFrom") and element.tag.startswith(W):
            remove(element)
        elif name in RANGES or CHANGES.search(name):
            remove(element)
    for element in [e for e in root.iter() if local(e) in ("ins", "moveTo") and e.tag.startswith(W)]:
        if element.getparent() is not None:
            unwrap(element)
    for element in root.iter():
        for key in [k for k in element.attrib if re.search(r"}(?:rsid\w*|author|initials|date)$", k)]:
            del element.attrib[key]


def _join_paragraphs(root: etree._Element) -> None:
    """A paragraph whose end is struck out runs on into the next one."""
    for paragraph in reversed([p for p in root.iter(W + "p") if _mark_is_deleted(p)]):
        following = paragraph.getnext()
        if following is None or following.tag != W + "p":
            continue
        if _is_struck_whole(paragraph):
            remove(paragraph)
        else:
            paragraph.extend([child for child in following if local(child) != "pPr"])
            remove(following)


def _mark_is_deleted(paragraph) -> bool:
    return any(
        local(c) in ("del", "moveFrom")
        for p in paragraph
        if local(p) == "pPr"
        for r in p
        if local(r) == "rPr"
        for c in r
    )


def _is_struck_whole(paragraph) -> bool:
    return not any(
        local(t) == "t" and t.text and not any(local(a) in ("del", "moveFrom") for a in t.iterancestors())
        for t in paragraph.iter()
    )


def drop_hidden_text(root: etree._Element) -> None:
    for run in [r for r in root.iter() if local(r) == "r" and is_hidden(r)]:
        remove(run)
    for row in [e for e in root.iter(W + "trPr") if any(local(c) == "hidden" and _on(c) for c in e)]:
        remove(row.getparent())


def _on(element) -> bool:
    return next((v for k, v in element.attrib.items() if k.endswith("}val")), "1") not in OFF


def drop_fields_and_objects(root: etree._Element) -> None:
    """Field codes, embedded objects, fallbacks and data bindings: the text as shown stays."""
    for element in [
        e
        for e in root.iter()
        if local(e) in ("instrText", "Fallback", "object", "OLEObject", "control", "dataBinding", "ddList")
    ]:
        remove(element)
    for element in [e for e in root.iter() if local(e) in ("docPr", "cNvPr")]:
        for key in ("descr", "title", "name"):
            if key in element.attrib:
                element.set(key, "")
    for element in [e for e in root.iter() if local(e) in ("tag", "alias", "placeholder") and e.tag.startswith(W)]:
        remove(element)
    for element in [
        e for e in root.iter() if local(e) == "graphicData" and re.search(r"chart|diagram", e.get("uri", ""))
    ]:
        remove(element.getparent().getparent() if element.getparent() is not None else element)


def _units(paragraph) -> list[tuple[str, etree._Element | None, int]]:
    """Every character of a paragraph with the node that holds it."""
    units: list[tuple[str, etree._Element | None, int]] = []

    def walk(element) -> None:
        for child in element:
            name = local(child)
            if name in TEXT:
                units.extend((letter, child, at) for at, letter in enumerate(child.text or ""))
            elif name in ("br", "cr"):
                units.append(("\n", None, 0))
            elif name in ("tab", "ptab") and local(element) == "r":
                units.append(("\t", None, 0))
            elif name == "noBreakHyphen":
                units.append(("-", None, 0))
            elif name not in ("p", "rPr", "pPr", "Fallback"):
                walk(child)

    walk(paragraph)
    return units


def _star(units, positions) -> None:
    nodes: dict[etree._Element, list[str]] = {}
    for at in positions:
        _, node, place = units[at]
        if node is not None:
            nodes.setdefault(node, list(node.text))[place] = STAR
    for node, letters in nodes.items():
        node.text = "".join(letters)


def mask_tree(root: etree._Element) -> None:
    """Star the findings in every paragraph, across paragraphs, and in every table under its headings."""
    for _ in range(4):
        changed = False
        in_cells = {id(p) for cell in root.iter(W + "tc") for p in cell.iter(W + "p")}
        loose: list = []
        for paragraph in root.iter(W + "p"):
            units = _units(paragraph)
            changed |= _mask_units(units)
            if id(paragraph) not in in_cells:
                loose += [("\n", None, 0), *units]
        changed |= _mask_units(loose)
        for table in root.iter(W + "tbl"):
            changed |= _mask_table(table)
        if not changed:
            return


def _mask_units(units) -> bool:
    found = [each for each in scan_text("".join(unit[0] for unit in units), "") if each.masked]
    _star(units, {at for each in found for at in each.hide})
    return bool(found)


def _mask_table(table) -> bool:
    scanner, changed, number = TableScanner(lambda row, column: ""), False, 0
    for row in table.iter(W + "tr"):
        if next(row.iterancestors(W + "tbl")) is not table:
            continue
        number += 1
        cells = {}
        for column, cell in enumerate(_cells_of(row), 1):
            units: list = []
            for paragraph in cell.iter(W + "p"):
                units += ([("\n", None, 0)] if units else []) + _units(paragraph)
            cells[column] = units
        for column, each in scanner.feed(number, {c: "".join(u[0] for u in units) for c, units in cells.items()}):
            if each.masked:
                changed = True
                _star(cells[column], each.hide)
    return changed


def _cells_of(row) -> list:
    return [cell for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]


def _settings(source: zipfile.ZipFile, name: str) -> bytes:
    root = tree(source, name)
    for element in list(root.iter()):
        if local(element) in ("trackRevisions", "rsids", "docVars", "mailMerge", "attachedTemplate", "revisionView"):
            remove(element)
    return serialised(root)


def write_clean(source: zipfile.ZipFile, target: zipfile.ZipFile) -> None:
    """The publication copy: same text, no author, comment or revision mark."""

    def story(package: zipfile.ZipFile, name: str) -> bytes:
        root = tree(package, name)
        accept_revisions(root)
        return serialised(root)

    def rewrites(name: str):
        return _settings if name.endswith("settings.xml") else story if STORY.search(name) else None

    rewrite_package(source, target, lambda name: bool(NEVER_COPIED.search(name)), rewrites)


def write_masked(source: zipfile.ZipFile, target: zipfile.ZipFile) -> None:
    """The masked copy: the visible text with findings starred, and nothing that is not visible text."""

    def story(package: zipfile.ZipFile, name: str) -> bytes:
        root = tree(package, name)
        accept_revisions(root)
        drop_hidden_text(root)
        drop_fields_and_objects(root)
        mask_tree(root)
        return serialised(root)

    def rewrites(name: str):
        return _settings if name.endswith("settings.xml") else story if STORY.search(name) else None

    def drops(name: str) -> bool:
        return bool(NEVER_COPIED.search(name) or NEVER_MASKED.search(name))

    rewrite_package(source, target, drops, rewrites, external=False)
