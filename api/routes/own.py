"""What an agency's people add, as forms: tags, notes, ties, disclosures, and taking each back."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from api.actions.annotate import add_note, add_tag, take_away
from api.actions.disclose import disclose, open_disclosures, withdraw_disclosure
from api.actions.tie import take_back, tie, untie
from api.asking import Asking
from api.pages import page
from models.base import Id
from models.disclosure import Disclosable, LegalGround, Receiver

router = APIRouter(include_in_schema=False)

THIRD_PARTY = "third_party"


@router.post("/advertisers/{advertiser}/tags")
def do_tag(advertiser: Id, asker: Asking, word: Annotated[str, Form(max_length=200)]) -> Response:
    add_tag(advertiser, word, asker=asker)
    return _back(advertiser, said="tagged")


@router.post("/advertisers/{advertiser}/notes")
def do_note(
    advertiser: Id,
    asker: Asking,
    text: Annotated[str, Form(max_length=10_000)],
    replaces: Annotated[str, Form(max_length=32)] = "",
) -> Response:
    add_note(advertiser, text, replaces=replaces or None, asker=asker)
    return _back(advertiser, said="noted")


@router.post("/advertisers/{advertiser}/additions/{addition}/withdrawal")
def do_take_away(advertiser: Id, addition: Id, asker: Asking) -> Response:
    """A tag or a note."""
    take_away(addition, asker=asker)
    return _back(advertiser, said="taken_away")


@router.post("/advertisers/{advertiser}/ties")
def do_tie(advertiser: Id, asker: Asking, to: Annotated[str, Form(max_length=500)]) -> Response:
    tie(advertiser, to, asker=asker)
    return _back(advertiser, said="tied")


@router.post("/advertisers/{advertiser}/ads/{ad}/untie")
def do_untie(advertiser: Id, ad: Id, asker: Asking) -> Response:
    untie(advertiser, ad, asker=asker)
    return _back(advertiser, said="untied")


@router.post("/advertisers/{advertiser}/ties/{addition}/withdrawal")
def do_take_back(advertiser: Id, addition: Id, asker: Asking) -> Response:
    """Back to an ad that was named: the advertiser may be another now."""
    taken_back = take_back(addition, asker=asker)
    holder = asker.desk.stores.groupings.of_ad(taken_back.ads[0], asker.scope)
    return _back(holder.id if holder else advertiser, said="taken_back")


@router.post("/advertisers/{advertiser}/disclosures")
def do_disclose(
    advertiser: Id,
    asker: Asking,
    field: Annotated[list[Disclosable], Form(default_factory=list)],
    ground: Annotated[list[LegalGround], Form(default_factory=list)],
    receiver: Annotated[str, Form(max_length=100)] = "",
    third_party: Annotated[str, Form(max_length=200)] = "",
    balancing: Annotated[str, Form(max_length=10_000)] = "",
) -> Response:
    agency = receiver if receiver and receiver != THIRD_PARTY else None
    to = Receiver(agency=agency, third_party=third_party.strip() or None)
    disclose(advertiser, fields=tuple(field), receiver=to, grounds=tuple(ground), balancing=balancing, asker=asker)
    return _on_to("/disclosures", said="disclosed")


@router.get("/disclosures")
def show_disclosures(request: Request, asker: Asking) -> Response:
    return page("disclosures.html", request, asker, view=open_disclosures(asker=asker))


@router.post("/disclosures/{disclosure}/withdrawal")
def do_withdraw_disclosure(disclosure: Id, asker: Asking) -> Response:
    withdraw_disclosure(disclosure, asker=asker)
    return _on_to("/disclosures", said="disclosure_withdrawn")


def _back(advertiser: Id, *, said: str) -> Response:
    return _on_to(f"/advertisers/{advertiser}", said=said)


def _on_to(path: str, *, said: str) -> Response:
    return RedirectResponse(f"{path}?{urlencode({'said': said})}", status_code=303)
