"""Decisions at the desk: declared here, done by publishing.desk and decisions.desk."""

from django.contrib import admin
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from decisions import presentation
from decisions.desk import meetings, opinions, stages
from decisions.desk.forms import ConsultationDeskForm, DecisionDeskForm, DirectoryDeskForm
from decisions.kinds import MODERATION_RULE
from decisions.models import Consultation, Decision, Directory, Meeting, Representative
from decisions.progress import present_stage
from disclosure.audit import actions as audit
from disclosure.departments.permissions import departments_of
from disclosure.publishing.desk.admin import PublishableAdmin
from disclosure.publishing.desk.scope import is_office, may_create, works_here


class _Pages(PublishableAdmin):
    """Further pages `(route, view, name)` of a kind."""

    pages: tuple = ()

    def extra_urls(self):
        options = self.model._meta
        return [
            path(
                route,
                self.admin_site.admin_view(self.page(view)),
                name=f"{options.app_label}_{options.model_name}_{name}",
            )
            for route, view, name in self.pages
        ]


@admin.register(Consultation)
class ConsultationAdmin(_Pages):
    desk_form = ConsultationDeskForm
    list_display = ("title_link", "organ_name", "state_word", "progress_word", "closes_on", "ledger_link")
    pages = (
        ("<int:pk>/opinions/", opinions.opinions, "opinions"),
        ("<int:pk>/opinions/<int:opinion_id>/", opinions.opinion, "opinion"),
        ("<int:pk>/opinions/intake/", opinions.intake, "intake"),
        ("<int:pk>/opinions/report/", opinions.report, "report"),
        ("<int:pk>/opinions/export/", opinions.export, "export"),
    )

    @admin.display(description="意见")
    def ledger_link(self, thing):
        return format_html('<a href="{}/opinions/">意见和台账</a>', thing.pk) if thing.published_at else ""

    def facts(self, shown, on):
        last = shown.legal_last_day
        words = f"{last:%Y年%m月%d日}24:00" if last else "填写公布日期后计算"
        return [("法定最早截止", f"{words}（公布当日不计，不少于30日，遇休息日顺延）", "")]

    def warnings(self, shown, on):
        found = []
        if shown.decision_id is None:
            found.append(("还没有关联决策事项，公众看不到它在整个决策里的位置。", "decision"))
        if shown.expects_answer_by is None:
            found.append(("建议写明预计反馈日期，截止后公众能看到什么时候有结果。", "expects_answer_by"))
        return found

    def preview(self, request, shown):
        origin = f"{request.scheme}://{request.get_host()}"
        context = presentation.consultation_page(shown, timezone.now(), origin, preview=True)
        return render(request, "decisions/consultation.html", context | {"moderation_rule": MODERATION_RULE})


@admin.register(Decision)
class DecisionAdmin(_Pages):
    desk_form = DecisionDeskForm
    list_display = ("title_link", "organ_name", "state_word", "progress_word", "stage", "stages_link")
    pages = (
        ("<int:pk>/stages/", stages.stages, "stages"),
        ("<int:pk>/hearings/add/", stages.hearing_add, "hearing_add"),
        ("<int:pk>/hearings/<int:hearing_id>/", stages.hearing, "hearing"),
        ("<int:pk>/dossier/", stages.dossier, "dossier"),
    )

    @admin.display(description="阶段")
    def stage(self, thing):
        return present_stage(thing)

    @admin.display(description="办理")
    def stages_link(self, thing):
        return format_html('<a href="{}/stages/">阶段、听证、档案</a>', thing.pk)


@admin.register(Directory)
class DirectoryAdmin(_Pages):
    desk_form = DirectoryDeskForm
    list_display = ("title_link", "year", "organ_name", "state_word", "progress_word", "published_at")


class _Kept(admin.ModelAdmin):
    """Rows that are kept for good; permissions come from departments."""

    list_select_related = True

    def has_module_permission(self, request):
        return works_here(request.user, timezone.localdate())

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return may_create(request.user, timezone.localdate())

    def has_delete_permission(self, request, obj=None):
        return False

    def context(self, request, **values) -> dict:
        """What every desk page knows."""
        options = self.model._meta
        name = f"admin:{options.app_label}_{options.model_name}_changelist"
        return {**self.admin_site.each_context(request), "opts": options, "list_url": name, **values}


@admin.register(Representative)
class RepresentativeAdmin(_Kept):
    """The pool, kept by the office."""

    list_display = ("name", "category", "post", "term_from", "term_to")
    list_filter = ("category",)
    search_fields = ("name", "post")

    def has_add_permission(self, request):
        return is_office(request.user, timezone.localdate())

    def has_change_permission(self, request, obj=None):
        return is_office(request.user, timezone.localdate())

    def log_addition(self, request, obj, message):
        """The ledger of the house keeps it; see save_model."""

    log_change = log_addition

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        audit.record("keep_representative", obj, by=request.user, after={"category": obj.category})


@admin.register(Meeting)
class MeetingAdmin(_Kept):
    """Meetings that representatives sit in on."""

    list_display = ("title", "topic", "organ", "held_on", "published_at")

    def get_queryset(self, request):
        return super().get_queryset(request).filter(organ__in=departments_of(request.user, timezone.localdate()))

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def add_view(self, request, form_url="", extra_context=None):
        return meetings.meeting_add(self, request)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return meetings.meeting(self, request, object_id)
