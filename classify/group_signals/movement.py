"""Group signals of movement: a circuit of towns in short time, persons who move in step."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from classify.group_signals.group import Group, GroupAd, counted
from models.assessment import Fact

WINDOW = timedelta(days=30)
TOWNS = 3
SAME_DAYS = timedelta(days=3)
STEPS = 2
IN_STEP = 2

Stop = tuple[datetime, str, GroupAd]


def city_circuit(group: Group) -> tuple[Fact, ...]:
    """Three municipalities within 30 days, each by an ad of its own; an ad with several towns counts for the first."""
    best: list[Stop] = []
    stops = sorted(_stops(group.ads), key=lambda stop: (stop[0], stop[1]))
    begin = 0
    for end, stop in enumerate(stops):
        while stop[0] - stops[begin][0] > WINDOW:
            begin += 1
        best = max(best, stops[begin : end + 1], key=_towns)
    if _towns(best) < TOWNS:
        return ()
    return counted("municipalities", _towns(best), [stop[2] for stop in best]), counted("days", _days(best))


def synchronised_movement(group: Group) -> tuple[Fact, ...]:
    """Persons whose ads come to the same two towns within days of each other."""
    paths: dict[str, list[Stop]] = defaultdict(list)
    for at, town, ad in _stops(group.ads):
        for name in ad.names:
            paths[name].append((at, town, ad))
    moved = {name: path for name, path in paths.items() if len({town for _, town, _ in path}) >= STEPS}
    told = sorted(moved)
    for index, name in enumerate(told):
        with_her = [other for other in told[index + 1 :] if _in_step(moved[name], moved[other])]
        if len(with_her) + 1 >= IN_STEP:
            ads = [stop[2] for one in (name, *with_her) for stop in moved[one]]
            return counted("persons", len(with_her) + 1, ads), counted("municipalities", _towns(moved[name]))
    return ()


def _stops(ads: tuple[GroupAd, ...]) -> Iterator[Stop]:
    for ad in ads:
        if ad.places:
            yield ad.first_seen_at, ad.places[0], ad


def _towns(stops: list[Stop]) -> int:
    return len({town for _, town, _ in stops})


def _days(stops: list[Stop]) -> int:
    return (max(at for at, _, _ in stops) - min(at for at, _, _ in stops)).days


def _in_step(one: list[Stop], other: list[Stop]) -> bool:
    """Two towns in common at about the same days, by different ads, and not all on one day."""
    met = [
        (at, town)
        for at, town, ad in one
        if any(town == there and abs(at - then) <= SAME_DAYS and ad.ad != its.ad for then, there, its in other)
    ]
    return len({town for _, town in met}) >= STEPS and max(at for at, _ in met) - min(at for at, _ in met) > SAME_DAYS
