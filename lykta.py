"""The command line: lists the doors, each loaded only when asked for."""

import ast
import sys
from importlib import import_module
from pathlib import Path

import click

DOORS = (
    "demo",
    "visit",
    "site",
    "read",
    "assess",
    "link",
    "work",
    "serve",
    "user",
    "simulate",
    "estimate",
    "measure",
    "index",
    "log",
    "doctor",
)
HOME = Path(__file__).parent / "doors"


class House(click.Group):
    """Knows each door by its file, so that `--help` imports none of them."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(DOORS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        if name not in DOORS:
            return None
        command = import_module(f"doors.{name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Doors"):
            formatter.write_dl([(name, _sentence(name)) for name in DOORS])


def _sentence(name: str) -> str:
    return (ast.get_docstring(ast.parse((HOME / f"{name}.py").read_text("utf-8"))) or "").partition("\n")[0]


@click.group(cls=House, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="lykta", prog_name="lykta")
def house() -> None:
    """Lykta watches open ad sites so that the people behind the ads can be offered protection and help.

    Exit status: 0 done, 1 done but not well, 2 wrong use or input.
    """


def main() -> None:
    """Run a door and tell the family of errors in one sentence; anything else is a bug and shows its traceback."""
    from models.errors import LyktaError

    try:
        house(prog_name="lykta")
    except LyktaError as error:
        print(f"lykta: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
