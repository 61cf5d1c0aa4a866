"""Ways in which people write a number so that a plain search does not find it."""

FULL = str.maketrans(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZx",
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺｘ",
)
ZERO_WIDTH = "\u200b\u200c\u200d\ufeff\u2060\u00ad"
GROUPS = {
    "identity": ((6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4)),
    "identity15": ((6, 6, 3), (6, 2, 4, 3)),
    "mobile": ((3, 4, 4), (3, 4, 4), (4, 3, 4), (3, 3, 5)),
    "bank_card": ((4, 4, 4, 4, 4), (6, 4, 4, 5), (4, 4, 4, 7)),
}

# Readable anywhere.
MILD = ("plain", "plain", "fullwidth", "spaces", "dashes", "zero_width", "nbsp", "ideographic", "glued")
# Readable where something before the number says what it is.
STRONG = ("dots", "brackets", "punctuation", "lookalike", "line_break", "single_spaced", "mixed")
IN_HTML = ("html_plain", "html_split", "html_entities", "html_nbsp", "fullwidth", "spaces")
# A cell of a table keeps to one line.
IN_ROWS = ("plain", "plain", "fullwidth", "spaces", "dashes", "zero_width", "nbsp")


def grouped(number, kind, dice):
    shapes = GROUPS.get(kind) or ((1, 4, 4, 8), (5, 4, 9), (1, 17))
    parts, start = [], 0
    for size in dice.choice(shapes):
        if part := number[start : start + size]:
            parts.append(part)
        start += size
    if rest := number[start:]:
        parts.append(rest)
    return parts


def zero_width(number, dice):
    for _ in range(dice.randint(1, 3)):
        place = dice.randint(1, len(number) - 1)
        number = number[:place] + dice.choice(ZERO_WIDTH) + number[place:]
    return number


def lookalike(number, dice):
    letters = [place for place, char in enumerate(number) if char in "01" and place > 0]
    chosen = set(dice.sample(letters, min(len(letters), dice.randint(1, 3))))
    twins = {"0": "Oo〇", "1": "lI"}
    return "".join(dice.choice(twins[char]) if place in chosen else char for place, char in enumerate(number))


def brackets(number, kind, dice):
    parts = grouped(number, kind, dice)
    place = dice.randrange(len(parts))
    left, right = dice.choice(("()", "（）", "[]", "【】"))
    parts[place] = left + parts[place] + right
    return "".join(parts)


def line_break(number, dice):
    place = dice.randint(2, len(number) - 2)
    return number[:place] + dice.choice(("\n", "\r\n", "\n")) + number[place:]


def written(number: str, kind: str, trick: str, dice) -> str:
    """The number as the trick leaves it; its first and last characters always belong to the number or its brackets."""
    join = {
        "spaces": " ", "dashes": dice.choice("--－–—"), "dots": dice.choice("..·．"), "nbsp": "\u00a0",
        "ideographic": "\u3000", "punctuation": dice.choice("，、。："), "html_nbsp": "&nbsp;",
    }.get(trick)  # fmt: skip
    if join:
        return join.join(grouped(number, kind, dice))
    if trick == "fullwidth":
        return number.translate(FULL)
    if trick == "single_spaced":
        return " ".join(number)
    if trick == "zero_width":
        return zero_width(number, dice)
    if trick == "lookalike":
        return lookalike(number, dice)
    if trick == "brackets":
        return brackets(number, kind, dice)
    if trick == "line_break":
        return line_break(number, dice)
    if trick == "mixed":
        return zero_width(
            dice.choice((" ", "-", "－", "\u3000")).join(grouped(number.translate(FULL), kind, dice)), dice
        )
    if trick == "html_split":
        place = dice.randint(1, len(number) - 1)
        tag = dice.choice(("</span><span>", "<b></b>", '</span><span style="color:#333">', "<!-- 1 -->", "<wbr>"))
        return number[:place] + tag + number[place:]
    if trick == "html_entities":
        return "".join(f"&#{ord(char)};" if dice.random() < 0.5 else char for char in number)
    return number
