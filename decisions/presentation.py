"""What stands on the public pages of a consultation, as plain values for the components."""

from datetime import datetime

from django.db.models import Min, Q
from django.utils import timezone

from decisions import versions
from decisions.articles import amendments
from decisions.counting import figures
from decisions.kinds import WINDOW_TONES, Consent, OpinionState, Window
from decisions.models import Consultation, Opinion
from decisions.showing import redacted, shown_name, shown_text
from disclosure.publishing.links import related
from disclosure.publishing.models import Attachment
from disclosure.workdays import local_day
from yushan_portal.lib.richtext import safe_html

PAGE = 50


def consultation_page(consultation: Consultation, at: datetime, origin: str, preview: bool = False) -> dict:
    """Context of the consultation page; forms and pages of lists are added by the view."""
    state, on = consultation.window(at), local_day(at)
    counts = figures(consultation)
    return {
        "consultation": consultation,
        "state": state,
        "status": {"word": state.label, "tone": WINDOW_TONES[state]},
        "is_open": state == Window.OPEN and not preview,
        "is_answered": state == Window.ANSWERED,
        "days_left": (consultation.closes_on - on).days if consultation.closes_on else None,
        "closed_words": "" if state in (Window.OPEN, Window.COMING) else state.label,
        "banner": banner(consultation, state, counts, on),
        "explanation": safe_html(consultation.explanation),
        "ways": [line.strip() for line in consultation.ways.splitlines() if line.strip()],
        "extensions": list(consultation.extensions.all()),
        "figures": counts,
        "stats": stats(counts),
        "changes": changes(consultation),
        "attachments": [attachment_line(row) for row in consultation.attachments if row.role == "attachment"],
        "breadcrumb": [
            {"name": "重大行政决策", "url": "/decisions/"},
            {"name": "征求意见", "url": "/decisions/consultations/"},
            {"name": consultation.title, "url": ""},
        ],
        "share_url": origin + (consultation.get_absolute_url() if consultation.pk else ""),
        "article": {
            "title": consultation.title,
            "published_at": consultation.published_at,
            "source": consultation.organ.name,
            "description": consultation.summary[:120],
        },
        "preview": preview,
    }


def banner(consultation: Consultation, state: Window, counts, on) -> dict:
    """The state in one sentence, with what comes next."""
    if state == Window.OPEN:
        left = (consultation.closes_on - on).days
        rest = "今天截止" if left == 0 else f"还剩 {left} 天"
        return {
            "tone": "info",
            "title": f"正在征求意见 · {rest}",
            "text": f"截至 {day(consultation.closes_on)} 24:00。不用注册，写完即可提交。",
            "link": {"label": "我要提意见", "url": "#opinion"},
        }
    if state == Window.COMING:
        opens = day(consultation.opens_on) if consultation.opens_on else "公布之日"
        return {"tone": "neutral", "title": "即将开始", "text": f"从 {opens} 起接收意见。"}
    if state == Window.ANSWERED:
        said = "没有收到意见" if not counts.received else f"收到 {counts.received} 条意见，全部已答复"
        return {
            "tone": "success",
            "title": f"已反馈：{said}",
            "text": "",
            "link": {"label": "查看意见采纳情况", "url": "#report"},
        }
    due = f"，预计 {day(consultation.expects_answer_by)} 前公布采纳情况" if consultation.expects_answer_by else ""
    late = bool(consultation.expects_answer_by and on > consultation.expects_answer_by)
    text = f"征求意见已于 {day(consultation.closes_on)} 24:00 截止，收到 {counts.received} 条意见{due}。"
    if late:
        text += "预计日期已过，仍在办理。"
    return {"tone": "warning", "title": "已截止，正在整理", "text": text}


def day(value) -> str:
    """2026年9月1日."""
    return f"{value.year}年{value.month}月{value.day}日"


def stats(counts) -> list[dict]:
    """Figures as components/stats.html shows them; they come from one counting function."""
    rows = [{"value": counts.received, "unit": "条", "label": "收到意见", "note": _channels(counts)}]
    rows.append({"value": counts.answered, "unit": "条", "label": "已答复"})
    rows.append({"value": counts.open, "unit": "条", "label": "尚未答复"})
    if counts.late:
        rows.append({"value": counts.late, "unit": "条", "label": "逾期收到", "note": "另行登记，不计入左侧各数"})
    return rows


def _channels(counts) -> str:
    return "、".join(f"{row.name} {row.received}" for row in counts.channels)


def attachment_line(row: Attachment) -> dict:
    """A file as components/attachment_list.html shows it."""
    return {"name": row.name, "url": row.get_absolute_url(), "extension": row.extension, "size": row.public_size, "digest": row.public_sha256}  # fmt: skip


def changes(consultation: Consultation) -> list[dict]:
    """修改对照表 of the last two public texts, each change with the opinions that led to it (once these are public)."""
    if not consultation.pk:
        return []
    public = list(versions.public_revisions(consultation))
    if len(public) < 2:
        return []
    rows = amendments(public[-2].content.get("articles", []), public[-1].content.get("articles", []))
    return [
        {"name": row.name, "left": row.left, "right": row.right, "note": _led_by(consultation, row)} for row in rows
    ]


def _led_by(consultation: Consultation, change) -> str:
    if not consultation.report_published_at:
        return ""
    adopted = consultation.opinions.counted().filter(
        answer__disposition__in=("adopted", "partly"), answer__published_at__isnull=False
    )
    led = adopted.filter(Q(article__article_id=change.article_id) | Q(answer__article_label=change.name))
    count = led.count()
    return f"采纳 {count} 条意见后修改（{'、'.join(led.values_list('number', flat=True)[:5])}）" if count else ""


def report_rows(consultation: Consultation):
    """One row a group and one a lone opinion, in the order received."""
    first = Opinion.objects.filter(consultation=consultation).counted().exclude(group=None).order_by()
    leaders = first.values("group").annotate(first=Min("pk")).values("first")
    rows = consultation.opinions.counted().filter(Q(group__isnull=True) | Q(pk__in=leaders))
    return rows.select_related("answer", "article", "group").oldest()


def report_table(rows, sizes: dict[int, int], start: int) -> list[list]:
    """Rows of the published report: number, masked name, opinion, how many, outcome, reason."""
    table = []
    for place, row in enumerate(rows, start=start):
        size = sizes.get(row.group_id, 1)
        said = row.answer
        reason = "；".join(part for part in (said.article_label and f"见{said.article_label}", said.reason) if part)
        where = f"（{row.article.label}）" if row.article else ""
        voice = _voice(row) if size > 1 else row
        name = shown_name(voice) + (f"等 {size} 条" if size > 1 else "")
        table.append(
            [str(place), name, where + shown_text(voice), str(size), said.get_disposition_display(), reason or "已采纳"]
        )
    return table


def _voice(row: Opinion) -> Opinion:
    """Who speaks for a group: the first whose text may be shown, else the first."""
    if row.state == OpinionState.SHOWN and row.consent != Consent.NONE:
        return row
    return row.group.opinions.counted().shown().oldest().first() or row


def shown_opinions(rows) -> list[dict]:
    """Opinions that were checked, as a plain list while the consultation runs."""
    return [
        {
            "who": shown_name(row),
            "where": row.article.label if row.article else "全文",
            "text": redacted(row),
            "on": timezone.localtime(row.received_at),
        }
        for row in rows
    ]


def card(row: Consultation, at) -> dict:
    """A consultation as components/card.html shows it."""
    state = row.window(at)
    return {
        "title": row.title,
        "url": row.get_absolute_url(),
        "facts": [row.organ.short_name],
        "text": row.summary[:100],
        "status": {"word": state.label, "tone": WINDOW_TONES[state]},
        "deadline": {
            "closes": row.closes_on,
            "days_left": (row.closes_on - timezone.localdate(at)).days,
            "closed": "" if row.is_open(at) else state.label,
        },
    }


def related_groups(thing, on) -> list[dict]:
    """Documents and interpretations linked to a thing, for components/related_links.html."""
    return [
        {
            "label": group.label,
            "links": [{"title": row.title, "url": row.address, "note": row.document_number} for row in group.entries],
        }
        for group in related(thing, on)
    ]
