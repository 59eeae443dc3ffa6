"""Visit sites from their sheets: those that are named, or those whose time has come."""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import click
import structlog

from doors.opening import Parts, opened
from models.errors import BadInput, LyktaError
from models.scope import Scope
from models.settings import Settings
from models.visit import VisitOutcome, VisitVerdict

AT_ONCE = 2
"""Sites at a time on one machine; each has a process of its own, and its own pace."""

log = structlog.get_logger()


@click.command(name="visit", help=__doc__)
@click.argument("names", nargs=-1)
@click.option("--due", is_flag=True, help="those whose time has come")
def command(names: tuple[str, ...], *, due: bool) -> None:
    with opened() as parts:
        outcomes = visit_due(parts) if due else visit_named(parts, names)
        for site, outcome in outcomes:
            click.echo(f"{site}: {told(outcome)}")
        well = all(isinstance(one, VisitOutcome) and one.verdict is VisitVerdict.GOOD for _, one in outcomes)
    sys.exit(0 if well else 1)


def visit_named(parts: Parts, names: Sequence[str]) -> list[tuple[str, VisitOutcome | LyktaError]]:
    """Visit the sheets named, or all. Raises BadInput for a name without a sheet."""
    from crawlers.sheet_files import load_sheets

    sheets = load_sheets(parts.settings.site_folder)
    unknown = set(names) - {sheet.id for sheet in sheets}
    if unknown:
        known = ", ".join(sheet.id for sheet in sheets) or "none"
        raise BadInput(f"No sheet is called {', '.join(sorted(unknown))}; known: {known}.")
    chosen = [sheet for sheet in sheets if not names or sheet.id in names]
    return visit_all(chosen, settings=parts.settings, due_at=parts.clock.now())


def visit_due(parts: Parts) -> list[tuple[str, VisitOutcome | LyktaError]]:
    """Visit every site that was not visited within the shorter bound of its sheet, and those left unfinished."""
    from crawlers.sheet_files import load_sheets

    if not parts.settings.site_folder.is_dir():
        return []
    now = parts.clock.now()
    due = [sheet for sheet in load_sheets(parts.settings.site_folder) if _is_due(parts, sheet, now)]
    return visit_all(due, settings=parts.settings, due_at=now)


def visit_all(
    sheets: Sequence[Any], *, settings: Settings, due_at: datetime
) -> list[tuple[str, VisitOutcome | LyktaError]]:
    """Visit some sites, a few at a time. What goes wrong at one is told in its place, and the others go on."""
    from crawlers.visits import run_visit

    def visited(sheet: Any) -> tuple[str, VisitOutcome | LyktaError]:
        try:
            return sheet.id, run_visit(sheet, settings=settings, due_at=due_at)
        except LyktaError as error:
            log.warning("site was not visited", site=sheet.id, why=str(error))
            return sheet.id, error

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(visited, sheets))


def told(outcome: VisitOutcome | LyktaError) -> str:
    if isinstance(outcome, LyktaError):
        return str(outcome)
    counts = f"{outcome.count('pages')} pages, {outcome.count('ads.met')} ads"
    return f"{outcome.verdict} ({counts})" + "".join(f"\n  {sentence}" for sentence in outcome.broken)


def _is_due(parts: Parts, sheet: Any, now: datetime) -> bool:
    last = parts.stores.visits.last(sheet.id, Scope.joint(), limit=1)
    if not last:
        return True
    visit, outcome = last[0]
    return outcome is None or visit.due_at + timedelta(hours=sheet.revisit.min_hours) <= now
