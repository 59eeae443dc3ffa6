"""How two ads compare, one aspect at a time: each comparison puts every pair into one of a few named levels."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from classify.linking.columns import Columns, Sets
from classify.linking.shingles import Floats, Ints, Likeness

Levels = NDArray[np.int64]
TOO_SHORT = 25
"""Shingles; a text below this says nothing by its likeness."""
RARE = (4.5, 6.5)
"""log2 of the hands of a language to one that writes the word."""
TEXT_EDGES = (0.12, 0.25, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Levels from disagreeing to agreeing; the first is that one of the ads says nothing, and weighs nothing.

    The priors are the shares of the levels after the first among pairs of one person's ads, of ads of two persons whom
    one hand advertises, and of strangers' ads in one language.
    """

    name: str
    levels: tuple[str, ...]
    of: Callable[[Columns, Likeness, Ints, Ints], Levels]
    one_person: tuple[float, ...]
    one_hand: tuple[float, ...]
    strangers: tuple[float, ...]


def _text(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    level = 1 + np.digitize(texts.weighted_jaccard(a, b), TEXT_EDGES)
    silent = (np.minimum(texts.sizes[a], texts.sizes[b]) < TOO_SHORT) | (ads.langs[a] != ads.langs[b])
    return np.where(silent, 0, level)


def _words(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    level = 1 + np.digitize(ads.words.heaviest(ads.rarity, a, b), RARE)
    silent = (ads.words.sizes[a] == 0) | (ads.words.sizes[b] == 0) | (ads.langs[a] != ads.langs[b])
    return np.where(silent, 0, level)


def _name(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    return _common(ads.names, a, b)


def _age(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    about = np.where(ads.ages_about.shared(a, b) > 0, 2, 1)
    level = np.where(ads.ages.shared(a, b) > 0, 3, about)
    return np.where((ads.ages.sizes[a] > 0) & (ads.ages.sizes[b] > 0), level, 0)


def _place(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    return _common(ads.places, a, b)


def _prices(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    shared = ads.prices.shared(a, b)
    level = 1 + np.minimum(shared, 2)
    return np.where((ads.prices.sizes[a] > 0) & (ads.prices.sizes[b] > 0), level, 0)


def _lang(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    return np.where(ads.langs[a] == ads.langs[b], 2, 1)


def _kind(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    return np.where(ads.kinds[a] == ads.kinds[b], 2, 1)


def _picture(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    del texts
    return _common(ads.images, a, b)


def _common(values: Sets, a: Ints, b: Ints) -> Levels:
    level = np.where(values.shared(a, b) > 0, 2, 1)
    return np.where((values.sizes[a] > 0) & (values.sizes[b] > 0), level, 0)


TEXT_LEVELS = ("not comparable", "other", "a little alike", "somewhat alike", "alike", "near-duplicate", "same")
SAID = ("not said", "other", "same")
COMPARISONS = (
    Comparison(
        "text",
        TEXT_LEVELS,
        _text,
        one_person=(0.10, 0.08, 0.12, 0.20, 0.22, 0.28),
        one_hand=(0.35, 0.20, 0.15, 0.12, 0.08, 0.10),
        strangers=(0.90, 0.08, 0.015, 0.004, 0.0008, 0.0002),
    ),
    Comparison(
        "words",
        ("not comparable", "common ones", "a rare one in common", "a very rare one in common"),
        _words,
        one_person=(0.4, 0.3, 0.3),
        one_hand=(0.45, 0.3, 0.25),
        strangers=(0.90, 0.08, 0.02),
    ),
    Comparison("name", SAID, _name, one_person=(0.08, 0.92), one_hand=(0.98, 0.02), strangers=(0.985, 0.015)),
    Comparison(
        "age",
        ("not said", "other", "a year apart", "same"),
        _age,
        one_person=(0.08, 0.05, 0.87),
        one_hand=(0.84, 0.10, 0.06),
        strangers=(0.86, 0.09, 0.05),
    ),
    Comparison("place", SAID, _place, one_person=(0.25, 0.75), one_hand=(0.35, 0.65), strangers=(0.8, 0.2)),
    Comparison(
        "prices",
        ("not said", "other", "one in common", "several in common"),
        _prices,
        one_person=(0.3, 0.3, 0.4),
        one_hand=(0.5, 0.25, 0.25),
        strangers=(0.85, 0.12, 0.03),
    ),
    Comparison("language", SAID, _lang, one_person=(0.08, 0.92), one_hand=(0.2, 0.8), strangers=(0.6, 0.4)),
    Comparison("kind", SAID, _kind, one_person=(0.12, 0.88), one_hand=(0.2, 0.8), strangers=(0.35, 0.65)),
    Comparison(
        "picture",
        ("not said", "none in common", "in common"),
        _picture,
        one_person=(0.6, 0.4),
        one_hand=(0.97, 0.03),
        strangers=(0.999, 0.001),
    ),
)
"""All but the contacts, which are weighed key by key. The priors are choices; the data soon outweigh them."""


TEXT, WORDS = (next(at for at, one in enumerate(COMPARISONS) if one.name == name) for name in ("text", "words"))


def levels(ads: Columns, texts: Likeness, a: Ints, b: Ints) -> Levels:
    """One column a comparison. Of texts that are alike the words are too: they say nothing of their own."""
    told = np.stack([comparison.of(ads, texts, a, b) for comparison in COMPARISONS], axis=1)
    told[told[:, TEXT] >= TEXT_LEVELS.index("alike"), WORDS] = 0
    return told


def weighed(told: Levels, weights: tuple[Floats, ...]) -> Floats:
    """Weight of each pair (row) in each comparison (column), log2 odds."""
    return np.stack([weights[column][told[:, column]] for column in range(told.shape[1])], axis=1)
