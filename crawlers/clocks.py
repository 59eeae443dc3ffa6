"""When a site is next due: sooner while its lists change, later while they do not, within the bounds of its sheet."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from crawlers.sheets import Sheet
from models.visit import Visit, VisitOutcome, VisitVerdict

SHORTER, LONGER = 0.5, 1.5
MUCH, LITTLE = 0.1, 0.02
"""Shares of the ads met that were new: above the one a visit came late, below the other it came early."""


def next_due(sheet: Sheet, last: Sequence[tuple[Visit, VisitOutcome | None]]) -> datetime | None:
    """Given a site's visits, newest first; None: at once (never visited, or left unfinished)."""
    if not last or last[0][1] is None:
        return None
    return last[0][0].due_at + timedelta(hours=_interval(sheet, last))


def _interval(sheet: Sheet, last: Sequence[tuple[Visit, VisitOutcome | None]]) -> float:
    """Hours, worked forward from the oldest visit; a failed or doubtful one tells nothing and keeps the pace."""
    shortest, longest = sheet.revisit.min_hours, sheet.revisit.max_hours
    hours = shortest
    for _, outcome in reversed(last):
        if outcome is not None and outcome.verdict is VisitVerdict.GOOD:
            hours = min(max(hours * _factor(outcome), shortest), longest)
    return hours


def _factor(outcome: VisitOutcome) -> float:
    new = outcome.count("ads.new") / max(outcome.count("ads.met"), 1)
    return SHORTER if new > MUCH else LONGER if new < LITTLE else 1.0
