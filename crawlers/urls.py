"""Addresses as found on pages, made comparable; frozen by golden tests, for ads are named by them."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url

PLAIN = re.compile(r"/(?![/.])[\w~%/-]*(?:\.\w+)?", re.ASCII)
"""A path that joining leaves as it is: most links are one, and joining is what reading spends most of its time on."""
TRACKING = ("utm_", "fbclid", "gclid", "yclid", "msclkid", "mc_cid", "mc_eid", "_ga")


def resolved(base: str, found: str) -> str | None:
    """The address that a link leads to, as it is to be asked: no fragment, no tracking. None for what is no page."""
    if PLAIN.fullmatch(found):
        origin = _origin(base)
        return origin + found if origin else None
    return _joined(base, found)


@lru_cache(maxsize=64)
def _origin(base: str) -> str:
    return (_joined(base, "/") or "")[:-1]


def _joined(base: str, found: str) -> str | None:
    try:
        split = urlsplit(urljoin(base, found.strip()))
        port = split.port
    except ValueError:
        return None
    if split.scheme not in {"http", "https"} or not split.hostname:
        return None
    host = split.hostname if port is None or port == _usual(split.scheme) else f"{split.hostname}:{port}"
    return urlunsplit((split.scheme, host, split.path or "/", _untracked(split.query), ""))


def canonical(url: str) -> str:
    """The form by which two addresses of one page are told to be the same."""
    return str(canonicalize_url(url))


def _usual(scheme: str) -> int:
    return 443 if scheme == "https" else 80


def _untracked(query: str) -> str:
    if not any(mark in query for mark in TRACKING):
        return query
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not key.startswith(TRACKING)]
    return urlencode(kept)
