import multiprocessing
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from models.clock import SetClock
from models.errors import BadSetting
from models.keys import KeyRing
from models.settings import Settings
from models.stores import faults
from models.stores.sql.open import SqlStores, open_stores
from tests.factories import NOON, a_visit
from tests.models.stores.records import (
    JOINT_SCOPE,
    R1,
    a_day,
    a_grouping,
    a_kept_reading,
    a_link,
    a_review,
    a_standing,
    an_ad_id,
    an_advertiser,
    an_assessment,
    decide,
    keep,
    rank,
)

ELSEWHERE = {"frontier", "index"}
"""Called by the frontier and the search index."""


def _everything(stores: SqlStores) -> None:
    """Commits of each kind, twenty-one readings among them."""
    a_day(stores, 0)
    versions = keep(stores, *(str(number) for number in range(21)))
    stores.readings.add([a_kept_reading(version) for version in versions])
    stores.assessments.add([an_assessment(version.id) for version in versions])
    grouping = a_grouping()
    made = an_advertiser(grouping, an_ad_id("1"), an_ad_id("2"))
    stores.groupings.begin(grouping)
    stores.groupings.add_links(grouping.id, [a_link(an_ad_id("1"), an_ad_id("2"), grouping)])
    stores.groupings.add_advertisers(grouping.id, [made])
    stores.groupings.make_current(grouping.id)
    rank(stores, a_standing(made.id))
    decide(stores, a_review(made.id))
    stores.marks.set("done", "yes")


@pytest.mark.parametrize("point", [point for point in faults.POINTS if point not in ELSEWHERE])
def test_a_process_dies_after_the_commit_that_is_named(
    point: str, sqlite_stores: SqlStores, home: Path, keys: KeyRing
) -> None:
    assert _run(_everything, home, keys, point=point) == -signal.SIGKILL


def test_the_nth_commit_can_be_named_and_what_was_committed_stands(
    sqlite_stores: SqlStores, home: Path, keys: KeyRing
) -> None:
    assert _run(_everything, home, keys, point="reading:2") == -signal.SIGKILL
    stores = sqlite_stores
    assert len(list(stores.readings.all(R1, JOINT_SCOPE))) == 20
    assert len(stores.ads.unread(R1, JOINT_SCOPE)) == 1


def test_what_was_written_before_a_kill_is_written_again_to_the_same_end(
    sqlite_stores: SqlStores, home: Path, keys: KeyRing
) -> None:
    for point in ("visit started", "page:7", "assessment", "advertisers", "standings", "review"):
        _run(_everything, home, keys, point=point)
    assert _run(_everything, home, keys, point="") == 0
    stores = sqlite_stores
    assert stores.ads.count(JOINT_SCOPE) == 21
    assert stores.visits.unfinished("exempel", JOINT_SCOPE) is None
    assert stores.visits.last("exempel", JOINT_SCOPE)[0][0] == a_visit()
    assert len(stores.queue.page(JOINT_SCOPE).rows) == 1


@pytest.mark.parametrize("spec", ["nothing", "page:0", "page:x", "page:-1", ":2"])
def test_a_point_that_there_is_none_of_is_refused(spec: str) -> None:
    with pytest.raises(BadSetting, match="LYKTA_DIE_AFTER"):
        faults.arm(spec)


def _run(work: Callable[[SqlStores], None], home: Path, keys: KeyRing, *, point: str) -> int | None:
    process = multiprocessing.get_context("fork").Process(target=_armed, args=(work, home, keys, point))
    process.start()
    process.join()
    return process.exitcode


def _armed(work: Callable[[SqlStores], None], home: Path, keys: KeyRing, point: str) -> None:
    stores = open_stores(Settings(home=home), keys, SetClock(NOON))
    faults.arm(point)
    work(stores)
    stores.close()
