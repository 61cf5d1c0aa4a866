"""The who-may-do-what matrix, printed from the workflow tables: nothing here decides anything."""

from dataclasses import dataclass

from disclosure.departments.roles import Role
from disclosure.publishing.workflow import REVISION_WORKFLOW, THING_WORKFLOW, RevisionState, State


@dataclass(frozen=True)
class MatrixRow:
    """One verb: from where to where, who may, on what ground."""

    verb: str
    name: str
    sources: str
    target: str
    roles: frozenset[str]
    clause: str
    two_person: bool
    reason_required: bool


def rows() -> list[MatrixRow]:
    """Every verb of both tables, in their order."""
    return [
        *(_row(row, RevisionState) for row in REVISION_WORKFLOW),
        *(_row(row, State) for row in THING_WORKFLOW),
    ]


def table() -> dict:
    """Head and body for the page: one column a role, a sign and a word in each cell."""
    body = [
        {"row": row, "cells": [{"role": role.label, "may": str(role) in row.roles} for role in Role]} for row in rows()
    ]
    return {"roles": [role.label for role in Role], "body": body}


def _row(row, states) -> MatrixRow:
    return MatrixRow(
        row.verb,
        row.name,
        "、".join(str(states(source).label) for source in row.sources) or "（新建）",
        str(states(row.target).label) if row.target else "不变",
        frozenset(map(str, row.roles)),
        row.clause,
        row.two_person,
        row.reason_required,
    )
