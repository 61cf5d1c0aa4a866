"""Opening packages (docx, xlsx, ofd) without being hurt: limits against bombs, XML without entities, streaming."""

import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import IO

from lxml import etree

MOST_PARTS = 5000
MOST_UNPACKED = 600 * 2**20
MOST_RATIO = 400
RATIO_MATTERS_FROM = 8 * 2**20
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"


class Unreadable(Exception):
    """The file, or a part of it, cannot be read; the message is a Chinese sentence for the clerk."""


def open_package(stream: IO[bytes]) -> zipfile.ZipFile:
    """The package, its directory checked before anything is unpacked. Raises Unreadable."""
    stream.seek(0)
    head = stream.read(8)
    stream.seek(0)
    if head == OLE_MAGIC:
        raise Unreadable("文件已加密，或是旧版格式，请解除密码并另存为 .docx/.xlsx")
    if not head.startswith(ZIP_MAGIC):
        raise Unreadable("文件已损坏，或内容与扩展名不符")
    try:
        package = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable("文件已损坏，无法打开") from error
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise Unreadable(f"文件内部件超过 {MOST_PARTS} 个，拒绝读取")
    names: set[str] = set()
    for part in parts:
        if part.flag_bits & 1:
            raise Unreadable("文件已加密，无法检查")
        if part.file_size > RATIO_MATTERS_FROM and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            raise Unreadable("文件压缩比异常，拒绝读取")
        if part.filename.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", part.filename):
            raise Unreadable("文件内含越界路径，拒绝读取")
        if part.filename.lower() in names:
            raise Unreadable("文件内含重名部件，拒绝读取")
        names.add(part.filename.lower())
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unreadable("文件解压后过大，拒绝读取")
    return package


def elements(package: zipfile.ZipFile, name: str, tags: tuple[str, ...] | None = None, events=("end",)) -> Iterator:
    """(event, element) of one XML part as it streams by; no entity is resolved, a DOCTYPE is refused."""
    try:
        with package.open(name) as part:
            walk = etree.iterparse(
                part,
                events=events,
                tag=tags,
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                huge_tree=False,
                remove_comments=False,
                remove_pis=True,
            )
            first = True
            for event, element in walk:
                if first:
                    refuse_doctype(element.getroottree())
                    first = False
                yield event, element
    except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(f"部件 {name} 已损坏或不是规范的 XML") from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Unreadable(f"部件 {name} 已损坏") from error
        raise


MOST_IN_A_TREE = 60 * 2**20


def tree(package: zipfile.ZipFile, name: str) -> etree._Element:
    """One XML part as a tree; for parts that are small or must be rewritten as a whole."""
    try:
        if package.getinfo(name).file_size > MOST_IN_A_TREE:
            raise Unreadable(f"部件 {name} 过大")
        parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
        with package.open(name) as part:
            root = etree.parse(part, parser).getroot()
    except KeyError as error:
        raise Unreadable(f"缺少部件 {name}") from error
    except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, EOFError) as error:
        raise Unreadable(f"部件 {name} 已损坏或不是规范的 XML") from error
    refuse_doctype(root.getroottree())
    return root


def refuse_doctype(document: etree._ElementTree) -> None:
    if document.docinfo.internalDTD is not None or document.docinfo.doctype:
        raise Unreadable("文件内的 XML 含实体声明，拒绝读取")


@lru_cache(maxsize=4096)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: etree._Element) -> str:
    """An element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


def release(element: etree._Element) -> None:
    """Let go of an element that has been read, and of its elder siblings."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def relations(package: zipfile.ZipFile, name: str) -> dict[str, tuple[str, str, bool]]:
    """Relationship id → (type's last word, target as a part name, external?) of a part."""
    folder, _, base = name.rpartition("/")
    path = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    if path not in package.NameToInfo:
        return {}
    found = {}
    for each in tree(package, path):
        if local(each) != "Relationship":
            continue
        target = each.get("Target", "")
        external = each.get("TargetMode") == "External"
        if not external:
            target = resolved(folder, target)
        found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target, external)
    return found


def resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)
