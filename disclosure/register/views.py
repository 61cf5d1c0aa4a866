"""Public pages of the register: search, feeds, sitemap, and the list page of any 栏目."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from yushan_portal.lib.columns import Column

from . import feeds, filters, lists, results, sitemaps
from .search import engine

XML = "application/xml; charset=utf-8"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """站内检索."""
    context = results.page(request.GET, timezone.localdate())
    return render(request, "register/search.html", context, status=400 if context["asked"].refusal else 200)


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """Titles that contain what is being typed, as JSON; comfort only, the page works without."""
    typed = request.GET.get("q", "").replace("\x00", " ")[:200]
    found = engine.suggestions(typed, timezone.localdate())
    return JsonResponse({"suggestions": [{"title": entry.title, "url": entry.address} for entry in found]})


def column_list(request: HttpRequest, column: Column, template: str = "register/list.html", **options) -> HttpResponse:
    """The list page of a 栏目, for the urls of the app that declares it."""
    return render(request, template, lists.column_page(request.GET, column, timezone.localdate(), **options))


@require_safe
def feed_directory(request: HttpRequest) -> HttpResponse:
    """Which feeds there are."""
    context = {
        "breadcrumb": [{"name": "订阅", "url": ""}],
        "everything": feeds.everything(),
        "sources": feeds.columns(),
    }
    return render(request, "register/feeds.html", context)


@require_safe
def column_feed(request: HttpRequest, code: str, extension: str) -> HttpResponse:
    """The feed of a 栏目 or of everything."""
    return _feed(feeds.of_column(code), extension)


@require_safe
def code_feed(request: HttpRequest, scheme: str, code: str, extension: str) -> HttpResponse:
    """The feed of an organ, domain, item or topic."""
    return _feed(feeds.of_code(scheme, code), extension)


@require_safe
def search_feed(request: HttpRequest, extension: str) -> HttpResponse:
    """A search as a feed: what it finds, newest first."""
    on, asked = timezone.localdate(), engine.understand(request.GET.get("q", "")[:400])
    if extension not in feeds.FORMATS or asked.empty:
        raise Http404
    chosen = filters.choose(request.GET, kept=("q",))
    entries = list(engine.found(asked, chosen.selection, on).indexable().listed()[: feeds.LENGTH])
    source = feeds.FeedSource(f"检索：{asked.typed}", chosen.url("/search/"), "/feeds/search", chosen.selection)
    return _written(feeds.fill(source, extension, entries), extension)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemap's index."""
    return HttpResponse(sitemaps.index(timezone.localdate()), content_type=XML)


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """One part of the sitemap."""
    if not sitemaps.exists(number):
        raise Http404
    return StreamingHttpResponse(sitemaps.part(number, timezone.localdate()), content_type=XML)


def _feed(source: feeds.FeedSource | None, extension: str) -> HttpResponse:
    if source is None or extension not in feeds.FORMATS:
        raise Http404
    return _written(feeds.build(source, extension, timezone.localdate()), extension)


def _written(feed, extension: str) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type=feeds.CONTENT_TYPES[extension])
