"""Gives telephone numbers over time: changes, short lives, numbers that pass to a stranger."""

from random import Random

from simulator.chance import chosen, stream
from simulator.contacts import PhoneBook
from simulator.kinds import Kind
from simulator.people import Advertiser, Days, Persona, PhoneUse
from simulator.rates import ContactRates
from simulator.whereabouts import EARLIEST_POST

FOREIGN = 0.3
"""Share of those who write another language whose number is from abroad (a choice)."""
LANDLINE = {Kind.AGENCY: 0.4, Kind.MASSAGE_VENUE: 0.6}
OWN_NUMBERS_IN_AN_AGENCY = 0.25
"""Share of agencies and venues whose personas have a number each (a choice)."""
SHARES_ONE_NUMBER = 3
"""A controlled group of fewer personas has one number at a time; a larger one has two."""
REST_OF_A_NUMBER = 2.0
"""Days that a number lies still before a stranger has it."""


class Numbers:
    def __init__(self, seed: int, *, book: PhoneBook, days: int, rates: ContactRates) -> None:
        self._seed = seed
        self._book = book
        self._days = days
        self._rates = rates

    def given(self, everybody: list[Advertiser]) -> tuple[Advertiser, ...]:
        rng = stream(self._seed, "changes")
        independents = [one.id for one in everybody if one.kind is Kind.INDEPENDENT and one.ads > 1]
        share = self._rates.independent_changes_phone
        all_independents = sum(one.kind is Kind.INDEPENDENT for one in everybody)
        changing = chosen(independents, min(1.0, share * all_independents / max(len(independents), 1)), rng)
        both = chosen(sorted(changing), 1 / 3, rng)
        held = [self._with_numbers(one, changes=one.id in changing, both=one.id in both) for one in everybody]
        return self._passed_on(held, rng)

    def _with_numbers(self, one: Advertiser, *, changes: bool, both: bool) -> Advertiser:
        rng = stream(self._seed, "numbers", one.id)
        personas = [_phoned(persona, uses) for persona, uses in self._uses(one, changes=changes, rng=rng)]
        told = {"shows_both_numbers": both, "face": personas[0]}
        return Advertiser(**(dict(one) | told | {"personas": tuple(personas) if one.personas else ()}))

    def _uses(self, one: Advertiser, *, changes: bool, rng: Random) -> list[tuple[Persona, tuple[PhoneUse, ...]]]:
        people = one.personas or (one.face,)
        if one.kind is Kind.CONTROLLED_GROUP:
            cycles = [self._short_lived(one, rng) for _ in range(1 if len(people) < SHARES_ONE_NUMBER else 2)]
            return [(who, cycles[place % len(cycles)]) for place, who in enumerate(people)]
        if one.kind in LANDLINE and rng.random() < OWN_NUMBERS_IN_AN_AGENCY:
            return [(who, (self._use(one, rng),)) for who in people]
        first = self._use(one, rng)
        uses = (first, self._use(one, rng, since=_middle(one, self._days))) if changes else (first,)
        return [(who, uses) for who in people]

    def _short_lived(self, one: Advertiser, rng: Random) -> tuple[PhoneUse, ...]:
        uses, since = [], EARLIEST_POST
        while since < self._days:
            uses.append(self._use(one, rng, since=since))
            since += rng.uniform(*self._rates.controlled_phone_life_days)
        return tuple(uses)

    def _use(self, one: Advertiser, rng: Random, *, since: Days = EARLIEST_POST) -> PhoneUse:
        if rng.random() < LANDLINE.get(one.kind, 0):
            return PhoneUse(since=since, e164=self._book.landline())
        abroad = one.face.language not in ("sv", "en") and rng.random() < FOREIGN
        return PhoneUse(since=since, e164=self._book.mobile(one.face.language if abroad else "sv"))

    def _passed_on(self, everybody: list[Advertiser], rng: Random) -> tuple[Advertiser, ...]:
        """Let some numbers go to strangers: the old owner leaves, the new one comes after."""
        plain = [one for one in everybody if one.kind is Kind.INDEPENDENT and not one.shows_both_numbers]
        plain = [one for one in plain if len(one.face.phones) == 1 and not one.minor]
        pairs = min(max(1, round(self._rates.number_changes_owner * len(everybody))), len(plain) // 2)
        drawn = rng.sample(plain, 2 * pairs)
        changed = {}
        for old, new in zip(drawn[:pairs], drawn[pairs:], strict=True):
            leaves = self._days * rng.uniform(0.35, 0.5)
            changed[old.id] = _between(old, EARLIEST_POST, leaves)
            heir = _phoned(new.face, (PhoneUse(since=EARLIEST_POST, e164=old.face.phones[0].e164),))
            arrived = _between(new, leaves + REST_OF_A_NUMBER, self._days + 30.0)
            changed[new.id] = Advertiser(**(dict(arrived) | {"face": heir, "personas": (heir,)}))
        return tuple(changed.get(one.id, one) for one in everybody)


def _phoned(persona: Persona, uses: tuple[PhoneUse, ...]) -> Persona:
    return Persona(**(dict(persona) | {"phones": uses}))


def _between(one: Advertiser, first: Days, last: Days) -> Advertiser:
    return Advertiser(**(dict(one) | {"present": ((first, last),)}))


def _middle(one: Advertiser, days: int) -> Days:
    first, last = max(one.present[0][0], 0.0), min(one.present[-1][1], float(days))
    return (first + last) / 2
