"""Capped sums and bands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.banding import band, contributions
from classify.catalogue import load
from models.assessment import Band, Use

CATALOGUE = load()
RANKING = [one.id for one in CATALOGUE.indicators if one.weight > 0]
AGAINST = [one.id for one in CATALOGUE.indicators if one.use is Use.AGAINST]
MOVEMENT = [one.id for one in CATALOGUE.indicators if one.theme == "movement" and one.use is Use.CONTEXT]


def banded(*names: str) -> Band:
    told = contributions({name: CATALOGUE.by_id[name].weight for name in names}, CATALOGUE)
    return band(names, told, CATALOGUE, thresholds=CATALOGUE.advertiser)


@given(st.lists(st.sampled_from(RANKING), unique=True), st.sampled_from(RANKING))
def test_one_more_sign_never_lowers_the_sum_or_the_band(names: list[str], more: str) -> None:
    one = contributions({name: CATALOGUE.by_id[name].weight for name in names}, CATALOGUE)
    other = contributions({name: CATALOGUE.by_id[name].weight for name in {*names, more}}, CATALOGUE)
    assert sum(part.weight for part in other) >= sum(part.weight for part in one) - 0.01
    assert banded(*names, more).rank <= banded(*names).rank


@given(st.lists(st.sampled_from(RANKING + AGAINST), unique=True))
def test_each_family_stays_within_its_cap(names: list[str]) -> None:
    sums: dict[str, float] = {}
    for part in contributions({name: CATALOGUE.by_id[name].weight for name in names}, CATALOGUE):
        sums[part.family] = sums.get(part.family, 0.0) + part.weight
    assert all(abs(weight) <= CATALOGUE.caps[family] + 0.001 for family, weight in sums.items())


@given(st.lists(st.sampled_from(AGAINST), unique=True))
def test_nothing_that_speaks_against_closes_an_urgent_one(names: list[str]) -> None:
    assert banded("documents-withheld", *names) is Band.URGENT


def test_movement_words_never_outweigh_one_shared_phone() -> None:
    assert len(MOVEMENT) == 3
    assert banded(*MOVEMENT) is Band.NONE
    assert banded("phone-shared-by-persons").rank < banded(*MOVEMENT).rank
    assert banded("phone-shared-by-persons", *MOVEMENT) is banded("phone-shared-by-persons")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), Band.NONE),
        (("third-person-voice",), Band.LOW),
        (("third-person-voice", "obscured-phone"), Band.MEDIUM),
        (("phone-shared-by-persons", "template-over-persons", "third-person-voice"), Band.HIGH),
        (("third-person-voice", "own-limits-and-protection", "own-voice-and-decisions"), Band.NONE),
        (("stated-age-under-18",), Band.URGENT),
    ],
)
def test_bands_follow_what_was_met(names: tuple[str, ...], expected: Band) -> None:
    assert banded(*names) is expected
