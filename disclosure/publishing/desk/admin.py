"""`PublishableAdmin`: what a kind declares to have its desk; permissions come from departments and the workflow alone."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html

from disclosure.publishing import actions
from disclosure.publishing.desk import acting, editing, reading
from disclosure.publishing.desk.filters import (
    MineFilter,
    OrganFilter,
    ProgressFilter,
    filter_line,
    search_names,
    with_progress,
)
from disclosure.publishing.desk.forms import form_for
from disclosure.publishing.desk.scope import may_create, works_here
from disclosure.publishing.workflow import RevisionState


class PublishableAdmin(admin.ModelAdmin):
    """Base of every kind's desk.

    A kind sets `desk_form` (else every content field is offered), may override `create`, `warnings` and `preview`, and
    adds to `list_display`, `list_filter`, `search_fields` what it needs.
    """

    desk_form = None
    list_display = ("title_link", "organ_name", "state_word", "progress_word", "author", "published_at")
    list_display_links = None
    list_filter = (ProgressFilter, "state", MineFilter, OrganFilter, ("published_at", admin.DateFieldListFilter))
    search_fields = ("title",)
    list_per_page = 50
    list_select_related = ("organ", "author")
    show_full_result_count = False
    actions = None
    ordering = ("-pk",)
    change_list_template = "publishing/desk/change_list.html"
    edit_template = "publishing/desk/edit.html"
    read_template = "publishing/desk/read.html"

    # --- what a kind may answer ---

    def create(self, thing, *, by):
        """Store a new thing with its first draft."""
        return actions.create(thing, by=by)

    def new_thing(self, request):
        """An unsaved thing for the empty form."""
        return self.model()

    def warnings(self, shown, on) -> list[tuple[str, str]]:
        """(sentence, field) of advice beside the text; nothing that keeps it from being published."""
        return []

    def facts(self, shown, on) -> list[tuple[str, str, str]]:
        """(term, text, id) lines above the form: numbers and days that are computed, not written."""
        return []

    def preview(self, request, shown):
        """The page exactly as citizens will see it."""
        return reading.plain_preview(request, self, shown)

    def further_act(self, request, thing, act: str, which: str) -> None:
        """A button of the form that only this kind has; the text has been saved before."""

    def form_class(self, shown):
        """The form of a text; a kind may answer by genre."""
        return self.desk_form or form_for(self.model)

    # --- permissions and scope ---

    def get_queryset(self, request):
        seen = self.model._default_manager.visible_to(request.user, timezone.localdate())
        return with_progress(seen).order_by(*self.ordering)

    def has_module_permission(self, request):
        return works_here(request.user, timezone.localdate())

    def has_view_permission(self, request, obj=None):
        today = timezone.localdate()
        if obj is None:
            return works_here(request.user, today)
        return type(obj)._default_manager.visible_to(request.user, today).filter(pk=obj.pk).exists()

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return may_create(request.user, timezone.localdate())

    def has_delete_permission(self, request, obj=None):
        return False

    def thing_or_404(self, request, pk):
        """The thing, if the person may see it; never says that another's thing exists."""
        if not works_here(request.user, timezone.localdate()):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request).select_related("organ", "author"), pk=pk)

    # --- the list ---

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        changes = getattr(response, "context_data", None)
        if changes and "cl" in changes:
            changes |= {
                "filters": [filter_line(spec, changes["cl"]) for spec in changes["cl"].filter_specs],
                "kept_filters": [(name, value) for name, value in request.GET.items() if name not in ("q", "p")],
                "search_hint": "、".join(search_names(self)),
            }
        return response

    @admin.display(description="标题", ordering="title")
    def title_link(self, thing):
        title = thing.working_title or thing.title or "（未填标题）"
        return format_html('<a href="{}/change/">{}</a>', thing.pk, title)

    @admin.display(description="发布机构", ordering="organ__order")
    def organ_name(self, thing):
        return thing.organ.short_name

    @admin.display(description="公开状态", ordering="state")
    def state_word(self, thing):
        return format_html('<span class="tag tag--{}">{}</span>', thing.state, thing.get_state_display())

    @admin.display(description="办理进度", ordering="progress")
    def progress_word(self, thing):
        if not thing.progress:
            return ""
        return format_html('<span class="tag tag--{}">{}</span>', thing.progress, RevisionState(thing.progress).label)

    # --- pages ---

    def get_urls(self):
        return [*self.extra_urls(), *self.desk_urls()]

    def extra_urls(self) -> list:
        """Further pages of a kind."""
        return []

    def desk_urls(self) -> list:
        """List, form, acts, history, comparison, preview, files, certificate."""
        options = self.model._meta
        pages = (
            ("", self.changelist_view, "changelist"),
            ("add/", self.page(editing.add), "add"),
            ("<int:pk>/change/", self.page(editing.change), "change"),
            ("<int:pk>/act/<slug:verb>/", self.page(acting.act), "act"),
            ("<int:pk>/history/", self.page(reading.history), "history"),
            ("<int:pk>/compare/<int:old>/<int:new>/", self.page(reading.comparison), "compare"),
            ("<int:pk>/preview/", self.page(reading.preview), "preview"),
            ("<int:pk>/files/<int:file_id>/", self.page(reading.original), "original"),
            ("<int:pk>/certificate/", self.page(reading.certificate), "certificate"),
        )
        return [
            path(route, self.admin_site.admin_view(view), name=f"{options.app_label}_{options.model_name}_{name}")
            for route, view, name in pages
        ]

    def page(self, view):
        """A view function `(desk, request, **kwargs)` bound to this kind."""

        def bound(request, **kwargs):
            return view(self, request, **kwargs)

        return bound

    def context(self, request, **values) -> dict:
        """What every desk page knows."""
        options = self.model._meta
        return {
            **self.admin_site.each_context(request),
            "opts": options,
            "list_url": f"admin:{options.app_label}_{options.model_name}_changelist",
            **values,
        }
