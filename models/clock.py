"""The clock, handed down from the door like the stores.

`now` is observed time (visits, pages, sightings, due dates, cool-downs) and can be set for a simulated market;
`wall` is the machine's time (leases, sign-ins, the log) and cannot.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    def now(self) -> datetime: ...
    def wall(self) -> datetime: ...


class WallClock:
    """Observed time is the machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def wall(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True)
class SetClock:
    """Observed time stands at `at`, as `LYKTA_NOW` asks (loopback only: settings refuse it elsewhere)."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def wall(self) -> datetime:
        return datetime.now(UTC)
