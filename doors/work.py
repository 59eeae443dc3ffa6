"""Do all that is due: visit, read, assess, link and index, once or for ever."""

import time

import click
import structlog

from doors.assess import assess_all
from doors.index import index_all
from doors.link import link_all
from doors.opening import Parts, opened
from doors.read import read_all
from doors.visit import visit_due

PAUSE_SECONDS = 30

log = structlog.get_logger()


@click.command(name="work", help=__doc__)
@click.option("--once", is_flag=True, help="stop when nothing is due")
def command(*, once: bool) -> None:
    with opened() as parts:
        while True:
            visit_due(parts)
            derive(parts)
            if once:
                return
            time.sleep(PAUSE_SECONDS)


def derive(parts: Parts) -> None:
    """Bring everything that is computed up to its edition; each step goes on where it stopped."""
    read_all(parts)
    assess_all(parts)
    link_all(parts)
    index_all(parts)
