"""The index in use: the one of the database that keeps the register, so text and register change in one transaction."""

from django.db import connection

from ..models import SearchText
from . import postgresql, sqlite
from .query import SearchQuery


def _index(vendor: str = ""):
    return postgresql if (vendor or connection.vendor) == "postgresql" else sqlite


def create(apps, schema_editor) -> None:
    """Migration step: make the index of this database."""
    statements = _index(schema_editor.connection.vendor).CREATE
    for statement in (statements,) if isinstance(statements, str) else statements:
        schema_editor.execute(statement)


def drop(apps, schema_editor) -> None:
    """Migration step backwards."""
    statements = _index(schema_editor.connection.vendor).DROP
    for statement in (statements,) if isinstance(statements, str) else statements:
        schema_editor.execute(statement)


def put(rows: list[SearchText]) -> None:
    """Put saved texts into the index."""
    with connection.cursor() as cursor:
        _index().put(cursor, rows)


def take_out(rows: list[SearchText]) -> None:
    """Take texts out of the index; call before they are changed or deleted."""
    if rows:
        with connection.cursor() as cursor:
            _index().take_out(cursor, rows)


def clear() -> None:
    """Empty the index (only to build it again)."""
    with connection.cursor() as cursor:
        _index().clear(cursor)


def tag_tokens(tags: set[tuple[str, str]]) -> str:
    """The tags of an entry as the index keeps them."""
    return " ".join(sorted(sqlite.token(scheme, code) for scheme, code in tags))


def expressions(query: SearchQuery, tags: list[tuple[str, str]]) -> dict:
    """Match expressions: "all" and the tiers, best first."""
    return _index().expressions(query, tags)


def restricted(entries, expression):
    """`entries` that match the expression, newest first."""
    return _index().restricted(entries, expression)


def orphans() -> int:
    """How many rows of text and index do not belong together."""
    with connection.cursor() as cursor:
        return _index().orphans(cursor)
