"""The same additions as JSON under /api/v1."""

from fastapi import APIRouter
from pydantic import Field

from api.actions.annotate import add_note, add_tag, take_away
from api.actions.disclose import DisclosuresView, Given, disclose, open_disclosures, withdraw_disclosure
from api.actions.tie import take_back, tie, untie
from api.asking import Asking
from api.routes.api_v1 import PROBLEMS
from models.addition import Addition
from models.base import Id, Record
from models.disclosure import Disclosable, Disclosure, LegalGround, Receiver
from models.note import Note
from models.tag import Tag
from models.tie import Tie

router = APIRouter(prefix="/api/v1", responses=PROBLEMS)


class Tagging(Record):
    word: str = Field(max_length=200)


class Noting(Record):
    text: str = Field(max_length=10_000)
    replaces: Id | None = None
    """The note that you have seen and change; one that was changed meanwhile is a 409."""


class Tying(Record):
    to: str = Field(max_length=500)
    """Id or address of another ad or advertiser."""


class Untying(Record):
    ad: Id


class Disclosing(Record):
    fields: tuple[Disclosable, ...]
    receiver: Receiver
    grounds: tuple[LegalGround, ...]
    balancing: str = Field(max_length=10_000)


@router.post("/advertisers/{advertiser}/tags", tags=["additions"], status_code=201)
def tags(advertiser: Id, told: Tagging, asker: Asking) -> Tag:
    return add_tag(advertiser, told.word, asker=asker)


@router.post("/advertisers/{advertiser}/notes", tags=["additions"], status_code=201)
def notes(advertiser: Id, told: Noting, asker: Asking) -> Note:
    return add_note(advertiser, told.text, replaces=told.replaces, asker=asker)


@router.post("/additions/{addition}/withdrawal", tags=["additions"])
def take_addition_away(addition: Id, asker: Asking) -> Addition:
    """A tag or a note."""
    return take_away(addition, asker=asker)


@router.post("/advertisers/{advertiser}/ties", tags=["ties"], status_code=201)
def ties(advertiser: Id, told: Tying, asker: Asking) -> Tie:
    return tie(advertiser, told.to, asker=asker)


@router.post("/advertisers/{advertiser}/unties", tags=["ties"], status_code=201)
def unties(advertiser: Id, told: Untying, asker: Asking) -> Tie:
    return untie(advertiser, told.ad, asker=asker)


@router.post("/ties/{addition}/withdrawal", tags=["ties"])
def take_tie_back(addition: Id, asker: Asking) -> Tie:
    return take_back(addition, asker=asker)


@router.get("/disclosures", tags=["disclosures"])
def disclosures(asker: Asking) -> DisclosuresView:
    return open_disclosures(asker=asker)


@router.post("/advertisers/{advertiser}/disclosures", tags=["disclosures"], status_code=201)
def disclosing(advertiser: Id, told: Disclosing, asker: Asking) -> Given:
    return disclose(
        advertiser,
        fields=told.fields,
        receiver=told.receiver,
        grounds=told.grounds,
        balancing=told.balancing,
        asker=asker,
    )


@router.post("/disclosures/{disclosure}/withdrawal", tags=["disclosures"])
def disclosure_withdrawal(disclosure: Id, asker: Asking) -> Disclosure:
    return withdraw_disclosure(disclosure, asker=asker)
