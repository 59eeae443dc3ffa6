"""List, show and check the sheets of the sites that are watched."""

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from doors.site_read import read
from models.errors import BadInput
from models.settings import read_settings


@click.group(name="site", help=__doc__)
def command() -> None:
    pass


command.add_command(read)


@command.command(name="list")
def listed() -> None:
    """Each site with its lists, how it is fetched, and the decision to watch it."""
    from crawlers.sheet_files import load_sheets

    table = Table("site", "hosts", "lists", "fetched by", "decision")
    for sheet in load_sheets(read_settings().site_folder):
        fetched = f"{sheet.fetch.lists} / {sheet.fetch.details}"
        table.add_row(sheet.id, ", ".join(sheet.hosts), ", ".join(sheet.lists), fetched, sheet.why.decision or "none")
    Console().print(table)


@command.command()
@click.argument("name")
def show(name: str) -> None:
    """One sheet as it is understood, with what was left unsaid filled in."""
    from crawlers.sheet_files import load_sheets

    sheets = {sheet.id: sheet for sheet in load_sheets(read_settings().site_folder)}
    if name not in sheets:
        raise BadInput(f"No sheet is called {name}; known: {', '.join(sheets) or 'none'}.")
    click.echo(sheets[name].model_dump_json(indent=2))


@command.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check FILES, or every sheet: what is wrong is told by file, line, key and what was expected."""
    from crawlers.sheet_files import load_sheet, load_sheets

    if not files:
        click.echo(f"{len(load_sheets(read_settings().site_folder))} sheets are sound.")
    for file in files:
        click.echo(f"{file}: {load_sheet(file).id} is sound.")
