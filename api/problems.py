"""How each error is told over HTTP: the one table, for pages and for JSON alike."""

from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response

from api.asking import desk_of, wanted_language
from api.headers import dress
from api.pages import bare_page, page
from api.wording import Words
from models.errors import BadInput, Conflict, LyktaError, NotAllowed, NotFound, SearchAway

log = structlog.get_logger()

STATUS: dict[type[LyktaError], int] = {
    BadInput: 400,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    SearchAway: 503,
}
SIGN_IN, TOO_OFTEN, BROKEN = 401, 429, 500
WORDED = frozenset({400, 401, 403, 404, 405, 409, 422, 429, 500, 503})
BY_REASON = {"sign_in": SIGN_IN, "wrong_login": SIGN_IN, "too_often": TOO_OFTEN}


def tell(app: FastAPI) -> None:
    """Hand every error to the table; what is not of the family is a bug, told without detail."""

    @app.exception_handler(LyktaError)
    def _ours(request: Request, error: LyktaError) -> Response:
        reason = error.why if isinstance(error, NotAllowed) else None
        status = BY_REASON.get(reason or "", _status(error))
        return _answer(request, status, reason=reason, detail=None if reason else str(error))

    @app.exception_handler(RequestValidationError)
    def _unusable(request: Request, error: RequestValidationError) -> Response:
        named = ", ".join(sorted({".".join(str(part) for part in one["loc"]) for one in error.errors()}))
        return _answer(request, 422, reason=None, detail=named)

    @app.exception_handler(HTTPException)
    def _theirs(request: Request, error: HTTPException) -> Response:
        return _answer(request, error.status_code, reason=None, detail=None)

    @app.exception_handler(Exception)
    def _bug(request: Request, error: Exception) -> Response:
        log.error("request failed", path=request.url.path, error=type(error).__name__)
        answer = _answer(request, BROKEN, reason=None, detail=None)
        dress(answer.headers, request.url.path, secure=desk_of(request).secure)  # made outside all middleware
        return answer


def _status(error: LyktaError) -> int:
    return next((STATUS[kind] for kind in type(error).__mro__ if kind in STATUS), BROKEN)


def _answer(request: Request, status: int, *, reason: str | None, detail: str | None) -> Response:
    is_api = request.url.path.startswith("/api/")
    if status == SIGN_IN and not is_api:
        back = request.url.path if request.method == "GET" else "/queue"
        return RedirectResponse(f"/sign-in?next={quote(back, safe='/')}", status_code=303)
    asker = getattr(request.state, "asker", None)
    words = asker.words if asker else Words(wanted_language(request))
    told = _told(words, status, reason)
    if is_api:
        body = {"type": f"/help#{status}", "title": told[0], "status": status, "detail": detail or told[1]}
        return JSONResponse(body, status, media_type="application/problem+json")
    shown = {"title": told[0], "why": told[1], "code": status, "main_class": "narrow"}
    if asker:
        return page("problem.html", request, asker, status=status, **shown)
    return bare_page("problem.html", request, words, status=status, **shown)


def _told(words: Words, status: int, reason: str | None) -> tuple[str, str]:
    """Title and what to do, in the language of whoever asks."""
    code = status if status in WORDED else BROKEN
    why = (
        words.say(f"denied.{reason}") if reason and words.has(f"denied.{reason}") else words.say(f"problem.{code}.why")
    )
    return words.say(f"problem.{code}.title"), why
