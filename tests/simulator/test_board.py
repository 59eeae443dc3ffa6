"""Lists show most of what stands, the same all day; an ad's own address always answers."""

from datetime import timedelta

import pytest

from simulator.board import Board, Fate
from simulator.market import Market
from simulator.rates import rates
from tests.simulator.asking import STATIC


@pytest.fixture(scope="module")
def board(market: Market) -> Board:
    return Board(market, market.facts(STATIC))


def listed(board: Board, market: Market, day: float) -> set[str]:
    moment = market.at(day)
    pages = board.listed(moment).pages
    return {ad.own_id for number in range(pages) for ad in board.listed(moment, number=number + 1).ads}


def test_a_visit_sees_its_share_of_what_stands(board: Board, market: Market) -> None:
    standing = seen = 0
    for day in range(market.days):
        up = [ad for ad in market.on(STATIC) if ad.stands(market.at(day + 0.5))]
        standing, seen = standing + len(up), seen + len(listed(board, market, day + 0.5))
    assert seen / standing == pytest.approx(rates().time.seen_by_a_visit, abs=0.01)


def test_what_a_list_leaves_out_still_answers(board: Board, market: Market) -> None:
    moment = market.at(40.5)
    missing = [ad for ad in market.on(STATIC) if ad.stands(moment) and ad.own_id not in listed(board, market, 40.5)]
    assert missing
    assert all(board.fate(ad.own_id, moment) == (Fate.STANDS, ad) for ad in missing)


def test_lists_leave_out_others_on_another_day(board: Board, market: Market) -> None:
    def missing(day: float) -> set[str]:
        up = {ad.own_id for ad in market.on(STATIC) if ad.stands(market.at(40)) and ad.stands(market.at(42))}
        return up - listed(board, market, day)

    assert missing(40.5) != missing(41.5)


def test_pages_of_a_list_do_not_overlap(board: Board, market: Market) -> None:
    moment = market.at(30.5)
    pages = board.listed(moment).pages
    shown = [ad.own_id for number in range(pages) for ad in board.listed(moment, number=number + 1, size=25).ads]
    assert len(shown) == len(set(shown))


def test_a_cursor_walks_the_whole_list(board: Board, market: Market) -> None:
    moment, shown = market.at(30.5), list[str]()
    cursor: str | None = ""
    while cursor is not None:
        ads, cursor = board.after(moment, cursor, 7)
        shown += [ad.own_id for ad in ads]
    assert set(shown) == listed(board, market, 30.5)


def test_an_ad_is_unknown_before_it_is_posted_and_removed_after(board: Board, market: Market) -> None:
    ad = next(ad for ad in market.on(STATIC) if ad.removed_at < market.at(market.days))
    assert board.fate(ad.own_id, ad.posted_at - timedelta(minutes=1))[0] is Fate.UNKNOWN
    assert board.fate(ad.own_id, ad.removed_at)[0] is Fate.REMOVED
