"""Makes the samples of fresh.jsonl from texts_fresh.py with a fixed seed; make_labelled.py writes them.

Its numbers and disguises are its own, so that the set measures the scanner and not the other sets' makers.
"""

import json
import random
import re
from datetime import date, timedelta
from itertools import cycle

from . import numbers, texts_fresh

SEED = "county desk, third pile"
SLOT = re.compile(r"\{(\w+)\}")
ROUNDS, NEGATIVE_ROUNDS, TABLE_ROUNDS = 3, 2, 3

REGIONS = "362323 362323 361123 362321 362301 362330 330823 350782 341021 420621 510722 522123 610422 110105".split()
MOBILE_HEADS = "130 131 132 135 136 138 139 145 147 150 152 157 158 159 166 170 173 177 178 180 183 187 189 191 195 198 199".split()
CARDS = [("622202", 19), ("621226", 19), ("622848", 19), ("623052", 19), ("621661", 19), ("621700", 19), ("436742", 19),
         ("955880", 19), ("621799", 19), ("622188", 19), ("622682", 19), ("622588", 16), ("622690", 16), ("622230", 16),
         ("625965", 16)]  # fmt: skip
SURNAMES = "周吴郑徐汪姜毛祝占邱童叶洪黄程余杨刘"
GIVEN = "水根 桂香 建华 小英 志强 丽萍 金土 秀莲 国平 雨欣 子涵 福生 美兰 文斌".split()
VILLAGES = "下镇镇溪东村 樟村镇塘头村 岩瑞镇仙岩村 双明镇窑山村 横街镇马岭村 必姆镇毛宅村 怀玉乡玉峰村".split()


def digits(dice, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def birthday(dice, first: date, last: date) -> date:
    return first + timedelta(days=dice.randrange((last - first).days))


def identity(dice) -> str:
    born = birthday(dice, date(1934, 1, 1), date(2017, 12, 31))
    body = f"{dice.choice(REGIONS)}{born:%Y%m%d}{digits(dice, 3)}"
    return body + numbers.identity_check(body)


def identity15(dice) -> str:
    return f"{dice.choice(REGIONS)}{birthday(dice, date(1928, 1, 1), date(1975, 12, 31)):%y%m%d}{digits(dice, 3)}"


def strait(dice) -> str:
    body = f"{dice.choice(('810000', '820000', '830000'))}{birthday(dice, date(1960, 1, 1), date(2000, 1, 1)):%Y%m%d}{digits(dice, 3)}"
    return body + numbers.identity_check(body)


def card(dice) -> str:
    head, length = dice.choice(CARDS)
    body = head + digits(dice, length - len(head) - 1)
    return body + numbers.luhn_digit(body)


def passport(dice) -> str:
    head = dice.choice(("E", "E", "E@", "E@", "G", "DE", "SE", "PE"))
    head = head.replace("@", dice.choice("ABCDEFGHJKLMNP"))
    return head + digits(dice, 9 - len(head))


def leaving(dice) -> str:
    return dice.choice(("C", "C", "CA", "CB", "L")).ljust(9, "#")


# name in a sentence -> (kind of the label, other kinds that are right too, maker, ways to group it)
MAKERS = {
    "identity": ("identity", ("permit",), identity, ((6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4))),
    "identity15": ("identity", (), identity15, ((6, 6, 3), (3, 3, 6, 3))),
    "strait": ("identity", ("permit",), strait, ((6, 8, 4),)),
    "mobile": (
        "mobile",
        (),
        lambda dice: dice.choice(MOBILE_HEADS) + digits(dice, 8),
        ((3, 4, 4), (3, 4, 4), (4, 3, 4)),
    ),
    "card": ("bank_card", (), card, ((4, 4, 4, 4, 3), (6, 13), (4, 4, 4, 7))),
    "passport": ("passport", ("permit",), passport, ((1, 8), (1, 4, 4))),
    "hongkong": (
        "permit",
        (),
        lambda dice: dice.choice("HHM") + digits(dice, dice.choice((8, 8, 10))),
        ((1, 8, 2), (1, 4, 4, 2)),
    ),
    "taiwan": ("permit", (), lambda dice: dice.choice("0123") + digits(dice, 7), ((4, 4),)),
    "leaving": (
        "permit",
        (),
        lambda dice: re.sub("#", lambda _: dice.choice("0123456789"), leaving(dice)),
        ((1, 8), (1, 4, 4)),
    ),
    "resident": ("permit", ("identity",), numbers.foreign_resident, ((3, 6, 6),)),
}

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
TEXT_TRICKS = "plain wide spaces dash zero_width newline bracket country nbsp lower plain wide_spaces en_dash every_space quote ideographic glued".split()
HTML_TRICKS = "h_plain h_span h_nbsp h_br h_cells h_entity h_word h_wbr".split()
TABLE_TRICKS = "plain wide spaces zero_width newline dash nbsp country lower quote".split()


def grouped(value: str, ways, dice) -> list[str]:
    parts, at = [], 0
    for size in dice.choice(ways):
        parts, at = [*parts, value[at : at + size]], at + size
    return [part for part in [*parts, value[at:]] if part]


def disguised(slot: str, value: str, trick: str, dice) -> tuple[str, str, str]:
    """(before, shown number, after)."""
    parts = grouped(value, MAKERS[slot][3], dice)
    if trick == "country" and slot == "mobile":
        return (
            dice.choice(("+86", "+86 ", "86-", "0086", "（+86）", "(86)", "＋８６ ")),
            "-".join(parts) if dice.random() < 0.3 else value,
            "",
        )
    joiners = {
        "spaces": " ", "dash": "-", "zero_width": dice.choice("\u200b\u200c\ufeff\u2060"), "nbsp": "\u00a0", "en_dash": dice.choice("–—－"),
        "ideographic": "\u3000", "h_nbsp": "&nbsp;", "h_br": "<br>", "h_wbr": dice.choice(("<wbr>", "&#8203;", "&shy;")),
        "h_span": dice.choice(("</span><span>", "<b></b>", "<!-- -->", '</font><font face="宋体">')),
    }  # fmt: skip
    if trick in joiners:
        return "", joiners[trick].join(parts), ""
    if trick == "newline":
        cut = dice.randrange(4, len(value) - 2)
        return "", value[:cut] + dice.choice(("\n", "\r\n")) + value[cut:], ""
    if trick == "wide":
        return "", value.translate(WIDE), ""
    if trick == "wide_spaces":
        return "", " ".join(parts).translate(WIDE), ""
    if trick == "every_space":
        return "", " ".join(value), ""
    if trick == "bracket":
        left, right = dice.choice(("（）", "()", "【】", "[]", "〔〕", "“”"))
        return left, value, right
    if trick == "lower":
        return "", value.lower(), ""
    if trick == "quote":
        return "'", value, ""
    if trick == "h_cells":
        return "</p><table><tr><td>", "</td><td>".join(value), "</td></tr></table><p>"
    if trick == "h_entity":
        return "", "".join(f"&#{ord(sign)};" for sign in value), ""
    if trick == "h_word":
        return '<span lang="EN-US" style="font-family:仿宋_GB2312">', "</span><span>".join(parts), "</span>"
    return "", value, ""


def word(slot: str, dice) -> str:
    made = {
        "name": lambda: dice.choice(SURNAMES) + dice.choice(GIVEN),
        "village": lambda: dice.choice(VILLAGES),
        "unified": lambda: numbers.unified_code(dice),
        "vin": lambda: numbers.vin(dice),
        "isbn": lambda: numbers.ean13(dice, "978"),
    }
    return made[slot]()


def filled(sentence: str, trick: str, dice) -> tuple[str, list[dict]]:
    text, labels, at = "", [], 0
    for slot in SLOT.finditer(sentence):
        text += sentence[at : slot.start()]
        at = slot.end()
        if slot[1] not in MAKERS:
            text += word(slot[1], dice)
            continue
        kind, also, maker, _ = MAKERS[slot[1]]
        before, shown, after = disguised(slot[1], maker(dice), trick, dice)
        text += before
        label = {"kind": kind, "start": len(text), "end": len(text) + len(shown)}
        label |= {"also": list(also)} if also else {}
        labels.append(label | ({"in_cells": True} if trick == "h_cells" else {}))
        text += shown + after
    return text + sentence[at:], labels


def as_html(sentence: str) -> str:
    return "<p>" + sentence.replace("\n", "</p><p>").replace("\t", "</p><p>") + "</p>"


def of_sentence(sentence: str, trick: str, dice) -> dict:
    form = "html" if trick.startswith("h_") else "text"
    if trick == "glued":
        sentence = re.sub(r"(?<=\w)[（：:，、\s]+(?=\{(?:identity|mobile|card|passport)\})(?<!\}.)", "", sentence)
    text, labels = filled(as_html(sentence) if form == "html" else sentence, trick, dice)
    return {"trick": trick, "form": form, "text": text, "labels": labels}


def of_table(headings, cells, trick: str, dice) -> dict:
    rows, labels = [], []
    for number in range(3):
        row = []
        for column, cell in enumerate(cells):
            text, found = filled(cell, trick, dice)
            row.append(text)
            labels += [{**label, "row": number, "column": column} for label in found]
        rows.append(row)
    return {"trick": trick, "form": "table", "headings": list(headings), "rows": rows, "labels": labels}


def of_negative(sentence: str, turn: int, dice) -> dict:
    text = re.sub(
        "[#@]", lambda sign: dice.choice("0123456789" if sign[0] == "#" else "ABCDEFGHJKLMNPQRTUWXY"), sentence
    )
    text = SLOT.sub(lambda slot: word(slot[1], dice), text)
    if turn == 0:
        return {"trick": "negative", "form": "text", "text": text, "labels": []}
    way = dice.choice(("html", "table", "wide"))
    if way == "table":
        return {"trick": "negative", "form": "table", "headings": ["序号", "内容"], "rows": [["1", text]], "labels": []}
    if way == "html":
        return {"trick": "negative", "form": "html", "text": f"<p><span>{text}</span></p>", "labels": []}
    return {"trick": "negative", "form": "text", "text": text.translate(WIDE), "labels": []}


def samples() -> list[dict]:
    dice = random.Random(SEED)  # noqa: S311 - chance for test data
    text_tricks, html_tricks, table_tricks = cycle(TEXT_TRICKS), cycle(HTML_TRICKS), cycle(TABLE_TRICKS)
    made = []
    for turn in range(ROUNDS):
        for sentence in texts_fresh.POSITIVES:
            trick = next(html_tricks if dice.random() < 0.3 else text_tricks) if turn else "plain"
            made.append(of_sentence(sentence, trick, dice))
    for _ in range(TABLE_ROUNDS):
        made += [of_table(*table, next(table_tricks), dice) for table in texts_fresh.TABLES]
    for turn in range(NEGATIVE_ROUNDS):
        made += [of_negative(sentence, turn, dice) for sentence in texts_fresh.NEGATIVES]
    return [{"id": f"fresh-{number:04}", **sample} for number, sample in enumerate(made, 1)]


def lines() -> str:
    return "".join(json.dumps(sample, ensure_ascii=False) + "\n" for sample in samples())
