"""Where a page of the queue ended, as an opaque word that names nothing but the joint order."""

import base64
import binascii
from dataclasses import dataclass
from math import isfinite
from typing import Self

from models.assessment import Band
from models.base import Id
from models.errors import BadInput

NO_PLACE = "That is no place in the queue; start again from its first page."


@dataclass(frozen=True)
class Place:
    """A row's place in the queue: band rank, then weight (heaviest first), then id."""

    band: int
    weight: float
    advertiser: Id

    def told(self) -> str:
        return base64.urlsafe_b64encode(f"{self.band}:{self.weight.hex()}:{self.advertiser}".encode()).decode()

    @classmethod
    def read(cls, told: str) -> Self:
        """Raises BadInput for what is no cursor of ours."""
        try:
            band, weight, advertiser = base64.b64decode(told.encode(), b"-_", validate=True).decode().split(":")
            place = cls(int(band), float.fromhex(weight), advertiser)
        except (binascii.Error, ValueError, OverflowError):
            raise BadInput(NO_PLACE) from None
        if place.told() != told or not isfinite(place.weight) or not 0 <= place.band < len(Band):
            raise BadInput(NO_PLACE)
        return place
