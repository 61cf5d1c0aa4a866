"""Workbooks rewritten as a stream: for the masked copy values only, hidden parts gone, findings starred under headings."""

import re
import zipfile

from lxml import etree

from .containers import elements, local, release, tree
from .packages import MOMENT, remove, rewrite_package, serialised
from .spreadsheets import REFERENCE, Layout, Sheet, Strings, cell_text, column_number, sheets_of
from .tables import TableScanner
from .text import hide

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NEVER_COPIED = re.compile(
    r"(?:^|/)(?:comments\w*\.xml|comments/|threadedComments/|persons/|revisions/|userNames)|docProps/(?:custom\.xml|thumbnail)|"
    r"printerSettings|drawings/vmlDrawing"
)
KEPT_IN_A_MASK = re.compile(
    r"^(?:\[Content_Types\]\.xml|_rels/|docProps/(?:core|app)\.xml|xl/workbook\.xml|xl/_rels/|xl/styles\.xml|xl/theme/|"
    r"xl/sharedStrings\.xml|xl/worksheets/)"
)
KEPT_IN_A_SHEET = {
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "printOptions", "pageMargins",
    "pageSetup", "rowBreaks", "colBreaks",
}  # fmt: skip
KEPT_IN_A_BOOK = {"sheets", "workbookPr", "bookViews", "calcPr"}


# --- the publication copy ---------------------------------------------------------------------------------------------


def write_clean(source: zipfile.ZipFile, target: zipfile.ZipFile) -> None:
    """The same workbook without comments, author names and shared revision logs."""
    with_remarks = {sheet.part for sheet in sheets_of(source) if _has_remarks(source, sheet.part)}

    def rewrites(name: str):
        if name in with_remarks:
            return _without_legacy_drawing
        return _without_authors if name == "xl/workbook.xml" else None

    rewrite_package(source, target, lambda name: bool(NEVER_COPIED.search(name)), rewrites)


def _has_remarks(source: zipfile.ZipFile, part: str) -> bool:
    folder, _, base = part.rpartition("/")
    return f"{folder}/_rels/{base}.rels" in source.NameToInfo


def _without_legacy_drawing(source: zipfile.ZipFile, name: str) -> bytes:
    root = tree(source, name)
    for element in list(root.iter()):
        if local(element) in ("legacyDrawing", "legacyDrawingHF"):
            remove(element)
        elif local(element) == "pageSetup":
            for key in [key for key in element.attrib if key.endswith("}id")]:
                del element.attrib[key]
    return serialised(root)


def _without_authors(source: zipfile.ZipFile, name: str) -> bytes:
    root = tree(source, name)
    for element in list(root.iter()):
        if local(element) in ("fileSharing", "absPath") or (
            local(element) == "AlternateContent" and b"absPath" in etree.tostring(element)
        ):
            remove(element)
    return serialised(root)


# --- the masked copy --------------------------------------------------------------------------------------------------


def write_masked(source: zipfile.ZipFile, target: zipfile.ZipFile) -> None:
    """Values only: no formulas, comments, pivots, names, links, drawings; hidden sheets, rows and columns left out."""
    strings = Strings(source)
    sheets = sheets_of(source)
    shown = {sheet.part: sheet for sheet in sheets if not sheet.hidden}
    needed = bytearray(len(strings))

    def drops(name: str) -> bool:
        if not KEPT_IN_A_MASK.search(name) or name.startswith("xl/worksheets/_rels/"):
            return True
        return name.startswith("xl/worksheets/") and name not in shown

    def rewrites(name: str):
        if name == "xl/workbook.xml":
            return _visible_book
        if name in shown or name == "xl/sharedStrings.xml":
            return _later
        return None

    rewrite_package(source, target, drops, rewrites, external=False)
    for part, sheet in shown.items():
        if part in source.NameToInfo:
            with target.open(_info(part), "w", force_zip64=True) as out:
                _write_sheet(source, sheet, strings, needed, out)
    if "xl/sharedStrings.xml" in source.NameToInfo:
        with target.open(_info("xl/sharedStrings.xml"), "w", force_zip64=True) as out:
            _write_strings(source, needed, out)


def _later(source: zipfile.ZipFile, name: str) -> None:
    return None


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _visible_book(source: zipfile.ZipFile, name: str) -> bytes:
    root = tree(source, name)
    for element in list(root):
        if local(element) not in KEPT_IN_A_BOOK:
            root.remove(element)
    for number, element in enumerate([e for e in root.iter() if local(e) == "sheet"], 1):
        if element.get("state", "visible") != "visible":
            remove(element)
        else:
            masked = hide(element.get("name", ""), _masked_in(element.get("name", "")))
            element.set("name", masked.replace("*", "_") or f"Sheet{number}")
    for view in [e for e in root.iter() if local(e) == "workbookView"]:
        view.attrib.pop("activeTab", None)
        view.attrib.pop("firstSheet", None)
    for properties in [e for e in root.iter() if local(e) == "workbookPr"]:
        properties.attrib.pop("codeName", None)
    return serialised(root)


def _masked_in(text: str) -> list:
    from_one_cell = TableScanner(lambda row, column: "").feed(1, {1: text})
    return [each for _, each in from_one_cell if each.masked]


def _write_sheet(source: zipfile.ZipFile, sheet: Sheet, strings: Strings, needed: bytearray, out) -> None:
    layout, scanner, number = Layout(), TableScanner(lambda row, column: "", title=sheet.name), 0
    walk = elements(source, sheet.part, events=("start", "end"))
    depth = 0
    with etree.xmlfile(out, encoding="UTF-8") as writer:
        writer.write_declaration(standalone=True)
        _, root = next(walk)
        with writer.element(MAIN + "worksheet", nsmap={None: MAIN[1:-1]}):
            rows = None
            for event, element in walk:
                depth += 1 if event == "start" else -1
                tag = local(element)
                if event == "start":
                    if tag in ("col", "sheetFormatPr"):
                        layout.note(element)
                    if tag == "sheetData":
                        rows = writer.element(MAIN + "sheetData")
                        rows.__enter__()
                    continue
                if tag == "row":
                    number = int(element.get("r") or number + 1)
                    written = _masked_row(element, number, layout, scanner, strings, needed)
                    if written is not None:
                        writer.write(written)
                    release(element)
                elif tag == "sheetData":
                    rows.__exit__(None, None, None)
                elif depth == 0 and tag in KEPT_IN_A_SHEET:
                    writer.write(_plain(element))


def _plain(element) -> etree._Element:
    """A layout element without relations, extensions, filters and free text."""
    copy = etree.fromstring(etree.tostring(element, with_tail=False))
    for each in list(copy.iter()):
        for key in [key for key in each.attrib if key.startswith("{") or key == "codeName"]:
            del each.attrib[key]
        if local(each) in ("col", "sheetFormatPr"):
            for key in ("hidden", "zeroHeight"):
                each.attrib.pop(key, None)
            if each.get("width") in ("0", "0.0"):
                each.set("width", "9")
        elif local(each) in ("extLst", "pivotSelection") and each.getparent() is not None:
            remove(each)
        elif local(each) == "sheetView":
            each.attrib.pop("tabSelected", None)
    etree.cleanup_namespaces(copy)
    return copy


def _masked_row(row, number: int, layout: Layout, scanner: TableScanner, strings: Strings, needed: bytearray):
    """The row with starred cells as inline text, or None if it is hidden."""
    if layout.hides_row(row):
        return None
    copy = etree.Element(
        MAIN + "row",
        {k: v for k, v in row.attrib.items() if not k.startswith("{") and k not in ("hidden", "collapsed")},
    )
    cells, texts, column = {}, {}, 0
    for cell in row:
        if local(cell) != "c":
            continue
        found = REFERENCE.match(cell.get("r", ""))
        column = column_number(found[1]) if found else column + 1
        if layout.hides_column(column):
            continue
        texts[column], _ = cell_text(cell, strings)
        cells[column] = cell
    starred = dict(texts)
    for _ in range(4):
        findings: dict[int, list] = {}
        for column, each in peek(scanner, number, starred):
            if each.masked:
                findings.setdefault(column, []).append(each)
        if not findings:
            break
        for column, each in findings.items():
            starred[column] = hide(starred[column], each)
    scanner.feed(number, starred)
    for column, cell in cells.items():
        copy.append(_cell(cell, starred[column], texts[column] != starred[column], needed))
    return copy


def peek(scanner: TableScanner, number: int, cells: dict[int, str]):
    """Feed without remembering, so that a row may be read again once starred."""
    state = dict(scanner.__dict__)
    found = scanner.feed(number, cells)
    scanner.__dict__.update(state)
    return found


def _cell(cell, text: str, changed: bool, needed: bytearray) -> etree._Element:
    kept = {key: cell.get(key) for key in ("r", "s") if cell.get(key)}
    kind = cell.get("t", "n")
    copy = etree.Element(MAIN + "c", kept)
    if not text:
        return copy
    if kind == "s" and not changed:
        value = next((child.text for child in cell if local(child) == "v"), "")
        if value and value.isdigit() and int(value) < len(needed):
            needed[int(value)] = 1
            copy.set("t", "s")
            etree.SubElement(copy, MAIN + "v").text = value
        return copy
    if changed or kind in ("inlineStr", "str", "s"):
        copy.set("t", "inlineStr")
        inline = etree.SubElement(copy, MAIN + "is")
        node = etree.SubElement(inline, MAIN + "t")
        node.text = text.split("\x1e")[0]
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return copy
    if kind != "n":
        copy.set("t", kind)
    etree.SubElement(copy, MAIN + "v").text = next((child.text for child in cell if local(child) == "v"), "")
    return copy


def _write_strings(source: zipfile.ZipFile, needed: bytearray, out) -> None:
    """The shared strings that unmasked cells still use, at their old places; the others are blank."""
    at = 0
    with etree.xmlfile(out, encoding="UTF-8") as writer:
        writer.write_declaration(standalone=True)
        with writer.element(MAIN + "sst", nsmap={None: MAIN[1:-1]}):
            for _, item in elements(source, "xl/sharedStrings.xml"):
                if local(item) != "si":
                    continue
                if at < len(needed) and needed[at]:
                    for phonetic in [node for node in item if local(node) in ("rPh", "phoneticPr")]:
                        item.remove(phonetic)
                    item.tail = None
                    writer.write(item)
                else:
                    blank = etree.Element(MAIN + "si")
                    etree.SubElement(blank, MAIN + "t")
                    writer.write(blank)
                at += 1
                release(item)
