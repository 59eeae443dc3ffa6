"""Which ads stand together: first what a contact holds, then, group against group, what names, texts and places say.

Two groups are compared by their best pair of ads, each ad knowing what its group knows (the contact that this one left
out, the age that another told), less what chance gives large groups: the more persons on both sides, the likelier that
two of them happen to agree.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from classify.linking.blocks import Pairs
from classify.linking.columns import Columns, Sets
from classify.linking.pairs import IN_COMMON, Scored, score, together
from classify.linking.shingles import Floats, Ints, Likeness
from classify.linking.weights import COPY, PERSON, Weights

TIED_BY_CONTACT = 4.0
"""Log2 odds above which two ads with a contact in common are one hand's."""
ROUNDS = (10.0, 6.5, 6.5)
"""Log2 odds above which two groups become one, round by round: the certain first, so that later rounds know more."""
CHANCE = 0.5
"""How much of log2(persons here x persons there) is taken off the best pair."""
FURTHER = 3.0
"""The most that each further person in common adds."""
ESTABLISHED = 3.0
"""How much of log2(ads) on the lesser of two contacts is taken off a text that they share."""
TIES_KEPT = 3
"""An ad keeps so many of its strongest ties, and those that hold its group together: a page draws no more."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The number of each ad's group, and the ties that hold the groups together."""

    labels: Ints
    ties: Scored


def grouped(scored: Scored, ads: Columns, texts: Likeness, *, weights: Weights) -> Grouped:
    by_contact = np.flatnonzero((scored.contact == IN_COMMON) & (scored.total - _crowd(scored, ads) > TIED_BY_CONTACT))
    labels = reached = components(len(ads), scored.pairs[by_contact])
    ties = [scored.rows(by_contact)]
    for threshold in ROUNDS:
        apart = scored.pairs[labels[scored.pairs[:, 0]] != labels[scored.pairs[:, 1]]]
        again = score(apart, _informed(ads, labels), texts, weights=weights)
        surplus = again.total - _chance(again, ads, labels) - _established(again, reached)
        surplus += _others(again, ads, labels)
        joining = again.rows(np.flatnonzero(surplus > threshold))
        labels = components(int(labels.max(initial=0)) + 1, labels[joining.pairs])[labels]
        ties.append(joining)
    return Grouped(labels, together(ties))


def components(nodes: int, pairs: Pairs) -> Ints:
    """A number for the component of each node."""
    graph = sparse.coo_matrix((np.ones(len(pairs), dtype=np.int8), (pairs[:, 0], pairs[:, 1])), shape=(nodes, nodes))
    return np.asarray(connected_components(graph, directed=False)[1]).astype(np.int64)


def _crowd(scored: Scored, ads: Columns) -> Floats:
    """Of two owners of one contact with many ads some two agree by chance: the more ads on it, the more is asked."""
    size = np.bincount(ads.keys.entries[1], minlength=len(ads.keys.values))
    fewest = 1.0 / ads.keys.heaviest(1.0 / np.maximum(size, 1), *scored.pairs.T)
    return np.asarray(CHANCE * np.log2(np.maximum(fewest, 1.0)))


def _chance(scored: Scored, ads: Columns, labels: Ints) -> Floats:
    """What two groups of many persons agree in by chance."""
    persons = _persons(ads.names, labels)[labels]
    return np.asarray(CHANCE * np.log2(persons[scored.pairs[:, 0]] * persons[scored.pairs[:, 1]]))


def _others(scored: Scored, ads: Columns, labels: Ints) -> Floats:
    """What further persons add to the best pair: strangers may have a name and an age in common, hardly two."""
    a, b = scored.pairs.T
    said = ads.names.heaviest(np.arange(1.0, len(ads.names.values) + 1), a, b)
    rows = np.flatnonzero((scored.explanation == PERSON) & np.isfinite(said) & (scored.total > 0))
    width = int(labels.max(initial=0)) + 1
    one, other = np.sort(np.stack([labels[a], labels[b]]), axis=0)
    joint = one * width + other
    # The best pair of each name for each two groups, and of those all but the best of all.
    rows = rows[np.lexsort((-scored.total[rows], said[rows], joint[rows]))]
    named = np.stack([joint[rows], said[rows].astype(np.int64)])
    rows = rows[(np.diff(named, axis=1, prepend=-1) != 0).any(axis=0)]
    rows = rows[np.lexsort((-scored.total[rows], joint[rows]))]
    rows = rows[np.diff(joint[rows], prepend=-1) == 0]
    groups, at = np.unique(joint[rows], return_inverse=True)
    extra = np.bincount(at, weights=np.minimum(scored.total[rows], FURTHER), minlength=len(groups))
    place = np.searchsorted(groups, joint).clip(max=max(len(groups) - 1, 0))
    return np.where(groups[place] == joint, extra[place], 0.0) if len(groups) else np.zeros(len(joint))


def _established(scored: Scored, reached: Ints) -> Floats:
    """A text shared by two contacts that stand in many ads each was sold to both, rather than spread by one."""
    size = np.bincount(reached)[reached]
    both = np.minimum(size[scored.pairs[:, 0]], size[scored.pairs[:, 1]])
    return np.where(scored.explanation == COPY, ESTABLISHED * np.log2(both), 0.0)


def _persons(names: Sets, labels: Ints) -> Floats:
    """Distinct names in each group, at least one."""
    members, named = names.entries
    width = len(names.values) + 1
    groups = np.unique(labels[members] * width + named) // width
    return np.maximum(np.bincount(groups, minlength=int(labels.max(initial=0)) + 1), 1).astype(np.float64)


def _informed(ads: Columns, labels: Ints) -> Columns:
    """What an ad does not say it takes from its group: contacts from all of it, age and prices from its own person."""
    lone = _persons(ads.names, labels)[labels] == 1
    names = _filled(ads.names, np.where(lone, labels, -1))
    single = names.sizes == 1
    name = np.full(len(labels), -1)
    name[single] = names.matrix.indices[names.matrix.indptr[:-1][single]]
    _, person = np.unique(labels * (len(names.values) + 1) + name, return_inverse=True)
    person = np.where(single, person, -1)
    return replace(
        ads,
        names=names,
        keys=_filled(ads.keys, labels),
        ages=_filled(ads.ages, person),
        ages_about=_filled(ads.ages_about, person),
        prices=_filled(ads.prices, person),
    )


def _filled(values: Sets, group: Ints) -> Sets:
    """Rows that are empty take all values of their group; group -1 has none."""
    empty = (values.sizes == 0) & (group >= 0)
    if not empty.any() or not values.matrix.nnz:
        return values
    known = np.flatnonzero(group >= 0)
    ones = np.ones(len(known), dtype=np.float32)
    members = sparse.csr_matrix((ones, (group[known], known)), shape=(int(group.max()) + 1, len(group)))
    of_group = (members @ values.matrix).tocsr()
    of_group.data[:] = 1
    own, given = (sparse.diags_array(mask.astype(np.float32)) for mask in (~empty, empty))
    return Sets(sparse.csr_matrix(own @ values.matrix + given @ of_group[np.maximum(group, 0)]), values.values)


def kept_ties(ties: Scored) -> Ints:
    """Rows worth keeping: a strongest tree of each group, and the strongest few of each ad."""
    rows = np.argsort(-ties.total, kind="stable")
    ends = ties.pairs[rows]
    rank = _ranks_within(np.concatenate([ends[:, 0], ends[:, 1]]), len(rows))
    return np.sort(rows[(rank < TIES_KEPT).any(axis=0) | _tree(ends)])


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
