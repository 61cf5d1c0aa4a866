"""The words in which notices and their days are asked for."""

from django.db import models


class CalendarNoticeQuerySet(models.QuerySet):
    def in_force(self):
        """The notice that counts of each year."""
        return self.filter(superseded=False)

    def of_year(self, year: int):
        """All versions for one year, the newest first."""
        return self.filter(year=year).order_by("-version")


class CalendarDayQuerySet(models.QuerySet):
    def in_force(self):
        """The days of the notices that count, so that a later year's notice has the last word on late December."""
        return self.filter(notice__superseded=False).order_by("notice__year", "date")
