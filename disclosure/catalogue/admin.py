"""The catalogue at the desk: the office checks wordings and sets county values, clerks look up and declare events."""

from django.contrib import admin, messages
from django.utils import timezone

from disclosure.catalogue import actions
from disclosure.catalogue.forms import EventForm, OverrideForm
from disclosure.catalogue.kinds import Wording
from disclosure.catalogue.models import CatalogueItem, CountyOverride, DeclaredEvent, ItemOrgan, ItemTimeLimit
from disclosure.catalogue.suggest import suggest
from disclosure.departments.guards import Refused
from disclosure.departments.permissions import departments_of, roles_of
from disclosure.departments.roles import PUBLISHING_ROLES, Role


def _roles(request) -> frozenset[str]:
    return roles_of(request.user, timezone.localdate())


class OfficeDesk(admin.ModelAdmin):
    """Everyone who publishes may look; what may be changed is said by each list. Nothing is ever deleted here."""

    def has_module_permission(self, request):
        return bool(_roles(request) & set(PUBLISHING_ROLES))

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def log_addition(self, request, obj, message):
        """The ledger keeps the acts; the admin's own log is not used."""


class Shown(admin.TabularInline):
    """Rows beside the item, to read."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class LimitsShown(Shown):
    model = ItemTimeLimit
    fields = ["words", "kind", "length", "unit", "trigger", "scope", "channel", "understood"]


class OrgansShown(Shown):
    model = ItemOrgan
    fields = ["department", "role", "confirmed", "by_county", "removed_on"]


class OverridesShown(Shown):
    model = CountyOverride
    fields = ["field", "value", "source", "reason", "effective_from", "effective_to", "by"]


@admin.register(CatalogueItem)
class ItemDesk(OfficeDesk):
    """Items; 待核对 is shown here and nowhere in public."""

    list_display = ["item_code", "level2", "level1", "domain", "deadline_text", "publisher", "wording"]
    list_filter = ["wording", "domain", "method", "audience", "township", "time_limits__understood"]
    search_fields = ["item_code"]
    search_help_text = "按编号、名称或关键词查找"
    list_select_related = ["domain"]
    list_per_page = 50
    ordering = ["item_code"]
    inlines = [LimitsShown, OrgansShown, OverridesShown]
    exclude = ["shipped"]
    actions = ["confirm"]

    def get_search_results(self, request, queryset, search_term):
        """By number, name and keyword, as the public page searches."""
        if not search_term.strip():
            return queryset, False
        codes = [row.item_code for row in suggest(search_term, timezone.localdate(), limit=700)]
        return queryset.filter(item_code__in=codes), False

    def get_actions(self, request):
        return super().get_actions(request) if Role.OFFICE in _roles(request) else {}

    @admin.action(description="已与部门标准指引核对，改为“已核对”")
    def confirm(self, request, queryset):
        """Confirm the chosen wordings."""
        at, done = timezone.now(), 0
        for item in queryset.filter(wording=Wording.TO_CHECK):
            actions.confirm_wording(item, by=request.user, at=at)
            done += 1
        messages.success(request, f"已核对 {done} 个事项。")


class ByAction(OfficeDesk):
    """Lists whose rows are made by an action; a refusal is shown as its sentences."""

    def save_model(self, request, obj, form, change):
        try:
            made = self.act(request, form.cleaned_data)
        except Refused as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
            return
        obj.pk = made.pk

    def save_related(self, request, form, formsets, change):
        """Nothing hangs on these rows."""

    def response_add(self, request, obj, post_url_continue=None):
        if obj.pk is None:
            return self.response_post_save_add(request, obj)
        return super().response_add(request, obj, post_url_continue)


@admin.register(CountyOverride)
class OverrideDesk(ByAction):
    """County values: only the office adds them."""

    form = OverrideForm
    list_display = ["item", "field", "value", "source", "effective_from", "effective_to", "by"]
    list_select_related = ["item", "by"]
    autocomplete_fields = ["item"]

    def get_form(self, request, obj=None, **kwargs):
        if obj is not None:  # looking at a row: its stored fields, no text to type
            kwargs["fields"] = [*OverrideForm.Meta.fields, "value"]
            kwargs["fields"].remove("text")
        return super().get_form(request, obj, **kwargs)

    def has_add_permission(self, request, obj=None):
        return Role.OFFICE in _roles(request)

    def act(self, request, values):
        """Set the value."""
        return actions.override(
            values["item"],
            values["field"],
            values["value"],
            by=request.user,
            at=timezone.now(),
            source=values["source"],
            reason=values["reason"],
            effective_from=values["effective_from"],
            effective_to=values["effective_to"],
        )


@admin.register(DeclaredEvent)
class EventDesk(ByAction):
    """Events: clerks declare them for their own organs and see only those."""

    form = EventForm
    list_display = ["item", "organ", "happened_on", "note", "declared_by", "taken_back_at"]
    list_select_related = ["item", "organ", "declared_by"]
    autocomplete_fields = ["item"]

    def has_add_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def get_queryset(self, request):
        organs = departments_of(request.user, timezone.localdate())
        return super().get_queryset(request).filter(organ__in=organs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "organ":
            kwargs["queryset"] = departments_of(request.user, timezone.localdate())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def act(self, request, values):
        """Declare the event."""
        return actions.declare_event(
            values["item"],
            values["organ"],
            happened_on=values["happened_on"],
            note=values["note"],
            by=request.user,
            at=timezone.now(),
        )
