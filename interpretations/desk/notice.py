"""The quarterly inspection notice (通报): coverage, linkage, forms, timeliness, 应解读未解读 per organ, as .docx."""

from io import BytesIO

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from docx import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from disclosure.publishing.desk.scope import is_office
from interpretations import coverage

HEADINGS = ("单位", "应解读", "已解读", "解读率", "按时", "多形式", "未解读")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
QUARTERS = "一二三四"


def notice(desk, request):
    """The figures on screen; `?download=1` the same as a Word file. For the office."""
    today = timezone.localdate()
    if not is_office(request.user, today):
        raise PermissionDenied
    year, quarter = chosen(request.GET, today)
    rows = coverage.by_organ(*coverage.quarter_of(year, quarter))
    if request.GET.get("download"):
        response = HttpResponse(written(year, quarter, rows), content_type=WORD)
        name = f"政策解读情况通报（{year}年第{quarter}季度）.docx"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response
    page = desk.context(request, title=f"{year}年第{quarter}季度解读情况", rows=rows, year=year, quarter=quarter)
    return render(request, "interpretations/desk/notice.html", page)


def chosen(query, today) -> tuple[int, int]:
    """?year= and ?quarter=; anything odd is the current quarter."""
    year, quarter = query.get("year", ""), query.get("quarter", "")
    year = int(year) if year.isascii() and year.isdigit() and len(year) == 4 and year >= "2000" else today.year
    return min(year, 2199), int(quarter) if quarter in ("1", "2", "3", "4") else (today.month + 2) // 3


def written(year: int, quarter: int, rows) -> bytes:
    """The notice as a Word file; every sum is the length of a list printed below."""
    paper = Paper()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "仿宋", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(f"关于{year}年第{QUARTERS[quarter - 1]}季度政策解读情况的通报")
    run.bold, run.font.size = True, Pt(22)
    papers, done = sum(len(row.papers) for row in rows), sum(len(row.interpreted) for row in rows)
    in_time, formed = sum(len(row.in_time) for row in rows), sum(len(row.with_forms) for row in rows)
    paper.add_paragraph("各乡镇人民政府、街道办事处，县政府各部门：")
    paper.add_paragraph(
        f"本季度全县公开政策文件 {papers} 件，已解读 {done} 件，其中 3 个工作日内解读 {in_time} 件，"
        f"采用图文、视频、访谈等形式 {formed} 件；应解读未解读 {papers - done} 件。"
        "文件与解读均已双向关联。现将各单位情况通报如下。"
    )
    table = paper.add_table(rows=1, cols=len(HEADINGS))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, HEADINGS, strict=True):
        cell.text = heading
    for row in rows:
        values = (
            row.organ.short_name,
            len(row.papers),
            len(row.interpreted),
            row.rate,
            len(row.in_time),
            len(row.with_forms),
            len(row.missing),
        )
        for cell, value in zip(table.add_row().cells, values, strict=True):
            cell.text = str(value)
    missing = [(row.organ.short_name, document) for row in rows for document in row.missing]
    if missing:
        paper.add_paragraph("应解读未解读的文件：")
        for number, (organ, document) in enumerate(missing, 1):
            paper.add_paragraph(
                f"{number}. {organ}：{document.title}{document.document_number and f'（{document.document_number}）'}"
            )
        paper.add_paragraph("请上述单位尽快补齐。")
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()
