"""Every file of the reference folder is answered, by every method that applies."""

from pathlib import Path
from typing import Any

import pytest

from estimate.answers import Estimate, Status
from estimate.asking import Asked
from estimate.resampling import Bootstrap
from estimate.tables import answers
from models.errors import BadInput
from tests.estimate.published import FOLDER, published

FILES = sorted(path.stem for path in FOLDER.glob("*.json"))


def ask(name: str, *methods: str, **told: Any) -> dict[str, Estimate]:
    found = answers(published(name), Asked(methods=frozenset(methods), **told))
    return {f"{answer.table or ''} {answer.method}".strip(): answer for answer in found}


@pytest.mark.parametrize("name", FILES)
def test_every_design_is_answered(name: str) -> None:
    found = answers(published(name), Asked())
    assert [answer for answer in found if answer.status is Status.OK]
    for answer in found:
        assert (answer.estimate is None) == (answer.status is Status.REFUSED) == (answer.reason is not None)


@pytest.mark.parametrize("name", FILES)
def test_only_data_and_design_are_read(name: str) -> None:
    told = published(name)
    bare = {"data": told["data"], "design": told["design"]}
    assert answers(bare, Asked()) == answers(told, Asked())


def test_the_folder_is_there() -> None:
    assert Path(FOLDER).is_dir()
    assert len(FILES) == 10


def test_a_model_is_told_by_its_terms() -> None:
    found = ask("artificial_existence_3lists", "loglinear", model="A:C,B:C")["loglinear"]
    assert found.estimate == pytest.approx(296.0)
    assert found.model == "A:C,B:C"
    assert ask("artificial_existence_3lists", "loglinear", model="A:B")["loglinear"].status is Status.REFUSED


def test_a_three_list_term_takes_its_pairs_with_it() -> None:
    found = ask("uk_2013_modern_slavery_5lists", "loglinear", model="LA:NG:PFNCA")["loglinear"]
    assert found.model == "LA:NG,LA:PFNCA,NG:PFNCA,LA:NG:PFNCA"


def test_a_bootstrap_takes_the_place_of_the_models_own_interval() -> None:
    plain = ask("uk_2013_modern_slavery_5lists", "stepwise")["stepwise"]
    again = ask("uk_2013_modern_slavery_5lists", "stepwise", bootstrap=Bootstrap(resamples=100, seed=2))["stepwise"]
    assert again.estimate == plain.estimate
    assert again.ci95 != plain.ci95


def test_sums_of_many_occasions_are_met() -> None:
    found = ask("two_sample_textbook", "schnabel", "schnabel-chapman", "schumacher")
    told = next(row for row in published("two_sample_textbook")["published"] if "Schnabel" in row)
    table = told["table"]
    assert found[f"{table} schnabel"].estimate == pytest.approx(told["Schnabel"], abs=1)
    assert found[f"{table} schnabel-chapman"].estimate == pytest.approx(told["Schnabel_chapman"], abs=1)
    assert found[f"{table} schumacher"].estimate == pytest.approx(told["Schumacher_Eschmeyer"], abs=1)


@pytest.mark.parametrize("pair", ["PQ", "PE", "QE"])
def test_pairs_of_lists_are_met(pair: str) -> None:
    row = next(row for row in published("hav_taiwan_3lists")["reference"] if "pairs" in row)["pairs"][pair]
    found = ask("hav_taiwan_3lists", "chapman", "lincoln-petersen")
    name = ":".join(pair)
    assert found[f"{name} chapman"].estimate == pytest.approx(row["chapman"], rel=1e-4)
    assert found[f"{name} chapman"].se == pytest.approx(row["se"], rel=1e-3)
    assert found[f"{name} chapman"].ci95 == pytest.approx(tuple(row["ci95_log"]), rel=1e-3)
    assert found[f"{name} lincoln-petersen"].estimate == pytest.approx(row["petersen"], rel=1e-4)


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"design": "guess", "data": {}},
        {"design": "multi_list_closed", "data": {"lists": ["A", "B"]}},
        {"design": "multi_list_closed", "data": {"lists": ["A", "B"], "counts": {"1": 4}}},
        {"design": "multi_list_closed", "data": {"lists": ["A", "B"], "counts": {"00": 4, "10": 1}}},
        {"design": "multi_list_closed", "data": {"lists": ["A", "B"], "counts": {"11": -4}}},
        {"design": "open_population", "data": {"histories": {"01": 3, "011": 2}}},
        {"design": "single_source_counts", "data": {"freq_of_counts": 3}},
    ],
    ids=str,
)
def test_a_table_of_another_form_is_told(table: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        answers(table, Asked())


def test_a_method_that_does_not_apply_is_told_with_those_that_do() -> None:
    with pytest.raises(BadInput, match="zelterman"):
        ask("netherlands_immigrants_1995_counts", "loglinear")


@pytest.mark.parametrize("counts", [{}, {"10": 0, "01": 0}, {"10": 5}, {"11": 3}], ids=str)
def test_a_table_that_says_nothing_is_refused_not_guessed(counts: dict[str, int]) -> None:
    table = {"design": "multi_list_closed", "data": {"lists": ["A", "B"], "counts": counts}}
    methods = frozenset({"loglinear", "loglinear-profile", "stepwise", "bic", "bic-downhill"})
    assert [answer.status for answer in answers(table, Asked(methods=methods))] == [Status.REFUSED] * len(methods)
