"""How long an offer lasts, in minutes: '1,5 h', 'halvtimme', 'media hora'; nights and days without minutes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from classify.reading.amounts import Amount
from classify.reading.lexicon import Lexicon
from classify.reading.tokens import Text

HOUR = 60
HEADING = re.compile(r"(?<![^\W_])(?P<h>time|timer|h|t|val|std|ora)(?=[\s:=-]{1,3}\d{3,5}(?!\d))")
"""Short words for an hour that count only right in front of a sum."""
MOST_HOURS, MOST_MINUTES = 24, 600
FIXED = (
    ("half_hour", 30),
    ("hour_and_half", 90),
    ("quarter_hour", 15),
    ("three_quarters", 45),
    ("double_hour", 120),
    ("long_time", None),
)


@dataclass(frozen=True, slots=True)
class Duration:
    start: int
    end: int
    minutes: int | None
    """None for a night, a day, a weekend."""
    unit: int
    """Minutes of the unit it was said in: a later number without unit is taken in the same."""


class Durations:
    def __init__(self, lexicon: Lexicon) -> None:
        hours, minutes = lexicon.words("hour"), lexicon.words("minute")
        halves = lexicon.within("and_half")
        self._unit = re.compile(
            rf"(?P<half>\s{halves})?\s{{0,2}}-?\s?(?:(?P<h>{_unit(hours)})|(?P<m>{_unit(minutes)}))(?:\s?(?P<more>{halves}))?"
        )
        self._per_hour = re.compile(
            r"(?:/|(?<![^\W_])(?:per|pr|à|i|за|на))\s{0,2}(?P<h>h|t|tim|hr|std|ч|time|val|godz|hour|ora|oră)\.?(?![^\W_])"
        )

    def of(self, text: Text, amounts: tuple[Amount, ...]) -> tuple[Duration, ...]:
        taken = bytearray(len(text.low))
        found: list[Duration] = []
        for one in (*self._said(text), *self._counted(text, amounts), *self._single(text)):
            if not any(taken[one.start : one.end]) and text.free(one.start, one.end):
                taken[one.start : one.end] = b"\x01" * (one.end - one.start)
                found.append(one)
        return tuple(sorted(found, key=lambda one: one.start))

    def _said(self, text: Text) -> Iterator[Duration]:
        """Set expressions; the whole hour comes last, for others contain its words."""
        for section, minutes in FIXED:
            for found in text.met(section):
                if not _after_figure(text.low, found.start):
                    yield Duration(found.start, found.end, minutes, HOUR)

    def _counted(self, text: Text, amounts: tuple[Amount, ...]) -> Iterator[Duration]:
        """A number and its unit; more hours than a day has are money, and the unit stands alone."""
        for amount in amounts:
            unit = self._unit.match(text.low, amount.end)
            if unit is None:
                continue
            hours = unit["h"] is not None
            value = amount.value + (Decimal("0.5") if unit["half"] or unit["more"] else 0)
            if value > (MOST_HOURS if hours else MOST_MINUTES) or value <= 0:
                if hours:
                    yield Duration(unit.start("h"), unit.end("h"), HOUR, HOUR)
                continue
            size = HOUR if hours else 1
            yield Duration(amount.start, unit.end(), int(value * size), size)

    def _single(self, text: Text) -> Iterator[Duration]:
        for found in (*text.met("whole_hour"), *text.met("hour_alone")):
            yield Duration(found.start, found.end, HOUR, HOUR)
        for short in (self._per_hour, HEADING):
            for one in short.finditer(text.low):
                yield Duration(one.start("h"), one.end("h"), HOUR, HOUR)


def hours_alone(lexicon: Lexicon) -> frozenset[str]:
    """Words for an hour that need no number; the short and ambiguous ones do."""
    return lexicon.words("hour") - {"t", "time", "ora", "h", "val", "ob", "timer", "std"}


def _unit(words: frozenset[str]) -> str:
    """The unit may touch its number, so only its end is a word's end."""
    told = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, told)) + r")(?![^\W_])(?!')"


def _after_figure(low: str, start: int) -> bool:
    return bool(re.search(r"\d ?\Z", low[max(0, start - 2) : start]))
