"""One run over one site: its start and its outcome are two records; no outcome means it is to be resumed."""

from enum import StrEnum
from typing import Self

from models.base import Id, Moment, Record, fingerprint


class Visit(Record):
    id: Id
    site: str
    due_at: Moment
    started_at: Moment
    sheet: str
    """Hash of the sheet in force."""

    @classmethod
    def due(cls, site: str, *, due_at: Moment, started_at: Moment, sheet: str) -> Self:
        return cls(
            id=fingerprint("visit", site, due_at.isoformat()),
            site=site,
            due_at=due_at,
            started_at=started_at,
            sheet=sheet,
        )


class VisitVerdict(StrEnum):
    GOOD = "good"
    DOUBTFUL = "doubtful"
    FAILED = "failed"


class Count(Record):
    """One counted thing of a visit, such as `verdict.ok`, `filled.price`, `pages`, `ads.new`."""

    name: str
    value: int


class VisitOutcome(Record):
    """How a visit went: what it counted, which lists it walked to the end, and what it broke of its promises."""

    visit: Id
    verdict: VisitVerdict
    ended_at: Moment
    counts: tuple[Count, ...]
    completed_lists: tuple[str, ...]
    """Names of the sheet's lists that were walked to the end: only these can tell that an ad was not met."""
    broken: tuple[str, ...] = ()
    """Promises of the sheet that did not hold, one sentence each; no text of any ad."""

    def count(self, name: str) -> int:
        return next((count.value for count in self.counts if count.name == name), 0)
