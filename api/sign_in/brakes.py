"""Brakes on guessing passwords and on opening contacts: so many in a time, then wait."""

from dataclasses import dataclass, field

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

SIGN_IN_BY_LOGIN = parse("10/15 minutes")
SIGN_IN_BY_ADDRESS = parse("60/15 minutes")
REVEAL = parse("60/hour")
SEARCH = parse("120/minute")


@dataclass(frozen=True)
class Brakes:
    """Counts lie in memory: a restart forgives, and one process serves the desk."""

    window: MovingWindowRateLimiter = field(default_factory=lambda: MovingWindowRateLimiter(MemoryStorage()))

    def allows(self, limit: RateLimitItem, *who: str) -> bool:
        """Count one attempt; False when the limit is reached."""
        return self.window.hit(limit, *who)

    def forgive(self, limit: RateLimitItem, *who: str) -> None:
        self.window.clear(limit, *who)
