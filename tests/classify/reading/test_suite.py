"""The labelled suite: what reading reaches on it, field by field, through the suite's own scorer."""

import importlib.util
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from classify.reading.context import Context
from classify.reading.fields import suite_fields
from classify.reading.reader import Reader
from models.settings import Settings
from tests.classify.reading.saying import VERSION

SUITES = Path(__file__).parents[2] / "suites"
CASES = [json.loads(line) for line in (SUITES / "dev" / "extract.jsonl").read_text("utf-8").splitlines()]

FLOORS = {
    "phones": (0.98, 0.97),
    "emails": (0.97, 0.97),
    "handles": (0.97, 0.97),
    "urls": (0.95, 0.95),
    "ages": (0.97, 0.97),
    "prices": (0.95, 0.95),
    "places": (0.95, 0.95),
    "names": (0.92, 0.92),
    "dates": (0.92, 0.92),
}
"""Precision and recall, a little below what was reached."""


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("suite_score", SUITES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(reader: Reader, case: dict[str, Any]) -> dict[str, Any]:
    site = case["site_context"]
    context = Context(
        country=site["country"],
        posted_at=datetime.fromisoformat(site["posted_at"]),
        own_contacts=tuple(site.get("own_contacts", ())),
    )
    reading = reader.read(case["text"], version=VERSION, context=context)
    return {"id": case["id"], "lang": reading.lang, "mask": reading.mask(case["text"]), **suite_fields(reading)}


@pytest.fixture(scope="module")
def answers(reader: Reader) -> list[dict[str, Any]]:
    return [read(reader, case) for case in CASES]


def test_each_field_keeps_what_it_has_reached(scorer: ModuleType, answers: list[dict[str, Any]]) -> None:
    score = scorer.score_extract(CASES, answers)
    fields = score["fields"]
    short = [
        f"{name}: precision {fields[name]['precision']}, recall {fields[name]['recall']}, floors {floors}"
        for name, floors in FLOORS.items()
        if fields[name]["precision"] < floors[0] or fields[name]["recall"] < floors[1]
    ]
    assert not short, (short, score["wrong"])
    assert score["exact_all_fields"] >= 0.93, score["wrong"]


def test_language_is_right_on_texts_of_five_words_or_more(answers: list[dict[str, Any]]) -> None:
    long = [(case, answer) for case, answer in zip(CASES, answers, strict=True) if _words(case["text"]) >= 5]
    wrong = [(case["id"], case["lang"], answer["lang"]) for case, answer in long if answer["lang"] != case["lang"]]
    assert len(wrong) <= 0.03 * len(long), wrong


def test_masked_cases_show_no_expected_contact(answers: list[dict[str, Any]]) -> None:
    for case, answer in zip(CASES, answers, strict=True):
        for secret in _secrets(case["expect"]):
            assert secret not in answer["mask"].casefold(), case["id"]


@pytest.mark.skipif(Settings().test_shared is None, reason="LYKTA_TEST_SHARED names no originals to compare with")
def test_the_copies_are_the_originals() -> None:
    shared = Settings().test_shared
    assert shared is not None
    originals = shared / "suites"
    for file in (path for path in originals.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        copy = SUITES / file.relative_to(originals)
        assert copy.read_bytes() == file.read_bytes(), copy


def _words(text: str) -> int:
    """Words that belong to a language: letters only, four Thai characters as one."""
    plain = ["".join(char for char in word if char.isalpha()) for word in text.split()]
    thai = sum("\u0e00" <= char <= "\u0e7f" for char in text)
    return sum(1 for word in plain if len(word) > 1) + thai // 4


def _secrets(expect: dict[str, Any]) -> Iterator[str]:
    """Contacts as a reader of the masked text would recognise them: plain digits' tails, addresses, handles."""
    yield from (phone[-6:] for phone in expect["phones"])
    yield from expect["emails"]
    yield from (handle["value"] for handle in expect["handles"])
    yield from expect["urls"]
