"""Where the words of a question stand in a masked text."""

import pytest

from classify.search.highlights import highlights
from classify.search.questions import parse
from classify.search.tokens import Masked
from models.keys import KeyRing
from models.reading import Sentence

KEYS = KeyRing.fresh()
TEXT = "Ny i stan\nThaimassage i lugn miljö, välkomna! Ny i Solna. ••••••"
MASKED = Masked(TEXT, (Sentence(start=0, end=len(TEXT), lang="sv"),), (10,))


def shown(question: str, masked: Masked = MASKED) -> list[str]:
    return [masked.text[start:end] for start, end in highlights(masked, parse(question, keys=KEYS))]


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("solna", ["Solna"]),
        ("massage", ["Thaimassage"]),
        ("miljöer", ["miljö"]),
        ("lugna", ["lugn"]),
        ('"ny i"', ["Ny i", "Ny i"]),
        ('"ny i stan"', ["Ny i stan"]),
        ('"stan thaimassage"', []),
        ("thai*", ["Thaimassage"]),
        ("-solna", []),
        ("solna -miljö", ["Solna"]),
        ("solna OR stan", ["stan", "Solna"]),
        ('"ny i stan" stan', ["Ny i stan"]),
        ("0701740605", []),
        ("site:alfa", []),
        ("", []),
    ],
)
def test_what_was_asked_for_is_quoted(question: str, quotes: list[str]) -> None:
    assert shown(question) == quotes


def test_a_word_is_quoted_with_its_marks_and_without_its_neighbours() -> None:
    masked = Masked("(CAFÉ!) 😀น้ำ", ())
    assert shown("cafe", masked) == ["CAFÉ"]
    assert shown("😀", masked) == ["😀"]
    assert shown("น้ำ", masked) == ["น้ำ"]
