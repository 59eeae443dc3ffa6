"""Figures of an advertiser, as signals and pages need them."""

from collections import Counter
from collections.abc import Iterable, Sequence

from classify.linking.material import AdMaterial
from classify.linking.names import skeleton
from models.link import Figures


def figures(ads: Sequence[AdMaterial]) -> Figures:
    return Figures(
        ads=len(ads),
        names=len({skeleton(name) or name for ad in ads for name in ad.names}),
        contacts=len({key for ad in ads for key in ad.keys}),
        sites=len({ad.site for ad in ads}),
        places=_by_frequency(place for ad in ads for place in ad.places),
        langs=_by_frequency(lang for ad in ads for lang in ad.langs),
        kinds=_by_frequency(ad.kind for ad in ads),
        first_seen_at=min(ad.first_seen_at for ad in ads),
        last_seen_at=max(ad.last_seen_at for ad in ads),
    )


def _by_frequency(values: Iterable[str]) -> tuple[str, ...]:
    """Most frequent first, equals by name."""
    return tuple(value for value, _ in sorted(Counter(values).items(), key=lambda counted: (-counted[1], counted[0])))
