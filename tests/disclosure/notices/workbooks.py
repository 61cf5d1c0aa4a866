"""Official workbooks of budgets and final accounts as the finance system prints them."""

from io import BytesIO

from openpyxl import Workbook

from disclosure.notices.budget_tables import official_tables

FUNCTIONS = (
    ("205", "教育支出", 1200),
    ("20501", "教育管理事务", 200),
    ("2050101", "行政运行", 200),
    ("20502", "普通教育", 1000),
    ("2050202", "小学教育", 1000),
    ("208", "社会保障和就业支出", 130),
    ("20805", "行政事业单位养老支出", 130),
    ("2080505", "机关事业单位基本养老保险缴费支出", 130),
    ("221", "住房保障支出", 70),
    ("22102", "住房改革支出", 70),
    ("2210201", "住房公积金", 70),
)


def department_workbook(
    organ: str, year: int, account: str = "final", *, scale: float = 1.0, wrong_total: int = 0
) -> BytesIO:
    """All nine tables; `wrong_total` is added to the total of the expenditure table."""
    book = Workbook()
    book.remove(book.active)
    for place, (code, name) in enumerate(official_tables("department", account, year), start=1):
        page = book.create_sheet(f"Z{place:02d} {name}"[:31])
        page.append([name])
        page.append([f"部门：{organ}", "", "", "", "单位：万元"])
        page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=5)
        FILLERS.get(code, _by_function)(page, scale, wrong_total if code == "t3" else 0)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _by_function(page, scale, wrong):
    page.append(["科目编码", "科目名称", "合计", "基本支出", "项目支出"])
    page.append(["栏次", "", 1, 2, 3])
    total = sum(money for code, _, money in FUNCTIONS if len(code) == 3)
    page.append(["", "合计", *_split(total, scale, wrong)])
    for code, name, money in FUNCTIONS:
        page.append([code, name, *_split(money, scale, 0)])


def _split(money, scale, wrong):
    whole = round(money * scale, 2)
    return [whole + wrong, round(whole * 0.6, 2), round(whole - round(whole * 0.6, 2), 2)]


def _balance(page, scale, wrong):
    page.append(["收入", "", "支出", ""])
    page.append(["项目", "金额", "项目", "金额"])
    whole = round(1400 * scale, 2)
    page.append(["一、财政拨款收入", whole, "一、教育支出", round(1200 * scale, 2)])
    page.append(["二、事业收入", 0, "二、社会保障和就业支出", round(130 * scale, 2)])
    page.append(["", "", "三、住房保障支出", round(70 * scale, 2)])
    page.append(["收入总计", whole, "支出总计", whole])


def _three_public(page, scale, wrong):
    page.append(["项目", "金额"])
    page.append(["合计", round(30 * scale, 2)])
    page.append(["1.因公出国（境）费", 0])
    page.append(["2.公务接待费", round(10 * scale, 2)])
    page.append(["3.公务用车购置费", 0])
    page.append(["4.公务用车运行维护费", round(20 * scale, 2)])


def _empty(page, scale, wrong):
    page.append(["科目编码", "科目名称", "合计", "基本支出", "项目支出"])
    page.append(["注：本部门没有此项收支，故本表无数据。"])


FILLERS = {"t1": _balance, "t4": _balance, "t7": _three_public, "t8": _empty, "t9": _empty}
