"""Assessing one ad version: findings that quote, a band from capped sums, and what speaks against."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from classify.banding import band, contributions
from classify.catalogue import Catalogue
from classify.entries import Detection, Indicator
from classify.guards import Guarding
from classify.phrases import Hit
from classify.signals.seen import Seen, Span
from classify.signals.table import SIGNALS
from classify.word_stream import stream
from models.ad import AdVersion
from models.assessment import Assessment, Finder, Finding
from models.base import fingerprint
from models.reading import Reading

MOST_OF_ONE = 5
"""Findings of one indicator on one version: more quotes of the same tell nothing."""
LONGEST_TEXT = 100_000


def assessing_edition(reading_edition: str, catalogue: Catalogue) -> str:
    """Reading and catalogue; a learned part adds its own name when there is one."""
    return fingerprint("assessing", reading_edition, catalogue.edition)


def assess(version: AdVersion, reading: Reading, catalogue: Catalogue, edition: str) -> Assessment:
    """Pure. Spans of findings point into `version.text`."""
    found = find(version.text, reading, catalogue, images=len(version.image_keys))
    findings = tuple(
        Finding.met(version.id, edition, indicator=indicator, span=span, finder=finder)
        for indicator, span, finder in found
    )
    met = {finding.indicator for finding in findings}
    told = contributions({name: catalogue.by_id[name].weight for name in sorted(met)}, catalogue)
    return Assessment.of(
        version.id,
        edition,
        findings=findings,
        band=band(met, told, catalogue, thresholds=catalogue.ad),
        contributions=told,
    )


def suite_fires(assessment: Assessment, catalogue: Catalogue) -> list[str]:
    """Catalogue codes of what was met, each once, as the suites and the doors speak."""
    return sorted({catalogue.by_id[finding.indicator].code for finding in assessment.findings})


def find(text: str, reading: Reading, catalogue: Catalogue, *, images: int = 0) -> list[tuple[str, Span, Finder]]:
    """Everything met in one text, in order of place: indicator, span, and what met it."""
    seen = look(text[:LONGEST_TEXT], reading, catalogue, images=images)
    made = [
        (name, span, finder) for name, by_finder in _met(seen, catalogue).items() for span, finder in _told(by_finder)
    ]
    return sorted(made, key=lambda one: (one[1], one[0]))


def look(text: str, reading: Reading, catalogue: Catalogue, *, images: int = 0) -> Seen:
    """The words of a text and every phrase met, before any guard."""
    words = stream(text)

    @lru_cache(maxsize=1)
    def asked() -> Mapping[str, list[Hit]]:
        return _by_target(catalogue.asked_phrases.find(words))

    hits = _by_target(catalogue.phrases.find(words))
    return Seen(text=text, reading=reading, words=words, images=images, hits=hits, asked=asked)


def _by_target(found: Iterable[Hit]) -> Mapping[str, list[Hit]]:
    hits: dict[str, list[Hit]] = defaultdict(list)
    for hit in found:
        hits[hit.target].append(hit)
    return hits


def _met(seen: Seen, catalogue: Catalogue) -> Mapping[str, list[tuple[Span, Finder]]]:
    """Phrases that stand alone, then those that need company, then signals: each may lean on what came before."""
    met: dict[str, list[tuple[Span, Finder]]] = defaultdict(list)
    first, second, signals = _order(catalogue)
    guarding = _guarding(catalogue)
    told = tuple(seen.hits.items())
    for names in (first, second):
        for name, hits in told:
            spans = [hit.span(seen.words) for hit in hits if guarding.stands(hit, seen)] if name in names else ()
            if spans:
                seen.kept[name] = list(spans)
                met[name] += [(span, Finder.PHRASE) for span in spans]
    for name in signals:
        spans = list(SIGNALS[name](seen))
        if spans:
            seen.kept[name] = [*seen.kept.get(name, ()), *spans]
            met[name] += [(span, Finder.SIGNAL) for span in spans]
    return met


def _told(met: Iterable[tuple[Span, Finder]]) -> Iterator[tuple[Span, Finder]]:
    """The first few quotes, none inside another."""
    widest = sorted(set(met), key=lambda one: (one[0][0], -one[0][1], one[1]))
    end, told = -1, 0
    for span, finder in widest:
        if span[1] > end and span[0] >= end and told < MOST_OF_ONE:
            end, told = span[1], told + 1
            yield span, finder


@lru_cache(maxsize=4)
def _guarding(catalogue: Catalogue) -> Guarding:
    return Guarding(catalogue)


@lru_cache(maxsize=4)
def _order(catalogue: Catalogue) -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    by_phrase = [one for one in catalogue.indicators if Detection.PHRASE in one.detection]
    return (
        frozenset(one.id for one in by_phrase if not _leans(one)),
        frozenset(one.id for one in by_phrase if _leans(one)),
        tuple(name for name in SIGNALS if name in catalogue.by_id),
    )


def _leans(one: Indicator) -> bool:
    return bool(one.guards.needs.sentence or one.guards.needs.text)
