"""Estimate how many there are, from published tables of counts."""

import json
from pathlib import Path

import click


@click.group(name="estimate", help=__doc__)
def command() -> None:
    pass


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="one JSON object a file")
@click.option(
    "--method", "methods", multiple=True, help="such as loglinear, chao, chapman; all that apply when not told"
)
@click.option("--model", default="", help="two-list terms of the log-linear model, such as A:B,A:C")
def table(files: tuple[Path, ...], *, as_json: bool, methods: tuple[str, ...], model: str) -> None:
    """Answer FILES of reference form; only `data` and `design` are read."""
    from estimate.tables import Asked, answers

    asked = Asked(methods=frozenset(method for told in methods for method in told.split(",")), model=model)
    for file in files:
        told = _read(file)
        found = answers(told, asked)
        if as_json:
            results = [answer.model_dump(mode="json", exclude={"se"}) for answer in found]
            click.echo(json.dumps({"id": told.get("id", file.stem), "results": results}))
            continue
        for answer in found:
            click.echo(
                f"{file.stem:32} {answer.table or '':18} {answer.method:18} {_shown(answer.estimate, answer.ci95)}"
            )
            if answer.reason:
                click.echo(f"{'':32} refused: {answer.reason}")


def _read(file: Path) -> dict[str, object]:
    from models.errors import BadInput

    try:
        told = json.loads(file.read_text("utf-8"))
    except ValueError as wrong:
        raise BadInput(f"{file} is no JSON ({wrong}).") from None
    if not isinstance(told, dict):
        raise BadInput(f"{file} holds no JSON object.")
    return told


def _shown(value: float | None, ci95: tuple[float, float] | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" + (f" ({ci95[0]:,.0f} to {ci95[1]:,.0f})" if ci95 else "")
