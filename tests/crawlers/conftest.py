"""What the room's tests may ask for: settings of a home of one's own, and visits that report back."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

import pytest

from crawlers.sheets import Sheet
from crawlers.visits import run_visit
from models.clock import SetClock
from models.keys import KeyRing
from models.settings import Settings, read_settings
from models.stores.ports import Stores
from models.stores.sql.open import open_stores
from models.visit import VisitOutcome

START = datetime(2026, 3, 2, 12, tzinfo=UTC)


class Visiting(Protocol):
    def __call__(self, sheet: Sheet, loopback: dict[str, str], *, day: int = 0, **told: Any) -> VisitOutcome: ...


@pytest.fixture
def settings_of(home: Path) -> Callable[..., Settings]:
    def make(**told: Any) -> Settings:
        return read_settings(home=home, **told)

    return make


@pytest.fixture
def visit(settings_of: Callable[..., Settings]) -> Visiting:
    """Send a visit out as the door would, in its own process; `day` counts from the first."""

    def send(sheet: Sheet, loopback: dict[str, str], *, day: int = 0, **told: Any) -> VisitOutcome:
        at = START + timedelta(days=day)
        return run_visit(sheet, settings=settings_of(loopback=loopback, now=at, **told), due_at=at)

    return send


@pytest.fixture
def kept(settings_of: Callable[..., Settings]) -> Iterator[Callable[[], Stores]]:
    """Open the stores that visits wrote to."""
    opened: list[Stores] = []

    def opening() -> Stores:
        settings = settings_of()
        opened.append(open_stores(settings, KeyRing.at(settings.key_file), SetClock(START)))
        return opened[-1]

    yield opening
    for stores in opened:
        stores.close()
