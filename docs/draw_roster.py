"""Repeat a hearing draw from the published file alone: python3 draw_roster.py frozen.txt "SEED"

The file: the first line starts with "#", one line "code<TAB>seats" for each class after "#quota", one line
"code<TAB>number" for each person after "#people". Each person's lot is SHA-256(file digest + ":" + seed + ":" + number);
in each class the lowest lots win the seats, the others follow as substitutes in the order of their lots.
Needs nothing but Python 3.
"""

import hashlib
import sys


def draw(text, seed):
    """{class: [numbers in the order of their lots]} and {class: seats}."""
    digest, seats, people, part = hashlib.sha256(text.encode("utf-8")).hexdigest(), {}, {}, ""
    for line in text.split("\n"):
        if line.startswith("#"):
            part = line
        elif "\t" in line:
            code, value = line.split("\t")
            if part == "#quota":
                seats[code], people[code] = int(value), []
            else:
                people[code].append(value)
    lot = lambda number: hashlib.sha256(f"{digest}:{seed}:{number}".encode()).hexdigest()  # noqa: E731
    return {code: sorted(numbers, key=lot) for code, numbers in people.items()}, seats


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        order, seats = draw(file.read(), sys.argv[2])
    for code in seats:
        print(code, "|", " ".join(order[code][: seats[code]]), "|", " ".join(order[code][seats[code] :]))
