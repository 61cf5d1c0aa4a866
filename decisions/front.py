"""The box of open consultations on the front page."""

from datetime import date

from django.utils import timezone

from decisions import presentation
from decisions.models import Consultation
from yushan_portal.lib.front import FrontBox, FrontBoxMaker

MOST = 3


def open_consultations(on: date) -> FrontBox:
    """What anyone may comment on now, the one that closes first at the head."""
    at = timezone.now()
    rows = Consultation.objects.public(on).taking_opinions(on).select_related("organ").soonest()[:MOST]
    return FrontBox(
        "正在征求意见",
        "consultations",
        "/decisions/consultations/",
        "全部征求意见",
        cards=tuple(presentation.card(row, at) for row in rows),
        empty={
            "title": "现在没有正在征求意见的事项",
            "text": "",
            "links": [{"label": "看以往意见的采纳情况", "url": "/decisions/consultations/"}],
        },
    )


FRONT_BOXES = (FrontBoxMaker(20, open_consultations),)
