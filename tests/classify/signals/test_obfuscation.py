"""What is hidden, and what only looks so."""

import pytest

from classify.assessing import find
from classify.catalogue import load
from models.reading import Mention, MentionKind
from models.values.phone import Phone
from tests.classify.assessed import a_reading, met, quotes, said

PHONE = Phone(said="070-1740612", e164="+46701740612", country="SE")


@pytest.mark.parametrize("obscured", [True, False])
def test_a_number_counts_as_obscured_when_the_reader_says_so(*, obscured: bool) -> None:
    version = said("Ring 070-1740612")
    mention = Mention.read(
        version.id, "r1", kind=MentionKind.PHONE, span=(5, 16), extractor="x", value=PHONE, obscured=obscured
    )
    found = {name for name, _, _ in find(version.text, a_reading(version, mention), load())}
    assert ("obscured-phone" in found) is obscured


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Diskr\u0435t s\u00e4llskap", True),
        ("Massage. \u041f\u043e-\u0440\u0443\u0441\u0441\u043a\u0438 tack", False),
        ("Caf\u00e9 na\u00efve \u00c5ngstr\u00f6m", False),
        ("\u0391lla \u00e4r v\u00e4lkomna", True),
    ],
)
def test_two_scripts_in_one_word_are_seen_and_side_by_side_are_not(text: str, *, seen: bool) -> None:
    assert ("mixed-script" in met(text)) is seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Mass\u200bage", True),
        ("Upp\u2060sala", True),
        ("Ma\u00adssage", True),
        ("Avslappnings\u00admassage och kaffe", False),
        ("\ufeffHej och v\u00e4lkommen", False),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467 hemma", False),
        ("\u0645\u06cc\u200c\u06a9\u0646\u0645", False),
        ("Ring \u200f\u0645\u0631\u062d\u0628\u0627", False),
    ],
)
def test_hidden_characters_count_where_no_script_needs_them(text: str, *, seen: bool) -> None:
    assert ("invisible-characters" in met(text)) is seen


def test_the_word_around_a_hidden_character_is_quoted() -> None:
    assert quotes("Bra mass\u200bage h\u00e4r", "invisible-characters") == ["mass\u200bage"]


@pytest.mark.parametrize(
    ("text", "images", "seen"), [("Ring", 3, True), ("Ring", 0, False), ("Ring mig i morgon bitti", 3, False)]
)
def test_pictures_with_next_to_no_words_are_shown(text: str, images: int, *, seen: bool) -> None:
    version = said(text)
    found = find(version.text, a_reading(version), load(), images=images)
    assert ("text-only-in-image" in {name for name, _, _ in found}) is seen
