"""An agency's own groups over the joint ones: what its people tied is merged, what they un-tied is cut; all pure.

Only joint groups that a tie names are computed anew. What is un-tied never stands together; of ties that would bring
it together again the newest count. Nothing else that joint linking held together is parted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from classify.linking.figures import figures
from classify.linking.identity import Earlier, kept_names
from classify.linking.material import AdMaterial
from classify.linking.personas import personas
from models.base import Id
from models.link import Advertiser, Grouping, Link
from models.tie import Tie


@dataclass(slots=True)
class _Parts:
    """Ads in parts that grow together, but never two that were un-tied."""

    part: dict[Id, Id]
    apart: Mapping[Id, frozenset[Id]]
    ads: dict[Id, set[Id]] = field(default_factory=dict)

    def join(self, one: Id, other: Id) -> None:
        here, there = self.part[one], self.part[other]
        if here == there or any(self.apart.get(ad, frozenset()) & self.ads[there] for ad in self.ads[here]):
            return
        self.ads[here] |= self.ads.pop(there)
        for ad in self.ads[here]:
            self.part[ad] = here


def touched(ties: Iterable[Tie]) -> frozenset[Id]:
    """The ads that the ties name: the joint groups that hold them are computed anew."""
    return frozenset(ad for tie in ties for ad in tie.ads)


def own_groups(joint: Sequence[Advertiser], ties: Sequence[Tie], links: Iterable[Link]) -> tuple[tuple[Id, ...], ...]:
    """Part the ads of the touched joint groups anew: each part's ads in the order of `joint`.

    `joint` holds every group that a tie touches, `links` the joint ties within them. An ad that no longer exists counts
    for nothing.
    """
    order = [ad for group in joint for ad in group.ads]
    known = frozenset(order)
    said = sorted(ties, key=lambda tie: (tie.made_at, tie.id), reverse=True)
    parts = _Parts({ad: ad for ad in order}, _apart(said, known), {ad: {ad} for ad in order})
    for link in (*_tied(said), *sorted(links, key=lambda link: (-link.probability, link.id))):
        if link.probability > 0 and {link.a, link.b} <= known:
            parts.join(link.a, link.b)
    for group in joint:
        for one, other in _each_with_all_before(group.ads):
            parts.join(one, other)
    found: dict[Id, list[Id]] = defaultdict(list)
    for ad in order:
        found[parts.part[ad]].append(ad)
    return tuple(tuple(group) for group in found.values())


def own_advertisers(
    groups: Sequence[Sequence[Id]], grouping: Grouping, *, joint: Sequence[Advertiser], material: Iterable[AdMaterial]
) -> tuple[Advertiser, ...]:
    """A group keeps the id of the joint one that it shares most ads with; what is cut off gets an id of the layer."""
    by_ad = {ad.ad: ad for ad in material}
    read = [[by_ad[ad] for ad in group if ad in by_ad] for group in groups]
    told = [sorted(group, key=lambda ad: (ad.first_seen_at, ad.ad)) for group in read if group]
    earlier = [Earlier(one.id, frozenset(one.ads), one.figures.first_seen_at) for one in joint]
    held = [[ad.ad for ad in group] for group in told]
    names = kept_names(held, earlier, founded=lambda ad: Advertiser.founded(grouping.layer, ad))
    shown = [persona for one in joint for persona in one.personas]
    return tuple(
        Advertiser(
            id=name,
            layer=grouping.layer,
            run=grouping.id,
            ads=tuple(ad.ad for ad in group),
            personas=personas(name, group, same_person={}, earlier=[one for one in shown if one.advertiser == name]),
            figures=figures(group),
        )
        for name, group in sorted(zip(names, told, strict=True), key=lambda named: named[0])
    )


def links_within(groups: Iterable[Sequence[Id]], links: Iterable[Link], ties: Iterable[Tie]) -> tuple[Link, ...]:
    """Ties that hold the own groups together, the machine's and the persons'; none across and none that is cut."""
    part = {ad: number for number, group in enumerate(groups) for ad in group}
    found = {
        link.id: link
        for link in (*links, *(link for tie in ties for link in tie.links()))
        if link.probability > 0 and link.a in part and part[link.a] == part.get(link.b)
    }
    return tuple(found[link] for link in sorted(found))


def _apart(said: Sequence[Tie], known: frozenset[Id]) -> dict[Id, frozenset[Id]]:
    """Which ads may not stand with which: of two sayings on one pair the newest counts."""
    latest: dict[tuple[Id, Id], float] = {}
    for tie in said:
        for link in tie.links():
            latest.setdefault((link.a, link.b), link.probability)
    apart: dict[Id, set[Id]] = defaultdict(set)
    for (one, other), probability in latest.items():
        if probability == 0 and {one, other} <= known:
            apart[one].add(other)
            apart[other].add(one)
    return {ad: frozenset(others) for ad, others in apart.items()}


def _tied(said: Sequence[Tie]) -> tuple[Link, ...]:
    return tuple(link for tie in said for link in tie.links())


def _each_with_all_before(ads: Sequence[Id]) -> Iterable[tuple[Id, Id]]:
    """What no kept tie holds still belongs to its group: each ad goes with the first before it that will have it."""
    return ((before, ad) for place, ad in enumerate(ads) for before in ads[:place])
