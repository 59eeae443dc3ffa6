"""A run of linking starts over whenever there is something new, and only then."""

from pathlib import Path

import pytest

from doors.link import link_all
from doors.opening import Parts
from doors.work import derive
from models.keys import KeyRing
from models.scope import JOINT, Scope
from models.settings import read_settings
from models.stores.ports import Harvest
from models.stores.sql.open import open_stores
from models.visit import VisitOutcome, VisitVerdict
from tests.factories import NOON, a_page, a_sighting, a_version, a_visit, an_ad

SCOPE = Scope.joint()


@pytest.fixture
def parts(home: Path) -> Parts:
    settings = read_settings(home=home)
    keys = KeyRing.at(settings.key_file)
    return Parts(settings, settings.clock, keys, open_stores(settings, keys, settings.clock))


def visited(parts: Parts, number: int, body: str) -> None:
    visit = a_visit(due_at=NOON.replace(hour=number))
    page = a_page(url=f"https://exempel.example/{number}", visit=visit.id)
    told = {"own_id": str(number), "url": f"https://exempel.example/{number}", "body": body}
    version = a_version(page, keys=parts.keys, **told)
    parts.stores.visits.start(visit)
    parts.stores.pages.add(
        Harvest(page=page, ads=(an_ad(**told),), versions=(version,), sightings=(a_sighting(version, visit=visit.id),))
    )
    parts.stores.visits.end(
        VisitOutcome(visit=visit.id, verdict=VisitVerdict.GOOD, ended_at=NOON, counts=(), completed_lists=("alla",))
    )


def test_an_advertiser_whose_ads_change_stands_anew(parts: Parts) -> None:
    visited(parts, 1, "Tuva i Solna, 070-174 06 13")
    derive(parts)
    (before,) = parts.stores.groupings.advertisers(JOINT, SCOPE)
    calm = parts.stores.standings.get(before.id, SCOPE)
    visited(parts, 2, "Ålder 16. Ring Tuva i Solna 070-174 06 13")
    derive(parts)
    (after,) = parts.stores.groupings.advertisers(JOINT, SCOPE)
    assert (after.id, len(after.ads)) == (before.id, 2)
    assert calm.band != parts.stores.standings.get(after.id, SCOPE).band == "urgent"


def test_nothing_new_is_linked_again_only_when_asked(parts: Parts) -> None:
    visited(parts, 1, "Tuva i Solna, 070-174 06 13")
    derive(parts)
    first = parts.stores.groupings.current(JOINT, SCOPE)
    derive(parts)
    assert parts.stores.groupings.current(JOINT, SCOPE) == first
    link_all(parts, anew=True)
    assert parts.stores.groupings.current(JOINT, SCOPE) != first
