"""What each comparison weighs, estimated from the ads themselves, with priors where they say little."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np

from classify.linking.blocks import Pairs, distinct, neighbours
from classify.linking.columns import Columns, Sets
from classify.linking.comparisons import COMPARISONS, Levels, levels, weighed
from classify.linking.shingles import Floats, Ints, Likeness, first_of_distinct

RANDOM_PAIRS = 100_000
SEED = 11
ROUNDS = 6
PAIRS_A_KEY = 6
"""Each ad on a contact is compared with this many others on it to learn what the contact is worth."""
TRUST, WEB_TRUST, TRUST_WEIGHT = 0.97, 0.3, 4.0
"""Before looking: of pairs that share a contact, and a web address, this share belongs together, and it counts as so
many pairs. A web address may be a booking page or a shop that strangers use."""
SHARES = (0.7, 0.3)
"""Before looking: of pairs that belong together, one person's and one hand's."""
CONTACT_LEVELS = ("not said", "other", "one digit apart", "in common")
DISJOINT = (0.3, 0.12)
"""Of one person's, and one hand's, pairs that both say a contact: those with none in common."""
COPY_SHARE, WHOLE_TEXT = 0.05, 18.0
"""Of pairs that belong together: those of one text under many contacts; and what a whole text in common weighs there,
more than random pairs can show: strangers copy sentences, hardly ever all of a text that others do not write too."""
SLIP = 0.01
"""Of pairs that belong together: those whose numbers differ by a slip of the finger."""
PRIOR_PAIRS, STRANGER_PAIRS = 15.0, 50.0
"""What the priors of the comparisons count for, among pairs that belong together and among strangers."""
CAP = 14.0
PERSON, HAND, COPY = 0, 1, 2
EXPLANATIONS = ("one person", "one hand", "one text")

Ways = tuple[tuple[Floats, ...], tuple[Floats, ...]]
"""Weights by comparison and level, under one person and under one hand."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Log2 odds: by comparison and level under each explanation, by contact key, by name, and of any two ads at all."""

    person: tuple[Floats, ...]
    hand: tuple[Floats, ...]
    copy: tuple[Floats, ...]
    shares: Floats
    """Of pairs that belong together, by explanation."""
    contact: tuple[Floats, Floats, Floats]
    """By CONTACT_LEVELS under each explanation; what is in common weighs by its key instead."""
    keys: tuple[Floats, Floats, Floats]
    names: Floats
    """What agreeing on this name adds to agreeing on any."""
    places: Floats
    """The same for a place."""
    prior: float


def learned(ads: Columns, texts: Likeness) -> Weights:
    """Estimate all weights: u on random pairs, m by EM on pairs that share a contact."""
    drawn = _strangers(ads)
    unlike = levels(ads, texts, *drawn.T)
    tied, key = _pairs_on_keys(ads)
    told = levels(ads, texts, *tied.T)
    once = 1.0 / np.maximum(np.bincount(key, minlength=len(ads.keys.values)), 1)[key]
    keys = _Keys.before_looking(np.where(ads.addresses, WEB_TRUST, TRUST))
    prior = _prior(ads, keys.trust)
    shares, apart = np.array(SHARES), np.ones(len(unlike))
    ways = _ways(told, np.zeros((2, len(told))), strangers=_stranger_counts(ads, drawn, unlike, apart))
    for _ in range(ROUNDS):
        falls = _falls(told, key, ways=ways, keys=keys)
        keys = keys.after_looking(falls, key)
        # Among pairs drawn by lot some are one hand's under two contacts: these do not count as strangers.
        kin = np.logaddexp2(*_sums(unlike, ways, shares[:, None])) + prior + np.log2(DISJOINT[0])
        strangers = _stranger_counts(ads, drawn, unlike, 1.0 - _probability(kin))
        ways = _ways(told, falls * once, strangers=strangers)
        held = falls @ once + PRIOR_PAIRS * np.array(SHARES)
        shares = held / held.sum()
    return Weights(
        person=ways[PERSON],
        hand=ways[HAND],
        copy=_copied(ways[HAND]),
        shares=np.append(shares, COPY_SHARE),
        contact=_contact_weights(ads),
        keys=keys.weights(shares, prior),
        names=_rarity(ads, ads.names, ads.langs),
        places=_rarity(ads, ads.places, np.zeros_like(ads.langs)),
        prior=prior,
    )


@dataclass(frozen=True, slots=True)
class _Keys:
    """For each contact: how far ads that share it belong together, and of those, one person's and one hand's (rows)."""

    before: Floats
    trust: Floats
    shares: Floats

    @classmethod
    def before_looking(cls, trust: Floats) -> Self:
        return cls(trust, trust, np.repeat(np.array(SHARES)[:, None], len(trust), axis=1))

    def after_looking(self, falls: Floats, key: Ints) -> Self:
        held = np.stack([np.bincount(key, weights=way, minlength=len(self.before)) for way in falls])
        seen = np.bincount(key, minlength=len(self.before))
        trust = (held.sum(axis=0) + self.before * TRUST_WEIGHT) / (seen + TRUST_WEIGHT)
        shares = held + TRUST_WEIGHT * np.array(SHARES)[:, None]
        return type(self)(self.before, np.clip(trust, 0.001, 0.999), shares / shares.sum(axis=0))

    def weights(self, shares: Floats, prior: float) -> tuple[Floats, Floats, Floats]:
        """What sharing each contact weighs under each explanation, `shares` being those of all contacts."""
        plain = _logit(self.trust) - prior
        one, other = (np.clip(plain + np.log2(self.shares[way] / shares[way]), 0.01, None) for way in (PERSON, HAND))
        return one, other, np.clip(plain, 0.01, None)


def _falls(told: Levels, key: Ints, *, ways: Ways, keys: _Keys) -> Floats:
    """How far each pair that shares a contact falls under one person and one hand (rows); the rest is chance."""
    sums = _sums(told, ways, keys.shares[:, key])
    together = _probability(np.logaddexp2(*sums) + _logit(keys.trust[key]))
    person = together * _probability(sums[PERSON] - sums[HAND])
    return np.stack([person, together - person])


def _sums(told: Levels, ways: Ways, shares: Floats) -> Floats:
    """Weight of each pair (column) under each explanation (row)."""
    return np.asarray(np.stack([weighed(told, way).sum(axis=1) for way in ways]) + np.log2(shares))


def _probability(weight: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(weight, -50, 50))))


def _random_pairs(ads: int) -> Pairs:
    """Each pair once: a handful of ads gives a handful of pairs."""
    drawn = np.random.default_rng(SEED).integers(0, max(ads, 1), size=(RANDOM_PAIRS, 2))
    return distinct(drawn)


def _strangers(ads: Columns) -> Pairs:
    """Pairs drawn by lot that share no contact."""
    drawn = _random_pairs(len(ads))
    return np.asarray(drawn[ads.keys.shared(*drawn.T) == 0], dtype=np.int64)


def _stranger_counts(ads: Columns, drawn: Pairs, told: Levels, apart: Floats) -> tuple[Floats, ...]:
    """Language is counted over all; the rest within a language, for names, towns and phrases go with it."""
    within = ads.langs[drawn[:, 0]] == ads.langs[drawn[:, 1]]
    everywhere, at_home = _counts(told, apart), _counts(told, apart * within)
    return tuple(
        everywhere[column] if comparison.name == "language" else at_home[column]
        for column, comparison in enumerate(COMPARISONS)
    )


def _pairs_on_keys(ads: Columns) -> tuple[Pairs, Ints]:
    """Pairs that share a contact, and which: each ad of a contact with a few others of it, drawn by lot."""
    members, keys = ads.keys.entries
    lots = np.random.default_rng(SEED).permutation(len(ads))
    order = np.lexsort((lots[members], keys))
    at = np.arange(len(members))
    entry = neighbours(at, keys[order], order=at, reach=PAIRS_A_KEY)
    return members[order][entry], keys[order][entry[:, 0]]


def _counts(told: Levels, weight: Floats | None = None) -> tuple[Floats, ...]:
    """How many pairs stand at each level of each comparison; the silent are not counted."""
    return tuple(
        np.bincount(told[:, column], weights=weight, minlength=len(comparison.levels))[1:].astype(np.float64)
        for column, comparison in enumerate(COMPARISONS)
    )


def _ways(told: Levels, falls: Floats, *, strangers: tuple[Floats, ...]) -> Ways:
    """Weights of all levels under both explanations, given how far each pair falls under each."""
    both = zip(COMPARISONS, _counts(told, falls[PERSON]), _counts(told, falls[HAND]), strangers, strict=True)
    found = [
        tuple(
            _level_weights(m + PRIOR_PAIRS * np.array(prior), u + STRANGER_PAIRS * np.array(comparison.strangers))
            if u.any()
            else np.zeros(len(comparison.levels))
            for m, prior in ((one, comparison.one_person), (other, comparison.one_hand))
        )
        for comparison, one, other, u in both
    ]
    return tuple(one for one, _ in found), tuple(other for _, other in found)


def _level_weights(together: Floats, strangers: Floats) -> Floats:
    """log2(m / u) by level, the silent level first with 0.

    Agreement never weighs less than disagreement: levels out of order are taken together.
    """
    m, u = together / together.sum(), strangers / strangers.sum()
    blocks: list[tuple[float, float, int]] = []
    for one, other in zip(m.tolist(), u.tolist(), strict=True):
        blocks.append((one, other, 1))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    sizes = [size for _, _, size in blocks]
    weights = np.repeat([math.log2(one / other) for one, other, _ in blocks], sizes)
    return np.concatenate([[0.0], np.clip(weights, -CAP, CAP)])


def _prior(ads: Columns, trust: Floats) -> float:
    """Log2 odds that two ads drawn by lot belong together: those that share a contact, and some more that do not."""
    _, keys = ads.keys.entries
    size = np.bincount(keys, minlength=len(ads.keys.values)).astype(np.float64)
    tied = float((size * (size - 1) * trust).sum()) / (1 - DISJOINT[0])
    share = min(max(tied, 2.0) / max(len(ads) * (len(ads) - 1), 8), 0.25)
    return float(_logit(np.array(share)))


def _contact_weights(ads: Columns) -> tuple[Floats, Floats, Floats]:
    a, b = _random_pairs(len(ads)).T
    said = (ads.keys.sizes[a] > 0) & (ads.keys.sizes[b] > 0)
    near = float((ads.near.shared(a, b)[said] > 0).mean()) if said.any() else 0.0
    slip = float(np.log2(SLIP / (near + 1 / RANDOM_PAIRS)))
    one, other = (np.array([0.0, np.log2(share), max(slip, np.log2(share)), 0.0]) for share in DISJOINT)
    return one, other, np.zeros(len(CONTACT_LEVELS))


def _copied(hand: tuple[Floats, ...]) -> tuple[Floats, ...]:
    """One text under many contacts: whoever copies changes all that is said about the person."""
    told = {comparison.name: weights for comparison, weights in zip(COMPARISONS, hand, strict=True)}
    text = np.full(len(told["text"]), -CAP)
    text[0], text[-1] = 0.0, WHOLE_TEXT
    kept = {"text": text, "language": told["language"], "kind": told["kind"]}
    return tuple(kept.get(comparison.name, np.zeros(len(comparison.levels))) for comparison in COMPARISONS)


def _rarity(ads: Columns, values: Sets, crowd: Ints) -> Floats:
    """log2 of how much rarer a value is than the usual agreement; a name or town that many hands use ties less.

    `crowd` numbers the crowd that each ad is one of, where its values are drawn: a name is as rare as it is among those
    who write its language, and of a small crowd little is known.
    """
    members, used = values.entries
    if not len(members):
        return np.zeros(len(values.values))
    place = crowd[members] * len(values.values) + used
    users = np.bincount(first_of_distinct(place, ads.hands[members])).astype(np.float64)
    there = np.flatnonzero(users)
    of_crowd = np.bincount(there // len(values.values), weights=users[there])
    share = (users[there] + 1) / (of_crowd[there // len(values.values)] + 1)
    usual = float((users[there] * share).sum() / users.sum())
    value = there % len(values.values)
    mean = np.bincount(value, weights=users[there] * share) / np.bincount(value, weights=users[there])
    return np.asarray(np.clip(np.log2(usual / mean), -4.0, 2.0))


def _logit(share: Floats) -> Floats:
    return np.asarray(np.log2(share / (1 - share)))
