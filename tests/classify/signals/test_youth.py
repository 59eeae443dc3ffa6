"""Ages: stated, labelled, inferred, contradictory; and the many numbers that are none."""

import pytest

from classify.assessing import find
from classify.catalogue import load
from models.reading import Age, Mention, MentionKind
from tests.classify.assessed import a_reading, met, said


def found(text: str, *ages: tuple[str, tuple[int, ...]]) -> set[str]:
    """With ages as a reader would hand them over."""
    version = said(text)
    mentions = [
        Mention.read(
            version.id,
            "r1",
            kind=MentionKind.AGE,
            span=(text.index(told), text.index(told) + len(told)),
            extractor="x",
            value=Age(said=told, years=years),
        )
        for told, years in ages
    ]
    return {name for name, _, _ in find(version.text, a_reading(version, *mentions), load())}


def test_the_lower_of_two_ages_that_a_birth_year_leaves_counts() -> None:
    assert "stated-age-under-18" in found("Född 2008", ("Född 2008", (17, 18)))
    assert "stated-age-under-18" not in found("Född 2007", ("Född 2007", (18, 19)))


@pytest.mark.parametrize(
    "text",
    [
        "Ålder i profilen: 16.",
        "Ålder: sjutton",
        "Age of the person: 15",
        "17 years old",
        "16-årig",
        "Возраст: 17",
        "อายุ 16",
        "Edad 17, Malmö",
    ],
)
def test_a_labelled_age_below_18_is_found_without_the_reader(text: str) -> None:
    assert "stated-age-under-18" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jag är 17 minuter från stationen.",
        "Inga besökare under 18, ålder minst 17 gäller inte.",
        "Jag har 16 års erfarenhet i yrket.",
        "Sajtens regler: ålder 17 tillåts inte.",
        "Ålder 35. Tar 12 gäster i veckan.",
        "I am 15 minutes from the metro.",
        "Jag är 34 och känner mig som 17.",
    ],
)
def test_other_numbers_are_no_age_below_18(text: str) -> None:
    assert "stated-age-under-18" not in met(text)


def test_two_ages_of_one_person_contradict_each_other() -> None:
    assert "age-inconsistent" in found("Fält 26, text 20", ("26", (26,)), ("20", (20,)))
    assert "age-inconsistent" not in found("Fält 26, text 27", ("26", (26,)), ("27", (27,)))
    assert "age-inconsistent" not in found("Vi är två: 26 och 20", ("26", (26,)), ("20", (20,)))


def test_emoji_say_nothing_alone() -> None:
    assert "youth-emoji" not in met("Lunch med 🍒 och 🍭 i parken")
    assert "youth-emoji" in met("Skolflicka i rubriken 🍒")
