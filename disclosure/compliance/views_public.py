"""The public scoreboard."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.compliance.columns import SCOREBOARD
from disclosure.compliance.scoreboard import board


@require_safe
def scoreboard(request):
    """What the office chooses to show, as of the day that was last checked."""
    page = board(timezone.localdate())
    return render(
        request, "compliance/scoreboard.html", {**page, "column": SCOREBOARD, "breadcrumb": [(SCOREBOARD.name, "")]}
    )
