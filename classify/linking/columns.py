"""The material as columns of numbers, so that millions of pairs are compared at once."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from classify.linking.material import AdMaterial
from classify.linking.names import skeleton
from classify.linking.shingles import Floats, Ints, first_of_distinct
from models.reading import ContactKind

DAY = 86_400.0
UNKNOWN = "und"
WORD = re.compile(r"[^\W_]{2,}")
LONG_WORD = 4
LASTING = 0.4
"""Of a hand's ads: those that a word must stand in to be one it goes by."""


@dataclass(frozen=True, slots=True)
class Sets:
    """A small set of values for each ad: a 0/1 matrix of ads by values."""

    matrix: sparse.csr_matrix
    values: tuple[object, ...]

    @property
    def sizes(self) -> Ints:
        return np.asarray(np.diff(self.matrix.indptr), dtype=np.int64)

    @property
    def entries(self) -> tuple[Ints, Ints]:
        """Ad and value of each entry."""
        return np.repeat(np.arange(self.matrix.shape[0]), self.sizes), self.matrix.indices.astype(np.int64)

    def shared(self, a: Ints, b: Ints) -> Ints:
        """How many values the two ads of each pair have in common."""
        return np.asarray(self.matrix[a].multiply(self.matrix[b]).sum(axis=1)).ravel().astype(np.int64)

    def heaviest(self, weights: Floats, a: Ints, b: Ints) -> Floats:
        """The largest weight (all above zero) among the values in common; minus infinity where there is none."""
        common = self.matrix[a].multiply(self.matrix[b]).tocsr()
        common.data = weights[common.indices]
        found = common.max(axis=1).toarray().ravel() if common.nnz else np.zeros(len(a))
        return np.where(found > 0, found, -np.inf)


@dataclass(frozen=True, slots=True)
class Columns:
    """Row i is ad i of the material; intervals in days."""

    keys: Sets
    addresses: NDArray[np.bool_]
    """By key: a web address, which is often somebody else's."""
    near: Sets
    names: Sets
    ages: Sets
    ages_about: Sets
    places: Sets
    prices: Sets
    images: Sets
    words: Sets
    rarity: Floats
    """By word: log2 of how few hands of its language write it."""
    hands: Ints
    """A number for whoever stands behind each ad as far as one contact tells: its first, else the ad itself."""
    langs: Ints
    kinds: Ints
    sites: Ints
    first: Floats
    last: Floats

    def __len__(self) -> int:
        return len(self.langs)


def columns(material: Sequence[AdMaterial]) -> Columns:
    keys = _sets(material, lambda ad: ad.keys)
    langs = _numbered(ad.langs[0] if ad.langs else UNKNOWN for ad in material)
    hands = _hands(keys)
    words = _lasting(_sets(material, _words), hands)
    return Columns(
        keys=keys,
        addresses=_addresses(material, keys),
        near=_sets(material, lambda ad: ad.near),
        names=_sets(material, lambda ad: {name: None for said in ad.names if (name := skeleton(said))}),
        ages=_sets(material, lambda ad: ad.ages),
        ages_about=_sets(material, lambda ad: {years + off: None for years in ad.ages for off in (0, 1)}),
        places=_sets(material, lambda ad: ad.places),
        prices=_sets(material, lambda ad: ad.prices),
        images=_sets(material, lambda ad: ad.images),
        words=words,
        rarity=_rarity(words, hands=hands, langs=langs),
        hands=hands,
        langs=langs,
        kinds=_numbered(ad.kind for ad in material),
        sites=_numbered(ad.site for ad in material),
        first=np.array([ad.first_seen_at.timestamp() / DAY for ad in material]),
        last=np.array([ad.last_seen_at.timestamp() / DAY for ad in material]),
    )


def _sets(material: Sequence[AdMaterial], values_of: Callable[[AdMaterial], Iterable[object]]) -> Sets:
    known: dict[object, int] = {}
    ends: list[int] = [0]
    found: list[int] = []
    for ad in material:
        found.extend(known.setdefault(value, len(known)) for value in values_of(ad))
        ends.append(len(found))
    shape = (len(material), len(known))
    return Sets(sparse.csr_matrix((np.ones(len(found), dtype=np.float32), found, ends), shape=shape), tuple(known))


def _addresses(material: Sequence[AdMaterial], keys: Sets) -> NDArray[np.bool_]:
    web = {key for ad in material for kind, key in ad.contacts if kind is ContactKind.URL}
    return np.array([key in web for key in keys.values], dtype=bool)


def _words(ad: AdMaterial) -> dict[object, None]:
    """The words that a house or a street might go by, each in its language: what is rare in one is not in another."""
    lang = ad.langs[0] if ad.langs else UNKNOWN
    return {(lang, word): None for word in WORD.findall(ad.text.casefold()) if _telling(word)}


def _telling(word: str) -> bool:
    """Long enough to be rare, or letters with a digit among them."""
    return len(word) >= LONG_WORD or not (word.isalpha() or word.isdigit())


def _hands(keys: Sets) -> Ints:
    found = np.arange(keys.matrix.shape[0]) + len(keys.values)
    some = keys.sizes > 0
    found[some] = keys.matrix.indices[keys.matrix.indptr[:-1][some]]
    return np.asarray(found, dtype=np.int64)


def _lasting(words: Sets, hands: Ints) -> Sets:
    """Without the words that a hand writes now and then: a house's name stands in most of its ads."""
    members, used = words.entries
    by_hand = hands[members] * max(len(words.values), 1) + used
    _, at, times = np.unique(by_hand, return_inverse=True, return_counts=True)
    kept = times[at] >= LASTING * np.bincount(hands)[hands[members]]
    ends = np.concatenate([[0], np.cumsum(np.bincount(members[kept], minlength=len(hands)))])
    ones = np.ones(int(kept.sum()), dtype=np.float32)
    return Sets(sparse.csr_matrix((ones, used[kept], ends), shape=words.matrix.shape), words.values)


def _rarity(words: Sets, *, hands: Ints, langs: Ints) -> Floats:
    members, used = words.entries
    writers = np.bincount(first_of_distinct(used, hands[members]), minlength=len(words.values))
    of_lang = np.bincount(first_of_distinct(langs, hands), minlength=int(langs.max(initial=0)) + 1)
    lang = np.zeros(len(words.values), dtype=np.int64)
    lang[used] = langs[members]
    return np.log2((of_lang[lang] + 1) / np.maximum(writers, 1)).clip(0.01)


def _numbered(values: Iterable[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)
