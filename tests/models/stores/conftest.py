"""The stores that the contract holds for: memory, one SQLite file, a real PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.clock import SetClock
from models.keys import KeyRing
from models.settings import Settings
from models.stores.memory.open import open_memory_stores
from models.stores.ports import Stores
from models.stores.sql.columns import metadata
from models.stores.sql.desk_tables import installation
from models.stores.sql.open import SqlStores, open_stores
from tests.conftest import NOON
from tests.postgres import fresh_database

MEMORY, SQLITE, POSTGRES = "memory", "sqlite", "postgres"
real_postgres = pytest.param(POSTGRES, marks=pytest.mark.real)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, keys: KeyRing) -> Path:
    """One file brought up to the schema, to be copied."""
    home = tmp_path_factory.mktemp("migrated")
    open_stores(Settings(home=home), keys, SetClock(NOON)).close()
    return home / "lykta.db"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A database of this module's own; its tables are emptied for each test."""
    with fresh_database() as address:
        yield address


@pytest.fixture
def sqlite_stores(home: Path, migrated: Path, keys: KeyRing, clock: SetClock) -> Iterator[SqlStores]:
    home.mkdir()
    shutil.copy(migrated, home / "lykta.db")
    stores = open_stores(Settings(home=home), keys, clock)
    yield stores
    stores.close()


@pytest.fixture
def postgres_stores(postgres: str, keys: KeyRing, clock: SetClock) -> Iterator[SqlStores]:
    stores = open_stores(Settings(store=postgres), keys, clock)
    with stores.ground.writing() as connection:
        for table in reversed(metadata.sorted_tables):
            if table is not installation:
                connection.execute(table.delete())
    yield stores
    stores.close()


@pytest.fixture(params=[MEMORY, SQLITE, real_postgres])
def stores(request: pytest.FixtureRequest, clock: SetClock) -> Stores:
    """Each test that asks for this holds for all three."""
    if request.param == MEMORY:
        return open_memory_stores(clock)
    return request.getfixturevalue(f"{request.param}_stores")  # type: ignore[no-any-return]


@pytest.fixture(params=[SQLITE, real_postgres])
def sql_stores(request: pytest.FixtureRequest) -> SqlStores:
    return request.getfixturevalue(f"{request.param}_stores")  # type: ignore[no-any-return]
