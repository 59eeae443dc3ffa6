"""What every test may ask for: a key ring, a stopped clock, a home of its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from models.clock import SetClock
from models.keys import KeyRing

# Machines are shared and noisy: a deadline would be a timed test.
settings.register_profile("lykta", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lykta")

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def keys() -> KeyRing:
    return KeyRing.fresh()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOON)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "var"
