"""One visit, in a process of its own: from the frontier to the outcome."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

import structlog

from crawlers.harvesting import Plot, starts
from crawlers.keeping import Keeper
from crawlers.promises import broken_promises, verdict_of
from crawlers.sheets import Sheet
from crawlers.spiders.scrapy_settings import settings_for
from crawlers.urls import canonical
from models.clock import Clock
from models.keys import KeyRing
from models.page import Page
from models.scope import Scope
from models.settings import Settings
from models.stores.archive import Archive, ArchiveWriter, Custody
from models.stores.frontier import Frontier, owned
from models.stores.ports import KnownAd, Stores
from models.visit import Count, Visit, VisitOutcome

log = structlog.get_logger()

CRAWLER = "lykta-crawler/1"
"""Raised by hand when what is kept of a page changes."""


@dataclass(frozen=True)
class Errand:
    """What a visit's process is sent out with."""

    sheet: Sheet
    settings: Settings
    due_at: datetime
    proxy: str


def go(errand: Errand, *, stores: Stores, keys: KeyRing, clock: Clock) -> VisitOutcome:
    """Visit, or take up again the visit that a killed process left; its outcome is the answer."""
    sheet, settings = errand.sheet, errand.settings
    with ExitStack() as held:
        held.enter_context(owned(settings.home / "visiting", sheet.id))
        visit = stores.visits.unfinished(sheet.id, Scope.joint()) or _begun(errand, stores, clock=clock)
        ended = _ended(visit, stores)
        if ended:
            return ended
        frontier = Frontier.at(settings.frontier)
        held.callback(frontier.close)
        resumed = frontier.begin(visit.id, starts(sheet))
        log.info("visit began", site=sheet.id, visit=visit.id, resumed=resumed)
        plot = Plot(sheet=sheet, keys=keys, visit=visit.id, known=known_ads(stores, sheet.id))
        with _archive(settings, plot, stores) as archive:
            keeper = Keeper(plot=plot, stores=stores, frontier=frontier, archive=archive)
            crawl(errand, keeper, clock)
        return _end(keeper, visit, clock=clock)


def known_ads(stores: Stores, site: str) -> Mapping[str, KnownAd]:
    """By id and by canonical URL."""
    return dict(
        chain.from_iterable(
            ((known.ad, known), (canonical(known.url), known)) for known in stores.ads.known(site, Scope.joint())
        )
    )


def crawl(errand: Errand, keeper: Keeper, clock: Clock) -> None:
    """Run Scrapy to its end. Raises what felled the keeping of a page."""
    from scrapy.crawler import AsyncCrawlerProcess

    from crawlers.spiders.site import SiteSpider

    ca_file = errand.settings.ca_file
    told = settings_for(errand.sheet, ca_file=str(ca_file) if ca_file else None)
    logging.disable(logging.WARNING)  # it sets levels of its own, then tells versions
    process = AsyncCrawlerProcess(told)
    logging.disable(logging.NOTSET)
    _quiet()
    crawler = process.create_crawler(SiteSpider)
    asked = keeper.frontier.counts(keeper.plot.visit).get("pages", 0)
    process.crawl(crawler, sheet=errand.sheet, keeper=keeper, proxy=errand.proxy, clock=clock, asked=asked)
    process.start(install_signal_handlers=False)
    fallen = crawler.spider.fallen if isinstance(crawler.spider, SiteSpider) else None
    if fallen is not None:
        raise fallen


def _quiet() -> None:
    """Scrapy tells each address it asks; we tell ids. Its one way to trust a further authority is deprecated."""
    for name in ("scrapy", "scrapy.downloadermiddlewares.redirect", "twisted", "py.warnings"):
        logging.getLogger(name).setLevel(logging.ERROR)


def _begun(errand: Errand, stores: Stores, *, clock: Clock) -> Visit:
    sheet = errand.sheet
    visit = Visit.due(sheet.id, due_at=errand.due_at, started_at=clock.now(), sheet=sheet.hash)
    stores.visits.start(visit)
    return visit


def _ended(visit: Visit, stores: Stores) -> VisitOutcome | None:
    last = stores.visits.last(visit.site, Scope.joint())
    return next((outcome for known, outcome in last if known.id == visit.id and outcome), None)


@contextmanager
def _archive(settings: Settings, plot: Plot, stores: Stores) -> Iterator[ArchiveWriter]:
    custody = Custody(site=plot.sheet.id, visit=plot.visit, sheet=plot.sheet.hash, crawler=CRAWLER)
    committed = max(map(_end_of, stores.pages.of_visit(plot.visit, Scope.joint())), default=0)
    writer = Archive(settings.pages).writer(custody, committed=committed)
    try:
        yield writer
    finally:
        writer.close()


def _end_of(page: Page) -> int:
    return page.archived.offset + page.archived.length if page.archived else 0


def _end(keeper: Keeper, visit: Visit, *, clock: Clock) -> VisitOutcome:
    """The outcome is committed before the frontier forgets: killed between, the visit is resumed and ends at once."""
    sheet, frontier, stores = keeper.plot.sheet, keeper.frontier, keeper.stores
    counts = frontier.counts(visit.id)
    capped = {name for name in sheet.lists if counts.get(f"capped.{name}")}
    unwalked = sorted(frontier.unwalked(visit.id) | capped)
    last = [outcome for _, outcome in stores.visits.last(sheet.id, Scope.joint()) if outcome]
    waiting = frontier.waiting(visit.id)
    broken = broken_promises(sheet, counts, unwalked=unwalked, waiting=waiting, last=last)
    outcome = VisitOutcome(
        visit=visit.id,
        verdict=verdict_of(counts, broken),
        ended_at=clock.now(),
        counts=tuple(Count(name=name, value=value) for name, value in sorted(counts.items())),
        completed_lists=tuple(name for name in sheet.lists if name not in unwalked),
        broken=broken,
    )
    stores.visits.end(outcome)
    frontier.drop(visit.id)
    log.info("visit ended", site=sheet.id, visit=visit.id, verdict=outcome.verdict.value, pages=counts.get("pages", 0))
    return outcome
