"""Notices at the desk: batches through the chain, imports, single records, exchange files, budgets."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from disclosure.jobs.models import Job
from disclosure.notices import background, budget_pages, desk_exchange, desk_import, desk_records, pages
from disclosure.notices.budget_tables import missing_tables
from disclosure.notices.forms import BudgetForm
from disclosure.notices.models import Batch, BudgetReport
from disclosure.publishing.desk import acting
from disclosure.publishing.desk.admin import PublishableAdmin
from disclosure.publishing.desk.buttons import address_of
from disclosure.publishing.desk.forms import RevisionForm
from disclosure.publishing.guards import may, reasons_against


class BatchForm(RevisionForm):
    """What may be written of a batch; its rows come from the table alone."""

    class Meta:
        model = Batch
        fields = ("title", "note", "disclosure")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for name in ("title", "note", "disclosure"):
            self.fields[name].required = False


@admin.register(Batch)
class BatchAdmin(PublishableAdmin):
    desk_form = BatchForm
    list_display = ("title_link", "kind_name", "row_count", "organ_name", "state_word", "progress_word", "author")
    list_filter = (*PublishableAdmin.list_filter[:2], "record_kind", *PublishableAdmin.list_filter[2:])

    @admin.display(description="类别", ordering="record_kind")
    def kind_name(self, batch):
        return batch.kind_of_record.name

    def facts(self, shown, on):
        if shown.pk is None:
            return []
        return [
            ("类别", shown.kind_of_record.name, ""),
            ("记录", f"{shown.row_count} 条", ""),
            ("公开时限", str(shown.kind_of_record.period or ""), ""),
        ]

    def preview(self, request, shown):
        """The batch with its draft rows as they would be shown."""
        kind = shown.kind_of_record
        rows = list(shown.rows.select_related("organ")[:500])
        page = {
            "batch": shown,
            "kind": kind,
            "total": shown.row_count,
            "columns": pages.table_columns(kind),
            "rows": pages.table_rows(kind, rows),
            "robots": "noindex",
        }
        return render(request, "notices/batch.html", page)

    def extra_urls(self):
        routes = (
            ("add/", lambda desk, request: HttpResponseRedirect(reverse("admin:notices_batch_import")), "add"),
            ("import/", desk_import.begin, "import"),
            ("import/<int:pk>/", desk_import.run, "run"),
            ("import/<int:pk>/errors.xlsx", desk_import.errors, "errors"),
            ("import/template/<slug:kind>.xlsx", desk_import.template, "template"),
            ("records/", desk_records.records, "records"),
            ("records/<int:pk>/withdraw/", desk_records.withdraw, "withdraw_record"),
            ("records/export/<slug:kind>.csv", desk_records.export, "export"),
            ("exchange/", desk_exchange.overview, "exchange"),
            ("exchange/<int:pk>/", desk_exchange.one, "exchange_file"),
            ("exchange/<int:pk>/download/", desk_exchange.download, "exchange_download"),
            ("<int:pk>/act/<slug:verb>/", act, "act"),
        )
        return [
            path(route, self.admin_site.admin_view(self.page(view)), name=f"notices_batch_{name}")
            for route, view, name in routes
        ]


@admin.register(BudgetReport)
class BudgetAdmin(PublishableAdmin):
    desk_form = BudgetForm
    list_display = ("title_link", "year", "account", "level", "organ_name", "state_word", "progress_word")
    list_filter = (*PublishableAdmin.list_filter[:2], "account", "level", "year", *PublishableAdmin.list_filter[2:])

    def new_thing(self, request):
        return BudgetReport(year=timezone.localdate().year)

    def facts(self, shown, on):
        names = "、".join(table["name"] for table in shown.tables)
        return [("已读入的报表", f"{len(shown.tables)} 张：{names}" if names else "还没有", "")]

    def warnings(self, shown, on):
        found = [
            (f"{table['name']}：{table['total_problem']}", "workbook")
            for table in shown.tables
            if table["total_problem"]
        ]
        absent = missing_tables(shown.level, shown.account, shown.year or 0, {table["code"] for table in shown.tables})
        return found + ([(f"缺少：{'、'.join(absent)}", "workbook")] if absent else [])

    def preview(self, request, shown):
        origin = f"{request.scheme}://{request.get_host()}"
        page = budget_pages.page(shown, timezone.localdate(), "", origin) | {"preview": True, "robots": "noindex"}
        return render(request, "notices/budget.html", page)


def act(desk, request, pk: int, verb: str):
    """What shows or hides all rows runs as a job; every other verb is done as for any publishable thing."""
    if verb not in background.VERBS or request.method != "POST":
        return acting.act(desk, request, pk, verb)
    batch, now = desk.thing_or_404(request, pk), timezone.now()
    if not may(request.user, verb, batch.organ, timezone.localdate(now)):
        raise PermissionDenied
    form = acting._form(verb, request.POST)
    if not form.is_valid() or reasons_against(batch, verb, by=request.user, at=now):
        return acting.act(desk, request, pk, verb)
    job = background.start_release(batch, verb, by=request.user, reason=form.cleaned_data.get("reason", ""))
    job = Job.objects.get(pk=job.pk)
    if job.error:
        messages.error(request, job.error)
    elif not job.is_open:
        messages.success(request, acting.DONE[verb])
    return HttpResponseRedirect(reverse("admin:job", args=[job.pk]) if job.is_open else address_of(batch, "change"))
