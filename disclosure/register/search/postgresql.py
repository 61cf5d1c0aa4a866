# ruff: noqa: S608, S610  -- the table name is a constant; everything typed is a parameter
"""The index on PostgreSQL: the set of an entry's grams as a tsvector under GIN, and the folded text for the last word.

A tsvector keeps at most 256 places of a lexeme, and none beyond 16383: phrases of places would lose hits in long texts.
So the grams only nominate (no places kept) and `strpos` on the folded text decides: a substring, exactly.
"""

import json
import time
from functools import lru_cache

from django.db import connection

from ..models import SearchText
from .query import SearchQuery
from .text import fold, grams, phrase_grams

TABLE = "register_searchindex"
CREATE = (
    f"CREATE TABLE {TABLE} (entry_id bigint PRIMARY KEY REFERENCES register_registerentry(id) ON DELETE CASCADE "
    "DEFERRABLE INITIALLY DEFERRED, title text NOT NULL, body text NOT NULL, "
    "title_grams tsvector NOT NULL, grams tsvector NOT NULL)",
    f"CREATE INDEX register_title_grams ON {TABLE} USING gin (title_grams)",
    f"CREATE INDEX register_grams ON {TABLE} USING gin (grams)",
)
DROP = (f"DROP TABLE {TABLE}",)
MOST_GRAMS = 40_000  # a tsvector holds 1 MB; a text with more different grams is nominated by the marker instead
OVERFULL = "\x01"
_COMMON = 30  # more than one row in so many is common
_REMEMBERED = 600  # seconds


def _values(row: SearchText) -> tuple:
    title, body = fold(row.title), fold(row.body)
    title_grams = sorted(set(grams(title)))
    all_grams = {*title_grams, *grams(body)}
    return row.entry_id, title, body, title_grams, sorted(all_grams) if len(all_grams) <= MOST_GRAMS else [OVERFULL]


def put(cursor, rows: list[SearchText]) -> None:
    """Put rows into the index."""
    cursor.executemany(
        f"INSERT INTO {TABLE} (entry_id, title, body, title_grams, grams) "
        "VALUES (%s, %s, %s, array_to_tsvector(%s::text[]), array_to_tsvector(%s::text[])) "
        "ON CONFLICT (entry_id) DO UPDATE SET title = excluded.title, body = excluded.body, "
        "title_grams = excluded.title_grams, grams = excluded.grams",
        list(map(_values, rows)),
    )


def take_out(cursor, rows: list[SearchText]) -> None:
    """Take rows out of the index."""
    cursor.execute(f"DELETE FROM {TABLE} WHERE entry_id = ANY(%s)", [[row.entry_id for row in rows]])


def clear(cursor) -> None:
    """Empty the index."""
    cursor.execute(f"DELETE FROM {TABLE}")


def _quoted(gram: str) -> str:
    return "'" + gram.replace("\\", "\\\\").replace("'", "''") + "'"


def _nominated(folded_phrase: str) -> str:
    suffix = ":*" if len(folded_phrase) == 1 else ""
    return "(" + " & ".join(_quoted(gram) + suffix for gram in dict.fromkeys(phrase_grams(folded_phrase))) + ")"


def _any_in(alternatives: tuple[str, ...], *columns: str) -> tuple[str, list[str]]:
    """One of the phrases is a substring of one of the columns."""
    tests = [(f"strpos({TABLE}.{column}, %s) > 0", phrase) for phrase in alternatives for column in columns]
    return "(" + " OR ".join(test for test, _ in tests) + ")", [phrase for _, phrase in tests]


def _all_of(parts: list[tuple[str, list[str]]]) -> tuple[str, list[str]]:
    return "(" + " AND ".join(sql for sql, _ in parts) + ")", [value for _, values in parts for value in values]


def _not(part: tuple[str, list[str]]) -> tuple[str, list[str]]:
    return f"(NOT {part[0]})", part[1]


def _matching(terms: tuple[tuple[str, ...], ...], vector: str, *columns: str) -> tuple[str, list[str]]:
    """Every term stands in one of the columns; the grams nominate first, unless nearly everything would be nominated."""
    nominees = " & ".join("(" + " | ".join(map(_nominated, term)) + ")" for term in terms)
    if vector == "grams":
        nominees = f"({nominees}) | {_quoted(OVERFULL)}"
        if is_common(nominees, int(time.time() // _REMEMBERED)):
            return _all_of([_any_in(term, *columns) for term in terms])
    gate = (f"{TABLE}.{vector} @@ %s::tsquery", [nominees])
    return _all_of([gate, *(_any_in(term, *columns) for term in terms)])


@lru_cache(maxsize=2048)
def is_common(nominees: str, period: int) -> bool:
    """Whether the grams would nominate so many rows that walking from the newest finds a page, and 10,000, sooner.

    Asked of the planner's own statistics; `period` lets the answer grow old. Both ways find the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {TABLE} WHERE grams @@ %s::tsquery", [nominees])
        (answer,) = cursor.fetchone()
    plan = json.loads(answer) if isinstance(answer, str) else answer
    return plan[0]["Plan"]["Plan Rows"] * _COMMON > _rows(period)


@lru_cache(maxsize=4)
def _rows(period: int) -> float:
    """How many rows the index has, as the planner believes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [TABLE])
        (rows,) = cursor.fetchone()
    return max(rows, 1)


def expressions(query: SearchQuery, tags: list[tuple[str, str]]) -> dict[str, tuple[str, list[str]]]:
    """The conditions of a query: everything it finds, and the tiers of relevance, each without those above it."""
    parts = [_matching(query.terms, "grams", "title", "body")]
    if query.excluded:
        parts.append(_not(_any_in(query.excluded, "title", "body")))
    for scheme, code in tags:
        parts.append(
            (
                "EXISTS (SELECT 1 FROM register_registertag t WHERE t.entry_id = register_registerentry.id "
                "AND t.scheme = %s AND t.code = %s)",
                [scheme, code],
            )
        )
    everywhere = _all_of(parts)
    whole = query.terms[0] if len(query.terms) == 1 else (query.whole,)
    in_title, in_body = _any_in(whole, "title"), _any_in(whole, "body")
    title_phrase = _matching((whole,), "title_grams", "title")
    tiers = {"all": everywhere, "title_phrase": _all_of([title_phrase, everywhere])}
    if len(query.terms) == 1:
        return {**tiers, "body_phrase": _all_of([everywhere, _not(in_title)])}
    title_terms = _all_of([_any_in(term, "title") for term in query.terms])
    body_phrase = _matching((whole,), "grams", "body")
    return {
        **tiers,
        "title_terms": _all_of([_matching(query.terms, "title_grams", "title"), everywhere, _not(in_title)]),
        "body_phrase": _all_of([body_phrase, everywhere, _not(in_title), _not(title_terms)]),
        "body_terms": _all_of([everywhere, _not(in_title), _not(title_terms), _not(in_body)]),
    }


def restricted(entries, expression: tuple[str, list[str]]):
    """`entries` that match, newest first."""
    sql, values = expression
    return entries.extra(
        tables=[TABLE], where=[f"{TABLE}.entry_id = register_registerentry.id", sql], params=values
    ).order_by("-sort_key")


def orphans(cursor) -> int:
    """Index rows without a text, and texts without an index row."""
    cursor.execute(
        f"SELECT count(*) FROM {TABLE} i FULL JOIN register_searchtext s ON s.entry_id = i.entry_id "
        "WHERE i.entry_id IS NULL OR s.entry_id IS NULL"
    )
    return cursor.fetchone()[0]
