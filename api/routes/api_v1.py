"""The same actions as JSON under /api/v1, described by OpenAPI; errors are problem+json, lists are paged by cursor."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.actions.decide import decide
from api.actions.open_ad import AdView, open_ad
from api.actions.open_advertiser import AdvertiserView, Decided, open_advertiser
from api.actions.open_catalogue import Family, open_catalogue
from api.actions.open_queue import QueueView, open_queue
from api.actions.open_site import SiteView, open_site, open_sites
from api.actions.reveal_contact import RevealReason, reveal_contact
from api.actions.search import SearchView, search
from api.actions.withdraw import undo, withdraw
from api.asking import Asking
from api.desk import Asker
from api.policy import Action
from api.shown.contacts import OpenContact
from models.agency import Role
from models.assessment import Band
from models.base import Id, Record
from models.review import Concern, Decision, Review
from models.search import Filters

Many = Annotated[list[str], Query(default_factory=list, max_length=50)]


class Problem(Record):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str


class Me(Record):
    """Who is signed in, and the token that every request that changes something sends as `X-CSRF-Token`."""

    name: str
    agency: str
    role: Role
    may: tuple[Action, ...]
    csrf: str


class Deciding(Record):
    decision: Decision
    concern: Concern | None = None
    reason: str = Field(default="", max_length=10_000)
    answers: Id | None = None
    """The latest decision of your agency that you have seen; another one meanwhile is a 409."""


class Revealing(Record):
    reason: RevealReason
    words: str = Field(default="", max_length=2000)


PROBLEMS: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": "Problem"} for code in (400, 401, 403, 404, 409, 422, 429, 503)
}
router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


@router.get("/me", tags=["sign-in"])
def me(asker: Asking) -> Me:
    person = asker.member.person
    may = tuple(action for action in Action if _may(asker, action))
    return Me(name=person.name, agency=person.agency, role=person.role, may=may, csrf=asker.session.csrf)


def _may(asker: Asker, action: Action) -> bool:
    return asker.may(action) or asker.may(action, layer=asker.layer)


@router.get("/queue", tags=["queue"])
def queue(
    asker: Asking,
    band: Annotated[list[Band], Query(default_factory=list)],
    state: Annotated[Literal["open", "decided"], Query()] = "open",
    after: Annotated[str | None, Query(max_length=500)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> QueueView:
    return open_queue(bands=frozenset(band), decided=state == "decided", after=after, asker=asker, limit=limit)


@router.get("/advertisers/{advertiser}", tags=["advertisers"])
def advertiser(advertiser: Id, asker: Asking) -> AdvertiserView:
    return open_advertiser(advertiser, asker=asker, all_ads=True)


@router.post("/advertisers/{advertiser}/contacts", tags=["advertisers"])
def contacts(advertiser: Id, told: Revealing, asker: Asking) -> tuple[OpenContact, ...]:
    """Reveal with a reason: a POST, because it is logged as an act of its own."""
    return reveal_contact(advertiser, reason=told.reason, words=told.words, asker=asker)


@router.get("/advertisers/{advertiser}/reviews", tags=["reviews"])
def reviews(advertiser: Id, asker: Asking) -> tuple[Decided, ...]:
    return open_advertiser(advertiser, asker=asker).reviews


@router.post("/advertisers/{advertiser}/reviews", tags=["reviews"], status_code=201)
def review(advertiser: Id, told: Deciding, asker: Asking) -> Review:
    return decide(
        advertiser, told.decision, concern=told.concern, reason=told.reason, answers=told.answers, asker=asker
    )


@router.post("/reviews/{review}/withdrawal", tags=["reviews"])
def withdrawal(review: Id, asker: Asking) -> Review:
    return withdraw(review, asker=asker)


@router.post("/undo", tags=["reviews"])
def undo_latest(asker: Asking) -> Review:
    return undo(asker=asker)


@router.get("/ads/{ad}", tags=["ads"])
def ad(ad: Id, asker: Asking) -> AdView:
    return open_ad(ad, asker=asker)


@router.get("/search", tags=["search"])
def search_ads(
    asker: Asking,
    site: Many,
    place: Many,
    kind: Many,
    band: Annotated[list[Band], Query(default_factory=list)],
    q: Annotated[str, Query(max_length=2000)] = "",
    after: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> SearchView:
    filters = Filters(sites=tuple(site), places=tuple(place), kinds=tuple(kind), bands=tuple(band))
    return search(q, filters=filters, after=after, asker=asker, limit=limit)


@router.get("/indicators", tags=["catalogue"])
def indicators(asker: Asking) -> tuple[Family, ...]:
    return open_catalogue(asker=asker)


@router.get("/sites", tags=["sites"])
def sites(asker: Asking) -> tuple[SiteView, ...]:
    return open_sites(asker=asker)


@router.get("/sites/{name}", tags=["sites"])
def site(name: str, asker: Asking) -> SiteView:
    return open_site(name, asker=asker)
