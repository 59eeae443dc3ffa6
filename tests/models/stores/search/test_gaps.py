"""What an index lacks against the records, on SQLite and on a real PostgreSQL; and the way from read to indexed."""

from datetime import datetime, timedelta

import pytest

from classify.search.indexing import documents
from classify.search.tokens import index_edition
from models.assessment import Band
from models.indexed import Change
from models.reading import SearchKey
from models.stores.elastic import ElasticSearch
from models.stores.search import Search
from models.stores.sql.open import SqlStores
from tests.factories import KEYS
from tests.models.stores.records import (
    DAY,
    JOINT_SCOPE,
    NOTHING,
    PHONE,
    R1,
    a_day,
    a_harvest,
    a_kept_reading,
    a_standing,
    an_ad_id,
    group,
    keep,
    rank,
    version_of,
)

EDITION = index_edition(R1)


@pytest.fixture
def index(sql_stores: SqlStores) -> Search:
    """One that is away: what it lacks is asked of the records alone."""
    return ElasticSearch(sql_stores.ground, "http://127.0.0.1:9", seconds=1)


def index_all(search: Search, stores: SqlStores, edition: str = EDITION) -> int:
    ads = search.unindexed(edition, JOINT_SCOPE, reading=R1)
    read = stores.readings.latest(ads, R1, JOINT_SCOPE)
    keys = search.search_keys([one.version.id for one in read], JOINT_SCOPE, reading=R1)
    times = stores.ads.times(ads, JOINT_SCOPE)
    search.put(documents(read, times, keys, edition=edition), edition)
    return len(ads)


def test_an_ad_is_unindexed_until_its_newest_read_version_is_put(sql_stores: SqlStores, index: Search) -> None:
    first, second = keep(sql_stores, "1", "2")
    assert index.unindexed(EDITION, JOINT_SCOPE, reading=R1) == ()
    sql_stores.readings.add([a_kept_reading(first), a_kept_reading(second)])
    assert set(index.unindexed(EDITION, JOINT_SCOPE, reading=R1)) == {first.ad, second.ad}
    assert len(index.unindexed(EDITION, JOINT_SCOPE, reading=R1, limit=1)) == 1
    assert index.unindexed(EDITION, NOTHING, reading=R1) == ()
    assert index_all(index, sql_stores) == 2
    assert index.unindexed(EDITION, JOINT_SCOPE, reading=R1) == ()
    assert len(index.unindexed("another", JOINT_SCOPE, reading=R1)) == 2


def test_an_ad_that_changed_its_words_is_indexed_again_once_they_are_read(sql_stores: SqlStores, index: Search) -> None:
    (first,) = keep(sql_stores, "1")
    sql_stores.readings.add([a_kept_reading(first)])
    index_all(index, sql_stores)
    changed = a_harvest("1", at=a_harvest("1").page.fetched_at + DAY, body="Stängt", page_body=b"2")
    sql_stores.pages.add(changed)
    assert index.unindexed(EDITION, JOINT_SCOPE, reading=R1) == ()
    sql_stores.readings.add([a_kept_reading(version_of(changed))])
    assert index.unindexed(EDITION, JOINT_SCOPE, reading=R1) == (first.ad,)


def test_documents_carry_keys_and_no_contact(sql_stores: SqlStores, index: Search) -> None:
    harvest = a_harvest("1", title="Solna", body="Ring 070-174 06 05")
    sql_stores.pages.add(harvest)
    sql_stores.readings.add([a_kept_reading(version_of(harvest))])
    read = sql_stores.readings.latest([version_of(harvest).ad], R1, JOINT_SCOPE)
    keys = index.search_keys([version_of(harvest).id], JOINT_SCOPE, reading=R1)
    assert keys == (SearchKey(key=KEYS.contact("last6", PHONE.e164[-6:]), version=version_of(harvest).id),)
    assert index.search_keys([version_of(harvest).id], NOTHING, reading=R1) == ()
    (made,) = documents(read, (), keys, edition=EDITION)
    assert made.streams.keys == keys[0].key
    # The first three letters are a mention of a phone in this reading, so they are masked as well.
    assert made.streams.exact == "na ¶ ring"
    assert made.seen == int(version_of(harvest).said_at.timestamp())


def test_a_band_or_a_time_that_moved_on_is_stale_until_it_is_changed(sql_stores: SqlStores, index: Search) -> None:
    a_day(sql_stores, 0, "1", "2")
    sql_stores.readings.add([a_kept_reading(version_of(a_harvest(name, at=_first()))) for name in ("1", "2")])
    index_all(index, sql_stores)
    assert index.stale(JOINT_SCOPE) == ()
    advertiser, _ = group(sql_stores, "1", "2")
    rank(sql_stores, a_standing(advertiser.id, band=Band.HIGH))
    a_day(sql_stores, 3, "2")
    stale = index.stale(JOINT_SCOPE)
    assert {(one.ad, one.band) for one in stale} == {(an_ad_id("1"), Band.HIGH), (an_ad_id("2"), Band.NONE)}
    assert {one.seen_at for one in stale} == {_first(), _first() + 3 * DAY}
    assert index.stale(NOTHING) == ()
    index.change(stale)
    assert index.stale(JOINT_SCOPE) == ()


def test_a_change_of_nothing_changes_nothing(sql_stores: SqlStores, index: Search) -> None:
    index.change([Change(ad=an_ad_id("1"))])
    assert index.stale(JOINT_SCOPE) == ()


def _first() -> datetime:
    return a_harvest("1").page.fetched_at + timedelta(minutes=1)
