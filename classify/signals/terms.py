"""Signals of hours, stays, money and work: always open, a stay of days, many short slots, a vague job with high pay."""

import re
from collections.abc import Iterator

from classify.signals.seen import Seen, Span

LONG_DAY = 20
"""Hours a day that one person cannot keep."""
SHORT_STAY = 14
SHORT_SLOT = 20
CODE_WORDS = "XXX"
BOUQUET = 40
"""Fewer roses than this may well be roses."""
CLOCK = r"(?:kl\.?\s*)?([01]?\d|2[0-4])(?:[.:]([0-5]\d))?\s*(am|pm|a\.m\.|p\.m\.)?"
RANGE = re.compile(r"\d[\d:.]*\s*(?:[a-zA-Zдо.]{1,5}\s+|[-–]\s*)\d")
HOURS = re.compile(
    rf"(?<![\d.:,+/])\b{CLOCK}\s*(?:-|till|til|to|until|bis|do|до|a|la|hasta|–)\s*{CLOCK}(?![\d.:,]*\d|\s*(?:kr|:-|%|min|euro|eur|€))",
    re.IGNORECASE,
)


def long_hours(seen: Seen) -> Iterator[Span]:
    """A range of clock times of at least twenty hours."""
    if not RANGE.search(seen.words.normal.text):
        return
    for found in HOURS.finditer(seen.words.normal.text):
        if _clocked(found) and _length(found) >= LONG_DAY:
            yield seen.words.normal.outer(*found.span())


def _clocked(found: re.Match[str]) -> bool:
    """Written as a time of day: two digits or minutes on both sides, or am and pm."""
    hours = found[1], found[4]
    return all(len(hour) == len("00") for hour in hours) or bool(found[3] or found[6] or (found[2] and found[5]))


def _length(found: re.Match[str]) -> float:
    start, end = _hour(found[1], found[2], found[3]), _hour(found[4], found[5], found[6])
    return end - start if end > start else end - start + 24


def _hour(hour: str, minutes: str | None, half: str | None) -> float:
    told = int(hour) + int(minutes or 0) / 60
    if half:
        told = told % 12 + (12 if half.lower().startswith("p") else 0)
    return told


def short_stay(seen: Seen) -> Iterator[Span]:
    """A stay with first and last day, of at most two weeks."""
    closed = seen.sentences(seen.mark("closed"))
    for mention, stay in seen.stays():
        if seen.sentence_at(mention.start) in closed:
            continue
        dated = any(map(str.isdigit, stay.said))
        if dated and stay.last is not None and 0 <= (stay.last - stay.first).days <= SHORT_STAY:
            yield mention.start, mention.end


def high_volume(seen: Seen) -> Iterator[Span]:
    """Slots of minutes, with a queue or without booking."""
    queue = seen.mark("no-booking")
    if not queue:
        return
    for mention, price in seen.prices():
        if price.minutes is not None and price.minutes <= SHORT_SLOT:
            yield mention.start, mention.end
            return
    if seen.mark("short-slot"):
        yield seen.mark("short-slot")[0].span(seen.words)


def vague_job_high_pay(seen: Seen) -> Iterator[Span]:
    """Work without a trade, no experience asked, high pay: all three, each alone is ordinary."""
    told = [seen.mark(name) for name in ("vague-job", "no-experience", "high-pay")]
    if all(told) and not seen.mark("proper-employment"):
        yield told[2][0].span(seen.words)


def price_code_words(seen: Seen) -> Iterator[Span]:
    for mention, price in seen.prices():
        if price.currency == CODE_WORDS and price.amount >= BOUQUET:
            yield mention.start, mention.end
