from collections.abc import Iterator
from typing import Any

import pytest

from classify.linking.keeping import link_all
from classify.linking.linker import linking_edition
from classify.reading.contacts import contact_keys
from classify.reading.context import Context
from classify.reading.reader import Reader
from models.clock import SetClock
from models.scope import JOINT, Scope
from models.stores.memory.open import MemoryStores, open_memory_stores
from models.stores.ports import Harvest, KeptReading
from tests.factories import KEYS, NOON, a_page, a_sighting, a_version, an_ad

READER = Reader.load()
SCOPE = Scope.joint()
TEXTS = {
    "1": "Alma tar emot vid fyrtornet, ring 070-174 06 05",
    "2": "Alma spelar orgel, 070-1740605",
    "3": "Glasveranda och mandolin, 070-174 06 99",
}


@pytest.fixture
def stores(clock: SetClock) -> Iterator[MemoryStores]:
    opened = open_memory_stores(clock)
    for name in TEXTS:
        _put(opened, name)
    yield opened
    opened.close()


def _put(stores: MemoryStores, name: str) -> None:
    said: dict[str, Any] = {"own_id": name, "url": f"https://exempel.example/{name}", "body": TEXTS[name]}
    page = a_page(url=said["url"], body=name.encode())
    version = a_version(page, **said)
    stores.pages.add(Harvest(page=page, ads=(an_ad(**said),), versions=(version,), sightings=(a_sighting(version),)))
    reading = READER.read(version.text, version=version.id, context=Context())
    stores.readings.add([KeptReading(reading=reading, contacts=contact_keys(reading, KEYS), search_keys=())])


def test_what_was_read_is_linked_and_becomes_current(stores: MemoryStores) -> None:
    grouping = link_all(stores, reading_edition=READER.edition, now=NOON)
    assert stores.groupings.current(JOINT, SCOPE) == grouping
    assert grouping.edition == linking_edition(READER.edition)
    advertisers = list(stores.groupings.advertisers(JOINT, SCOPE))
    assert sorted(one.figures.ads for one in advertisers) == [1, 2]
    assert {one.run for one in advertisers} == {grouping.id}


def test_the_ties_of_an_ad_can_be_asked_for(stores: MemoryStores) -> None:
    link_all(stores, reading_edition=READER.edition, now=NOON)
    (pair,) = [one for one in stores.groupings.advertisers(JOINT, SCOPE) if one.figures.ads == 2]
    (tie,) = stores.groupings.links(pair.ads, SCOPE)
    assert {tie.a, tie.b} == {*pair.ads}


def test_a_later_run_keeps_the_ids(stores: MemoryStores, clock: SetClock) -> None:
    link_all(stores, reading_edition=READER.edition, now=NOON)
    before = {one.ads: one.id for one in stores.groupings.advertisers(JOINT, SCOPE)}
    later = link_all(stores, reading_edition=READER.edition, now=NOON.replace(day=9))
    assert {one.ads: one.id for one in stores.groupings.advertisers(JOINT, SCOPE)} == before
    assert stores.groupings.current(JOINT, SCOPE) == later
