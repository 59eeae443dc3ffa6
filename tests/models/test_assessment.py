import pytest
from pydantic import ValidationError

from models.assessment import Assessment, Band, Contribution, Finder, Finding, Standing
from models.scope import JOINT
from tests.models.stores.records import an_assessment

VERSION, ADVERTISER = "0" * 32, "1" * 32


def test_bands_go_from_urgent_to_none() -> None:
    assert [band.rank for band in (Band.URGENT, Band.HIGH, Band.MEDIUM, Band.LOW, Band.NONE)] == [0, 1, 2, 3, 4]


def test_a_finding_is_named_by_where_it_was_met_and_under_which_edition() -> None:
    met = [
        Finding.met(VERSION, edition, indicator=indicator, span=span, finder=finder).id
        for edition, indicator, span, finder in (
            ("a1", "one", (0, 3), Finder.PHRASE),
            ("a1", "one", (0, 3), Finder.LEARNED),
            ("a2", "one", (0, 3), Finder.PHRASE),
            ("a1", "two", (0, 3), Finder.PHRASE),
            ("a1", "one", (0, 4), Finder.PHRASE),
        )
    ]
    assert met[0] == met[1]
    assert len(set(met)) == 4


def test_a_finding_covers_at_least_something() -> None:
    with pytest.raises(ValidationError):
        Finding.met(VERSION, "a1", indicator="one", span=(0, 0), finder=Finder.PHRASE)


def test_a_version_is_assessed_once_an_edition() -> None:
    assert an_assessment(VERSION).id == an_assessment(VERSION, band=Band.HIGH).id
    assert an_assessment(VERSION).id != an_assessment(VERSION, "assessing-2").id


def test_a_standings_weight_is_the_sum_of_what_speaks_for_and_against() -> None:
    parts = tuple(Contribution(indicator=str(weight), family="f", weight=weight) for weight in (2.0, 1.5, -0.5))
    standing = Standing.of(ADVERTISER, "s1", layer=JOINT, band=Band.MEDIUM, contributions=parts, group_findings=())
    assert standing.weight == pytest.approx(3.0)


def test_an_assessment_comes_back_from_json_as_it_was() -> None:
    made = an_assessment(VERSION)
    assert Assessment.model_validate_json(made.model_dump_json()) == made
