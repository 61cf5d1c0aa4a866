"""What stands on the pages of the room, as plain values for the components."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from disclosure.publishing.links import related
from disclosure.publishing.models import Revision
from disclosure.publishing.workflow import RevisionState
from disclosure.register.models import RegisterEntry, RegisterTag
from disclosure.register.validity import status
from interpretations.columns import CONCERNS, INTERPRETATIONS, MESSAGES, QUESTIONS
from interpretations.kinds import ELEMENTS, PieceForm
from interpretations.models import Answer, Interpretation, InterpretationPiece
from yushan_portal.lib.audiences import HOUSEHOLD, grouped
from yushan_portal.lib.richtext import diff_blocks, plain_text, safe_html, with_anchors


def common(thing, column, on: date, origin: str, preview: bool = False) -> dict:
    """Context that every page of a publishable thing here shares."""
    groups = related(thing, on)
    return {
        "thing": thing,
        "column": column,
        "breadcrumb": [{"name": column.name, "url": column.path}, {"name": thing.title}],
        "article": {
            "title": thing.title,
            "published_at": thing.published_at,
            "source": thing.organ.name,
            "url": origin + thing.get_absolute_url(),
        },
        "related": [
            {
                "label": group.label,
                "links": [
                    {"title": row.title, "url": row.address, "note": row.document_number} for row in group.entries
                ],
            }
            for group in groups
        ],
        "history": [] if preview else history(thing),
        "share_url": origin + thing.get_absolute_url(),
        "preview": preview,
        "on": on,
    }


def interpretation_page(thing: Interpretation, on: date, origin: str, preview: bool = False) -> dict:
    """The policy, 30 秒看懂, the seven elements in their order, 新旧对照, forms, who explains."""
    pieces = InterpretationPiece.objects.of_interpretation(thing).public(on).select_related("organ")
    return {
        **common(thing, INTERPRETATIONS, on, origin, preview),
        "policy": [row for row in (policy_of(thing.document, on), draft_of(thing, on)) if row],
        "answers": [{"term": term, "text": text} for term, text in thing.in_short().items()],
        "elements": [
            {"name": row.name, "anchor": row.field.replace("_", "-"), "body": safe_html(getattr(thing, row.field))}
            for row in ELEMENTS
            if getattr(thing, row.field)
        ],
        "comparison": comparison_of(thing),
        "pieces": [
            {"name": piece.title, "url": piece.get_absolute_url(), "text": piece.get_form_display(), "count": None}
            for piece in pieces
        ],
        "contact": [
            {"term": "解读人", "text": " ".join(filter(None, (thing.explainer_post, thing.explained_by)))},
            {"term": "解读单位", "text": thing.organ.name},
            {"term": "咨询电话", "phone": thing.explainer_phone},
        ],
        "questions": answer_cards(Answer.objects.live(on).quoting(thing.document), on) if thing.document_id else [],
        "ask_url": f"/questions/ask/?document={thing.document_id}" if thing.document_id else "/questions/ask/",
    }


def policy_of(document, on: date) -> dict | None:
    """The paper's row as citizens see it; None while it is not public."""
    if document is None:
        return None
    entry = RegisterEntry.objects.public(on).filter(kind="document", thing_id=str(document.pk)).first()
    if entry is None:
        return None
    return {
        "title": entry.title,
        "url": entry.address,
        "organ": document.organ.short_name,
        "number": entry.document_number,
        "date": entry.formed_on,
        "status": status(entry, on),
    }


def draft_row(thing: Interpretation) -> RegisterEntry | None:
    """The register row of the draft under consultation that it explains."""
    if not thing.draft_id:
        return None
    return RegisterEntry.objects.shown().filter(kind=thing.draft_kind, thing_id=thing.draft_id).first()


def draft_of(thing: Interpretation, on: date) -> dict | None:
    """The same as a line for the page."""
    row = draft_row(thing)
    return {"title": row.title, "url": row.address, "organ": row.source, "date": row.published_on} if row else None


def comparison_of(thing: Interpretation) -> dict | None:
    """新旧政策差异 drawn from the two texts: only what differs."""
    if thing.document is None or thing.compared_with is None:
        return None
    rows = [
        {"name": f"{number}", "left": row.old, "right": row.new, "note": ""}
        for number, row in enumerate(
            (row for row in diff_blocks(thing.compared_with.body, thing.document.body) if row.kind != "unchanged"), 1
        )
    ]
    return (
        {"rows": rows, "left": f"旧：{thing.compared_with.title}", "right": f"新：{thing.document.title}"}
        if rows
        else None
    )


def piece_page(thing: InterpretationPiece, on: date, origin: str, preview: bool = False) -> dict:
    """Media with everything that makes them readable without eyes or ears."""
    context = common(thing, INTERPRETATIONS, on, origin, preview)
    whole = thing.interpretation
    context["breadcrumb"].insert(1, {"name": whole.title, "url": whole.get_absolute_url()})
    captions = thing.files("text/vtt")
    return {
        **context,
        "whole": whole,
        "form_name": PieceForm(thing.form).label,
        "body": safe_html(thing.body),
        "images": thing.files("image/") if thing.form == PieceForm.COMIC else [],
        "videos": thing.files("video/"),
        "captions": captions[0] if captions else None,
        "downloads": [
            {"name": row.name, "url": row.get_absolute_url(), "extension": row.extension, "size": row.public_size}
            for row in thing.attachments
        ],
        "is_interview": thing.form == PieceForm.INTERVIEW,
        "is_briefing": thing.form == PieceForm.BRIEFING,
    }


def answer_page(thing: Answer, on: date, origin: str, preview: bool = False) -> dict:
    """Question, answer, source, and in words whether the source still stands."""
    stale = not preview and Answer.objects.stale(on).filter(pk=thing.pk).exists()
    document = thing.document
    address = f"{document.get_absolute_url()}#{thing.anchor}" if document and thing.anchor else ""
    basis = f"{document.title}（{document.document_number}）" if document and document.document_number else ""
    return {
        **common(thing, QUESTIONS, on, origin, preview),
        "body": safe_html(thing.body),
        "stale": stale,
        "rows": [
            {"term": "依据", "text": basis or (document.title if document else ""), "url": address or (document.get_absolute_url() if document else "")},
            {"term": "条款", "text": article_of(document, thing.anchor)},
            {"term": "答复单位", "text": thing.organ.name, "url": thing.organ.get_absolute_url()},
            {"term": "答复时间", "text": day(thing.published_at)},
            {"term": "复核时间", "text": day(thing.changed_at)},
            {"term": "有效至", "text": day(thing.valid_until)},
        ],
        "ask_url": f"/questions/ask/?document={document.pk}" if document else "/questions/ask/",
    }  # fmt: skip


def article_of(document, anchor: str) -> str:
    """The heading at an anchor of the paper."""
    if document is None or not anchor:
        return ""
    _, headings = with_anchors(document.body)
    return next((f"{row.number}{row.text}" for row in headings if row.anchor == anchor), "")


def answer_cards(answers, on: date, limit: int = 8) -> list[dict]:
    """Live answers as cards: the first sentence, the source."""
    return [
        {
            "question": row.title,
            "url": row.get_absolute_url(),
            "answer": plain_text(row.body)[:120],
            "basis": {"text": row.document.title, "url": row.document.get_absolute_url()} if row.document else None,
            "organ": row.organ.short_name,
            "reviewed_on": timezone.localdate(row.changed_at or row.published_at),
        }
        for row in answers.select_related("organ", "document").order_by("-published_at")[:limit]
    ]


def history(thing) -> list[dict]:
    """本页变更记录."""
    rows = Revision.objects.of(thing).in_state(RevisionState.PUBLISHED, RevisionState.SUPERSEDED)
    return [
        {
            "at": row.published_at,
            "text": "首次发布" if row.number == 1 else row.change_note or "内容修订",
            "by": thing.organ.name,
        }
        for row in rows
    ]


def message_page(thing, on: date, origin: str, preview: bool = False) -> dict:
    """The four required fields (国办秘函〔2019〕19号)."""
    return {
        **common(thing, MESSAGES, on, origin, preview),
        "rows": [
            {"term": "留言时间", "text": moment(thing.received_at)},
            {"term": "答复时间", "text": moment(thing.replied_at)},
            {"term": "答复单位", "text": thing.organ.name},
        ],
    }


def response_page(thing, on: date, origin: str, preview: bool = False) -> dict:
    """The response, with other responses of its field and the answers that quote the same paper."""
    others = RegisterEntry.objects.public(on).counted().in_topic(f"concern-{thing.field}").of_kind(thing.kind)
    rows = others.exclude(thing_id=str(thing.pk)).newest().listed()[:5]
    return {
        **common(thing, CONCERNS, on, origin, preview),
        "others": [{"title": row.title, "url": row.address, "date": row.published_on} for row in rows],
        "questions": answer_cards(Answer.objects.live(on).quoting(thing.document), on) if thing.document_id else [],
        "body": safe_html(thing.body),
        "policy": policy_of(thing.document, on),
    }


GROUPS = (
    ("政策解读", ("interpretation",)),
    ("图文、视频、访谈和事例", ("interpretation-piece",)),
    ("政策问答", ("answer",)),
    ("文件和通知", ("document",)),
    ("公示和决策", ()),
)


def concerning(audiences: list[str], places: list[str], on: date, limit: int = 10) -> list[dict]:
    """What is meant for one of these situations, and for these places or for the whole county; by kind, newest first."""
    tags = RegisterTag.objects.filter(entry=OuterRef("pk"))
    rows = RegisterEntry.objects.public(on).counted()
    if audiences:
        rows = rows.filter(Exists(tags.filter(scheme="audience", code__in=audiences)))
    if places:
        here, nowhere = tags.filter(scheme="place", code__in=places), tags.filter(scheme="place")
        rows = rows.filter(Exists(here) | ~Exists(nowhere)) if audiences else rows.filter(Exists(here))
    named = [kind for _, kinds in GROUPS for kind in kinds]
    found = []
    for name, kinds in GROUPS:
        own = rows.of_kind(*kinds) if kinds else rows.exclude(kind__in=named)
        entries = list(own.newest().listed()[:limit])
        if entries:
            found.append({"name": name, "entries": entries})
    return found


def day(value) -> str:
    if value is None:
        return ""
    value = timezone.localdate(value) if hasattr(value, "hour") else value
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


def audience_tiles(group: str = HOUSEHOLD) -> list[dict]:
    """Situations as a resident says them, each a plain link."""
    return [
        {"name": row.name, "url": f"/for-me/?a={row.code}", "text": row.says, "count": None}
        for name, rows in grouped()
        if name == group
        for row in rows
    ]
