"""What an organ's page lacks, as sentences for the people who keep it. Citizens see a way to ask instead."""

from datetime import date

from disclosure.departments.models import GUIDE_FIELDS, PHONE_PATTERN, Department, DepartmentKind
from disclosure.departments.parts import BY_CODE
from disclosure.departments.shelves import ShelfCounts
from disclosure.departments.statutory import nodes_of


def guide_gaps(department: Department) -> list[str]:
    """One sentence for each of the nine fields of 条例 第十二条第二款 that is empty, and for a guide never checked."""
    fields = (department._meta.get_field(name) for name in GUIDE_FIELDS)
    sentences = [f"指南缺“{field.verbose_name}”。" for field in fields if not getattr(department, field.name).strip()]
    if department.phone.strip() and not PHONE_PATTERN.match(department.phone):
        sentences.append(f"指南的“联系电话”写法不对：{department.phone}（应为 0793-七位号码）。")
    if not sentences and department.guide_reviewed_on is None:
        sentences.append("指南没有核对日期，请核对后填写。")
    return sentences


def card_gaps(department: Department, leaders) -> list[str]:
    """条例 第二十条第二项: 机关职能、机构设置、负责人姓名; the rest of that item stands in the guide."""
    sentences = [
        f"缺“{title}”。"
        for title, text in (("机关职能", department.functions), ("机构设置", department.structure))
        if not text.strip()
    ]
    if not leaders:
        sentences.append("缺“负责人姓名”和分工。")
    if department.to_check:
        sentences.append(f"机构名称待核对：{department.reference_note or '没有来源'}。")
    return sentences


def part_gaps(part_code: str, department: Department, counts: ShelfCounts) -> list[str]:
    """What one fixed part lacks."""
    if part_code == "guide":
        return guide_gaps(department)
    if part_code == "apply":
        needed = (("办公地址", department.address), ("联系电话", department.phone))
        return [f"申请人不知道向哪里申请：缺“{name}”。" for name, value in needed if not value]
    if not counts.known:
        return []
    if part_code == "statutory":
        empty = [node.title for node in nodes_of(department.kind) if not counts.topics.get(node.topic)]
        return [f"“{title}”还没有内容。" for title in empty]
    part = BY_CODE[part_code]
    if any(counts.genres.get(genre) for genre in part.genres):
        return []
    return [f"“{part.name}”还没有内容。"]


def gaps(department: Department, counts: ShelfCounts, leaders) -> dict[str, list[str]]:
    """Every gap of the organ's page by part ("card" and the codes of PARTS); parts without a gap are left out."""
    if department.kind == DepartmentKind.VILLAGE:
        return {}
    found = {"card": card_gaps(department, leaders)}
    for code in BY_CODE:
        if code == "apply" and not department.accepts_applications:
            continue
        found[code] = part_gaps(code, department, counts)
    return {code: sentences for code, sentences in found.items() if sentences}


def guide_due_for_review(department: Department, on: date, months: int) -> bool:
    """Whether the guide was last checked more than `months` ago (条例 第十二条: 及时更新; the interval is a setting)."""
    reviewed = department.guide_reviewed_on
    return reviewed is None or (on.year - reviewed.year) * 12 + on.month - reviewed.month >= months
