"""Plausible records, each with only what a test cares about told."""

from datetime import UTC, datetime
from typing import Any

from models.ad import Ad, AdSaid, AdVersion, Part, Sighting
from models.agency import Agency, AgencyKind, Person, Role
from models.base import fingerprint, new_id
from models.basis import Basis
from models.keys import KeyRing
from models.page import Answer, Page, PageKind, PageVerdict
from models.visit import Visit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BASIS = Basis(controller="joint", purpose="find-and-offer-help", legal_basis="test", decision="T-1")
KEYS = KeyRing.fresh()
POLICE = Agency(id="polisen", kind=AgencyKind.POLICE, name="Polisen")
SOCIAL = Agency(id="socialtjansten", kind=AgencyKind.SOCIAL, name="Socialtjänsten")


def a_visit(**told: Any) -> Visit:
    usual: dict[str, Any] = {"site": "exempel", "due_at": NOON, "started_at": NOON, "sheet": "s1"}
    return Visit.due(**usual | told)


def a_page(**told: Any) -> Page:
    body = told.pop("body", b"<html></html>")
    answer = Answer(
        url=told.pop("url", "https://exempel.example/1"), status=200, body=body, answered_at=told.pop("at", NOON)
    )
    usual: dict[str, Any] = {
        "site": "exempel",
        "visit": a_visit().id,
        "kind": PageKind.DETAIL,
        "verdict": PageVerdict.OK,
        "sheet": "s1",
        "body_sha256": fingerprint(body.decode("latin-1")) * 2,
        "basis": BASIS,
    }
    return Page.answered(answer, **usual | told)


def an_ad_said(**told: Any) -> AdSaid:
    title, body = told.pop("title", "Hej"), told.pop("body", "Öppet alla dagar")
    usual: dict[str, Any] = {
        "url": "https://exempel.example/1",
        "own_id": "1",
        "parts": (Part(name="title", said=title), Part(name="body", said=body)),
    }
    return AdSaid(**usual | told)


def an_ad(**told: Any) -> Ad:
    said = told.pop("said", None) or an_ad_said(**told)
    return Ad.met(said, site="exempel", seen_at=NOON, basis=BASIS)


def a_version(page: Page | None = None, *, keys: KeyRing = KEYS, **told: Any) -> AdVersion:
    return AdVersion.read_from(page or a_page(), an_ad_said(**told), keys=keys)


def a_sighting(version: AdVersion | None = None, **told: Any) -> Sighting:
    usual: dict[str, Any] = {
        "site": "exempel",
        "visit": a_visit().id,
        "list_name": "alla",
        "seen_at": NOON,
        "card": "",
    }
    return Sighting.of(version or a_version(), **usual | told)


def a_person(**told: Any) -> Person:
    usual: dict[str, Any] = {
        "id": new_id(),
        "agency": POLICE.id,
        "role": Role.ANALYST,
        "name": "Analys Ett",
        "login": "analys",
        "made_at": NOON,
    }
    return Person(**usual | told)
