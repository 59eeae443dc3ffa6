"""The doors that others script against keep their form: one answer a line, in order, spans that cut what was said."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from doors import assess, link, read

TEXT = "Hej, jag heter Tuva och är 27 år. Ring noll sju noll, ett sju fyra, noll sex, ett tre. 30 min 800 kr i Solna."
LINES = [
    json.dumps({"id": "a", "text": TEXT, "site_context": {"country": "SE", "posted_at": "2026-03-02T10:00:00+01:00"}}),
    "no json",
    json.dumps({"id": "c", "text": "", "site_context": {"country": "SE"}, "unknown": 1}),
]


def answers(door: Any, lines: list[str]) -> list[dict[str, Any]]:
    ended = CliRunner().invoke(door.command, ["--jsonl"], input="\n".join(lines) + "\n", catch_exceptions=False)
    assert ended.exit_code == 0
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_reading_answers_the_nine_fields_and_every_mention() -> None:
    first, broken, empty = answers(read, LINES)
    assert first["id"] == "a"
    assert first["lang"] == "sv"
    assert first["phones"] == ["+46701740613"]
    assert first["ages"] == [27]
    assert first["prices"] == [{"amount": 800, "currency": "SEK", "minutes": 30}]
    assert first["places"] == ["Solna"]
    assert first["names"] == ["Tuva"]
    assert first["dates"] is None
    assert {TEXT[told["start"] : told["end"]] for told in first["mentions"] if told["kind"] == "place"} == {"Solna"}
    assert all(told["said"] for told in first["mentions"])
    assert (broken["id"], "error" in broken) == (None, True)
    assert (empty["id"], empty["phones"], empty["mentions"]) == ("c", [], [])


def test_assessing_answers_codes_that_fire_and_quotes() -> None:
    first, broken, empty = answers(assess, LINES)
    assert "OBF01" in first["fires"]
    assert all(TEXT[told["start"] : told["end"]] == told["quote"] for told in first["findings"])
    assert {told["code"] for told in first["findings"]} == set(first["fires"])
    assert first["band"] in {"urgent", "high", "medium", "low", "none"}
    assert len(first["reasons"]) == len(first["fires"])
    assert (broken["id"], "error" in broken) == (None, True)
    assert (empty["id"], empty["fires"], empty["band"]) == ("c", [], "none")


def ad(name: str, text: str, **told: Any) -> str:
    usual: dict[str, Any] = {"id": name, "site": "a", "posted_at": "2026-03-02T10:00:00+01:00", "text": text}
    return json.dumps(usual | told)


def test_linking_answers_every_line_in_its_place() -> None:
    lines = [
        ad("1", "Tuva i Solna, ring 070-174 06 13 på kvällen"),
        '{"id": "2"}',
        ad("3", "Svar direkt, boka tid med Tuva: 0701740613, Solna"),
        ad("4", "Något helt annat, mejla bara", emails=["demo_b@example.com"]),
    ]
    first, broken, third, fourth = answers(link, lines)
    assert [first["id"], broken["id"], third["id"], fourth["id"]] == ["1", "2", "3", "4"]
    assert "error" in broken
    assert first["advertiser"] == third["advertiser"] != fourth["advertiser"]
    assert first["personas"] == third["personas"] != []


@pytest.mark.parametrize("door", [read, assess, link], ids=["read", "assess", "link"])
def test_no_line_gives_no_answer(door: Any) -> None:
    assert answers(door, [""]) == []
