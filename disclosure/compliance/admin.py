"""What the office keeps in tables: score rules, media accounts, mail addresses, keepers of columns, shown figures."""

from django.contrib import admin
from django.utils import timezone

from disclosure.audit import actions as audit
from disclosure.compliance import checking
from disclosure.compliance.guards import is_office
from disclosure.compliance.models import ColumnKeeper, MailAddress, MediaAccount, ScoreRule, ShownFigure


class OfficeTable(admin.ModelAdmin):
    """A table of the office: nobody else sees it, every change stands in the ledger, nothing that counts is deleted."""

    actions = None
    deletable = False

    def has_module_permission(self, request):
        return is_office(request.user, timezone.localdate())

    has_view_permission = has_add_permission = has_change_permission = lambda self, request, obj=None: is_office(
        request.user, timezone.localdate()
    )

    def has_delete_permission(self, request, obj=None):
        return self.deletable and is_office(request.user, timezone.localdate())

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        after = {name: str(form.cleaned_data.get(name)) for name in form.changed_data}
        audit.record("change" if change else "add", obj, by=request.user, after=after)

    def delete_model(self, request, obj):
        audit.record("delete", obj, by=request.user, before={"text": str(obj)})
        super().delete_model(request, obj)


@admin.register(ScoreRule)
class ScoreRuleAdmin(OfficeTable):
    list_display = ("title", "block", "each", "most", "note")
    list_editable = ("each", "most")

    @admin.display(description="指标")
    def title(self, rule):
        one = checking.indicator_of(rule.indicator)
        return one.title if one else rule.indicator


@admin.register(MediaAccount)
class MediaAccountAdmin(OfficeTable):
    list_display = ("name", "platform", "organ", "state", "last_post_on", "interaction", "usable", "closed_on")
    list_filter = ("platform", "state")
    search_fields = ("name", "account")
    list_select_related = ("organ",)


@admin.register(MailAddress)
class MailAddressAdmin(OfficeTable):
    list_display = ("email", "organ", "digest")
    list_select_related = ("organ",)
    deletable = True


@admin.register(ColumnKeeper)
class ColumnKeeperAdmin(OfficeTable):
    list_display = ("column_code", "organ")
    list_select_related = ("organ",)
    deletable = True


@admin.register(ShownFigure)
class ShownFigureAdmin(OfficeTable):
    list_display = ("code", "order")
    deletable = True
