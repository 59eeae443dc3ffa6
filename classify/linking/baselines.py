"""What plain rules reach on the same ads: one shared contact, or one near-duplicate text, and nothing weighed."""

from collections.abc import Sequence

import numpy as np

from classify.linking.blocks import SAME_TEXT, Pairs, candidates, neighbours
from classify.linking.columns import columns
from classify.linking.groups import components
from classify.linking.material import AdMaterial
from classify.linking.shingles import Ints, bands, likeness, shingled
from models.base import Id


def by_contact_alone(ads: Sequence[AdMaterial]) -> dict[Id, int]:
    """Ads that share any contact, and what hangs together through it, are one group."""
    members, keys = columns(ads).keys.entries
    return _grouped(ads, neighbours(members, keys, order=np.arange(len(ads)), reach=1))


def by_text_alone(ads: Sequence[AdMaterial]) -> dict[Id, int]:
    """Ads whose texts have near half of their shingles in common, and what hangs together through it, are one group."""
    told, sets = columns(ads), shingled([ad.text for ad in ads])
    texts = likeness(sets, owners=told.hands, langs=told.langs)
    pairs = candidates(told, texts, bands=bands(sets, telling=np.ones(len(sets.ids), dtype=bool)))
    return _grouped(ads, pairs[texts.jaccard(*pairs.T) >= SAME_TEXT])


def _grouped(ads: Sequence[AdMaterial], pairs: Pairs) -> dict[Id, int]:
    labels: Ints = components(len(ads), pairs)
    return {ad.ad: label for ad, label in zip(ads, labels.tolist(), strict=True)}
