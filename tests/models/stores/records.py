"""Records that stores are filled with: a small market of ads, read, assessed and grouped."""

from datetime import datetime, timedelta
from typing import Any

from models.ad import AdVersion
from models.addition import Addition
from models.assessment import Assessment, Band, Contribution, Fact, Finder, Finding, GroupFinding, Standing
from models.base import Id, fingerprint, new_id
from models.disclosure import Disclosable, Disclosure, LegalGround, Named, Receiver
from models.link import Advertiser, Evidence, Figures, Grouping, Link, Persona
from models.note import Note
from models.page import ArchivedAt, Page
from models.reading import ContactKey, ContactKind, Mention, MentionKind, Reading, SearchKey, Sentence
from models.review import Concern, Decision, Review, Withdrawal
from models.scope import JOINT, DataClass, Layer, Scope
from models.stores.ports import Harvest, KeptReading, Stores
from models.tag import Tag
from models.tie import Tie
from models.values.phone import Phone
from models.viewing import Act, Viewing
from models.visit import Visit, VisitOutcome, VisitVerdict
from tests.factories import BASIS, KEYS, NOON, POLICE, SOCIAL, a_page, a_sighting, a_version, a_visit, an_ad

JOINT_SCOPE = Scope.joint()
POLICE_SCOPE = Scope(layers=frozenset({JOINT, POLICE.layer}), classes=frozenset(DataClass))
SOCIAL_SCOPE = Scope(layers=frozenset({JOINT, SOCIAL.layer}), classes=frozenset(DataClass))
NOTHING = Scope(layers=frozenset(), classes=frozenset())
DAY = timedelta(days=1)
R1, A1, S1 = "reading-1", "assessing-1", "standing-1"
PHONE = Phone(said="070-174 06 05", e164="+46701740605", country="SE")


def url_of(name: str) -> str:
    return f"https://exempel.example/{name}"


def an_ad_id(name: str) -> Id:
    return an_ad(own_id=name, url=url_of(name)).id


def a_harvest(name: str = "1", *, at: datetime = NOON, visit: Visit | None = None, **told: Any) -> Harvest:
    """A detail page of the ad `name`, met in the list `alla` unless told otherwise."""
    seen = visit or a_visit()
    page = a_page(url=url_of(name), at=at, visit=seen.id, body=told.pop("page_body", name.encode()), **_page(told))
    said = {"own_id": name, "url": url_of(name)} | {key: told.pop(key) for key in ("title", "body") if key in told}
    version = a_version(page, **said)
    met = {"visit": seen.id, "seen_at": at} | told
    return Harvest(page=page, ads=(an_ad(**said),), versions=(version,), sightings=(a_sighting(version, **met),))


def _page(told: dict[str, Any]) -> dict[str, Any]:
    return {key: told.pop(key) for key in ("kind", "sheet") if key in told}


def an_archived_page(**told: Any) -> Page:
    return a_page(archived=ArchivedAt(file="2026-03.warc.gz", offset=10, length=20, sha256="ab" * 32), **told)


def version_of(harvest: Harvest) -> AdVersion:
    return harvest.versions[0]


def a_reading(version: AdVersion, edition: str = R1) -> Reading:
    mention = Mention.read(
        version.id, edition, kind=MentionKind.PHONE, span=(0, 3), extractor="digits", value=PHONE, obscured=True
    )
    return Reading(
        version=version.id,
        edition=edition,
        lang="sv",
        sentences=(Sentence(start=0, end=3, lang="sv"),),
        kind="own_offer",
        mentions=(mention,),
        hidden=(),
    )


def a_kept_reading(version: AdVersion, edition: str = R1, *, number: str = PHONE.e164) -> KeptReading:
    """Two contact keys, given in an order that is neither of their key nor of their kind."""
    keyed = (ContactKind.PHONE, number), (ContactKind.EMAIL, "a@example.com")
    return KeptReading(
        reading=a_reading(version, edition),
        contacts=tuple(
            ContactKey(key=KEYS.contact(kind, value), kind=kind, version=version.id) for kind, value in keyed
        ),
        search_keys=(SearchKey(key=KEYS.contact("last6", number[-6:]), version=version.id),),
    )


def an_assessment(version: Id, edition: str = A1, *, band: Band = Band.LOW) -> Assessment:
    finding = Finding.met(version, edition, indicator="shared-phone", span=(0, 3), finder=Finder.SIGNAL)
    part = Contribution(indicator="shared-phone", family="contact", weight=1.25)
    return Assessment.of(version, edition, findings=(finding,), band=band, contributions=(part,))


def a_grouping(layer: Layer = JOINT, *, edition: str = "linking-1", started_at: datetime = NOON) -> Grouping:
    return Grouping.begun(layer, edition, started_at=started_at)


def figures(ads: int) -> Figures:
    return Figures(
        ads=ads,
        names=1,
        contacts=1,
        sites=1,
        places=("0180",),
        langs=("sv",),
        kinds=("own_offer",),
        first_seen_at=NOON,
        last_seen_at=NOON + DAY,
    )


def an_advertiser(grouping: Grouping, *ads: Id, name: str = "Anna", id: Id | None = None) -> Advertiser:  # noqa: A002
    advertiser = id or Advertiser.founded(grouping.layer, ads[0])
    persona = Persona(
        id=fingerprint("persona", advertiser, name), advertiser=advertiser, names=(name,), ages=(30,), ads=ads
    )
    return Advertiser(
        id=advertiser, layer=grouping.layer, run=grouping.id, ads=ads, personas=(persona,), figures=figures(len(ads))
    )


def a_link(one: Id, other: Id, grouping: Grouping) -> Link:
    evidence = (Evidence(comparison="phone", level="same key", weight=6.5),)
    return Link.between(one, other, layer=grouping.layer, probability=0.97, evidence=evidence, edition=grouping.edition)


def a_standing(
    advertiser: Id, *, band: Band = Band.MEDIUM, weight: float = 1.0, layer: Layer = JOINT, edition: str = S1
) -> Standing:
    facts = (Fact(name="names on one phone", value="3", ads=(an_ad_id("1"),)),)
    return Standing.of(
        advertiser,
        edition,
        layer=layer,
        band=band,
        contributions=(Contribution(indicator="shared-phone", family="contact", weight=weight),),
        group_findings=(GroupFinding.met(advertiser, edition, indicator="names-per-phone", facts=facts),),
    )


def a_review(advertiser: Id, *, layer: Layer = POLICE.layer, **told: Any) -> Review:
    usual: dict[str, Any] = {
        "reason": "Samma nummer i tre annonser",
        "person": new_id(),
        "now": NOON,
        "versions": (),
        "basis": BASIS,
        "concern": Concern.THIRD_PARTY_CONTROL,
    }
    return Review.made(advertiser, told.pop("decision", Decision.CONCERN), layer=layer, **usual | told)


def a_viewing(layer: Layer = POLICE.layer, **told: Any) -> Viewing:
    usual: dict[str, Any] = {"at": NOON, "person": new_id(), "act": Act.VIEW, "thing": "advertiser", "thing_id": None}
    return Viewing(layer=layer, **usual | told)


def deciding(review: Review) -> Viewing:
    return a_viewing(review.layer, act=Act.DECIDE, person=review.person, thing_id=review.advertiser)


def decide(stores: Stores, review: Review) -> Review:
    stores.reviews.add(review, deciding(review))
    return review


def undo(stores: Stores, review: Review) -> Withdrawal:
    withdrawal = Withdrawal.made(review.id, layer=review.layer, by=review.person, at=NOON + DAY)
    stores.reviews.withdraw(withdrawal, a_viewing(review.layer, act=Act.WITHDRAW, person=review.person))
    return withdrawal


def a_tag(word: str = "vår märkning", *names: str, layer: Layer = POLICE.layer, **told: Any) -> Tag:
    usual: dict[str, Any] = {"person": new_id(), "now": NOON, "basis": BASIS}
    return Tag.made(word, tuple(an_ad_id(name) for name in names or "1"), layer=layer, **usual | told)


def a_note(text: str = "Ring före besök", *names: str, layer: Layer = POLICE.layer, **told: Any) -> Note:
    usual: dict[str, Any] = {"person": new_id(), "now": NOON, "basis": BASIS}
    return Note.made(text, tuple(an_ad_id(name) for name in names or "1"), layer=layer, **usual | told)


def a_tie(*names: str, together: bool = True, layer: Layer = POLICE.layer, **told: Any) -> Tie:
    usual: dict[str, Any] = {"person": new_id(), "now": NOON, "basis": BASIS}
    one, *others = (an_ad_id(name) for name in names)
    return Tie.made(one, tuple(others), together=together, layer=layer, **usual | told)


def a_disclosure(
    *records: Id, fields: tuple[Disclosable, ...] = tuple(Disclosable), layer: Layer = POLICE.layer, **told: Any
) -> Disclosure:
    usual: dict[str, Any] = {
        "receiver": Receiver(agency=SOCIAL.id),
        "grounds": (LegalGround.NECESSARY,),
        "balancing": "Skyddet väger tyngre än sekretessen",
        "person": new_id(),
        "now": NOON,
        "basis": BASIS,
    }
    ad = an_ad_id("1")
    what = Named(advertiser=an_advertiser(a_grouping(), ad).id, ads=(ad,), fields=fields, records=records)
    return Disclosure.decided(what, layer=layer, **usual | told)


def put(stores: Stores, addition: Addition) -> Addition:
    stores.additions.add(addition, a_viewing(addition.layer, act=Act.ANNOTATE, person=addition.person))
    return addition


def take_back(stores: Stores, addition: Addition) -> None:
    withdrawal = Withdrawal.made(addition.id, layer=addition.layer, by=addition.person, at=NOON + DAY)
    stores.additions.withdraw(withdrawal, a_viewing(addition.layer, act=Act.WITHDRAW, person=addition.person))


def a_day(stores: Stores, day: int, *met: str, **told: Any) -> Visit:
    """One whole visit on a day: the ads it met, and how it ended."""
    at = NOON + day * DAY
    visit = a_visit(due_at=at, started_at=at)
    stores.visits.start(visit)
    for name in met:
        stores.pages.add(a_harvest(name, at=at + timedelta(minutes=1), visit=visit))
    usual: dict[str, Any] = {"verdict": VisitVerdict.GOOD, "completed_lists": ("alla",), "counts": ()}
    stores.visits.end(VisitOutcome(visit=visit.id, ended_at=at + timedelta(minutes=2), **usual | told))
    return visit


def keep(stores: Stores, *names: str) -> tuple[AdVersion, ...]:
    """Keep one version of each ad, in one visit."""
    harvests = [a_harvest(name) for name in names]
    for harvest in harvests:
        stores.pages.add(harvest)
    return tuple(version_of(harvest) for harvest in harvests)


def group(stores: Stores, *names: str, layer: Layer = JOINT, started_at: datetime = NOON) -> tuple[Advertiser, ...]:
    """Make one advertiser of each ad, in force."""
    grouping = a_grouping(layer, started_at=started_at)
    made = tuple(an_advertiser(grouping, an_ad_id(name)) for name in names)
    stores.groupings.begin(grouping)
    stores.groupings.add_advertisers(grouping.id, made)
    stores.groupings.make_current(grouping.id)
    return made


def rank(stores: Stores, *standings: Standing, edition: str = S1, layer: Layer = JOINT) -> None:
    stores.standings.add(standings)
    stores.standings.make_current(layer, edition)
