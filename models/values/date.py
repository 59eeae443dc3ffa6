"""Dates of a stay: first and last day, inclusive."""

from datetime import date

from models.base import Record


class Stay(Record):
    said: str
    first: date
    last: date | None
    """None when only a start is said."""
