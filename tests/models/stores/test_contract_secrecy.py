"""Every read takes a scope, and no agency sees, counts or infers what another agency's people added."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from models.assessment import Band
from models.base import Id
from models.disclosure import Receiver
from models.errors import LyktaError
from models.history import Unit
from models.scope import JOINT, Scope
from models.stores import own_ports, ports
from models.stores.ports import Stores
from tests.factories import KEYS, NOON, POLICE, SOCIAL
from tests.models.stores.records import (
    A1,
    DAY,
    JOINT_SCOPE,
    NOTHING,
    PHONE,
    POLICE_SCOPE,
    R1,
    SOCIAL_SCOPE,
    a_day,
    a_disclosure,
    a_grouping,
    a_harvest,
    a_kept_reading,
    a_link,
    a_note,
    a_review,
    a_standing,
    a_tag,
    a_tie,
    a_viewing,
    an_ad_id,
    an_advertiser,
    an_assessment,
    decide,
    put,
    rank,
    take_back,
    undo,
    version_of,
)

PEOPLE_OR_INSTALLATION = {"People", "Marks"}
"""Read before there is a scope, or shared by the whole installation."""

WRITES = {
    "add",
    "add_all",
    "add_links",
    "add_advertisers",
    "add_events",
    "begin",
    "make_current",
    "start",
    "end",
    "withdraw",
}
CHECKS = {"verify"}

PORTS = [
    port
    for module in (ports, own_ports)
    for name, port in inspect.getmembers(module, inspect.isclass)
    if port.__module__ == module.__name__ and getattr(port, "_is_protocol", False) and name != "Stores"
]
READS = [
    (port.__name__.lower(), name)
    for port in PORTS
    if port.__name__ not in PEOPLE_OR_INSTALLATION
    for name in vars(port)
    if not name.startswith("_") and name not in WRITES | CHECKS
]

HARVEST = a_harvest("1", at=NOON)
VERSION = version_of(HARVEST)
ADVERTISER = an_advertiser(a_grouping(), an_ad_id("1")).id
OUR_NOTE = a_note(layer=POLICE.layer)
THEIR_NOTE = a_note(layer=SOCIAL.layer)
OURS = a_review(ADVERTISER, layer=POLICE.layer)
THEIRS = a_review(ADVERTISER, layer=SOCIAL.layer)

Ask = Callable[[Stores, Scope], object]


def _met(stores: Stores, scope: Scope, review: Id) -> object:
    try:
        return stores.reviews.get(review, scope)
    except LyktaError as said:
        return str(said)


def _kept(stores: Stores, scope: Scope, addition: Id) -> object:
    try:
        return stores.additions.get(addition, scope)
    except LyktaError as said:
        return str(said)


def _queue(stores: Stores, scope: Scope) -> list[Any]:
    """Open and decided rows, their totals and their cursors."""
    return [stores.queue.page(scope, decided=decided, limit=limit) for decided in (False, True) for limit in (1, 2, 25)]


ASKED: dict[tuple[str, str], Ask] = {
    ("pages", "get"): lambda stores, scope: stores.pages.get(HARVEST.page.id, scope),
    ("pages", "of_visit"): lambda stores, scope: stores.pages.of_visit(HARVEST.page.visit, scope),
    ("visits", "unfinished"): lambda stores, scope: stores.visits.unfinished("exempel", scope),
    ("visits", "last"): lambda stores, scope: stores.visits.last("exempel", scope),
    ("visits", "sites"): lambda stores, scope: stores.visits.sites(scope),
    ("ads", "get"): lambda stores, scope: stores.ads.get(an_ad_id("1"), scope),
    ("ads", "version"): lambda stores, scope: stores.ads.version(VERSION.id, scope),
    ("ads", "versions"): lambda stores, scope: stores.ads.versions(an_ad_id("1"), scope),
    ("ads", "known"): lambda stores, scope: stores.ads.known("exempel", scope),
    ("ads", "times"): lambda stores, scope: stores.ads.times([an_ad_id("1")], scope),
    ("ads", "sightings"): lambda stores, scope: stores.ads.sightings([an_ad_id("1")], scope),
    ("ads", "unread"): lambda stores, scope: stores.ads.unread("reading-2", scope),
    ("ads", "count"): lambda stores, scope: stores.ads.count(scope),
    ("readings", "get"): lambda stores, scope: stores.readings.get(VERSION.id, R1, scope),
    ("readings", "all"): lambda stores, scope: stores.readings.all(R1, scope),
    ("readings", "latest"): lambda stores, scope: stores.readings.latest([an_ad_id("1")], R1, scope),
    ("readings", "unassessed"): lambda stores, scope: stores.readings.unassessed(R1, "assessing-2", scope),
    ("readings", "by_search_key"): lambda stores, scope: stores.readings.by_search_key(
        KEYS.contact("last6", PHONE.e164[-6:]), R1, scope
    ),
    ("assessments", "of"): lambda stores, scope: stores.assessments.of([VERSION.id], A1, scope),
    ("assessments", "all"): lambda stores, scope: stores.assessments.all(A1, scope),
    ("groupings", "current"): lambda stores, scope: (
        stores.groupings.current(JOINT, scope),
        stores.groupings.current(SOCIAL.layer, scope),
    ),
    ("groupings", "advertisers"): lambda stores, scope: (
        *stores.groupings.advertisers(JOINT, scope),
        *stores.groupings.advertisers(SOCIAL.layer, scope),
    ),
    ("groupings", "advertiser"): lambda stores, scope: stores.groupings.advertiser(ADVERTISER, scope),
    ("groupings", "of_ad"): lambda stores, scope: stores.groupings.of_ad(an_ad_id("1"), scope),
    ("groupings", "links"): lambda stores, scope: stores.groupings.links([an_ad_id("1"), an_ad_id("2")], scope),
    ("standings", "get"): lambda stores, scope: stores.standings.get(ADVERTISER, scope),
    ("queue", "page"): _queue,
    ("queue", "counts"): lambda stores, scope: stores.queue.counts(scope),
    ("reviews", "get"): lambda stores, scope: (_met(stores, scope, OURS.id), _met(stores, scope, THEIRS.id)),
    ("reviews", "of"): lambda stores, scope: stores.reviews.of(ADVERTISER, scope),
    ("reviews", "by"): lambda stores, scope: (
        stores.reviews.by(OURS.person, scope),
        stores.reviews.by(THEIRS.person, scope),
    ),
    ("additions", "get"): lambda stores, scope: [_kept(stores, scope, one.id) for one in (OUR_NOTE, THEIR_NOTE)],
    ("additions", "of"): lambda stores, scope: stores.additions.of([an_ad_id(name) for name in "12"], scope),
    ("additions", "every"): lambda stores, scope: [
        stores.additions.every(kind, scope) for kind in ("tag", "note", "tie", "disclosure")
    ],
    ("disclosures", "received"): lambda stores, scope: stores.disclosures.received(scope),
    ("histories", "snapshot"): lambda stores, scope: stores.histories.snapshot(scope),
    ("histories", "occasions"): lambda stores, scope: stores.histories.occasions(scope),
    ("histories", "encounters"): lambda stores, scope: [
        *stores.histories.encounters(Unit.ADVERTISER, scope),
        *stores.histories.encounters(Unit.PERSONA, scope),
    ],
    ("log", "entries"): lambda stores, scope: stores.log.entries(scope),
}

each_read = pytest.mark.parametrize("read", READS, ids=".".join)


@each_read
def test_a_read_takes_a_scope_without_default(read: tuple[str, str]) -> None:
    port = next(port for port in PORTS if port.__name__.lower() == read[0])
    scope = inspect.signature(getattr(port, read[1])).parameters["scope"]
    assert scope.default is inspect.Parameter.empty
    assert scope.annotation is Scope


def test_each_read_is_asked_here() -> None:
    assert set(ASKED) == set(READS)


@each_read
def test_what_another_agency_added_changes_no_answer(stores: Stores, read: tuple[str, str]) -> None:
    _collected(stores)
    decide(stores, OURS)
    put(stores, OUR_NOTE)
    before = _answer(stores, read, POLICE_SCOPE)
    _added_by_social(stores)
    assert _answer(stores, read, POLICE_SCOPE) == before


@each_read
def test_machines_see_nothing_that_people_added(stores: Stores, read: tuple[str, str]) -> None:
    _collected(stores)
    before = _answer(stores, read, JOINT_SCOPE)
    decide(stores, OURS)
    put(stores, OUR_NOTE)
    _added_by_social(stores)
    assert _answer(stores, read, JOINT_SCOPE) == before


@each_read
def test_a_scope_of_nothing_sees_nothing(stores: Stores, read: tuple[str, str]) -> None:
    empty = _answer(stores, read, POLICE_SCOPE)
    _collected(stores)
    decide(stores, OURS)
    put(stores, OUR_NOTE)
    assert _answer(stores, read, NOTHING) == empty


SEEN_BY_ITS_OWN = [
    ("groupings", "current"),
    ("groupings", "advertisers"),
    ("groupings", "of_ad"),
    ("groupings", "links"),
    ("queue", "page"),
    ("queue", "counts"),
    ("reviews", "get"),
    ("reviews", "of"),
    ("reviews", "by"),
    ("additions", "get"),
    ("additions", "of"),
    ("additions", "every"),
    ("log", "entries"),
]


@pytest.mark.parametrize("read", SEEN_BY_ITS_OWN, ids=".".join)
def test_what_an_agency_added_it_sees_itself(stores: Stores, read: tuple[str, str]) -> None:
    _collected(stores)
    before = _answer(stores, read, SOCIAL_SCOPE)
    _added_by_social(stores)
    assert _answer(stores, read, SOCIAL_SCOPE) != before


def _collected(stores: Stores) -> None:
    """The joint layer: two ads, read, assessed, grouped and ranked."""
    stores.pages.add(HARVEST)
    stores.pages.add(a_harvest("2"))
    a_day(stores, 1, "2")
    stores.readings.add([a_kept_reading(VERSION)])
    stores.assessments.add([an_assessment(VERSION.id)])
    grouping = a_grouping()
    made = [an_advertiser(grouping, an_ad_id(name)) for name in "12"]
    stores.groupings.begin(grouping)
    stores.groupings.add_links(grouping.id, [a_link(an_ad_id("1"), an_ad_id("2"), grouping)])
    stores.groupings.add_advertisers(grouping.id, made)
    stores.groupings.make_current(grouping.id)
    rank(stores, *(a_standing(one.id) for one in made))


def _added_by_social(stores: Stores) -> None:
    """Decisions, one withdrawn, log entries, and a grouping and a ranking of its own."""
    decide(stores, THEIRS)
    other = an_advertiser(a_grouping(), an_ad_id("2")).id
    undone = decide(stores, a_review(other, layer=SOCIAL.layer, person=THEIRS.person, now=NOON + DAY))
    undo(stores, undone)
    stores.log.add(a_viewing(SOCIAL.layer, reason="Eget ärende"))
    put(stores, THEIR_NOTE)
    for told in ("tagged", "tagged again"):
        tag = put(stores, a_tag(told, "1", "2", layer=SOCIAL.layer))
    take_back(stores, tag)
    put(
        stores,
        a_note("En annan anteckning", "1", layer=SOCIAL.layer, replaces=put(stores, a_note(layer=SOCIAL.layer)).id),
    )
    put(stores, a_tie("1", "2", layer=SOCIAL.layer))
    put(stores, a_disclosure(THEIR_NOTE.id, layer=SOCIAL.layer, receiver=Receiver(agency="en-annan")))
    put(stores, a_disclosure(THEIR_NOTE.id, layer=SOCIAL.layer, receiver=Receiver(third_party="Frivilligjouren")))
    own = an_advertiser(a_grouping(SOCIAL.layer), an_ad_id("1"), an_ad_id("2"), id=ADVERTISER)
    grouping = a_grouping(SOCIAL.layer)
    stores.groupings.begin(grouping)
    stores.groupings.add_links(grouping.id, [a_link(an_ad_id("1"), an_ad_id("2"), grouping)])
    stores.groupings.add_advertisers(grouping.id, [own])
    stores.groupings.make_current(grouping.id)
    rank(stores, a_standing(own.id, layer=SOCIAL.layer, band=Band.URGENT), layer=SOCIAL.layer)


def _answer(stores: Stores, read: tuple[str, str], scope: Scope) -> object:
    """What the store says, also when it says that there is no such thing."""
    try:
        told = ASKED[read](stores, scope)
        return list(told) if isinstance(told, Iterator) else told
    except LyktaError as said:
        return repr(said), str(said)
