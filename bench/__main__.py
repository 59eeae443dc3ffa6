"""`python -m bench [NAME …] [--json]`: run one measurement, or all of them as a table."""

import json
import platform
from collections.abc import Mapping
from importlib import import_module
from os import cpu_count
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

NAMES = tuple(sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py")))


def measured(name: str) -> dict[str, Any]:
    """Run one measurement: its module's `run()` answers `figures` and what they stand `against`."""
    answer: Mapping[str, Any] = import_module(f"bench.{name}").run()
    machine = {"python": platform.python_version(), "cores": cpu_count(), "system": platform.system()}
    return {"name": name, "figures": answer["figures"], "against": answer["against"], "machine": machine}


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice(NAMES))
@click.option("--json", "as_json", is_flag=True, help="one JSON object a line")
def main(names: tuple[str, ...], *, as_json: bool) -> None:
    table = Table("measurement", "figure", "value", "against")
    for name in names or NAMES:
        answer = measured(name)
        if as_json:
            click.echo(json.dumps(answer))
            continue
        for figure, value in answer["figures"].items():
            table.add_row(name, figure, f"{value}", f"{answer['against']}")
    if not as_json:
        Console().print(table)


if __name__ == "__main__":
    main()
