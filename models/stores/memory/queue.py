"""The queue, in memory."""

from models.assessment import Band, Standing
from models.base import Id
from models.desk import BandCount, QueuePage, QueueRow
from models.review import Review
from models.scope import DataClass, Layer, Scope
from models.stores.cursor import Place
from models.stores.memory.kept import Kept


class MemoryQueue:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def page(
        self,
        scope: Scope,
        *,
        bands: frozenset[Band] = frozenset(),
        decided: bool = False,
        after: str | None = None,
        limit: int = 25,
    ) -> QueuePage:
        place = None if after is None else Place.read(after)
        reviews = self._in_force(scope)
        wanted = [
            one
            for one in self._shown(scope)
            if (not bands or one.band in bands) and (one.advertiser in reviews) is decided
        ]
        rest = [one for one in wanted if place is None or _order(one) > _order_at(place)]
        shown = tuple(self._row(one, scope, reviews) for one in rest[:limit])
        more = len(rest) > limit and shown
        end = Place(shown[-1].band.rank, shown[-1].standing.weight, shown[-1].advertiser).told() if more else None
        return QueuePage(rows=shown, total=len(wanted), after=end)

    def counts(self, scope: Scope) -> tuple[BandCount, ...]:
        reviews, shown = self._in_force(scope), self._shown(scope)
        counted = []
        for band in Band:
            done = [one.advertiser in reviews for one in shown if one.band is band]
            counted.append(BandCount(band=band, open=done.count(False), decided=done.count(True)))
        return tuple(counted)

    def _shown(self, scope: Scope) -> list[Standing]:
        shown: list[Standing] = []
        covered: set[Id] = set()
        for layer, grouping in self._kept.view(scope):
            edition, groups = self._kept.current_standings.get(layer, ""), self._kept.advertisers[grouping]
            seen = [one.id for one in groups.values() if not covered & set(one.ads)]
            found = (self._kept.standings.get((layer, edition, one)) for one in seen)
            shown += [one for one in found if one is not None]
            covered |= {ad for one in groups.values() for ad in one.ads}
        return sorted(shown, key=_order)

    def _in_force(self, scope: Scope) -> dict[Id, Review]:
        """The own agency's newest decision on each advertiser that is not withdrawn."""
        own = scope.own
        if own is None or not scope.sees(own, DataClass.REVIEWS):
            return {}
        mine = [one for one in self._kept.reviews.values() if one.layer == own]
        standing = [one for one in mine if one.id not in self._kept.withdrawals]
        return {one.advertiser: one for one in sorted(standing, key=lambda one: (one.decided_at, one.id))}

    def _row(self, standing: Standing, scope: Scope, reviews: dict[Id, Review]) -> QueueRow:
        grouping = dict(self._kept.view(scope))[Layer(standing.layer)]
        advertiser = self._kept.advertisers[grouping][standing.advertiser]
        return QueueRow(
            advertiser=standing.advertiser,
            band=standing.band,
            standing=standing,
            figures=advertiser.figures,
            personas=len(advertiser.personas),
            review=reviews.get(standing.advertiser),
        )


def _order(one: Standing) -> tuple[int, float, Id]:
    return one.band.rank, -one.weight, one.advertiser


def _order_at(place: Place) -> tuple[int, float, Id]:
    return place.band, -place.weight, place.advertiser
