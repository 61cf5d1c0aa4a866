"""Links on public pages: collected from what the apps offer, looked at a few a day, results kept. Safe without a network."""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import unquote, urldefrag, urlsplit

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.utils import timezone

from disclosure.compliance.models import LinkTarget, PageLink
from disclosure.register.models import RegisterEntry
from yushan_portal.lib.plugins import offered

OUTSIDE_A_DAY = 300
INSIDE_A_DAY = 3000
TIMEOUT_SECONDS = 8
LONGEST = 1000
BATCH = 200
AGENT = "YushanPortalLinkCheck/1.0"


def collect() -> str:
    """Bring the links of every public page up to date. Pages that are gone take their links along."""
    seen, pages = set(), 0
    for outlinks in offered("outlinks", "OUTLINKS"):
        for page, title, organ_code, urls in outlinks(timezone.localdate()):
            seen.add(page)
            pages += 1
            _keep(page, title, organ_code, urls)
    gone = [page for page in PageLink.objects.values_list("page", flat=True).distinct() if page not in seen]
    for start in range(0, len(gone), BATCH):
        PageLink.objects.filter(page__in=gone[start : start + BATCH]).delete()
    LinkTarget.objects.filter(pages=None).delete()
    return f"{pages} 个页面有链接，共 {LinkTarget.objects.count()} 个不同地址。"


def address_of(url: str) -> tuple[str, bool] | None:
    """The address to look at, and whether it is on this site; None for what is no page (mail, telephone, script)."""
    url = urldefrag(url.strip())[0]
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if not url or len(url) > LONGEST:
        return None
    if not parts.scheme and not parts.netloc:
        return (url, True) if url.startswith("/") else None
    if parts.scheme not in ("http", "https", ""):
        return None
    own = {urlsplit(settings.SITE_ORIGIN).netloc, settings.SITE.get("domain", "")}
    if parts.netloc in own:
        return (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), True
    return (url if parts.scheme else f"https:{url}"), False


@transaction.atomic
def _keep(page: str, title: str, organ_code: str, urls) -> None:
    wanted = dict(filter(None, map(address_of, urls)))
    stored = {row.target.url: row for row in PageLink.objects.filter(page=page).select_related("target")}
    for url, internal in wanted.items():
        row = stored.pop(url, None)
        if row is None:
            target, _ = LinkTarget.objects.get_or_create(url=url, defaults={"internal": internal})
            PageLink.objects.create(target=target, page=page, title=title[:500], organ_code=organ_code)
        elif (row.title, row.organ_code) != (title[:500], organ_code):
            PageLink.objects.filter(pk=row.pk).update(title=title[:500], organ_code=organ_code)
    PageLink.objects.filter(pk__in=[row.pk for row in stored.values()]).delete()


def check_inside(most: int = INSIDE_A_DAY) -> str:
    """Look at the site's own addresses, those longest unseen first: the register first, then the page itself."""
    at, on, failed, client = timezone.now(), timezone.localdate(), 0, Client(headers={"user-agent": AGENT})
    targets = list(LinkTarget.objects.inside().order_by("checked_at", "pk")[:most])
    for target in targets:
        status = _inside(target.url, on, client)
        failed += bool(status)
        _store(target, status, on, at)
    return f"站内链接检查 {len(targets)} 个，打不开 {failed} 个。"


def _inside(url: str, on: date, client: Client) -> str:
    path = unquote(urlsplit(url).path)
    entry = RegisterEntry.objects.filter(address=path).first()
    if entry is not None:
        return "" if RegisterEntry.objects.public(on).filter(pk=entry.pk).exists() else "信息已不公开"
    answer = client.get(
        url, secure=settings.SECURE, SERVER_NAME=settings.ALLOWED_HOSTS[0].lstrip(".").replace("*", "localhost")
    )
    if hasattr(answer, "close"):
        answer.close()
    return "" if answer.status_code < 400 else f"HTTP {answer.status_code}"


def check_outside(on: date, most: int = OUTSIDE_A_DAY, fetch: Callable[[str], str] | None = None) -> str:
    """Look at other sites' addresses, each at most once a day. If nothing at all answers, the line is down: nothing is kept."""
    fetch = fetch or reach
    today = timezone.make_aware(timezone.datetime(on.year, on.month, on.day))
    waiting = LinkTarget.objects.outside().exclude(checked_at__gte=today).order_by("checked_at", "pk")[:most]
    found = [(target, fetch(target.url)) for target in waiting]
    if found and all(status for _, status in found):
        return f"站外 {len(found)} 个地址全部打不开，视为本机断网，不记结果。"
    at = timezone.now() if timezone.localdate() == on else today + timedelta(hours=6)
    for target, status in found:
        _store(target, status, on, at)
    return f"站外链接检查 {len(found)} 个，打不开 {sum(bool(status) for _, status in found)} 个。"


def reach(url: str) -> str:
    """ "" if the address answers, else what went wrong. Refusals to robots (401, 403, 405, 429) count as an answer."""
    request = urllib.request.Request(url, headers={"User-Agent": AGENT})  # noqa: S310 - http and https only, see address_of
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return "" if answer.status < 400 else f"HTTP {answer.status}"
    except urllib.error.HTTPError as refusal:
        return "" if refusal.code in (401, 403, 405, 429) else f"HTTP {refusal.code}"
    except (TimeoutError, urllib.error.URLError, http.client.HTTPException, ssl.SSLError, OSError, ValueError):
        return "连接不上"


def _store(target: LinkTarget, status: str, on: date, at) -> None:
    target.checked_at, target.status = at, status[:100]
    target.failures = target.failures + 1 if status else 0
    target.failing_since = (target.failing_since or on) if status else None
    target.save(update_fields=["checked_at", "status", "failures", "failing_since"])
