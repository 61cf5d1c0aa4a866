# ruff: noqa: S608, S610  -- the table name is a constant; everything typed is a parameter
"""The index on SQLite: an FTS5 table without content, one row an entry under its sort key, grams in text order.

A phrase of grams is a substring, exactly. Rows leave the index by the values with which they came in, so what was put in
stands in SearchText.
"""

from ..models import SearchText
from .query import SearchQuery
from .text import encoded, encoded_grams, fold, phrase_grams

TABLE = "register_fts"
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, body, tags, content='', "
    "tokenize='unicode61 remove_diacritics 0', prefix='1')"
)
DROP = f"DROP TABLE {TABLE}"


def token(scheme: str, code: str) -> str:
    """A tag as one token of the index."""
    return f"x{scheme.encode().hex()}z{code.encode().hex()}"


def _values(row: SearchText) -> tuple[int, str, str, str]:
    title, body = (encoded_grams(fold(text)) for text in (row.title, row.body))
    return row.sort_key, title, body, row.tokens


def put(cursor, rows: list[SearchText]) -> None:
    """Put rows into the index."""
    cursor.executemany(f"INSERT INTO {TABLE}(rowid, title, body, tags) VALUES (%s, %s, %s, %s)", map(_values, rows))


def take_out(cursor, rows: list[SearchText]) -> None:
    """Take rows out of the index, as SearchText still has them. A row that is not there must not be taken out again."""
    marks = ", ".join(["%s"] * len(rows))
    cursor.execute(f"SELECT id FROM {TABLE}_docsize WHERE id IN ({marks})", [row.sort_key for row in rows])
    standing = {key for (key,) in cursor.fetchall()}
    cursor.executemany(
        f"INSERT INTO {TABLE}({TABLE}, rowid, title, body, tags) VALUES ('delete', %s, %s, %s, %s)",
        [_values(row) for row in rows if row.sort_key in standing],
    )


def clear(cursor) -> None:
    """Empty the index."""
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")


def _phrase(folded_phrase: str) -> str:
    tokens = " ".join(map(encoded, phrase_grams(folded_phrase)))
    return f'"{tokens}"' + (" *" if len(folded_phrase) == 1 else "")


def _term(alternatives: tuple[str, ...], columns: str) -> str:
    return f"{{{columns}}} : (" + " OR ".join(map(_phrase, alternatives)) + ")"


def expressions(query: SearchQuery, tags: list[tuple[str, str]]) -> dict[str, str]:
    """The match expressions of a query: everything it finds, and the tiers of relevance, each without those above it."""
    everywhere = " AND ".join(_term(term, "title body") for term in query.terms)
    if tags:
        everywhere += " AND {tags} : (" + " AND ".join(f'"{token(*tag)}"' for tag in tags) + ")"
    everywhere = f"({everywhere})"
    if query.excluded:
        everywhere = f"({everywhere} NOT {_term(query.excluded, 'title body')})"
    whole = query.terms[0] if len(query.terms) == 1 else (query.whole,)
    title_phrase, body_phrase = _term(whole, "title"), _term(whole, "body")
    title_terms = "(" + " AND ".join(_term(term, "title") for term in query.terms) + ")"
    above = title_phrase if len(query.terms) == 1 else f"({title_phrase} OR {title_terms})"
    tiers = {"all": everywhere, "title_phrase": f"({everywhere} AND {title_phrase})"}
    if len(query.terms) == 1:
        return {**tiers, "body_phrase": f"({everywhere} NOT {title_phrase})"}
    return {
        **tiers,
        "title_terms": f"(({everywhere} AND {title_terms}) NOT {title_phrase})",
        "body_phrase": f"(({everywhere} AND {body_phrase}) NOT {above})",
        "body_terms": f"({everywhere} NOT ({above} OR {body_phrase}))",
    }


def restricted(entries, expression: str):
    """`entries` that match, newest first; the index itself gives the order, so a page stops early."""
    return entries.extra(
        tables=[TABLE],
        where=[f"{TABLE}.rowid = register_registerentry.sort_key", f"{TABLE} MATCH %s"],
        params=[expression],
    ).extra(order_by=[f"-{TABLE}.rowid"])


def orphans(cursor) -> int:
    """Index rows without a text, and texts without an index row."""
    cursor.execute(
        f"SELECT (SELECT count(*) FROM register_searchtext WHERE sort_key NOT IN (SELECT id FROM {TABLE}_docsize))"
        f" + (SELECT count(*) FROM {TABLE}_docsize WHERE id NOT IN (SELECT sort_key FROM register_searchtext))"
    )
    return cursor.fetchone()[0]
