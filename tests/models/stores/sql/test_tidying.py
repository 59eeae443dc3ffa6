"""What a newer run superseded is dropped, a little at a time, but for what a review names."""

import pytest
from sqlalchemy import func, select

from models.base import Id
from models.stores.sql.open import SqlStores
from models.stores.sql.tables import advertiser_ads, advertisers, groupings, links, personas, standings
from tests.factories import NOON
from tests.models.stores.records import (
    DAY,
    a_grouping,
    a_link,
    a_review,
    a_standing,
    an_ad_id,
    an_advertiser,
    decide,
    group,
    rank,
)


def test_a_superseded_run_leaves_only_what_a_review_names(
    sql_stores: SqlStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.stores.sql.tidying.DROPPED_AT_ONCE", 2)
    old = group(sql_stores, *"12345")
    sql_stores.groupings.add_links(a_grouping().id, [a_link(an_ad_id("1"), an_ad_id("2"), a_grouping())])
    decide(sql_stores, a_review(old[2].id))
    new = group(sql_stores, "6", started_at=NOON + DAY)
    kept = {old[2].id, new[0].id}
    assert _ids(sql_stores, advertisers.c.id) == kept
    assert _ids(sql_stores, advertiser_ads.c.advertiser) == kept
    assert _ids(sql_stores, personas.c.advertiser) == kept
    assert _ids(sql_stores, links.c.id) == set()
    assert len(_ids(sql_stores, groupings.c.id)) == 2


def test_a_run_that_nothing_names_goes_whole(sql_stores: SqlStores) -> None:
    group(sql_stores, "1", "2")
    group(sql_stores, "3", started_at=NOON + DAY)
    assert _ids(sql_stores, groupings.c.id) == {a_grouping(started_at=NOON + DAY).id}


def test_a_run_that_was_never_made_current_goes_with_the_next(sql_stores: SqlStores) -> None:
    killed = a_grouping()
    sql_stores.groupings.begin(killed)
    sql_stores.groupings.add_advertisers(killed.id, [an_advertiser(killed, an_ad_id("1"))])
    group(sql_stores, "2", started_at=NOON + DAY)
    assert killed.id not in _ids(sql_stores, groupings.c.id) | _ids(sql_stores, advertisers.c.grouping)


def test_a_run_begun_after_the_current_one_is_left_to_finish(sql_stores: SqlStores) -> None:
    later = a_grouping(started_at=NOON + DAY)
    sql_stores.groupings.begin(later)
    group(sql_stores, "1")
    assert later.id in _ids(sql_stores, groupings.c.id)


def test_superseded_standings_are_dropped_in_small_steps(
    sql_stores: SqlStores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.stores.sql.tidying.DROPPED_AT_ONCE", 2)
    made = group(sql_stores, *"12345")
    rank(sql_stores, *(a_standing(one.id) for one in made))
    rank(sql_stores, a_standing(made[0].id, edition="standing-2"), edition="standing-2")
    with sql_stores.ground.reading() as connection:
        assert connection.execute(select(func.count()).select_from(standings)).scalar_one() == 1


def _ids(stores: SqlStores, column: object) -> set[Id]:
    with stores.ground.reading() as connection:
        return set(connection.execute(select(column)).scalars())  # type: ignore[call-overload]
