"""Pages for signing in and out, and the language switch."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.actions.sign_in import sign_in, sign_out
from api.asking import LANGUAGE_COOKIE, Asking, cookie_name, desk_of, from_our_own_page, wanted_language
from api.desk import Desk
from api.pages import bare_page
from api.policy import Action
from api.sign_in.forgery import check_token
from api.wording import Words, language
from models.errors import NotAllowed

router = APIRouter(include_in_schema=False)

BEFORE_COOKIE = "lykta_before"
YEAR = 365 * 24 * 3600


@router.get("/")
def home(asker: Asking) -> Response:
    return RedirectResponse("/queue" if asker.may(Action.READ_QUEUE) else "/catalogue", status_code=303)


@router.get("/sign-in")
def show_sign_in(request: Request, back: Annotated[str, Query(alias="next", max_length=300)] = "/") -> Response:
    return _form(request, back)


@router.post("/sign-in", dependencies=[Depends(from_our_own_page)])
def do_sign_in(
    request: Request,
    login: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    csrf: Annotated[str, Form()] = "",
    back: Annotated[str, Form(alias="next", max_length=300)] = "/",
) -> Response:
    desk = desk_of(request)
    check_token(csrf, request.cookies.get(BEFORE_COOKIE, ""))
    address = request.client.host if request.client else ""
    try:
        token = sign_in(login, password, address=address, desk=desk)
    except NotAllowed as refused:
        return _form(request, back, refused=refused.why)
    answer = RedirectResponse(_ours(back), status_code=303)
    _set(answer, cookie_name(desk), token, desk=desk)
    _set(answer, BEFORE_COOKIE, "", desk=desk, path="/sign-in", max_age=0)
    return answer


@router.post("/sign-out")
def do_sign_out(asker: Asking) -> Response:
    sign_out(asker.session, asker.member.person, desk=asker.desk)
    answer = RedirectResponse("/sign-in", status_code=303)
    _set(answer, cookie_name(asker.desk), "", desk=asker.desk, max_age=0)
    return answer


@router.post("/language", dependencies=[Depends(from_our_own_page)])
def choose_language(
    request: Request, lang: Annotated[str, Form()], back: Annotated[str, Form(alias="next", max_length=300)] = "/"
) -> Response:
    """Needs no session and changes nothing but this cookie: the Origin alone is asked."""
    answer = RedirectResponse(_ours(back), status_code=303)
    _set(answer, LANGUAGE_COOKIE, language(lang), desk=desk_of(request), max_age=YEAR)
    return answer


def _form(request: Request, back: str, *, refused: str | None = None) -> Response:
    desk, token = desk_of(request), desk_of(request).tokens()
    words = Words(wanted_language(request))
    answer = bare_page(
        "sign_in.html",
        request,
        words,
        status=401 if refused else 200,
        csrf=token,
        back=_ours(back),
        refused=words.say(f"denied.{refused}") if refused else None,
    )
    _set(answer, BEFORE_COOKIE, token, desk=desk, path="/sign-in")
    return answer


def _set(answer: Response, name: str, value: str, *, desk: Desk, path: str = "/", max_age: int | None = None) -> None:
    answer.set_cookie(name, value, path=path, max_age=max_age, httponly=True, samesite="strict", secure=desk.secure)


def _ours(back: str) -> str:
    """Only a path of this desk: no other host, however it is spelt."""
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) and "\n" not in back else "/"
