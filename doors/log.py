"""Check that the log of viewings and decisions is whole."""

import click

from doors.opening import opened


@click.group(name="log", help=__doc__)
def command() -> None:
    pass


@command.command()
def verify() -> None:
    """Follow the chain from the first entry; names the first that was changed, removed or inserted."""
    with opened() as parts:
        click.echo(f"The log is whole: {parts.stores.log.verify()} entries.")
