"""一号答: look first, ask, look the answer up. Also the boxes of messages, which work the same way."""

import re

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from disclosure.audit.context import current_address
from disclosure.documents.models import Document
from disclosure.register.lists import column_page
from disclosure.register.naming import Names
from disclosure.register.results import hit_rows
from disclosure.register.search import engine
from disclosure.register.selection import Selection
from interpretations import presentation, statistics
from interpretations.actions.inquiries import receive
from interpretations.clock import inquiry_clock
from interpretations.columns import QUESTIONS
from interpretations.forms import FORMS, TrackForm, WriteForm
from interpretations.guards import Refused
from interpretations.kinds import BOX_BY_CODE
from interpretations.models import Answer, Inquiry, PolicyOfficer
from interpretations.views.interpretations import gone, origin_of
from yushan_portal.lib.intake import code_for, too_many
from yushan_portal.lib.receipts import is_receipt_number, tidy, verify_lookup_code

PER_ADDRESS_HOUR = 30
"""Generous: a whole village may stand behind one address (lessons 25)."""
LOOKUPS_PER_ADDRESS_HOUR = 60
_ASKING = re.compile(
    r"多少钱|多少|什么时候|什么|怎么办|怎么样|怎么|怎样|如何|哪里|哪些|哪个|能不能|可不可以|可以|是不是|有没有|是否|需要|"
    r"请问|为什么|我们|我家|我想|我要|我|能|吗|呢|啊|办理|的|了|买|补|想|要|去|[？?！!，,。、；;：:]"
)


@require_safe
def index(request):
    """Answers by column list; the way to ask and to look up stands above."""
    context = column_page(request.GET, QUESTIONS, timezone.localdate())
    return render(request, "interpretations/questions.html", context)


@require_safe
def answer(request, pk: int):
    """One entry; stale ones stay readable and say so."""
    today = timezone.localdate()
    thing = Answer.objects.shown().select_related("organ", "document").filter(pk=pk).first()
    if thing is None:
        return gone(request, Answer.kind, pk)
    return render(request, "interpretations/answer.html", presentation.answer_page(thing, today, origin_of(request)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request):
    """What already answers it is shown first; the form stands below."""
    document = _document(request.POST.get("document") or request.GET.get("document", ""))
    typed = request.GET.get("q", "").replace("\x00", " ")[:100].strip()
    context = {
        "matches": matches(typed),
        "query_text": typed,
        "document": document,
        "anchor": request.GET.get("anchor", "")[:40],
    }
    initial = {"subject": typed, "document": document.pk if document else None, "anchor": context["anchor"]}
    return write(
        request, "question", initial=initial, document=document, context=context, template="interpretations/ask.html"
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def box(request, code: str):
    """A message to one of the boxes."""
    if code not in BOX_BY_CODE or code == "question":
        raise Http404
    return write(request, code, initial={"page": request.GET.get("page", "")[:300]})


def write(request, code: str, *, initial: dict, document=None, context=None, template="interpretations/write.html"):
    """Form, checks, receipt. Sent twice, the same form shows the same receipt."""
    declared = BOX_BY_CODE[code]
    form_class = FORMS.get(code, WriteForm)
    form = (
        form_class(request.POST, box=declared)
        if request.method == "POST"
        else form_class(initial=initial, box=declared)
    )
    if request.method == "POST" and form.is_valid():
        if too_many(f"write-{code}", _who(request), PER_ADDRESS_HOUR, 3600):
            form.add_error(None, "这个网络地址一小时内提交过多，您填写的内容都在，请稍后再提交，或者拨打 12345。")
        else:
            try:
                return _receipt(request, declared, form, document)
            except Refused as refusal:
                form.add_error(None, "；".join(refusal.reasons))
    trail = (
        [{"name": QUESTIONS.name, "url": QUESTIONS.path}]
        if code == "question"
        else [{"name": "互动交流", "url": "/messages/"}]
    )
    page = {
        "form": form,
        "box": declared,
        "breadcrumb": [*trail, {"name": "提问" if code == "question" else declared.name}],
        **(context or {}),
    }
    return render(request, template, page, status=422 if form.is_bound else 200)


def _receipt(request, declared, form, document):
    code = code_for(form.nonce)
    inquiry = receive(declared.code, nonce=form.nonce, code=code, document=document, **form.words())
    clock = inquiry_clock(inquiry)
    page = {
        "inquiry": inquiry,
        "box": declared,
        "code": code,
        "clock": clock,
        "rows": [
            {"term": "承办单位", "text": inquiry.organ.name},
            {"term": "答复期限", "text": f"{clock.deadline}前"},
        ],
        "next": f"{inquiry.organ.short_name}将在 {clock.deadline} 前答复。您可以凭编号和查询码随时查询，也可以拨打 12345。",
        "breadcrumb": [{"name": declared.name}],
    }
    return render(request, "interpretations/receipt.html", page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def track(request):
    """Number and code open the state, the steps and the reply; nothing says which of the two was wrong."""
    form = TrackForm(request.POST or None)
    context = {
        "form": form,
        "breadcrumb": [{"name": "互动交流", "url": "/messages/"}, {"name": "查询办理情况"}],
        "robots": "noindex",
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        if too_many("track", _who(request), LOOKUPS_PER_ADDRESS_HOUR, 3600):
            form.add_error(None, "查询过于频繁，请一小时后再试，或者拨打 12345。")
        else:
            inquiry = _found(form.cleaned_data["number"], form.cleaned_data["code"])
            if inquiry is not None:
                return render(request, "interpretations/status.html", {**context, **progress(inquiry)})
            form.add_error(None, "没有找到对应的来信，请核对编号和查询码。")
        status = 422
    return render(request, "interpretations/track.html", context, status=status)


def progress(inquiry: Inquiry) -> dict:
    """Steps with their dates, the clock with its derivation, the reply once approved."""
    now, clock = timezone.now(), inquiry_clock(inquiry)
    reply = inquiry.replies.filter(approved_at__isnull=False).select_related("document").last()
    names = {
        "receive": "收到",
        "route": "转办",
        "draft": "拟答复",
        "return": "修改答复",
        "approve": "答复",
        "close": "不予受理",
    }
    events = [
        {
            "name": names[row.verb],
            "state": "done",
            "date": timezone.localdate(row.at),
            "text": row.organ.name if row.organ else "",
        }
        for row in inquiry.events.select_related("organ")
    ]
    if inquiry.is_open:
        events.append({"name": "等待答复", "state": "current", "text": f"应于 {clock.deadline} 前答复"})
    return {
        "inquiry": inquiry,
        "reply": reply,
        "clock": clock,
        "late": clock.running() and clock.late(now),
        "steps": events,
        "derivation": clock.deadline.derivation,
    }


@require_safe
def officers(request):
    """政策专员 of every unit: whom to call."""
    today = timezone.localdate()
    rows = PolicyOfficer.objects.filter(rank=0, valid_to__isnull=True, valid_from__lte=today).select_related(
        "organ", "user"
    )
    lines = [
        [
            {"text": row.organ.short_name, "url": row.organ.get_absolute_url()},
            row.user.name,
            row.phone or row.organ.phone or "12345",
        ]
        for row in rows
    ]
    breadcrumb = [{"name": QUESTIONS.name, "url": QUESTIONS.path}, {"name": "政策专员"}]
    return render(request, "interpretations/officers.html", {"rows": lines, "breadcrumb": breadcrumb})


@require_safe
def unclear(request):
    """读不懂清单: what is asked most about which paper."""
    rows = [
        [
            {"text": row["document"].title, "url": f"{row['document'].get_absolute_url()}#{row['anchor']}".rstrip("#")},
            presentation.article_of(row["document"], row["anchor"]) or "全文",
            row["document"].organ.short_name,
            str(row["asked"]),
            str(row["unanswered"]),
        ]
        for row in statistics.unclear()
        if row["document"].state == "published"
    ]
    breadcrumb = [{"name": QUESTIONS.name, "url": QUESTIONS.path}, {"name": "读不懂清单"}]
    return render(request, "interpretations/unclear.html", {"rows": rows, "breadcrumb": breadcrumb})


def matches(typed: str, limit: int = 6) -> list[dict]:
    """Entries and papers that may already answer it: answers first, then interpretations, then papers."""
    asked = engine.understand(keywords(typed))
    if asked.empty:
        return []
    today, hits = timezone.localdate(), []
    for kinds in (("answer",), ("interpretation", "interpretation-piece"), ("document",)):
        found = engine.search(asked, Selection(kinds=kinds), today)
        hits += found.hits[:limit]
        for text, _ in [] if found.hits else engine.loosened(asked, today)[:1]:
            hits += engine.search(engine.understand(text), Selection(kinds=kinds), today).hits[:2]
    return hit_rows(hits[:limit], today, Names())


def keywords(typed: str) -> str:
    """What a question is about: its words without those that every question has."""
    return " ".join(word for word in _ASKING.sub(" ", typed).split() if len(word) > 1) or typed


def _document(text: str):
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        return None
    return Document.objects.public(timezone.localdate()).select_related("organ").filter(pk=int(text)).first()


def _found(number: str, code: str) -> Inquiry | None:
    number = tidy(number)
    inquiry = (
        Inquiry.objects.select_related("organ").filter(number=number).first() if is_receipt_number(number) else None
    )
    right = verify_lookup_code(code, inquiry.code_hash if inquiry else "")
    return inquiry if right else None


def _who(request) -> str:
    return current_address() or request.META.get("REMOTE_ADDR", "")
