"""Writes paper-2023.docx and paper-2023.html from paper-2023.txt: `python tests/samples/make_samples.py`."""

from html import escape
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

FOLDER = Path(__file__).parent
TASKS = [("序号", "任务", "牵头单位"), ("1", "做好涉农补贴公开", "县农业农村局"), ("2", "提高解读质量", "县政府各部门")]
LINES = [line.strip() for line in (FOLDER / "paper-2023.txt").read_text("utf-8").splitlines() if line.strip()]
HEAD = LINES.index("各乡镇人民政府、街道办事处，县政府各部门，县直各单位：")
SIGNED = LINES.index("清溪县人民政府办公室", HEAD)
FOOT = next(place for place, line in enumerate(LINES) if line.startswith("抄送"))


def alignment(place: int) -> str:
    if place < HEAD or LINES[place] == "清溪县2023年政务公开工作方案":
        return "center"
    return "right" if place in (SIGNED, SIGNED + 1) else ""


def write_docx() -> None:
    document = Document()
    document.core_properties.author = ""
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    frame = document.add_table(1, 1)
    frame.cell(0, 0).text = "清溪县人民政府办公室文件"
    for place, line in enumerate(LINES[:FOOT]):
        paragraph = document.add_paragraph(line)
        if alignment(place):
            side = WD_ALIGN_PARAGRAPH.CENTER if alignment(place) == "center" else WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.alignment = side
        elif place > HEAD:
            paragraph.paragraph_format.first_line_indent = Pt(32)
    tasks = document.add_table(0, 3)
    for row in TASKS:
        for cell, text in zip(tasks.add_row().cells, row, strict=True):
            cell.text = text
    foot = document.add_table(2, 1)
    for row, line in enumerate(LINES[FOOT:]):
        foot.cell(row, 0).text = line
    document.save(FOLDER / "paper-2023.docx")


def write_html() -> None:
    parts = []
    for place, line in enumerate(LINES):
        if place == FOOT:
            rows = "".join("<tr>" + "".join(f"<td width=120>{cell}</td>" for cell in row) + "</tr>" for row in TASKS)
            parts.append(f"<table class=MsoTableGrid border=1>{rows}</table>")
        style = f"text-align:{alignment(place)}" if alignment(place) else "text-indent:32.0pt;mso-char-indent-count:2.0"
        parts.append(
            f"<p class=MsoNormal style='{style}'><span style='font-family:仿宋'>{escape(line)}<o:p></o:p></span></p>"
        )
    page = (
        "<html><head><meta charset=utf-8><title>方案</title></head><body>\n" + "\n".join(parts) + "\n</body></html>\n"
    )
    (FOLDER / "paper-2023.html").write_text(page, "utf-8")


if __name__ == "__main__":
    write_docx()
    write_html()
