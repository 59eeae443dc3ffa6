"""How good a grouping is against the truth: pairs, B-cubed, the largest wrong component; pure counting."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping

from models.base import Record


class Quality(Record):
    """Precision, recall and F1; 1 where there was nothing to get wrong, as is usual."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


class GroupingFigures(Record):
    """A grouping against the truth, over the ads that the truth names."""

    ads: int
    advertisers_true: int
    advertisers_said: int
    advertisers_found: int
    """True advertisers whose ads stand together, all of them and nobody else's."""
    pairs: Quality
    b_cubed: Quality
    largest_wrong: float
    """Share of all ads in the largest group that holds ads of more than one advertiser."""


def measured(said: Mapping[str, Hashable], true: Mapping[str, Hashable | None]) -> GroupingFigures:
    """Compare groups said with true ones (both ad -> group).

    An ad without a true advertiser is left out; one that nothing was said of stands alone.
    """
    ads = sorted(ad for ad, group in true.items() if group is not None)
    told = {ad: said.get(ad, ("alone", ad)) for ad in ads}
    groups, truths = Counter(told.values()), Counter(true[ad] for ad in ads)
    both = Counter((told[ad], true[ad]) for ad in ads)
    mixed = Counter(group for group, _ in both)
    return GroupingFigures(
        ads=len(ads),
        advertisers_true=len(truths),
        advertisers_said=len(groups),
        advertisers_found=sum(groups[group] == size == truths[truth] for (group, truth), size in both.items()),
        pairs=Quality(
            precision=_share(_pairs(both.values()), _pairs(groups.values())),
            recall=_share(_pairs(both.values()), _pairs(truths.values())),
        ),
        b_cubed=Quality(
            precision=_share(sum(n * n / groups[group] for (group, _), n in both.items()), len(ads)),
            recall=_share(sum(n * n / truths[truth] for (_, truth), n in both.items()), len(ads)),
        ),
        largest_wrong=_share(max((groups[group] for group, kinds in mixed.items() if kinds > 1), default=0), len(ads))
        if ads
        else 0.0,
    )


def by_kind(
    said: Mapping[str, Hashable], true: Mapping[str, Hashable | None], kinds: Mapping[str, str]
) -> dict[str, GroupingFigures]:
    """The same for the ads of each kind of advertiser alone."""
    of_kind: dict[str, dict[str, Hashable | None]] = defaultdict(dict)
    for ad, group in true.items():
        of_kind[kinds[ad]][ad] = group
    return {kind: measured(said, of_kind[kind]) for kind in sorted(of_kind)}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
