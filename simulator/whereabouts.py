"""When pretend advertisers are on the market and where: stays, pauses, journeys alone and in step."""

import math
from random import Random

from simulator.people import Days, Leg
from simulator.rates import TimeRates
from simulator.words import Town, places

SPREAD_OF_STAYS = 0.8
WEEK = 7
EARLIEST_POST = -15.0
"""Ads that stand when the watch begins were posted up to this many days before."""
SHORTEST_LEG = 1.5
SHORTEST_STAY = 3.0


def drawn_town(rng: Random, *, other_than: tuple[str, ...] = ()) -> Town:
    towns = [town for town in places().towns if town.name not in other_than]
    return rng.choices(towns, [town.weight for town in towns])[0]


def leg_in(town: Town, since: Days, rng: Random) -> Leg:
    street = f"{rng.choice(places().streets)} {rng.randrange(1, 90)}"
    return Leg(since=since, town=town.name, district=rng.choice(town.districts), street=street)


def stay(*, newcomer: bool, days: int, times: TimeRates, rng: Random) -> tuple[Days, Days]:
    """From and to: stays of log-normal length round the median; who is there from the start came some time before."""
    # Long stays are over-represented among those met at any one moment: the same distribution, weighted by length.
    bias = 0.0 if newcomer else SPREAD_OF_STAYS**2
    length = max(WEEK * times.stay_weeks_median * math.exp(rng.gauss(bias, SPREAD_OF_STAYS)), SHORTEST_STAY)
    if newcomer:
        arrival = rng.uniform(0, max(days - 1, 1))
        return arrival, arrival + length
    arrival = -rng.random() * length
    return arrival, max(arrival + length, 2.0)


def with_pause(stretch: tuple[Days, Days], days: int, rng: Random) -> tuple[tuple[Days, Days], ...]:
    """Cut one to three weeks (less in a short stay) out of the part of a stay that can be seen."""
    first, last = max(stretch[0], 0.0), min(stretch[1], float(days))
    gap = min(rng.uniform(WEEK, 3 * WEEK), (last - first) / 3)
    begins = rng.uniform(first + (last - first) / 6, last - gap - (last - first) / 6)
    return (stretch[0], begins), (begins + gap, stretch[1])


def staying(rng: Random) -> tuple[Leg, ...]:
    return (leg_in(drawn_town(rng), EARLIEST_POST, rng),)


def touring(count: int, stretch: tuple[Days, Days], *, days: int, rng: Random) -> tuple[Leg, ...]:
    """Legs in `count` different towns over the visible part of a stay, fewer when it is too short for them."""
    first, last = max(stretch[0], EARLIEST_POST), min(stretch[1], float(days))
    count = max(1, min(count, int((last - first) / SHORTEST_LEG)))
    starts = [first + (last - first) * turn / count + rng.uniform(0, 0.4) for turn in range(count)]
    seen: tuple[str, ...] = ()
    legs = []
    for since in starts:
        town = drawn_town(rng, other_than=seen)
        seen = (*seen, town.name)
        legs.append(leg_in(town, since, rng))
    return tuple(legs)


def in_step(route: tuple[Leg, ...], share: float, rng: Random) -> tuple[Leg, ...]:
    """The group's route as one persona goes it: this share of the legs with the others, the rest elsewhere."""
    apart = set(rng.sample(range(len(route)), round((1 - share) * len(route))))
    return tuple(
        leg_in(drawn_town(rng, other_than=(leg.town,)), leg.since, rng) if place in apart else leg
        for place, leg in enumerate(route)
    )
