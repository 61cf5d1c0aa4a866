"""Writing Office packages part by part: what to drop, what to rewrite, relations and content types kept in step."""

import re
import zipfile
from collections.abc import Callable

from lxml import etree

from .containers import local, resolved, tree

Rewrite = Callable[[zipfile.ZipFile, str], bytes]
MOMENT = (1980, 1, 1, 0, 0, 0)
RELATIONS = re.compile(r"(?:^|/)_rels/[^/]*\.rels$")
EMPTY_PROPERTIES = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    b'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties '
    b'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
}


def serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def write_part(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    target.writestr(info, content)


def copy_part(source: zipfile.ZipFile, target: zipfile.ZipFile, name: str) -> None:
    info = zipfile.ZipInfo(name, MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    with source.open(name) as before, target.open(info, "w") as after:
        while piece := before.read(1 << 20):
            after.write(piece)


def owner_of(name: str) -> str:
    """word/_rels/document.xml.rels → word/document.xml"""
    return (
        name.replace("_rels/", "", 1)[: -len(".rels")]
        if name.startswith("_rels/")
        else re.sub(r"_rels/([^/]*)\.rels$", r"\1", name)
    )


def kept_relations(source: zipfile.ZipFile, name: str, drops: Callable[[str], bool], external: bool) -> bytes:
    """The relations of a part without those to dropped parts; `external` False drops links that leave the file."""
    root = tree(source, name)
    folder = owner_of(name).rpartition("/")[0]
    for each in list(root):
        if local(each) != "Relationship":
            continue
        if each.get("TargetMode") == "External":
            gone = not external
        else:
            target = resolved(folder, each.get("Target", ""))
            gone = drops(target) or target not in source.NameToInfo
        if gone:
            root.remove(each)
    return serialised(root)


def kept_types(source: zipfile.ZipFile, drops: Callable[[str], bool]) -> bytes:
    root = tree(source, "[Content_Types].xml")
    for each in list(root):
        if local(each) == "Override" and drops(each.get("PartName", "").lstrip("/")):
            root.remove(each)
    return serialised(root)


def rewrite_package(
    source: zipfile.ZipFile,
    target: zipfile.ZipFile,
    drops: Callable[[str], bool],
    rewrites: Callable[[str], Rewrite | None],
    external: bool = True,
) -> None:
    """Every part of `source` into `target`: dropped, rewritten, or copied; document properties always emptied."""
    for info in source.infolist():
        name = info.filename
        if name.endswith("/") or drops(name) or (RELATIONS.search(name) and drops(owner_of(name))):
            continue
        if name == "[Content_Types].xml":
            write_part(target, name, kept_types(source, drops))
        elif RELATIONS.search(name):
            write_part(target, name, kept_relations(source, name, drops, external))
        elif name in EMPTY_PROPERTIES:
            write_part(target, name, EMPTY_PROPERTIES[name])
        elif rewrite := rewrites(name):
            if (content := rewrite(source, name)) is not None:
                write_part(target, name, content)
        else:
            copy_part(source, target, name)


def remove(element: etree._Element) -> None:
    """Take an element out, leaving what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Replace an element by its children."""
    parent = element.getparent()
    at = parent.index(element)
    for child in reversed(list(element)):
        parent.insert(at, child)
    parent.remove(element)
