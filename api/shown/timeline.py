"""When the ads of an advertiser were met: rows for the drawing and for its table twin, from the same sightings."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from models.ad import Sighting
from models.base import Id, Moment, Record
from models.desk import AdTimes

WIDTH = 720.0
MARGIN = 8.0


class Bar(Record):
    """One ad from its first to its last sighting; `dots` are places of the sightings, in units of the drawing."""

    ad: Id
    site: str
    persona: int
    """Number of the persona it belongs to, from 1; 0 for none."""
    x: float
    width: float
    dots: tuple[float, ...]
    first_seen_at: Moment
    last_seen_at: Moment
    gone_at: Moment | None
    sightings: int


class Tick(Record):
    x: float
    at: Moment


class Timeline(Record):
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    left_out: int
    """Ads that are not drawn because there are more than fit."""


def timeline(
    times: Sequence[AdTimes], sightings: Sequence[Sighting], *, personas: dict[Id, int], at_most: int = 40
) -> Timeline:
    """Oldest first; the newest `at_most` ads are drawn."""
    ordered = sorted(times, key=lambda seen: (seen.first_seen_at, seen.ad))
    shown = ordered[-at_most:]
    if not shown:
        return Timeline(bars=(), ticks=(), left_out=0)
    first, last = min(t.first_seen_at for t in shown), max(t.last_seen_at for t in shown)
    met: dict[Id, list[datetime]] = {}
    for sighting in sightings:
        met.setdefault(sighting.ad, []).append(sighting.seen_at)
    bars = tuple(_bar(seen, met.get(seen.ad, []), (first, last), personas.get(seen.ad, 0)) for seen in shown)
    return Timeline(bars=bars, ticks=_ticks(first, last), left_out=len(ordered) - len(shown))


def _bar(seen: AdTimes, met: list[datetime], span: tuple[datetime, datetime], persona: int) -> Bar:
    start, end = _place(seen.first_seen_at, span), _place(seen.last_seen_at, span)
    return Bar(
        ad=seen.ad,
        site=seen.site,
        persona=persona,
        x=start,
        width=round(end - start, 1),
        dots=tuple(sorted({_place(moment, span) for moment in met})),
        first_seen_at=seen.first_seen_at,
        last_seen_at=seen.last_seen_at,
        gone_at=seen.gone_at,
        sightings=seen.sightings or len(met),
    )


def _place(moment: datetime, span: tuple[datetime, datetime]) -> float:
    whole = (span[1] - span[0]) / timedelta(seconds=1)
    share = (moment - span[0]) / timedelta(seconds=1) / whole if whole else 0.5
    return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)


def _ticks(first: datetime, last: datetime, *, count: int = 4) -> tuple[Tick, ...]:
    if first == last:
        return (Tick(x=_place(first, (first, last)), at=first),)
    step = (last - first) / count
    return tuple(Tick(x=_place(first + step * n, (first, last)), at=first + step * n) for n in range(count + 1))
