"""Documents, topics and the regulation library."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.documents import presentation
from disclosure.documents.columns import COLUMNS
from disclosure.documents.kinds import BY_CODE, GENRES, TOPIC_BY_CODE, TOPICS
from disclosure.documents.models import Document
from disclosure.documents.topics import topic_sections
from disclosure.register.counting import by_code
from disclosure.register.models import RegisterEntry
from disclosure.register.views import column_list

BY_COLUMN = {column.code: column for column in COLUMNS}


@require_safe
def index(request):
    """All genres with what each holds."""
    counts = by_code("genre", timezone.localdate())
    tiles = [
        {
            "name": genre.name,
            "url": f"/documents/{genre.code}/",
            "text": genre.description,
            "count": counts.get(genre.code, 0),
        }
        for genre in GENRES
        if genre.code != "regulation"
    ]
    return render(request, "documents/index.html", {"tiles": tiles, "breadcrumb": [{"name": "文件与信息"}]})


@require_safe
def column(request, genre: str):
    """The list of one genre with its facets."""
    if genre not in BY_CODE:
        raise Http404
    if genre == "regulation":
        return HttpResponsePermanentRedirect("/regulations/")
    return column_list(request, BY_COLUMN[f"documents-{genre}"])


@require_safe
def regulations(request):
    """行政法规 and 规章 by title and 题注."""
    return column_list(request, BY_COLUMN["regulations"])


@require_safe
def detail(request, pk: int):
    """A document as citizens see it; withdrawn ones leave a tombstone."""
    today = timezone.localdate()
    document = Document.objects.public(today).select_related("organ", "successor").filter(pk=pk).first()
    if document is None:
        entry = get_object_or_404(RegisterEntry.objects.withdrawn(), kind=Document.kind, thing_id=str(pk))
        return render(request, "documents/withdrawn.html", {"entry": entry}, status=410)
    origin = f"{request.scheme}://{request.get_host()}"
    return render(request, "documents/detail.html", presentation.page(document, today, origin))


@require_safe
def topics(request):
    """All topics."""
    tiles = [
        {"name": topic.name, "url": f"/topics/{topic.code}/", "text": topic.introduction, "count": None}
        for topic in TOPICS
    ]
    return render(request, "documents/topics.html", {"tiles": tiles, "breadcrumb": [{"name": "专题"}]})


@require_safe
def topic(request, code: str):
    """One topic: its sections, gathered by rule and by hand."""
    found = TOPIC_BY_CODE.get(code)
    if found is None:
        raise Http404
    context = {
        "topic": found,
        "column": BY_COLUMN[f"topic-{code}"],
        "breadcrumb": [{"name": "专题", "url": "/topics/"}, {"name": found.name}],
        **topic_sections(found, timezone.localdate()),
    }
    return render(request, "documents/topic.html", context)
