"""Home, reading mode, site map, health and error pages."""

from datetime import timedelta

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from disclosure.compliance import running
from yushan_portal import home as front
from yushan_portal.lib import outside
from yushan_portal.navigation import menu
from yushan_portal.reading import COOKIE, SIZES, Reading

READING_KEPT = timedelta(days=365)


@require_safe
def home(request):
    """The front page: search first, then the 26 domains, then what is newest."""
    origin = f"{request.scheme}://{request.get_host()}"
    return render(request, "portal/home.html", front.page(timezone.localdate()) | {"origin": origin})


@require_safe
def site_map(request):
    """网站地图: every column, domain and organ on one page."""
    return render(request, "portal/site_map.html", front.map_page(timezone.localdate()))


@require_safe
def accessibility(request):
    """无障碍说明 (无障碍环境建设法 第三十二条)."""
    return render(request, "portal/accessibility.html", {"breadcrumb": [("无障碍说明", "")]})


@require_safe
def reading(request):
    """Set elder mode, text size or contrast, and go back; works by plain links and GET forms."""
    now = Reading.of(request)
    size = request.GET.get("size", now.size)
    chosen = Reading(
        elder=request.GET.get("elder", "1" if now.elder else "0") == "1",
        size=size if size in SIZES else "normal",
        contrast=request.GET.get("contrast", "1" if now.contrast else "0") == "1",
    )
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}) or "\n" in target:
        target = "/"
    answer = HttpResponseRedirect(target)
    answer.set_cookie(COOKIE, chosen.cookie, max_age=READING_KEPT, samesite="Lax", secure=request.is_secure())
    return answer


@require_safe
def leaving(request):
    """The page between this site and one that is not a government's (国办发〔2017〕47号); only for links written here."""
    target = request.GET.get("to", "")
    if not outside.leads_outside(target) or not outside.is_sealed(target, request.GET.get("seal", "")):
        sentence = "这个网址不完整，或者不是本站页面上的链接。"
        return render(request, "400.html", {"sentence": sentence}, status=400)
    return render(request, "portal/leaving.html", {"target": target, "breadcrumb": [("离开本站", "")]})


@require_safe
def robots(request):
    """What crawlers may read, and where the sitemap is."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", "Disallow: /leaving/", "Disallow: /reading/"]
    lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def healthz(request):
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """The process answers and so does the database; and how late the nightly work is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"database": "ok", "daily": running.health(timezone.localdate())})


def csrf_failure(request, reason=""):
    """A form sent without its token: usually a page left open too long."""
    sentence = "页面停留太久，表单已失效。请返回上一页刷新后再提交，已填的内容可以复制保留。"
    return render(request, "403.html", {"sentence": sentence}, status=403)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


def permission_denied(request, exception=None):
    sentence = str(exception) if exception and str(exception) else ""
    return render(request, "403.html", {"sentence": sentence}, status=403)


def page_not_found(request, exception=None):
    return render(request, "404.html", {"navigation": menu()}, status=404)


def server_error(request):
    return render(request, "500.html", status=500)
