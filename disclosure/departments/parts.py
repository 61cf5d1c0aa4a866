"""The fixed parts of every organ's page: named, ordered and never left out (国办公开办函〔2019〕61号)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PagePart:
    """One fixed part. `genres` are the document genres that stand in it."""

    code: str
    name: str
    explanation: str
    genres: tuple[str, ...] = ()


PARTS = (
    PagePart("guide", "政府信息公开指南", "公开什么、怎样编排、到哪里找、向谁问", ("guide",)),
    PagePart("rules", "政府信息公开制度", "政府信息公开的法律法规和本机关工作制度", ("rule",)),
    PagePart("statutory", "法定主动公开内容", "法律规定本机关主动公开的各项信息"),
    PagePart("reports", "政府信息公开年报", "历年政府信息公开工作年度报告", ("report",)),
    PagePart("apply", "依申请公开", "怎样申请公开政府信息"),
)
BY_CODE = {part.code: part for part in PARTS}
