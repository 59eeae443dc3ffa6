"""What is computed: readings, assessments, groupings and standings, on every kind of store."""

import pytest

from models.assessment import Band
from models.base import Id
from models.errors import NotFound
from models.link import GroupingEvent, GroupingEventKind
from models.scope import JOINT
from models.stores.ports import ReadVersion, Stores
from tests.factories import KEYS, NOON, POLICE
from tests.models.stores.records import (
    A1,
    DAY,
    JOINT_SCOPE,
    PHONE,
    POLICE_SCOPE,
    R1,
    SOCIAL_SCOPE,
    a_grouping,
    a_harvest,
    a_kept_reading,
    a_link,
    a_reading,
    a_review,
    a_standing,
    an_ad_id,
    an_advertiser,
    an_assessment,
    decide,
    group,
    keep,
    rank,
    version_of,
)

LAST_SIX = KEYS.contact("last6", PHONE.e164[-6:])


def test_a_reading_comes_back_as_it_was_read(stores: Stores) -> None:
    (version,) = keep(stores, "1")
    stores.readings.add([a_kept_reading(version)])
    assert stores.readings.get(version.id, R1, JOINT_SCOPE) == a_reading(version)
    with pytest.raises(NotFound):
        stores.readings.get(version.id, "reading-2", JOINT_SCOPE)


def test_readings_added_twice_stand_once(stores: Stores) -> None:
    versions = keep(stores, "1", "2")
    kept = [a_kept_reading(version) for version in versions]
    stores.readings.add(kept[:1])
    stores.readings.add(kept)
    read = list(stores.readings.all(R1, JOINT_SCOPE))
    assert [one.version for one in read] == list(versions)
    assert [one.contacts for one in read] == [one.contacts for one in kept]


def test_a_read_version_comes_with_its_ad_and_its_keys(stores: Stores) -> None:
    harvest = a_harvest("1")
    stores.pages.add(harvest)
    kept = a_kept_reading(version_of(harvest))
    stores.readings.add([kept])
    (read,) = stores.readings.all(R1, JOINT_SCOPE)
    assert read == ReadVersion(
        ad=harvest.ads[0], version=version_of(harvest), reading=kept.reading, contacts=kept.contacts
    )


def test_all_readings_come_in_the_order_their_versions_were_kept(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.stores.sql.readings.IN_ONE_READ", 2)
    versions = keep(stores, "1", "2", "3", "4", "5")
    stores.readings.add([a_kept_reading(version) for version in reversed(versions)])
    assert [one.version for one in stores.readings.all(R1, JOINT_SCOPE)] == list(versions)


def test_the_latest_reading_is_that_of_what_the_ad_says_now(stores: Stores) -> None:
    old, new = a_harvest("1", body="Förr"), a_harvest("1", at=NOON + DAY, body="Nu")
    (other,) = keep(stores, "2")
    for harvest in (new, old):
        stores.pages.add(harvest)
    stores.readings.add([a_kept_reading(version_of(old)), a_kept_reading(other)])
    asked = [an_ad_id("2"), an_ad_id("1"), an_ad_id("unknown"), an_ad_id("2")]
    assert [one.version for one in stores.readings.latest(asked, R1, JOINT_SCOPE)] == [other, version_of(old)]
    stores.readings.add([a_kept_reading(version_of(new))])
    assert [one.version for one in stores.readings.latest(asked, R1, JOINT_SCOPE)] == [other, version_of(new)]


def test_words_that_come_back_are_the_latest_again(stores: Stores) -> None:
    for day, body in enumerate(("A", "B", "A")):
        harvest = a_harvest("1", at=NOON + day * DAY, body=body)
        stores.pages.add(harvest)
        stores.readings.add([a_kept_reading(version_of(harvest))])
    (read,) = stores.readings.latest([an_ad_id("1")], R1, JOINT_SCOPE)
    assert read.version.parts[1].said == "A"


def test_read_versions_that_an_edition_has_not_assessed_are_unassessed(stores: Stores) -> None:
    one, two, _ = keep(stores, "1", "2", "unread")
    stores.readings.add([a_kept_reading(one), a_kept_reading(two)])
    assert _versions(stores.readings.unassessed(R1, A1, JOINT_SCOPE)) == [one.id, two.id]
    assert _versions(stores.readings.unassessed(R1, A1, JOINT_SCOPE, limit=1)) == [one.id]
    stores.assessments.add([an_assessment(one.id)])
    assert _versions(stores.readings.unassessed(R1, A1, JOINT_SCOPE)) == [two.id]
    assert _versions(stores.readings.unassessed(R1, "assessing-2", JOINT_SCOPE)) == [one.id, two.id]
    assert stores.readings.unassessed("reading-2", A1, JOINT_SCOPE) == ()


def test_ads_are_found_by_a_key_that_their_versions_hold(stores: Stores) -> None:
    one, two, three = keep(stores, "1", "2", "3")
    same = [a_kept_reading(one), a_kept_reading(two)]
    stores.readings.add([*same, a_kept_reading(three, number="+46317000000")])
    assert stores.readings.by_search_key(LAST_SIX, R1, JOINT_SCOPE) == tuple(sorted((one.ad, two.ad)))
    assert stores.readings.by_search_key(LAST_SIX, "reading-2", JOINT_SCOPE) == ()


def test_an_assessment_comes_back_as_it_was_made(stores: Stores) -> None:
    one, two = keep(stores, "1", "2")
    made = [an_assessment(one.id, band=Band.URGENT), an_assessment(two.id)]
    stores.assessments.add(made)
    stores.assessments.add(made)
    assert list(stores.assessments.all(A1, JOINT_SCOPE)) == made
    assert stores.assessments.of([two.id, "0" * 32, one.id], A1, JOINT_SCOPE) == (made[1], made[0])
    assert stores.assessments.of([one.id], "assessing-2", JOINT_SCOPE) == ()


def test_a_grouping_is_seen_once_it_is_current(stores: Stores) -> None:
    grouping = a_grouping()
    made = an_advertiser(grouping, an_ad_id("1"), an_ad_id("2"))
    link = a_link(an_ad_id("1"), an_ad_id("2"), grouping)
    stores.groupings.begin(grouping)
    stores.groupings.add_links(grouping.id, [link])
    stores.groupings.add_advertisers(grouping.id, [made])
    assert stores.groupings.current(JOINT, JOINT_SCOPE) is None
    assert list(stores.groupings.advertisers(JOINT, JOINT_SCOPE)) == []
    assert stores.groupings.of_ad(an_ad_id("1"), JOINT_SCOPE) is None
    stores.groupings.make_current(grouping.id)
    assert stores.groupings.current(JOINT, JOINT_SCOPE) == grouping
    assert list(stores.groupings.advertisers(JOINT, JOINT_SCOPE)) == [made]
    assert stores.groupings.advertiser(made.id, JOINT_SCOPE) == made
    assert stores.groupings.of_ad(an_ad_id("2"), JOINT_SCOPE) == made
    assert stores.groupings.links([an_ad_id("2")], JOINT_SCOPE) == (link,)
    assert stores.groupings.links([an_ad_id("3")], JOINT_SCOPE) == ()


def test_ads_and_personas_keep_their_order(stores: Stores) -> None:
    grouping = a_grouping()
    ads = tuple(an_ad_id(name) for name in "3142")
    made = an_advertiser(grouping, *ads)
    stores.groupings.begin(grouping)
    stores.groupings.add_advertisers(grouping.id, [made])
    stores.groupings.make_current(grouping.id)
    found = stores.groupings.advertiser(made.id, JOINT_SCOPE)
    assert found.ads == ads
    assert found.personas == made.personas


def test_advertisers_come_in_order_of_id_over_many_short_reads(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.stores.sql.groupings.IN_ONE_READ", 2)
    made = group(stores, "1", "2", "3", "4", "5")
    expected = sorted(made, key=lambda one: one.id)
    assert list(stores.groupings.advertisers(JOINT, JOINT_SCOPE)) == expected


def test_a_newer_run_takes_the_place_of_the_one_before(stores: Stores) -> None:
    old = group(stores, "1", "2")
    new = group(stores, "2", "3", started_at=NOON + DAY)
    assert {one.id for one in stores.groupings.advertisers(JOINT, JOINT_SCOPE)} == {one.id for one in new}
    with pytest.raises(NotFound):
        stores.groupings.advertiser(old[0].id, JOINT_SCOPE)


def test_a_run_that_was_killed_is_written_anew(stores: Stores) -> None:
    grouping = a_grouping()
    stores.groupings.begin(grouping)
    stores.groupings.add_advertisers(grouping.id, [an_advertiser(grouping, an_ad_id("1"))])
    stores.groupings.begin(grouping)
    left = an_advertiser(grouping, an_ad_id("2"), an_ad_id("1"))
    stores.groupings.add_advertisers(grouping.id, [left])
    stores.groupings.make_current(grouping.id)
    assert list(stores.groupings.advertisers(JOINT, JOINT_SCOPE)) == [left]


def test_a_run_that_is_current_is_not_emptied_by_beginning_it_again(stores: Stores) -> None:
    (made,) = group(stores, "1")
    stores.groupings.begin(a_grouping())
    assert list(stores.groupings.advertisers(JOINT, JOINT_SCOPE)) == [made]


def test_events_of_a_grouping_are_kept_twice_as_once(stores: Stores) -> None:
    grouping = a_grouping()
    stores.groupings.begin(grouping)
    event = GroupingEvent(
        id="e" * 32, kind=GroupingEventKind.MERGE, run=grouping.id, before=("a" * 32, "b" * 32), after=("a" * 32,)
    )
    stores.groupings.add_events(grouping.id, [event])
    stores.groupings.add_events(grouping.id, [event])
    stores.groupings.make_current(grouping.id)
    assert stores.groupings.current(JOINT, JOINT_SCOPE) == grouping


def test_an_agency_with_a_grouping_of_its_own_looks_at_that(stores: Stores) -> None:
    (joint,) = group(stores, "1")
    (own,) = group(stores, "1", layer=POLICE.layer)
    assert stores.groupings.of_ad(an_ad_id("1"), POLICE_SCOPE) == own
    assert stores.groupings.of_ad(an_ad_id("1"), SOCIAL_SCOPE) == joint
    assert stores.groupings.of_ad(an_ad_id("1"), JOINT_SCOPE) == joint
    assert stores.groupings.advertiser(joint.id, POLICE_SCOPE) == joint
    with pytest.raises(NotFound):
        stores.groupings.advertiser(own.id, SOCIAL_SCOPE)
    assert stores.groupings.current(POLICE.layer, SOCIAL_SCOPE) is None


def test_a_standing_is_that_of_the_current_edition(stores: Stores) -> None:
    (made,) = group(stores, "1")
    old, new = a_standing(made.id), a_standing(made.id, band=Band.HIGH, edition="standing-2")
    stores.standings.add([old, new])
    with pytest.raises(NotFound):
        stores.standings.get(made.id, JOINT_SCOPE)
    stores.standings.make_current(JOINT, old.edition)
    assert stores.standings.get(made.id, JOINT_SCOPE) == old
    stores.standings.add([new])
    stores.standings.make_current(JOINT, new.edition)
    assert stores.standings.get(made.id, JOINT_SCOPE) == new


def test_superseded_standings_are_dropped_but_for_those_a_review_names(stores: Stores) -> None:
    reviewed, other = group(stores, "1", "2")
    decide(stores, a_review(reviewed.id))
    rank(stores, a_standing(reviewed.id), a_standing(other.id))
    rank(stores, a_standing(reviewed.id, edition="standing-2"), edition="standing-2")
    stores.standings.make_current(JOINT, "standing-1")
    assert stores.standings.get(reviewed.id, JOINT_SCOPE) == a_standing(reviewed.id)
    with pytest.raises(NotFound):
        stores.standings.get(other.id, JOINT_SCOPE)


def _versions(read: tuple[ReadVersion, ...]) -> list[Id]:
    return [one.version.id for one in read]


def test_an_agencys_own_groups_lie_over_the_joint_ones(stores: Stores) -> None:
    joint = group(stores, "1", "2", "3")
    (own,) = group(stores, "2", layer=POLICE.layer)
    seen = [stores.groupings.of_ad(an_ad_id(name), POLICE_SCOPE) for name in "123"]
    assert seen == [joint[0], own, joint[2]]
    assert [stores.groupings.of_ad(an_ad_id(name), SOCIAL_SCOPE) for name in "123"] == list(joint)


def test_ties_of_an_ad_in_an_own_group_are_those_of_the_own_grouping(stores: Stores) -> None:
    joint, own = a_grouping(), a_grouping(POLICE.layer)
    tied = [a_link(an_ad_id(one), an_ad_id(other), joint) for one, other in ("12", "34")]
    mine = a_link(an_ad_id("1"), an_ad_id("5"), own)
    for grouping, links, names in ((joint, tied, "12345"), (own, [mine], "125")):
        stores.groupings.begin(grouping)
        stores.groupings.add_links(grouping.id, links)
        stores.groupings.add_advertisers(grouping.id, [an_advertiser(grouping, *map(an_ad_id, names))])
        stores.groupings.make_current(grouping.id)
    ads = [an_ad_id(name) for name in "1234"]
    assert set(stores.groupings.links(ads, POLICE_SCOPE)) == {mine, tied[1]}
    assert set(stores.groupings.links(ads, SOCIAL_SCOPE)) == set(tied)
