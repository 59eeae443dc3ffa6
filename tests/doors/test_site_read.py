"""Sheets read the suite's pages as its author says, through the door that others script against."""

import json
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from classify.reading.reader import Reader
from crawlers.sheet_files import load_sheet
from doors.site_read import PageLine, page_told

TESTS = Path(__file__).parents[1]
PAGES = TESTS / "suites" / "dev" / "pages"
READ_BY_SHEET = ("site03", "site05")


def scorer() -> ModuleType:
    spec = util.spec_from_file_location("score", TESTS / "suites" / "score.py")
    assert spec
    assert spec.loader
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def expected() -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = json.loads((PAGES / "expected.json").read_text("utf-8"))["pages"]
    return [page for page in pages if page["site"] in READ_BY_SHEET]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def told(page: dict[str, Any], reader: Reader) -> dict[str, Any]:
    asked = {key: page[key] for key in ("id", "kind", "url", "http_status", "captured_at")}
    line = PageLine.model_validate(asked | {"file": PAGES / page["file"]})
    sheet = load_sheet(TESTS / "crawlers" / "sites" / f"{page['site']}.yaml")
    return page_told(line, sheet, reader)


def test_every_field_is_read_as_expected(reader: Reader) -> None:
    pages = expected()
    score = scorer().score_pages(pages, [told(page, reader) for page in pages])
    assert score["must_not_violations"] == []
    assert score["verdict_exact"] == f"{len(pages)}/{len(pages)}"
    assert (score["detail_links"]["precision"], score["detail_links"]["recall"]) == (1, 1)
    assert score["next_link"] == "2/2"
    assert {name: told["f1"] for name, told in score["sets"].items()} == dict.fromkeys(score["sets"], 1)
    assert score["single"] == dict.fromkeys(score["single"], "2/2")


@pytest.mark.parametrize("told", [{}, {"file": Path("nowhere.html")}])
def test_a_page_that_is_not_there_is_told(told: dict[str, Any], reader: Reader) -> None:
    line = PageLine(id="a", kind="list", url="https://site03.example/", captured_at="2026-03-02T10:00:00Z", **told)
    sheet = load_sheet(TESTS / "crawlers" / "sites" / "site03.yaml")
    with pytest.raises(Exception, match=r"cannot be read|needs `file`"):
        page_told(line, sheet, reader)
