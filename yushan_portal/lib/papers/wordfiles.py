"""A Word file made ready for reading: numbers that Word computes become text, hidden runs go."""

import io
from dataclasses import dataclass, field
from zipfile import ZipFile

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from yushan_portal.lib.files import RefusedFile

MOST_XML_BYTES = 16 * 1024 * 1024  # about a thousand pages; reading takes some twenty times that in memory
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand")
_DIGITS = "零一二三四五六七八九"


def prepare(content: bytes) -> tuple[bytes, list[str]]:
    """The same file with 一、 （一） 1. written out where Word numbers by itself, and without hidden text.

    Lists with bullets stay lists. Returns the file and sentences on what was left out.
    """
    with ZipFile(io.BytesIO(content)) as package:
        if sum(entry.file_size for entry in package.infolist() if entry.filename.endswith(".xml")) > MOST_XML_BYTES:
            raise RefusedFile("文档太长，不能整篇读入；请分成几个文件，或作为附件上传。")
    document = Document(io.BytesIO(content))
    body = document.element.body
    remarks = []
    hidden = [run for run in body.iter(qn("w:r")) if _is_on(run, "w:rPr", "w:vanish") and _text(run)]
    for run in hidden:
        run.getparent().remove(run)
    if hidden:
        remarks.append(f"文件里有 {len(hidden)} 处隐藏文字，没有带入正文，请打开原件核对。")
    if any(True for _ in body.iter(qn("w:del"), qn("w:ins"))):
        remarks.append("文件里有修订痕迹，按“接受全部修订”读取，请核对正文。")
    numbering = _Numbering(document)
    for paragraph in body.iter(qn("w:p")):
        if not any(parent.tag.endswith("}Fallback") for parent in paragraph.iterancestors()):
            numbering.write_out(paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue(), remarks


def _text(run) -> str:
    return "".join(text.text or "" for text in run.iter(qn("w:t")))


def _is_on(element, holder: str, name: str) -> bool:
    properties = element.find(qn(holder))
    mark = properties.find(qn(name)) if properties is not None else None
    return mark is not None and mark.get(qn("w:val"), "1") not in ("0", "false", "off")


@dataclass
class _Level:
    form: str
    text: str
    start: int


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class _Numbering:
    """word/numbering.xml as counters, walked in the order of the document."""

    def __init__(self, document) -> None:
        self.lists: dict[str, _List] = {}
        self.styles = {style.style_id: style for style in document.styles if style.style_id}
        part = next(
            (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None
        )
        if part is None:
            return
        root = part.element
        shared = {node.get(qn("w:abstractNumId")): _levels(node) for node in root.findall(qn("w:abstractNum"))}
        counters: dict[str, dict[int, int]] = {}
        for node in root.findall(qn("w:num")):
            abstract = node.find(qn("w:abstractNumId"))
            key = abstract.get(qn("w:val")) if abstract is not None else ""
            overrides = node.findall(qn("w:lvlOverride"))
            counts = {} if overrides else counters.setdefault(key, {})
            levels = dict(shared.get(key, {}))
            for override in overrides:
                start = override.find(qn("w:startOverride"))
                number = int(override.get(qn("w:ilvl"), "0"))
                if start is not None and number in levels:
                    levels[number] = _Level(levels[number].form, levels[number].text, int(start.get(qn("w:val"), "1")))
            self.lists[node.get(qn("w:numId"))] = _List(levels, counts)

    def write_out(self, paragraph) -> None:
        number, depth = self._place(paragraph)
        found = self.lists.get(number or "")
        level = found.levels.get(depth) if found else None
        if level is None or level.form in ("bullet", "none"):
            return
        counts = found.counts
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        label = level.text
        for other in range(depth + 1):
            if other in found.levels:
                count = counts.get(other, found.levels[other].start)
                label = label.replace(f"%{other + 1}", _written(count, found.levels[other].form))
        self._put(paragraph, label)

    def _place(self, paragraph) -> tuple[str | None, int]:
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number, depth = _numpr(own)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = style.get(qn("w:val")) if style is not None else None
        seen: set[str] = set()
        while number is None and name in self.styles and name not in seen:
            seen.add(name)
            element = self.styles[name].element
            number, depth = _numpr(element.find(f"{qn('w:pPr')}/{qn('w:numPr')}"))
            based = element.find(qn("w:basedOn"))
            name = based.get(qn("w:val")) if based is not None else None
        return number, depth

    @staticmethod
    def _put(paragraph, label: str) -> None:
        properties = paragraph.get_or_add_pPr()
        for numpr in properties.findall(qn("w:numPr")):
            properties.remove(numpr)
        numpr, none = OxmlElement("w:numPr"), OxmlElement("w:numId")
        none.set(qn("w:val"), "0")  # the style may number too
        numpr.append(none)
        properties.append(numpr)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = label
        run.append(text)
        properties.addnext(run)


def _levels(abstract) -> dict[int, _Level]:
    levels = {}
    for node in abstract.findall(qn("w:lvl")):

        def value(name: str, default: str, node=node) -> str:
            found = node.find(qn(name))
            return found.get(qn("w:val"), default) if found is not None else default

        start = value("w:start", "1")
        levels[int(node.get(qn("w:ilvl"), "0"))] = _Level(
            value("w:numFmt", "decimal"), value("w:lvlText", ""), int(start) if start.isdigit() else 1
        )
    return levels


def _numpr(element) -> tuple[str | None, int]:
    if element is None:
        return None, 0
    number, depth = element.find(qn("w:numId")), element.find(qn("w:ilvl"))
    level = depth.get(qn("w:val"), "0") if depth is not None else "0"
    return (number.get(qn("w:val")) if number is not None else None), int(level) if level.isdigit() else 0


def _written(count: int, form: str) -> str:
    if form in _CHINESE:
        return chinese(count)
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        letter = chr(96 + count)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x245F + count)
    return str(count)


def chinese(count: int) -> str:
    """一 to 九十九; larger numbers digit by digit."""
    if not 0 < count < 100:
        return "".join(_DIGITS[int(char)] for char in str(count))
    tens, ones = divmod(count, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
