"""How an opinion is shown to others: name masked, passages hidden, personal data never."""

from decisions.kinds import Consent, OpinionState
from decisions.models import Opinion
from yushan_portal.lib.personal_info import mask_text

HIDDEN = "〔已隐去：{reason}〕"
COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 "
    "慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 令狐".split()
)


def masked_name(name: str) -> str:
    """朱**: the family name and two stars, whatever the length; 欧阳** for double family names."""
    name = name.strip()
    if not name:
        return "匿名"
    family = name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]
    return f"{family}**"


def shown_name(opinion: Opinion) -> str:
    """Whose opinion it is, as far as its author agrees."""
    if opinion.consent != Consent.NAMED:
        return "匿名"
    return opinion.organisation or masked_name(opinion.name)


def redacted(opinion: Opinion) -> str:
    """The text as others read it: hidden passages say why, and personal data is masked in any case."""
    text = opinion.text
    for row in opinion.redactions:
        text = text.replace(row["passage"], HIDDEN.format(reason=row["reason"]))
    return mask_text(text)


def shown_text(opinion: Opinion) -> str:
    """What the report prints of it."""
    if opinion.consent == Consent.NONE:
        return "（提出人不同意公开内容，已登记并答复）"
    if opinion.state == OpinionState.REFUSED:
        return f"（内容不予公开：{opinion.refusal_reason}）"
    if opinion.state == OpinionState.WAITING:
        return "（内容未经审核，暂不公开）"
    return redacted(opinion)
