"""Who opened, searched, decided or revealed what, and why: entries of the log, chained by HMAC."""

from enum import StrEnum

from models.base import Id, Moment, Record
from models.scope import Layer


class Act(StrEnum):
    SIGN_IN = "sign_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGN_OUT = "sign_out"
    VIEW = "view"
    SEARCH = "search"
    REVEAL = "reveal"
    DECIDE = "decide"
    ANNOTATE = "annotate"
    TIE = "tie"
    WITHDRAW = "withdraw"
    EXPORT = "export"
    ERASE = "erase"
    DISCLOSE = "disclose"
    REFUSED = "refused"


class Viewing(Record):
    """What is to be logged: ids and codes, never text or contact; `reason` is a code or the person's words, sealed."""

    at: Moment
    layer: Layer
    person: Id | None
    act: Act
    thing: str
    """Kind of thing: advertiser, ad, queue, search, …"""
    thing_id: str | None
    reason: str | None = None


class LogEntry(Record):
    """A viewing in its place in the chain: `mac` = HMAC(log key, previous mac + canonical JSON of the rest)."""

    number: int
    viewing: Viewing
    mac: str
