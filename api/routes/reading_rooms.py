"""Pages that are only read: an ad, the catalogue, the sites, help."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.actions.open_ad import open_ad
from api.actions.open_catalogue import open_catalogue
from api.actions.open_site import open_site, open_sites
from api.asking import Asking
from api.pages import page
from models.base import Id

router = APIRouter(include_in_schema=False)


@router.get("/ads/{ad}")
def show_ad(request: Request, ad: Id, asker: Asking) -> Response:
    return page("ad.html", request, asker, view=open_ad(ad, asker=asker))


@router.get("/catalogue")
def show_catalogue(request: Request, asker: Asking) -> Response:
    return page("catalogue.html", request, asker, families=open_catalogue(asker=asker))


@router.get("/sites")
def show_sites(request: Request, asker: Asking) -> Response:
    return page("sites.html", request, asker, sites=open_sites(asker=asker))


@router.get("/sites/{name}")
def show_site(request: Request, name: str, asker: Asking) -> Response:
    return page("site.html", request, asker, site=open_site(name, asker=asker))


@router.get("/help")
def show_help(request: Request, asker: Asking) -> Response:
    return page("help.html", request, asker)
