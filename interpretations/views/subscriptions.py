"""和我有关, and subscriptions by mail and RSS."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from disclosure.audit.context import current_address
from disclosure.departments.models import Department
from disclosure.register.lists import entry_rows
from disclosure.register.models import RegisterEntry
from disclosure.register.naming import known
from interpretations import presentation
from interpretations.actions import push, subscriptions
from interpretations.forms import SubscribeForm
from interpretations.models import Subscription
from yushan_portal.lib.audiences import BY_CODE, grouped
from yushan_portal.lib.audiences import known as known_audiences
from yushan_portal.lib.intake import too_many

SCHEMES = ("audience", "organ", "domain", "topic", "item", "place")
FEED_LENGTH = 40
ASKS_PER_ADDRESS_HOUR = 20


@require_safe
def for_me(request):
    """Situations are ticked in the address; nothing is stored here."""
    today = timezone.localdate()
    chosen = known_audiences(request.GET.getlist("a"))
    towns = Department.objects.standing(today).exclude(region_code="").filter(kind__in=("township", "subdistrict"))
    places = [row.region_code for row in towns if row.region_code in request.GET.getlist("place")]
    groups = presentation.concerning(chosen, places, today) if chosen or places else []
    context = {
        "breadcrumb": [{"name": "和我有关"}],
        "groups": [{"name": name, "rows": [(row, row.code in chosen) for row in rows]} for name, rows in grouped()],
        "towns": [(row, row.region_code in places) for row in towns],
        "chosen": [BY_CODE[code] for code in chosen],
        "asked": bool(chosen or places),
        "found": [{"name": group["name"], "entries": entry_rows(group["entries"], today)} for group in groups],
    }
    return render(request, "interpretations/for_me.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request):
    """Ask for one wish, named in the address; confirmed by the letter that follows."""
    scheme, code, name = _wish(request)
    form = SubscribeForm(request.POST or None)
    context = {
        "form": form,
        "name": name,
        "scheme": scheme,
        "code": code,
        "breadcrumb": [{"name": "订阅"}],
        "choices": _choices(),
    }
    if request.method == "POST" and name and form.is_valid():
        if too_many("subscribe", current_address() or "unknown", ASKS_PER_ADDRESS_HOUR, 3600):
            form.add_error(None, "这个网络地址一小时内提交过多，请稍后再试。")
        else:
            subscriptions.ask(form.cleaned_data["email"], scheme, code, name, frequency=form.cleaned_data["frequency"])
            return render(request, "interpretations/subscribed.html", context)
    return render(request, "interpretations/subscribe.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wish(request, key: str):
    """The page of one subscription: confirm it, its RSS, end it. A look alone confirms nothing."""
    found = Subscription.objects.filter(key=key).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        found = subscriptions.confirm(key) or found
    return render(
        request, "interpretations/wish.html", {"wish": found, "breadcrumb": [{"name": "订阅"}], "robots": "noindex"}
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request, key: str):
    """One click ends it (RFC 8058: mail programs POST here by themselves); an open link asks first."""
    found = Subscription.objects.filter(key=key).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        found = subscriptions.end(key) or found
    return render(
        request, "interpretations/ended.html", {"wish": found, "breadcrumb": [{"name": "订阅"}], "robots": "noindex"}
    )


@require_safe
def feed(request, key: str):
    """The same wish as RSS."""
    found = Subscription.objects.filter(key=key, ended_at=None).first()
    if found is None:
        raise Http404
    origin = settings.SITE_ORIGIN.rstrip("/")
    feed = Rss201rev2Feed(
        title=f"{found.name} - {settings.SITE['name']}", link=origin, description=found.name, language="zh-CN"
    )
    for row in push.rows_for(found, timezone.localdate()).newest().listed()[:FEED_LENGTH]:
        feed.add_item(
            title=row.title,
            link=origin + row.address,
            description=row.summary or row.title,
            pubdate=row.published_at,
            unique_id=origin + row.address,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")


def _wish(request) -> tuple[str, str, str]:
    """(scheme, code, name) of a wish that means something; an empty name otherwise."""
    scheme, code = request.GET.get("scheme", "")[:24], request.GET.get("code", "").replace("\x00", "")[:120].strip()
    if scheme == "all":
        return "all", "", "全部公开信息"
    if scheme == "search" and code:
        return scheme, code, f"检索：{code}"
    if scheme == "audience":
        return scheme, code, BY_CODE[code].name if code in BY_CODE else ""
    if scheme == "thing":
        kind, _, thing_id = code.partition(":")
        row = RegisterEntry.objects.public(timezone.localdate()).filter(kind=kind, thing_id=thing_id).first()
        return scheme, code, row.title[:200] if row else ""
    return scheme, code, known(scheme, code) if scheme in SCHEMES and code else ""


def _choices() -> list[dict]:
    links = [
        {"name": row.name, "url": f"/subscriptions/?scheme=audience&code={row.code}", "text": row.says, "count": None}
        for row in BY_CODE.values()
    ]
    return [
        {
            "name": "全部公开信息",
            "url": "/subscriptions/?scheme=all",
            "text": "县政府和各单位公开的所有信息",
            "count": None,
        },
        *links,
    ]
