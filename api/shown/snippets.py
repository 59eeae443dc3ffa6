"""A line or two of an ad with the words that met a question marked."""

from collections.abc import Sequence

from models.base import Record

LONGEST = 260
BEFORE = 60


class Stretch(Record):
    text: str
    marked: bool


def snippet(masked: str, spans: Sequence[tuple[int, int]], *, start: int) -> tuple[Stretch, ...]:
    """Cut masked text around its first span; `start` is where the text begins in what the spans count."""
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= start + len(masked)]
    begin = max(0, inside[0][0] - BEFORE) if inside and inside[0][1] > LONGEST else 0
    end = min(len(masked), begin + LONGEST)
    told = [Stretch(text="… ", marked=False)] if begin else []
    place = begin
    for a, b in inside:
        if a < place or b > end:
            continue
        told += [Stretch(text=masked[place:a], marked=False), Stretch(text=masked[a:b], marked=True)]
        place = b
    told.append(Stretch(text=masked[place:end] + (" …" if end < len(masked) else ""), marked=False))
    return tuple(part for part in told if part.text)
