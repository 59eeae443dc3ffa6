"""Signing in and out over HTTP: cookies, forgery, brakes, and what the log keeps."""

import re

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.desk import Desk
from api.sign_in.sessions import session_id
from models.clock import SetClock
from models.keys import KeyRing
from models.scope import JOINT, DataClass, Layer, Scope
from models.stores.fts5 import Fts5Search
from models.stores.sql.open import SqlStores
from models.viewing import Act, Viewing
from tests.api.conftest import ORIGIN, Client
from tests.api.market import PASSWORD, Market, a_desk
from tests.factories import POLICE


def _token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/sign-in").text)
    assert found
    return found[1]


def _sign_in(client: TestClient, login: str = "analyst", password: str = PASSWORD, **told: str) -> tuple[int, str]:
    form = {"login": login, "password": password, "csrf": _token(client), **told}
    answer = client.post("/sign-in", data=form)
    return answer.status_code, answer.headers.get("location", "")


def _log(stores: SqlStores, *layers: Layer) -> list[Viewing]:
    scope = Scope(layers=frozenset(layers), classes=frozenset({DataClass.LOG}))
    return [entry.viewing for entry in stores.log.entries(scope)]


def test_the_right_password_opens_the_queue(client_of: Client) -> None:
    client = client_of(None)
    assert _sign_in(client) == (303, "/")
    assert client.get("/").headers["location"] == "/queue"
    assert client.get("/queue").status_code == 200


def test_the_cookie_stays_with_us(client_of: Client) -> None:
    client = client_of(None)
    form = {"login": "analyst", "password": PASSWORD, "csrf": _token(client)}
    cookie = client.post("/sign-in", data=form).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "domain" not in cookie.lower()


def test_over_https_the_cookie_is_bound_to_the_host(market: Market, stores: SqlStores, keys: KeyRing) -> None:
    desk = a_desk(stores, Fts5Search(stores.ground), keys, SetClock(stores.ground.clock.now()), secure=True)
    client = TestClient(create_app(desk), base_url="https://testserver", follow_redirects=False)
    client.headers["origin"] = "https://testserver"
    form = {"login": "analyst", "password": PASSWORD, "csrf": _token(client)}
    answer = client.post("/sign-in", data=form)
    assert "__Host-lykta=" in answer.headers["set-cookie"]
    assert "Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"].startswith("max-age=")


@pytest.mark.parametrize(
    ("login", "password"), [("analyst", "fel lösenord 123"), ("nobody", PASSWORD), ("", ""), ("analyst", "")]
)
def test_a_refusal_says_the_same_whatever_was_wrong(client_of: Client, login: str, password: str) -> None:
    client = client_of(None)
    answer = client.post("/sign-in", data={"login": login, "password": password, "csrf": _token(client)})
    assert answer.status_code == 401
    assert "Användarnamnet eller lösenordet stämmer inte" in answer.text
    assert "lykta=" not in answer.headers["set-cookie"].replace("lykta_before=", "")


def test_a_refusal_is_logged_without_the_login_name(client_of: Client, stores: SqlStores) -> None:
    client = client_of(None)
    _sign_in(client, password="fel lösenord 123")
    _sign_in(client, login="hemligt-namn", password="fel lösenord 123")
    found = [one for one in _log(stores, POLICE.layer, JOINT) if one.act is Act.SIGN_IN_FAILED]
    assert [one.reason for one in found] == ["wrong", "wrong"]
    assert {one.layer for one in found} == {POLICE.layer, JOINT}
    assert not any("analyst" in one.model_dump_json() or "hemligt" in one.model_dump_json() for one in found)


def test_guessing_meets_the_brakes(client_of: Client, stores: SqlStores) -> None:
    client = client_of(None)
    told = [_sign_in(client, password=f"gissning nummer {n}")[0] for n in range(10)]
    answer = client.post("/sign-in", data={"login": "ANALYST ", "password": PASSWORD, "csrf": _token(client)})
    assert set(told) == {401}
    assert "för många försök" in answer.text
    assert _log(stores, JOINT)[-1].reason == "too_often"
    assert _sign_in(client, login="colleague")[0] == 303


def test_signing_in_needs_the_forms_own_token(client_of: Client) -> None:
    client = client_of(None)
    _token(client)
    answer = client.post("/sign-in", data={"login": "analyst", "password": PASSWORD, "csrf": "another"})
    assert answer.status_code == 403


def test_signing_in_from_another_site_is_stopped(client_of: Client) -> None:
    client = client_of(None)
    token = _token(client)
    form = {"login": "analyst", "password": PASSWORD, "csrf": token}
    assert client.post("/sign-in", data=form, headers={"origin": "https://other.example"}).status_code == 403


@pytest.mark.parametrize(
    ("told", "where"),
    [
        ("/sites", "/sites"),
        ("https://other.example/", "/"),
        ("//other.example", "/"),
        ("/\\other.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_signing_in_leads_only_to_our_own_pages(client_of: Client, told: str, where: str) -> None:
    assert _sign_in(client_of(None), next=told) == (303, where)


def test_signing_out_ends_the_session_on_the_server(client_of: Client, stores: SqlStores, desk: Desk) -> None:
    client = client_of("analyst")
    assert client.post("/sign-out", data={"csrf": "csrf of analyst"}).headers["location"] == "/sign-in"
    session = stores.people.session(session_id("token of analyst"))
    assert session is not None
    assert session.ended_at is not None
    client.cookies.set("lykta", "token of analyst")
    assert client.get("/queue").headers["location"] == "/sign-in?next=/queue"


def test_a_page_without_a_session_leads_to_sign_in_and_the_api_says_401(client_of: Client) -> None:
    client = client_of(None)
    assert client.get("/sites").headers["location"] == "/sign-in?next=/sites"
    answer = client.get("/api/v1/queue")
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/sign-out", "/undo", "/api/v1/undo"])
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://other.example"},
        {"origin": "null"},
        {"origin": ORIGIN, "x-csrf-token": "another"},
        {"origin": ORIGIN, "x-csrf-token": ""},
    ],
)
def test_a_change_from_elsewhere_is_stopped(client_of: Client, path: str, headers: dict[str, str]) -> None:
    assert client_of("analyst").post(path, headers=headers).status_code == 403


def test_the_language_is_kept(client_of: Client) -> None:
    client = client_of("analyst")
    assert "<h1>Att bedöma</h1>" in client.get("/queue").text
    assert client.post("/language", data={"lang": "en", "next": "/queue"}).headers["location"] == "/queue"
    assert "<h1>To decide</h1>" in client.get("/queue").text
