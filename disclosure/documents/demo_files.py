"""Small real files for the demonstration: made in code, so that no binary stands in the repository."""

from io import BytesIO

from docx import Document as WordFile
from openpyxl import Workbook
from openpyxl.styles import Font


def word_file(heading: str, *lines: str) -> BytesIO:
    """A .docx with one heading and these paragraphs."""
    paper = WordFile()
    paper.add_heading(heading, level=1)
    for line in lines:
        paper.add_paragraph(line)
    return _whole(paper.save)


def spreadsheet(caption: str, *rows: tuple) -> BytesIO:
    """An .xlsx with a caption, a bold row of headings and the rows after it."""
    book = Workbook()
    sheet = book.active
    sheet.title = "公开表"
    sheet.append([caption])
    for row in rows:
        sheet.append(list(row))
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for letter in "ABCDEF":
        sheet.column_dimensions[letter].width = 18
    return _whole(book.save)


def pdf_file(*lines: str) -> BytesIO:
    """A one-page .pdf; its letters come from the reader's own Song typeface, its text can be searched and copied."""
    characters = sorted(set("".join(lines)))
    pairs = "\n".join(f"<{ord(letter):04x}> <{ord(letter):04x}>" for letter in characters)
    mapping = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(characters)} beginbfchar\n{pairs}\nendbfchar\nendcmap end end"
    )
    drawn = ["BT /F1 20 Tf 1 0 0 1 72 760 Tm", f"<{_codes(lines[0])}> Tj", "/F1 13 Tf"]
    for place, line in enumerate(lines[1:], start=1):
        drawn.append(f"1 0 0 1 72 {752 - place * 30} Tm <{_codes(line)}> Tj")
    return _pdf(" ".join([*drawn, "ET"]), mapping)


def _codes(line: str) -> str:
    return line.encode("utf-16-be").hex()


def _pdf(drawn: str, mapping: str) -> BytesIO:
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] "
        "/ToUnicode 8 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
        f"<< /Length {len(mapping)} >>\nstream\n{mapping}\nendstream",
    ]
    out = BytesIO(b"")
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(bodies, start=1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("ascii"))
    start = out.tell()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(bodies) + 1
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode("ascii"))
    out.write(f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode("ascii"))
    out.seek(0)
    return out


def _whole(save) -> BytesIO:
    out = BytesIO()
    save(out)
    out.seek(0)
    return out
