"""The official table: 国办发〔2019〕54号, ten columns; on screen, on paper and as a file the same rows."""

from collections.abc import Iterable

from disclosure.catalogue.explorer import Row

OFFICIAL_COLUMNS = (
    "序号",
    "一级事项",
    "二级事项",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "公开方式",
    "公开层级",
)
"""序号, 公开事项 (in two), then eight: the ten columns of the standard."""
EXPORT_COLUMNS = ("事项编码", "领域", *OFFICIAL_COLUMNS, "已公开条数", "最近公开日期")


def official_cells(number: int, row: Row) -> list[str]:
    """One line of the table, as text."""
    values = row.values
    return [
        str(number),
        values.level1,
        values.level2,
        "；".join(values.elements),
        "；".join(values.legal_basis),
        values.deadline_text,
        row.publishers,
        "；".join(values.channels),
        row.audience_words,
        values.method_label,
        "、".join(values.levels),
    ]


def export_rows(rows: Iterable[Row]):
    """The lines of a download: the official table with code, domain and what has been published."""
    for number, row in enumerate(rows, start=1):
        count = "" if row.state.guidance_only else row.state.count
        code, domain = row.code, row.item.domain
        cells = official_cells(number, row)
        yield [code, domain.name, number, *cells[1:], count, row.state.newest_on if count else None]


def merged(rows: list[Row]) -> list[dict]:
    """Lines for paper: cells of 领域 and 一级事项 that repeat are merged downwards (`span` 0 = inside a merged cell)."""
    lines = [{"row": row, "number": number, "domain_span": 0, "span": 0} for number, row in enumerate(rows, start=1)]
    domain_head = head = None
    for line in lines:
        row = line["row"]
        new_domain = domain_head is None or domain_head["row"].item.domain_id != row.item.domain_id
        if new_domain:
            domain_head = line
        if new_domain or head["row"].values.level1 != row.values.level1:
            head = line
        domain_head["domain_span"] += 1
        head["span"] += 1
    return lines
