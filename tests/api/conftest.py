"""The desk over a planted market, and clients that are signed in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from models.clock import SetClock
from models.keys import KeyRing
from models.settings import Settings
from models.stores.ports import Stores
from models.stores.sql.open import open_stores
from tests.api.market import Market, a_desk, plant, signed_in

ORIGIN = "http://testserver"
Client = Callable[..., TestClient]


@pytest.fixture
def stores(home: Path, keys: KeyRing, clock: SetClock) -> Iterator[Stores]:
    home.mkdir()
    opened = open_stores(Settings(home=home), keys, clock)
    yield opened
    opened.close()


@pytest.fixture
def market(stores: Stores, keys: KeyRing) -> Market:
    return plant(stores, keys)


@pytest.fixture
def client_of(market: Market, keys: KeyRing, clock: SetClock) -> Client:
    """A client of one person: `csrf` is on the client for forms and headers."""
    app = create_app(a_desk(market.stores, keys, clock))

    def made(login: str | None = "analyst") -> TestClient:
        client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)
        client.headers["origin"] = ORIGIN
        if login is not None:
            token, csrf = signed_in(market, login, clock.wall())
            client.cookies.set("lykta", token)
            client.headers["x-csrf-token"] = csrf
        return client

    return made
