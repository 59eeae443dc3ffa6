"""Who asks: the session behind a request's cookie, and whether a request that changes something is our own."""

from typing import Annotated

from fastapi import Depends, Request

from api.desk import Asker, Desk
from api.policy import Member
from api.sign_in.forgery import SAFE, check_origin, check_token
from api.sign_in.sessions import resume
from api.wording import LANGUAGES, Words, language
from models.errors import NotAllowed

LANGUAGE_COOKIE = "lykta_lang"
FORM = "application/x-www-form-urlencoded"


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def cookie_name(desk: Desk) -> str:
    return "__Host-lykta" if desk.secure else "lykta"


def wanted_language(request: Request, account: str | None = None) -> str:
    """What was chosen with the switch, else the account's language, else Swedish."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else language(account)


async def told_token(request: Request) -> str | None:
    """The forgery token as a form or a header brings it."""
    if request.method in SAFE:
        return None
    if request.headers.get("content-type", "").startswith(FORM):
        told = (await request.form()).get("csrf")
        return told if isinstance(told, str) else None
    return request.headers.get("x-csrf-token")


def from_our_own_page(request: Request) -> None:
    check_origin(
        origin=request.headers.get("origin"),
        referer=request.headers.get("referer"),
        host=request.headers.get("host", ""),
    )


def who_asks(request: Request, token: Annotated[str | None, Depends(told_token)]) -> Asker:
    """Raises NotAllowed: `sign_in` without a live session, `forged` for a change that did not come from our page."""
    desk = desk_of(request)
    found = resume(request.cookies.get(cookie_name(desk), ""), people=desk.stores.people, wall=desk.clock.wall())
    if found is None:
        raise NotAllowed("sign_in")
    session, person = found
    if request.method not in SAFE:
        from_our_own_page(request)
        check_token(token, session.csrf)
    agency = next((one for one in desk.stores.people.agencies() if one.id == person.agency), None)
    if agency is None:
        raise NotAllowed("seat")
    asker = Asker(desk, Member(person, agency), session, Words(wanted_language(request, person.language)))
    request.state.asker = asker
    return asker


Asking = Annotated[Asker, Depends(who_asks)]
