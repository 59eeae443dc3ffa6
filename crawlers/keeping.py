"""Keeps what one visit fetches, page by page: archive, then store, then the frontier's acknowledgement.

In this order a kill costs at most the requests in flight and the transaction in hand: what is written twice stands
once. Runs in one thread of its own, beside the network's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import structlog

from crawlers.harvesting import Plot, Taken, again, of_detail, of_list, onward, page_of, take
from crawlers.urls import canonical
from models.ad import ad_id
from models.base import Id
from models.page import Answer, ArchivedAt, PageKind, PageVerdict
from models.scope import Scope
from models.stores.archive import ArchiveWriter, Exchange
from models.stores.frontier import Done, Found, Frontier, Leased
from models.stores.ports import Harvest, Stores

log = structlog.get_logger()

WALLS = frozenset((PageVerdict.CAPTCHA, PageVerdict.LOGIN, PageVerdict.BLOCKED, PageVerdict.AGE_GATE))
WALLED = 10
"""So many walls one after the other end a visit: asking on would only annoy."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer and the exchange that it came by."""

    answer: Answer
    exchange: Exchange


@dataclass
class Keeper:
    plot: Plot
    stores: Stores
    frontier: Frontier
    archive: ArchiveWriter
    walls_in_a_row: int = 0
    met: set[Id] = field(default_factory=set)

    @property
    def walled(self) -> bool:
        return self.walls_in_a_row >= WALLED

    def keep(self, leased: Leased, fetched: Fetched) -> None:
        """Read one answer, keep what it gave, and acknowledge it with what it led to."""
        taken = take(fetched.answer, leased, self.plot)
        self.walls_in_a_row = self.walls_in_a_row + 1 if taken.judged.verdict in WALLS else 0
        counts = {"pages": 1, f"verdict.{taken.judged.verdict.value}": 1, f"{leased.kind.value}.read": int(taken.read)}
        counts |= {
            "charset.doubted": int(taken.doubted_charset),
            f"{leased.kind.value}.changed": int(bool(taken.changed)),
        }
        found = self._list(leased, fetched, taken=taken, counts=counts)
        if leased.kind is PageKind.DETAIL:
            self._detail(leased, fetched, taken=taken, counts=counts)
        self._done(leased, read=taken.read, found=found, counts=counts)
        log.debug("page kept", site=self.plot.sheet.id, url_id=leased.id, verdict=taken.judged.verdict.value)

    def fail(self, leased: Leased, kind: str) -> None:
        """Acknowledge that an address could not be asked; an ad that stood in a list was met all the same."""
        counts = {f"failed.{kind}": 1, f"{leased.kind.value}.failed": 1, "ads.met": self._met_in_its_list(leased)}
        self._done(leased, read=False, found=(), counts=counts)
        log.info("page not fetched", site=self.plot.sheet.id, url_id=leased.id, why=kind)

    def _list(self, leased: Leased, fetched: Fetched, *, taken: Taken, counts: dict[str, int]) -> tuple[Found, ...]:
        if leased.kind is not PageKind.LIST:
            return ()
        page = page_of(fetched.answer, leased, self.plot, taken=taken)
        led = onward(page, leased, self.plot, taken=taken)
        self._put(of_list(page, led.met))
        counts |= {"ads.met": self._new_among(seen.ad for seen in led.met), "cards": len(taken.cards)}
        counts[f"capped.{leased.list_name}"] = int(led.capped)
        return led.found

    def _detail(self, leased: Leased, fetched: Fetched, *, taken: Taken, counts: dict[str, int]) -> None:
        page = page_of(fetched.answer, leased, self.plot, taken=taken, archived=self._archived(fetched, taken))
        self._put(of_detail(page, leased, self.plot, ads=taken.ads))
        site = self.plot.sheet.id
        ids = [ad_id(site, said.own_id, said.url) for said in taken.ads]
        counts |= {"ads.met": self._new_among(ids), "ads.new": sum(ad not in self.plot.known for ad in ids)}
        for said in taken.ads:
            for part in said.parts:
                counts[f"filled.{part.name}"] = counts.get(f"filled.{part.name}", 0) + 1
        if not taken.ads and taken.judged.verdict is not PageVerdict.GONE:
            counts["ads.met"] += self._met_in_its_list(leased)

    def _archived(self, fetched: Fetched, taken: Taken) -> ArchivedAt | None:
        return self.archive.keep(fetched.exchange) if taken.ads else None

    def _met_in_its_list(self, leased: Leased) -> int:
        """A known ad whose own page could not be read was still met in the list; without this it would seem gone."""
        known = self.plot.known.get(canonical(leased.url)) if leased.page else None
        if known is None or leased.page is None:
            return 0
        page = self.stores.pages.get(leased.page, Scope.joint())
        self._put([Harvest(page=page, sightings=(again(known, page, list_name=leased.list_name, card=known.card),))])
        return self._new_among([known.ad])

    def _put(self, harvests: Iterable[Harvest]) -> None:
        for harvest in harvests:
            self.stores.pages.add(harvest)

    def _new_among(self, ads: Iterable[Id]) -> int:
        fresh = set(ads) - self.met
        self.met |= fresh
        return len(fresh)

    def _done(self, leased: Leased, *, read: bool, found: tuple[Found, ...], counts: dict[str, int]) -> None:
        told = tuple((name, value) for name, value in counts.items() if value)
        self.frontier.acknowledge(self.plot.visit, [Done(leased.id, read=read, found=found, counts=told)])
