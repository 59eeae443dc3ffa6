"""Which make answers for a site, and what a fault turns the answer into."""

from simulator.board import Scene
from simulator.faults import Fault, Trouble, Where, changed, instead
from simulator.hosts import Make
from simulator.sites import block, gate, scroll, static, structured, tables
from simulator.web import Answer, Request, text

MAKES = {
    Make.STATIC: static.answer,
    Make.SCROLL: scroll.answer,
    Make.GATE: gate.answer,
    Make.STRUCTURED: structured.answer,
    Make.BLOCK: block.answer,
    Make.TABLES: tables.answer,
}
ROBOTS = "User-agent: *\nDisallow: /konto/\nDisallow: /utmaning\n"
DETAIL_PATHS = ("/annons/", "/a/", "/las.asp", "/visa/", "/skylt/")
EVERYWHERE = {Fault.OUTAGE, Fault.SLOW}
"""Faults that also touch robots.txt."""


def shown(request: Request, scene: Scene, troubles: tuple[Trouble, ...]) -> Answer:
    """The site's answer at the scene's moment under the faults that are on."""
    robots = request.path == "/robots.txt"
    felt = [one for one in troubles if (one.fault in EVERYWHERE if robots else _touches(one, request))]
    for trouble in felt:
        if (told := instead(trouble, request)) is not None:
            return told
    told = text(ROBOTS) if robots else _made(request, scene, felt)
    for trouble in felt:
        told = changed(trouble, told)
    return told


def _made(request: Request, scene: Scene, felt: list[Trouble]) -> Answer:
    faults = {trouble.fault for trouble in felt}
    make = Make.STATIC if Fault.LAYOUT in faults else scene.site.make
    return MAKES[make](request, Scene(scene.board, scene.moment, hostile=Fault.HOSTILE in faults))


def _touches(trouble: Trouble, request: Request) -> bool:
    is_detail = request.path.startswith(DETAIL_PATHS)
    return trouble.where is Where.ALL or (trouble.where is Where.DETAILS) == is_detail
