"""Two agencies: what one adds changes no byte of what any route answers the other."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import BaseRoute

from api.app import create_app
from classify.search import tokens
from models.addition import Addition
from models.agency import Agency, Session
from models.assessment import Band, Contribution, Standing
from models.base import Id, fingerprint, new_id
from models.clock import SetClock
from models.disclosure import Disclosable, Disclosure, LegalGround, Named, Receiver
from models.indexed import Document
from models.keys import KeyRing
from models.link import Advertiser, Grouping, Link
from models.note import Note
from models.review import Concern, Decision, Review, Withdrawal
from models.scope import Scope
from models.settings import Settings
from models.stores.elastic import ElasticSearch
from models.stores.fts5 import Fts5Search
from models.stores.search import Search
from models.stores.sql.ground import Ground
from models.stores.sql.open import SqlStores, open_stores
from models.tag import Tag
from models.tie import Tie
from models.viewing import Act, Viewing
from tests import elasticsearch
from tests.api.conftest import ORIGIN
from tests.api.market import EDITIONS, NOON, PASSWORD, Market, a_desk, known, signed_in
from tests.factories import BASIS, POLICE, SOCIAL, a_person

BEFORE = "the same before every sign-in"


@dataclass
class World:
    """One desk over its own copy of the market, with ids that follow from the order of asking."""

    market: Market
    app: FastAPI
    search: Search
    stores: SqlStores
    numbers: Iterator[int] = field(default_factory=count)

    def new_id(self) -> SimpleNamespace:
        return SimpleNamespace(hex=fingerprint("made", str(next(self.numbers))))


@pytest.fixture(params=["fts5", pytest.param("elasticsearch", marks=pytest.mark.real)])
def worlds(
    request: pytest.FixtureRequest, planted: Path, tmp_path: Path, keys: KeyRing, clock: SetClock
) -> Iterator[tuple[World, World]]:
    made = [_world(planted, tmp_path / name, keys, clock, backend=request.param) for name in ("without", "with")]
    yield made[0], made[1]
    for world in made:
        world.search.close()
        world.stores.close()


def _search(ground: Ground, backend: str) -> Search:
    if backend == "fts5":
        return Fts5Search(ground)
    elastic = ElasticSearch(ground, elasticsearch.address(), name=f"lykta-{new_id()}", seconds=60)
    elastic.rebuild()  # the planted rows are there already
    return elastic


def _world(planted: Path, home: Path, keys: KeyRing, clock: SetClock, *, backend: str) -> World:
    home.mkdir()
    shutil.copy(planted, home / "lykta.db")
    stores = open_stores(Settings(home=home), keys, clock)
    search = _search(stores.ground, backend)
    # The same unguessable thing in both worlds, so that only what was added can differ.
    desk = a_desk(stores, search, keys, clock, tokens=lambda: BEFORE)
    return World(known(stores), create_app(desk), search, stores)


def _adds(world: World, agency: Agency, person: Id) -> None:
    """All that an agency's people can add today: accounts, decisions, undo, viewings, own groups, tags and notes."""
    stores, layer = world.stores, agency.layer
    stores.people.add(a_person(agency=agency.id, login=f"ny-{agency.id}", name="En ny kollega"))
    stores.people.open_session(Session(id="e" * 64, person=person, csrf="c", began_at=NOON, seen_at=NOON))
    viewing = Viewing(at=NOON, layer=layer, person=person, act=Act.VIEW, thing="advertiser", thing_id=None)
    for number, advertiser in enumerate(world.market.advertisers.values()):
        review = Review.made(
            advertiser,
            Decision.CONCERN if number % 2 else Decision.SPAM,
            concern=Concern.COERCION,
            layer=layer,
            reason="Skäl som bara vi känner",
            person=person,
            now=NOON - timedelta(hours=number),
            versions=(),
            basis=BASIS,
        )
        stores.reviews.add(review, viewing)
        if number % 5 == 0:
            stores.reviews.withdraw(Withdrawal.made(review.id, layer=layer, by=person, at=NOON), viewing)
        stores.log.add(viewing)
    _adds_to_ads(world, agency, person)
    _regroups(world, agency)
    _indexes(world, agency)


def _adds_to_ads(world: World, agency: Agency, person: Id) -> None:
    """Tags, notes, ties, and disclosures that this reader does not receive: to a third party, and one withdrawn."""
    stores, ads = world.stores, world.market.ads
    told: dict[str, Any] = {"layer": agency.layer, "person": person, "now": NOON, "basis": BASIS}
    note = Note.made("hemlig anteckning", ads["three"], **told)
    added: list[Addition] = [Tag.made("vår märkning", ads["three"], **told), note]
    added.append(Tie.made(ads["three"][0], ads["urgent"], together=True, **told))
    added.append(Tie.made(ads["three"][2], ads["three"][:2], together=False, **told))
    what = Named(
        advertiser=world.market.advertisers["three"], ads=ads["three"], fields=tuple(Disclosable), records=(note.id,)
    )
    reasons: dict[str, Any] = {"grounds": (LegalGround.NECESSARY,), "balancing": "Hemlig avvägning"}
    added += [
        Disclosure.decided(what, to, **reasons, **told)
        for to in (Receiver(third_party="Frivilligjouren"), Receiver(agency="en-annan"), _other_of(agency))
    ]
    for addition in added:
        stores.additions.add(addition, _viewing(agency, person))
    taken_back = Withdrawal.made(added[-1].id, layer=agency.layer, by=person, at=NOON)
    stores.additions.withdraw(taken_back, _viewing(agency, person))


def _other_of(agency: Agency) -> Receiver:
    return Receiver(agency=(SOCIAL if agency is POLICE else POLICE).id)


def _viewing(agency: Agency, person: Id) -> Viewing:
    return Viewing(at=NOON, layer=agency.layer, person=person, act=Act.ANNOTATE, thing="advertiser", thing_id=None)


def _regroups(world: World, agency: Agency) -> None:
    stores, layer = world.stores, agency.layer
    grouping = Grouping.begun(layer, EDITIONS.linking, started_at=NOON)
    stores.groupings.begin(grouping)
    whole = [stores.groupings.advertiser(one, Scope.joint()) for one in world.market.advertisers.values()]
    ads = tuple(ad for one in whole for ad in one.ads)
    mine = Advertiser.founded(layer, ads[0])
    told = whole[0].model_dump() | {"id": mine, "layer": layer, "run": grouping.id, "ads": ads, "personas": ()}
    stores.groupings.add_advertisers(grouping.id, [Advertiser.model_validate(told)])
    tie = Link.between(ads[0], ads[-1], layer=layer, probability=1, evidence=(), edition="hand")
    stores.groupings.add_links(grouping.id, [tie])
    stores.groupings.make_current(grouping.id)
    weight = Contribution(indicator="own-limits", family="neg", weight=9.0)
    standing = Standing.of(
        mine, EDITIONS.standing, layer=layer, band=Band.URGENT, contributions=(weight,), group_findings=()
    )
    stores.standings.add([standing])
    stores.standings.make_current(layer, EDITIONS.standing)
    world.market.advertisers[f"own of {agency.id}"] = mine


def _indexes(world: World, agency: Agency) -> None:
    ad = world.market.ads["three"][0]
    (one,) = world.stores.readings.latest([ad], EDITIONS.reading, Scope.joint())
    masked = tokens.Masked.of(one.reading, [part.said for part in one.version.parts])
    streams = tokens.streams(masked, version=one.version.id, edition=EDITIONS.index)
    told: dict[str, Any] = {"tags": ("vår märkning",), "notes": "hemlig anteckning", "band": Band.URGENT}
    document = Document.of(
        streams, ad=ad, seen_at=NOON, layer=agency.layer, site="exempel", kind="own_offer", places=(), **told
    )
    world.search.put([document], EDITIONS.index)
    world.search.catch_up()


def _requests(market: Market) -> list[tuple[str, str, dict[str, Any]]]:
    """One request for every route and more where the answer depends on what is asked; reads first, then changes."""
    three, urgent, low = (market.advertisers[name] for name in ("three", "urgent", "independent"))
    ad = market.ads["three"][0]
    form = {"csrf": "own csrf"}
    reads = [
        "/",
        "/sign-in",
        "/queue",
        "/queue?state=decided",
        "/queue?band=urgent&band=high",
        f"/advertisers/{three}",
        f"/advertisers/{urgent}?ads=all",
        f"/advertisers/{three}/reveal",
        *(f"/advertisers/{market.advertisers.get(name, '0' * 32)}" for name in _own(market)),
        f"/ads/{ad}",
        "/catalogue",
        "/sites",
        "/sites/annat",
        "/help",
        "/search?q=massage",
        "/search?q=note:hemlig",
        "/disclosures",
        "/api/v1/disclosures",
        '/search?q=tag:"vår märkning"',
        "/nothing",
        "/static/desk.css",
        "/api/v1/openapi.json",
        "/api/v1/me",
        "/api/v1/queue?limit=3",
        "/api/v1/queue?state=decided&limit=3",
        f"/api/v1/advertisers/{three}",
        f"/api/v1/advertisers/{three}/reviews",
        f"/api/v1/ads/{ad}",
        "/api/v1/search?q=massage&limit=3",
        '/api/v1/search?q=tag:"vår märkning"',
        "/api/v1/indicators",
        "/api/v1/sites",
        "/api/v1/sites/annat",
    ]
    changes: list[tuple[str, str, dict[str, Any]]] = [
        ("POST", "/language", {"data": {"lang": "sv", "next": "/queue"}}),
        ("POST", f"/advertisers/{three}/reveal", {"data": {**form, "reason": "offer_help"}}),
        ("POST", f"/advertisers/{urgent}/decisions", {"data": {**form, "decision": "second_look"}}),
        ("POST", f"/advertisers/{three}/decisions", {"data": {**form, "decision": "spam", "answers": "0" * 32}}),
        ("GET", "/queue", {}),
        ("GET", "/queue?state=decided", {}),
        ("POST", "/undo", {"data": form}),
        ("POST", "/undo", {"data": form}),
        ("POST", f"/api/v1/advertisers/{low}/contacts", {"json": {"reason": "check_tie"}}),
        ("POST", f"/api/v1/advertisers/{low}/reviews", {"json": {"decision": "unsure"}}),
        ("GET", f"/api/v1/advertisers/{low}/reviews", {}),
        ("POST", f"/api/v1/reviews/{'0' * 32}/withdrawal", {}),
        ("POST", "/api/v1/undo", {}),
        ("POST", "/api/v1/undo", {}),
        *_additions(market, form),
        ("POST", "/sign-out", {"data": form}),
        ("POST", "/sign-in", {"data": {"login": "analyst", "password": "fel lösenord 123", "csrf": BEFORE}}),
        ("POST", "/sign-in", {"data": {"login": "analyst", "password": PASSWORD, "csrf": BEFORE}}),
    ]
    return [*(("GET", path, {}) for path in reads), *changes]


def _additions(market: Market, form: dict[str, str]) -> list[tuple[str, str, dict[str, Any]]]:
    """What a reader adds, then what every page says; ids of what was made follow from the order of asking."""
    three, urgent = market.advertisers["three"], market.advertisers["urgent"]
    ad, none = market.ads["three"][1], "0" * 32
    told = {"receiver": "en-annan", "field": "tags", "ground": "osl-10-2", "balancing": "Vår avvägning"}
    as_json = {"fields": ["tags"], "receiver": {"third_party": "Jouren"}, "grounds": ["osl-10-1"], "balancing": "Vår"}
    pages, api = f"/advertisers/{three}", f"/api/v1/advertisers/{three}"
    forms: list[tuple[str, dict[str, str]]] = [
        (f"{pages}/tags", {"word": "vår märkning"}),
        (f"{pages}/notes", {"text": "en egen anteckning"}),
        (f"{pages}/additions/{none}/withdrawal", {}),
        (f"{pages}/ties", {"to": urgent}),
        (f"{pages}/ads/{ad}/untie", {}),
        (f"{pages}/ties/{none}/withdrawal", {}),
        (f"{pages}/disclosures", told),
        (f"/disclosures/{none}/withdrawal", {}),
    ]
    bodies: list[tuple[str, dict[str, Any]]] = [
        (f"{api}/tags", {"word": "ett märke till"}),
        (f"{api}/notes", {"text": "ännu en anteckning"}),
        (f"/api/v1/additions/{none}/withdrawal", {}),
        (f"{api}/ties", {"to": market.advertisers["filler 1"]}),
        (f"{api}/unties", {"ad": market.ads["three"][3]}),
        (f"/api/v1/ties/{none}/withdrawal", {}),
        (f"{api}/disclosures", as_json),
        (f"/api/v1/disclosures/{none}/withdrawal", {}),
    ]
    after = (pages, api, f"/advertisers/{urgent}", "/queue", "/api/v1/queue?limit=5", "/disclosures", f"/ads/{ad}")
    asked = ("/search?q=note:anteckning", "/search?q=note:hemlig", '/api/v1/search?q=tag:"vår märkning"')
    return [
        *(("POST", path, {"data": {**form, **sent}}) for path, sent in forms),
        *(("POST", path, {"json": sent}) for path, sent in bodies),
        *(("GET", path, {}) for path in (*after, *asked, "/api/v1/search?q=massage&limit=3")),
    ]


def _own(market: Market) -> list[str]:
    return [f"own of {agency.id}" for agency in (POLICE, SOCIAL)]


def _answers(world: World, login: str, asked: list[tuple[str, str, dict[str, Any]]]) -> list[tuple[Any, ...]]:
    signed_in(world.market, login, world.stores.ground.clock.wall())
    client = TestClient(world.app, follow_redirects=False)
    client.cookies.set("lykta", f"token of {login}")
    client.headers["origin"] = ORIGIN
    client.headers["x-csrf-token"] = f"csrf of {login}"
    told = []
    for method, path, body in asked:
        form = {**body, "data": _own_token(body["data"], login)} if "data" in body else body
        answer = client.request(method, path, **form)
        headers = {name: value for name, value in answer.headers.items() if name != "last-modified"}
        told.append((method, path, answer.status_code, answer.text, headers))
    return told


def _own_token(data: dict[str, str], login: str) -> dict[str, str]:
    return {**data, "csrf": f"csrf of {login}"} if data.get("csrf") == "own csrf" else data


@pytest.mark.parametrize(
    ("login", "other", "colleague"),
    [
        ("analyst", SOCIAL, "social"),
        ("supervisor", SOCIAL, "social"),
        ("social", POLICE, "analyst"),
        ("outreach", POLICE, "analyst"),
        ("researcher", POLICE, "analyst"),
        ("auditor", SOCIAL, "social"),
        ("admin", SOCIAL, "social"),
    ],
)
def test_what_another_agency_adds_changes_no_byte(
    worlds: tuple[World, World], login: str, other: Agency, colleague: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    without, with_it = worlds
    _adds(with_it, other, with_it.market.people[colleague].id)
    asked = _requests(with_it.market)
    answers = []
    for world in (without, with_it):
        with monkeypatch.context() as patched:
            patched.setattr("models.base.uuid6.uuid7", world.new_id)
            answers.append(_answers(world, login, asked))
    for one, same in zip(*answers, strict=True):
        assert one == same, f"{one[0]} {one[1]} differs"


def test_every_route_is_asked(worlds: tuple[World, World]) -> None:
    world = worlds[0]
    asked = {(method, path.partition("?")[0]) for method, path, _ in _requests(world.market)}
    routes = [route for route in _every_route(world.app) if isinstance(route, APIRoute)]
    left = {
        f"{method} {route.path}"
        for route in routes
        for method in route.methods or ()
        if not any(verb == method and route.path_regex.match(path) for verb, path in asked)
    }
    assert left == set()
    assert len(routes) > 25


def _every_route(app: FastAPI) -> Iterator[BaseRoute]:
    """Also those of the routers that the application holds."""
    for route in app.routes:
        held = getattr(route, "original_router", None)
        yield from held.routes if isinstance(held, APIRouter) else (route,)


def test_what_was_added_is_seen_by_its_own_agency(worlds: tuple[World, World]) -> None:
    """Else the test above would prove nothing."""
    _, world = worlds
    _adds(world, SOCIAL, world.market.people["social"].id)
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("GET", "/queue?state=decided", {}),
        ("GET", f"/advertisers/{world.market.advertisers[f'own of {SOCIAL.id}']}", {}),
        ("GET", '/api/v1/search?q=tag:"vår märkning"', {}),
        ("GET", f"/api/v1/advertisers/{world.market.advertisers['three']}/reviews", {}),
        ("GET", "/api/v1/disclosures", {}),
    ]
    queue, own, tagged, reviews, disclosed = _answers(world, "social", asked)
    assert own[2] == 200
    assert '"total":1' in tagged[3]
    assert "Skäl som bara vi känner" in reviews[3]
    assert queue[2] == 200
    assert "Hemlig avvägning" in disclosed[3]
    assert all(word in own[3] for word in ("vår märkning", "hemlig anteckning"))


SHOWS = {"/disclosures", "/api/v1/disclosures"}


def test_a_disclosure_changes_only_the_list_of_what_was_disclosed(
    worlds: tuple[World, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To its receiver, and there it shows the named field and nothing else."""
    with_it = worlds[1]
    for world in worlds:
        _adds(world, SOCIAL, world.market.people["social"].id)
    person, ads = with_it.market.people["social"].id, with_it.market.ads["three"]
    told: dict[str, Any] = {"layer": SOCIAL.layer, "person": person, "now": NOON, "basis": BASIS}
    records = tuple(one.id for one in with_it.stores.additions.of(ads, Scope.within(SOCIAL.layer)))
    fields = (Disclosable.TAGS,)
    what = Named(advertiser=with_it.market.advertisers["three"], ads=ads, fields=fields, records=records)
    reasons: dict[str, Any] = {"grounds": (LegalGround.NECESSARY,), "balancing": "Hemlig avvägning"}
    made = Disclosure.decided(what, Receiver(agency=POLICE.id), **reasons, **told)
    with_it.stores.additions.add(made, _viewing(SOCIAL, person))
    asked = _requests(with_it.market)
    answers = []
    for world in worlds:
        with monkeypatch.context() as patched:
            patched.setattr("models.base.uuid6.uuid7", world.new_id)
            answers.append(_answers(world, "analyst", asked))
    differing = {one[1] for one, same in zip(*answers, strict=True) if one != same}
    assert differing == SHOWS
    shown = "".join(answer[3] for answer in answers[1] if answer[1] in SHOWS)
    assert "vår märkning" in shown
    assert "hemlig" not in shown.lower()
