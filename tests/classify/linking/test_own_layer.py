"""An agency's own groups in the stores: they survive re-runs, and nobody else's view changes."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from classify.catalogue import load
from classify.linking.keeping import link_all
from classify.linking.own_layer import relink_own
from classify.reading.contacts import contact_keys
from classify.reading.context import Context
from classify.reading.reader import Reader
from models.assessment import Standing
from models.base import Id, new_id
from models.clock import SetClock
from models.editions import Editions
from models.link import Advertiser
from models.review import Withdrawal
from models.scope import JOINT, Layer, Scope
from models.stores.memory.open import MemoryStores, open_memory_stores
from models.stores.ports import Harvest, KeptReading
from models.tie import Tie
from models.viewing import Act, Viewing
from tests.factories import BASIS, KEYS, NOON, POLICE, SOCIAL, a_page, a_sighting, a_version, an_ad

READER, CATALOGUE = Reader.load(), load()
EDITIONS = Editions.of(reading=READER.edition, assessing="a", linking="l", index="i")
TEXTS = {
    "1": "Alma tar emot vid fyrtornet, ring 070-174 06 05",
    "2": "Alma spelar orgel, 070-1740605",
    "3": "Glasveranda och mandolin, 070-174 06 99",
}
OURS, THEIRS = Scope.within(POLICE.layer), Scope.within(SOCIAL.layer)


@pytest.fixture
def stores(clock: SetClock) -> Iterator[MemoryStores]:
    opened = open_memory_stores(clock)
    for name, text in TEXTS.items():
        said: dict[str, Any] = {"own_id": name, "url": f"https://exempel.example/{name}", "body": text}
        page = a_page(url=said["url"], body=name.encode())
        version = a_version(page, **said)
        sighting = a_sighting(version)
        opened.pages.add(Harvest(page=page, ads=(an_ad(**said),), versions=(version,), sightings=(sighting,)))
        reading = READER.read(version.text, version=version.id, context=Context())
        opened.readings.add([KeptReading(reading=reading, contacts=contact_keys(reading, KEYS), search_keys=())])
    link_all(opened, reading_edition=READER.edition, now=NOON)
    yield opened
    opened.close()


def ad(name: str) -> Id:
    return an_ad(own_id=name, url=f"https://exempel.example/{name}").id


def say(stores: MemoryStores, *names: str, together: bool, day: int = 1) -> Tie:
    one, *others = map(ad, names)
    at = NOON + timedelta(days=day)
    tie = Tie.made(one, tuple(others), together=together, layer=POLICE.layer, person=new_id(), now=at, basis=BASIS)
    stores.additions.add(tie, viewing(Act.TIE))
    return tie


def viewing(act: Act) -> Viewing:
    return Viewing(at=NOON, layer=POLICE.layer, person=None, act=act, thing="ad", thing_id=None)


def relink(stores: MemoryStores, day: int, layer: Layer = POLICE.layer) -> bool:
    at = NOON + timedelta(days=day)
    return relink_own(stores, layer, editions=EDITIONS, catalogue=CATALOGUE, now=at)


def of(stores: MemoryStores, name: str, scope: Scope) -> Advertiser:
    found = stores.groupings.of_ad(ad(name), scope)
    assert found is not None
    return found


def everything(stores: MemoryStores, scope: Scope) -> list[object]:
    told = [stores.groupings.of_ad(ad(name), scope) for name in TEXTS]
    return [*told, stores.groupings.links([ad(name) for name in TEXTS], scope), stores.queue.page(scope)]


def test_what_is_tied_is_one_group_for_its_own_agency_alone(stores: MemoryStores) -> None:
    before = everything(stores, THEIRS), everything(stores, Scope.joint())
    pair = of(stores, "1", OURS)
    say(stores, "1", "3", together=True)
    assert relink(stores, 2)
    merged = of(stores, "3", OURS)
    assert (merged.id, set(merged.ads), merged.layer) == (pair.id, {ad(name) for name in TEXTS}, POLICE.layer)
    assert merged.figures.ads == 3
    assert {row.advertiser for row in stores.queue.page(OURS).rows} == {merged.id}
    assert isinstance(stores.standings.get(merged.id, OURS), Standing)
    assert (everything(stores, THEIRS), everything(stores, Scope.joint())) == before


def test_what_is_untied_is_two_groups_and_undoing_it_gives_the_joint_view_back(stores: MemoryStores) -> None:
    before = everything(stores, OURS)[:-2]
    joint = of(stores, "1", Scope.joint()).id
    tie = say(stores, "2", "1", together=False)
    assert relink(stores, 2)
    assert {of(stores, "1", OURS).id, of(stores, "2", OURS).id} > {joint}
    assert stores.groupings.links([ad("1"), ad("2")], OURS) == ()
    withdrawal = Withdrawal.made(tie.id, layer=POLICE.layer, by=tie.person, at=NOON)
    stores.additions.withdraw(withdrawal, viewing(Act.WITHDRAW))
    assert relink(stores, 3)
    assert everything(stores, OURS)[:-2] == before


def test_own_groups_survive_joint_linking_and_are_not_computed_for_nothing(stores: MemoryStores) -> None:
    say(stores, "1", "3", together=True)
    assert relink(stores, 2)
    own = of(stores, "3", OURS)
    assert not relink(stores, 3)
    link_all(stores, reading_edition=READER.edition, now=NOON + timedelta(days=4))
    assert of(stores, "3", OURS).ads == own.ads
    assert relink(stores, 5)
    again = of(stores, "3", OURS)
    assert (again.id, again.ads, again.figures) == (own.id, own.ads, own.figures)
    assert not relink(stores, 6)


def test_an_agency_without_ties_has_no_grouping_of_its_own(stores: MemoryStores) -> None:
    assert not relink(stores, 2)
    assert not relink(stores, 2, SOCIAL.layer)
    assert stores.groupings.current(POLICE.layer, OURS) is None
    assert stores.groupings.current(JOINT, OURS) is not None
