"""A price: an amount of money asked for a time or a service."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from models.base import Record


class Where(StrEnum):
    INCALL = "incall"
    OUTCALL = "outcall"


class Price(Record):
    said: str
    amount: Decimal = Field(ge=0)
    currency: str = Field(pattern=r"^[A-Z]{3}$")
    """ISO 4217; `XXX` for code words."""
    minutes: int | None = None
    """None when no time is said, and for night, day and weekend."""
    where: Where | None = None
