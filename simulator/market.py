"""One pretend market: everybody in it and every ad of its weeks, grown from a seed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Self

from models.base import Record
from simulator.ads import Desk, Draft, moment, numbered, written
from simulator.chance import stream
from simulator.composing import worded
from simulator.contacts import PhoneBook
from simulator.hosts import SITES, SiteFacts
from simulator.kinds import SITE_FILLER
from simulator.obscuring import plainly
from simulator.parts import Slips, parts_dealt
from simulator.people import Advertiser, MarketAd, Persona, PhoneUse, SaidVersion
from simulator.population import populate
from simulator.postings import Lineage, Posting, lineages, posted
from simulator.rates import rates
from simulator.whereabouts import EARLIEST_POST, drawn_town
from simulator.words import words

DEFAULT_SEED, DEFAULT_DAYS, DEFAULT_ADVERTISERS = 7, 84, 210
FILLER_SHARE = 0.005
"""Ads that the sites post themselves, of all (a choice; at least one a site)."""
SITES_WITH_OWN_NUMBER_IN_ADS = 2
USUAL_END = date(2026, 3, 1)


class Ground(Record):
    """When and where a market is."""

    seed: int
    start: date
    days: int
    sites: tuple[SiteFacts, ...]


class Market(Record):
    """Truth and what is said, both; only `dump` and the sites decide what of it is told."""

    seed: int
    start: date
    days: int
    sites: tuple[SiteFacts, ...]
    advertisers: tuple[Advertiser, ...]
    ads: tuple[MarketAd, ...]

    @classmethod
    def grow(
        cls,
        *,
        seed: int = DEFAULT_SEED,
        days: int = DEFAULT_DAYS,
        advertisers: int = DEFAULT_ADVERTISERS,
        start: date | None = None,
        end: date | None = None,
        sites: tuple[SiteFacts, ...] = SITES,
    ) -> Self:
        """Grow the same market from the same arguments. The last day is `end`; else `start` + days - 1."""
        first = _first_day(start, end, days)
        book = PhoneBook(stream(seed, "phones"))
        everybody = populate(seed, count=advertisers, days=days, rates=rates(), sites=sites, book=book)
        ground = Ground(seed=seed, start=first, days=days, sites=sites)
        drafts = _drafts(everybody, ground, book)
        ads = _numbered(drafts, _filler(len(drafts), ground), sites)
        return cls(seed=seed, start=first, days=days, sites=sites, advertisers=everybody, ads=ads)

    @property
    def end(self) -> date:
        """The last day that is watched."""
        return self.start + timedelta(days=self.days - 1)

    def at(self, day: float) -> datetime:
        return moment(self.start, day)

    def on(self, site: str) -> tuple[MarketAd, ...]:
        return tuple(ad for ad in self.ads if ad.site == site)

    def facts(self, site: str) -> SiteFacts:
        return next(facts for facts in self.sites if facts.name == site)


def _first_day(start: date | None, end: date | None, days: int) -> date:
    if start:
        return start
    return (end or USUAL_END) - timedelta(days=days - 1)


def _drafts(everybody: tuple[Advertiser, ...], ground: Ground, book: PhoneBook) -> list[Draft]:
    made = list(_lineages(everybody, ground, book))
    parts = parts_dealt(made, seed=ground.seed, rates=rates())
    posts = [(post, parts[lineage.name].reach) for lineage in made for post in lineage.posts]
    slipping = tuple(site.name for site in ground.sites[:SITES_WITH_OWN_NUMBER_IN_ADS])
    slips = Slips(posts, sites=slipping, seed=ground.seed, rates=rates())
    own = [post.persona.phone_at(post.day) for post, _ in posts if slips.is_wrong_by_one(post)]
    desk = Desk(
        seed=ground.seed,
        start=ground.start,
        slips=slips,
        wrong={number: book.wrong_by_one_digit(number) for number in own},
        site_numbers={site.name: site.phone for site in ground.sites},
    )
    return [draft for lineage in made for draft in written(lineage, parts[lineage.name], desk)]


def _lineages(everybody: tuple[Advertiser, ...], ground: Ground, book: PhoneBook) -> Iterable[Lineage]:
    for one in everybody:
        postings = posted(one, days=ground.days, seed=ground.seed)
        if one.spammer:
            _each_with_its_number(postings, book)
        yield from lineages(one, postings, reposts=rates().texts.repost_with_small_edits, seed=ground.seed)


def _each_with_its_number(postings: list[Posting], book: PhoneBook) -> None:
    for post in postings:
        uses = (PhoneUse(since=EARLIEST_POST, e164=book.mobile()),)
        post.persona = Persona(**(dict(post.persona) | {"phones": uses}))


def _filler(ads: int, ground: Ground) -> list[MarketAd]:
    """What the sites post among the ads themselves; nobody stands behind it."""
    rng = stream(ground.seed, "filler")
    count = max(len(ground.sites), round(FILLER_SHARE * ads))
    places = [ground.sites[number % len(ground.sites)] for number in range(count)]
    return [_own_ad(site, ground, rng) for site in places]


def _own_ad(site: SiteFacts, ground: Ground, rng: Random) -> MarketAd:
    language = words(rng.choice(("sv", "sv", "en")))
    town = drawn_town(rng)
    slots = {"{site_phone}": plainly(site.phone, rng), "{place}": town.name}
    title, body = (_put(worded(language.phrasings(f"{group}.site"), rng), slots) for group in ("titles", "openings"))
    posted_at = moment(ground.start, rng.uniform(EARLIEST_POST, ground.days - 1))
    said = SaidVersion(
        since=posted_at, title=title, body=body, price="", phones=(site.phone,), emails=(), handles=(), names=()
    )
    return MarketAd(
        site=site.name,
        own_id="",
        advertiser=None,
        personas=(),
        kind=SITE_FILLER,
        controlled=False,
        minor=False,
        signs=(),
        true_contacts=(),
        repost_of=None,
        town=town.name,
        district=town.districts[0],
        images=(),
        posted_at=posted_at,
        removed_at=posted_at + timedelta(days=rng.randint(10, 40)),
        versions=(said,),
    )


def _put(said: str, slots: dict[str, str]) -> str:
    for slot, value in slots.items():
        said = said.replace(slot, value)
    return said


def _numbered(drafts: list[Draft], filler: list[MarketAd], sites: tuple[SiteFacts, ...]) -> tuple[MarketAd, ...]:
    """Give each ad its site's next number in order of posting, as sites do: it says nothing of who posted."""
    own_ids = {site.name: site.first_id for site in sites}
    queue: list[Draft | MarketAd] = sorted([*drafts, *filler], key=lambda one: (_posted_at(one), _site_of(one)))
    ads = []
    for one in queue:
        site = _site_of(one)
        own_ids[site] += 1
        if isinstance(one, Draft):
            one.own_id = str(own_ids[site])
            ads.append(numbered(one))
        else:
            ads.append(MarketAd(**(dict(one) | {"own_id": str(own_ids[site])})))
    return tuple(ads)


def _posted_at(one: Draft | MarketAd) -> datetime:
    return one.versions[0].since


def _site_of(one: Draft | MarketAd) -> str:
    return one.post.site if isinstance(one, Draft) else one.site
