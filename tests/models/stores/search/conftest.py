"""One corpus for the whole run, and each search backend filled with it once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.clock import SetClock
from models.keys import KeyRing
from models.settings import Settings
from models.stores.fts5 import Fts5Search
from models.stores.search import Search
from models.stores.sql.ground import Ground
from models.stores.sql.open import open_stores
from tests.factories import NOON
from tests.models.stores.search.corpus import EDITION, MadeUp, made_up


def a_ground(home: Path, keys: KeyRing) -> Ground:
    return open_stores(Settings(home=home), keys, SetClock(NOON)).ground


@pytest.fixture(scope="session")
def corpus(keys: KeyRing) -> tuple[MadeUp, ...]:
    return made_up(keys)


@pytest.fixture(scope="session", params=["fts5", pytest.param("elasticsearch", marks=pytest.mark.real)])
def search(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, keys: KeyRing, corpus: tuple[MadeUp, ...]
) -> Iterator[Search]:
    """Filled and only read from: a test that changes an index takes one of its own."""
    ground = a_ground(tmp_path_factory.mktemp("search"), keys)
    opened = Fts5Search(ground)
    opened.put([one.document for one in corpus], EDITION)
    yield opened
    opened.close()
    ground.engine.dispose()
