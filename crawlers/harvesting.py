"""From one answer to what is kept of it and where to go on: pure, so that it can be re-run from the archive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from crawlers.charset import decode
from crawlers.document import Document
from crawlers.page_readers import Reader, reader_of
from crawlers.reading import Card, ListRead
from crawlers.sheets import Sheet
from crawlers.urls import canonical
from crawlers.verdicts import Judged, Seen, judge
from models.ad import Ad, AdSaid, AdVersion, Sighting, ad_id
from models.base import Id
from models.errors import SiteChanged
from models.keys import KeyRing
from models.page import Answer, ArchivedAt, Page, PageKind, PageVerdict
from models.stores.frontier import Found, Leased
from models.stores.ports import Harvest, KnownAd

ROWS = 9
"""Beside the page's own row: more at once would keep a decision at the desk waiting."""


@dataclass(frozen=True)
class Plot:
    """What a visit reads with: the sheet in force, the keys, and which ads it knows."""

    sheet: Sheet
    keys: KeyRing
    visit: Id
    known: Mapping[str, KnownAd]
    """By ad id and by canonical URL: not every list tells the site's own id."""

    @cached_property
    def reader(self) -> Reader:
        return reader_of(self.sheet)

    def card_key(self, says: str) -> Id:
        return self.keys.identity("card", self.sheet.id, says)


@dataclass(frozen=True)
class Taken:
    """What one answer was and said."""

    judged: Judged
    doubted_charset: bool
    cards: tuple[Card, ...] = ()
    next_url: str | None = None
    overfull: bool = False
    """The page listed more than the sheet's cap on links."""
    ads: tuple[AdSaid, ...] = ()
    changed: SiteChanged | None = None

    @property
    def read(self) -> bool:
        """It told what it was asked for: ads, or in its own words that there are none."""
        if self.judged.verdict is PageVerdict.OK:
            return self.changed is None
        return self.judged.verdict is PageVerdict.EMPTY and self.judged.sure


@dataclass(frozen=True)
class Onward:
    """Where a list page leads, and which known ads stand in it unchanged."""

    found: tuple[Found, ...] = ()
    met: tuple[Sighting, ...] = ()
    capped: bool = False
    """The list goes on further than the sheet lets a visit walk."""


def take(answer: Answer, leased: Leased, plot: Plot) -> Taken:
    """Decode, read and judge one answer."""
    content_type = next((value for name, value in answer.headers if name.lower() == "content-type"), "")
    decoded = decode(answer.body, content_type=content_type, told=plot.sheet.encoding)
    page = Document(decoded.text, answer.url)
    listed, ads, changed = _read(page, leased.kind, plot)
    content = ads[0].part("body") if ads else "cards" if listed else None
    judged = judge(
        Seen(
            page=page,
            status=answer.status,
            kind=leased.kind,
            content=content,
            asked=leased.url if canonical(leased.url) != canonical(answer.url) else None,
            headers=answer.headers,
            phrases=tuple(plot.sheet.verdicts.items()),
        )
    )
    if judged.verdict is not PageVerdict.OK:
        listed, ads = None, ()
    return Taken(
        judged=judged,
        doubted_charset=decoded.doubted,
        cards=listed.cards[: plot.sheet.caps.links] if listed else (),
        next_url=listed.next_url if listed else None,
        overfull=len(listed.cards) > plot.sheet.caps.links if listed else False,
        ads=ads,
        changed=None if judged.sure else changed,
    )


def _read(page: Document, kind: PageKind, plot: Plot) -> tuple[ListRead | None, tuple[AdSaid, ...], SiteChanged | None]:
    try:
        if kind is PageKind.LIST:
            return plot.reader.urls(page), (), None
        return None, plot.reader.ads(page), None
    except SiteChanged as changed:
        return None, (), changed


def page_of(answer: Answer, leased: Leased, plot: Plot, *, taken: Taken, archived: ArchivedAt | None = None) -> Page:
    return Page.answered(
        answer,
        site=plot.sheet.id,
        visit=plot.visit,
        kind=leased.kind,
        verdict=taken.judged.verdict,
        sheet=plot.sheet.hash,
        body_sha256=sha256(answer.body).hexdigest(),
        basis=plot.sheet.basis,
        archived=archived,
    )


def of_detail(page: Page, leased: Leased, plot: Plot, *, ads: Sequence[AdSaid]) -> Iterable[Harvest]:
    """The page with its ads: versions, and a sighting each in the list that led here."""
    for said in ads or (None,):
        if said is None:
            yield Harvest(page=page)
            continue
        version = AdVersion.read_from(page, said, keys=plot.keys)
        seen = Sighting.of(
            version,
            site=page.site,
            visit=page.visit,
            list_name=leased.list_name,
            seen_at=page.fetched_at,
            card=leased.card,
        )
        ad = Ad.met(said, site=page.site, seen_at=page.fetched_at, basis=page.basis)
        yield Harvest(page=page, ads=(ad,), versions=(version,), sightings=(seen,))


def of_list(page: Page, met: Sequence[Sighting]) -> Iterable[Harvest]:
    """The page with the known ads met in it, few rows at a time."""
    for start in range(0, max(len(met), 1), ROWS):
        yield Harvest(page=page, sightings=tuple(met[start : start + ROWS]))


def onward(page: Page, leased: Leased, plot: Plot, *, taken: Taken) -> Onward:
    """Details to ask (new ads, changed cards, and each again after N visits), and the list's next page."""
    found: list[Found] = []
    met: list[Sighting] = []
    for card in taken.cards:
        url, key = canonical(card.url), plot.card_key(card.says)
        known = plot.known.get(ad_id(plot.sheet.id, card.own_id, url)) or plot.known.get(url)
        if known and known.card == key and known.visits_since_detail < plot.sheet.revisit.details_after:
            met.append(again(known, page, list_name=leased.list_name, card=key))
        elif len(card.url) <= plot.sheet.caps.url_length:
            found.append(Found(card.url, url, PageKind.DETAIL, leased.list_name, key, page=page.id, depth=1))
    deep = leased.depth + 1 >= plot.sheet.caps.list_pages
    if taken.next_url and not deep:
        url, depth = taken.next_url, leased.depth + 1
        found.append(Found(url, canonical(url), PageKind.LIST, leased.list_name, depth=depth))
    return Onward(tuple(found), tuple(met), capped=taken.overfull or (deep and taken.next_url is not None))


def again(known: KnownAd, page: Page, *, list_name: str | None, card: str) -> Sighting:
    return Sighting.again(
        known.ad,
        known.version,
        site=page.site,
        visit=page.visit,
        list_name=list_name,
        seen_at=page.fetched_at,
        card=card,
    )


def starts(sheet: Sheet) -> tuple[Found, ...]:
    return tuple(Found(url, canonical(url), PageKind.LIST, name) for name, url in sheet.lists.items())
