"""Sessions: idle and absolute limits by wall clock, and a store that holds no token."""

from datetime import datetime, timedelta
from itertools import count

import pytest

from api.sign_in.sessions import ABSOLUTE, IDLE, begin, resume, session_id
from models.stores.ports import Stores
from tests.api.market import NOON, Market


def _opened(market: Market, wall: datetime = NOON) -> str:
    numbers = count()
    person = market.people["analyst"].id
    return begin(person, people=market.stores.people, wall=wall, tokens=lambda: f"token {next(numbers)}")


def test_a_session_is_found_by_its_token_alone(market: Market, stores: Stores) -> None:
    token = _opened(market)
    found = resume(token, people=stores.people, wall=NOON)
    assert found is not None
    assert found[1].login == "analyst"
    assert resume("token 9", people=stores.people, wall=NOON) is None


def test_the_store_holds_no_token(market: Market, stores: Stores) -> None:
    token = _opened(market)
    assert stores.people.session(token) is None
    assert stores.people.session(session_id(token)) is not None


@pytest.mark.parametrize(("after", "live"), [(IDLE - timedelta(seconds=1), True), (IDLE, False)])
def test_an_idle_session_ends(market: Market, stores: Stores, after: timedelta, *, live: bool) -> None:
    token = _opened(market)
    assert (resume(token, people=stores.people, wall=NOON + after) is not None) is live


def test_use_keeps_a_session_alive_until_the_absolute_limit(market: Market, stores: Stores) -> None:
    token, wall = _opened(market), NOON
    while wall + timedelta(minutes=10) < NOON + ABSOLUTE:
        wall += timedelta(minutes=10)
        assert resume(token, people=stores.people, wall=wall) is not None
    assert resume(token, people=stores.people, wall=NOON + ABSOLUTE) is None


def test_an_ended_session_stays_ended(market: Market, stores: Stores) -> None:
    token = _opened(market)
    stores.people.end_session(session_id(token), ended_at=NOON)
    assert resume(token, people=stores.people, wall=NOON) is None
