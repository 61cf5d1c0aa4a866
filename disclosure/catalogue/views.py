"""The catalogue's public pages."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.catalogue import pages, tables
from disclosure.catalogue.columns import EXPLORER
from disclosure.catalogue.models import CatalogueItem, Domain
from disclosure.catalogue.suggest import suggest
from yushan_portal.lib.columns import Column, UpdateClass
from yushan_portal.lib.csvfiles import canonical_csv
from yushan_portal.lib.spreadsheets import write_xlsx

FILE_NAME = "catalogue"
_ROOT = {"name": "标准目录", "url": "/catalogue/"}


@require_safe
def explorer(request):
    """All items with facets, as list, official table or for paper."""
    context = pages.explorer_page(request.GET, timezone.localdate())
    template = "catalogue/print.html" if context["choice"].view == "print" else "catalogue/explorer.html"
    return render(
        request,
        template,
        {"column": EXPLORER, "breadcrumb": [_ROOT], "page_url": request.build_absolute_uri(), **context},
    )


@require_safe
def domain(request, domain_no):
    """One of the 26 domains."""
    found = get_object_or_404(Domain, domain_no=domain_no)
    context = pages.domain_page(found, timezone.localdate())
    context |= {"column": _column(found), "breadcrumb": [_ROOT, {"name": found.name, "url": found.get_absolute_url()}]}
    return render(request, "catalogue/domain.html", context)


@require_safe
def item(request, item_code):
    """One item: what must be published, and what has been."""
    on = timezone.localdate()
    found = get_object_or_404(CatalogueItem.objects.active(on).select_related("domain"), item_code=item_code)
    context = pages.item_page(found, request.GET, on)
    place = {"name": found.domain.name, "url": found.domain.get_absolute_url()}
    context |= {
        "column": _column(found.domain),
        "breadcrumb": [_ROOT, place, {"name": context["values"].level2, "url": found.get_absolute_url()}],
        "page_url": request.build_absolute_uri(found.get_absolute_url()),
        "today": on,
    }
    return render(request, "catalogue/item.html", context)


@require_safe
def export(request, form):
    """The selection as .xlsx or .csv: the same rows as on screen."""
    _, selected, _ = pages.explored(request.GET, timezone.localdate())
    rows = tables.export_rows(selected)
    name = f"{FILE_NAME}-{timezone.localdate():%Y%m%d}.{form}"
    if form == "csv":
        answer = HttpResponse(canonical_csv(rows, tables.EXPORT_COLUMNS), content_type="text/csv; charset=utf-8")
    elif form == "xlsx":
        target = BytesIO()
        write_xlsx(rows, tables.EXPORT_COLUMNS, target, sheet="标准目录")
        target.seek(0)
        return FileResponse(target, as_attachment=True, filename=name)
    else:
        raise Http404
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def suggestions(request):
    """Items for what has been typed so far, as JSON; the page works without it."""
    found = suggest(request.GET.get("q", ""), timezone.localdate())
    return JsonResponse(
        {
            "items": [
                {"code": row.item_code, "label": row.label, "url": f"/catalogue/items/{row.item_code}/"}
                for row in found
            ]
        },
        json_dumps_params={"ensure_ascii": False},
    )


def _column(domain: Domain) -> Column:
    """The page meta of a domain: a column of its own (国办发〔2017〕47号)."""
    return Column(
        code=f"domain-{domain.domain_no}",
        name=domain.name,
        column_type="政务公开标准目录",
        description=f"{domain.name}领域基层政务公开标准目录：{domain.introduction[:80]}",
        keywords=",".join(["玉山县", domain.name, *domain.aliases, "标准目录"]),
        path=domain.get_absolute_url(),
        update_class=UpdateClass.STATIC,
    )
