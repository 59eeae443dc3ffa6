"""Search as a page."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.actions.search import search
from api.asking import Asking
from api.pages import page
from models.assessment import Band
from models.errors import BadInput, SearchAway
from models.search import Filters

router = APIRouter(include_in_schema=False)

Many = Annotated[list[str], Query(default_factory=list, max_length=50)]
BAR, HEIGHT = 14, 60


@router.get("/search")
def show_search(
    request: Request,
    asker: Asking,
    site: Many,
    place: Many,
    kind: Many,
    band: Annotated[list[Band], Query(default_factory=list)],
    q: Annotated[str, Query(max_length=2000)] = "",
    after: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    filters = Filters(sites=tuple(site), places=tuple(place), kinds=tuple(kind), bands=tuple(band))
    ticked = {"site": tuple(site), "place": tuple(place), "kind": tuple(kind), "band": tuple(b.value for b in band)}
    shown = {"q": q, "ticked": ticked, "paged": after is not None, "bar": BAR, "height": HEIGHT}
    try:
        view = search(q, filters=filters, after=after, asker=asker)
    except SearchAway:
        return page("search.html", request, asker, status=503, view=None, trouble="away", why="", **shown)
    except BadInput as unusable:
        return page(
            "search.html", request, asker, status=400, view=None, trouble="unusable", why=str(unusable), **shown
        )
    return page("search.html", request, asker, view=view, trouble=None, why="", **shown)
