"""Texts as sets of five-letter shingles, without digits: how alike two are, and which might be, at corpus speed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash
from scipy import sparse

LETTERS = 5
BITS = 24
"""Of the hashes that shingles are kept as: one in a few hundred collides, which moves no likeness by 0.01."""
CHUNK = 20_000
NO_LETTERS = re.compile(r"[\W\d_]+")
MIX = np.uint64(0x9E3779B97F4A7C15)
PERMUTATIONS, BANDS, SEED = 128, 32, 42
HEAVIEST = 8.0

SIGNATURES = RMinHash.ALGORITHM_VERSION
"""Part of the linking edition: another algorithm gives other candidates."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Whole = TypeVar("Whole", bound=np.integer[Any])


@dataclass(frozen=True, slots=True)
class Shingled:
    """Row i of the sets is `ids[starts[i]:starts[i + 1]]`, ascending."""

    starts: Ints
    ids: NDArray[np.int32]

    @property
    def sizes(self) -> Ints:
        return np.diff(self.starts)

    @property
    def rows(self) -> Ints:
        """The row that each entry of `ids` belongs to."""
        return np.repeat(np.arange(len(self.starts) - 1), self.sizes)


def shingled(texts: Sequence[str]) -> Shingled:
    parts = [_shingled_chunk(texts[at : at + CHUNK]) for at in range(0, len(texts), CHUNK)]
    sizes = np.concatenate([sizes for sizes, _ in parts]) if parts else np.zeros(0, dtype=np.int64)
    ids = np.concatenate([ids for _, ids in parts]) if parts else np.zeros(0, dtype=np.int32)
    return Shingled(np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64), ids)


def _shingled_chunk(texts: Sequence[str]) -> tuple[Ints, NDArray[np.int32]]:
    """Sizes of the sets and their ids, for one chunk: all windows of the joined text that stay within one text."""
    plain = [f"{NO_LETTERS.sub(' ', text.casefold()).strip():<{LETTERS}}" for text in texts]
    letters = np.frombuffer("".join(plain).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    lengths = np.array([len(text) for text in plain], dtype=np.int64)
    owner = np.repeat(np.arange(len(plain)), lengths)[: len(letters) - LETTERS + 1]
    hashed = np.zeros(len(owner), dtype=np.uint64)
    for step in range(LETTERS):
        hashed = (hashed ^ letters[step : step + len(owner)]) * MIX
        hashed ^= hashed >> np.uint64(29)
    within = owner == np.repeat(np.arange(len(plain)), lengths)[LETTERS - 1 :]
    packed = (owner[within].astype(np.uint64) << np.uint64(BITS)) | (hashed[within] >> np.uint64(64 - BITS))
    distinct = sorted_distinct(packed)
    sizes = np.bincount((distinct >> np.uint64(BITS)).astype(np.int64), minlength=len(plain))
    return sizes.astype(np.int64), (distinct & np.uint64((1 << BITS) - 1)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Sets with the weight of each shingle: what many unlike advertisers of a language write tells little."""

    weighted: sparse.csr_matrix
    plain: sparse.csr_matrix
    totals: Floats
    sizes: Ints

    def weighted_jaccard(self, a: Ints, b: Ints) -> Floats:
        shared = _rowwise(self.weighted, self.plain, a, b)
        # The same shingle weighs alike in both unless their languages differ; then the first one's weight stands.
        union = self.totals[a] + self.totals[b] - shared
        return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0).clip(0, 1)

    def jaccard(self, a: Ints, b: Ints) -> Floats:
        shared = _rowwise(self.plain, self.plain, a, b)
        return shared / np.maximum(self.sizes[a] + self.sizes[b] - shared, 1)


def likeness(sets: Shingled, *, owners: Ints, langs: Ints) -> Likeness:
    """Weigh each shingle by log2(owners of the language / owners that write it).

    `owners` numbers whoever wrote each text as far as is known beforehand, so that one hand's many ads count once.
    """
    rows = sets.rows
    shape = (len(owners), int(1 << BITS))
    weights = _rarity(sets, owners=owners, langs=langs)
    weighted = sparse.csr_matrix((weights, sets.ids, sets.starts), shape=shape)
    plain = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), sets.ids, sets.starts), shape=shape)
    totals = np.bincount(rows, weights=weights, minlength=len(owners)).astype(np.float64)
    return Likeness(weighted, plain, totals, sets.sizes)


def _rarity(sets: Shingled, *, owners: Ints, langs: Ints) -> NDArray[np.float32]:
    rows = sets.rows
    worded = (langs[rows].astype(np.int64) << BITS) | sets.ids
    words = sorted_distinct(worded)
    at = np.searchsorted(words, worded)
    writers = np.bincount(first_of_distinct(at, owners[rows]), minlength=len(words))
    owners_of_lang = np.bincount(first_of_distinct(langs, owners), minlength=int(langs.max(initial=0)) + 1)
    weight = np.log2((owners_of_lang[words >> BITS] + 1) / np.maximum(writers, 1))
    return np.asarray(weight.clip(0.1, HEAVIEST)[at], dtype=np.float32)


def first_of_distinct(first: Ints, second: Ints) -> Ints:
    """The first of each distinct pair of two columns."""
    width = int(second.max(initial=0)) + 1
    return np.asarray(sorted_distinct(first.astype(np.int64) * width + second) // width, dtype=np.int64)


def sorted_distinct(values: NDArray[Whole]) -> NDArray[Whole]:
    """As numpy's `unique`, which hashes and is several times slower on long arrays."""
    ordered = np.sort(values)
    return ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered


def _rowwise(one: sparse.csr_matrix, other: sparse.csr_matrix, a: Ints, b: Ints) -> Floats:
    """For each k the sum over columns of one[a[k]] * other[b[k]]."""
    sums = [
        np.asarray(one[a[at : at + CHUNK]].multiply(other[b[at : at + CHUNK]]).sum(axis=1)).ravel()
        for at in range(0, len(a), CHUNK)
    ]
    return np.concatenate(sums).astype(np.float64) if sums else np.zeros(0)


def bands(sets: Shingled, *, telling: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """MinHash signatures of the telling shingles as rows of band hashes; 0 where a text has too few to join on."""
    tokens = sets.ids[telling].astype(np.uint64) * MIX
    sizes = np.bincount(sets.rows[telling], minlength=len(sets.sizes))
    ends = np.concatenate([[0], np.cumsum(sizes)])
    parts = [
        _banded(tokens[ends[at] : ends[min(at + CHUNK, len(sizes))]], sizes[at : at + CHUNK])
        for at in range(0, len(sizes), CHUNK)
    ]
    return np.concatenate(parts) if parts else np.zeros((0, BANDS), dtype=np.uint64)


def _banded(tokens: NDArray[np.uint64], sizes: Ints) -> NDArray[np.uint64]:
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(tokens, offsets, PERMUTATIONS, SEED)
    flat = np.fromiter(chain.from_iterable(matrix.to_rows()), dtype=np.uint64, count=len(sizes) * PERMUTATIONS)
    rows = flat.reshape(-1, BANDS, PERMUTATIONS // BANDS)
    hashed = np.zeros((len(sizes), BANDS), dtype=np.uint64)
    for column in range(PERMUTATIONS // BANDS):
        hashed = (hashed ^ rows[:, :, column]) * MIX
        hashed ^= hashed >> np.uint64(31)
    hashed[sizes < LETTERS] = 0
    return hashed
