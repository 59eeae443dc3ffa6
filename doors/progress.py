"""How long work shows its progress: a bar on a terminal, log lines elsewhere."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

T = TypeVar("T")
log = structlog.get_logger()
console = Console(stderr=True)


class Step:
    """One step of the work; `advance` counts what is done."""

    def __init__(self, name: str, bar: Progress | None, total: int | None) -> None:
        self.name, self.done = name, 0
        self._bar = bar
        self._task = bar.add_task(name, total=total) if bar else None

    def advance(self, number: int = 1) -> None:
        self.done += number
        if self._bar and self._task is not None:
            self._bar.advance(self._task, number)

    def through(self, things: Iterable[T]) -> Iterator[T]:
        for thing in things:
            yield thing
            self.advance()


@contextmanager
def step(name: str, total: int | None = None) -> Iterator[Step]:
    """Show one step while it lasts, and say how many things it did when it ends."""
    if not sys.stderr.isatty():
        quiet = Step(name, None, total)
        yield quiet
        log.info("step done", step=name, done=quiet.done)
        return
    columns = (TextColumn("{task.description:<28}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        yield Step(name, bar, total)
