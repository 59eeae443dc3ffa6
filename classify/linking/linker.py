"""Linking as one pure step: material in, ties, advertisers and what merged or split out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from classify.linking.blocks import candidates
from classify.linking.columns import columns
from classify.linking.figures import figures
from classify.linking.groups import CHANCE, ROUNDS, TIED_BY_CONTACT, Grouped, grouped, kept_ties
from classify.linking.identity import Earlier, kept_names, told_events
from classify.linking.material import AdMaterial
from classify.linking.pairs import Scored, score
from classify.linking.personas import personas
from classify.linking.shingles import SIGNATURES, Ints, bands, likeness, shingled
from classify.linking.weights import PERSON, learned
from models.base import Id, fingerprint
from models.link import Advertiser, Grouping, GroupingEvent, Link
from models.scope import Layer

NUMBER = "1"
"""Raised by hand when the same material would be linked otherwise."""
TELLING = 1.5
"""A shingle that more than a third of a language's hands write brings no texts together."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One run over one layer, ready to be kept."""

    grouping: Grouping
    links: tuple[Link, ...]
    advertisers: tuple[Advertiser, ...]
    events: tuple[GroupingEvent, ...]


def linking_edition(reading_edition: str) -> str:
    """Reading + the settings of linking: the number above, its thresholds, and the make of the text signatures."""
    settings = (TIED_BY_CONTACT, *ROUNDS, CHANCE, TELLING, SIGNATURES)
    return fingerprint("linking", reading_edition, NUMBER, *map(str, settings))


def link(
    material: Sequence[AdMaterial], *, layer: Layer, edition: str, previous: Iterable[Advertiser], now: datetime
) -> Linked:
    """Group all ads of a layer. Ids last over runs through `previous`; nothing else of the earlier run counts."""
    ads = sorted(material, key=lambda ad: ad.ad)
    grouping = Grouping.begun(layer, edition, started_at=now)
    if not ads:
        return Linked(grouping, (), (), ())
    told = grouped_ads(ads)
    before = tuple(previous)
    groups = _groups(ads, told.labels)
    advertisers = _advertisers(groups, grouping, before, same_person=_same_person(ads, told.ties))
    events = told_events({one.id: one.ads for one in advertisers}, _earlier(before), run=grouping.id)
    kept = told.ties.rows(kept_ties(told.ties))
    return Linked(grouping, _links(ads, kept, grouping=grouping), advertisers, events)


def grouped_ads(ads: Sequence[AdMaterial]) -> Grouped:
    """Groups of ads and the ties that hold them; numbers refer to `ads` in order."""
    told = columns(ads)
    sets = shingled([ad.text for ad in ads])
    texts = likeness(sets, owners=told.hands, langs=told.langs)
    pairs = candidates(told, texts, bands=bands(sets, telling=texts.weighted.data > TELLING))
    weights = learned(told, texts)
    return grouped(score(pairs, told, texts, weights=weights), told, texts, weights=weights)


def _groups(ads: Sequence[AdMaterial], labels: Ints) -> list[list[AdMaterial]]:
    """Ads of each group, the oldest first."""
    found: dict[int, list[AdMaterial]] = defaultdict(list)
    for ad, label in zip(ads, labels.tolist(), strict=True):
        found[label].append(ad)
    return [sorted(group, key=lambda ad: (ad.first_seen_at, ad.ad)) for group in found.values()]


def _advertisers(
    groups: Sequence[Sequence[AdMaterial]],
    grouping: Grouping,
    previous: Sequence[Advertiser],
    *,
    same_person: Mapping[Id, Id],
) -> tuple[Advertiser, ...]:
    layer = grouping.layer
    held = [[ad.ad for ad in group] for group in groups]
    ids = kept_names(held, _earlier(previous), founded=lambda ad: Advertiser.founded(layer, ad))
    shown = {one.id: one.personas for one in previous}
    return tuple(
        Advertiser(
            id=name,
            layer=layer,
            run=grouping.id,
            ads=tuple(ad.ad for ad in group),
            personas=personas(name, group, same_person=same_person, earlier=shown.get(name, ())),
            figures=figures(group),
        )
        for name, group in sorted(zip(ids, groups, strict=True), key=lambda named: named[0])
    )


def _earlier(previous: Sequence[Advertiser]) -> tuple[Earlier, ...]:
    return tuple(Earlier(one.id, frozenset(one.ads), one.figures.first_seen_at) for one in previous)


def _same_person(ads: Sequence[AdMaterial], ties: Scored) -> dict[Id, Id]:
    """For an ad that names nobody, the ad that is most surely of the same person, rather one with a name."""
    rows = np.flatnonzero(ties.explanation == PERSON)
    rows = rows[np.argsort(-ties.total[rows], kind="stable")]
    named: dict[Id, Id] = {}
    any_at_all: dict[Id, Id] = {}
    for one, other in ((ads[a], ads[b]) for a, b in ties.pairs[rows].tolist()):
        for ad, kin in ((one, other), (other, one)):
            if not ad.names:
                (named if kin.names else any_at_all).setdefault(ad.ad, kin.ad)
    return any_at_all | named


def _links(ads: Sequence[AdMaterial], ties: Scored, *, grouping: Grouping) -> tuple[Link, ...]:
    probability = ties.probability
    return tuple(
        Link.between(
            ads[ties.pairs[row, 0]].ad,
            ads[ties.pairs[row, 1]].ad,
            layer=grouping.layer,
            probability=round(float(probability[row]), 6),
            evidence=ties.evidence(row),
            edition=grouping.edition,
        )
        for row in range(len(ties.pairs))
    )
