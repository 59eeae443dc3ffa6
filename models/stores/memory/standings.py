"""Standings by layer and edition, in memory."""

from collections.abc import Sequence

from models.assessment import Standing
from models.base import Id
from models.errors import NotFound
from models.scope import JOINT, DataClass, Layer, Scope
from models.stores import faults
from models.stores.memory.kept import Kept


class MemoryStandings:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, standings: Sequence[Standing]) -> None:
        for one in standings:
            self._kept.standings.setdefault((Layer(one.layer), one.edition, one.advertiser), one)
        faults.after_commit("standings")

    def get(self, advertiser: Id, scope: Scope) -> Standing:
        for layer in (scope.own, JOINT):
            if layer is not None and scope.sees(layer, DataClass.ADS):
                found = self._kept.standings.get((layer, self._kept.current_standings.get(layer, ""), advertiser))
                if found is not None:
                    return found
        raise NotFound("standing of advertiser", advertiser)

    def make_current(self, layer: Layer, edition: str) -> None:
        self._kept.current_standings[layer] = edition
        faults.after_commit("standings current")
        named = {review.advertiser for review in self._kept.reviews.values()}
        for key in list(self._kept.standings):
            if key[0] == layer and key[1] != edition and key[2] not in named:
                del self._kept.standings[key]
