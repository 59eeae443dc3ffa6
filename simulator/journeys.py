"""Sends advertisers on their stays: when each is on the market, and which way its personas go."""

from collections.abc import Sequence

from simulator.chance import stream
from simulator.kinds import Kind
from simulator.people import Advertiser, Leg, Persona
from simulator.rates import TimeRates
from simulator.whereabouts import in_step, stay, staying, touring, with_pause

TOURING = 0.15
"""Share of independent people who work in more than one town (a choice)."""


class Journeys:
    def __init__(self, seed: int, *, parts: Sequence[Kind], days: int, times: TimeRates) -> None:
        self._seed = seed
        self._days = days
        self._times = times
        self._parts = parts

    def sent(self, one: Advertiser, *, newcomer: bool, pauses: bool) -> Advertiser:
        """The advertiser with its days on the market and its personas' ways."""
        rng = stream(self._seed, "journey", one.id)
        stretch = stay(newcomer=newcomer, days=self._days, times=self._times, rng=rng)
        present = with_pause(stretch, self._days, rng) if pauses else (stretch,)
        legs = self._ways(one, stretch)
        personas = tuple(
            Persona(**(dict(persona) | {"legs": way})) for persona, way in zip(one.personas, legs, strict=False)
        )
        face = personas[0] if personas else Persona(**(dict(one.face) | {"legs": legs[0]}))
        return Advertiser(**(dict(one) | {"present": present, "personas": personas, "face": face}))

    def _ways(self, one: Advertiser, stretch: tuple[float, float]) -> list[tuple[Leg, ...]]:
        """A way for each persona, at least one."""
        rng = stream(self._seed, "ways", one.id)
        count = max(1, len(one.personas))
        if one.kind is Kind.CONTROLLED_GROUP:
            towns = rng.randint(*self._times.towns_per_controlled_group)
            route = touring(towns, stretch, days=self._days, rng=rng)
            return [in_step(route, self._times.in_step, rng) for _ in range(count)]
        if one.kind is Kind.INDEPENDENT and rng.random() < TOURING:
            return [touring(rng.randint(2, 3), stretch, days=self._days, rng=rng)]
        if one.kind is Kind.SCAM:
            return [touring(rng.randint(1, 6), stretch, days=self._days, rng=rng)]
        way = staying(rng)
        return [way] * count
