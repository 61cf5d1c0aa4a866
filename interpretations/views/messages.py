"""互动交流: boxes, answered messages, figures, the directory of channels; responses to concerns."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.register.lists import column_page
from interpretations import presentation, statistics
from interpretations.columns import CONCERNS, FIELD_COLUMNS, MESSAGES
from interpretations.kinds import CHANNELS, FIELD_BY_CODE, MESSAGE_BOXES, WATCH_FIELDS
from interpretations.models import ConcernResponse, PublicMessage
from interpretations.views.interpretations import gone, origin_of


@require_safe
def index(request):
    """The boxes and what was answered."""
    context = column_page(request.GET, MESSAGES, timezone.localdate())
    context["boxes"] = [
        {"name": box.name, "url": f"/messages/{box.code}/", "text": f"{box.says}。{box.period}内答复", "count": None}
        for box in MESSAGE_BOXES
    ]
    return render(request, "interpretations/messages.html", context)


@require_safe
def message(request, pk: int):
    """One answered message with its four fields."""
    today = timezone.localdate()
    thing = PublicMessage.objects.public(today).select_related("organ").filter(pk=pk).first()
    if thing is None:
        return gone(request, PublicMessage.kind, pk)
    return render(request, "interpretations/message.html", presentation.message_page(thing, today, origin_of(request)))


@require_safe
def figures(request):
    """受理反馈统计."""
    rows = [
        [row.name, str(row.received), str(row.answered), str(row.waiting), row.on_time_rate, row.average_days]
        for row in statistics.by_box(timezone.localdate())
    ]
    breadcrumb = [{"name": MESSAGES.name, "url": MESSAGES.path}, {"name": "受理反馈统计"}]
    return render(request, "interpretations/figures.html", {"rows": rows, "breadcrumb": breadcrumb})


@require_safe
def channels(request):
    """All ways to reach the county (玉府办字〔2021〕36号 一(三))."""
    breadcrumb = [{"name": MESSAGES.name, "url": MESSAGES.path}, {"name": "互动渠道"}]
    return render(request, "interpretations/channels.html", {"channels": CHANNELS, "breadcrumb": breadcrumb})


@require_safe
def concerns(request):
    """回应关切 by field."""
    context = column_page(request.GET, CONCERNS, timezone.localdate())
    context["fields"] = [
        {"name": field.name, "url": f"/concerns/{field.code}/", "text": field.introduction, "count": None}
        for field in WATCH_FIELDS
    ]
    return render(request, "interpretations/concerns.html", context)


@require_safe
def field(request, code: str):
    """One watch field: its responses, its lead organs, its topic."""
    declared = FIELD_BY_CODE.get(code)
    if declared is None:
        raise Http404
    context = column_page(request.GET, FIELD_COLUMNS[code], timezone.localdate())
    context["breadcrumb"] = [{"name": CONCERNS.name, "url": CONCERNS.path}, {"name": declared.name}]
    context["field"] = declared
    context["topic_url"] = f"/topics/{declared.topic}/" if declared.topic else ""
    return render(request, "interpretations/field.html", context)


@require_safe
def response(request, pk: int):
    """One public response."""
    today = timezone.localdate()
    thing = ConcernResponse.objects.public(today).select_related("organ", "document__organ").filter(pk=pk).first()
    if thing is None:
        return gone(request, ConcernResponse.kind, pk)
    return render(
        request, "interpretations/response.html", presentation.response_page(thing, today, origin_of(request))
    )
