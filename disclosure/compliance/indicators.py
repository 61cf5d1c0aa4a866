"""What can be checked knowing only columns, the register, the catalogue's duties, links and media accounts."""

from datetime import date

from django.conf import settings

from disclosure import workdays
from disclosure.catalogue.models import CatalogueItem
from disclosure.compliance import law
from disclosure.compliance.freshness import ColumnState, column_states, home_state
from disclosure.compliance.models import Duty, LinkTarget, MediaAccount, PageLink
from yushan_portal.lib.columns import UpdateClass
from yushan_portal.lib.indicators import Block, Case, Indicator
from yushan_portal.lib.plugins import offered

SITE_FIELDS = (
    ("id_code", "网站标识码"), ("icp", "ICP 备案号"), ("police", "公安备案号"), ("sponsor", "主办单位"),
    ("contact_phone", "联系电话"), ("domain", "网站域名"),
)  # fmt: skip
OFFICE = "gov-office"
"""Who answers for the site as a whole: the government office (条例 第三条)."""


# --- columns ---


def _columns(*classes):
    return lambda on: [state for state in column_states(on, *classes)]


def _stale(*classes):
    return lambda on: [state for state in column_states(on, *classes) if state.stale(on)]


def _ageing(*classes):
    return lambda on: [state for state in column_states(on, *classes) if state.ageing(on)]


def _blank(on: date):
    return [state for state in column_states(on) if state.newest_on is None]


def _column_case(state: ColumnState) -> Case:
    return state.case()


def _home(on: date):
    return [home_state(on)]


def _without_meta(on: date):
    return [
        column
        for column in offered("columns", "COLUMNS")
        if not (column.description and column.keywords and column.column_type)
    ]


def _meta_case(column) -> Case:
    missing = [
        name
        for name, text in (
            ("栏目类型", column.column_type),
            ("栏目描述", column.description),
            ("栏目关键词", column.keywords),
        )
        if not text
    ]
    return Case(column.code, f"栏目“{column.name}”", OFFICE, column.path, f"缺少页面标签：{'、'.join(missing)}")


def _site_fields(on: date):
    return [Case(code, f"网站标识“{name}”", OFFICE, "/", f"页脚和页面标签缺“{name}”") for code, name in SITE_FIELDS]


def _empty_site_fields(on: date):
    return [case for case in _site_fields(on) if not settings.SITE.get(case.key)]


# --- duties ---


def _duty_case(duty: Duty) -> Case:
    return Case(
        f"{duty.item_code}:{duty.organ_code}",
        _item_name(duty.item_code),
        duty.organ_code,
        f"/catalogue/items/{duty.item_code}/",
        duty.grounds,
        duty.due_on,
    )


class _Names:
    """Item names, read once a day of checking."""

    def __init__(self):
        self.names = {}

    def __call__(self, code: str) -> str:
        if code not in self.names:
            self.names = dict(CatalogueItem.objects.values_list("item_code", "level2"))
        return f"{code} {self.names.get(code, '')}".strip()


_item_name = _Names()


# --- links ---


def _dead(internal: bool):
    def rows(on: date):
        pages = PageLink.objects.filter(
            target__internal=internal, target__failures__gte=1 if internal else law.DEAD_LINK_FAILURES
        )
        return pages.filter(target__failing_since__lte=on).select_related("target")

    return rows


def _links(internal: bool):
    return lambda on: PageLink.objects.filter(target__internal=internal, target__checked_at__isnull=False)


def _link_case(row: PageLink) -> Case:
    since = row.target.failing_since
    return Case(
        f"{row.pk}", row.title or row.page, row.organ_code, row.page,
        f"链接打不开：{row.target.url}（{row.target.status}，自 {since:%Y-%m-%d}）" if since else row.target.url,
    )  # fmt: skip


def _failing_targets_exist():
    return LinkTarget.objects.filter(failures__gte=1)


# --- 政务新媒体 ---


def _accounts(on: date):
    return MediaAccount.objects.running(on).select_related("organ")


def _media_day(account: MediaAccount) -> date | None:
    return account.last_post_on or account.opened_on


def _silent(on: date):
    return [a for a in _accounts(on) if (day := _media_day(a)) is None or on > workdays.due(law.MEDIA_POST, day).on]


def _nearly_silent(on: date):
    silent = {account.pk for account in _silent(on)}
    return [
        account
        for account in _accounts(on)
        if account.pk not in silent and (on - _media_day(account)).days >= law.WARNING_DAYS["MEDIA_POST"]
    ]


def _unusable(on: date):
    return [account for account in _accounts(on) if not (account.interaction and account.usable)]


def _media_case(account: MediaAccount) -> Case:
    day = _media_day(account)
    due = workdays.due(law.MEDIA_POST, day).on if day else None
    detail = f"最近更新 {day:%Y-%m-%d}，2 周内应有更新" if day else "没有更新记录"
    return Case(str(account.pk), f"{account.platform}“{account.name}”", account.organ.code, "", detail, due)


def _unusable_case(account: MediaAccount) -> Case:
    faults = [
        words for ok, words in ((account.usable, "不能正常下载使用"), (account.interaction, "不能有效互动")) if not ok
    ]
    return Case(str(account.pk), f"{account.platform}“{account.name}”", account.organ.code, "", "，".join(faults))


INDICATORS = (
    Indicator(
        "home-fresh", "首页不更新", law.INSPECTION, _home, lambda on: [s for s in _home(on) if s.stale(on)], Block.VETO,
        "首页所列栏目最近一条信息的展示日起满 14 日没有新信息；第 10 日起预警。",
        lambda on: [s for s in _home(on) if s.ageing(on)], _column_case, veto_from=1, order=3,
    ),
    Indicator(
        "column-news", "动态、要闻类栏目不更新", law.INSPECTION, _columns(UpdateClass.NEWS), _stale(UpdateClass.NEWS),
        Block.VETO, "栏目最近一条信息起满 14 日没有新信息；第 10 日起预警。与通知公告、政策文件类合计 5 个以上为单项否决。",
        _ageing(UpdateClass.NEWS), _column_case, veto_from=law.VETO_STALE_COLUMNS, veto_group="4a", order=4,
    ),
    Indicator(
        "column-notice", "通知公告、政策文件类栏目不更新", law.INSPECTION, _columns(UpdateClass.NOTICE),
        _stale(UpdateClass.NOTICE), Block.VETO,
        "栏目最近一条信息起满 6 个月没有新信息；满 150 日起预警。与动态、要闻类合计 5 个以上为单项否决。",
        _ageing(UpdateClass.NOTICE), _column_case, veto_from=law.VETO_STALE_COLUMNS, veto_group="4a", order=5,
    ),
    Indicator(
        "column-other", "应更新栏目长期不更新", law.INSPECTION, _columns(UpdateClass.OTHER), _stale(UpdateClass.OTHER),
        Block.VETO, "栏目最近一条信息起满 1 年没有新信息；满 330 日起预警。10 个以上为单项否决。",
        _ageing(UpdateClass.OTHER), _column_case, veto_from=law.VETO_LONG_STALE_COLUMNS, order=6,
    ),
    Indicator(
        "column-blank", "空白栏目", law.INSPECTION, lambda on: column_states(on), _blank, Block.VETO,
        "有栏目页面而没有一条公开信息。5 个以上为单项否决。", case=_column_case,
        veto_from=law.VETO_BLANK_COLUMNS, order=7,
    ),
    Indicator(
        "media-fresh", "政务新媒体不更新", law.INSPECTION, _accounts, _silent, Block.VETO,
        "登记在册、未关停的账号最近一次更新起满 14 日没有更新；第 10 日起预警。", _nearly_silent, _media_case,
        veto_from=1, order=20,
    ),
    Indicator(
        "media-usable", "政务新媒体不能使用或互动", law.INSPECTION, _accounts, _unusable, Block.VETO,
        "核查时不能下载使用，或者没有有效互动功能。", case=_unusable_case, veto_from=1, order=21,
    ),
    Indicator(
        "column-meta", "栏目页面标签不全", "国办发〔2017〕47号", lambda on: offered("columns", "COLUMNS"), _without_meta,
        Block.FUNCTIONS, "栏目页缺少栏目类型、描述或关键词标签。", case=_meta_case, order=40,
    ),
    Indicator(
        "site-identity", "网站标识不全", "国办发〔2017〕47号", _site_fields, _empty_site_fields, Block.FUNCTIONS,
        "页脚和页面标签应有的标识码、备案号、主办单位和联系方式。", order=41,
    ),
    Indicator(
        "links-inside", "站内链接失效", law.INSPECTION, _links(True), _dead(True), Block.FUNCTIONS,
        "公开页面指向本站的链接，最近一次检查时打不开。", case=_link_case, order=42,
    ),
    Indicator(
        "links-outside", "站外链接失效", law.INSPECTION, _links(False), _dead(False), Block.FUNCTIONS,
        f"公开页面指向外站的链接，连续 {law.DEAD_LINK_FAILURES} 日检查都打不开；本机断网时不记。", case=_link_case, order=43,
    ),
    Indicator(
        "duty-overdue", "标准目录事项超期", "《中华人民共和国政府信息公开条例》第二十六条",
        lambda on: Duty.objects.judged(), lambda on: Duty.objects.overdue(), Block.COUNTY,
        "有形成日期、公开周期或者登记的事件为据，且期限已过；暂无内容不算超期。", case=_duty_case, order=60,
    ),
)  # fmt: skip
