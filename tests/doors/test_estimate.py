"""The door of estimates, as others script against it."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from doors.estimate import command
from tests.estimate.published import FOLDER

UK = FOLDER / "uk_2013_modern_slavery_5lists.json"


def run(*told: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in told])


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
