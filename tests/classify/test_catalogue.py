"""The catalogue: every entry is sourced, graded and shown by its examples; what is unsound is refused."""

import shutil
from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path
from typing import Any

import pytest
import yaml

from classify.catalogue import FOLDER, load
from classify.entries import Detection
from classify.spellings import ALTERNATIVES
from classify.word_stream import stream
from models.assessment import Grade, Use
from models.errors import BadCatalogue
from tests.classify.assessed import met

CATALOGUE = load()
TEXTS = Path(__file__).parents[2] / "simulator" / "texts"
OF_THE_PAGE = "text-only-in-image"
"""Needs pictures beside the text: held by tests/classify/signals/test_obfuscation.py."""
EXAMPLES = [
    (one.id, example.text, example.seen)
    for one in CATALOGUE.indicators
    for example in one.examples
    if one.id != OF_THE_PAGE
]
WORDINGS = 64


@pytest.mark.parametrize(("indicator", "text", "seen"), EXAMPLES)
def test_an_indicator_is_seen_in_its_examples_and_in_no_counterexample(
    indicator: str, text: str, *, seen: bool
) -> None:
    assert (indicator in met(text)) is seen


def test_twenty_five_indicators_speak_swedish_and_english_with_counter_indicators_among_them() -> None:
    by_text = [one for one in CATALOGUE.indicators if Detection.GROUP not in one.detection]
    spoken = [one for one in by_text if {"sv", "en"} <= {phrase.lang for phrase in one.phrases}]
    assert len(by_text) >= 45
    assert len(spoken) >= 25
    assert sum(one.use is Use.AGAINST for one in spoken) >= 4


def test_lexical_indicators_speak_twelve_languages() -> None:
    langs = {"sv", "en", "ro", "ru", "pl", "es", "de", "th", "hu", "uk", "bg", "lt"}
    lacking = {
        one.id: langs - {phrase.lang for phrase in one.phrases}
        for one in CATALOGUE.indicators
        if one.detection == (Detection.PHRASE,)
    }
    assert {name: missing for name, missing in lacking.items() if missing} == {}


def test_what_was_tested_and_not_supported_never_ranks() -> None:
    weak = [one for one in CATALOGUE.indicators if one.grade is Grade.C]
    assert weak
    assert all(one.use in (Use.CONTEXT, Use.AGAINST) for one in weak)


def test_origin_and_movement_words_weigh_nothing() -> None:
    shown = [one for one in CATALOGUE.indicators if one.theme == "origin" or one.code in ("MOV01", "MOV02", "MOV07")]
    assert len(shown) >= 5
    assert [one.weight for one in shown if one.weight] == []


def test_six_indicators_of_text_are_urgent() -> None:
    urgent = {one.code for one in CATALOGUE.indicators if one.use is Use.URGENT}
    assert urgent == {"MIN01", "MIN09", "COE01", "COE02", "COE03", "COE06"}


def test_an_indicator_is_found_by_id_and_by_code() -> None:
    assert CATALOGUE.get("MOV01") is CATALOGUE.get("new-in-town")
    with pytest.raises(BadCatalogue, match="no indicator XYZ99"):
        CATALOGUE.get("XYZ99")


# What loading refuses: one entry of the origin theme is changed, and everything else stands.

Change = Callable[[dict[str, Any]], object]

UNSOUND: dict[str, tuple[Change, str]] = {
    "no source": (lambda entry: entry.pop("sources"), "sources: Field required"),
    "a source that nobody knows": (lambda entry: entry.update(sources=["hearsay"]), "source hearsay is not"),
    "a code that another has": (lambda entry: entry.update(code="MIN01"), "The code MIN01 stands twice"),
    "no Swedish name": (lambda entry: entry["names"].pop("sv"), "names.sv"),
    "origin that ranks": (lambda entry: entry.update(use="ranks"), "origin never ranks"),
    "grade C that ranks": (lambda entry: entry.update(grade="C", use="ranks"), "grade C"),
    "context with a weight": (lambda entry: entry.update(weight="1"), "context has weight 0"),
    "a phrase of two letters": (lambda entry: entry["phrases"].update(sv="ny"), "too short"),
    "a language that nobody speaks": (lambda entry: entry["phrases"].update(xx="hello"), "xx is no language"),
    "no English phrases": (lambda entry: entry["phrases"].pop("en"), "needs phrases in sv and en"),
    "no counterexample": (lambda entry: entry["examples"].pop("not_seen_in"), "one where it is not"),
    "brackets in brackets": (lambda entry: entry["phrases"].update(sv="ny [i|[på|till]] stan"), "brackets"),
    "a mark that is not there": (lambda entry: entry["guards"].update(unless={"text": ["mark:none"]}), "mark:none"),
    "a key that nobody reads": (lambda entry: entry.update(colour="red"), "colour"),
    "a signal that nobody wrote": (lambda entry: entry.update(detection=["signal"]), "no signal of this name"),
    "an id of one word": (lambda entry: entry.update(id="origin"), "id"),
}


@pytest.mark.parametrize("what", UNSOUND)
def test_an_unsound_entry_is_refused_by_name(what: str, tmp_path: Path) -> None:
    change, told = UNSOUND[what]
    folder = tmp_path / "indicators"
    shutil.copytree(FOLDER, folder)
    path = folder / "themes" / "origin.yml"
    theme = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
    change(theme["indicators"][0])
    path.write_text(yaml.safe_dump(theme, allow_unicode=True), "utf-8")
    with pytest.raises(BadCatalogue, match=r"origin|MIN01") as refused:
        load(folder)
    assert told in str(refused.value)


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "indicators"
    shutil.copytree(FOLDER, folder)
    (folder / "themes" / "price.yml").write_text("indicators: [", "utf-8")
    with pytest.raises(BadCatalogue, match=r"price\.yml is no YAML"):
        load(folder)


def test_the_edition_changes_with_the_data_alone(tmp_path: Path) -> None:
    folder = tmp_path / "indicators"
    shutil.copytree(FOLDER, folder)
    assert load(folder).edition == CATALOGUE.edition
    bands = (folder / "bands.yml").read_text("utf-8").replace("high: 5.0", "high: 6.0")
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    (other / "bands.yml").write_text(bands, "utf-8")
    assert load(other).edition != CATALOGUE.edition


def test_no_phrase_repeats_a_sentence_of_the_pretend_market() -> None:
    """The exam is not copied: a phrase of more than three words that is a whole sentence there is forbidden."""
    sentences = list(_sentences())
    assert len(sentences) > 1000
    copied = set()
    for sentence in sentences:
        words = stream(sentence)
        for hit in CATALOGUE.phrases.find(words):
            whole = (hit.place.first, hit.place.last) == (0, len(words.words) - 1)
            if whole and len(words.words) > 3 and not hit.place.gaps:
                copied.add((hit.target, hit.lang, " ".join(words.words)))
    assert copied == set()


def _sentences() -> Iterator[str]:
    for path in sorted(TEXTS.glob("*.yaml")):
        for said in _strings(yaml.safe_load(path.read_text("utf-8"))):
            pieces = ALTERNATIVES.split(said)
            choices = [piece.split("|") if odd % 2 else [piece] for odd, piece in enumerate(pieces)]
            yield from ("".join(chosen) for chosen in islice(product(*choices), WORDINGS))


def _strings(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        for value in told.values():
            yield from _strings(value)
    elif isinstance(told, list):
        for value in told:
            yield from _strings(value)
