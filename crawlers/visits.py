"""Sends visits out: one process each, through one checking proxy, taken up again when it was killed.

Processes are forked from a server that has loaded Scrapy once (loading takes longer than a small visit). A child holds
the end of a pipe; when its sender dies, the pipe closes and the child ends, so that no visit runs unwatched.
"""

import multiprocessing
import os
import signal
from contextlib import ExitStack
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Self

import structlog

from crawlers import egress
from crawlers.politeness import may_visit
from crawlers.sheets import Sheet
from crawlers.wall import Wall
from models import errors
from models.base import Record, fingerprint
from models.errors import LyktaError, SiteUnreachable
from models.settings import Settings
from models.visit import VisitOutcome

log = structlog.get_logger()

TRIES = 3
"""A visit's process that was killed is started again so many times, and goes on where it stopped."""
PRELOADED = (
    "crawlers.visit_process",
    "crawlers.spiders.site",
    "crawlers.spiders.trust",
    "scrapy.crawler",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.extensions.closespider",
    "scrapy.extensions.memusage",
    "scrapy.extensions.throttle",
    "scrapy.logformatter",
    "scrapy.statscollectors",
    "scrapy.spidermiddlewares.referer",
    "protego",
)
"""Nothing here may start threads or install Twisted's reactor."""


class Orders(Record):
    """What a visit's process is told, over its pipe."""

    sheet: Sheet
    settings: str
    due_at: datetime
    proxy: str


class Report(Record):
    """What it answers: the outcome, or an error of the family by its name and what it says."""

    outcome: VisitOutcome | None = None
    error: str = ""
    said: tuple[str, ...] = ()

    @classmethod
    def of_error(cls, error: LyktaError) -> Self:
        said = tuple(map(str, vars(error).values())) if is_dataclass(error) else (str(error),)
        return cls(error=type(error).__name__, said=said)

    def raised(self) -> LyktaError:
        """The error as it was raised in the visit's process."""
        kind: type[LyktaError] = getattr(errors, self.error)
        return kind(*self.said)


def visit_id(sheet: Sheet, due_at: datetime) -> str:
    return fingerprint("visit", sheet.id, due_at.isoformat())


def run_visit(sheet: Sheet, *, settings: Settings, due_at: datetime) -> VisitOutcome:
    """Visit a site and wait for the outcome; an unfinished visit of the site is finished first.

    Raises Refused (no decision, outside the hours, by the guard), Conflict (another process visits it), BadInput and
    the other errors of the stores, SiteUnreachable when its process was killed three times.
    """
    may_visit(sheet, settings, now=settings.clock.now())
    wall = Wall(loopback=settings.loopback, hosts=frozenset(sheet.hosts))
    with ExitStack() as held:
        _, port = held.enter_context(egress.running(wall))
        told = Orders(sheet=sheet, settings=settings.model_dump_json(), due_at=due_at, proxy=f"http://127.0.0.1:{port}")
        outcome = _sent(told, settings)
        while outcome.visit != visit_id(sheet, due_at):
            outcome = _sent(told, settings)
        return outcome


def _sent(told: Orders, settings: Settings) -> VisitOutcome:
    for _ in range(TRIES):
        with Errandee.sent(told) as child:
            report = child.report()
        if report is not None and report.outcome is not None:
            return report.outcome
        if report is not None:
            raise report.raised()
        log.warning("visit process ended", site=told.sheet.id, signal=child.signal)
        if settings.die_after:
            fall_too()
    raise SiteUnreachable(told.sheet.id, f"its process was killed {TRIES} times")


def fall_too() -> None:
    """A drill kills the work, not a part of it: the sender falls with its child."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Errandee:
    """A visit's process and the pipe to it."""

    process: BaseProcess
    pipe: Connection

    @classmethod
    def sent(cls, told: Orders) -> Self:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
        ours, theirs = context.Pipe()
        process = context.Process(target=_child, args=(theirs,), name=f"visit {told.sheet.id}")
        process.start()
        theirs.close()
        ours.send_bytes(told.model_dump_json().encode())
        return cls(process, ours)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Also when the sender is interrupted: the child must not outlive its proxy."""
        self.pipe.close()
        self.process.join(timeout=10)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()

    def report(self) -> Report | None:
        """Wait for the answer. None: the process ended without one."""
        try:
            return Report.model_validate_json(self.pipe.recv_bytes())
        except (EOFError, OSError):
            self.process.join()
            return None

    @property
    def signal(self) -> int:
        return -(self.process.exitcode or 0)


def _child(pipe: Connection) -> None:
    """Runs in the child alone: its sender never loads Scrapy."""
    from crawlers.visit_process import main

    main(pipe)
