"""Settings that the office keeps: the word list, the steps of the chain. Every change stands in the ledger."""

from django.contrib import admin
from django.db import transaction
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.publishing.desk.scope import is_office


class OfficeAdmin(admin.ModelAdmin):
    """Rows that the office alone sees and changes; nothing is deleted."""

    actions = None

    def _office(self, request, obj=None):
        return is_office(request.user, timezone.localdate())

    has_module_permission = has_view_permission = has_change_permission = _office

    def has_add_permission(self, request):
        return self._office(request)

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        with transaction.atomic():
            before = {name: str(form.initial.get(name, "")) for name in form.changed_data} if change else None
            super().save_model(request, obj, form, change)
            after = {name: str(form.cleaned_data.get(name, "")) for name in form.changed_data}
            audit.record("setting", obj, by=request.user, before=before, after=after)

    def log_addition(self, request, obj, message):
        """The ledger is the one log."""

    log_change = log_addition
