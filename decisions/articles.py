"""The draft as articles with stable ids: read from a text, carried from version to version, compared."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import escape, format_html_join

from yushan_portal.lib.richtext import diff_blocks

_HEAD = re.compile(
    r"^(第[一二三四五六七八九十百零〇\d]{1,6}条|[一二三四五六七八九十]{1,3}、|附件[一二三四五六七八九十\d]{0,3})[\s　：:]*"
)
LIKE_ENOUGH = 0.6
WHOLE = "全文"


def read_articles(text: str, before: list[dict] = ()) -> list[dict]:
    """Articles of a plain text, each beginning with 第一条 or 一、 at the start of a line; ids are those of `before`
    where the article is the same or mostly the same. A text without such beginnings gives one article a paragraph."""
    found: list[dict] = []
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    headed = any(_HEAD.match(line) for line in lines)
    for line in lines:
        head = _HEAD.match(line)
        if head:
            found.append({"label": head[1].rstrip("、"), "text": line[head.end() :].strip()})
        elif headed and found and found[-1]["label"] != "引言":
            found[-1]["text"] = f"{found[-1]['text']}\n{line}".strip()
        elif headed and found:
            found[-1]["text"] += f"\n{line}"
        elif headed:
            found.append({"label": "引言", "text": line})
        else:
            found.append({"label": f"第{len(found) + 1}段", "text": line})
    return with_ids([row for row in found if row["text"]], list(before))


def written(articles: list[dict]) -> str:
    """The articles as the text that `read_articles` takes."""
    lines = []
    for row in articles:
        mark = "、" if re.fullmatch(r"[一二三四五六七八九十]{1,3}", row["label"]) else "　"
        plain_label = row["label"] == "引言" or re.fullmatch(r"第\d+段", row["label"])
        lines.append(row["text"] if plain_label else f"{row['label']}{mark}{row['text']}")
    return "\n\n".join(lines)


def with_ids(articles: list[dict], before: list[dict]) -> list[dict]:
    """The same articles with ids: first those with the same text, then the most alike, then new ones."""
    free = {row["id"]: row for row in before}
    ids: list[str | None] = [None] * len(articles)
    for place, row in enumerate(articles):
        for key, old in free.items():
            if old["text"] == row["text"]:
                ids[place] = key
                del free[key]
                break
    for place, row in enumerate(articles):
        if ids[place] is None and free:
            likeness, key = max(
                ((_likeness(old, row), key) for key, old in free.items()), key=lambda pair: pair[0], default=(0, "")
            )
            if likeness >= LIKE_ENOUGH:
                ids[place] = key
                del free[key]
    last = max((int(row["id"][1:]) for row in before if row["id"][1:].isdigit()), default=0)
    for place in range(len(articles)):
        if ids[place] is None:
            last += 1
            ids[place] = f"a{last}"
    return [{"id": key, "label": row["label"], "text": row["text"]} for key, row in zip(ids, articles, strict=True)]


def _likeness(old: dict, new: dict) -> float:
    ratio = SequenceMatcher(None, old["text"], new["text"], autojunk=False).ratio()
    return ratio + (0.2 if old["label"] == new["label"] and ratio > 0.3 else 0)


def mark(article_id: str, pinned_text: str, now: list[dict]) -> str:
    """How the article an opinion is pinned to fares in the present draft: 未改动, 已修改 or 已删去."""
    for row in now:
        if row["id"] == article_id:
            return "未改动" if row["text"] == pinned_text else "已修改"
    return "已删去"


@dataclass(frozen=True)
class Change:
    """One row of the 修改对照表; left and right are safe HTML, empty where there is nothing."""

    article_id: str
    name: str
    left: str
    right: str


def amendments(old: list[dict], new: list[dict]) -> list[Change]:
    """The articles that changed, in the order of the new draft, removed ones at their old place's end."""
    was = {row["id"]: row for row in old}
    changes = [_change(was.pop(row["id"], None), row) for row in new]
    changes += [_change(row, None) for row in was.values()]
    return [change for change in changes if change is not None]


def _change(old: dict | None, new: dict | None) -> Change | None:
    if old and new and old["text"] == new["text"]:
        return None
    rows = diff_blocks(_html(old), _html(new))
    left, right = _joined(row.old for row in rows), _joined(row.new for row in rows)
    label = (new or old)["label"]
    if old and new and old["label"] != new["label"]:
        label = f"{old['label']} → {new['label']}"
    return Change((new or old)["id"], label, left, right)


def _html(row: dict | None) -> str:
    from_lines = (row or {"text": ""})["text"].split("\n")
    return "".join(f"<p>{escape(line)}</p>" for line in from_lines if line)


def _joined(pieces) -> str:
    return format_html_join("\n", "{}", ((piece,) for piece in pieces if piece))
