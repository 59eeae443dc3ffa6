"""The advertiser page, and what is done from it: reveal, decide, undo."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.actions.decide import decide
from api.actions.disclose import receivers
from api.actions.open_advertiser import open_advertiser
from api.actions.open_queue import next_open
from api.actions.reveal_contact import RevealReason, reveal_contact
from api.actions.withdraw import undo
from api.asking import Asking, who_asks
from api.desk import Asker
from api.pages import page
from api.shown.contacts import OpenContact
from models.base import Id
from models.errors import Conflict
from models.review import Concern, Decision

router = APIRouter(include_in_schema=False)


@router.get("/advertisers/{advertiser}")
def show_advertiser(
    request: Request,
    advertiser: Id,
    asker: Asking,
    ads: Annotated[Literal["some", "all"], Query()] = "some",
) -> Response:
    return _page(request, asker, advertiser, all_ads=ads == "all")


@router.get("/advertisers/{advertiser}/reveal", dependencies=[Depends(who_asks)])
def back_to_advertiser(advertiser: Id) -> Response:
    """A page opened by POST and loaded again shows nothing revealed."""
    return RedirectResponse(f"/advertisers/{advertiser}", status_code=303)


@router.post("/advertisers/{advertiser}/reveal")
def do_reveal(
    request: Request,
    advertiser: Id,
    asker: Asking,
    reason: Annotated[RevealReason, Form()],
    words: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """The values stand in this one answer and nowhere else."""
    opened = reveal_contact(advertiser, reason=reason, words=words, asker=asker)
    return _page(request, asker, advertiser, opened=opened)


@router.post("/advertisers/{advertiser}/decisions")
def do_decide(
    advertiser: Id,
    asker: Asking,
    decision: Annotated[Decision, Form()],
    concern: Annotated[Concern | None, Form()] = None,
    reason: Annotated[str, Form(max_length=10_000)] = "",
    answers: Annotated[str, Form(max_length=32)] = "",
) -> Response:
    """Decide, and go on to what follows in the queue."""
    following = next_open(advertiser, asker=asker)
    decide(advertiser, decision, concern=concern, reason=reason, answers=answers or None, asker=asker)
    return _on_to(f"/advertisers/{following}" if following else "/queue", said="decided")


@router.post("/undo")
def do_undo(asker: Asking) -> Response:
    try:
        taken_back = undo(asker=asker)
    except Conflict:
        return _on_to("/queue", said="nothing_to_undo")
    return _on_to(f"/advertisers/{taken_back.advertiser}", said="undone")


def _on_to(path: str, *, said: str) -> Response:
    return RedirectResponse(f"{path}?{urlencode({'said': said})}", status_code=303)


def _page(
    request: Request, asker: Asker, advertiser: Id, *, all_ads: bool = False, opened: tuple[OpenContact, ...] = ()
) -> Response:
    view = open_advertiser(advertiser, asker=asker, all_ads=all_ads)
    return page(
        "advertiser.html",
        request,
        asker,
        view=view,
        opened=opened,
        reveal_reasons=tuple(RevealReason),
        all_ads=all_ads,
        receivers=receivers(asker),
    )
