"""What figures are counted from: encounters and occasions, on every kind of store."""

from datetime import UTC, datetime, timedelta

import pytest

from models.base import Id
from models.editions import Editions
from models.history import Encounter, Unit, monday_of, week_of
from models.reading import Mention, MentionKind
from models.scope import JOINT, DataClass, Scope
from models.stores.ports import KeptReading, Stores
from models.values.place import Place
from models.visit import VisitOutcome, VisitVerdict
from tests.factories import NOON, a_visit
from tests.models.stores.records import (
    JOINT_SCOPE,
    NOTHING,
    R1,
    a_day,
    a_grouping,
    a_harvest,
    a_kept_reading,
    an_ad_id,
    an_advertiser,
    group,
    version_of,
)

FIGURES = Scope(layers=frozenset({JOINT}), classes=frozenset({DataClass.FIGURES}))
WEEK = week_of(NOON)


def met(stores: Stores, unit: Unit = Unit.ADVERTISER) -> list[tuple[Id, int]]:
    return [(one.unit, one.week) for one in stores.histories.encounters(unit, FIGURES)]


@pytest.mark.parametrize(
    ("moment", "monday"),
    [
        (datetime(2026, 3, 1, 22, 59, tzinfo=UTC), "2026-02-23"),
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), "2026-03-02"),
        (datetime(2026, 7, 5, 22, 0, tzinfo=UTC), "2026-07-06"),
        (datetime(1970, 1, 1, 12, tzinfo=UTC), "1969-12-29"),
    ],
)
def test_a_week_begins_on_monday_in_stockholm(moment: datetime, monday: str) -> None:
    assert monday_of(week_of(moment)).isoformat() == monday


def test_no_week_is_counted_twice(stores: Stores) -> None:
    for day in (0, 1, 6, 7):
        a_day(stores, day, "1")
    (made,) = group(stores, "1")
    assert met(stores) == [(made.id, WEEK), (made.id, WEEK + 1)]
    assert [(one.site, one.week) for one in stores.histories.occasions(FIGURES)] == [
        ("exempel", WEEK),
        ("exempel", WEEK + 1),
    ]


def test_an_occasion_is_a_list_that_was_walked_to_the_end(stores: Stores) -> None:
    a_day(stores, 0, "1", completed_lists=())
    a_day(stores, 7, "1", completed_lists=("andra",))
    a_day(stores, 14, "1", verdict=VisitVerdict.DOUBTFUL)
    (made,) = group(stores, "1")
    assert met(stores) == [(made.id, WEEK + 2)]
    assert [one.week for one in stores.histories.occasions(FIGURES)] == [WEEK + 1, WEEK + 2]


def test_a_visit_without_outcome_is_no_occasion(stores: Stores) -> None:
    visit = a_visit()
    stores.visits.start(visit)
    stores.pages.add(a_harvest("1", visit=visit))
    group(stores, "1")
    assert (met(stores), stores.histories.occasions(FIGURES)) == ([], ())


def test_asking_an_ads_own_address_is_no_capture(stores: Stores) -> None:
    visit = a_visit()
    stores.visits.start(visit)
    stores.pages.add(a_harvest("1", visit=visit, list_name=None))
    outcome = VisitOutcome(
        visit=visit.id, ended_at=NOON, verdict=VisitVerdict.GOOD, completed_lists=("alla",), counts=()
    )
    stores.visits.end(outcome)
    group(stores, "1")
    assert met(stores) == []


def test_the_week_is_that_in_which_the_visit_began(stores: Stores) -> None:
    began = NOON + timedelta(days=6, hours=10)
    visit = a_visit(due_at=began, started_at=began)
    stores.visits.start(visit)
    stores.pages.add(a_harvest("1", visit=visit, at=began + timedelta(hours=2)))
    ended_at = began + timedelta(hours=3)
    stores.visits.end(
        VisitOutcome(visit=visit.id, ended_at=ended_at, verdict=VisitVerdict.GOOD, completed_lists=("alla",), counts=())
    )
    (made,) = group(stores, "1")
    assert met(stores) == [(made.id, WEEK)]


def test_each_persona_of_an_ad_is_met(stores: Stores) -> None:
    a_day(stores, 0, "1", "2")
    grouping = a_grouping()
    anna = an_advertiser(grouping, an_ad_id("1"), an_ad_id("2"))
    lisa = an_advertiser(grouping, an_ad_id("1"), an_ad_id("2"), name="Lisa")
    both = anna.model_dump() | {"personas": (*anna.personas, *lisa.personas)}
    stores.groupings.begin(grouping)
    stores.groupings.add_advertisers(grouping.id, [type(anna).model_validate(both)])
    stores.groupings.make_current(grouping.id)
    people = sorted(one.id for one in (*anna.personas, *lisa.personas))
    assert met(stores, Unit.PERSONA) == [(one, WEEK) for one in people]
    assert met(stores) == [(anna.id, WEEK)]


def test_an_encounter_tells_municipality_and_kind_and_nothing_more(stores: Stores) -> None:
    for name, code in (("1", "0180"), ("2", "0180"), ("3", "0126")):
        harvest = a_harvest(name)
        stores.pages.add(harvest)
        stores.readings.add([_placed(a_kept_reading(version_of(harvest)), code)])
    a_day(stores, 1, "1", "2", "3")
    grouping = a_grouping()
    stores.groupings.begin(grouping)
    stores.groupings.add_advertisers(grouping.id, [an_advertiser(grouping, *(an_ad_id(name) for name in "123"))])
    stores.groupings.make_current(grouping.id)
    (before,) = stores.histories.encounters(Unit.ADVERTISER, FIGURES)
    assert (before.municipality, before.kind) == (None, None)
    Editions.of(reading=R1, assessing="a", linking="l", index="i").make_current(stores.marks)
    (one,) = stores.histories.encounters(Unit.ADVERTISER, FIGURES)
    assert one == Encounter(unit=one.unit, site="exempel", week=WEEK, municipality="0180", kind="own_offer")


def test_a_snapshot_names_what_was_counted(stores: Stores) -> None:
    assert stores.histories.snapshot(FIGURES) is None
    a_day(stores, 0, "1")
    group(stores, "1")
    first = stores.histories.snapshot(FIGURES)
    assert first is not None
    assert (first.linking, first.last_visit_at) == ("linking-1", NOON + timedelta(minutes=2))
    assert stores.histories.snapshot(FIGURES) == first
    a_day(stores, 7, "1")
    again = stores.histories.snapshot(FIGURES)
    assert again is not None
    assert again.id != first.id


def test_figures_are_a_class_of_their_own(stores: Stores) -> None:
    a_day(stores, 0, "1")
    group(stores, "1")
    ads_only = Scope(layers=frozenset({JOINT}), classes=frozenset({DataClass.ADS}))
    for scope in (ads_only, NOTHING):
        assert list(stores.histories.encounters(Unit.ADVERTISER, scope)) == []
        assert (stores.histories.occasions(scope), stores.histories.snapshot(scope)) == ((), None)
    assert list(stores.histories.encounters(Unit.ADVERTISER, JOINT_SCOPE)) != []


def test_encounters_come_whole_over_many_short_reads(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.stores.sql.histories.IN_ONE_READ", 2)
    a_day(stores, 0, *"12345")
    made = group(stores, *"12345")
    assert met(stores) == sorted((one.id, WEEK) for one in made)


def _placed(kept: KeptReading, code: str) -> KeptReading:
    """The same reading with one place more."""
    place = Mention.read(
        kept.reading.version,
        kept.reading.edition,
        kind=MentionKind.PLACE,
        span=(4, 9),
        extractor="places",
        value=Place(said="Solna", name="Solna", municipality=code),
    )
    told = kept.reading.model_dump() | {"mentions": (*kept.reading.mentions, place)}
    reading = type(kept.reading).model_validate(told)
    return KeptReading(reading=reading, contacts=kept.contacts, search_keys=kept.search_keys)
