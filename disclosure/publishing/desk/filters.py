"""Filters of a desk list; organs are offered only within the person's own scope."""

from django.contrib.admin import SimpleListFilter
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from disclosure.departments.permissions import departments_of
from disclosure.publishing.models import Revision
from disclosure.publishing.workflow import OPEN, RevisionState


def with_progress(queryset):
    """Adds `progress` and `working_title` of the open revision, None where nothing is on its way."""
    waiting = Revision.objects.filter(kind=queryset.model.kind, thing_id=OuterRef("pk"), state__in=OPEN)
    return queryset.annotate(
        progress=Subquery(waiting.values("state")[:1]), working_title=Subquery(waiting.values("title")[:1])
    )


class ProgressFilter(SimpleListFilter):
    """办理进度: how far the working text has come."""

    title, parameter_name = "办理进度", "progress"

    def lookups(self, request, model_admin):
        return [(state.value, state.label) for state in map(RevisionState, OPEN)]

    def queryset(self, request, queryset):
        return queryset.filter(progress=self.value()) if self.value() in map(str, OPEN) else queryset


class OrganFilter(SimpleListFilter):
    """发布机构, of those whose things the person sees."""

    title, parameter_name = "发布机构", "organ"

    def lookups(self, request, model_admin):
        organs = departments_of(request.user, timezone.localdate())
        return list(organs.values_list("code", "short_name"))

    def queryset(self, request, queryset):
        return queryset.filter(organ__code=self.value()) if self.value() else queryset


class MineFilter(SimpleListFilter):
    """Mine, or what waits for an urgent release's confirmation."""

    title, parameter_name = "范围", "mine"

    def lookups(self, request, model_admin):
        return [("1", "我经办的"), ("urgent", "紧急发布待确认")]

    def queryset(self, request, queryset):
        if self.value() == "1":
            return queryset.filter(author=request.user)
        return queryset.urgent_unconfirmed() if self.value() == "urgent" else queryset


def filter_line(spec, changes) -> dict:
    """One filter as the list shows it: its title, what is chosen, and every choice with its address."""
    choices = list(spec.choices(changes))
    chosen = next((choice["display"] for choice in choices[1:] if choice["selected"]), "")
    return {"title": spec.title, "chosen": chosen, "choices": choices}


def search_names(desk) -> list[str]:
    """What the search box looks through, by the names that a clerk knows."""
    return [str(desk.model._meta.get_field(name).verbose_name) for name in desk.search_fields if "__" not in name]
