"""Ads read and assessed a second on one core, next to the limit, on a simulated market's texts."""

import time
from typing import Any

from classify.assessing import assess, assessing_edition
from classify.catalogue import load
from classify.reading.context import Context
from classify.reading.reader import Reader
from models.ad import AdVersion, Part
from models.base import Moment, fingerprint
from models.basis import Basis
from simulator.market import Market

ADS, LIMIT = 1_000, 300
WARM = 300
"""Ads met before the clock starts: what is loaded when first needed (languages, phrases) is loaded then."""


def run() -> dict[str, Any]:
    """Process time, not wall time: the machine is shared."""
    market = Market.grow(seed=11)
    reader, catalogue = Reader.load(), load()
    edition = assessing_edition(reader.edition, catalogue)
    versions = [_version(ad.versions[0].text, ad.id, ad.posted_at) for ad in market.ads[: ADS + WARM]]
    contexts = [Context(posted_at=version.said_at) for version in versions]
    for version, context in zip(versions[-WARM:], contexts[-WARM:], strict=True):
        reading = reader.read(version.text, version=version.id, context=context)
        assess(version, reading, catalogue, edition)
    began = time.process_time()
    versions, contexts = versions[:ADS], contexts[:ADS]
    readings = [
        reader.read(version.text, version=version.id, context=context)
        for version, context in zip(versions, contexts, strict=True)
    ]
    read = time.process_time()
    for version, reading in zip(versions, readings, strict=True):
        assess(version, reading, catalogue, edition)
    assessed = time.process_time()
    words = sum(len(version.text.split()) for version in versions) / len(versions)
    return {
        "figures": {
            "read_and_assessed_per_core_second": round(ADS / (assessed - began)),
            "read_per_core_second": round(ADS / (read - began)),
            "assessed_per_core_second": round(ADS / max(assessed - read, 1e-9)),
            "words_an_ad": round(words),
        },
        "against": {"read_and_assessed_per_core_second": LIMIT},
    }


def _version(text: str, name: str, said_at: Moment) -> AdVersion:
    identity = fingerprint("bench", name)
    return AdVersion(
        id=identity,
        ad=identity,
        page=identity,
        sheet="",
        said_at=said_at,
        parts=(Part(name="body", said=text),),
        posted=None,
        image_keys=(),
        basis=Basis(controller="bench", purpose="bench", legal_basis="bench"),
    )
