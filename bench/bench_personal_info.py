"""How long the scanner takes for 1 MB of text, beside one plain regular expression over the same text in the same run.

Run: python bench/bench_personal_info.py
"""

import io
import re
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import openpyxl

from yushan_portal.lib.personal_info import scan_file, scan_html, scan_text

LIMIT_SECONDS = 0.5
PARAGRAPH = (
    "根据《中华人民共和国政府信息公开条例》，玉山县人民政府办公室于2021年3月15日印发玉府办发〔2021〕12号文件，咨询电话0793-2551234。"
    "经研究，决定拨付资金1234.56万元，用于官溪村3组道路硬化项目，项目代码2021-361123-48-01-012345。住户反映小区物业服务问题，"
    "请各乡镇（街道）、县政府各部门认真贯彻执行，切实做好信息公开工作，不断提高公开的质量和实效。\n"
)
PERSONS = "张三，身份证号362323199001011234，电话13807931234，卡号6222022914177763174，住官溪村5组12号。\n"
PLAIN = re.compile(r"1[3-9]\d{9}|\d{17}[\dXx]|\d{16,19}")
MEGABYTE = 1_000_000


def text_of(piece: str, size: int = MEGABYTE) -> str:
    return piece * (size // len(piece.encode()) + 1)


def best(work, times: int = 3) -> float:
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent)


def workbook(rows: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("名单")
    sheet.append(["序号", "姓名", "乡镇", "金额", "身份证号"])
    for number in range(rows):
        sheet.append([number, "张三", "冰溪镇", 1234.5, f"**************{number % 10000:04}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def main() -> int:
    late = False
    for name, piece in (("公文", PARAGRAPH), ("每段一人", PARAGRAPH + PERSONS), ("名单", PERSONS)):
        text = text_of(piece)
        plain = best(lambda text=text: PLAIN.findall(text))
        scan = best(lambda text=text: scan_text(text))
        html = best(lambda text=text: scan_html("<p>" + text.replace("\n", "</p>\n<p>")), 1)
        late |= name == "公文" and scan > LIMIT_SECONDS
        print(f"{name}: 1 MB {scan:.3f} s, HTML {html:.3f} s, plain regex {plain:.3f} s, ratio {scan / plain:.1f}")
    rows = 100_000
    content = workbook(rows)
    start = time.process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = scan_file(content, "名单.xlsx")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"xlsx {rows} rows: {time.process_time() - start:.1f} s, memory +{grown:.0f} MB, readable {report.readable}")
    return int(late)


if __name__ == "__main__":
    sys.exit(main())
