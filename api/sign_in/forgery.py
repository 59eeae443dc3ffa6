"""Was a request that changes something really made from our own page? A token and the Origin must both say so."""

import hmac
from urllib.parse import urlsplit

from models.errors import NotAllowed

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def check_origin(*, origin: str | None, referer: str | None, host: str) -> None:
    """Raise NotAllowed unless the browser says the request came from this very host."""
    told = origin if origin is not None else referer
    if not told or urlsplit(told).netloc != host:
        raise NotAllowed("forged")


def check_token(told: str | None, expected: str) -> None:
    """Raise NotAllowed unless the token of the session came along."""
    if not expected or not hmac.compare_digest((told or "").encode(), expected.encode()):
        raise NotAllowed("forged")
