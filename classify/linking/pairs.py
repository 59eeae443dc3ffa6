"""Scoring pairs after Fellegi and Sunter, against three ways of belonging together: one person, one hand, one text.

Ads of two persons whom one hand advertises differ in name and age as strangers' do, and one text put up under many
numbers differs in all but the text; so a pair is weighed under each explanation. How often strangers agree (u) is
counted on random pairs; how often ads that belong together agree (m) is estimated by EM on pairs that share a contact,
each contact counting once. A contact itself weighs as much as the ads that share it look like one hand's: the number of
a site, or one that changed its owner, ties less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from classify.linking.blocks import Pairs
from classify.linking.columns import Columns, Sets
from classify.linking.comparisons import COMPARISONS, Levels, levels, weighed
from classify.linking.shingles import Floats, Ints, Likeness
from classify.linking.weights import CAP, CONTACT_LEVELS, COPY, EXPLANATIONS, PERSON, Weights
from models.link import Evidence

NAME, PLACE = (next(at for at, one in enumerate(COMPARISONS) if one.name == name) for name in ("name", "place"))
IN_COMMON = len(CONTACT_LEVELS) - 1


@dataclass(frozen=True, slots=True)
class Scored:
    """Each pair's levels, its weights under the likeliest explanation, and what all explanations give together."""

    pairs: Pairs
    contact: Levels
    levels: Levels
    explanation: Levels
    """PERSON, HAND or COPY."""
    weights: Floats
    """Columns: what any two ads weigh under this explanation before looking, contact, and the comparisons."""
    total: Floats

    @property
    def probability(self) -> Floats:
        return probability(self.total)

    def rows(self, chosen: Ints) -> "Scored":
        return Scored(
            self.pairs[chosen],
            self.contact[chosen],
            self.levels[chosen],
            self.explanation[chosen],
            self.weights[chosen],
            self.total[chosen],
        )

    def evidence(self, row: int) -> tuple[Evidence, ...]:
        """The waterfall of one pair: what is silent is left out."""
        names = ("prior", "contact", *(comparison.name for comparison in COMPARISONS))
        labels = (("", *EXPLANATIONS), CONTACT_LEVELS, *(comparison.levels for comparison in COMPARISONS))
        told = (int(self.explanation[row]) + 1, int(self.contact[row]), *(int(level) for level in self.levels[row]))
        return tuple(
            _evidence(name, label[level], round(float(weight), 3))
            for name, label, level, weight in zip(names, labels, told, self.weights[row], strict=True)
            if level
        )


@lru_cache(maxsize=4096)
def _evidence(comparison: str, level: str, weight: float) -> Evidence:
    return Evidence(comparison=comparison, level=level, weight=weight)


def together(parts: Sequence[Scored]) -> Scored:
    """All rows of several, the same pair only once: as the last of them has it."""
    pairs = np.concatenate([part.pairs for part in parts])
    width = int(pairs.max(initial=0)) + 1
    packed = (pairs[:, 0] * width + pairs[:, 1])[::-1]
    last = len(packed) - 1 - np.unique(packed, return_index=True)[1]
    return Scored(
        pairs,
        np.concatenate([part.contact for part in parts]),
        np.concatenate([part.levels for part in parts]),
        np.concatenate([part.explanation for part in parts]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.total for part in parts]),
    ).rows(last)


def probability(weight: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(weight, -50, 50))))


def score(pairs: Pairs, ads: Columns, texts: Likeness, *, weights: Weights) -> Scored:
    a, b = pairs.T
    told = levels(ads, texts, a, b)
    contact = _contact_level(ads, pairs)
    names = _rarer(ads.names, weights.names, pairs)
    places = _rarer(ads.places, weights.places, pairs)
    ways = []
    for way, by_level in enumerate((weights.person, weights.hand, weights.copy)):
        each = weighed(told, by_level)
        each[:, PLACE] += places * (way != COPY)
        each[:, NAME] += names * (way == PERSON)
        shared = ads.keys.heaviest(weights.keys[way], a, b)
        tied = np.where(contact == IN_COMMON, shared, weights.contact[way][contact])
        start = np.full(len(pairs), weights.prior + np.log2(weights.shares[way]))
        ways.append(np.concatenate([start[:, None], tied[:, None], each], axis=1))
    sums = np.stack([each.sum(axis=1) for each in ways])
    likeliest = sums.argmax(axis=0)
    chosen = np.stack(ways)[likeliest, np.arange(len(pairs))]
    return Scored(pairs, contact, told, likeliest, chosen, np.logaddexp2.reduce(sums, axis=0))


def _contact_level(ads: Columns, pairs: Pairs) -> Levels:
    a, b = pairs.T
    said = (ads.keys.sizes[a] > 0) & (ads.keys.sizes[b] > 0)
    apart = np.where(ads.near.shared(a, b) > 0, 2, 1)
    return np.where(ads.keys.shared(a, b) > 0, IN_COMMON, np.where(said, apart, 0))


def _rarer(values: Sets, weights: Floats, pairs: Pairs) -> Floats:
    """What agreeing on just this value adds to agreeing on any: `heaviest` wants weights above zero."""
    found = values.heaviest(weights + CAP, *pairs.T) - CAP
    return np.where(np.isfinite(found), found, 0.0)
