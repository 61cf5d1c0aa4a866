"""When things of this room are due: computed from their moments and the calendar, never stored.

Working days end at 24:00 of the last day; hours of 舆情 run by the clock, day and night, holidays too.
"""

from dataclasses import dataclass
from datetime import datetime

from disclosure import workdays
from disclosure.workdays import Deadline, WorkCalendar
from interpretations import law
from interpretations.kinds import TicketLevel
from yushan_portal.lib.periods import Period, local_day


@dataclass(frozen=True)
class Clock:
    """One running duty: what, until when, and whether it was done in time."""

    name: str
    deadline: Deadline
    done_at: datetime | None = None

    def late(self, at: datetime) -> bool:
        """Whether it is, or was, done too late, seen from `at`."""
        return self.deadline.passed(self.done_at or at)

    def running(self) -> bool:
        return self.done_at is None

    def days_left(self, at: datetime) -> int:
        return (self.deadline.on - local_day(at)).days


def interpretation_clock(document, done_at=None, calendar: WorkCalendar | None = None) -> Clock:
    """From publication: aimed at the same day, at the latest the third working day after it."""
    return Clock("政策解读", _due(law.INTERPRET_LIMIT, document.published_at, calendar), done_at)


def inquiry_clock(inquiry, calendar: WorkCalendar | None = None) -> Clock:
    """The box's own period from the day of receipt; handing on between organs does not stop it."""
    box = inquiry.kind_of_box
    return Clock(f"{box.name}答复", _due(box.period, inquiry.received_at, calendar), inquiry.answered_at)


def veto_clock(inquiry, calendar: WorkCalendar | None = None) -> Clock:
    """国办秘函〔2019〕19号 单项否决: nothing unanswered for more than three months."""
    return Clock("三个月未答复", _due(law.VETO, inquiry.received_at, calendar), inquiry.answered_at)


def ticket_clocks(ticket, calendar: WorkCalendar | None = None) -> list[Clock]:
    """5 h and 24 h for grave and major events, 48 h for the rest."""
    if ticket.level == TicketLevel.ORDINARY:
        return [Clock("回应", _due(law.RESPONSE, ticket.noticed_at, calendar), ticket.responded_at)]
    return [
        Clock("发布权威信息", _due(law.FIRST_WORD, ticket.noticed_at, calendar), ticket.responded_at),
        Clock("新闻发布会", _due(law.CONFERENCE, ticket.noticed_at, calendar), ticket.conference_at),
    ]


def _due(period: Period, start: datetime, calendar: WorkCalendar | None) -> Deadline:
    return (calendar or workdays.current()).due(period, start)
