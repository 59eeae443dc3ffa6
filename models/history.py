"""Who was met on which site in which week: what figures are computed from; never a contact, never a word of an ad."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.base import Id, Moment, Record

LOCAL = ZoneInfo("Europe/Stockholm")
EPOCH = date(1970, 1, 1)
MONDAY = 4
"""Days from the epoch to its first Monday."""


class Unit(StrEnum):
    """What is counted. Never ads: one person may have many."""

    ADVERTISER = "advertiser"
    PERSONA = "persona"


class Occasion(Record):
    """A site of which at least one list was walked to the end in this week."""

    site: str
    week: int


class Encounter(Record):
    """One unit met on one site in one week, however often; what its ads said most often there and then."""

    unit: Id
    site: str
    week: int
    municipality: str | None
    """Municipality code, None where no ad named one."""
    kind: str | None
    """Kind of ad; None before it was read."""


class Snapshot(Record):
    """What the encounters were taken from: two answers of one snapshot count the same things."""

    id: Id
    linking: str
    """Edition of the links that hold advertisers and personas together."""
    reading: str
    last_visit_at: Moment | None


def week_of(moment: datetime) -> int:
    """Number of the week (from Monday) that the local day of this moment lies in."""
    return week_of_day(moment.astimezone(LOCAL).date())


def week_of_day(day: date) -> int:
    return ((day - EPOCH).days - MONDAY) // 7


def monday_of(week: int) -> date:
    return EPOCH + timedelta(days=MONDAY + 7 * week)
