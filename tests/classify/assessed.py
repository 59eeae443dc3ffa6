"""Reads and assesses one text; what the tests of indicators share."""

from datetime import datetime
from functools import lru_cache

from classify.assessing import assess, assessing_edition
from classify.catalogue import Catalogue, load
from classify.reading.context import LOCAL, Context
from classify.reading.reader import Reader
from models.ad import AdVersion
from models.assessment import Assessment
from models.reading import Mention, Reading
from tests.factories import a_version

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=LOCAL)


@lru_cache(maxsize=1)
def the_reader() -> Reader:
    return Reader.load()


def said(text: str) -> AdVersion:
    """A version that says just this."""
    return a_version(title=text, body="")


def read(version: AdVersion) -> Reading:
    return the_reader().read(version.text, version=version.id, context=Context(posted_at=MONDAY))


def assessed(text: str, catalogue: Catalogue | None = None) -> Assessment:
    known = catalogue or load()
    version = said(text)
    reading = read(version)
    return assess(version, reading, known, assessing_edition(reading.edition, known))


def met(text: str) -> set[str]:
    """Ids of the indicators met."""
    return {finding.indicator for finding in assessed(text).findings}


def quotes(text: str, indicator: str) -> list[str]:
    told = said(text).text
    return [told[one.start : one.end] for one in assessed(text).findings if one.indicator == indicator]


def a_reading(version: AdVersion, *mentions: Mention, kind: str = "own_offer", lang: str = "sv") -> Reading:
    """A reading made by hand, with these mentions and nothing else."""
    told = tuple(sorted(mentions, key=lambda one: one.start))
    return Reading(version=version.id, edition="r1", lang=lang, sentences=(), kind=kind, mentions=told, hidden=())
