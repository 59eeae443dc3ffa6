"""Decide about an advertiser: a review in the decider's own layer, kept together with its log entry."""

from api.actions.open_advertiser import known_of, reviews_of
from api.actions.viewings import viewing
from api.desk import Asker
from api.policy import Action, Purpose
from models.agency import AgencyKind
from models.base import Id
from models.basis import Basis
from models.errors import Conflict
from models.review import Concern, Decision, Review
from models.viewing import Act

# § Codes that a jurist confirms before real data is touched.
LEGAL_BASIS = {
    AgencyKind.POLICE: "police-data-act",
    AgencyKind.SOCIAL: "social-services-data-act",
    AgencyKind.JOINT: "joint-project",
}
LONGEST = 4000


def decide(
    advertiser: Id,
    decision: Decision,
    *,
    concern: Concern | None,
    reason: str,
    answers: Id | None,
    asker: Asker,
) -> Review:
    """`answers` is the latest own decision that the person had before them.

    Raises NotAllowed, NotFound, BadInput for a concern without kind or reason, and Conflict when a colleague decided
    meanwhile.
    """
    asker.need(Action.DECIDE, layer=asker.layer)
    known = known_of(advertiser, asker=asker)
    standing = reviews_of(known.advertiser, asker=asker)
    if (standing[0].id if standing else None) != answers:
        raise Conflict("A colleague has decided about this advertiser meanwhile")
    review = Review.made(
        known.advertiser.id,
        decision,
        concern=concern,
        layer=asker.layer,
        reason=reason[:LONGEST],
        person=asker.member.person.id,
        now=asker.desk.clock.now(),
        versions=tuple(one.version.id for one in known.read),
        basis=basis_of(asker),
    )
    asker.desk.stores.reviews.add(review, viewing(Act.DECIDE, "advertiser", of=review.advertiser, asker=asker))
    return review


def basis_of(asker: Asker) -> Basis:
    agency = asker.member.agency
    return Basis(controller=agency.id, purpose=Purpose.PROTECTION.value, legal_basis=LEGAL_BASIS[agency.kind])
