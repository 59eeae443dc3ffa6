"""The labelled suite of indicators, never below its bars; one shared reading of all cases."""

import importlib.util
import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from classify.assessing import assess, assessing_edition, suite_fires
from classify.catalogue import load
from classify.reading.context import Context
from tests.classify.assessed import said, the_reader

SUITES = Path(__file__).parents[1] / "suites"
URGENT = 0.97
PRECISION, RECALL, EACH, FORBIDDEN = 0.95, 0.90, 0.80, 0.02


@lru_cache(maxsize=1)
def scored() -> dict[str, Any]:
    spec = importlib.util.spec_from_file_location("score", SUITES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    lines = (SUITES / "dev" / "indicators.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines if line.strip()]
    told: dict[str, Any] = score.score_indicators(gold, [{"id": case["id"], "fires": fires(case)} for case in gold])
    return told


def fires(case: dict[str, Any]) -> list[str]:
    catalogue, reader, version = load(), the_reader(), said(case["text"])
    context = Context(country=case["site_context"]["country"], posted_at=case["site_context"]["posted_at"])
    reading = reader.read(version.text, version=version.id, context=context)
    return suite_fires(assess(version, reading, catalogue, assessing_edition(reading.edition, catalogue)), catalogue)


def test_micro_precision_and_recall_stand_above_their_bars() -> None:
    assert scored()["cases"] == 181
    assert scored()["micro"]["precision"] >= PRECISION
    assert scored()["micro"]["recall"] >= RECALL


def test_no_indicator_is_left_behind() -> None:
    recalls = {code: told["recall"] for code, told in scored()["per_indicator"].items() if told["recall"] is not None}
    assert len(recalls) == 50
    assert {code: recall for code, recall in recalls.items() if recall < EACH} == {}


def test_forbidden_fires_are_rare() -> None:
    told = scored()["per_indicator"].values()
    assert sum(one["fp"] for one in told) <= FORBIDDEN * sum(one["forbid_cases"] for one in told)


def test_what_cannot_wait_is_not_missed() -> None:
    assert scored()["escalating"]["recall"] >= URGENT
    assert scored()["per_indicator"]["MIN01"]["fn"] == 0
