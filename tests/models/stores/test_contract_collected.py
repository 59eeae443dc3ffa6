"""What is collected: pages, visits, ads, their versions and sightings, on every kind of store."""

from datetime import timedelta
from typing import Any

import pytest

from models.ad import AdVersion, Sighting
from models.errors import NotFound
from models.page import PageKind
from models.stores.ports import Harvest, Stores
from models.visit import Count, VisitOutcome, VisitVerdict
from tests.factories import NOON, a_page, a_sighting, a_visit
from tests.models.stores.records import (
    DAY,
    JOINT_SCOPE,
    R1,
    a_day,
    a_harvest,
    a_kept_reading,
    an_ad_id,
    an_archived_page,
    keep,
    version_of,
)


def test_a_page_comes_back_as_it_was_kept(stores: Stores) -> None:
    page = an_archived_page(url="https://exempel.example/ring-0701740605")
    stores.pages.add(Harvest(page=page))
    assert stores.pages.get(page.id, JOINT_SCOPE) == page


def test_what_a_page_gave_comes_back_as_it_was_said(stores: Stores) -> None:
    harvest = a_harvest("7", title="Hej 😀", body="Rad ett\nrad två\x00")
    stores.pages.add(harvest)
    assert stores.ads.get(harvest.ads[0].id, JOINT_SCOPE) == harvest.ads[0]
    assert stores.ads.version(version_of(harvest).id, JOINT_SCOPE) == version_of(harvest)
    assert stores.ads.sightings([harvest.ads[0].id], JOINT_SCOPE) == harvest.sightings


def test_a_harvest_written_twice_stands_once(stores: Stores) -> None:
    visit = a_visit()
    harvest = a_harvest("1", visit=visit)
    stores.pages.add(harvest)
    stores.pages.add(harvest)
    assert list(stores.pages.of_visit(visit.id, JOINT_SCOPE)) == [harvest.page]
    assert stores.ads.count(JOINT_SCOPE) == 1
    assert stores.ads.versions(harvest.ads[0].id, JOINT_SCOPE) == harvest.versions
    assert stores.ads.sightings([harvest.ads[0].id], JOINT_SCOPE) == harvest.sightings


def test_an_ad_keeps_when_it_was_first_seen(stores: Stores) -> None:
    first, later = a_harvest("1"), a_harvest("1", at=NOON + DAY)
    stores.pages.add(first)
    stores.pages.add(later)
    assert stores.ads.get(first.ads[0].id, JOINT_SCOPE).first_seen_at == NOON


@pytest.mark.parametrize("kind", ["page", "ad", "version"])
def test_what_is_not_there_is_not_found(stores: Stores, kind: str) -> None:
    get = {"page": stores.pages.get, "ad": stores.ads.get, "version": stores.ads.version}[kind]
    with pytest.raises(NotFound):
        get("0" * 32, JOINT_SCOPE)


def test_pages_of_a_visit_come_in_the_order_they_were_kept(stores: Stores) -> None:
    visit, other = a_visit(), a_visit(due_at=NOON + DAY)
    kept = [a_page(url=f"https://exempel.example/{name}", visit=visit.id) for name in "cab"]
    for page in (*kept, a_page(visit=other.id)):
        stores.pages.add(Harvest(page=page))
    assert list(stores.pages.of_visit(visit.id, JOINT_SCOPE)) == kept


def test_a_visit_without_an_outcome_is_to_be_resumed(stores: Stores) -> None:
    first, second = a_visit(), a_visit(due_at=NOON + DAY, started_at=NOON + DAY)
    stores.visits.start(first)
    stores.visits.start(first)
    stores.visits.start(second)
    assert stores.visits.unfinished("exempel", JOINT_SCOPE) == first
    stores.visits.end(_outcome(first.id))
    assert stores.visits.unfinished("exempel", JOINT_SCOPE) == second
    stores.visits.end(_outcome(second.id))
    assert stores.visits.unfinished("exempel", JOINT_SCOPE) is None


def test_visits_come_newest_first_with_their_outcomes(stores: Stores) -> None:
    visits = [a_visit(due_at=NOON + day * DAY, started_at=NOON + day * DAY) for day in range(3)]
    for visit in visits:
        stores.visits.start(visit)
    ended = VisitOutcome(
        visit=visits[0].id,
        verdict=VisitVerdict.DOUBTFUL,
        ended_at=NOON + timedelta(hours=1),
        counts=(Count(name="verdict.ok", value=3),),
        completed_lists=("alla", "nya"),
        broken=("Fewer ads than promised.",),
    )
    stores.visits.end(ended)
    expected = ((visits[2], None), (visits[1], None), (visits[0], ended))
    assert stores.visits.last("exempel", JOINT_SCOPE) == expected
    assert stores.visits.last("exempel", JOINT_SCOPE, limit=2) == expected[:2]


def test_the_first_outcome_of_a_visit_stands(stores: Stores) -> None:
    visit = a_visit()
    stores.visits.start(visit)
    stores.visits.end(_outcome(visit.id))
    stores.visits.end(VisitOutcome(visit=visit.id, verdict="failed", ended_at=NOON, counts=(), completed_lists=()))
    assert stores.visits.last("exempel", JOINT_SCOPE) == ((visit, _outcome(visit.id)),)


def test_sites_are_those_that_were_visited(stores: Stores) -> None:
    for site in ("å-sidan", "b-sidan", "a-sidan", "b-sidan"):
        stores.visits.start(a_visit(site=site))
    assert stores.visits.sites(JOINT_SCOPE) == ("a-sidan", "b-sidan", "å-sidan")


def test_versions_of_an_ad_come_oldest_first(stores: Stores) -> None:
    said = [a_harvest("1", at=NOON + day * DAY, body=f"Text {day}") for day in (2, 0, 1)]
    for harvest in said:
        stores.pages.add(harvest)
    versions = stores.ads.versions(an_ad_id("1"), JOINT_SCOPE)
    assert [version.parts[1].said for version in versions] == ["Text 0", "Text 1", "Text 2"]


def test_a_page_read_again_under_another_sheet_is_no_change_by_the_site(stores: Stores) -> None:
    first, again = _read_again("Text utan pris", "Text med pris")
    stores.pages.add(first)
    stores.pages.add(again)
    assert stores.ads.versions(an_ad_id("1"), JOINT_SCOPE) == again.versions
    assert stores.ads.unread(R1, JOINT_SCOPE) == again.versions
    assert stores.ads.version(version_of(first).id, JOINT_SCOPE) == version_of(first)


def test_versions_that_an_edition_has_not_met_are_unread(stores: Stores) -> None:
    one, two, three = keep(stores, "1", "2", "3")
    stores.readings.add([a_kept_reading(two)])
    assert stores.ads.unread(R1, JOINT_SCOPE) == (one, three)
    assert stores.ads.unread(R1, JOINT_SCOPE, limit=1) == (one,)
    assert stores.ads.unread("reading-2", JOINT_SCOPE) == (one, two, three)
    stores.readings.add([a_kept_reading(one), a_kept_reading(three)])
    assert stores.ads.unread(R1, JOINT_SCOPE) == ()


def test_a_visit_knows_of_each_ad_what_it_says_now(stores: Stores) -> None:
    a_day(stores, 0, "1")
    changed = a_harvest("1", at=NOON + DAY, visit=_visit(1), body="Ny text", card="c2")
    back = a_harvest("1", at=NOON + 2 * DAY, visit=_visit(2), card="")
    stores.pages.add(changed)
    (known,) = stores.ads.known("exempel", JOINT_SCOPE)
    assert (known.ad, known.version, known.card) == (an_ad_id("1"), version_of(changed).id, "c2")
    stores.pages.add(back)
    (known,) = stores.ads.known("exempel", JOINT_SCOPE)
    assert (known.version, known.card) == (version_of(back).id, "c2")
    assert known.url == "https://exempel.example/1"


def test_visits_since_the_detail_page_count_finished_ones_only(stores: Stores) -> None:
    a_day(stores, 0, "1")
    assert _since_detail(stores) == 0
    a_day(stores, 1)
    stores.visits.start(_visit(2))
    assert _since_detail(stores) == 1
    listed = a_harvest("1", at=NOON + 2 * DAY, visit=_visit(2), kind=PageKind.LIST)
    stores.pages.add(listed)
    assert _since_detail(stores) == 1
    stores.pages.add(a_harvest("1", at=NOON + 2 * DAY, visit=_visit(2), page_body=b"again"))
    assert _since_detail(stores) == 0


def test_ads_of_another_site_are_not_known_there(stores: Stores) -> None:
    keep(stores, "1")
    assert list(stores.ads.known("annan", JOINT_SCOPE)) == []


def test_times_are_those_of_the_sightings(stores: Stores) -> None:
    for day in (0, 2):
        a_day(stores, day, "1")
    a_day(stores, 1, "2")
    two, one = stores.ads.times([an_ad_id("2"), an_ad_id("1"), "0" * 32], JOINT_SCOPE)
    minute = timedelta(minutes=1)
    assert (one.first_seen_at, one.last_seen_at, one.sightings) == (NOON + minute, NOON + 2 * DAY + minute, 2)
    assert (two.ad, two.sightings, two.site) == (an_ad_id("2"), 1, "exempel")


def test_sightings_come_in_order_of_time(stores: Stores) -> None:
    for day in (2, 0, 1):
        a_day(stores, day, "1", "2")
    seen = stores.ads.sightings([an_ad_id("1"), an_ad_id("2")], JOINT_SCOPE)
    assert len(seen) == 6
    assert [one.seen_at for one in seen] == sorted(one.seen_at for one in seen)


def test_one_visit_without_an_ad_does_not_make_it_gone(stores: Stores) -> None:
    a_day(stores, 0, "1")
    a_day(stores, 1)
    assert stores.ads.times([an_ad_id("1")], JOINT_SCOPE)[0].gone_at is None


def test_an_ad_is_gone_since_the_first_of_two_visits_without_it(stores: Stores) -> None:
    a_day(stores, 0, "1", "2")
    a_day(stores, 1, "2")
    a_day(stores, 2, "2")
    one, two = stores.ads.times([an_ad_id("1"), an_ad_id("2")], JOINT_SCOPE)
    assert one.gone_at == NOON + DAY + timedelta(minutes=2)
    assert two.gone_at is None


def test_an_ad_that_is_met_again_is_not_gone(stores: Stores) -> None:
    for day, met in enumerate((["1"], [], [], ["1"], [])):
        a_day(stores, day, *met)
    assert stores.ads.times([an_ad_id("1")], JOINT_SCOPE)[0].gone_at is None


@pytest.mark.parametrize("verdict", [VisitVerdict.DOUBTFUL, VisitVerdict.FAILED])
def test_a_visit_that_went_badly_cannot_tell_that_an_ad_is_gone(stores: Stores, verdict: VisitVerdict) -> None:
    a_day(stores, 0, "1")
    a_day(stores, 1)
    a_day(stores, 2, verdict=verdict)
    assert stores.ads.times([an_ad_id("1")], JOINT_SCOPE)[0].gone_at is None
    a_day(stores, 3)
    assert stores.ads.times([an_ad_id("1")], JOINT_SCOPE)[0].gone_at == NOON + DAY + timedelta(minutes=2)


def test_only_a_visit_that_walked_its_list_can_miss_an_ad(stores: Stores) -> None:
    a_day(stores, 0, "1")
    for day in (1, 2):
        a_day(stores, day, completed_lists=("andra",))
    assert stores.ads.times([an_ad_id("1")], JOINT_SCOPE)[0].gone_at is None


def test_an_ad_that_stood_in_no_list_is_never_gone(stores: Stores) -> None:
    visit = a_visit()
    stores.visits.start(visit)
    harvest = a_harvest("1", visit=visit, list_name=None)
    stores.pages.add(harvest)
    for day in (1, 2, 3):
        a_day(stores, day)
    assert stores.ads.times([an_ad_id("1")], JOINT_SCOPE)[0].gone_at is None


def test_an_ad_met_by_its_card_alone_counts_as_met(stores: Stores) -> None:
    a_day(stores, 0, "1")
    (known,) = stores.ads.known("exempel", JOINT_SCOPE)
    visit, page = _visit(1), a_page(url="https://exempel.example/", kind=PageKind.LIST, at=NOON + DAY)
    seen = Sighting.again(
        known.ad,
        known.version,
        site="exempel",
        visit=visit.id,
        list_name="alla",
        seen_at=NOON + DAY,
        card="c1",
    )
    stores.pages.add(Harvest(page=page, sightings=(seen,)))
    (times,) = stores.ads.times([known.ad], JOINT_SCOPE)
    assert (times.last_seen_at, times.sightings) == (NOON + DAY, 2)


def test_known_ads_come_whole_over_many_short_reads(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.stores.sql.ads.IN_ONE_READ", 2)
    keep(stores, "1", "2", "3", "4", "5")
    assert [known.ad for known in stores.ads.known("exempel", JOINT_SCOPE)] == [an_ad_id(name) for name in "12345"]


def _outcome(visit: str) -> VisitOutcome:
    return VisitOutcome(
        visit=visit, verdict=VisitVerdict.GOOD, ended_at=NOON + DAY, counts=(), completed_lists=("alla",)
    )


def _visit(day: int) -> Any:
    return a_visit(due_at=NOON + day * DAY, started_at=NOON + day * DAY)


def _since_detail(stores: Stores) -> int:
    return next(iter(stores.ads.known("exempel", JOINT_SCOPE))).visits_since_detail


def _read_again(before: str, after: str) -> tuple[Harvest, Harvest]:
    """One page, read under two sheets."""
    first = a_harvest("1", body=before)
    said = a_harvest("1", body=after)
    version = AdVersion(**version_of(said).model_dump() | {"page": first.page.id, "sheet": "s2"})
    return first, Harvest(page=first.page, ads=first.ads, versions=(version,), sightings=(a_sighting(version),))
