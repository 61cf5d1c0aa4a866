"""Nightly: look at links, check the day and those that were missed, close what is mended, remind, tell each organ."""

from datetime import date

from django.conf import settings

from disclosure.compliance import actions, checking, links, reminders
from yushan_portal.lib.chores import Chore


def collect_links(on: date) -> str:
    return links.collect()


def check_links(on: date) -> str:
    inside = links.check_inside()
    if not getattr(settings, "CHECK_OUTSIDE_LINKS", False):
        return f"{inside}站外链接检查未开启（CHECK_OUTSIDE_LINKS）。"
    return inside + links.check_outside(on)


def check(on: date) -> str:
    """Every day since the last one that was checked."""
    runs = checking.catch_up(on)
    if not runs:
        return "今天已经检查过。"
    last = runs[-1]
    trouble = f"未能检查：{'、'.join(last.troubles)}。" if last.troubles else ""
    return f"检查 {len(runs)} 天，{last.on:%Y-%m-%d} 得分 {last.score}，单项否决 {len(last.vetoes)} 项。{trouble}"


def follow_orders(on: date) -> str:
    closed = actions.close_mended()
    return f"自动办结整改单 {len(closed)} 张，新发提醒 {reminders.remind(on)} 封。"


def morning_digest(on: date) -> str:
    return f"新发每日摘要 {reminders.digest(on)} 封。"


CHORES = (
    Chore("compliance.links", "收集页面链接", collect_links, order=30),
    Chore("compliance.link-check", "检查链接", check_links, order=31),
    Chore("compliance.check", "每日自查", check, order=40),
    Chore("compliance.orders", "整改单办结和提醒", follow_orders, order=50),
    Chore("compliance.digest", "每日摘要", morning_digest, order=55),
)
