"""The desk over a planted market, and clients that are signed in."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.desk import Desk
from models.clock import SetClock
from models.keys import KeyRing
from models.settings import Settings
from models.stores.fts5 import Fts5Search
from models.stores.sql.open import SqlStores, open_stores
from tests.api.market import NOON, Market, a_desk, index, known, plant, signed_in

ORIGIN = "http://testserver"
Client = Callable[..., TestClient]


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory, keys: KeyRing) -> Path:
    """A planted market as one file, made once and copied for each test."""
    home = tmp_path_factory.mktemp("planted")
    stores = open_stores(Settings(home=home), keys, SetClock(NOON))
    index(plant(stores, keys), keys, Fts5Search(stores.ground))
    stores.close()
    return home / "lykta.db"


@pytest.fixture
def stores(planted: Path, home: Path, keys: KeyRing, clock: SetClock) -> Iterator[SqlStores]:
    home.mkdir()
    shutil.copy(planted, home / "lykta.db")
    opened = open_stores(Settings(home=home), keys, clock)
    yield opened
    opened.close()


@pytest.fixture
def market(stores: SqlStores) -> Market:
    return known(stores)


@pytest.fixture
def desk(stores: SqlStores, keys: KeyRing, clock: SetClock) -> Desk:
    return a_desk(stores, Fts5Search(stores.ground), keys, clock)


@pytest.fixture
def client_of(market: Market, desk: Desk, clock: SetClock) -> Client:
    """A client of one person; the forgery token stands in its headers, for JSON."""
    app = create_app(desk)

    def made(login: str | None = "analyst") -> TestClient:
        client = TestClient(app, follow_redirects=False, raise_server_exceptions=False)
        client.headers["origin"] = ORIGIN
        if login is not None:
            token, csrf = signed_in(market, login, clock.wall())
            client.cookies.set("lykta", token)
            client.headers["x-csrf-token"] = csrf
        return client

    return made
