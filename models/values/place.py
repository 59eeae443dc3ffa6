"""A place: a Swedish municipality (or a town or district within one) by its official code."""

from models.base import Record


class Place(Record):
    said: str
    name: str
    """Municipality or town in Swedish spelling."""
    municipality: str
    """SCB's four-digit code; the first two digits are the county."""
    district: str | None = None

    @property
    def county(self) -> str:
        return self.municipality[:2]
