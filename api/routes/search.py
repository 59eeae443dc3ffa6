"""Search as a page."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.actions.search import search
from api.asking import Asking
from api.desk import Asker
from api.pages import page
from api.shown.weeks import week_bars
from models.assessment import Band
from models.errors import BadInput, SearchAway
from models.search import Filters

router = APIRouter(include_in_schema=False)

Many = Annotated[list[str], Query(default_factory=list, max_length=50)]


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
    shown: dict[str, Any] = {"q": q, "ticked": ticked, "paged": after is not None}
    try:
        view = search(q, filters=filters, after=after, asker=asker)
    except SearchAway:
        return _trouble(request, asker, "away", status=503, **shown)
    except BadInput as unusable:
        return _trouble(request, asker, "unusable", status=400, why=str(unusable), **shown)
    weeks = week_bars(view.weeks)
    return page("search.html", request, asker, view=view, weeks=weeks, trouble=None, why="", **shown)


def _trouble(request: Request, asker: Asker, trouble: str, *, status: int, why: str = "", **shown: Any) -> Response:
    """The search page again, with what was asked, so that nothing typed is lost."""
    return page("search.html", request, asker, status=status, view=None, trouble=trouble, why=why, **shown)
