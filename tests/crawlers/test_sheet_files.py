"""A sheet that is wrong says where and how; a right one is read as written."""

from pathlib import Path

import pytest

from crawlers.sheet_files import load_sheet, load_sheets
from crawlers.sheets import Fetch, Pick
from models.errors import BadInput, BadSheet
from models.page import PageKind
from tests.crawlers.pages import SITES, sheet

GOOD = """id: torg
name: Torg
hosts: [torg.example]
lists:
  alla: http://torg.example/lista
why:
  controller: joint
  purpose: find-and-offer-help
  legal_basis: test
read:
  list:
    card: li
  detail:
    title: h1
    body: .text
"""


def told(folder: Path, text: str) -> BadSheet:
    path = folder / "torg.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadSheet) as wrong:
        load_sheet(path)
    return wrong.value


def test_sheets_of_a_folder_are_read_in_order_of_name() -> None:
    assert [one.id for one in load_sheets(SITES)] == ["site03", "site05", "torget"]


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="LYKTA_SITES"):
        load_sheets(tmp_path / "none")


def test_what_is_left_out_is_polite(tmp_path: Path) -> None:
    (tmp_path / "torg.yaml").write_text(GOOD, "utf-8")
    plain = load_sheet(tmp_path / "torg.yaml")
    assert (plain.pace.seconds, plain.pace.at_once, plain.pace.robots, plain.pace.agent) == (2, 1, None, None)
    assert plain.fetched_by(PageKind.LIST) is Fetch.HTTP
    assert plain.basis.decision is None


@pytest.mark.parametrize(
    ("broken", "line", "key", "expected"),
    [
        (GOOD.replace("title: h1", "title: 'h1[['"), 14, "read.detail.title.css", "a CSS selector"),
        (GOOD.replace("    body: .text\n", ""), 13, "read.detail.body", "a value"),
        (GOOD + "pace:\n  seconds: -1\n", 17, "pace.seconds", "greater than or equal to 0"),
        (GOOD + "colour: red\n", 16, "colour", "no such key"),
        (GOOD + "name: Torg igen\n", 16, "name", "each key once"),
        (GOOD + "no: 1\n", 16, "no", "a word as key"),
        (GOOD + "pace: {hours: 06:00-23:00x}\n", 16, "pace.hours", "hours in quotes"),
        (GOOD + "encoding: klingon\n", 16, "encoding", "a charset that browsers know"),
        (GOOD.replace("http://torg.example/lista", "http://annat.example/"), 1, "sheet", "list 'alla' to start with"),
        (GOOD.replace("hosts: [torg.example]", "hosts: [torg.example"), 4, "", "YAML"),
        (GOOD + "pace: {robots: {says: override}}\n", 16, "pace.robots.decision", "a value"),
    ],
)
def test_a_broken_sheet_names_file_line_key_and_what_was_expected(
    tmp_path: Path, broken: str, line: int, key: str, expected: str
) -> None:
    wrong = told(tmp_path, broken)
    assert (wrong.file.name, wrong.line, wrong.key) == ("torg.yaml", line, key)
    assert expected in wrong.expected


def test_two_sites_of_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(GOOD, "utf-8")
    with pytest.raises(BadSheet, match=r"b\.yaml.*'torg' is taken"):
        load_sheets(tmp_path)


def test_a_selector_may_name_an_attribute() -> None:
    assert Pick.model_validate("time::attr(datetime)") == Pick(css="time", attr="datetime")


def test_the_hash_names_what_a_sheet_says_and_not_its_layout(tmp_path: Path) -> None:
    first, second, other = (tmp_path / f"{name}.yaml" for name in ("a", "b", "c"))
    first.write_text(GOOD, "utf-8")
    second.write_text("# a remark\n" + GOOD, "utf-8")
    other.write_text(GOOD.replace("h1", "h2"), "utf-8")
    assert load_sheet(first).hash == load_sheet(second).hash != load_sheet(other).hash


def test_a_sheet_covers_only_pages_of_its_own_hosts() -> None:
    torget = sheet("torget")
    assert torget.covers("http://torget.example/x")
    for url in (
        "http://torget.example.evil.example/",
        "ftp://torget.example/",
        "http://user@evil.example/torget.example",
    ):
        assert not torget.covers(url)
