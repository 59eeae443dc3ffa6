"""Deals what each text shows: signs after the base rates, hidden numbers, stock sentences, mixed languages."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from simulator.chance import Dealer, stream
from simulator.kinds import OWN_OFFER, Kind, Reach, Sign
from simulator.postings import Lineage, Posting
from simulator.rates import Rates

K = TypeVar("K", bound=Hashable)
LEANINGS: dict[Kind, dict[Sign, int]] = {
    Kind.INDEPENDENT: {
        Sign.INCALL: 6, Sign.HOURS: 3, Sign.TRUST: 3, Sign.FIRST_TIME: 3, Sign.NO_LIMITS: 1, Sign.UNPROTECTED: 1,
    },
    Kind.ONE_OFF: {
        Sign.FIRST_TIME: 5, Sign.INCALL: 4, Sign.TRUST: 2, Sign.HOURS: 1, Sign.MOVEMENT: 2, Sign.UNPROTECTED: 1,
    },
    Kind.DUO: {
        Sign.PLURAL: 6, Sign.INCALL: 3, Sign.MOVEMENT: 3, Sign.HOURS: 2, Sign.TRUST: 2, Sign.HANDLED: 1,
    },
    Kind.AGENCY: {
        Sign.THIRD_PERSON: 6, Sign.PLURAL: 5, Sign.HANDLED: 5, Sign.HOURS: 2, Sign.MOVEMENT: 2, Sign.TRUST: 2,
    },
    Kind.MASSAGE_VENUE: {
        Sign.PLURAL: 5, Sign.HOURS: 4, Sign.INCALL: 3, Sign.THIRD_PERSON: 2, Sign.HANDLED: 1, Sign.TRUST: 1,
    },
    Kind.CONTROLLED_GROUP: {
        Sign.THIRD_PERSON: 3, Sign.PLURAL: 3, Sign.HANDLED: 3, Sign.MOVEMENT: 3, Sign.HOURS: 3,
        Sign.TRUST: 3, Sign.NO_LIMITS: 2, Sign.UNPROTECTED: 2, Sign.INCALL: 2, Sign.FIRST_TIME: 1,
    },
}  # fmt: skip
"""How a kind's signs fall out where the rates leave it open (a choice)."""
INDEPENDENT_COUNTER_SIGNS = 0.35
ORIGIN_SAID, LANGUAGES_SAID = 0.08, 0.12
MANY, MOST_SIGNS = 3, 4
"""What *three or more* means here."""


@dataclass(frozen=True, slots=True)
class Parts:
    signs: tuple[Sign, ...]
    reach: Reach
    stock: bool
    mixed: bool
    counter: bool
    origin: bool
    languages: bool


def parts_dealt(made: list[Lineage], *, seed: int, rates: Rates) -> dict[str, Parts]:
    """What each text shows, by its name. The shares are of ads, so a text weighs as many as it has."""
    rng = stream(seed, "parts")
    heavy_first = sorted(made, key=lambda lineage: (-lineage.weight, rng.random()))
    signs = _signs(heavy_first, rates, rng)
    reach = _reach(heavy_first, rates, rng)
    flag = _flagger(heavy_first, rng)
    stock = flag(rates.texts.stock_sentences_copied_by_strangers, lambda lineage: not lineage.advertiser.minor)
    mixed = flag(rates.texts.mixed_language, lambda lineage: not lineage.advertiser.minor)
    controlled = flag(rates.indicators.counter_signs_in_controlled_ads, _is(Kind.CONTROLLED_GROUP))
    independent = flag(INDEPENDENT_COUNTER_SIGNS, _is(Kind.INDEPENDENT))
    origin = flag(ORIGIN_SAID, _offers)
    languages = flag(LANGUAGES_SAID, _offers)
    return {
        lineage.name: Parts(
            signs=signs[lineage.name],
            reach=reach[lineage.name],
            stock=lineage.name in stock,
            mixed=lineage.name in mixed,
            counter=lineage.name in controlled | independent,
            origin=lineage.name in origin,
            languages=lineage.name in languages,
        )
        for lineage in made
    }


def _is(kind: Kind) -> Callable[[Lineage], bool]:
    return lambda lineage: lineage.advertiser.kind is kind


def _offers(lineage: Lineage) -> bool:
    return lineage.advertiser.kind in OWN_OFFER and not lineage.advertiser.minor


def _flagger(heavy_first: list[Lineage], rng: Random) -> Callable[[float, Callable[[Lineage], bool]], frozenset[str]]:
    def flag(share: float, fits: Callable[[Lineage], bool]) -> frozenset[str]:
        fitting = [lineage for lineage in heavy_first if fits(lineage)]
        dealer = Dealer({True: share, False: 1 - share}, sum(lineage.weight for lineage in fitting), rng)
        return frozenset(lineage.name for lineage in fitting if dealer.take(lineage.weight))

    return flag


def _signs(heavy_first: list[Lineage], rates: Rates, rng: Random) -> dict[str, tuple[Sign, ...]]:
    own = [lineage for lineage in heavy_first if lineage.advertiser.kind in OWN_OFFER]
    counts = _counts(own, rates, rng)
    moving = _moving(own, counts, share=rates.indicators.movement_words_in_independent_ads, rng=rng)
    signs = {lineage.name: () for lineage in heavy_first if lineage.advertiser.kind not in OWN_OFFER}
    return signs | {
        lineage.name: _drawn(lineage, counts[lineage.name], moves=lineage.name in moving, rng=rng) for lineage in own
    }


def _counts(own: list[Lineage], rates: Rates, rng: Random) -> dict[str, int]:
    """How many signs each text shows; silent groups and the clinical texts show none, other groups at least one."""
    shown = rates.indicators
    shares = {0: shown.none, 1: shown.one, 2: shown.two, 3: shown.three_or_more}
    dealer = Dealer(shares, sum(lineage.weight for lineage in own), rng)
    counts: dict[str, int] = {}
    for lineage in own:
        if lineage.advertiser.silent or lineage.advertiser.minor:
            counts[lineage.name] = 0
            dealer.force(0, lineage.weight)
    for lineage in own:
        if lineage.name not in counts:
            among = (1, 2, 3) if lineage.advertiser.controlled else None
            counts[lineage.name] = dealer.take(lineage.weight, among=among)
    return {name: count if count < MANY else rng.randint(MANY, MOST_SIGNS) for name, count in counts.items()}


def _moving(own: list[Lineage], counts: dict[str, int], *, share: float, rng: Random) -> frozenset[str]:
    independent = [lineage for lineage in own if lineage.advertiser.kind is Kind.INDEPENDENT]
    dealer = Dealer({True: share, False: 1 - share}, sum(lineage.weight for lineage in independent), rng)
    for lineage in independent:
        if not counts[lineage.name]:
            dealer.force(key=False, weight=lineage.weight)
    return frozenset(lineage.name for lineage in independent if counts[lineage.name] and dealer.take(lineage.weight))


def _drawn(lineage: Lineage, count: int, *, moves: bool, rng: Random) -> tuple[Sign, ...]:
    left = dict(LEANINGS[lineage.advertiser.kind])
    drawn: list[Sign] = [Sign.MOVEMENT] if moves else []
    while len(drawn) < count:
        sign = rng.choices(list(left), list(left.values()))[0]
        del left[sign]
        drawn.append(sign)
    return tuple(drawn)


def _reach(heavy_first: list[Lineage], rates: Rates, rng: Random) -> dict[str, Reach]:
    """Hidden and absent numbers: the controlled groups' share first, the others so that the whole comes out."""
    told = rates.contacts
    controlled = [lineage for lineage in heavy_first if lineage.advertiser.controlled]
    spam = [lineage for lineage in heavy_first if lineage.advertiser.spammer]
    others = [one for one in heavy_first if not (one.advertiser.controlled or one.advertiser.spammer)]
    total, part = _weight(heavy_first), _weight(controlled)
    rest = max(_weight(others), 1)
    hidden = max(told.phone_obscured * total - told.controlled_phone_hidden * part, 0) / rest
    absent = max(told.phone_absent * total - told.phone_absent * part, 0) / rest
    reach = {lineage.name: Reach.PLAIN for lineage in spam}
    reach |= _reached(controlled, rng, hidden=told.controlled_phone_hidden, absent=told.phone_absent)
    return reach | _reached(others, rng, hidden=hidden, absent=absent)


def _reached(some: list[Lineage], rng: Random, *, hidden: float, absent: float) -> dict[str, Reach]:
    shares = {Reach.OBSCURED: hidden, Reach.ABSENT: absent, Reach.PLAIN: 1 - hidden - absent}
    dealer = Dealer(shares, _weight(some), rng)
    both = {lineage.name for lineage in some if any(post.shows_both for post in lineage.posts)}
    for lineage in some:
        if lineage.name in both:
            dealer.force(Reach.PLAIN, lineage.weight)
    return {lineage.name: Reach.PLAIN if lineage.name in both else dealer.take(lineage.weight) for lineage in some}


def _weight(some: list[Lineage]) -> int:
    return sum(lineage.weight for lineage in some)


class Slips:
    """Single ads whose number is not the advertiser's: a digit wrong, or the site's own number in its place."""

    def __init__(self, posts: list[tuple[Posting, Reach]], *, sites: tuple[str, ...], seed: int, rates: Rates) -> None:
        rng = stream(seed, "slips")
        plain = [post for post, reach in posts if reach is Reach.PLAIN and not post.shows_both]
        there = [post for post in plain if post.site in sites]
        self._site = {id(post) for post in _some(there, rates.contacts.site_number_in_ads * len(posts), rng)}
        left = [post for post in plain if id(post) not in self._site]
        self._wrong = {id(post) for post in _some(left, rates.contacts.phone_wrong_by_one_digit * len(posts), rng)}

    def shows_site_number(self, post: Posting) -> bool:
        return id(post) in self._site

    def is_wrong_by_one(self, post: Posting) -> bool:
        return id(post) in self._wrong


def _some(posts: list[Posting], expected: float, rng: Random) -> list[Posting]:
    return rng.sample(posts, min(len(posts), max(1, round(expected))))
