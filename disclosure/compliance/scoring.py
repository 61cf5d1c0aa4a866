"""单项否决 and 扣分 of 国办秘函〔2019〕19号, by a table the office can edit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from disclosure.compliance.law import FULL_MARK
from disclosure.compliance.models import ScoreRule
from yushan_portal.lib.indicators import Indicator


def judge(indicators: Iterable[Indicator], totals: Mapping[str, Counter]) -> tuple[Decimal, list[str]]:
    """The score of 100, and the names of every veto. A veto does not change the score: it stands above it."""
    rules = {rule.indicator: rule for rule in ScoreRule.objects.all()}
    score = Decimal(FULL_MARK)
    for code, total in totals.items():
        rule = rules.get(code)
        if rule is not None:
            score -= min(rule.each * total["failing"], rule.most)
    return max(score, Decimal(0)), vetoes(indicators, totals)


def vetoes(indicators: Iterable[Indicator], totals: Mapping[str, Counter]) -> list[str]:
    """One sentence for each 单项否决."""
    groups: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        if indicator.code in totals and (indicator.veto_from or indicator.veto_whole):
            groups[indicator.veto_group or indicator.code].append(indicator)
    found = []
    for members in groups.values():
        failing = sum(totals[one.code]["failing"] for one in members)
        population = sum(totals[one.code]["population"] for one in members)
        least = max(one.veto_from for one in members)
        whole = any(one.veto_whole for one in members) and population and failing == population
        if (least and failing >= least) or whole:
            names = "、".join(one.title for one in members)
            found.append(f"{names}：{failing} 项，达到单项否决标准（{members[0].citation}）")
    return found


def deduction(code: str, failing: int, rules: Mapping[str, ScoreRule]) -> Decimal:
    """Points an indicator costs."""
    rule = rules.get(code)
    return Decimal(0) if rule is None else min(rule.each * failing, rule.most)


DEFAULTS = (
    ("home-fresh", "veto", "5", "5", "单项否决项，另扣分"),
    ("column-news", "publishing", "5", "10", ""),
    ("column-notice", "publishing", "5", "10", "政策文件栏目 6 个月未更新：扣 5 分"),
    ("column-other", "publishing", "1", "5", ""),
    ("column-blank", "publishing", "1", "5", ""),
    ("document-source", "publishing", "0.5", "3", ""),
    ("document-date", "publishing", "0.5", "3", ""),
    ("organ-card", "publishing", "0.5", "5", ""),
    ("organ-guide", "publishing", "0.5", "5", ""),
    ("policy-interpretation", "publishing", "0.5", "5", ""),
    ("service-guide-poor", "services", "1", "10", ""),
    ("service-elements", "services", "0.5", "5", ""),
    ("statistics-fresh", "services", "2", "2", "办事统计 3 个月未更新：扣 2 分"),
    ("column-meta", "functions", "0.5", "2", ""),
    ("site-identity", "functions", "0.5", "3", ""),
    ("links-inside", "functions", "0.5", "5", ""),
    ("links-outside", "functions", "0.1", "3", ""),
    ("media-fresh", "veto", "2", "5", ""),
    ("media-usable", "veto", "2", "5", ""),
    ("duty-overdue", "county", "0.1", "5", "本县要求：目录事项超期"),
)
"""indicator, block, each, most, note. Points are marked RM in the sources read and so are the county's to correct."""


def load_scores() -> str:
    """Insert rules that are missing; what the office set stays."""
    known = set(ScoreRule.objects.values_list("indicator", flat=True))
    fresh = [
        ScoreRule(indicator=code, block=block, each=Decimal(each), most=Decimal(most), note=note)
        for code, block, each, most, note in DEFAULTS
        if code not in known
    ]
    ScoreRule.objects.bulk_create(fresh)
    return f"评分规则：新增 {len(fresh)}，保留 {len(known)}"
