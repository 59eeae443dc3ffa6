"""One corpus for the whole run, and each search backend filled with it once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from models.base import new_id
from models.clock import SetClock
from models.keys import KeyRing
from models.settings import Settings
from models.stores.elastic import ElasticSearch
from models.stores.fts5 import Fts5Search
from models.stores.search import Search
from models.stores.sql.ground import Ground
from models.stores.sql.open import open_stores
from tests import elasticsearch
from tests.factories import NOON
from tests.models.stores.search.corpus import EDITION, MadeUp, made_up


def an_elastic(ground: Ground, *, name: str = "") -> ElasticSearch:
    """Over the real Elasticsearch of this run, under a name of its own."""
    return ElasticSearch(ground, elasticsearch.address(), name=name or f"lykta-{new_id()}", seconds=60)


BACKENDS: dict[str, Callable[[Ground], Search]] = {"fts5": Fts5Search, "elasticsearch": an_elastic}


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
    opened = BACKENDS[request.param](ground)
    opened.put([one.document for one in corpus], EDITION)
    opened.catch_up()
    yield opened
    opened.close()
    ground.engine.dispose()
