"""Printable papers: the quarterly report of the self-inspection as .docx."""

import re
from collections import Counter
from datetime import date, timedelta
from io import BytesIO

from django.conf import settings
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from disclosure.compliance import checking
from disclosure.compliance.models import CheckRun, CoverageSnapshot, Finding, RectificationOrder
from disclosure.register.naming import names
from yushan_portal.lib.indicators import BLOCK_NAMES
from yushan_portal.lib.periods import add_months, end_of, start_of


def quarter_of(text: str, on: date) -> tuple[date, date]:
    """First and last day of the quarter written "2021-3"; the last complete one for anything else."""
    match = re.fullmatch(r"(20\d{2})-([1-4])", text)
    if match:
        first = date(int(match[1]), 3 * int(match[2]) - 2, 1)
    else:
        first = add_months(date(on.year, 3 * ((on.month - 1) // 3) + 1, 1), -3)
    return first, add_months(first, 3) - timedelta(days=1)


def quarterly_report(first: date, last: date, on: date) -> bytes:
    """检查通报 of a quarter: range, problems by indicator and organ, correction, coverage. Figures as they were kept."""
    quarter = f"{first.year}年第{'一二三四'[(first.month - 1) // 3]}季度"
    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    paper.add_heading(f"{settings.SITE['government']}{quarter}政务公开自查情况通报", level=0)
    runs = CheckRun.objects.finished().filter(on__gte=first, on__lte=last)
    scores = [run.score for run in runs if run.score is not None]
    paper.add_paragraph(
        f"依照国办秘函〔2019〕19号检查指标，本平台在{first:%Y年%m月%d日}至{last:%Y年%m月%d日}共自查 {len(runs)} 日。"
        + (f"期末得分 {scores[0]}，最低 {min(scores)}，最高 {max(scores)}。" if scores else "本季度没有自查记录。")
    )
    vetoes = sorted({sentence for run in runs for sentence in run.vetoes})
    paper.add_heading("一、单项否决", level=1)
    for sentence in vetoes or ["本季度没有出现单项否决情形。"]:
        paper.add_paragraph(sentence)
    _problems(paper, first, last)
    _correction(paper, first, last)
    _coverage(paper, runs)
    paper.add_paragraph(f"数据来自每日自查的留存结果；“发现”指本季度内首次发现的问题。制表日期 {on:%Y年%m月%d日}。")
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def _table(paper, headings, rows) -> None:
    table = paper.add_table(rows=1, cols=len(headings))
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, headings, strict=True):
        cell.text = text
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)


def _problems(paper, first: date, last: date) -> None:
    rows = list(
        Finding.objects.failing()
        .filter(found_on__gte=first, found_on__lte=last)
        .values_list("indicator", "organ_code", "gone_on")
    )
    found, gone, organs = Counter(), Counter(), Counter()
    for indicator, organ, gone_on in rows:
        found[indicator] += 1
        gone[indicator] += gone_on is not None and gone_on <= last
        organs[organ] += 1
    paper.add_heading("二、发现的问题", level=1)
    paper.add_paragraph(f"共发现问题 {len(rows)} 个，期末已消除 {gone.total()} 个。")
    indicators = [one for one in checking.indicators() if found[one.code]]
    _table(
        paper,
        ("部分", "指标", "发现", "已消除"),
        [(BLOCK_NAMES[one.block], one.title, found[one.code], gone[one.code]) for one in indicators],
    )
    paper.add_paragraph("按责任单位：")
    called = names("organ", [code for code in organs if code])
    _table(
        paper, ("单位", "发现问题"), [(called.get(code, "未明确单位"), number) for code, number in organs.most_common()]
    )


def _correction(paper, first: date, last: date) -> None:
    orders = RectificationOrder.objects.filter(
        issued_at__gte=start_of(first), issued_at__lt=end_of(last)
    ).select_related("organ")
    paper.add_heading("三、整改情况", level=1)
    paper.add_paragraph(f"下达整改单 {len(orders)} 张，已办结 {sum(order.state == 'closed' for order in orders)} 张。")
    _table(
        paper, ("编号", "单位", "期限", "状态"),
        [(order.number, order.organ.short_name, f"{order.due_on:%Y-%m-%d}", order.get_state_display()) for order in orders],
    )  # fmt: skip


def _coverage(paper, runs) -> None:
    paper.add_heading("四、标准目录公开情况", level=1)
    newest = runs.newest().first()
    if newest is None:
        paper.add_paragraph("本季度没有留存的覆盖情况。")
        return
    sums: dict[str, Counter] = {}
    for number, owed, filled, empty, overdue, on_request in CoverageSnapshot.objects.filter(on=newest.on).values_list(
        "domain_no", "owed", "filled", "empty", "overdue", "on_request"
    ):
        sums.setdefault(number, Counter()).update(judged=owed - on_request, filled=filled, empty=empty, overdue=overdue)
    called = names("domain", sums)
    paper.add_paragraph(f"截至 {newest.on:%Y年%m月%d日}：")
    _table(
        paper, ("领域", "应公开", "有内容", "暂无内容", "超期"),
        [(f"{number} {called[number]}", *(sums[number][name] for name in ("judged", "filled", "empty", "overdue"))) for number in sorted(sums)],
    )  # fmt: skip
