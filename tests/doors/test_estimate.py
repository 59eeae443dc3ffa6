"""The door of estimates, as others script against it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doors.estimate import command
from models.errors import BadInput
from models.keys import KeyRing
from models.settings import Settings
from models.stores.sql.open import open_stores
from tests.estimate.markets import Pretend
from tests.estimate.published import FOLDER

UK = FOLDER / "uk_2013_modern_slavery_5lists.json"


def run(*told: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in told])


def count(home: Path, *told: str | Path) -> Result:
    return CliRunner().invoke(command, ["figures", *map(str, told)], env={"LYKTA_HOME": str(home)})


@pytest.fixture
def watched(home: Path) -> Path:
    """A home in which two sites were visited once."""
    home.mkdir()
    settings = Settings(home=home)
    stores = open_stores(settings, KeyRing.at(settings.key_file), settings.clock)
    market = Pretend(stores=stores)
    market.week(0, {"ett": [f"a{number}" for number in range(30)], "tva": [f"a{number}" for number in range(20, 40)]})
    market.linked().close()
    return home


def test_each_file_is_one_object_with_its_results() -> None:
    answered = run("table", "--json", UK, FOLDER / "hav_taiwan_3lists.json", "--method", "loglinear,stepwise")
    assert answered.exit_code == 0
    first, second = (json.loads(line) for line in answered.stdout.splitlines())
    assert (first["id"], second["id"]) == ("uk_2013_modern_slavery_5lists", "hav_taiwan_3lists")
    assert [result["method"] for result in first["results"]] == ["loglinear", "stepwise"]
    keys = {"table", "method", "quantity", "estimate", "ci95", "model", "status", "reason"}
    assert all(set(result) == keys for result in first["results"])


def test_a_broken_file_is_answered_in_its_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    broken, other, missing = tmp_path / "broken.json", tmp_path / "other.json", tmp_path / "missing.json"
    broken.write_text("{", "utf-8")
    other.write_text(json.dumps({"id": "other", "design": "guess", "data": {}}), "utf-8")
    answered = run("table", "--json", broken, UK, missing, other, "--method", "chao")
    assert answered.exit_code == 1
    lines = [json.loads(line) for line in answered.stdout.splitlines()]
    assert [line["id"] for line in lines] == ["broken", "uk_2013_modern_slavery_5lists", "missing", "other"]
    assert [set(line) == {"id", "error"} for line in lines] == [True, False, True, True]


def test_a_refusal_is_an_answer_with_its_reason() -> None:
    table = FOLDER / "artificial_existence_3lists.json"
    answered = run("table", "--json", table, "--method", "loglinear", "--model", "A:B")
    (result,) = json.loads(answered.stdout)["results"]
    assert (answered.exit_code, result["status"], result["estimate"], result["ci95"]) == (0, "refused", None, None)
    assert "unbounded" in result["reason"]


def test_an_interval_can_be_resampled_with_the_choice_repeated() -> None:
    told = ("table", "--json", UK, "--method", "stepwise", "--bootstrap", "100", "--seed", "5")
    (result,) = json.loads(run(*told).stdout)["results"]
    low, high = result["ci95"]
    assert low < result["estimate"] < high
    assert json.loads(run(*told).stdout)["results"] == [result]


def test_people_read_a_table() -> None:
    answered = run("table", UK, "--method", "loglinear")
    assert "13,444 (11,985 to 15,133)" in answered.stdout


def test_figures_are_counted_from_the_store(watched: Path) -> None:
    answered = count(watched, "--json")
    assert answered.exit_code == 0, answered.output
    told = [json.loads(line) for line in answered.stdout.splitlines()]
    seen = {(one["measure"], one["unit"]): one["value"] for one in told if one["rung"] == "seen"}
    assert (seen["stock", "advertiser"], seen["stock", "persona"], seen["ever", "advertiser"]) == (40, 40, 40)


def test_a_csv_is_written_with_its_sheet(watched: Path, tmp_path: Path) -> None:
    file = tmp_path / "figures.csv"
    assert count(watched, "--csv", file).exit_code == 0
    header, *rows = file.read_text("utf-8").splitlines()
    sheet = json.loads((tmp_path / "figures.csv-metadata.json").read_text("utf-8"))
    assert header.split(",") == [column["name"] for column in sheet["tableSchema"]["columns"]]
    assert rows


def test_people_read_figures_by_municipality(watched: Path) -> None:
    answered = count(watched, "--by", "municipality", "--from", "2026-03", "--to", "2026-03")
    assert "county 01" in answered.stdout


def test_an_empty_house_says_what_to_do(home: Path) -> None:
    answered = count(home)
    assert isinstance(answered.exception, BadInput)
    assert "lykta work" in str(answered.exception)
