"""错敏词: the office's word list read over a text; says where, and what to write instead."""

from dataclasses import dataclass

from disclosure.publishing.models import WordRule
from yushan_portal.lib.richtext import plain_text

MOST = 50
AROUND = 8


@dataclass(frozen=True)
class WordFinding:
    """One place where the word list asks for another word."""

    place: str
    pattern: str
    suggestion: str
    level: str
    passage: str
    field: str = ""

    @property
    def sentence(self) -> str:
        instead = f"，建议写作“{self.suggestion}”" if self.suggestion else "，请核对"
        return f"{self.place}“{self.passage}”中的“{self.pattern}”{instead}。"


def word_findings(shown) -> list[WordFinding]:
    """Findings in everything of the thing that would become public, in reading order, at most fifty."""
    rules = list(WordRule.objects.filter(active=True))
    found: list[WordFinding] = []
    for place, form, value in shown.text_parts() if rules else ():
        lines = (plain_text(value) if form == "html" else value).split("\n")
        for number, line in enumerate(lines, 1):
            where = f"{place}第 {number} 段" if form == "html" else place
            found += [_finding(rule, where, line) for rule in rules if rule.pattern in line]
    return found[:MOST]


def _finding(rule: WordRule, place: str, line: str) -> WordFinding:
    at = line.index(rule.pattern)
    passage = line[max(0, at - AROUND) : at + len(rule.pattern) + AROUND]
    return WordFinding(place, rule.pattern, rule.suggestion, rule.level, passage, "body" if "段" in place else "title")
