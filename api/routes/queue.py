"""The queue as a page."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.actions.open_queue import open_queue
from api.asking import Asking
from api.pages import page
from models.assessment import Band

router = APIRouter(include_in_schema=False)


@router.get("/queue")
def show_queue(
    request: Request,
    asker: Asking,
    band: Annotated[list[Band], Query(default_factory=list)],
    state: Annotated[Literal["open", "decided"], Query()] = "open",
    after: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    bands = frozenset(band)
    view = open_queue(bands=bands, decided=state == "decided", after=after, asker=asker)
    return page("queue.html", request, asker, view=view, chosen=bands, state=state, paged=after is not None)
