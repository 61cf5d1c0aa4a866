"""From lines to a Paper: head (版头), title, body with its marked parts, foot (版记)."""

import re
from datetime import date

from django.utils.html import escape

from yushan_portal.lib.richtext import clean, plain_text

from . import parts
from .annexes import continues, names_in
from .lines import Line
from .paper import Paper
from .titles import Title, find_title, without_blanks

MOST_HEAD_LINES = 30
_NEEDS_ADDRESSEE = frozenset(("通知", "意见", "函", "批复", "通报", "报告", "请示"))


def understand(lines: list[Line]) -> Paper:
    """What the lines of a paper say of it. Pure: the same lines give the same paper."""
    return _Reading(lines).paper()


class _Reading:
    """One pass over one paper; each step takes the lines it understands and says what it found or misses."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = _open_frames(lines)
        self.found: list[str] = []
        self.unsure: list[str] = []
        self.number: parts.Number | None = None
        self.letterhead: list[str] = []
        self.title = Title("", (), 0)
        self.addressed_to = self.note = self.printed_by = self.copies_to = self.urgency = self.classified = ""
        self.disclosure: str | None = None
        self.formed_on: date | None = None
        self.printed_on: date | None = None
        self.signature: tuple[str, ...] = ()
        self.attachments: tuple[str, ...] = ()
        self.marks: dict[int, str] = {}  # line → its HTML, where a part was recognised

    def paper(self) -> Paper:
        start = self._head()
        end = self._foot(start)
        start = self._below_title(start, end)
        signed_at = self._signature(start, end)
        self._note(start, end)
        self._attachments(start, end if signed_at is None else signed_at)
        self._carried_title(start, end)
        issuers = self._issuers()
        self._compare()
        body = clean("".join(self.marks.get(place, self.lines[place].html) for place in range(start, end)))
        if not body:
            self.unsure.append("没有读到正文。")
        return Paper(
            title=self.title.text,
            document_number=self.number.value if self.number else "",
            issuers=issuers,
            addressed_to=self.addressed_to,
            formed_on=self.formed_on,
            note=self.note,
            disclosure=self.disclosure,
            genre=parts.read_genre(self.title.text),
            body_html=body,
            body_text=plain_text(body),
            attachments=self.attachments,
            signature=self.signature,
            printed_by=self.printed_by,
            printed_on=self.printed_on,
            copies_to=self.copies_to,
            urgency=self.urgency,
            classified=self.classified,
            found=tuple(self.found),
            unsure=tuple(self.unsure),
        )

    # 版头 and title

    def _head(self) -> int:
        place = 0
        while place < min(len(self.lines), MOST_HEAD_LINES) and self._take_head_line(place):
            place += 1
        title = find_title(self.lines, place)
        if title is None:
            self.unsure.append("没有认出标题，请填写。")
            return place
        self.title = title
        self.found.append(f"标题：{title.text}")
        if title.end - place > 1:
            self.found.append(f"标题原文分 {title.end - place} 行，已连成一行。")
        return title.end

    def _take_head_line(self, place: int) -> bool:
        """Whether the line belongs to the head, above the title; keeps what it says."""
        text = self.lines[place].text
        if parts.SECRET.fullmatch(text):
            self._mark_secret(text)
        elif urgency := parts.read_urgency(text):
            self.urgency = urgency
            self.found.append(f"紧急程度：{urgency}")
        elif self._take_number(text) or (text and parts.is_separator(text)):
            pass
        elif parts.is_signer(text) or re.fullmatch(r"(份号[:：]?\s*)?\d{6}", text):
            self.found.append(f"版头：{text}")
        elif not text:
            self.unsure.append("版头里有一张图片，没有带入正文。")
        elif self._is_letterhead(place):
            self.letterhead.append(re.sub(r"文件$", "", without_blanks(text)))
        else:
            return False
        return True

    def _mark_secret(self, text: str) -> None:
        self.classified = text
        self.unsure.append(f"文件标有密级“{text}”，涉密文件不得进入本平台。")

    def _take_number(self, text: str) -> bool:
        head, _, signer = text.partition("签发人")
        if self.number or (signer and not head.strip()):
            return False
        number = parts.read_number(head)
        if number:
            self.number = number
            if signer:
                self.found.append(f"签发人{signer}")
            self.found.append(f"文号：{number.value}")
            if number.corrected:
                self.found.append(f"文号原文写作“{number.printed}”，已按规范改为“{number.value}”，请核对。")
        elif parts.looks_like_number(text):
            self.unsure.append(f"“{text}”像是文号，但写法不规范，没有采用，请核对后填写。")
        else:
            return False
        return True

    def _is_letterhead(self, place: int) -> bool:
        """发文机关标志: 某某文件, or the bare name of an organ that is not the beginning of the title."""
        text = without_blanks(self.lines[place].text)
        if "关于" in text or len(text) > 60:
            return False
        if text.endswith("文件") and len(text) > 4:
            return True
        if not parts.organs_in(self.lines[place].text):
            return False
        for line in self.lines[place + 1 : place + 8]:
            if parts.read_number(line.text.partition("签发人")[0]) or line.text.replace(" ", "").endswith("文件"):
                return self.number is None
            if not parts.organs_in(line.text) and not parts.is_separator(line.text):
                return False
        return False

    def _below_title(self, start: int, end: int) -> int:
        """文号 below the title, 题注 in brackets, then 主送机关. Returns where the body begins."""
        while start < end and self._take_number(self.lines[start].text):
            start += 1
        place = start
        while place < end and re.fullmatch(r"[（(].*[）)]", self.lines[place].text) and place - start < 3:
            if parts.read_note(self.lines[place].text)[0]:
                break
            if "通过" in self.lines[place].text or parts.DATE.search(parts.digits(self.lines[place].text)):
                self.found.append(f"题注：{self.lines[place].text}")
                self.marks[place] = self.lines[place].marked("align-center")
            place += 1
        if place < end and parts.is_addressed(self.lines[place].text):
            self.addressed_to = self.lines[place].text.rstrip(":： ")
            self.found.append(f"主送：{self.addressed_to}")
            self.marks[place] = self.lines[place].marked("addressed-to")
        elif parts.read_genre(self.title.text) in _NEEDS_ADDRESSEE:
            self.unsure.append("没有认出主送机关；如有，请核对正文第一段。")
        return start

    # 版记

    def _foot(self, start: int) -> int:
        """Read 版记 from the end upwards; what is not plainly part of it stays in the body."""
        end = place = len(self.lines)
        waiting: list[str] = []  # lines that may be the rest of a 抄送 further up
        while place > start and len(waiting) <= 4:
            place -= 1
            text = self.lines[place].text
            if self._take_copies(text, waiting):
                waiting, end = [], place
            elif waiting or not self._take_foot_line(place, end):
                waiting.insert(0, text)
                if not re.search("[，、。]", text) or end == len(self.lines):
                    break
            else:
                end = place
        if not self.printed_on:
            any(self._take_printed(place) for place in range(start, end))  # an annex may follow 版记
        if self.printed_by or self.printed_on:
            self.found.append(f"印发：{self.printed_by} {_chinese_date(self.printed_on)}".rstrip())
        return end

    def _take_foot_line(self, place: int, end: int) -> bool:
        text = self.lines[place].text
        if re.match(r"(主办|承办|拟稿|校对|共印|责任校对|打印)", text) and len(text) <= 60:
            self.found.append(f"版记：{text}")
            return True
        if text and parts.is_separator(text):
            return True
        if self.printed_on and not self.printed_by and place == end - 1 and parts.organs_in(text):
            self.printed_by = without_blanks(text)
            return True
        return not self.printed_on and self._take_printed(place)

    def _take_printed(self, place: int) -> bool:
        text = parts.digits(self.lines[place].text)
        match = re.fullmatch(rf"(.*?)\s*(?:{parts.DATE.pattern})\s*印发[。.]?", text)
        if not match:
            return False
        self.printed_on = parts.read_date(text[match.end(1) :])
        self.printed_by = without_blanks(match[1])
        if self.printed_on is None:
            self.unsure.append(f"印发日期“{text[match.end(1) :].strip()}”不存在，请核对。")
        return True

    def _take_copies(self, text: str, rest: list[str]) -> bool:
        match = parts.COPIES.fullmatch(text)
        if match and not self.copies_to:
            self.copies_to = "".join([match[1], *rest]).strip(" 。.")
            self.found.append(f"抄送：{self.copies_to}")
            return True
        return False

    # 署名, 成文日期, 附注, 附件说明

    def _signature(self, start: int, end: int) -> int | None:
        """The first date line with an organ above it, or organ and date in one line. Returns its first line."""
        for place in range(start, end):
            text = self.lines[place].text
            organs, printed = self._one_line_signature(text)
            first = place
            if not organs and parts.is_date(text):
                printed = text
                while first > start and (above := parts.organs_in(self.lines[first - 1].text)):
                    organs = above + organs
                    first -= 1
            if organs:
                self.signature = organs
                self._sign(first, place, printed)
                return first
        return self._bare_date(start, end)

    def _one_line_signature(self, text: str) -> tuple[tuple[str, ...], str]:
        match = parts.DATE.search(parts.digits(text))
        if not match or match.end() != len(text) or match.start() == 0:
            return (), ""
        return parts.organs_in(text[: match.start()]), match[0]

    def _sign(self, first: int, last: int, printed: str) -> None:
        self.formed_on = parts.read_date_line(printed)
        for place in range(first, last + 1):
            self.marks[place] = self.lines[place].marked("signature", "align-right")
        self.found.append(f"署名：{'、'.join(self.signature)}")
        self._say_date(printed)

    def _say_date(self, printed: str) -> None:
        if self.formed_on is None:
            self.unsure.append(f"日期“{printed}”不存在，成文日期请填写。")
            return
        said = _chinese_date(self.formed_on)
        self.found.append(f"成文日期：{said}" + ("" if printed.replace(" ", "") == said else f"（原文“{printed}”）"))

    def _bare_date(self, start: int, end: int) -> int | None:
        """A date without an organ: taken when it is the only one, otherwise only named."""
        dates = [place for place in range(start, end) if parts.is_date(self.lines[place].text)]
        if len(dates) == 1:
            printed = self.lines[dates[0]].text
            self.formed_on = parts.read_date_line(printed)
            self.marks[dates[0]] = self.lines[dates[0]].marked("signature", "align-right")
            self.unsure.append("日期上面没有认出署名机关，请核对发文机关。")
            self._say_date(printed)
            return dates[0]
        if dates:
            said = "、".join(self.lines[place].text for place in dates)
            self.unsure.append(f"有几个单独的日期（{said}），不能确定哪个是成文日期，请填写。")
        else:
            self.unsure.append("没有认出署名和成文日期，请填写。")
        return None

    def _note(self, start: int, end: int) -> None:
        for place in range(start, end):
            text = self.lines[place].text
            is_note, disclosure = parts.read_note(text)
            if not is_note:
                continue
            self.marks[place] = self.lines[place].marked("note")
            if self.disclosure and disclosure and disclosure != self.disclosure:
                self.unsure.append(f"附注“{text}”与前面的“{self.note}”不一致，公开方式请选定。")
                self.disclosure = None
                return
            if not self.note or (disclosure and not self.disclosure):
                self.note, self.disclosure = text, disclosure
        if self.disclosure:
            self.found.append(f"附注：{self.note}→{self.disclosure}")
        elif self.note:
            self.unsure.append(f"附注“{self.note}”没有写明，公开方式请选定。")
        else:
            self.unsure.append("没有附注，公开方式请选定。")

    def _attachments(self, start: int, end: int) -> None:
        """附件说明 stands below the text and above the signature: 附件：1.… 2.…"""
        for place in range(start, end):
            match = parts.ATTACHED.fullmatch(self.lines[place].text)
            if not match or self.lines[place].rows:
                continue
            listed = [match[1].strip()] if match[1].strip() else []
            for line in self.lines[place + 1 : end]:
                if not continues(line, listed):
                    break
                listed.append(line.text)
            self.attachments = tuple(names_in("\n".join(listed)))
            if self.attachments:
                self.found.append(f"附件 {len(self.attachments)} 个：{'；'.join(self.attachments)}")
                return
        if any(re.fullmatch(r"附件\s*\d{0,2}\s*[:：]?", line.text) for line in self.lines[start:]):
            self.unsure.append("正文后面有“附件”字样，但没有附件说明，附件名称请核对。")

    def _carried_title(self, start: int, end: int) -> None:
        """The title of the plan that a notice carries: 《…》 in the notice's title, again as lines further down."""
        for name in re.findall(r"《([^《》]{4,80})》", self.title.text):
            for first in range(start, end):
                for last in range(first, min(first + 4, end)):
                    if any(place in self.marks for place in range(first, last + 1)):
                        break
                    if without_blanks("".join(line.text for line in self.lines[first : last + 1])) == without_blanks(
                        name
                    ):
                        self.lines[first].text = name
                        heading = self.lines[first].marked("align-center")
                        self.marks[first] = heading.replace("<p", "<h2", 1).replace("</p>", "</h2>")
                        self.marks.update(dict.fromkeys(range(first + 1, last + 1), ""))
                        self.found.append(f"《{name}》在通知之后，作为正文。")
                        return

    # what the parts say together

    def _issuers(self) -> tuple[str, ...]:
        issuers = self.signature or tuple(self.letterhead) or self.title.organs
        if issuers:
            self.found.append(f"发文机关：{'、'.join(issuers)}")
        else:
            self.unsure.append("没有认出发文机关，请填写。")
        return issuers

    def _compare(self) -> None:
        if not self.number:
            self.unsure.append("没有认出文号；如有，请填写。")
        elif self.formed_on and (year := re.search(r"〔(\d{4})〕", self.number.value)):
            if int(year[1]) != self.formed_on.year:
                self.unsure.append(f"文号的年份是 {year[1]}，成文日期在 {self.formed_on.year} 年，请核对。")
        if self.signature and self.title.organs and set(self.signature) != set(self.title.organs):
            self.unsure.append(
                f"标题里的机关（{'、'.join(self.title.organs)}）与署名（{'、'.join(self.signature)}）不同，请核对。"
            )
        if self.formed_on and self.printed_on and self.printed_on < self.formed_on:
            self.unsure.append("印发日期早于成文日期，请核对。")


def _open_frames(lines: list[Line]) -> list[Line]:
    """Tables that only frame 版头 or 版记 become lines of their own."""
    opened: list[Line] = []
    for place, line in enumerate(lines):
        cells = [cell for row in line.rows for cell in row if cell]
        joined = [" ".join(cell for cell in row if cell) for row in line.rows]
        near_start, near_end = place < 4, place >= len(lines) - 4
        is_head = near_start and any(parts.read_number(cell) or cell.endswith("文件") for cell in cells)
        is_foot = near_end and any(parts.COPIES.match(row) or re.search(r"日\s*印发$", row) for row in joined)
        if cells and is_head:
            opened += [_plain(cell) for cell in cells]
        elif cells and is_foot:
            opened += [_plain(row) for row in joined if row]
        else:
            opened.append(line)
    return opened


def _plain(text: str) -> Line:
    return Line(text, f"<p>{escape(text)}</p>")


def _chinese_date(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else ""
