"""Keeps what one visit fetches, page by page: archive, then store, then the frontier's acknowledgement.

In this order a kill costs at most the requests in flight and the transaction in hand: what is written twice stands
once. Runs in one thread of its own, beside the network's.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import structlog

from crawlers.harvesting import ROWS, Plot, Taken, again, of_detail, of_list, onward, page_of, take
from crawlers.urls import canonical
from models.ad import ad_id
from models.base import Id
from models.page import Answer, PageKind, PageVerdict
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


@dataclass(frozen=True, slots=True)
class Asked:
    """How asking for one address ended: an answer, or a word for why there is none."""

    leased: Leased
    fetched: Fetched | None = None
    failed: str = ""


@dataclass
class Gathered:
    """What one answer comes to before anything is written."""

    leased: Leased
    counts: dict[str, int]
    read: bool = False
    harvests: list[Harvest] = field(default_factory=list)
    found: tuple[Found, ...] = ()

    @property
    def done(self) -> Done:
        told = tuple((name, value) for name, value in self.counts.items() if value)
        return Done(self.leased.id, read=self.read, found=self.found, counts=told)


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

    def keep(self, asked: Sequence[Asked]) -> None:
        """Read answers, keep what they gave, and acknowledge them with what they led to."""
        gathered = [self._taken(one.leased, one.fetched) if one.fetched else self._failed(one) for one in asked]
        self.archive.settle()
        for few in small([harvest for one in gathered for harvest in one.harvests]):
            self.stores.pages.add_all(few)
        self.frontier.acknowledge(self.plot.visit, [one.done for one in gathered])

    def _failed(self, asked: Asked) -> Gathered:
        """An ad that stood in a list was met all the same."""
        leased = asked.leased
        log.info("page not fetched", site=self.plot.sheet.id, url_id=leased.id, why=asked.failed)
        gathered = Gathered(leased, {f"failed.{asked.failed}": 1, f"{leased.kind.value}.failed": 1})
        self._met_in_its_list(gathered)
        return gathered

    def _taken(self, leased: Leased, fetched: Fetched) -> Gathered:
        taken = take(fetched.answer, leased, self.plot)
        verdict, kind = taken.judged.verdict, leased.kind.value
        self.walls_in_a_row = self.walls_in_a_row + 1 if verdict in WALLS else 0
        counts = {"pages": 1, f"verdict.{verdict.value}": 1, f"{kind}.read": int(taken.read)}
        counts |= {"charset.doubted": int(taken.doubted_charset), f"{kind}.changed": int(bool(taken.changed))}
        gathered = Gathered(leased, counts, read=taken.read)
        if leased.kind is PageKind.LIST:
            self._list(gathered, fetched, taken)
        else:
            self._detail(gathered, fetched, taken)
        return gathered

    def _list(self, gathered: Gathered, fetched: Fetched, taken: Taken) -> None:
        leased = gathered.leased
        page = page_of(fetched.answer, leased, self.plot, taken=taken)
        led = onward(page, leased, self.plot, taken=taken)
        gathered.harvests += of_list(page, led.met)
        gathered.found = led.found
        gathered.counts |= {"ads.met": self._new_among(seen.ad for seen in led.met), "cards": len(taken.cards)}
        gathered.counts[f"capped.{leased.list_name}"] = int(led.capped)

    def _detail(self, gathered: Gathered, fetched: Fetched, taken: Taken) -> None:
        archived = self.archive.keep(fetched.exchange) if taken.ads else None
        page = page_of(fetched.answer, gathered.leased, self.plot, taken=taken, archived=archived)
        gathered.harvests += of_detail(page, gathered.leased, self.plot, ads=taken.ads)
        ids = [ad_id(self.plot.sheet.id, said.own_id, said.url) for said in taken.ads]
        new = sum(ad not in self.plot.known for ad in ids)
        gathered.counts |= {"ads.met": self._new_among(ids), "ads.new": new}
        gathered.counts |= Counter(f"filled.{part.name}" for said in taken.ads for part in said.parts)
        if not taken.ads and taken.judged.verdict is not PageVerdict.GONE:
            self._met_in_its_list(gathered)

    def _met_in_its_list(self, gathered: Gathered) -> None:
        """A known ad whose own page could not be read was still met in the list; without this it would seem gone."""
        leased = gathered.leased
        known = self.plot.known.get(canonical(leased.url)) if leased.page else None
        if known is None or leased.page is None:
            return
        page = self.stores.pages.get(leased.page, Scope.joint())
        seen = again(known, page, list_name=leased.list_name, card=known.card)
        gathered.harvests.append(Harvest(page=page, sightings=(seen,)))
        gathered.counts["ads.met"] = self._new_among([known.ad])

    def _new_among(self, ads: Iterable[Id]) -> int:
        fresh = set(ads) - self.met
        self.met |= fresh
        return len(fresh)


def small(harvests: Sequence[Harvest]) -> Iterator[list[Harvest]]:
    """Cut into transactions of about ten rows, so that no decision at the desk waits for a crawl."""
    few: list[Harvest] = []
    rows = 0
    for harvest in harvests:
        size = 1 + len(harvest.ads) + 2 * len(harvest.versions) + len(harvest.sightings)
        if few and rows + size > ROWS + 1:
            yield few
            few, rows = [], 0
        few.append(harvest)
        rows += size
    if few:
        yield few
