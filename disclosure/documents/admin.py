"""Documents at the desk: declared here, done by publishing.desk."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_date

from disclosure import workdays
from disclosure.catalogue.law import PUB20
from disclosure.catalogue.models import CatalogueItem
from disclosure.catalogue.suggest import suggest, suggest_from_text
from disclosure.documents import batch, presentation
from disclosure.documents.actions import create_document
from disclosure.documents.forms import DocumentForm
from disclosure.documents.kinds import BY_CODE
from disclosure.documents.models import Document
from disclosure.publishing import actions as publishing
from disclosure.publishing.desk import editing
from disclosure.publishing.desk.admin import PublishableAdmin
from disclosure.publishing.desk.scope import organs_to_write_for
from yushan_portal.lib.richtext import plain_text

PURPOSES = (
    ("发文件", ("policy", "normative", "plan", "notice")),
    ("发动态和信息", ("news", "statistics", "personnel", "emergency", "health")),
    ("写办事指南", ("service",)),
    ("本单位的固定内容", ("functions", "leaders", "overview", "guide", "rule", "report")),
    ("法规规章库", ("regulation",)),
)
"""What a clerk comes for, not what the model is called."""


def deadline_sentence(formed_on, on) -> str:
    """条例 第二十六条 as a sentence about this document; empty while the date is not known."""
    if formed_on is None:
        return "填写成文日期后计算"
    deadline = workdays.due(PUB20, formed_on)
    text = f"{deadline.on:%Y年%m月%d日}前（20个工作日）"
    if deadline.on < on:
        text += "，已超过"
    return text + ("，暂定" if deadline.provisional else "")


@admin.register(Document)
class DocumentAdmin(PublishableAdmin):
    desk_form = DocumentForm
    edit_template = "publishing/desk/document_edit.html"
    list_display = (
        "title_link",
        "genre_name",
        "document_number",
        "organ_name",
        "state_word",
        "progress_word",
        "author",
        "formed_on",
    )
    list_filter = (*PublishableAdmin.list_filter[:2], "genre", *PublishableAdmin.list_filter[2:])
    search_fields = ("title", "document_number", "index_number")

    @admin.display(description="体裁类别", ordering="genre")
    def genre_name(self, document):
        return document.kind_of_genre.name

    def create(self, thing, *, by):
        return create_document(thing, by=by)

    def new_thing(self, request):
        genre = request.POST.get("genre") or request.GET.get("genre", "")
        items = [code for code in request.GET.get("items", "").split(",") if code][:20]
        return Document(genre=genre if genre in BY_CODE else "notice", item_codes=items)

    def facts(self, shown, on):
        return [
            ("索引号", shown.index_number or "保存时自动编号", ""),
            ("体裁类别", shown.kind_of_genre.name, ""),
            ("公开时限", deadline_sentence(shown.formed_on, on), "deadline-note"),
        ]

    def warnings(self, shown, on):
        found = []
        if shown.document_number:
            others = Document.objects.numbered(shown.document_number).exclude(pk=shown.pk)
            if others.exists():
                found.append((f"文号 {shown.document_number} 已用在另一份文件上，请核对。", "document_number"))
        if not shown.item_codes:
            found.append(("还没有选标准目录事项，公众在目录里找不到它。", "item_codes"))
        elif unknown := set(shown.item_codes) - set(
            CatalogueItem.objects.filter(item_code__in=shown.item_codes).values_list("item_code", flat=True)
        ):
            found.append((f"标准目录里没有编号 {'、'.join(sorted(unknown))}。", "item_codes"))
        if shown.kind_of_genre.policy and not shown.interpretation_plan and not shown.no_interpretation_reason:
            found.append(("政策文件应同步制定解读方案，或写明不解读的理由（国办发〔2016〕80号）。", "plan_by"))
        if shown.published_at is None and shown.formed_on and workdays.due(PUB20, shown.formed_on).on < on:
            found.append(("成文已超过20个工作日（条例 第二十六条）。", "formed_on"))
        return found

    def further_act(self, request, thing, act, which):
        if act == "pick":
            codes = thing.working.content.get("item_codes", [])
            if which not in codes:
                publishing.save_draft(thing, {"item_codes": [*codes, which[:12]]}, by=request.user)

    def preview(self, request, shown):
        origin = f"{request.scheme}://{request.get_host()}"
        page = presentation.page(shown, timezone.localdate(), origin, preview=True)
        return render(request, "documents/detail.html", page)

    def context(self, request, **values):
        shown = values.get("shown")
        if shown is not None and "form" in values:
            values |= item_names(shown, timezone.localdate())
        return super().context(request, **values)

    # --- further pages ---

    def extra_urls(self):
        pages = (
            ("add/", self.add, "add"),
            ("items/", self.items, "items"),
            ("deadline/", self.deadline, "deadline"),
            ("import/", self.page(batch.begin), "import"),
            ("batch/", self.page(batch.grid), "batch"),
        )
        return [
            path(route, self.admin_site.admin_view(view), name=f"documents_document_{name}")
            for route, view, name in pages
        ]

    def add(self, request):
        """First what for, then the form."""
        if request.method == "GET" and request.GET.get("genre") not in BY_CODE:
            return self._choose(request)
        return editing.add(self, request)

    def _choose(self, request):
        if not self.has_add_permission(request):
            messages.error(request, "新建内容须由经办或公开办人员办理。")
            return HttpResponseRedirect("../")
        groups = [(name, [BY_CODE[code] for code in codes]) for name, codes in PURPOSES]
        organs = organs_to_write_for(request.user, timezone.localdate())
        page = self.context(request, title="新建", groups=groups, form=batch.form(organs))
        return TemplateResponse(request, "publishing/desk/document_choose.html", page)

    def items(self, request):
        """Catalogue items for what was typed."""
        found = suggest(request.GET.get("q", "")[:100], timezone.localdate(), limit=12)
        return JsonResponse({"results": [{"code": row.item_code, "label": row.label} for row in found]})

    def deadline(self, request):
        """The deadline of 条例 第二十六条 for a day of formation."""
        try:
            formed_on = parse_date(request.GET.get("formed_on", "")[:10])
            sentence = deadline_sentence(formed_on, timezone.localdate())
        except (ValueError, OverflowError):
            sentence = "日期无效"
        return JsonResponse({"sentence": sentence})


def item_names(shown, on) -> dict:
    """Names of the chosen items, and others that the text speaks of."""
    chosen = CatalogueItem.objects.filter(item_code__in=shown.item_codes).in_order()
    text = f"{shown.title}\n{plain_text(shown.body)[:5000]}"
    offered = suggest_from_text(text, on) if shown.title or shown.body else []
    return {"chosen_items": chosen, "offered_items": [row for row in offered if row.item_code not in shown.item_codes]}
