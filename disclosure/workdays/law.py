"""What the calendar itself stands on: how a period is counted, and which days are holidays by law.

The 民法典 is in force since 2021-01-01; 民法总则 第二百零一条至第二百零三条 said the same before it. The 条例 has no clause on
counting: for its periods in 日 the 民法典 is followed by analogy.
"""

from dataclasses import dataclass
from datetime import date

START_NOT_COUNTED = "民法典第二百零一条第一款"  # the day itself is not counted, the period begins on the next
HOURS_RUN_AT_ONCE = "民法典第二百零一条第二款"
CORRESPONDING_DAY = "民法典第二百零二条"  # months and years end on the corresponding day, else on the month's last
LAST_DAY_MOVES = "民法典第二百零三条第一款"  # a last day that is 法定休假日 moves to the day after it
DAY_ENDS_AT_24 = "民法典第二百零三条第二款"
HOLIDAY_MEASURES = "全国年节及纪念日放假办法第二条"


@dataclass(frozen=True)
class StatutoryHoliday:
    """One line of 放假办法 第二条: days by the sun as "MM-DD", days by the moon as distances from the feast day."""

    name: str
    fixed: tuple[str, ...] = ()
    from_feast: tuple[int, ...] = ()
    effective_from: date = date(2000, 1, 1)
    effective_to: date | None = None

    def in_force(self, year: int) -> bool:
        """The Measures always changed with a new year."""
        return self.effective_from.year <= year and (self.effective_to is None or year <= self.effective_to.year)


STATUTORY_HOLIDAYS = (
    StatutoryHoliday("元旦", fixed=("01-01",)),
    StatutoryHoliday("春节", from_feast=(0, 1, 2), effective_to=date(2007, 12, 31)),
    StatutoryHoliday("春节", from_feast=(-1, 0, 1), effective_from=date(2008, 1, 1), effective_to=date(2013, 12, 31)),
    StatutoryHoliday("春节", from_feast=(0, 1, 2), effective_from=date(2014, 1, 1), effective_to=date(2024, 12, 31)),
    StatutoryHoliday("春节", from_feast=(-1, 0, 1, 2), effective_from=date(2025, 1, 1)),
    StatutoryHoliday("清明节", from_feast=(0,), effective_from=date(2008, 1, 1)),
    StatutoryHoliday("劳动节", fixed=("05-01", "05-02", "05-03"), effective_to=date(2007, 12, 31)),
    StatutoryHoliday("劳动节", fixed=("05-01",), effective_from=date(2008, 1, 1), effective_to=date(2024, 12, 31)),
    StatutoryHoliday("劳动节", fixed=("05-01", "05-02"), effective_from=date(2025, 1, 1)),
    StatutoryHoliday("端午节", from_feast=(0,), effective_from=date(2008, 1, 1)),
    StatutoryHoliday("中秋节", from_feast=(0,), effective_from=date(2008, 1, 1)),
    StatutoryHoliday("国庆节", fixed=("10-01", "10-02", "10-03")),
)


def statutory_holidays(year: int) -> tuple[StatutoryHoliday, ...]:
    """The lines of 放假办法 第二条 in force in `year`."""
    return tuple(holiday for holiday in STATUTORY_HOLIDAYS if holiday.in_force(year))
