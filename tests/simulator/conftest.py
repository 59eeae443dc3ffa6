"""Two markets: one of the usual size, and a small one where size does not matter."""

from collections.abc import Iterator
from datetime import date

import pytest

from simulator.market import Market
from simulator.serving import Serving
from tests.simulator.asking import CROWD

END = date(2026, 2, 28)


@pytest.fixture(scope="session")
def market() -> Market:
    return Market.grow(seed=3, end=END)


@pytest.fixture(scope="session")
def small() -> Market:
    return Market.grow(seed=5, days=28, advertisers=60, end=END)


@pytest.fixture
def serving(market: Market) -> Iterator[Serving]:
    with Serving(market, moment=CROWD, troubles=()) as serving:
        yield serving
