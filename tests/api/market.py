"""A small, rich market for the desk's tests: bands, grades, personas, versions, ties, two agencies; texts invented."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

from api.desk import Desk
from api.sign_in.passwords import hashed
from api.sign_in.sessions import session_id
from classify.catalogue import load
from classify.search import tokens
from models.ad import Ad, AdSaid, AdVersion, Part, Sighting, ad_id
from models.agency import Agency, AgencyKind, Person, Role, Session
from models.assessment import (
    Assessment,
    Band,
    Contribution,
    Fact,
    Finder,
    Finding,
    GroupFinding,
    Standing,
)
from models.base import Id, fingerprint
from models.clock import Clock
from models.editions import Editions
from models.indexed import Document
from models.keys import KeyRing
from models.link import Advertiser, Evidence, Figures, Grouping, Link, Persona
from models.reading import ContactKey, ContactKind, Mention, MentionKind, Reading, SearchKey, Sentence
from models.scope import JOINT, Scope
from models.stores.ports import Harvest, KeptReading, ReadVersion, Stores
from models.stores.search import Search
from models.values.phone import Phone
from models.visit import Count, Visit, VisitOutcome, VisitVerdict
from tests.api import invented
from tests.factories import BASIS, POLICE, SOCIAL, a_page

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EDITIONS = Editions.of(reading="r1", assessing="a1", linking="l1", index="i1")
PASSWORD = "en lång lösenfras 7"
HASH = hashed(PASSWORD)
CITY = Agency(id="joint-project", kind=AgencyKind.JOINT, name="Projektet")
PLACES = {"0180": "Stockholm", "0184": "Solna", "0160": "Täby"}


@dataclass
class Market:
    """What was planted, by the names that tests use."""

    stores: Stores
    advertisers: dict[str, Id] = field(default_factory=dict)
    ads: dict[str, tuple[Id, ...]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def plant(stores: Stores, keys: KeyRing, *, fillers: int = invented.FILLERS) -> Market:
    """Fill the stores; the same keys give the same ids, whatever else is in the stores."""
    market = Market(stores)
    _people(market)
    EDITIONS.make_current(stores.marks)
    visits = _visits(stores)
    grouping = Grouping.begun(JOINT, EDITIONS.linking, started_at=NOON)
    stores.groupings.begin(grouping)
    for name, (band, ads, signs) in {**invented.GROUPS, **invented.fillers(fillers)}.items():
        _advertiser(market, name, ads, visits=visits, keys=keys, grouping=grouping, band=band, signs=signs)
    for visit in visits.values():
        stores.visits.end(_outcome(visit))
    stores.groupings.make_current(grouping.id)
    stores.standings.make_current(JOINT, EDITIONS.standing)
    return market


def index(market: Market, keys: KeyRing, search: Search) -> None:
    """Index every ad as the door does, from its masked text."""
    for name, ads in market.ads.items():
        band = invented.GROUPS[name][0] if name in invented.GROUPS else Band.LOW
        found = market.stores.readings.latest(ads, EDITIONS.reading, Scope.joint())
        seen = {times.ad: times.last_seen_at for times in market.stores.ads.times(ads, Scope.joint())}
        search.put([_document(one, band, keys, seen[one.ad.id]) for one in found], EDITIONS.index)


def _document(one: ReadVersion, band: Band, keys: KeyRing, seen_at: datetime) -> Document:
    phones = [mention.value for mention in one.reading.mentions if isinstance(mention.value, Phone)]
    told = tokens.streams(
        tokens.Masked.of(one.reading, [part.said for part in one.version.parts]),
        version=one.version.id,
        edition=EDITIONS.index,
        keys=[keys.contact(kind, digits) for phone in phones for kind, digits in phone.search_forms],
    )
    return Document.of(
        told, ad=one.ad.id, seen_at=seen_at, site=one.ad.site, places=("Stockholm",), kind=one.reading.kind, band=band
    )


def _people(market: Market) -> None:
    for agency in (POLICE, SOCIAL, CITY):
        market.stores.people.add_agency(agency)
    told = {
        "analyst": (POLICE, Role.ANALYST, "Petra Polis"),
        "colleague": (POLICE, Role.ANALYST, "Kim Kollega"),
        "supervisor": (POLICE, Role.SUPERVISOR, "Sune Chef"),
        "social": (SOCIAL, Role.ANALYST, "Sara Social"),
        "outreach": (SOCIAL, Role.OUTREACH, "Olle Uppsök"),
        "researcher": (CITY, Role.RESEARCHER, "Rut Forskare"),
        "auditor": (POLICE, Role.AUDITOR, "Gun Granskare"),
        "admin": (POLICE, Role.ADMIN, "Ada Admin"),
    }
    for login, (agency, role, name) in told.items():
        person = Person(
            id=fingerprint("test person", login),
            agency=agency.id,
            role=role,
            name=name,
            login=login,
            password_hash=HASH,
            made_at=NOON,
        )
        market.stores.people.add(person)
        market.people[login] = person


def _visits(stores: Stores) -> dict[tuple[str, int], Visit]:
    made = {}
    for site in ("exempel", "annat"):
        for week in range(invented.WEEKS):
            at = NOON - timedelta(weeks=invented.WEEKS - 1 - week)
            visit = Visit.due(site, due_at=at, started_at=at, sheet="s1")
            stores.visits.start(visit)
            made[site, week] = visit
    return made


def _outcome(visit: Visit) -> VisitOutcome:
    doubtful = visit.site == "annat" and visit.started_at == NOON
    return VisitOutcome(
        visit=visit.id,
        verdict=VisitVerdict.DOUBTFUL if doubtful else VisitVerdict.GOOD,
        ended_at=visit.started_at + timedelta(minutes=4),
        counts=(
            Count(name="pages", value=41),
            Count(name="verdict.ok", value=39),
            Count(name="verdict.captcha", value=2),
            Count(name="ads.new", value=3),
        ),
        completed_lists=("alla",),
        broken=("filled.price: 12 of 41 ads have a price, the sheet promises 30.",) if doubtful else (),
    )


def _advertiser(
    market: Market,
    name: str,
    ads: tuple[invented.Told, ...],
    *,
    visits: dict[tuple[str, int], Visit],
    keys: KeyRing,
    grouping: Grouping,
    band: Band,
    signs: tuple[str, ...],
) -> None:
    planted = [_ad(market, told, f"{name} {number}", visits=visits, keys=keys) for number, told in enumerate(ads)]
    ids = tuple(ad.id for ad in planted)
    advertiser = Advertiser.founded(JOINT, ids[0])
    personas = tuple(
        Persona(
            id=fingerprint("persona", advertiser, said),
            advertiser=advertiser,
            names=(said,),
            ages=tuple(sorted({told.age for told in ads if told.name == said and told.age})),
            ads=tuple(ad for ad, told in zip(ids, ads, strict=True) if told.name == said),
        )
        for said in dict.fromkeys(told.name for told in ads if told.name)
    )
    stores = market.stores
    stores.groupings.add_advertisers(
        grouping.id,
        [
            Advertiser(
                id=advertiser,
                layer=JOINT,
                run=grouping.id,
                ads=ids,
                personas=personas,
                figures=Figures(
                    ads=len(ids),
                    names=len(personas),
                    contacts=len({told.phone for told in ads}),
                    sites=len({told.site for told in ads}),
                    places=("0180", "0184") if len(ads) > 1 else ("0160",),
                    langs=("sv",),
                    kinds=("own_offer",),
                    first_seen_at=NOON - timedelta(weeks=invented.WEEKS - 1),
                    last_seen_at=NOON,
                ),
            )
        ],
    )
    stores.groupings.add_links(grouping.id, _links(ids))
    stores.standings.add([_standing(advertiser, ids, band, signs)])
    market.advertisers[name], market.ads[name] = advertiser, ids


def _links(ids: tuple[Id, ...]) -> list[Link]:
    evidence = (
        Evidence(comparison="contact", level="in common", weight=7.5),
        Evidence(comparison="text", level="near-duplicate", weight=3.25),
        Evidence(comparison="name", level="other", weight=-1.0),
    )
    return [
        Link.between(one, other, layer=JOINT, probability=0.97, evidence=evidence, edition=EDITIONS.linking)
        for one, other in pairwise(ids)
    ]


def _standing(advertiser: Id, ids: tuple[Id, ...], band: Band, signs: tuple[str, ...]) -> Standing:
    shared = Fact(name="persons_per_contact", value="3", ads=ids[:3])
    return Standing.of(
        advertiser,
        EDITIONS.standing,
        layer=JOINT,
        band=band,
        contributions=tuple(
            Contribution(indicator=sign, family=sign[:3], weight=invented.WEIGHTS[sign])
            for sign in signs
            if sign in invented.WEIGHTS
        ),
        group_findings=tuple(
            GroupFinding.met(advertiser, EDITIONS.standing, indicator=sign, facts=(shared,))
            for sign in signs
            if sign == "phone-shared-by-persons"
        ),
    )


def _ad(market: Market, told: invented.Told, own_id: str, *, visits: dict[tuple[str, int], Visit], keys: KeyRing) -> Ad:
    ad: Ad | None = None
    for week in told.weeks:
        visit = visits[told.site, week]
        body = told.later if told.later and week >= invented.WEEKS // 2 else told.body
        said = AdSaid(
            url=f"https://{told.site}.example/annons/{own_id.replace(' ', '-')}",
            own_id=own_id,
            parts=(Part(name="title", said=told.title), Part(name="body", said=body)),
        )
        page = a_page(site=told.site, visit=visit.id, url=said.url, at=visit.started_at)
        ad = ad or Ad.met(said, site=told.site, seen_at=visit.started_at, basis=BASIS)
        version = AdVersion.read_from(page, said, keys=keys)
        sighting = Sighting.of(
            version, site=told.site, visit=visit.id, list_name="alla", seen_at=visit.started_at, card="c"
        )
        market.stores.pages.add(Harvest(page=page, ads=(ad,), versions=(version,), sightings=(sighting,)))
        _read(market.stores, version, told, keys)
    assert ad is not None
    return ad


def _read(stores: Stores, version: AdVersion, told: invented.Told, keys: KeyRing) -> None:
    mentions = tuple(_mentions(version, told))
    stores.readings.add(
        [
            KeptReading(
                reading=Reading(
                    version=version.id,
                    edition=EDITIONS.reading,
                    lang="sv",
                    sentences=(Sentence(start=0, end=len(version.text), lang="sv"),),
                    kind="own_offer",
                    mentions=mentions,
                    hidden=(),
                ),
                contacts=tuple(
                    ContactKey(key=keys.contact("phone", m.value.e164), kind=ContactKind.PHONE, version=version.id)
                    for m in mentions
                    if isinstance(m.value, Phone)
                ),
                search_keys=tuple(
                    SearchKey(key=keys.contact(kind, digits), version=version.id)
                    for m in mentions
                    if isinstance(m.value, Phone)
                    for kind, digits in m.value.search_forms
                ),
            )
        ]
    )
    stores.assessments.add([_assessment(version)])


def _mentions(version: AdVersion, told: invented.Told) -> list[Mention]:
    phone = Phone.parse(told.phone) if told.phone else None
    start = version.text.find(told.phone) if told.phone else -1
    if phone is None or start < 0 or not told.phone:
        return []
    return [
        Mention.read(
            version.id,
            EDITIONS.reading,
            kind=MentionKind.PHONE,
            span=(start, start + len(told.phone)),
            extractor="test",
            value=phone,
        )
    ]


def _assessment(version: AdVersion) -> Assessment:
    found = [
        Finding.met(version.id, EDITIONS.assessing, indicator=name, span=(at, at + len(phrase)), finder=Finder.PHRASE)
        for name, phrase in invented.PHRASES.items()
        if phrase and (at := version.text.find(phrase)) >= 0
    ]
    return Assessment.of(version.id, EDITIONS.assessing, findings=tuple(found), band=Band.LOW, contributions=())


def a_desk(stores: Stores, search: Search, keys: KeyRing, clock: Clock, **told: Any) -> Desk:
    usual: dict[str, Any] = {"indicators": invented.INDICATORS, "catalogue": load(), "places": PLACES}
    return Desk(stores=stores, search=search, keys=keys, clock=clock, **usual | told)


def signed_in(market: Market, login: str, wall: datetime) -> tuple[str, str]:
    """Open a session without the form; gives the cookie's token and the forgery token, the same each time."""
    token, csrf = f"token of {login}", f"csrf of {login}"
    market.stores.people.open_session(
        Session(id=session_id(token), person=market.people[login].id, csrf=csrf, began_at=wall, seen_at=wall)
    )
    return token, csrf


def known(stores: Stores) -> Market:
    """The names of what an earlier `plant` put into these stores: ids follow from what was said."""
    market = Market(stores)
    market.people = {person.login: person for person in stores.people.all()}
    for name, (_, ads, _) in {**invented.GROUPS, **invented.fillers(invented.FILLERS)}.items():
        market.ads[name] = tuple(ad_id(told.site, f"{name} {n}", "") for n, told in enumerate(ads))
        market.advertisers[name] = Advertiser.founded(JOINT, market.ads[name][0])
    return market
