"""Writes dev.jsonl and held_back.jsonl: python -m tests.lib.personal_info.labelled.make_labelled

One sample a line: id, genre, form (text, html, table), trick, text (or headings and rows), labels. A label is a kind and a
half-open range of characters in the text (in the cell named by row and column, for a table); "also" names kinds that are
as right; an "optional" label counts neither for nor against. The two halves share the makers of numbers and the tricks,
not the sentences and not the seed.
"""

import html
import json
import random
import re
from itertools import cycle
from pathlib import Path

from . import make_fresh, texts_dev, texts_held, tricks
from .fillers import LABELLED, WORDS

HERE = Path(__file__).parent
SAMPLES_OF = {
    "identity": 11, "identity15": 10, "mobile": 10, "bank_card": 12, "document": 9, "other": 3, "rows": 9, "doubtful": 2,
}  # fmt: skip
SAMPLES_OF_NEGATIVES = 4
SLOT = re.compile(r"\{(\w+)\}")
TRICKED = {"identity", "mobile", "bank_card", "passport", "permit"}
OUTER_BRACKETS = "()（）[]【】"


def segments(sentence: str, trick: str, dice) -> list[tuple[str, dict | None]]:
    """The sentence in pieces: (text, None) or (written value, its label without a place)."""
    pieces, end = [], 0
    for slot in SLOT.finditer(sentence):
        pieces.append((sentence[end : slot.start()], None))
        end = slot.end()
        word = slot[1]
        if word in WORDS:
            pieces.append((WORDS[word](dice), None))
            continue
        kind, also, maker = LABELLED[word]
        value = maker(dice)
        if kind in TRICKED:
            value = tricks.written(value, "identity15" if word == "identity15" else kind, trick, dice)
        label = (
            {"kind": kind} | ({"also": list(also)} if also else {}) | ({"optional": True} if word == "mistyped" else {})
        )
        pieces.append((value, label))
    return [*pieces, (sentence[end:], None)]


def placed(text: str, start: int, label: dict, **more) -> dict:
    inner = text.strip(OUTER_BRACKETS)
    start += text.index(inner)
    return label | {"start": start, "end": start + len(inner)} | more


def as_text(pieces) -> dict:
    text, labels = "", []
    for piece, label in pieces:
        if label is not None:
            labels.append(placed(piece, len(text), label))
        text += piece
    return {"form": "text", "text": text, "labels": labels}


def as_html(pieces, trick) -> dict:
    tabled = any("\t" in piece for piece, label in pieces if label is None)
    cell, line = ("</td><td>", "</td></tr>\n<tr><td>") if tabled else ("&emsp;", "</p>\n<p>")
    out = []
    for piece, label in pieces:
        if label is None:
            piece = html.escape(piece).replace("\t", cell).replace("\n", line)
        elif not trick.startswith("html"):
            piece = html.escape(piece)
        out.append((piece, label))
    front, back = ("<table><tr><td>", "</td></tr></table>") if tabled else ("<p>", "</p>")
    return as_text([(front, None), *out, (back, None)]) | {"form": "html"}


def as_table(pieces) -> dict:
    rows, labels = [[""]], []
    for piece, label in pieces:
        if label is not None:
            rows[-1][-1] += piece
            start = len(rows[-1][-1]) - len(piece)
            labels.append(placed(piece, start, label, row=len(rows) - 1, column=len(rows[-1]) - 1))
            continue
        for char in piece:
            if char == "\n":
                rows.append([""])
            elif char == "\t":
                rows[-1].append("")
            else:
                rows[-1][-1] += char
    headings, rows = rows[0], [row for row in rows[1:] if row != [""]]
    return {
        "form": "table",
        "headings": headings,
        "rows": rows,
        "labels": [lb | {"row": lb["row"] - 1} for lb in labels],
    }


def rows_of(sentence: str, dice) -> tuple[str, str]:
    title, heading, row = sentence.split("@")
    body = "".join(row.replace("{i}", str(i + 1)) for i in range(dice.randint(2, 5)))
    return title, heading + body


def sample_of_rows(sentence, number, dice) -> dict:
    title, body = rows_of(sentence, dice)
    form = ("tabs", "table", "spaced", "html", "tabs", "table")[number % 6]
    trick = dice.choice(tricks.IN_ROWS)
    if form == "table":
        return as_table(segments(body, trick, dice)) | {"trick": trick}
    if form == "html":
        trick = dice.choice(tricks.IN_HTML)
        return as_html(segments(title + body, trick, dice), trick) | {"trick": trick}
    if form == "spaced":
        trick = dice.choice(("plain", "plain", "fullwidth", "zero_width"))
        body = body.replace("\t", dice.choice((" ", "  ")))
    return as_text(segments(title + body, trick, dice)) | {"trick": f"{form}_{trick}"}


def sample_of_sentence(sentence, number, turn, dice) -> dict:
    if sentence[0] == "!":
        return as_text(segments(sentence[1:], "plain", dice)) | {"trick": "plain"}
    if number % 8 == 7:
        trick = next(turn["html"])
        return as_html(segments(sentence.removeprefix("#"), trick, dice), trick) | {"trick": trick}
    trick = next(turn["mild"] if sentence[0] == "#" else turn["any"])
    return as_text(segments(sentence.removeprefix("#"), trick, dice)) | {"trick": trick}


def split_genre(sentence: str) -> tuple[str, str]:
    genre, text = sentence.split("｜", 1)
    mark = genre[0] if genre[0] in "#!" else ""
    return genre.removeprefix(mark), mark + text


def half(name: str, texts, seed: str) -> list[dict]:
    dice = random.Random(seed)
    samples = []
    for group, sentences in texts.POSITIVE.items():
        turn = {
            "mild": cycle(tricks.MILD), "any": cycle(tricks.MILD + tricks.STRONG), "html": cycle(tricks.IN_HTML),
        }  # fmt: skip
        for sentence in sentences:
            genre, text = split_genre(sentence)
            # Numbers with hardly a context or format are not written beyond recognition.
            for number in range(3 if text[0] == "!" else SAMPLES_OF[group]):
                if group == "rows":
                    sample = sample_of_rows(text, number, dice)
                else:
                    sample = sample_of_sentence(text, number, turn, dice)
                samples.append({"genre": genre, "group": group} | sample)
    for sentence in texts.NEGATIVE:
        genre, text = split_genre(sentence)
        for number in range(SAMPLES_OF_NEGATIVES):
            pieces = segments(text, "plain", dice)
            if number == 3:
                sample = as_html(pieces, "plain")
            else:
                sample = as_table(pieces) if number == 2 and "\t" in text else as_text(pieces)
            samples.append({"genre": genre, "group": "negative", "trick": "plain"} | sample)
    return [{"id": f"{name}-{number:04}"} | sample for number, sample in enumerate(samples, 1)]


HALVES = {"dev": (texts_dev, "yushan development 1"), "held_back": (texts_held, "yushan held back 1")}


def lines_of(name: str) -> str:
    if name == "fresh":
        return make_fresh.lines()
    texts, seed = HALVES[name]
    return "".join(json.dumps(sample, ensure_ascii=False) + "\n" for sample in half(name, texts, seed))


if __name__ == "__main__":
    for name in (*HALVES, "fresh"):
        (HERE / f"{name}.jsonl").write_text(lines_of(name), encoding="utf-8", newline="\n")
