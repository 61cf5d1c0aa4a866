"""What stands on a document's page, as plain values for the components."""

from datetime import date

from django.utils import timezone

from disclosure.departments.models import Department
from disclosure.documents.columns import COLUMNS
from disclosure.documents.kinds import SERVICE_ELEMENTS
from disclosure.documents.models import Document
from disclosure.publishing.links import related
from disclosure.publishing.models import Attachment, DisclosureAttribute, Revision
from disclosure.publishing.workflow import RevisionState
from disclosure.register.validity import NAMES, Validity, validity
from yushan_portal.lib.columns import Column
from yushan_portal.lib.outside import address_of, with_warnings
from yushan_portal.lib.richtext import safe_html, with_anchors

TONES = {
    Validity.IN_FORCE: "success",
    Validity.FUTURE: "info",
    Validity.EXPIRED: "neutral",
    Validity.REPEALED: "neutral",
}
WORDS = {
    Validity.IN_FORCE: "现行有效",
    Validity.FUTURE: "尚未生效",
    Validity.EXPIRED: "已失效",
    Validity.REPEALED: "已废止",
}


class _Dates:
    """The three dates of validity, as the register sees them."""

    def __init__(self, document: Document):
        self.effective_on, self.expires_on, self.repealed_on = (
            (document.in_force_from, document.expires_on, document.repealed_on)
            if document.has_validity
            else (None, None, None)
        )


def status_of(document: Document, on: date) -> dict | None:
    """有效性 as a word with a tone; None where the question does not apply."""
    code = validity(_Dates(document), on)
    return {"word": WORDS[code], "tone": TONES[code]} if code in WORDS else None


def column_of(document: Document) -> Column | None:
    """The column a document's page belongs to."""
    code = "regulations" if document.genre == "regulation" else f"documents-{document.genre}"
    return next((column for column in COLUMNS if column.code == code), None)


def page(document: Document, on: date, origin: str, preview: bool = False) -> dict:
    """Context of the detail page. `origin` is the site's scheme and host; `preview` shows a draft as it would be."""
    body, contents = with_anchors(document.body)
    column = column_of(document)
    status = status_of(document, on)
    plain = document.genre == "regulation"
    return {
        "document": document,
        "column": column,
        "breadcrumb": [{"name": column.name, "url": column.path}, {"name": document.title, "url": ""}]
        if column
        else [],
        "article": article(document, origin),
        "body": safe_html(with_warnings(body)),
        "head": document.organ.name if document.document_number and document.kind_of_genre.policy else "",
        "addressed_to": "" if document.addressed_to[:12] in document.body else document.addressed_to,
        "annotation": "" if document.annotation in document.body else document.annotation,
        "contents": contents_of(contents),
        "status": status,
        "key_facts": [] if plain else key_facts(document, status),
        "metadata": [] if plain else metadata(document, status, on),
        "compared_on": _day(document.compared_on) if plain else "",
        "attachments": [attachment_line(row) for row in document.attachments if row.role == "attachment"],
        "service": service_rows(document) if document.genre == "service" else [],
        "related": related_groups(document, on),
        **_past(document, preview),
        "citation": f"《{document.title}》" + (f"（{document.document_number}）" if document.document_number else ""),
        "share_url": origin + document.get_absolute_url(),
        "origin_url": address_of(document.source_address),
        "banner": banner(document, on),
        "preview": preview,
        "on": on,
    }


def service_rows(document: Document) -> list[dict]:
    """The eight elements of a service guide (国办秘函〔2019〕19号)."""
    return [{"term": label, "text": document.details.get(code, "")} for code, label in SERVICE_ELEMENTS]


def related_groups(document: Document, on: date) -> list[dict]:
    """What belongs to the document, for components/related_links.html."""
    return [
        {
            "label": group.label,
            "links": [{"title": row.title, "url": row.address, "note": row.document_number} for row in group.entries],
        }
        for group in related(document, on)
    ]


def contents_of(headings) -> list[dict]:
    """The nested contents list: second-level headings under the first-level one before them."""
    items: list[dict] = []
    for heading in headings:
        line = {"label": f"{heading.number}{heading.text}", "anchor": heading.anchor, "children": []}
        if heading.level == 2 or not items:
            items.append(line)
        else:
            items[-1]["children"].append(line)
    return items if len(headings) > 2 else []


def article(document: Document, origin: str) -> dict:
    """Values of the page's meta tags (国办发〔2017〕47号)."""
    return {
        "title": document.title,
        "published_at": document.published_at,
        "source": document.source or document.organ.name,
        "keywords": document.keywords,
        "description": document.summary,
        "url": origin + document.get_absolute_url(),
    }


def key_facts(document: Document, status: dict | None) -> list[dict]:
    """One line under the title."""
    return [
        {"term": "文号", "text": document.document_number},
        {"term": "发布机构", "text": document.organ.name},
        {"term": "成文日期", "text": _day(document.formed_on)},
        {"term": "来源", "text": document.source if document.source != document.organ.name else ""},
        {"term": "有效性", "text": status["word"] if status else "", "status": status},
    ]


def metadata(document: Document, status: dict | None, on: date) -> list[dict]:
    """文件信息; rows without text are left out by the component."""
    names = dict(Department.objects.filter(code__in=document.co_organ_codes).values_list("code", "name"))
    joint = [names[code] for code in document.co_organ_codes if code in names]
    organ = f"{document.organ.name}（牵头）" if joint else document.organ.name
    return [
        {"term": "索引号", "text": document.index_number},
        {"term": "名称", "text": document.title},
        {"term": "文号", "text": document.document_number},
        {"term": "发布机构", "text": "、".join([organ, *joint]), "url": document.organ.get_absolute_url()},
        {"term": "体裁", "text": document.document_type or document.kind_of_genre.name},
        {"term": "主题分类", "text": document.theme},
        {"term": "成文日期", "text": _day(document.formed_on)},
        {"term": "发布时间", "text": _moment(document.published_at)},
        {"term": "施行日期", "text": _day(document.effective_on)},
        {"term": "有效期至", "text": _day(document.expires_on)},
        {"term": "废止日期", "text": _day(document.repealed_on)},
        {"term": "废止依据", "text": document.repeal_basis},
        {"term": "有效性", "text": status["word"] if status else "", "status": status},
        {"term": "公开方式", "text": DisclosureAttribute(document.disclosure).label if document.disclosure else ""},
        {
            "term": "公开时限",
            "text": f"限时公开，至 {_day(document.display_until)}" if document.display_until else "长期公开",
        },
        {"term": "公开范围", "text": "面向全社会"},
        {"term": "来源", "text": document.source, "url": address_of(document.source_address)},
        {"term": "关键词", "text": document.keywords},
        {"term": "题注", "text": document.caption},
        {"term": "与国家规章库核对", "text": _day(document.compared_on)},
        {"term": "内容概述", "text": document.summary},
    ]


def attachment_line(row: Attachment) -> dict:
    """One file as the list shows it."""
    return {
        "name": row.name,
        "url": row.get_absolute_url(),
        "extension": row.extension,
        "size": row.public_size or row.size,
        "digest": row.public_sha256 or row.sha256,
    }


def _past(document: Document, preview: bool) -> dict:
    lines = [] if preview else history(document)
    return {"history": lines, "revised": len(lines) > 1}


def history(document: Document) -> list[dict]:
    """本页变更记录: what changed and when, newest first."""
    revisions = Revision.objects.of(document).in_state(RevisionState.PUBLISHED, RevisionState.SUPERSEDED)
    lines = []
    for revision in revisions:
        text = "首次发布" if revision.number == 1 else revision.change_note or "内容修订"
        lines.append({"at": revision.published_at, "text": text, "by": document.organ.name})
    return lines


def banner(document: Document, on: date) -> dict | None:
    """What a reader must know before reading: repealed, expired, replaced, not yet in force."""
    code = validity(_Dates(document), on)
    if code not in (Validity.REPEALED, Validity.EXPIRED, Validity.FUTURE):
        return None
    said = {
        Validity.REPEALED: f"本文件已于 {_day(document.repealed_on)} 废止"
        + (f"（依据：{document.repeal_basis}）" if document.repeal_basis else ""),
        Validity.EXPIRED: f"本文件有效期至 {_day(document.expires_on)}，已失效",
        Validity.FUTURE: f"本文件自 {_day(document.effective_on)} 起施行，尚未生效",
    }[code]
    successor = document.successor
    link = {"label": f"替代文件：{successor.title}", "url": successor.get_absolute_url()} if successor else None
    return {"tone": TONES[code], "title": NAMES[code], "text": said, "link": link}


def _day(value: date | None) -> str:
    return f"{value.year}年{value.month}月{value.day}日" if value else ""


def _moment(value) -> str:
    return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""
