"""Days as texts name them: months and weekdays in all languages, counted from the day of posting."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from classify.reading.lexicon import Lexicon
from classify.reading.tokens import Text

STALE = timedelta(days=60)
"""A date this far before the posting is next year's."""

CENTURY, MILLENNIUM = 100, 2000

WORD = r"(?P<{0}>[^\W\d_]+(?:[\u0e00-\u0e7f]*))\.?"
ORDINAL = r"(?:\.(?!\d)|:?[ae](?![^\W_])|st|nd|rd|th|º|ª|-?(?:го|ого|е|та|ти|tól|től|ig|én|án|jén|oji|osios))?"


RELATIVE = (("today", 0), ("tomorrow", 1), ("after_tomorrow", 2))


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, inclusive."""

    first: date
    last: date


class Calendar:
    def __init__(self, lexicon: Lexicon) -> None:
        self.months = {word: int(number) for number, words in lexicon.groups("months").items() for word in words}
        self.weekdays = {word: int(number) for number, words in lexicon.groups("weekdays").items() for word in words}
        self.short = lexicon.words("short_weekdays")

    def month(self, word: str | None) -> int | None:
        return self.months.get(word.rstrip(".").lower()) if word else None


def resolved(day: int, month: int, posted: date, year: int | None = None) -> date | None:
    """The day meant: in the year said, else in the posting's or the next; None for no such day."""
    try:
        if year is not None:
            return date(year if year >= CENTURY else MILLENNIUM + year, month, day)
        told = date(posted.year, month, day)
        return told if told >= posted - STALE else date(posted.year + 1, month, day)
    except ValueError:
        return None


def span(first: tuple[int, int], last: tuple[int, int], posted: date, year: int | None = None) -> Days | None:
    """Two (day, month) as first and last day; the last decides the year, the first lies before it."""
    end = resolved(*last, posted, year)
    if end is None:
        return None
    start = resolved(*first, posted, end.year)
    if start is None or start > end:
        start = resolved(*first, posted, end.year - 1)
    if start is None or end - start > timedelta(days=100):
        return None
    return Days(start, end)


def next_weekday(weekday: int, start: date) -> date:
    """The first such weekday on or after `start`."""
    return start + timedelta(days=(weekday - start.weekday()) % 7)


def next_day(day: int, posted: date) -> date | None:
    """The first such day of a month on or after the posting."""
    month = posted if day >= posted.day else month_end(posted) + timedelta(days=1)
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def week(number: int, posted: date) -> Days | None:
    """Monday to Sunday of an ISO week, in this year or the next."""
    try:
        monday = date.fromisocalendar(posted.year, number, 1)
    except ValueError:
        return None
    if monday + timedelta(days=6) < posted - STALE:
        monday = date.fromisocalendar(posted.year + 1, number, 1)
    return Days(monday, monday + timedelta(days=6))


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def alone(text: Text, start: int, end: int) -> bool:
    """No letter or figure touches the stretch."""
    low = text.low
    return (start == 0 or not low[start - 1].isalnum()) and (end == len(low) or not low[end].isalnum())
