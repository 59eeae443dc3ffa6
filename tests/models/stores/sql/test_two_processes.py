"""Two processes at once: they open, write and log together, and a fork takes nothing from its parent."""

import multiprocessing
from pathlib import Path

from models.clock import SetClock, WallClock
from models.keys import KeyRing
from models.settings import Settings
from models.stores.sql.open import SqlStores, open_stores
from tests.factories import NOON
from tests.models.stores.records import (
    JOINT_SCOPE,
    POLICE_SCOPE,
    a_harvest,
    a_kept_reading,
    a_review,
    a_viewing,
    decide,
    version_of,
)

APART = multiprocessing.get_context("fork")
"""Cheap to start; each child opens stores of its own."""

ROUNDS = 25


def test_two_writers_lose_nothing_and_do_not_fork_the_chain(sql_stores: SqlStores, keys: KeyRing) -> None:
    address = sql_stores.ground.engine.url.render_as_string(hide_password=False)
    writers = [APART.Process(target=_write, args=(address, keys, name)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert sql_stores.ads.count(JOINT_SCOPE) == 2 * ROUNDS
    assert len(list(sql_stores.readings.all("reading-1", JOINT_SCOPE))) == 2 * ROUNDS
    entries = sql_stores.log.entries(POLICE_SCOPE)
    assert [entry.number for entry in entries] == list(range(1, 4 * ROUNDS + 1))
    assert sql_stores.log.verify() == 4 * ROUNDS


def test_two_that_open_a_new_home_at_once_make_one_database(home: Path, keys: KeyRing) -> None:
    openers = [APART.Process(target=_open, args=(home, keys)) for _ in range(3)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    assert [opener.exitcode for opener in openers] == [0, 0, 0]
    stores = open_stores(Settings(home=home), keys, SetClock(NOON))
    assert sorted((stores.marks.get("opened") or "").split()) == ["yes"]
    stores.close()


def test_a_forked_child_opens_connections_of_its_own(sql_stores: SqlStores) -> None:
    sql_stores.marks.set("told", "parent")
    child = APART.Process(target=_tell, args=(sql_stores,))
    child.start()
    child.join()
    assert child.exitcode == 0
    assert sql_stores.marks.get("told") == "child"


def _write(address: str, keys: KeyRing, name: str) -> None:
    stores = open_stores(Settings(store=address), keys, WallClock())
    for number in range(ROUNDS):
        harvest = a_harvest(f"{name}{number}")
        stores.pages.add(harvest)
        stores.readings.add([a_kept_reading(version_of(harvest))])
        decide(stores, a_review(harvest.ads[0].id))
        stores.log.add(a_viewing())
    stores.close()


def _open(home: Path, keys: KeyRing) -> None:
    stores = open_stores(Settings(home=home), keys, WallClock())
    stores.marks.set("opened", "yes")
    stores.close()


def _tell(stores: SqlStores) -> None:
    assert stores.marks.get("told") == "parent"
    stores.marks.set("told", "child")
