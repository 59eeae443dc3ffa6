"""Estimate how many there are: figures from what was collected, or answers for published tables of counts."""

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from models.errors import BadInput


@click.group(name="estimate", help=__doc__)
def command() -> None:
    pass


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="one JSON object a file")
@click.option(
    "--method",
    "methods",
    multiple=True,
    help="such as loglinear, stepwise, chao, chapman; the usual ones when not told",
)
@click.option("--model", default="", help="terms of the log-linear model, such as A:B,A:C; covariates of counts")
@click.option("--bootstrap", type=click.IntRange(min=100), help="resamples of a BCa interval; the choice is repeated")
@click.option("--seed", default=1, show_default=True, help="of the resampling")
def table(
    files: tuple[Path, ...],
    *,
    as_json: bool,
    methods: tuple[str, ...],
    model: str,
    bootstrap: int | None,
    seed: int,
) -> None:
    """Answer FILES of reference form; only `data` and `design` are read. A broken file is told, the rest goes on."""
    from estimate.asking import Asked
    from estimate.resampling import Bootstrap

    asked = Asked(
        methods=frozenset(method.strip() for told in methods for method in told.split(",") if method.strip()),
        model=model,
        bootstrap=Bootstrap(resamples=bootstrap, seed=seed) if bootstrap else None,
    )
    answered = [_answered(file, asked, as_json=as_json) for file in files]
    if not all(answered):
        sys.exit(1)


@command.command()
@click.option("--from", "first", type=click.DateTime(["%Y-%m"]), help="first month, such as 2026-01")
@click.option("--to", "last", type=click.DateTime(["%Y-%m"]), help="last month; all that was watched when not told")
@click.option("--by", type=click.Choice(["all", "municipality", "kind"]), default="all", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="one JSON object a figure")
@click.option("--csv", "csv_file", type=click.Path(dir_okay=False, path_type=Path), help="write a table and its sheet")
def figures(*, first: datetime | None, last: datetime | None, by: str, as_json: bool, csv_file: Path | None) -> None:
    """Stock a week, flow a month and ever in the period, for advertisers and personas, suppressed."""
    from doors.opening import opened
    from estimate.exports import as_csv, metadata

    with opened() as parts:
        found = _figures(parts.stores.histories, first and first.date(), last and last.date(), by=by)
    if csv_file:
        csv_file.write_text(as_csv(found), "utf-8")
        sheet = csv_file.with_name(f"{csv_file.name}-metadata.json")
        sheet.write_text(metadata(found, name=csv_file.name), "utf-8")
        click.echo(f"{len(found)} figures stand in {csv_file}, what they mean in {sheet.name}.")
    for figure in found if as_json else ():
        click.echo(figure.model_dump_json())
    if not (csv_file or as_json):
        _show(found)


def _figures(histories: Any, first: date | None, last: date | None, *, by: str) -> Any:
    """Raises BadInput while there is nothing to count."""
    from estimate.cells import Dimension
    from estimate.figures import Query, period_of
    from estimate.figures import figures as figures_of
    from models.scope import Scope

    scope = Scope.joint()
    watched = period_of(histories, scope)
    if watched is None or histories.snapshot(scope) is None:
        raise BadInput("Nothing can be counted yet: visit, read and link first (`lykta work --once`).")
    query = Query.of_months(first or watched[0], last or watched[1], by=Dimension(by))
    return figures_of(histories, query, scope)


def _show(found: Any) -> None:
    for one in found:
        value = "-" if one.value is None else f"{one.value:,}"
        interval = "" if one.low is None else f"({one.low:,} to {one.high:,})"
        cell = one.area if one.area != "all" else one.kind
        told = f"{one.measure:5} {one.unit:10} {one.window} {cell:12} {one.rung:18} {value:>8} {interval:18}"
        click.echo(f"{told} {one.reason or one.estimator}")


def _answered(file: Path, asked: Any, *, as_json: bool) -> bool:
    """Answer one file; False where it could not be read or asked."""
    from estimate.tables import answers

    name = file.stem
    try:
        told = _read(file)
        name = str(told.get("id", name))
        found = answers(told, asked)
    except BadInput as wrong:
        if as_json:
            click.echo(json.dumps({"id": name, "error": str(wrong)}))
        else:
            click.echo(f"{name}: {wrong}", err=True)
        return False
    if as_json:
        results = [answer.model_dump(mode="json", exclude={"se"}) for answer in found]
        click.echo(json.dumps({"id": name, "results": results}))
        return True
    for answer in found:
        value = _shown(answer.estimate, answer.ci95)
        click.echo(f"{name[:32]:32} {answer.table or '':14} {answer.method:22} {answer.quantity:14} {value}")
        if answer.reason:
            click.echo(f"{'':32} refused: {answer.reason}")
    return True


def _read(file: Path) -> dict[str, object]:
    try:
        told = json.loads(file.read_text("utf-8"))
    except OSError as wrong:
        raise BadInput(f"{file} cannot be read ({wrong.strerror}).") from None
    except ValueError as wrong:
        raise BadInput(f"{file} is no JSON ({wrong}).") from None
    if not isinstance(told, dict):
        raise BadInput(f"{file} holds no JSON object.")
    return told


def _shown(value: float | None, ci95: tuple[float, float] | None) -> str:
    if value is None:
        return "-"
    digits = 0 if abs(value) >= HUNDRED else 3
    return f"{value:,.{digits}f}" + (f" ({ci95[0]:,.{digits}f} to {ci95[1]:,.{digits}f})" if ci95 else "")


HUNDRED = 100
