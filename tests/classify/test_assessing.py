"""Assessing one ad: findings quote, bands come from capped sums, and no text is too strange."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classify.assessing import MOST_OF_ONE, assess, assessing_edition, suite_fires
from classify.catalogue import load
from models.assessment import Band, Finder, Use
from tests.classify.assessed import a_reading, assessed, met, quotes, read, said

CATALOGUE = load()
MOVEMENT = (
    "Ny i stan. Nyss anländ. Bara här tre dagar. Sista chansen, åker på söndag. Just arrived. New in town. "
    "Only two days. Last days before I leave. På besök i Lund. Recién llegada."
)
BODIES = (
    "Lugn lägenhet med te.",
    "Jag bestämmer själv och boka dagen innan.",
    "Våra tjejer tar emot, chauffören väntar.",
    "100 % äkta, ingen polis, lita på mig. Utan skydd går bra.",
    "Hon sa att de har tagit hennes pass.",
)


def test_a_finding_quotes_the_words_that_show_it() -> None:
    assert quotes("Hej! Ny i stan, första veckan.", "new-in-town")[0] == "Ny i stan"
    assert quotes("Våra 💋 tjejer och en annan chaufför väntar", "manager-vocabulary")


def test_each_finding_says_what_proposed_it() -> None:
    finders = {one.indicator: one.finder for one in assessed("Ny i stan, nitton år gammal.").findings}
    assert finders["new-in-town"] is Finder.PHRASE
    assert finders["stated-age-18-to-20"] is Finder.SIGNAL


def test_codes_are_told_once_each_in_order() -> None:
    assert suite_fires(assessed("Ny i stan. Nyss anländ. Inga gränser."), CATALOGUE) == ["CND02", "MOV01"]


@pytest.mark.parametrize("body", BODIES)
def test_adding_movement_words_never_changes_the_band(body: str) -> None:
    plain, moved = assessed(body), assessed(f"{body} {MOVEMENT}")
    assert moved.band is plain.band
    assert {one.family for one in moved.contributions} == {one.family for one in plain.contributions}


@pytest.mark.parametrize(
    "reassuring", ["", "Jag bestämmer själv. Boka i förväg. Alltid skydd. Legitimation krävs. Mogen kvinna."]
)
@pytest.mark.parametrize(
    "urgent",
    [
        "Hon är 16 år gammal.",
        "Hon sa att de har tagit hennes pass.",
        "She cannot leave, they threaten her.",
        "Ona musi odpracować dług.",
    ],
)
def test_an_urgent_finding_gives_urgent_whatever_speaks_against(urgent: str, reassuring: str) -> None:
    assert assessed(f"{urgent} {reassuring}").band is Band.URGENT


def test_what_is_only_context_leaves_the_band_at_none() -> None:
    assessment = assessed("Ny i stan. Brasiliansk kvinna, öppet dygnet runt.")
    assert len({one.indicator for one in assessment.findings}) >= 3
    assert assessment.band is Band.NONE
    assert assessment.contributions == ()


def test_more_that_speaks_for_never_lowers_the_band() -> None:
    told = [
        "Våra tjejer tar emot.",
        "Inga gränser.",
        "100 % äkta, lita på mig.",
        "Oskyddat erbjuds.",
        "Ring min kompis så bokar han.",
    ]
    bands = [assessed(" ".join(told[:count])).band.rank for count in range(len(told) + 1)]
    assert bands == sorted(bands, reverse=True)


def test_a_family_weighs_no_more_than_its_cap() -> None:
    everything = " ".join(example.text for one in CATALOGUE.indicators for example in one.examples if example.seen)
    sums: dict[str, float] = {}
    for part in assessed(everything).contributions:
        sums[part.family] = sums.get(part.family, 0.0) + abs(part.weight)
    assert len(sums) >= 6
    assert {family: weight for family, weight in sums.items() if weight > CATALOGUE.caps[family] + 0.001} == {}


def test_the_same_sign_many_times_is_quoted_a_few_times() -> None:
    found = [one for one in assessed("Ny i stan. " * 400).findings if one.indicator == "new-in-town"]
    assert 1 < len(found) <= MOST_OF_ONE


def test_the_same_text_gives_the_same_assessment_also_in_another_process() -> None:
    version = said(BODIES[2])
    reading = read(version)
    edition = assessing_edition(reading.edition, CATALOGUE)
    one = assess(version, reading, CATALOGUE, edition)
    catalogue = pickle.loads(pickle.dumps(CATALOGUE))
    assert assess(version, reading, catalogue, edition) == one
    assert one.edition == edition


def test_the_edition_names_reading_and_catalogue() -> None:
    assert assessing_edition("r1", CATALOGUE) != assessing_edition("r2", CATALOGUE)


HOSTILE = {
    "nothing": "",
    "white space": " \n\t\u200b ",
    "100 kB of one word": "hon " * 25_000,
    "100 kB without a space": "å" * 100_000,
    "right to left": "\u202eny i stan\u202c مرحبا ring 112",
    "zero width everywhere": "\u200b".join("Ny i stan, våra tjejer, inga gränser"),
    "piles of marks": "N\u0301" * 5_000,
    "surrogate and null": "Ny i stan \x00 \ud800 skydd",
    "markup": "<script>alert('ny i stan')</script> {{7*7}} [a|b] .. & # *",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_assessed_like_any_other(text: str) -> None:
    version = said(text)
    assessment = assess(version, a_reading(version), CATALOGUE, "e1")
    assert all(0 <= one.start < one.end <= len(version.text) for one in assessment.findings)


@given(st.text(max_size=300))
def test_spans_lie_inside_the_text_whatever_it_says(text: str) -> None:
    version = said(f"ny i stan {text} våra tjejer")
    assessment = assess(version, a_reading(version), CATALOGUE, "e1")
    assert all(0 <= one.start < one.end <= len(version.text) for one in assessment.findings)


def test_a_notice_by_the_site_raises_nothing() -> None:
    notice = "Site notice: report any ad that shows someone under 18, and call 112 if you are threatened."
    assert {one for one in met(notice) if CATALOGUE.by_id[one].use is Use.URGENT} == set()
