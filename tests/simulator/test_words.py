"""What pretend advertisers write: enough of it, in every language, with slots that fill, and nobody's number."""

import re
from pathlib import Path

import pytest

from simulator.kinds import Sign
from simulator.words import LANGUAGES, SLOT, TEXTS, places, sentences, words

ROOM = TEXTS.parent
NUMBER = re.compile(r"\+?\d[\d \-/]{5,}\d")
FICTION = re.compile(r"\+46(8465004|7017406|3139006|4062804|98031920)\d\d")
NEEDED = ["openings.independent", "openings.duo", "openings.agency", "openings.massage_venue", "neutral", "prices"]
NEEDED += ["calls.phone", "calls.handle", "calls.mail", "calls.none", "calls.both", "minor", "stock", "practical"]
NEEDED += ["counter.boundaries", "counter.deposit", "counter.screening", "counter.independence", "counter.protection"]
SIGNS = [f"signs.{sign}" for sign in Sign if sign is not Sign.HANDLED]
SIGNS += ["signs.manager", "signs.intermediary", "signs.menu"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_words_for_every_part(language: str) -> None:
    missing = [group for group in NEEDED + SIGNS if not words(language).phrasings(group)]
    assert not missing
    assert len(words(language).names) >= 20


@pytest.mark.parametrize(("language", "least"), [("sv", 250), ("en", 250), *((other, 50) for other in LANGUAGES[2:])])
def test_each_language_has_variety(language: str, least: int) -> None:
    assert sum(map(len, words(language).groups.values())) >= least


@pytest.mark.parametrize("language", LANGUAGES)
def test_wordings_are_whole_sentences(language: str) -> None:
    for sentence in sentences(language):
        assert sentence
        assert not set("[]|") & set(sentence)
        assert not set("{}") & set(SLOT.sub("", sentence))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_worded_without_its_alternatives(language: str) -> None:
    kinds = {group.partition(".")[0] for group in words(language).groups}
    assert kinds >= {"titles", "openings", "me", "neutral", "signs", "counter", "calls"}


def test_places_speak_every_language() -> None:
    assert set(places().origins) == set(places().speaks) == set(LANGUAGES)


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_text_holds_a_number_or_an_address(path: Path) -> None:
    told = path.read_text("utf-8")
    assert not NUMBER.search(told)
    assert "@" not in told.replace("@{handle}", "")


def test_the_rooms_own_numbers_are_set_aside_for_fiction() -> None:
    for path in ROOM.rglob("*.py"):
        for number in re.findall(r"\"(\+\d{9,})\"", path.read_text("utf-8")):
            assert FICTION.fullmatch(number), path
