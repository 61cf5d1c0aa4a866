"""Questions and messages at the desk: list by who waits longest, one page a matter with its clock and its acts."""

import secrets

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from disclosure.departments.models import Department
from disclosure.departments.permissions import departments_of
from disclosure.publishing.desk.filters import OrganFilter
from disclosure.publishing.desk.office import OfficeAdmin
from disclosure.publishing.desk.scope import works_here
from interpretations import statistics
from interpretations.actions import inquiries
from interpretations.actions.answers import draft_from
from interpretations.clock import inquiry_clock, veto_clock
from interpretations.desk.lists import DeskList
from interpretations.forms import DeskIntakeForm, ReplyForm
from interpretations.guards import Refused, reasons_against
from interpretations.kinds import BOX_CHOICES
from interpretations.models import Inquiry, PolicyOfficer
from interpretations.workflow import INQUIRY_WORKFLOW
from yushan_portal.lib.receipts import new_lookup_code

EVENTS = {"receive": "收到"} | {row.verb: row.name for row in INQUIRY_WORKFLOW}
DONE = {
    "route": "已转办。",
    "draft": "答复已拟好，等另一人审签。",
    "approve": "答复已审签，来信人现在可以看到。",
    "return": "已退回重拟。",
    "close": "已办结：不予受理。",
}


@admin.register(PolicyOfficer)
class PolicyOfficerAdmin(OfficeAdmin):
    """The register of 政策专员 and their substitutes, kept by the office."""

    list_display = ("organ", "rank", "user", "phone", "valid_from", "valid_to")
    fields = ("organ", "rank", "user", "phone", "valid_from", "valid_to")
    search_fields = ("organ__name", "user__name")


@admin.register(Inquiry)
class InquiryAdmin(DeskList, admin.ModelAdmin):
    """Read and acted upon; nobody edits a citizen's words."""

    list_display = ("subject_link", "box", "organ_name", "officer", "state", "due")
    list_display_links = None
    room_links = (("读不懂清单", "unclear/"), ("受理反馈统计", "/messages/figures/"))
    list_filter = ("state", "box", "channel", OrganFilter)
    search_fields = ("number", "subject", "text")
    list_select_related = ("organ", "officer")
    list_per_page = 50
    actions = None
    ordering = ("received_at",)

    def get_queryset(self, request):
        return Inquiry.objects.visible_to(request.user, timezone.localdate())

    def _works(self, request, obj=None):
        return works_here(request.user, timezone.localdate())

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _works

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="标题")
    def subject_link(self, row):
        return format_html('<a href="{}/change/">{} {}</a>', row.pk, row.number, row.subject)

    @admin.display(description="承办单位", ordering="organ__order")
    def organ_name(self, row):
        return row.organ.short_name

    @admin.display(description="答复期限")
    def due(self, row):
        clock, now = inquiry_clock(row), timezone.now()
        late = clock.late(now)
        word = "逾期" if late else ("已答复" if not clock.running() else f"还剩 {clock.days_left(now)} 天")
        return format_html(
            '{} <span class="tag tag--{}">{}</span>', clock.deadline, "error" if late else "neutral", word
        )

    def get_urls(self):
        pages = (
            ("", self.changelist_view, "changelist"),
            ("add/", self.take_down, "add"),
            ("unclear/", self.unclear, "unclear"),
            ("<int:pk>/change/", self.matter, "change"),
            ("<int:pk>/act/<slug:verb>/", self.act, "act"),
        )
        return [
            path(route, self.admin_site.admin_view(view), name=f"interpretations_inquiry_{name}")
            for route, view, name in pages
        ]

    # --- pages ---

    def _page(self, request, **values):
        return {
            **self.admin_site.each_context(request),
            "opts": self.model._meta,
            "list_url": "admin:interpretations_inquiry_changelist",
            **values,
        }

    def _one(self, request, pk) -> Inquiry:
        if not self._works(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request).select_related("organ", "officer", "document"), pk=pk)

    def matter(self, request, pk: int, form=None, reasons=(), status=200):
        """One matter: words, clock with derivation, events, drafts, and what may be done now."""
        inquiry, now = self._one(request, pk), timezone.now()
        verbs = [
            (row, reasons_against(inquiry, row.verb, by=request.user, at=now, reason="-")) for row in INQUIRY_WORKFLOW
        ]
        initial = {
            "document_number": inquiry.document and (inquiry.document.document_number or inquiry.document.pk),
            "anchor": inquiry.anchor,
        }
        page = self._page(
            request,
            title=str(inquiry),
            inquiry=inquiry,
            clock=inquiry_clock(inquiry),
            late=inquiry_clock(inquiry).late(now),
            veto=inquiry.is_open and veto_clock(inquiry),
            events=[(row, EVENTS.get(row.verb, row.verb)) for row in inquiry.events.select_related("organ")],
            replies=inquiry.replies.select_related("written_by", "approved_by", "document"),
            allowed={row.verb for row, against in verbs if not against},
            organs=Department.objects.standing(timezone.localdate(now)).disclosing(),
            form=form or ReplyForm(initial=initial),
            reasons=reasons,
        )
        return render(request, "interpretations/desk/inquiry.html", page, status=status)

    def act(self, request, pk: int, verb: str):
        """POST does it; refusals come back with their sentences and nothing typed is lost."""
        inquiry = self._one(request, pk)
        back = HttpResponseRedirect(reverse("admin:interpretations_inquiry_change", args=[pk]))
        if request.method != "POST":
            return back
        form = ReplyForm(request.POST) if verb == "draft" else None
        if form is not None and not form.is_valid():
            return self.matter(request, pk, form=form, status=422)
        try:
            made = self._done(request, inquiry, verb, form)
        except Refused as refusal:
            return self.matter(request, pk, form=form, reasons=refusal.reasons, status=409)
        if made is not None:
            options = made._meta
            return HttpResponseRedirect(
                reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[made.pk])
            )
        messages.success(request, DONE[verb])
        if not self.get_queryset(request).filter(pk=pk).exists():
            return HttpResponseRedirect(reverse("admin:interpretations_inquiry_changelist"))
        return back

    def _done(self, request, inquiry, verb, form):
        by, reason = request.user, request.POST.get("reason", "")[:300]
        if verb == "draft":
            given = form.cleaned_data
            inquiries.draft_reply(
                inquiry, given["text"], by=by, document=given["document_number"], anchor=given["anchor"]
            )
        elif verb == "route":
            organ = Department.objects.filter(code=request.POST.get("organ", "")[:20]).first()
            if organ is None:
                raise Refused(["请选择承办单位。"])
            inquiries.route(inquiry, organ, by=by, note=reason)
        elif verb == "approve":
            inquiries.approve_reply(inquiry, by=by)
        elif verb == "return":
            inquiries.return_reply(inquiry, by=by, reason=reason)
        elif verb == "close":
            inquiries.close(inquiry, by=by, reason=reason)
        elif verb == "publish":
            return draft_from(inquiry, by=by)
        else:
            raise Refused(["没有这个办理步骤。"])
        return None

    def take_down(self, request):
        """A question from the window, the telephone or 12345; the code is told to the person there and then."""
        if not self._works(request):
            raise PermissionDenied
        form = DeskIntakeForm(request.POST or None)
        form.fields["box"].choices = BOX_CHOICES
        form.fields["organ"].queryset = Department.objects.standing(timezone.localdate()).disclosing()
        page = self._page(request, title="登记来信来电", form=form)
        if request.method == "POST" and form.is_valid():
            given, code = dict(form.cleaned_data), new_lookup_code()
            box = given.pop("box")
            inquiry = inquiries.receive(box, nonce=secrets.token_hex(12), code=code, by=request.user, **given)
            page |= {"inquiry": inquiry, "code": code, "clock": inquiry_clock(inquiry)}
        return render(request, "interpretations/desk/take_down.html", page)

    def unclear(self, request):
        """读不懂清单 with the questions behind each figure, for the drafters: papers of the person's own organs."""
        if not self._works(request):
            raise PermissionDenied
        rows = statistics.unclear(organs=departments_of(request.user, timezone.localdate()))
        page = self._page(request, title="读不懂清单", rows=rows)
        return render(request, "interpretations/desk/unclear.html", page)
