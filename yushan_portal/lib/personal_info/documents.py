"""Documents (.docx), streamed: paragraphs and tables as they read, and what revision marks and hidden text hold besides."""

import re
import zipfile
from dataclasses import dataclass, field

from .containers import Unreadable, elements, local, relations, release
from .findings import FileReport, Finding, Severity
from .sweep import place_of, sweep
from .tables import TableScanner
from .text import scan_text

TEXT = {"t", "delText", "instrText", "delInstrText"}
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
REVISIONS = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
STORIES = re.compile(r"word/(?:document|header|footer|footnotes|endnotes|comments|glossary/document)\d*\.xml$")
OFF = {"0", "false", "off", "none"}
MOST_PLACED = 10**9


@dataclass
class Paragraph:
    """Runs of text, each with its marks: "del" struck out, "ins" inserted, "vanish" hidden."""

    runs: list[tuple[str, frozenset[str]]] = field(default_factory=list)

    def without(self, *marks: str) -> str:
        return "".join(text for text, has in self.runs if has.isdisjoint(marks))

    def only(self, mark: str) -> str:
        return "".join(text if mark in has else "\x1e" for text, has in self.runs)

    def has(self, mark: str) -> bool:
        return any(mark in has for _, has in self.runs)

    @property
    def readings(self) -> list[tuple[str, str]]:
        """(text, where it stands) for every way the paragraph can be read; the first is the visible one."""
        ways = [(self.without("del", "vanish"), "")]
        if self.has("del"):
            ways += [(self.only("del"), "（修订删除内容）"), (self.without(), "（修订前后合并）")]
        if self.has("vanish"):
            ways += [(self.only("vanish"), "（隐藏文字）"), (self.without("del"), "（隐藏文字）")]
        return ways


def paragraph_of(element) -> Paragraph:
    paragraph = Paragraph()
    _gather(element, frozenset(), paragraph)
    return paragraph


def _gather(element, marks: frozenset[str], into: Paragraph) -> None:
    for child in element:
        tag = local(child)
        if tag in TEXT:
            if child.text:
                extra = {"del"} if tag in ("delText", "delInstrText") else {"vanish"} if tag == "instrText" else set()
                into.runs.append((child.text, marks | extra))
        elif tag in SIGNS:
            into.runs.append((SIGNS[tag], marks))
        elif tag == "sym" or tag in ("rPr", "pPr", "Fallback"):
            continue
        elif tag == "p":
            continue
        else:
            inner = marks
            if tag in REVISIONS:
                inner = inner | {REVISIONS[tag]}
            if tag == "r" and is_hidden(child):
                inner = inner | {"vanish"}
            _gather(child, inner, into)


def is_hidden(run) -> bool:
    for properties in run:
        if local(properties) == "rPr":
            for each in properties:
                if local(each) in ("vanish", "specVanish", "webHidden"):
                    value = next((v for k, v in each.attrib.items() if k.endswith("}val")), "1")
                    return value not in OFF
    return False


@dataclass
class _Table:
    number: int
    scanner: TableScanner
    row: int = 0
    cells: list[list[Paragraph]] = field(default_factory=list)


class _Story:
    """One part with running text: the body, a header, the comments."""

    def __init__(self, report: FileReport, name: str):
        self.report = report
        self.body = name.endswith("word/document.xml")
        self.prefix = "" if self.body else place_of(name)
        self.paragraphs = self.tables = self.letters = self.struck = self.hidden = 0
        self.open: list[_Table] = []
        self.recent: list[str] = []

    def read(self, package: zipfile.ZipFile, name: str) -> None:
        for event, element in elements(package, name, events=("start", "end")):
            tag = local(element)
            if event == "start":
                self._begin(tag)
            elif tag == "p":
                self._paragraph(paragraph_of(element))
                element.clear()
            elif tag == "tr" and self.open:
                self._row()
                release(element)
            elif tag == "tbl" and self.open:
                self.open.pop()
                element.clear()
        self._flush()

    def _begin(self, tag: str) -> None:
        if tag == "tbl":
            self._flush()
            self.tables += 1
            number = self.tables
            scanner = TableScanner(lambda row, column: f"{self.prefix}表 {number} 第 {row} 行第 {column} 列")
            self.open.append(_Table(number, scanner))
        elif tag == "tr" and self.open:
            self.open[-1].row += 1
            self.open[-1].cells = []
        elif tag == "tc" and self.open:
            self.open[-1].cells.append([])

    def _paragraph(self, paragraph: Paragraph) -> None:
        self.paragraphs += 1
        self.letters += len(paragraph.without().strip())
        self.struck += paragraph.has("del") or paragraph.has("ins")
        self.hidden += any(has >= {"vanish"} and text.strip() for text, has in paragraph.runs)
        if self.open and self.open[-1].cells:
            self.open[-1].cells[-1].append(paragraph)
            return
        place = f"{self.prefix}第 {self.paragraphs} 段"
        seen: set[tuple[str, str]] = set()
        for text, where in paragraph.readings:
            for each in scan_text(text, place + where):
                if (each.kind, each.sample) not in seen:
                    seen.add((each.kind, each.sample))
                    self.report.add(each)
        self._across(paragraph.readings[0][0])

    def _across(self, text: str) -> None:
        """A number broken over two paragraphs."""
        self.recent.append(text)
        if len(self.recent) > 24:
            self._flush()

    def _flush(self) -> None:
        if len(self.recent) > 1:
            joined = "\n".join(self.recent)
            for each in scan_text(joined, ""):
                if "\n" in joined[each.start : each.end] and each.blocking:
                    self.report.add(each.moved(0, f"{self.prefix}第 {self.paragraphs} 段以前，跨段"))
        self.recent = self.recent[-1:] if len(self.recent) > 24 else []

    def _row(self) -> None:
        table = self.open[-1]
        seen: set[tuple[int, str, str]] = set()
        ways = max((len(p.readings) for cell in table.cells for p in cell), default=1)
        for way in range(ways):
            texts = {}
            for column, cell in enumerate(table.cells, 1):
                readings = [p.readings[way] if way < len(p.readings) else ("", "") for p in cell]
                texts[column] = "\n".join(text for text, _ in readings)
            if way:
                found = [(c, f) for c, text in texts.items() if text.strip() for f in scan_text(text, "")]
                where = next((p.readings[way][1] for cell in table.cells for p in cell if way < len(p.readings)), "")
                found = [(c, f.moved(0, table.scanner.place(table.row, c) + where)) for c, f in found]
            else:
                found = table.scanner.feed(table.row, texts)
            for column, each in found:
                if (column, each.kind, each.sample) not in seen:
                    seen.add((column, each.kind, each.sample))
                    self.report.add(each)


def scan_document(package: zipfile.ZipFile, report: FileReport, depth: int, scan) -> None:
    """Everything in a document, into the report."""
    office = [target for kind, target, _ in relations(package, "").values() if kind == "officeDocument"]
    main = office[0] if office else "word/document.xml"
    if main not in package.NameToInfo:
        raise Unreadable("文件中没有正文，可能已损坏")
    done: set[str] = set()
    letters = struck = hidden = 0
    for name in [main, *sorted(package.NameToInfo)]:
        if name in done or not (name == main or STORIES.match(name)):
            continue
        done.add(name)
        story = _Story(report, name)
        try:
            story.read(package, name)
        except Unreadable as reason:
            report.unreadable(str(reason))
        letters, struck, hidden = letters + story.letters, struck + story.struck, hidden + story.hidden
        if "comments" in name and story.letters:
            report.add(Finding("revision", Severity.NOTICE, "批注", f"含批注 {story.paragraphs} 段", 0, 0))
    if struck:
        report.add(Finding("revision", Severity.NOTICE, "正文", f"修订痕迹，涉及 {struck} 段", 0, 0))
    if hidden:
        report.add(Finding("hidden", Severity.NOTICE, "正文", f"隐藏文字或域代码，涉及 {hidden} 段", 0, 0))
    sweep(package, report, done, depth, scan)
    if letters < 10 and any(each.kind == "image" for each in report.findings):
        report.unreadable("文件只有图片没有文字，无法检查")
