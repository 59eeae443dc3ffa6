"""Links, advertisers and personas by layer, in memory."""

from collections.abc import Iterator, Sequence

from models.base import Id
from models.errors import NotFound
from models.link import Advertiser, Grouping, GroupingEvent, Link
from models.scope import DataClass, Layer, Scope
from models.stores import faults
from models.stores.memory.kept import Kept


class MemoryGroupings:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def begin(self, grouping: Grouping) -> None:
        self._kept.groupings.setdefault(grouping.id, grouping)
        if grouping.id not in self._kept.current_groupings.values():
            self._kept.links[grouping.id] = {}
            self._kept.advertisers[grouping.id] = {}
            self._kept.events[grouping.id] = {}

    def add_links(self, grouping: Id, links: Sequence[Link]) -> None:
        for link in links:
            self._kept.links[grouping].setdefault(link.id, link)
        faults.after_commit("links")

    def add_advertisers(self, grouping: Id, advertisers: Sequence[Advertiser]) -> None:
        for one in advertisers:
            self._kept.advertisers[grouping].setdefault(one.id, one)
        faults.after_commit("advertisers")

    def add_events(self, grouping: Id, events: Sequence[GroupingEvent]) -> None:
        for event in events:
            self._kept.events[grouping].setdefault(event.id, event)

    def make_current(self, grouping: Id) -> None:
        """Reviews name advertisers by id, not by run, so what is superseded can go at once."""
        current = self._kept.groupings[grouping]
        self._kept.current_groupings[current.layer] = grouping
        faults.after_commit("grouping current")
        for old in [one for one in self._kept.groupings.values() if _is_older(one, current)]:
            for rows in (self._kept.groupings, self._kept.links, self._kept.advertisers, self._kept.events):
                rows.pop(old.id, None)

    def current(self, layer: Layer, scope: Scope) -> Grouping | None:
        current = self._kept.current_groupings.get(layer)
        return self._kept.groupings[current] if current and scope.sees(layer, DataClass.ADS) else None

    def advertisers(self, layer: Layer, scope: Scope) -> Iterator[Advertiser]:
        current = self.current(layer, scope)
        found = self._kept.advertisers[current.id] if current else {}
        return iter([found[advertiser] for advertiser in sorted(found)])

    def advertiser(self, advertiser: Id, scope: Scope) -> Advertiser:
        for _, grouping in self._kept.view(scope):
            if advertiser in self._kept.advertisers[grouping]:
                return self._kept.advertisers[grouping][advertiser]
        raise NotFound("advertiser", advertiser)

    def of_ad(self, ad: Id, scope: Scope) -> Advertiser | None:
        held = (one for _, grouping in self._kept.view(scope) for one in self._kept.advertisers[grouping].values())
        return next((one for one in held if ad in one.ads), None)

    def links(self, ads: Sequence[Id], scope: Scope) -> tuple[Link, ...]:
        left, found = frozenset(ads), dict[Id, Link]()
        for _, grouping in self._kept.view(scope):
            found |= {link.id: link for link in self._kept.links[grouping].values() if left & {link.a, link.b}}
            left -= {ad for one in self._kept.advertisers[grouping].values() for ad in one.ads}
        return tuple(found[link] for link in sorted(found))


def _is_older(one: Grouping, current: Grouping) -> bool:
    return one.layer == current.layer and one.id != current.id and one.started_at <= current.started_at
