"""The main menu and the site map: what is offered follows from which rooms are built."""

from functools import cache

from django.urls import Resolver404, resolve

MENU = (
    ("标准目录", "/catalogue/"),
    ("政策文件", "/documents/"),
    ("政策解读", "/interpretations/"),
    ("重大决策", "/decisions/"),
    ("公示", "/notices/"),
    ("公开机构", "/departments/"),
    ("互动交流", "/questions/"),
    ("依申请公开", "/applications/"),
    ("专题", "/topics/"),
)
ENTRANCES = (
    ("政府信息公开指南", "/departments/government/guide/", "公开什么、在哪里看、怎样获取"),
    ("政府信息公开制度", "/departments/government/rules/", "公开工作依据的法律法规和规定"),
    ("法定主动公开内容", "/departments/government/statutory/", "条例规定必须主动公开的内容"),
    ("政府信息公开年报", "/departments/government/reports/", "历年公开工作年度报告"),
    ("依申请公开", "/departments/government/apply/", "没有查到的信息，可以申请"),
)
"""The fixed parts of the platform (国办公开办函〔2019〕61号)."""


def is_built(path: str) -> bool:
    """Whether a room answers at this address."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True


@cache
def menu() -> list[dict]:
    """The menu's items whose rooms are built."""
    return [{"name": name, "path": path} for name, path in MENU if is_built(path)]
