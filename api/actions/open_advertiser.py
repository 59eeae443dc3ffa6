"""Open one advertiser: what is concluded and why, its ads, personas, masked contacts, times, ties and own decisions."""

from dataclasses import dataclass

from api.actions.open_queue import neighbours
from api.actions.viewings import note
from api.desk import Asker
from api.policy import Action
from api.shown.contacts import MaskedContact, masked_contacts
from api.shown.own import OwnShown, own_shown
from api.shown.quotes import Masked
from api.shown.reasons import Reasons, reasons
from api.shown.timeline import Timeline, timeline
from models.assessment import Band, Standing
from models.base import Id, Record
from models.desk import AdTimes
from models.errors import NotFound
from models.link import Advertiser, Figures, Link, Persona
from models.review import Review
from models.scope import JOINT, Scope
from models.stores.ports import ReadVersion
from models.viewing import Act

ADS_SHOWN, LINKS_SHOWN = 25, 60


class AdRow(Record):
    """One ad in its latest version, masked."""

    ad: Id
    site: str
    title: str
    lang: str
    kind: str
    personas: tuple[int, ...]
    times: AdTimes | None


class Decided(Record):
    """A decision of the asker's own agency, with the name of who made it."""

    review: Review
    by: str
    mine: bool


class AdvertiserView(Record):
    id: Id
    band: Band
    figures: Figures
    personas: tuple[Persona, ...]
    reasons: Reasons
    ads: tuple[AdRow, ...]
    ads_left_out: int
    contacts: tuple[MaskedContact, ...]
    timeline: Timeline
    links: tuple[Link, ...]
    links_left_out: int
    reviews: tuple[Decided, ...]
    own: OwnShown
    before: Id | None
    """Neighbours in the open queue."""
    following: Id | None

    @property
    def latest(self) -> Id | None:
        """The decision that a new one answers: deciding without having seen it is a conflict."""
        return self.reviews[0].review.id if self.reviews else None


@dataclass(frozen=True)
class Known:
    """What the stores hold on one advertiser, in the asker's scope."""

    advertiser: Advertiser
    standing: Standing | None
    read: tuple[ReadVersion, ...]


def open_advertiser(advertiser: Id, *, asker: Asker, all_ads: bool = False) -> AdvertiserView:
    """Raises NotAllowed, and NotFound also for what belongs to another agency."""
    asker.need(Action.READ_ADVERTISER)
    known = known_of(advertiser, asker=asker)
    note(Act.VIEW, "advertiser", of=advertiser, asker=asker)
    return _view(known, asker, all_ads=all_ads)


def known_of(advertiser: Id, *, asker: Asker) -> Known:
    stores, scope = asker.desk.stores, asker.scope
    found = _in_own_view(stores.groupings.advertiser(advertiser, scope), asker)
    asker.need(Action.READ_ADVERTISER, layer=found.layer)
    read = stores.readings.latest(found.ads, asker.desk.editions().reading, scope)
    try:
        standing = stores.standings.get(advertiser, scope)
    except NotFound:  # grouped, and not yet assessed
        standing = None
    return Known(found, standing, tuple(read))


def _in_own_view(found: Advertiser, asker: Asker) -> Advertiser:
    """A joint group that the own agency grouped otherwise is shown as the group that its first ad stands in there."""
    if found.layer != JOINT or not found.ads:
        return found
    return asker.desk.stores.groupings.of_ad(found.ads[0], asker.scope) or found


def _view(known: Known, asker: Asker, *, all_ads: bool) -> AdvertiserView:
    stores, scope, found = asker.desk.stores, asker.scope, known.advertiser
    times = stores.ads.times(found.ads, scope)
    links = sorted(stores.groupings.links(found.ads, scope), key=lambda link: (-link.probability, link.id))
    rows = _ads(known, times)
    before, following = neighbours(found.id, asker=asker)
    return AdvertiserView(
        id=found.id,
        band=known.standing.band if known.standing else Band.NONE,
        figures=found.figures,
        personas=found.personas,
        reasons=_reasons(known, asker),
        ads=rows if all_ads else rows[:ADS_SHOWN],
        ads_left_out=0 if all_ads else max(0, len(rows) - ADS_SHOWN),
        contacts=masked_contacts(known.read),
        timeline=timeline(times, stores.ads.sightings(found.ads, scope), personas=_first_persona(found)),
        links=tuple(links[:LINKS_SHOWN]),
        links_left_out=max(0, len(links) - LINKS_SHOWN),
        reviews=own_reviews(found, asker=asker),
        own=own_shown(found.ads, asker=asker),
        before=before,
        following=following,
    )


def reviews_of(found: Advertiser, *, asker: Asker) -> tuple[Review, ...]:
    """Standing decisions, newest first; those on joint groups follow into an own group that holds ads of theirs."""
    stores, ids = asker.desk.stores, {found.id}
    if found.layer != JOINT:
        joint = (stores.groupings.of_ad(ad, Scope.joint()) for ad in found.ads)
        ids |= {one.id for one in joint if one is not None}
    told = [review for one in ids for review in stores.reviews.of(one, asker.scope)]
    return tuple(sorted(told, key=lambda review: (review.decided_at, review.id), reverse=True))


def own_reviews(found: Advertiser, *, asker: Asker) -> tuple[Decided, ...]:
    """Decisions of the asker's agency that stand, newest first."""
    if not asker.may(Action.READ_REVIEWS, layer=asker.layer):
        return ()
    people = asker.desk.stores.people
    return tuple(
        Decided(review=review, by=people.get(review.person).name, mine=review.person == asker.member.person.id)
        for review in reviews_of(found, asker=asker)
    )


def _reasons(known: Known, asker: Asker) -> Reasons:
    if known.standing is None:
        return Reasons(speaks_for=(), speaks_against=(), context=())
    masked = [Masked.of(one.version, one.reading) for one in known.read]
    assessments = asker.desk.stores.assessments.of(
        [one.version.id for one in known.read], asker.desk.editions().assessing, asker.scope
    )
    return reasons(known.standing, assessments, masked, indicators=asker.desk.indicators)


def _ads(known: Known, times: tuple[AdTimes, ...]) -> tuple[AdRow, ...]:
    """Last met first."""
    seen = {one.ad: one for one in times}
    rows = [
        AdRow(
            ad=one.ad.id,
            site=one.ad.site,
            title=Masked.of(one.version, one.reading).part("title"),
            lang=one.reading.lang,
            kind=one.reading.kind,
            personas=tuple(n for n, p in enumerate(known.advertiser.personas, start=1) if one.ad.id in p.ads),
            times=seen.get(one.ad.id),
        )
        for one in known.read
    ]
    return tuple(sorted(rows, key=lambda row: (row.times.last_seen_at.timestamp() if row.times else 0, row.ad)))[::-1]


def _first_persona(advertiser: Advertiser) -> dict[Id, int]:
    numbered = list(enumerate(advertiser.personas, start=1))
    return {ad: number for number, persona in reversed(numbered) for ad in persona.ads}
