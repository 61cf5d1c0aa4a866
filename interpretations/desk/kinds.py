"""The desk of the publishable kinds: each declares; buttons, scope and history come from the base."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from disclosure.departments.permissions import departments_of
from disclosure.publishing.desk.admin import PublishableAdmin
from interpretations import coverage, presentation
from interpretations.actions.answers import create_answer
from interpretations.actions.interpreting import create_interpretation, create_piece
from interpretations.copying import readability, report_on
from interpretations.desk.forms import (
    AnswerDeskForm,
    InterpretationDeskForm,
    MessageDeskForm,
    PieceDeskForm,
    ResponseDeskForm,
)
from interpretations.desk.notice import notice
from interpretations.models import Answer, ConcernResponse, Interpretation, InterpretationPiece, PublicMessage
from yushan_portal.lib.audiences import suggested


def _origin(request) -> str:
    return f"{request.scheme}://{request.get_host()}"


@admin.register(Interpretation)
class InterpretationAdmin(PublishableAdmin):
    desk_form = InterpretationDeskForm
    change_list_template = "interpretations/desk/list.html"
    edit_template = "interpretations/desk/edit.html"

    def changelist_view(self, request, extra_context=None):
        links = [("应解读未解读", "waiting/"), ("季度通报", "notice/"), ("解读作品", "../interpretationpiece/")]
        return super().changelist_view(request, {"room_links": links} | (extra_context or {}))

    def create(self, thing, *, by):
        return create_interpretation(thing, by=by)

    def new_thing(self, request):
        number = request.GET.get("document", "")
        paper = (
            coverage.policy_documents().filter(pk=int(number)).first()
            if number.isdigit() and len(number) < 10
            else None
        )
        return Interpretation(document=paper, title=f"解读：{paper.title}"[:300] if paper else "")

    def facts(self, shown, on):
        report = report_on(shown)
        rows = [("与原文重复", f"{report.ratio:.0%}", "copy-ratio")] if report else []
        clock = coverage.gap_of(shown.document, timezone.now()) if shown.document_id else None
        return rows + ([("最迟发布", str(clock.deadline), "")] if clock else [])

    def warnings(self, shown, on):
        found = []
        report = report_on(shown)
        if report and report.too_much:
            copied = [row.text for row in report.sentences if row.copied][:3]
            found.append(
                (f"{report.ratio:.0%} 的文字摘自文件，请换成自己的话：{'；'.join(copied)[:200]}", "main_points")
            )
        found += [(hint, "main_points") for hint in readability(shown.said())[:3]]
        if not shown.audiences and (codes := suggested(shown.said())):
            found.append((f"还没有选面向人群，正文像是说给：{'、'.join(codes[:3])}。", "audiences"))
        return found

    def preview(self, request, shown):
        page = presentation.interpretation_page(shown, timezone.localdate(), _origin(request), preview=True)
        return render(request, "interpretations/detail.html", page)

    def extra_urls(self):
        pages = (
            ("<int:pk>/copied/", self.page(copied), "copied"),
            ("waiting/", self.page(waiting), "waiting"),
            ("notice/", self.page(notice), "notice"),
        )
        return [
            path(route, self.admin_site.admin_view(view), name=f"interpretations_interpretation_{name}")
            for route, view, name in pages
        ]


def copied(desk, request, pk: int):
    """Every sentence, those lifted from the paper highlighted with their share."""
    thing = desk.thing_or_404(request, pk)
    shown = thing.as_revised(thing.working) if thing.working else thing
    page = desk.context(
        request, title="与原文重复", thing=thing, report=report_on(shown), hints=readability(shown.said())
    )
    return render(request, "interpretations/desk/copied.html", page)


def waiting(desk, request):
    """应解读未解读 of the officer's organs."""
    now = timezone.now()
    mine = set(departments_of(request.user, timezone.localdate()).values_list("pk", flat=True))
    rows = [
        (document, clock, clock.late(now)) for document, clock in coverage.waiting(now) if document.organ_id in mine
    ]
    return render(request, "interpretations/desk/waiting.html", desk.context(request, title="应解读未解读", rows=rows))


@admin.register(InterpretationPiece)
class InterpretationPieceAdmin(PublishableAdmin):
    desk_form = PieceDeskForm
    list_display = (*PublishableAdmin.list_display[:1], "form", *PublishableAdmin.list_display[1:])
    list_filter = (*PublishableAdmin.list_filter, "form")

    def create(self, thing, *, by):
        return create_piece(thing, by=by)

    def preview(self, request, shown):
        page = presentation.piece_page(shown, timezone.localdate(), _origin(request), preview=True)
        return render(request, "interpretations/piece.html", page)


class StaleFilter(admin.SimpleListFilter):
    """Answers whose source has changed."""

    title = "依据"
    parameter_name = "stale"

    def lookups(self, request, model_admin):
        return [("1", "依据已变动，待复核")]

    def queryset(self, request, queryset):
        if self.value() == "1":
            return queryset.filter(pk__in=Answer.objects.stale(timezone.localdate()).values("pk"))
        return queryset


@admin.register(Answer)
class AnswerAdmin(PublishableAdmin):
    desk_form = AnswerDeskForm
    list_filter = (StaleFilter, *PublishableAdmin.list_filter)

    def create(self, thing, *, by):
        return create_answer(thing, by=by)

    def warnings(self, shown, on):
        if shown.pk and Answer.objects.stale(on).filter(pk=shown.pk).exists():
            return [("依据的文件已变动，公众页面已标明待复核；核对后保存即引用现行版本。", "paper")]
        return [] if shown.document_id else [("政策答复应注明依据文件和条款。", "paper")]

    def preview(self, request, shown):
        page = presentation.answer_page(shown, timezone.localdate(), _origin(request), preview=True)
        return render(request, "interpretations/answer.html", page)


@admin.register(PublicMessage)
class PublicMessageAdmin(PublishableAdmin):
    """Public messages come from answered ones, never from an empty form."""

    desk_form = MessageDeskForm

    def has_add_permission(self, request):
        return False

    def preview(self, request, shown):
        page = presentation.message_page(shown, timezone.localdate(), _origin(request), preview=True)
        return render(request, "interpretations/message.html", page)


@admin.register(ConcernResponse)
class ConcernResponseAdmin(PublishableAdmin):
    desk_form = ResponseDeskForm

    def preview(self, request, shown):
        page = presentation.response_page(shown, timezone.localdate(), _origin(request), preview=True)
        return render(request, "interpretations/response.html", page)
