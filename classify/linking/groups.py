"""Which ads stand together: what strong ties hold, unless a hub alone glues strangers."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from classify.linking.blocks import Pairs
from classify.linking.pairs import Scored
from classify.linking.shingles import Ints

TIES_KEPT = 3
"""An ad keeps so many of its strongest ties, and those that hold its group together: a page draws no more."""

Mask = NDArray[np.bool_]


def components(ads: int, pairs: Pairs) -> Ints:
    """A number for the component of each ad."""
    graph = sparse.coo_matrix((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(ads, ads))
    return np.asarray(connected_components(graph, directed=False)[1]).astype(np.int64)


def kept_ties(scored: Scored, within: Mask) -> Ints:
    """Rows of the pairs worth keeping of those `within` groups: a strongest tree, and the strongest few of each ad."""
    rows = np.flatnonzero(within)
    rows = rows[np.argsort(-scored.total[rows], kind="stable")]
    ends = scored.pairs[rows]
    rank = _ranks_within(np.concatenate([ends[:, 0], ends[:, 1]]), len(rows))
    few = (rank < TIES_KEPT).any(axis=0)
    return np.sort(rows[few | _tree(ends)])


def _ranks_within(members: Ints, rows: int) -> Ints:
    """For each end of each row (in order of strength) the how-manieth tie of its ad it is."""
    at = np.concatenate([np.arange(rows), np.arange(rows)])
    order = np.lexsort((at, members))
    starts = np.flatnonzero(np.diff(members[order], prepend=-1))
    within = np.arange(len(order)) - np.repeat(starts, np.diff(starts, append=len(order)))
    ranks = np.empty_like(order)
    ranks[order] = within
    return ranks.reshape(2, rows)


def _tree(ends: Pairs) -> Mask:
    """Rows of a strongest spanning tree, `ends` being in order of strength."""
    if not len(ends):
        return np.zeros(0, dtype=bool)
    size = int(ends.max()) + 1
    graph = sparse.coo_matrix((np.arange(1.0, len(ends) + 1), (ends[:, 0], ends[:, 1])), shape=(size, size))
    kept = np.zeros(len(ends), dtype=bool)
    kept[minimum_spanning_tree(graph.tocsr()).data.astype(np.int64) - 1] = True
    return kept
