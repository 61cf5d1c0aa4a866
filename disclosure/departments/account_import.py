"""Clerk accounts from a spreadsheet: all rows or none, every fault named with its row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from disclosure.departments import actions, guards
from disclosure.departments.guards import Refused
from disclosure.departments.models import User
from disclosure.departments.naming import organs_by_name
from disclosure.departments.roles import Role
from yushan_portal.lib.spreadsheets import FieldSpec, SpreadsheetRefused, checked_rows, open_sheet, open_source

FIELDS = (
    FieldSpec(
        "username", "登录名", ("账号", "用户名"), max_length=40, example="chen.jb", help="小写字母开头，3 至 40 位"
    ),
    FieldSpec("name", "姓名", max_length=40, example="陈某某"),
    FieldSpec("phone", "办公电话", ("电话", "联系电话"), max_length=30, example="0793-2550000"),
    FieldSpec("organ", "单位", ("所在单位", "部门"), max_length=100, example="县财政局"),
    FieldSpec(
        "roles", "角色", max_length=60, example="经办", help="经办、审核、签发、保密审查员；多个角色用“、”分开，可不填"
    ),
)
COLUMNS = tuple(spec.name for spec in FIELDS)
MAX_ROWS = 1000


@dataclass
class AccountImport:
    """`accounts` are (登录名, 姓名, 一次性密码), to be printed once; `faults` are sentences; faults mean nothing was done."""

    accounts: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    rows: int = 0


class _DryRun(Exception):
    pass


def import_accounts(rows: Iterable[Mapping[str, object]], *, by: User, dry_run: bool = False, on=None) -> AccountImport:
    """Open accounts and give their roles. Rows are keyed by COLUMNS; 单位 is any name of the organ, 角色 one or several
    role names joined by 、; "行号" is the row of the sheet, counted from 2 where absent. With `dry_run` everything is tried, nothing kept.
    """
    on = on or timezone.localdate()
    result = AccountImport()
    _refuse_strangers(by, on)
    organs = organs_by_name(on)
    roles = {role.label: role.value for role in Role}
    try:
        with transaction.atomic():
            for number, row in enumerate(rows, start=2):
                if result.rows >= MAX_ROWS:
                    result.faults.append(f"一次最多导入 {MAX_ROWS} 行。")
                    break
                number = row.get("行号", number)
                cells = {name: str(row.get(name) or "").strip() for name in COLUMNS}
                if not any(cells.values()):
                    continue
                result.rows += 1
                for sentence in _take(cells, organs, roles, by, on, result):
                    result.faults.append(f"第 {number} 行：{sentence}")
            if dry_run or result.faults:
                raise _DryRun
    except _DryRun:
        result.accounts = []
    return result


def rows_of(file) -> Iterable[Mapping[str, object]]:
    """Rows of an uploaded table (.xlsx or .csv) for `import_accounts`. Raises SpreadsheetRefused with a sentence."""
    opened = open_sheet(open_source(file), FIELDS)
    missing = [spec.name for spec in FIELDS[:4] if spec.code not in opened.mapping.columns.values()]
    missing = [name for name in missing if name != "办公电话"]
    if missing:
        raise SpreadsheetRefused(f"表头缺少{'、'.join(f'“{name}”' for name in missing)}列。请下载模板填写。")
    for row in checked_rows(opened):
        yield {"行号": row.number} | {spec.name: row.values.get(spec.code) for spec in FIELDS}


def _refuse_strangers(by: User, on) -> None:
    reasons = guards.reasons_against_keeping_accounts(by, None, on)
    if reasons:
        raise Refused(reasons)


def _take(cells, organs, roles, by, on, result) -> list[str]:
    faults = [f"“{name}”没有填写。" for name in ("登录名", "姓名", "单位") if not cells[name]]
    organ = organs.get(cells["单位"])
    if cells["单位"] and organ is None:
        faults.append(f"没有名为“{cells['单位']}”的单位。")
    wanted = [word for word in cells["角色"].replace("，", "、").replace(",", "、").split("、") if word]
    faults += [f"没有“{word}”这种角色。" for word in wanted if word not in roles]
    if faults:
        return faults
    try:
        with transaction.atomic():
            user, password = actions.open_account(cells["登录名"], cells["姓名"], phone=cells["办公电话"], by=by, on=on)
            for word in wanted:
                actions.grant_membership(user, roles[word], organ, by=by, on=on)
    except Refused as refused:
        return refused.reasons
    result.accounts.append((user.username, user.name, password))
    return []
