"""Reveal the contacts of one advertiser: for a reason, logged before anything is shown, and not too often."""

from enum import StrEnum

from api.actions.open_advertiser import known_of
from api.actions.viewings import note
from api.desk import Asker
from api.policy import Action
from api.shown.contacts import OpenContact, open_contacts
from api.sign_in.brakes import REVEAL
from models.base import Id
from models.errors import BadInput, NotAllowed
from models.viewing import Act

LONGEST = 500


class RevealReason(StrEnum):
    CHECK_RECORDS = "check_records"
    CHECK_TIE = "check_tie"
    OFFER_HELP = "offer_help"
    PROTECT_NOW = "protect_now"
    OTHER = "other"


def reveal_contact(advertiser: Id, *, reason: RevealReason, words: str, asker: Asker) -> tuple[OpenContact, ...]:
    """Raises BadInput for `other` without words, NotAllowed by the policy or when revealed too often, NotFound."""
    asker.need(Action.REVEAL)
    if reason is RevealReason.OTHER and not words.strip():
        raise BadInput("Another reason needs to be told in words; nothing was revealed.")
    known = known_of(advertiser, asker=asker)
    asker.need(Action.REVEAL, layer=known.advertiser.layer)
    if not asker.desk.brakes.allows(REVEAL, "reveal", asker.member.person.id):
        note(Act.REFUSED, "contact", of=advertiser, asker=asker, reason="too_often")
        raise NotAllowed("too_often")
    told = f"{reason.value}: {words.strip()[:LONGEST]}" if words.strip() else reason.value
    note(Act.REVEAL, "advertiser", of=advertiser, asker=asker, reason=told)
    return open_contacts(known.read)
