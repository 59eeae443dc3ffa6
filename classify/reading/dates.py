"""Dates of stays: ranges, from and until, weeks and tours; never opening hours, closures, memberships or updates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from classify.reading.calendar import (
    ORDINAL,
    RELATIVE,
    WORD,
    Calendar,
    Days,
    alone,
    month_end,
    next_day,
    next_weekday,
    resolved,
    span,
    week,
)
from classify.reading.context import LOCAL, Context
from classify.reading.found import Found
from classify.reading.lexicon import Lexicon, alternation
from classify.reading.tokens import Text
from models.reading import MentionKind
from models.values.date import Stay

TO = (
    r"(?:\s*-\s*|\s+(?:till|t\.?\s?o\.?\s?m\.?|till och med|to|until|til|thru|through|al|a|bis|bis zum|до|"
    r"до|по|do|och|and|und|y|la|până la|și|и|і|i|és|og|e|iki|até|ถึง|\+|&)\s+)"
    r"(?:den\s|the\s|el\s|dem\s|d\.\s|la\s)?"
)
DAY = r"(?P<{0}>\d{{1,2}})" + ORDINAL
MONTH_DAY = re.compile(
    DAY.format("d1")
    + rf"(?:\s?(?:de\s|of\s)?{WORD.format('m1')})??"
    + rf"(?:{TO}|\s(?=\d{{1,2}}-))"
    + DAY.format("d2")
    + rf"\s?(?:de\s|of\s)?{WORD.format('m2')}(?:\s(?P<y>20\d\d)(?!\d))?"
)
DAY_FIRST = re.compile(DAY.format("d1") + rf"\s?(?:de\s|of\s)?{WORD.format('m1')}(?:\s(?P<y>20\d\d)(?!\d))?")
AFTER_MONTH = re.compile(
    rf"\.?\s?(?:d\.\s?)?{DAY.format('d1')}(?:(?:{TO}|"
    rf"\s)(?:{WORD.format('m2')}\s)??{DAY.format('d2')}(?![\d:.,]?\d))?(?:,?\s(?P<y>20\d\d)(?!\d))?"
)
NUMERIC = re.compile(
    rf"(?<![\d/.,-])(?P<d1>\d{{1,2}})(?:\s?[/.]\s?(?P<m1>\d{{1,2}})\.?)?{TO}(?P<d2>\d{{1,2}})\s?(?P<s>[/.])\s?(?P<m2>\d{{1,2}})(?!\d)(?:[/.](?P<y>20\d\d|"
    rf"\d\d)(?!\d))?"
)
ONE = re.compile(
    r"(?<![\d/.,-])(?P<d1>\d{1,2})(?:/(?P<m1>\d{1,2})|\.(?P<n1>\d{1,2})\.)(?![\d/])(?:(?:/|"
    r"(?<=\.))(?P<y>20\d\d)(?!\d))?"
)
BARE_DAY = re.compile(
    r"(?:den|the)\s(?P<d>\d{1,2})(?::?[ae]|st|nd|rd|th)(?![^\W_])(?!\s(?:i |of )?[^\W\d_]{3,10}\s?\d)"
)
ISO = re.compile(
    r"(?<![\d-])(20\d\d)-(\d\d)-(\d\d)(?!\d)(?:\s?(?:-|till|to|--|until|bis|до|do|al|a|"
    r"/)\s?(20\d\d)-(\d\d)-(\d\d)(?!\d))?"
)
HOURS = re.compile(
    r"\s{0,2}(?:,?\s?(?:kl\.?|at|klockan|um|о|в|at)?\s?\d{1,2}(?:[:.]\d\d|"
    r"\s?[ap]m)?\s?-\s?\d{1,2}(?!\s?[/.]\s?\d)|\d{1,2}\s?[ap]m|kl)"
)
UNTIL_ENDING, FROM_ENDING = ("ig", "hin", "hon", "oon"), ("tól", "től", "sta", "stä")
BEFORE, AFTER, REACH = 45, 24, 45
FEW = 3
CLAUSE, SENTENCE = re.compile(r"[.!?;\n,|(]"), re.compile(r"[!?\n;]|\.\s(?!\d|[a-zåäö])")
ROLE_NEAR = (
    r"\s(?:på\s|den\s|on\s|in\s|w\s|в\s|во\s|la\s|el\s|am\s|zum\s|the\s|d\.\s|кінця\s|the evening of\s|"
    r"early\s|this\s|nu\s|nästa\s|kommande\s|next\s)?$"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A day or days named in the text, with the role that the words before give it."""

    start: int
    end: int
    days: Days
    role: str
    """`range`, `from`, `until` or `day`."""
    weekday: bool = False


class Dates:
    def __init__(self, lexicon: Lexicon) -> None:
        self._calendar = Calendar(lexicon)
        joiners = {"and", "och", "und", "y", "și", "si", "и", "i", "ir", "és", "og", "e", "en", "a", "hem"}
        self._until = re.compile(alternation(lexicon.words("until") - joiners) + ROLE_NEAR)
        self._from = re.compile(alternation(lexicon.words("from")) + ROLE_NEAR)
        self._cue = lexicon.pattern("stay_cue")
        self._not = lexicon.pattern("not_stay")
        weeks = "|".join(sorted(map(re.escape, lexicon.words("week_word")), key=len, reverse=True))
        self._week = re.compile(
            rf"(?<![^\W_])(?:{weeks})\s?(?P<w1>\d{{1,2}})(?!\d|:\d)(?:\s?(?:-|till|to|och|and|&|,|"
            rf"bis)\s?(?P<w2>\d{{1,2}})(?!\d))?"
        )
        self._whole = re.compile(alternation(lexicon.words("whole_month")) + r"\s(?:of\s|de\s)?$")

    def find(self, text: Text, context: Context, places: tuple[tuple[int, int], ...]) -> Iterator[Found]:
        if context.posted_at is None:
            return
        posted = context.posted_at.astimezone(LOCAL).date()
        marks = sorted(self._marks(text, posted), key=lambda mark: (mark.start, -mark.end))
        free = [mark for mark in _apart(marks) if text.free(mark.start, mark.end)]
        kept = [mark for mark in free if not self._no_stay(text, mark)]
        yield from self._stays(text, kept, posted, places)

    def _marks(self, text: Text, posted: date) -> Iterator[Mark]:
        yield from self._iso(text)
        yield from self._numeric(text, posted)
        yield from self._named_months(text, posted)
        yield from self._weekdays(text, posted)
        yield from self._relative(text, posted)
        yield from self._bare_days(text, posted)
        yield from self._weeks(text, posted)

    def _iso(self, text: Text) -> Iterator[Mark]:
        for found in ISO.finditer(text.low):
            first, last = _day(found[1], found[2], found[3]), _day(found[4], found[5], found[6])
            if first is not None and (last is None or last >= first):
                yield self._mark(text, found.span(), Days(first, last or first), ranged=last is not None)

    def _numeric(self, text: Text, posted: date) -> Iterator[Mark]:
        for found in NUMERIC.finditer(text.low):
            year = int(found["y"]) if found["y"] else None
            last = (int(found["d2"]), int(found["m2"]))
            days = span((int(found["d1"]), int(found["m1"] or found["m2"])), last, posted, year)
            if days is not None and alone(text, *found.span()):
                yield self._mark(text, found.span(), days, ranged=True)
        for found in ONE.finditer(text.low):
            day = resolved(
                int(found["d1"]), int(found["m1"] or found["n1"]), posted, int(found["y"]) if found["y"] else None
            )
            if day is not None:
                yield self._mark(text, found.span(), Days(day, day), ranged=False)

    def _named_months(self, text: Text, posted: date) -> Iterator[Mark]:
        month = self._calendar.month
        for found in (*MONTH_DAY.finditer(text.low), *DAY_FIRST.finditer(text.low)):
            ranged = "m2" in found.re.groupindex
            last = month(found["m2"] if ranged else found["m1"])
            first = month(found["m1"]) if ranged and found["m1"] else last
            if last is None or first is None:
                continue
            yield from self._dated(text, found, (first, last), posted, ranged=ranged)
        for token in text.tokens:
            if token.low in self._calendar.months:
                yield from self._after_month(text, token.start, token.end, posted)

    def _after_month(self, text: Text, start: int, end: int, posted: date) -> Iterator[Mark]:
        """'March 3-7', 'Kovo 3-7 d.', and whole months."""
        month = self._calendar.months[text.low[start:end]]
        found = AFTER_MONTH.match(text.low, end)
        if found is not None and not text.low[found.end() : found.end() + 1].isalnum():
            last = self._calendar.month(found["m2"]) or month
            days = span((int(found["d1"]), month), (int(found["d2"] or found["d1"]), last), posted)
            if days is not None:
                yield self._mark(text, (start, found.end()), days, ranged=found["d2"] is not None)
        elif self._whole.search(text.low[max(0, start - 12) : start]):
            first = resolved(1, month, posted)
            if first is not None:
                begins = max(first, posted) if first.month == posted.month else first
                yield Mark(start, end, Days(begins, month_end(first)), "range")

    def _dated(
        self, text: Text, found: re.Match[str], months: tuple[int, int], posted: date, *, ranged: bool
    ) -> Iterator[Mark]:
        year = int(found["y"]) if found["y"] else None
        last = int(found["d2"]) if ranged else int(found["d1"])
        days = span((int(found["d1"]), months[0]), (last, months[1]), posted, year)
        before = text.low[found.start() - 1 : found.start()]
        if days is not None and not (before.isalnum() or before in (":", ".", "/")):
            yield self._mark(text, found.span(), days, ranged=ranged)

    def _weekdays(self, text: Text, posted: date) -> Iterator[Mark]:
        for token in text.tokens:
            weekday = self._calendar.weekdays.get(token.low)
            if weekday is None or HOURS.match(text.low, token.end):
                continue
            day = next_weekday(weekday, posted)
            mark = self._mark(text, (token.start, token.end), Days(day, day), ranged=False, weekday=True)
            if mark.role != "day" or token.low not in self._calendar.short:
                yield mark

    def _relative(self, text: Text, posted: date) -> Iterator[Mark]:
        for section, after in RELATIVE:
            for found in text.met(section):
                day = posted + timedelta(days=after)
                yield self._mark(text, found[:2], Days(day, day), ranged=False, weekday=True)

    def _bare_days(self, text: Text, posted: date) -> Iterator[Mark]:
        """'till den 10:e', 'until the 10th': the next such day."""
        for found in BARE_DAY.finditer(text.low):
            day = next_day(int(found["d"]), posted)
            role = self._role(text, found.span())
            if day is not None and role != "day":
                yield Mark(*found.span(), Days(day, day), role)

    def _weeks(self, text: Text, posted: date) -> Iterator[Mark]:
        weeks = self._week.finditer(text.low) if text.met("week_word") else ()
        for found in weeks:
            first, last = week(int(found["w1"]), posted), week(int(found["w2"] or found["w1"]), posted)
            if first is not None and last is not None and first.first <= last.last:
                yield Mark(*found.span(), Days(first.first, last.last), "range")
        monday = posted - timedelta(days=posted.weekday())
        sunday = monday + timedelta(days=6)
        loose = {
            "this_week": Days(posted, sunday),
            "next_week": Days(monday + timedelta(days=7), sunday + timedelta(days=7)),
            "this_weekend": Days(max(posted, sunday - timedelta(days=1)), sunday),
            "this_month": Days(posted, month_end(posted)),
        }
        for section, days in loose.items():
            for met in text.met(section):
                yield Mark(met.start, met.end, days, "loose")

    def _mark(self, text: Text, stretch: tuple[int, int], days: Days, *, ranged: bool, weekday: bool = False) -> Mark:
        return Mark(*stretch, days, "range" if ranged else self._role(text, stretch), weekday)

    def _role(self, text: Text, stretch: tuple[int, int]) -> str:
        before = text.low[max(0, stretch[0] - BEFORE) : stretch[0]]
        said = text.low[stretch[0] : stretch[1]]
        if self._until.search(before) or said.endswith(UNTIL_ENDING):
            return "until"
        return "from" if self._from.search(before) or said.endswith(FROM_ENDING) else "day"

    def _no_stay(self, text: Text, mark: Mark) -> bool:
        """Closures, opening hours, memberships and updates say no stay."""
        before = CLAUSE.split(text.low[max(0, mark.start - BEFORE) : mark.start])[-1]
        after = CLAUSE.split(text.low[mark.end : mark.end + AFTER])[0]
        return bool(self._not.search(before) or self._not.search(after) or HOURS.match(text.low, mark.end))

    def _stays(
        self, text: Text, marks: list[Mark], posted: date, places: tuple[tuple[int, int], ...]
    ) -> Iterator[Found]:
        skip = -1
        for index, mark in enumerate(marks):
            if index <= skip:
                continue
            following = marks[index + 1] if index + 1 < len(marks) else None
            joined = following is not None and self._joined(text, mark, following)
            if joined and following is not None:
                skip = index + 1
                last = following.days.last
                if following.weekday and last < mark.days.first:
                    last = next_weekday(last.weekday(), mark.days.first)
                if last >= mark.days.first:
                    yield _stay(text, (mark.start, following.end), mark.days.first, last)
                continue
            yield from self._single(text, mark, posted, places)

    def _joined(self, text: Text, mark: Mark, following: Mark) -> bool:
        """'from Monday to Friday', 'arriving tomorrow, leaving Sunday'."""
        gap = text.low[mark.end : following.start]
        if len(gap) > REACH or SENTENCE.search(gap) or "range" in (mark.role, following.role):
            return False
        if following.role == "until" and mark.role in ("from", "day"):
            return mark.role == "from" or len(gap.split()) <= FEW
        dash = re.fullmatch(r"\s*-\s*|\s(?:och|and|y|und|и|і|i|és|ir|și)\s", gap) is not None
        return dash and mark.role == "from"

    def _single(self, text: Text, mark: Mark, posted: date, places: tuple[tuple[int, int], ...]) -> Iterator[Found]:
        stretch = (mark.start, mark.end)
        if mark.role == "range":
            yield _stay(text, stretch, mark.days.first, mark.days.last)
        elif mark.role == "until":
            if mark.days.last >= posted:
                yield _stay(text, stretch, posted, mark.days.last)
        elif mark.role == "from":
            yield _stay(text, stretch, mark.days.first, None)
        elif self._cued(text, mark, places):
            yield _stay(text, stretch, mark.days.first, mark.days.last)

    def _cued(self, text: Text, mark: Mark, places: tuple[tuple[int, int], ...]) -> bool:
        """A lone day is a stay when its sentence names a place, or says that one is in town."""
        stops = [found.end() for found in SENTENCE.finditer(text.low, 0, mark.start)]
        start = stops[-1] if stops else 0
        stop = SENTENCE.search(text.low, mark.end)
        end = stop.start() if stop is not None else len(text.low)
        near = any(start <= place[0] < end and abs(place[0] - mark.start) < 2 * REACH for place in places)
        return near or (
            not mark.weekday
            and bool(self._cue.search(text.low, max(start, mark.start - REACH), min(end, mark.end + REACH)))
        )


def _stay(text: Text, stretch: tuple[int, int], first: date, last: date | None) -> Found:
    text.take(*stretch)
    return Found(MentionKind.DATE, *stretch, Stay(said=text.said(*stretch), first=first, last=last), "dates")


def _apart(marks: list[Mark]) -> list[Mark]:
    """Marks that do not overlap; the longer wins."""
    kept: list[Mark] = []
    for mark in marks:
        if kept and mark.start < kept[-1].end:
            if mark.end - mark.start > kept[-1].end - kept[-1].start:
                kept[-1] = mark
            continue
        kept.append(mark)
    return kept


def _day(year: str | None, month: str | None, day: str | None) -> date | None:
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        return None
