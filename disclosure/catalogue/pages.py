"""What the catalogue's pages show, put together for the templates."""

from datetime import date
from urllib.parse import quote, urlencode

from disclosure.catalogue.coverage import EMPTY, ON_REQUEST, OVERDUE, PUBLISHED
from disclosure.catalogue.explorer import GROUPS, Choice, Row, all_rows, labels_of, rows_of
from disclosure.catalogue.kinds import Method, OrganRole
from disclosure.catalogue.law import PUB20
from disclosure.catalogue.models import CatalogueItem, Domain
from disclosure.catalogue.paging import slice_of
from disclosure.catalogue.published import (
    PER_PAGE,
    Spread,
    application_address,
    entries_under,
    entry_rows,
    newest_in_domain,
)
from disclosure.catalogue.rules import FORMATION
from disclosure.catalogue.tables import OFFICIAL_COLUMNS, merged, official_cells
from disclosure.catalogue.wordings import FORMATION as WRITTEN
from disclosure.catalogue.wordings import WITHIN
from disclosure.register.selection import Selection

ROWS_PER_PAGE = 50
TONES = {PUBLISHED: "success", EMPTY: "neutral", OVERDUE: "error", ON_REQUEST: "info"}
RELATED = 8


def explored(query, on: date) -> tuple[list[Row], list[Row], Choice]:
    """All rows, those of the selection, and the selection read from the address."""
    rows = all_rows(on)
    known = {name: set(values) for name, values in labels_of(rows).items()}
    choice = Choice.read(query, known)
    return rows, choice.select(rows), choice


def explorer_page(query, on: date) -> dict:
    """Context of the explorer in any of its views."""
    rows, selected, choice = explored(query, on)
    cut = slice_of(len(selected), query.get("page", ""), ROWS_PER_PAGE, lambda page: choice.address(page=page))
    shown = selected if choice.view == "print" else selected[cut.start : cut.stop]
    return {
        "choice": choice,
        "count": len(selected),
        "total": len(rows),
        "groups": _groups(rows, choice),
        "chips": _chips(rows, choice),
        "clear_url": Choice(view=choice.view).address(),
        "hidden": [pair for pair in choice.parameters() if pair[0] != "q"],
        "facet_hidden": [pair for pair in choice.parameters() if pair[0] in ("q", "view")],
        "empty_links": [{"label": "查看全部事项", "url": "/catalogue/"}],
        "entries": [list_row(row) for row in shown] if choice.view == "list" else [],
        "columns": [{"label": label} for label in OFFICIAL_COLUMNS],
        "table": _table(shown, cut.start) if choice.view == "table" else [],
        "lines": merged(shown) if choice.view == "print" else [],
        "page": cut.page,
        "switches": _switches(choice),
        "downloads": downloads(choice),
        "domains": _domain_tiles(rows) if choice == Choice() and cut.start == 0 else [],
        "apply_url": application_address(),
        "today": on,
    }


def downloads(choice: Choice) -> list[dict]:
    """The selection as files and on paper."""
    return [
        {"label": "下载 Excel", "url": choice.address("/catalogue/export.xlsx", view="")},
        {"label": "下载 CSV", "url": choice.address("/catalogue/export.csv", view="")},
    ]


def _groups(rows: list[Row], choice: Choice) -> list[dict]:
    counts, labels = choice.counts(rows), labels_of(rows)
    judged = list(choice.judge(rows))
    groups = []
    for name, title in GROUPS:
        options = [
            {
                "value": value,
                "label": label,
                "count": counts[name].get(value, 0),
                "checked": choice.value(name) == value,
            }
            for value, label in labels[name].items()
            if counts[name].get(value) or choice.value(name) == value
        ]
        everything = sum(1 for _, missed in judged if missed in ([], [name]))
        options.insert(0, {"value": "", "label": "全部", "count": everything, "checked": not choice.value(name)})
        is_open = name not in ("domain", "organ") or bool(choice.value(name))
        groups.append({"name": name, "label": title, "options": options, "open": is_open})
    return groups


def _chips(rows: list[Row], choice: Choice) -> list[dict]:
    labels, titles = labels_of(rows), dict(GROUPS)
    chips = [
        {"label": titles[name], "value": labels[name][value], "url": choice.address(**{name: ""})}
        for name, value in choice.chosen
    ]
    if choice.text:
        chips.insert(0, {"label": "检索词", "value": choice.text, "url": choice.address(q="")})
    return chips


def _switches(choice: Choice) -> dict:
    names = (("list", "列表"), ("table", "官方表格"), ("print", "打印版"))
    return {
        "label": "显示方式",
        "options": [
            {"label": label, "url": choice.address(view="" if view == "list" else view), "current": choice.view == view}
            for view, label in names
        ],
    }


def _table(rows: list[Row], start: int) -> list[list]:
    table = []
    for number, row in enumerate(rows, start=start + 1):
        cells: list = official_cells(number, row)
        cells[2] = {"text": row.values.level2, "url": row.item.get_absolute_url()}
        table.append(cells)
    return table


def _domain_tiles(rows: list[Row]) -> list[dict]:
    tiles: dict[str, dict] = {}
    for row in rows:
        domain = row.item.domain
        tile = tiles.setdefault(
            domain.domain_no, {"name": str(domain), "url": domain.get_absolute_url(), "items": 0, "filled": 0}
        )
        tile["items"] += 1
        tile["filled"] += bool(row.state.count)
    for tile in tiles.values():
        tile["text"] = f"{tile.pop('items')} 个事项，{tile.pop('filled')} 个已有内容"
    return list(tiles.values())


def list_row(row: Row, *, inside: bool = False) -> dict:
    """An item as components/entry_row wants it; `inside` its own domain's page the place need not be said."""
    values, domain = row.values, row.item.domain
    place = "" if inside else f"{domain.name} › {values.level1} · "
    return {
        "title": values.level2,
        "url": row.item.get_absolute_url(),
        "organ": row.publishers,
        "number": row.code,
        "status": {"word": row.state.label, "tone": TONES[row.state.state]},
        "excerpt": f"{place}时限：{values.deadline_text}",
        "also": "；".join((*([row.state.words] if row.state.count else []), *row.state.grounds)),
    }


def domain_page(domain: Domain, on: date) -> dict:
    """Context of a domain's page."""
    rows = all_rows(on, domain.domain_no)
    sections: dict[str, list[Row]] = {}
    for row in rows:
        sections.setdefault(row.values.level1, []).append(row)
    holders = {holder.code: holder for row in rows for holder in row.holders if holder.role == OrganRole.PUBLISHER}
    towns = sum(1 for row in rows if any(holder.role == OrganRole.TOWNSHIP for holder in row.holders))
    fresh = Selection(tags=(("domain", domain.domain_no),)).entries(on)
    year = fresh.between_days(date(on.year - 1, on.month, min(on.day, 28)), on).count()
    newest = newest_in_domain(domain.domain_no, on)
    choice = Choice(chosen=(("domain", domain.domain_no),))
    return {
        "domain": domain,
        "count": len(rows),
        "filled": sum(1 for row in rows if row.state.count),
        "sections": [
            {
                "name": name,
                "entries": [list_row(row, inside=True) for row in part],
                "filled": sum(1 for r in part if r.state.count),
            }
            for name, part in sections.items()
        ],
        "holders": list(holders.values()),
        "townships": towns,
        "newest": newest,
        "empty": {"title": "暂无内容", "text": "本领域还没有公开的内容；有新的信息时会出现在这里。"},
        "freshness": f"近 12 个月发布 {year} 条" + (f"，最近 {newest[0]['date']:%Y-%m-%d}" if newest else ""),
        "downloads": downloads(choice),
        "table_url": choice.address(view="table"),
        "print_url": choice.address(view="print"),
        "explore_url": choice.address(),
        "feed_url": f"/feeds/domain/{domain.domain_no}.rss",
        "apply_url": application_address(next(iter(holders), "")),
    }


def item_page(item: CatalogueItem, query, on: date) -> dict:
    """Context of an item's page: what must be published, and what has been."""
    row = rows_of([item], on)[0]
    values = row.values
    lead = row.holders[0].code if row.holders else ""
    context = {
        "item": item,
        "row": row,
        "values": values,
        "facts": _facts(row),
        "summary": _summary(row),
        "feed_url": f"/feeds/item/{row.code}.rss",
        "apply_url": application_address(lead),
        "guidance": values.method in (Method.ON_REQUEST, Method.BOTH),
        "holders": [holder for holder in row.holders if holder.role == OrganRole.PUBLISHER],
        "towns": [holder for holder in row.holders if holder.role == OrganRole.TOWNSHIP],
        "related": (related := _related(item, on)),
        "related_groups": [{"label": values.level1, "links": related}],
        "guidance_link": {"label": "怎样申请", "url": application_address(lead)},
        "guidance_title": "本事项依申请公开" if values.guidance_only else "本事项部分内容依申请公开",
        "guidance_text": f"{row.publishers}按申请提供，网上只公开申请指引。可以当面、邮寄或网上提出申请，并写明事项编码 {row.code}。",
        "empty": {
            "title": "暂无内容",
            "text": "本事项目前没有公开的内容；有新的信息时会出现在这里。",
            "links": [{"label": "站内检索", "url": f"/search/?q={quote(values.level2)}"}],
        },
    }
    if values.guidance_only:
        return context
    return context | _published(row, query, on)


def _published(row: Row, query, on: date) -> dict:
    code, path = row.code, row.item.get_absolute_url()
    text = query.get("year", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
    organ = query.get("organ", "")[:20]
    spread = Spread.of(code, on, year, organ)
    entries = entries_under(code, on, year, organ)
    total = sum(number for value, _, number in spread.years if not year or value == str(year))

    def address(**changes) -> str:
        values = {"year": str(year or ""), "organ": organ, **changes}
        pairs = urlencode([(name, value) for name, value in values.items() if value])
        return f"{path}?{pairs}#published" if pairs else f"{path}#published"

    cut = slice_of(total, query.get("page", ""), PER_PAGE, lambda page: address(page=page))
    return {
        "entries": entry_rows(list(entries[cut.start : cut.stop]), row.values.judgement),
        "total": total,
        "page": cut.page,
        "year": year,
        "organ": organ,
        "years": _options(spread.years, str(year or ""), lambda value: address(year=value)),
        "organs": _options(spread.organs, organ, lambda value: address(organ=value)),
        "filtered": bool(year or organ),
        "clear_url": f"{path}#published",
    }


def _options(values, chosen: str, address) -> list[dict]:
    if len(values) < 2 and not chosen:
        return []
    options = [{"label": "全部", "url": address(""), "current": not chosen}]
    return options + [
        {"label": f"{label}（{number}）", "url": address(value), "current": value == chosen}
        for value, label, number in values
    ]


def _facts(row: Row) -> list[dict]:
    return [
        {"term": "事项编码", "text": row.code},
        {"term": "公开主体", "text": row.publishers},
        {"term": "公开方式", "text": row.values.method_label},
        {"term": "状态", "status": {"word": row.state.label, "tone": TONES[row.state.state]}},
    ]


def _summary(row: Row) -> list[dict]:
    values, item = row.values, row.item
    rule = [limit.sentence for limit in values.limits if limit.understood and limit.sentence != limit.words]
    judgement = values.judgement
    if judgement.basis == FORMATION and not any(limit.kind == WITHIN for limit in values.limits):
        rule.append(f"未写明日数，适用{PUB20.clause}：自{WRITTEN}之日起{PUB20}内公开")
    checked = f"{item.checked_on:%Y-%m-%d}" if item.checked_on else ""
    county = [f"{row.get_field_display()}：{row.source}（{row.reason}）" for row in values.overridden.values()]
    return [
        {"term": "公开内容（要素）", "items_list": values.elements},
        {"term": "公开依据", "items_list": values.legal_basis},
        {"term": "公开时限", "text": values.deadline_text},
        {"term": "按规则理解", "text": "；".join(rule)},
        {"term": "公开主体", "text": row.publishers},
        {"term": "主体通用表述", "text": values.publisher if values.publisher != row.publishers else ""},
        {"term": "公开渠道和载体", "text": "；".join(values.channels)},
        {"term": "公开对象", "text": row.audience_words},
        {"term": "公开方式", "text": values.method_label},
        {"term": "公开层级", "text": "、".join(values.levels)},
        {"term": "本县规定", "text": "\n".join(county)},
        {"term": "最近核对", "text": checked},
    ]


def _related(item: CatalogueItem, on: date) -> list[dict]:
    items = CatalogueItem.objects.active(on).filter(domain=item.domain, level1=item.level1).exclude(pk=item.pk)
    return [
        {"title": other.level2, "url": other.get_absolute_url(), "note": other.item_code}
        for other in items.in_order()[:RELATED]
    ]
