"""政务舆情 at the desk: registered, with its clock hours, escalations and acts."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from disclosure.publishing.desk.scope import works_here
from interpretations.actions import concerns
from interpretations.clock import ticket_clocks
from interpretations.desk.lists import DeskList
from interpretations.guards import Refused, reasons_against_ticket
from interpretations.kinds import FIELD_CHOICES, TicketLevel
from interpretations.models import Ticket
from interpretations.workflow import TICKET_WORKFLOW

EVENTS = {"open": "登记", "escalate": "超时升级"} | {row.verb: row.name for row in TICKET_WORKFLOW}


class TicketForm(forms.Form):
    field = forms.ChoiceField(label="领域", choices=FIELD_CHOICES)
    title = forms.CharField(label="事由", max_length=200)
    text = forms.CharField(label="情况", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 5}))
    source = forms.CharField(label="发现渠道", required=False, max_length=100)
    level = forms.ChoiceField(label="等级", choices=TicketLevel.choices, initial=TicketLevel.ORDINARY)
    noticed_at = forms.DateTimeField(
        label="发现时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        help_text="时限从这一刻起按小时计算",
    )


@admin.register(Ticket)
class TicketAdmin(DeskList, admin.ModelAdmin):
    list_display = ("title_link", "field", "level", "organ", "state", "noticed_at", "clocks")
    list_display_links = None
    list_filter = ("state", "field", "level")
    search_fields = ("title", "text")
    list_select_related = ("organ",)
    actions = None

    def get_queryset(self, request):
        return Ticket.objects.visible_to(request.user, timezone.localdate()).order_by("-pk")

    def _works(self, request, obj=None):
        return works_here(request.user, timezone.localdate())

    has_module_permission = has_view_permission = has_change_permission = has_add_permission = _works

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="事由")
    def title_link(self, ticket):
        return format_html('<a href="{}/change/">{}</a>', ticket.pk, ticket.title)

    @admin.display(description="时限")
    def clocks(self, ticket):
        now = timezone.now()
        return "；".join(
            f"{clock.name} {timezone.localtime(clock.deadline.at):%m-%d %H:%M}{' 超时' if clock.late(now) else ''}"
            for clock in ticket_clocks(ticket)
        )

    def get_urls(self):
        pages = (
            ("", self.changelist_view, "changelist"),
            ("add/", self.open, "add"),
            ("<int:pk>/change/", self.matter, "change"),
            ("<int:pk>/act/<slug:verb>/", self.act, "act"),
        )
        return [
            path(route, self.admin_site.admin_view(view), name=f"interpretations_ticket_{name}")
            for route, view, name in pages
        ]

    def _page(self, request, **values):
        return {
            **self.admin_site.each_context(request),
            "opts": self.model._meta,
            "list_url": "admin:interpretations_ticket_changelist",
            **values,
        }

    def _one(self, request, pk) -> Ticket:
        if not self._works(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request).select_related("organ"), pk=pk)

    def open(self, request):
        if not self._works(request):
            raise PermissionDenied
        form, reasons = TicketForm(request.POST or None), []
        if request.method == "POST" and form.is_valid():
            try:
                ticket = concerns.open_ticket(by=request.user, **form.cleaned_data)
            except Refused as refusal:
                reasons = refusal.reasons
            else:
                return HttpResponseRedirect(reverse("admin:interpretations_ticket_change", args=[ticket.pk]))
        page = self._page(request, title="登记舆情", form=form, reasons=reasons)
        return render(request, "interpretations/desk/ticket_open.html", page)

    def matter(self, request, pk: int, reasons=(), status=200):
        ticket, now = self._one(request, pk), timezone.now()
        allowed = {
            row.verb
            for row in TICKET_WORKFLOW
            if not reasons_against_ticket(ticket, row.verb, by=request.user, at=now, reason="-")
        }
        page = self._page(
            request,
            title=ticket.title,
            ticket=ticket,
            clocks=[(clock, clock.late(now)) for clock in ticket_clocks(ticket)],
            events=[(row, EVENTS.get(row.verb, row.verb)) for row in ticket.events.all()],
            allowed=allowed,
            responses=ticket.responses.all(),
            levels=TicketLevel.choices,
            reasons=reasons,
        )
        return render(request, "interpretations/desk/ticket.html", page, status=status)

    def act(self, request, pk: int, verb: str):
        ticket = self._one(request, pk)
        note, by = request.POST.get("reason", "")[:300], request.user
        if request.method == "POST":
            try:
                if verb == "regrade":
                    level = request.POST.get("level", "")
                    if level not in TicketLevel.values:
                        raise Refused(["请选择等级。"])
                    concerns.regrade(ticket, level, by=by, reason=note)
                elif verb == "response":
                    made = concerns.draft_response(ticket, by=by)
                    return HttpResponseRedirect(reverse("admin:interpretations_concernresponse_change", args=[made.pk]))
                elif verb in ("respond", "confer", "finish"):
                    getattr(concerns, verb)(ticket, by=by, note=note)
                else:
                    raise Refused(["没有这个办理步骤。"])
            except Refused as refusal:
                return self.matter(request, pk, reasons=refusal.reasons, status=409)
            messages.success(request, "已登记。")
        return HttpResponseRedirect(reverse("admin:interpretations_ticket_change", args=[pk]))
