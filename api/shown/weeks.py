"""Hits by week as bars: weeks without a hit stand too, so that the drawing keeps time."""

from collections.abc import Sequence
from datetime import date, timedelta

from models.base import Record
from models.search import Week

BAR, HEIGHT, GAP = 14, 60, 3
MOST = 104


class WeekBar(Record):
    x: int
    y: float
    width: int
    height: float
    monday: date
    count: int


class Weeks(Record):
    bars: tuple[WeekBar, ...]
    width: int
    height: int


def week_bars(weeks: Sequence[Week]) -> Weeks:
    """The latest two years, every week between the first and the last hit."""
    counts = {week.monday: week.count for week in weeks}
    most = max(counts.values(), default=1)
    mondays = _between(min(counts), max(counts)) if counts else []
    bars = tuple(_bar(place, monday, counts.get(monday, 0), most) for place, monday in enumerate(mondays[-MOST:]))
    return Weeks(bars=bars, width=BAR * max(len(bars), 1), height=HEIGHT)


def _between(first: date, last: date) -> list[date]:
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _bar(place: int, monday: date, count: int, most: int) -> WeekBar:
    height = round(HEIGHT * count / most, 1)
    return WeekBar(
        x=BAR * place + 1, y=round(HEIGHT - height, 1), width=BAR - GAP, height=height, monday=monday, count=count
    )
