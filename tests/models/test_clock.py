from datetime import UTC, datetime

from models.clock import SetClock, WallClock
from tests.factories import NOON


def test_observed_time_stands_where_it_was_set_and_the_wall_goes_on() -> None:
    before = datetime.now(UTC)
    clock = SetClock(NOON)
    assert clock.now() == NOON
    assert before <= clock.wall() <= datetime.now(UTC)


def test_on_the_wall_both_times_are_the_machines_in_utc() -> None:
    before = datetime.now(UTC)
    for told in (WallClock().now(), WallClock().wall()):
        assert before <= told <= datetime.now(UTC)
        assert told.tzinfo is UTC
