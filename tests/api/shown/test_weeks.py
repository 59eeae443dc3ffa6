"""Weeks as bars: weeks without a hit keep their place, and the highest fills the height."""

from datetime import date

from api.shown.weeks import HEIGHT, MOST, week_bars
from models.search import Week


def test_an_empty_week_stands_between_two_full_ones() -> None:
    shown = week_bars([Week(monday=date(2026, 2, 2), count=4), Week(monday=date(2026, 2, 16), count=2)])
    assert [bar.count for bar in shown.bars] == [4, 0, 2]
    assert [bar.height for bar in shown.bars] == [HEIGHT, 0, HEIGHT / 2]
    assert len({bar.x for bar in shown.bars}) == 3


def test_no_hits_give_no_bars() -> None:
    assert week_bars([]).bars == ()


def test_very_old_weeks_are_left_out() -> None:
    shown = week_bars([Week(monday=date(2010, 1, 4), count=1), Week(monday=date(2026, 2, 2), count=1)])
    assert len(shown.bars) == MOST
    assert shown.bars[-1].monday == date(2026, 2, 2)
