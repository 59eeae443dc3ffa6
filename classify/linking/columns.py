"""The material as columns of numbers, so that millions of pairs are compared at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from classify.linking.material import AdMaterial
from classify.linking.names import skeleton
from classify.linking.shingles import Floats, Ints

DAY = 86_400.0


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
    near: Sets
    names: Sets
    ages: Sets
    ages_about: Sets
    places: Sets
    prices: Sets
    images: Sets
    langs: Ints
    kinds: Ints
    sites: Ints
    first: Floats
    last: Floats

    def __len__(self) -> int:
        return len(self.langs)


def columns(material: Sequence[AdMaterial]) -> Columns:
    return Columns(
        keys=_sets(material, lambda ad: ad.keys),
        near=_sets(material, lambda ad: ad.near),
        names=_sets(material, lambda ad: {name: None for said in ad.names if (name := skeleton(said))}),
        ages=_sets(material, lambda ad: ad.ages),
        ages_about=_sets(material, lambda ad: {years + off: None for years in ad.ages for off in (0, 1)}),
        places=_sets(material, lambda ad: ad.places),
        prices=_sets(material, lambda ad: ad.prices),
        images=_sets(material, lambda ad: ad.images),
        langs=_numbered(ad.langs[0] if ad.langs else "und" for ad in material),
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


def _numbered(values: Iterable[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int64)
