"""Which pairs are worth comparing: those that share a contact, a telling text, a picture, or a name at one place."""

import numpy as np
from numpy.typing import NDArray

from classify.linking.columns import Columns, Sets
from classify.linking.shingles import BANDS, Ints, Likeness, sorted_distinct

CONTACT_REACH, TEXT_REACH, OTHER_REACH = 24, 3, 6
"""With how many next neighbours in its block an ad is paired: a large block costs in proportion and hangs together."""
WIDEST_NAME_BLOCK = 60
WIDEST_NEAR_BLOCK = 3
SAME_TEXT, SAME_SHORT_TEXT, SHORT = 0.45, 0.35, 100

Pairs = NDArray[np.int64]
"""Two columns, a < b, each pair once, in order."""


def candidates(ads: Columns, texts: Likeness, *, bands: NDArray[np.uint64]) -> Pairs:
    order = np.lexsort((bands[:, 0], ads.first))
    by_text = np.lexsort((ads.first, bands[:, 0]))
    found = [
        neighbours(*ads.keys.entries, order=_ranks(order), reach=CONTACT_REACH),
        neighbours(*ads.keys.entries, order=_ranks(by_text), reach=OTHER_REACH),
        neighbours(*ads.images.entries, order=_ranks(order), reach=OTHER_REACH),
        _one_digit_apart(ads, order=_ranks(order)),
        _names_with(ads, ads.places, order=_ranks(order)),
        _names_with(ads, ads.ages, order=_ranks(order)),
        _alike(ads, texts, bands=bands),
    ]
    return distinct(np.concatenate(found))


def neighbours(members: Ints, blocks: Ints, *, order: Ints, reach: int) -> Pairs:
    """Pair each member with the next `reach` of its block in the given order."""
    at = np.lexsort((order[members], blocks))
    members, blocks = members[at], blocks[at]
    pairs = [
        np.stack([members[:-step], members[step:]], axis=1)[blocks[:-step] == blocks[step:]]
        for step in range(1, min(reach, len(members) - 1) + 1)
    ]
    return np.concatenate(pairs) if pairs else np.zeros((0, 2), dtype=np.int64)


def distinct(pairs: Pairs) -> Pairs:
    low, high = pairs.min(axis=1, initial=np.iinfo(np.int64).max), pairs.max(axis=1, initial=0)
    width = int(high.max(initial=0)) + 1
    packed = sorted_distinct((low * width + high)[low != high])
    return np.stack([packed // width, packed % width], axis=1)


def _ranks(order: Ints) -> Ints:
    ranks = np.empty_like(order)
    ranks[order] = np.arange(len(order))
    return ranks


def _one_digit_apart(ads: Columns, *, order: Ints) -> Pairs:
    """Numbers that differ in one digit, unless the range is so crowded that this says nothing."""
    members, forms = ads.near.entries
    return neighbours(*_narrow(members, forms, widest=WIDEST_NEAR_BLOCK * OTHER_REACH), order=order, reach=OTHER_REACH)


def _names_with(ads: Columns, others: Sets, *, order: Ints) -> Pairs:
    """Blocks of one name together with one value of another kind, where that is not on everybody's lips."""
    members, named = ads.names.entries
    repeats = others.sizes[members]
    within = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    entries = np.repeat(others.matrix.indptr[members], repeats) + within
    both = np.repeat(named, repeats) * max(len(others.values), 1) + others.matrix.indices[entries]
    _, blocks = np.unique(both, return_inverse=True)
    told = _narrow(np.repeat(members, repeats), blocks, widest=WIDEST_NAME_BLOCK)
    return neighbours(*told, order=order, reach=OTHER_REACH)


def _narrow(members: Ints, blocks: Ints, *, widest: int) -> tuple[Ints, Ints]:
    narrow = np.bincount(blocks)[blocks] <= widest if len(blocks) else np.zeros(0, dtype=bool)
    return members[narrow], blocks[narrow]


def _alike(ads: Columns, texts: Likeness, *, bands: NDArray[np.uint64]) -> Pairs:
    """Pairs that meet in a band and are as alike as that promised: less is asked of a short text with a contact."""
    met = [_in_band(bands, band) for band in range(BANDS)]
    pairs = distinct(np.concatenate(met))
    a, b = pairs.T
    alike = np.maximum(texts.jaccard(a, b), texts.weighted_jaccard(a, b))
    short = np.minimum(texts.sizes[a], texts.sizes[b]) < SHORT
    tied = ads.keys.shared(a, b) > 0
    return np.asarray(pairs[(alike >= SAME_TEXT) | ((alike >= SAME_SHORT_TEXT) & short & tied)])


def _in_band(bands: NDArray[np.uint64], band: int) -> Pairs:
    rows = np.flatnonzero(bands[:, band])
    _, blocks = np.unique(bands[rows, band], return_inverse=True)
    # Equal texts fall together in every band: another order in each gives them other neighbours.
    order = np.random.default_rng(band).permutation(len(bands))
    return neighbours(rows, blocks, order=order, reach=TEXT_REACH)
