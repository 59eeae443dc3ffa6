"""The timeline: one bar an ad, places in order of time, nothing outside the drawing."""

from datetime import timedelta

from api.shown.timeline import WIDTH, timeline
from models.desk import AdTimes
from tests.factories import NOON, a_sighting, a_version

DAY = timedelta(days=1)


def _times(ad: str, first: int, last: int) -> AdTimes:
    return AdTimes(ad=ad * 32, site="s", first_seen_at=NOON + first * DAY, last_seen_at=NOON + last * DAY, sightings=2)


def test_bars_lie_within_the_drawing_in_order_of_time() -> None:
    shown = timeline([_times("b", 3, 9), _times("a", 0, 5)], [], personas={"a" * 32: 2})
    assert [bar.ad[0] for bar in shown.bars] == ["a", "b"]
    assert [bar.persona for bar in shown.bars] == [2, 0]
    assert shown.bars[0].x < shown.bars[1].x
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in shown.bars)


def test_each_sighting_is_a_dot_on_its_bar() -> None:
    version = a_version()
    seen = [a_sighting(version, seen_at=NOON + n * DAY, visit=str(n) * 32) for n in (0, 2, 4)]
    times = AdTimes(ad=version.ad, site="s", first_seen_at=NOON, last_seen_at=NOON + 4 * DAY)
    bar = timeline([times], seen, personas={}).bars[0]
    assert bar.sightings == 3
    assert bar.dots[0] == bar.x
    assert bar.dots[-1] == bar.x + bar.width
    assert bar.dots[1] - bar.dots[0] == bar.dots[2] - bar.dots[1]


def test_an_ad_met_once_stands_in_the_middle() -> None:
    shown = timeline([_times("a", 1, 1)], [], personas={})
    assert shown.bars[0].width == 0
    assert shown.bars[0].x == WIDTH / 2
    assert len(shown.ticks) == 1


def test_more_ads_than_fit_are_counted() -> None:
    shown = timeline([_times(letter, n, n + 1) for n, letter in enumerate("abcdef")], [], personas={}, at_most=4)
    assert (len(shown.bars), shown.left_out) == (4, 2)


def test_no_ads_give_an_empty_drawing() -> None:
    assert timeline([], [], personas={}).bars == ()
