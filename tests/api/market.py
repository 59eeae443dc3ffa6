"""A small, rich market for the desk's tests: bands, grades, personas, versions, ties, two agencies; texts invented."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from api.desk import Desk
from api.indicators import Indicators, IndicatorShown, Named
from api.sign_in.passwords import hashed
from api.sign_in.sessions import session_id
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
    Grade,
    GroupFinding,
    Standing,
    Use,
)
from models.base import Id, fingerprint
from models.clock import Clock
from models.editions import Editions
from models.keys import KeyRing
from models.link import Advertiser, Evidence, Figures, Grouping, Link, Persona
from models.reading import ContactKey, ContactKind, Mention, MentionKind, Reading, SearchKey, Sentence
from models.scope import JOINT, Scope
from models.search import Document
from models.stores.ports import Harvest, KeptReading, ReadVersion, Stores
from models.stores.search import Search
from models.values.phone import Phone
from models.visit import Count, Visit, VisitOutcome, VisitVerdict
from tests.factories import BASIS, POLICE, SOCIAL, a_page

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
EDITIONS = Editions.of(reading="r1", assessing="a1", linking="l1", index="i1")
PASSWORD = "en lång lösenfras 7"
HASH = hashed(PASSWORD)
CITY = Agency(id="joint-project", kind=AgencyKind.JOINT, name="Projektet")
PLACES = {"0180": "Stockholm", "0184": "Solna", "0160": "Täby"}
WEEKS = 6
FILLERS = 28


def _entry(name: str, code: str, *, sv: str, en: str, grade: Grade, use: Use) -> IndicatorShown:
    family = code[:3].lower()
    return IndicatorShown(
        id=name,
        code=code,
        family=family,
        names=Named(sv=sv, en=en),
        families=Named(sv=family.upper(), en=family.upper()),
        question="Vad säger annonsen om detta, med egna ord?",
        grade=grade,
        use=use,
        sources=("Lugo-Graulich m.fl. 2024", "ILO 2009"),
    )


INDICATORS = Indicators.listed(
    (
        _entry("stated-age-under-18", "MIN01", sv="Uppgiven ålder under 18", en="Stated age under 18", grade=Grade.A, use=Use.URGENT),
        _entry("third-person-voice", "CTL01", sv="Talar om personen i tredje person", en="Third-person voice", grade=Grade.B, use=Use.RANKS),
        _entry("trust-assurance", "CTL09", sv="Försäkrar att allt är på riktigt", en="Trust assurance", grade=Grade.A, use=Use.RANKS),
        _entry("new-in-town", "MOV01", sv="Ny i stan", en="New in town", grade=Grade.C, use=Use.CONTEXT),
        _entry("phone-shared-by-persons", "SHM01", sv="Ett nummer, flera personer", en="One number, several persons", grade=Grade.B, use=Use.GROUP),
        _entry("obscured-phone", "OBF01", sv="Skrivet nummer som ska vara svårt att hitta", en="Obscured phone", grade=Grade.A, use=Use.RANKS),
        _entry("own-limits", "NEG04", sv="Egna gränser och skydd", en="Explicit own limits", grade=Grade.B, use=Use.AGAINST),
    )
)  # fmt: skip

PHRASES = {
    "stated-age-under-18": "ålder 17 år",
    "third-person-voice": "hon tar emot",
    "trust-assurance": "100 % äkta",
    "new-in-town": "ny i stan",
    "obscured-phone": "",
    "own-limits": "mina egna gränser",
}
WEIGHTS = {
    "stated-age-under-18": 3.0,
    "third-person-voice": 1.0,
    "trust-assurance": 1.5,
    "phone-shared-by-persons": 2.0,
    "obscured-phone": 1.5,
    "own-limits": -0.75,
}


@dataclass
class Told:
    """One ad to be planted."""

    title: str
    body: str
    name: str | None = None
    age: int | None = None
    phone: str | None = None
    site: str = "exempel"
    weeks: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    later: str | None = None
    """What the body says from week 3 on."""


@dataclass
class Market:
    """What was planted, by the names that tests use."""

    stores: Stores
    advertisers: dict[str, Id] = field(default_factory=dict)
    ads: dict[str, tuple[Id, ...]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)


def plant(stores: Stores, keys: KeyRing, *, fillers: int = FILLERS) -> Market:
    """Fill the stores; the same keys give the same ids, whatever else is in the stores."""
    market = Market(stores)
    _people(market)
    EDITIONS.make_current(stores.marks)
    visits = _visits(stores)
    grouping = Grouping.begun(JOINT, EDITIONS.linking, started_at=NOON)
    stores.groupings.begin(grouping)
    for name, (band, ads, signs) in {**GROUPS, **_fillers(fillers)}.items():
        _advertiser(market, name, ads, visits=visits, keys=keys, grouping=grouping, band=band, signs=signs)
    for visit in visits.values():
        stores.visits.end(_outcome(visit))
    stores.groupings.make_current(grouping.id)
    stores.standings.make_current(JOINT, EDITIONS.standing)
    return market


def index(market: Market, keys: KeyRing, search: Search) -> None:
    """Index every ad as the door does, from its masked text."""
    for name, ads in market.ads.items():
        band = GROUPS[name][0] if name in GROUPS else Band.LOW
        found = market.stores.readings.latest(ads, EDITIONS.reading, Scope.joint())
        search.put([_document(one, band, keys) for one in found], EDITIONS.index)


def _document(one: ReadVersion, band: Band, keys: KeyRing) -> Document:
    phones = [mention.value for mention in one.reading.mentions if isinstance(mention.value, Phone)]
    told = tokens.streams(
        tokens.Masked.of(one.reading, [part.said for part in one.version.parts]),
        version=one.version.id,
        edition=EDITIONS.index,
        keys=[keys.contact(kind, digits) for phone in phones for kind, digits in phone.search_forms],
    )
    return Document.of(
        told, ad=one.ad.id, seen_at=NOON, site=one.ad.site, places=("Stockholm",), kind=one.reading.kind, band=band
    )


THREE = tuple(
    Told(
        title=f"{name} i city, andra raden i rubriken",
        body=(
            f"{name} är ny i stan och hon tar emot i en lugn lägenhet. 100 % äkta, inga överraskningar. "
            f"Ring 070-174 06 {20 + number % 2:02d} alla dagar, gärna på kvällen. Pris 1500 kr för en timme."
        ),
        name=name,
        age=24 + number,
        phone=f"070-174 06 {20 + number % 2:02d}",
        site=("exempel", "annat")[number % 2],
        weeks=tuple(range(number % 3, WEEKS - number % 2)),
        later=(
            f"{name} är kvar en vecka till och hon tar emot i en ny lägenhet. 100 % äkta, inga överraskningar. "
            f"Skriv till mia@example.com eller ring 070-174 06 {20 + number % 2:02d} före klockan åtta."
            if number == 0
            else None
        ),
    )
    for number, name in enumerate(("Mia", "Lena", "Eva", "Mia", "Lena", "Eva", "Mia"))
)

GROUPS: dict[str, tuple[Band, tuple[Told, ...], tuple[str, ...]]] = {
    "urgent": (
        Band.URGENT,
        (Told("Alma, massage", "I fältet står ålder 17 år. Ring 070-174 06 11.", "Alma", 17, "070-174 06 11"),),
        ("stated-age-under-18",),
    ),
    "three": (
        Band.HIGH,
        THREE,
        ("third-person-voice", "trust-assurance", "new-in-town", "phone-shared-by-persons"),
    ),
    "independent": (
        Band.LOW,
        (
            Told(
                "Massage på egna villkor",
                "Jag är ny i stan och har mina egna gränser. <script>alert('x')</script> Ring 08-465 004 05.",
                "Vera",
                41,
                "08-465 004 05",
            ),
        ),
        ("new-in-town", "own-limits"),
    ),
}


def _fillers(count: int) -> dict[str, tuple[Band, tuple[Told, ...], tuple[str, ...]]]:
    bands = (Band.HIGH, Band.MEDIUM, Band.MEDIUM, Band.LOW)
    return {
        f"filler {number}": (
            bands[number % 4],
            (
                Told(
                    f"Massage nummer {number}",
                    f"Lugn massage, 100 % äkta. Ring 031-390 06 {number:02d}.",
                    ("Nora", "Ida", "Liv", None)[number % 4],
                    30 + number % 9,
                    f"031-390 06 {number:02d}",
                ),
            ),
            ("trust-assurance",),
        )
        for number in range(count)
    }


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
        for week in range(WEEKS):
            at = NOON - timedelta(weeks=WEEKS - 1 - week)
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
    ads: tuple[Told, ...],
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
                    first_seen_at=NOON - timedelta(weeks=WEEKS - 1),
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
        Evidence(comparison="contact", level="same", weight=7.5),
        Evidence(comparison="text", level="near", weight=3.25),
        Evidence(comparison="name", level="different", weight=-1.0),
    )
    return [
        Link.between(one, other, layer=JOINT, probability=0.97, evidence=evidence, edition=EDITIONS.linking)
        for one, other in zip(ids, ids[1:], strict=False)
    ]


def _standing(advertiser: Id, ids: tuple[Id, ...], band: Band, signs: tuple[str, ...]) -> Standing:
    shared = Fact(name="persons_per_contact", value="3", ads=ids[:3])
    return Standing.of(
        advertiser,
        EDITIONS.standing,
        layer=JOINT,
        band=band,
        contributions=tuple(
            Contribution(indicator=sign, family=sign[:3], weight=WEIGHTS[sign]) for sign in signs if sign in WEIGHTS
        ),
        group_findings=tuple(
            GroupFinding.met(advertiser, EDITIONS.standing, indicator=sign, facts=(shared,))
            for sign in signs
            if sign == "phone-shared-by-persons"
        ),
    )


def _ad(market: Market, told: Told, own_id: str, *, visits: dict[tuple[str, int], Visit], keys: KeyRing) -> Ad:
    ad: Ad | None = None
    for week in told.weeks:
        visit = visits[told.site, week]
        body = told.later if told.later and week >= WEEKS // 2 else told.body
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


def _read(stores: Stores, version: AdVersion, told: Told, keys: KeyRing) -> None:
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


def _mentions(version: AdVersion, told: Told) -> list[Mention]:
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
        for name, phrase in PHRASES.items()
        if phrase and (at := version.text.find(phrase)) >= 0
    ]
    return Assessment.of(version.id, EDITIONS.assessing, findings=tuple(found), band=Band.LOW, contributions=())


def a_desk(stores: Stores, search: Search, keys: KeyRing, clock: Clock, **told: Any) -> Desk:
    usual: dict[str, Any] = {"indicators": INDICATORS, "places": PLACES}
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
    for name, (_, ads, _) in {**GROUPS, **_fillers(FILLERS)}.items():
        market.ads[name] = tuple(ad_id(told.site, f"{name} {n}", "") for n, told in enumerate(ads))
        market.advertisers[name] = Advertiser.founded(JOINT, market.ads[name][0])
    return market
