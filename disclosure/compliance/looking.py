"""Who looks: every desk page of compliance begins here, with the person's organs and the day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.compliance.guards import NotAllowed, is_office, scope

SECTIONS = (
    ("总览", ""), ("检查问题", "findings/"), ("指标", "indicators/"), ("公开责任", "duties/"), ("单位比较", "organs/"),
    ("整改单", "orders/"), ("工作方案", "plan/"), ("法定日历", "calendar/"), ("例外", "exemptions/"), ("例行工作", "chores/"),
)  # fmt: skip


@dataclass(frozen=True)
class Looking:
    """The person, the day, and the organs whose figures they see (None: all)."""

    user: object
    on: date
    codes: frozenset[str] | None
    office: bool

    def sees(self, organ_code: str) -> bool:
        return self.codes is None or organ_code in self.codes


def page(view: Callable) -> Callable:
    """A desk page of compliance: PermissionDenied for whoever has no organ to look at; the view gets `looking`."""

    @wraps(view)
    def shown(request, *args, **kwargs):
        on = timezone.localdate()
        codes = scope(request.user, on)
        if codes is not None and not codes:
            raise PermissionDenied("监督检查由公开办和各单位的经办、审核、签发人员查看。")
        request.looking = Looking(request.user, on, codes, is_office(request.user, on))
        try:
            return view(request, *args, **kwargs)
        except NotAllowed:
            raise PermissionDenied("您没有办理这一步的权限。") from None

    return shown


def office_page(view: Callable) -> Callable:
    """A desk page of the office alone."""

    @page
    @wraps(view)
    def shown(request, *args, **kwargs):
        if not request.looking.office:
            raise PermissionDenied("这一页由公开办使用。")
        return view(request, *args, **kwargs)

    return shown


def render(request, template: str, title: str, **context) -> TemplateResponse:
    """A desk page with the sections of compliance above it."""
    frame = admin.site.each_context(request)
    root = "/admin/compliance/"
    sections = [
        {"name": name, "url": root + path, "here": _here(request.path, root + path, path)} for name, path in SECTIONS
    ]
    status = context.pop("status", 200)
    return TemplateResponse(
        request, f"compliance/{template}", {**frame, "title": title, "sections": sections, "looking": request.looking, **context}, status=status
    )  # fmt: skip


def _here(path: str, url: str, own: str) -> bool:
    return path == url if not own else path.startswith(url)
