"""What is to be fetched is leased, acknowledged with what was found, and forgotten at the end."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.base import fingerprint
from models.errors import Conflict
from models.page import PageKind
from models.stores.frontier import Done, Found, Frontier, Leased, owned

VISIT, OTHER = fingerprint("visit"), fingerprint("other")
NOW = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def found(name: str, kind: PageKind = PageKind.DETAIL, list_name: str = "alla") -> Found:
    url = f"http://a.example/{name}"
    return Found(url, url, kind, list_name, card="c" * 32)


@pytest.fixture
def frontier(tmp_path: Path) -> Iterator[Frontier]:
    opened = Frontier.at(tmp_path / "frontier.db")
    yield opened
    opened.close()


def lease(frontier: Frontier, limit: int = 10, now: datetime = NOW) -> tuple[Leased, ...]:
    return frontier.lease(VISIT, limit=limit, now=now, lasts=HOUR)


def names(leased: tuple[Leased, ...]) -> list[str]:
    return [one.url.rpartition("/")[2] for one in leased]


def test_lists_go_before_details_and_each_is_leased_once(frontier: Frontier) -> None:
    frontier.begin(VISIT, [found("d1"), found("d2"), found("l1", PageKind.LIST)])
    assert names(lease(frontier, 2)) == ["l1", "d1"]
    assert names(lease(frontier)) == ["d2"]
    assert lease(frontier) == ()


def test_an_expired_lease_is_handed_out_again(frontier: Frontier) -> None:
    frontier.begin(VISIT, [found("d1")])
    lease(frontier)
    assert names(lease(frontier, now=NOW + 2 * HOUR)) == ["d1"]


def test_what_is_acknowledged_never_comes_back_and_what_it_led_to_does(frontier: Frontier) -> None:
    frontier.begin(VISIT, [found("l1", PageKind.LIST)])
    (one,) = lease(frontier)
    frontier.acknowledge(VISIT, [Done(one.id, read=True, found=(found("d1"), found("d1"), found("l1")))])
    assert names(lease(frontier, now=NOW + 2 * HOUR)) == ["d1"]
    assert (frontier.waiting(VISIT), frontier.known(VISIT)) == (1, 2)


def test_acknowledging_twice_counts_once(frontier: Frontier) -> None:
    frontier.begin(VISIT, [found("d1")])
    (one,) = lease(frontier)
    for _ in range(2):
        frontier.acknowledge(VISIT, [Done(one.id, read=True, counts=(("pages", 1),))])
    assert frontier.counts(VISIT) == {"pages": 1}


def test_a_visit_taken_up_again_gets_its_unacknowledged_leases_back(frontier: Frontier, tmp_path: Path) -> None:
    assert not frontier.begin(VISIT, [found("d1"), found("d2")])
    first, _ = lease(frontier)
    frontier.acknowledge(VISIT, [Done(first.id, read=True)])
    again = Frontier.at(tmp_path / "frontier.db")
    assert again.begin(VISIT, [found("d1"), found("d2")])
    assert names(lease(again)) == ["d2"]
    again.close()


def test_a_list_with_an_unread_page_is_not_walked(frontier: Frontier) -> None:
    frontier.begin(VISIT, [found("a", PageKind.LIST, "a"), found("b", PageKind.LIST, "b"), found("d")])
    first, second, _ = lease(frontier)
    frontier.acknowledge(VISIT, [Done(first.id, read=True), Done(second.id, read=False)])
    assert frontier.unwalked(VISIT) == {"b"}


def test_visits_do_not_mix(frontier: Frontier) -> None:
    frontier.begin(VISIT, [found("d1")])
    frontier.begin(OTHER, [found("d1"), found("d2")])
    assert (frontier.known(VISIT), frontier.known(OTHER)) == (1, 2)
    frontier.drop(VISIT)
    assert (frontier.known(VISIT), frontier.known(OTHER)) == (0, 2)


def test_addresses_leave_no_trace_in_the_files(frontier: Frontier, tmp_path: Path) -> None:
    frontier.begin(VISIT, [found("hemlig-adress"), found("annan-adress")])
    (one, _) = lease(frontier)
    frontier.acknowledge(VISIT, [Done(one.id, read=True)])
    frontier.drop(VISIT)
    told = b"".join(path.read_bytes() for path in tmp_path.glob("frontier.db*"))
    assert b"-adress" not in told


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be one" * 40, b""])
def test_a_file_that_is_no_frontier_of_ours_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "frontier.db"
    path.write_bytes(content)
    frontier = Frontier.at(path)
    assert not frontier.begin(VISIT, [found("d1")])
    frontier.close()


def test_under_another_schema_a_visit_starts_again(tmp_path: Path) -> None:
    path = tmp_path / "frontier.db"
    frontier = Frontier.at(path)
    frontier.begin(VISIT, [found("d1")])
    frontier._db.execute("PRAGMA user_version = 99")
    frontier.close()
    again = Frontier.at(path)
    assert not again.begin(VISIT, [found("d1")])
    again.close()


def test_a_site_is_held_by_one_owner(tmp_path: Path) -> None:
    with owned(tmp_path, "torget"):
        with pytest.raises(Conflict, match="torget is being visited"), owned(tmp_path, "torget"):
            pass
        with owned(tmp_path, "annat"):
            pass
    with owned(tmp_path, "torget"):
        pass
