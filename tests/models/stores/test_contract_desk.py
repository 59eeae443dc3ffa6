"""What people do: the queue, decisions, accounts, the log and marks, on every kind of store."""

import base64
from datetime import timedelta

import pytest

from models.agency import Session
from models.assessment import Band
from models.base import Id, new_id
from models.desk import QueuePage
from models.errors import BadInput, Conflict, NotFound
from models.review import Decision, Withdrawal
from models.scope import JOINT, DataClass, Scope
from models.stores.ports import Stores
from tests.factories import NOON, POLICE, SOCIAL, a_person
from tests.models.stores.records import (
    DAY,
    JOINT_SCOPE,
    POLICE_SCOPE,
    SOCIAL_SCOPE,
    a_grouping,
    a_review,
    a_standing,
    a_viewing,
    an_ad_id,
    an_advertiser,
    decide,
    group,
    rank,
    undo,
)

PLACES = (
    (Band.URGENT, 1.0),
    (Band.HIGH, 0.1 + 0.2),
    (Band.HIGH, 0.3),
    (Band.HIGH, 0.3),
    (Band.MEDIUM, 7.5),
    (Band.LOW, -2.0),
    (Band.NONE, 0.0),
)


def _encoded(told: str) -> str:
    return base64.urlsafe_b64encode(told.encode()).decode()


def a_queue(stores: Stores) -> list[Id]:
    """Seven advertisers with a tie among them; gives their ids in the order of the queue."""
    made = group(stores, *"1234567")
    standings = [a_standing(one.id, band=band, weight=weight) for one, (band, weight) in zip(made, PLACES, strict=True)]
    rank(stores, *reversed(standings))
    ordered = sorted(standings, key=lambda one: (one.band.rank, -one.weight, one.advertiser))
    return [one.advertiser for one in ordered]


def test_the_queue_goes_by_band_then_weight_then_id(stores: Stores) -> None:
    expected = a_queue(stores)
    page = stores.queue.page(POLICE_SCOPE)
    assert _ids(page) == expected
    assert (page.total, page.after) == (7, None)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 8])
def test_pages_put_together_are_the_whole_queue(stores: Stores, limit: int) -> None:
    expected = a_queue(stores)
    assert _walk(stores, POLICE_SCOPE, limit=limit) == expected


def test_a_row_shows_what_the_advertiser_is_at_a_glance(stores: Stores) -> None:
    (made,) = group(stores, "1")
    standing = a_standing(made.id, band=Band.HIGH)
    rank(stores, standing)
    (row,) = stores.queue.page(JOINT_SCOPE).rows
    assert (row.advertiser, row.band, row.standing) == (made.id, Band.HIGH, standing)
    assert (row.figures, row.personas, row.review) == (made.figures, 1, None)


def test_the_queue_can_be_asked_for_some_bands(stores: Stores) -> None:
    expected = a_queue(stores)
    page = stores.queue.page(POLICE_SCOPE, bands=frozenset({Band.URGENT, Band.MEDIUM}))
    assert _ids(page) == [expected[0], expected[4]]
    assert page.total == 2


def test_a_decided_advertiser_leaves_the_queue_until_the_decision_is_undone(stores: Stores) -> None:
    expected = a_queue(stores)
    review = decide(stores, a_review(expected[1]))
    page = stores.queue.page(POLICE_SCOPE)
    assert (_ids(page), page.total) == ([expected[0], *expected[2:]], 6)
    done = stores.queue.page(POLICE_SCOPE, decided=True)
    assert (_ids(done), done.total, done.rows[0].review) == ([expected[1]], 1, review)
    undo(stores, review)
    assert _ids(stores.queue.page(POLICE_SCOPE)) == expected
    assert stores.queue.page(POLICE_SCOPE, decided=True).rows == ()


def test_a_row_shows_the_latest_decision_that_is_not_withdrawn(stores: Stores) -> None:
    expected = a_queue(stores)
    first = decide(stores, a_review(expected[0]))
    second = decide(stores, a_review(expected[0], now=NOON + DAY, decision=Decision.UNSURE))
    assert stores.queue.page(POLICE_SCOPE, decided=True).rows[0].review == second
    undo(stores, second)
    assert stores.queue.page(POLICE_SCOPE, decided=True).rows[0].review == first


def test_a_page_goes_on_where_it_ended_though_rows_were_decided(stores: Stores) -> None:
    expected = a_queue(stores)
    first = stores.queue.page(POLICE_SCOPE, limit=3)
    for advertiser in (expected[2], expected[3]):
        decide(stores, a_review(advertiser))
    assert _ids(first) == expected[:3]
    assert _ids(stores.queue.page(POLICE_SCOPE, after=first.after)) == expected[4:]


def test_bands_are_counted_open_and_decided(stores: Stores) -> None:
    expected = a_queue(stores)
    decide(stores, a_review(expected[1]))
    counts = {one.band: (one.open, one.decided) for one in stores.queue.counts(POLICE_SCOPE)}
    assert counts == {
        Band.URGENT: (1, 0),
        Band.HIGH: (2, 1),
        Band.MEDIUM: (1, 0),
        Band.LOW: (1, 0),
        Band.NONE: (1, 0),
    }


def test_an_empty_queue_has_every_band_at_zero(stores: Stores) -> None:
    assert stores.queue.page(POLICE_SCOPE) == QueuePage(rows=(), total=0, after=None)
    assert [(one.band, one.open, one.decided) for one in stores.queue.counts(POLICE_SCOPE)] == [
        (band, 0, 0) for band in Band
    ]


def test_an_advertiser_that_the_grouping_no_longer_has_is_not_queued(stores: Stores) -> None:
    a_queue(stores)
    left = group(stores, "1", "2", started_at=NOON + DAY)
    assert set(_ids(stores.queue.page(POLICE_SCOPE))) == {one.id for one in left}


@pytest.mark.parametrize(
    "told", ["", "x", "MTox", "MjoweDEucDA6YQ==é", *map(_encoded, ("9:0x1p+0:a", "1:nan:a", "1:1:a"))]
)
def test_what_is_no_place_in_the_queue_is_refused(stores: Stores, told: str) -> None:
    with pytest.raises(BadInput):
        stores.queue.page(POLICE_SCOPE, after=told)


def test_a_scope_without_reviews_sees_nothing_decided(stores: Stores) -> None:
    expected = a_queue(stores)
    decide(stores, a_review(expected[0]))
    scope = Scope(layers=POLICE_SCOPE.layers, classes=frozenset({DataClass.ADS}))
    assert _ids(stores.queue.page(scope)) == expected
    assert stores.queue.page(scope, decided=True).rows == ()


def test_an_agency_with_standings_of_its_own_is_shown_its_own_queue(stores: Stores) -> None:
    (joint,) = group(stores, "1")
    rank(stores, a_standing(joint.id))
    (own,) = group(stores, "1", layer=POLICE.layer)
    rank(stores, a_standing(own.id, layer=POLICE.layer, band=Band.HIGH), layer=POLICE.layer)
    assert _ids(stores.queue.page(POLICE_SCOPE)) == [own.id]
    assert _ids(stores.queue.page(SOCIAL_SCOPE)) == [joint.id]


def test_a_review_comes_back_as_it_was_made(stores: Stores) -> None:
    review = decide(stores, a_review(new_id(), versions=(new_id(), new_id())))
    assert stores.reviews.get(review.id, POLICE_SCOPE) == review
    assert stores.reviews.of(review.advertiser, POLICE_SCOPE) == (review,)


def test_a_decision_and_its_log_entry_stand_once_though_written_twice(stores: Stores) -> None:
    review = a_review(new_id())
    decide(stores, review)
    decide(stores, review)
    assert stores.reviews.of(review.advertiser, POLICE_SCOPE) == (review,)
    (entry,) = stores.log.entries(POLICE_SCOPE)
    assert (entry.number, entry.viewing.thing_id) == (1, review.advertiser)


def test_undo_works_back_through_a_persons_own_decisions(stores: Stores) -> None:
    person = new_id()
    made = [decide(stores, a_review(new_id(), person=person, now=NOON + day * DAY)) for day in range(3)]
    decide(stores, a_review(new_id()))
    assert stores.reviews.by(person, POLICE_SCOPE) == tuple(reversed(made))
    assert stores.reviews.by(person, POLICE_SCOPE, limit=1) == (made[2],)
    undo(stores, made[2])
    assert stores.reviews.by(person, POLICE_SCOPE) == (made[1], made[0])


def test_a_withdrawn_review_is_still_a_record(stores: Stores) -> None:
    review = decide(stores, a_review(new_id()))
    undo(stores, review)
    assert stores.reviews.of(review.advertiser, POLICE_SCOPE) == ()
    assert stores.reviews.get(review.id, POLICE_SCOPE) == review
    assert len(stores.log.entries(POLICE_SCOPE)) == 2


def test_a_decision_is_withdrawn_once(stores: Stores) -> None:
    review = decide(stores, a_review(new_id()))
    undo(stores, review)
    with pytest.raises(Conflict):
        undo(stores, review)
    assert len(stores.log.entries(POLICE_SCOPE)) == 2


@pytest.mark.parametrize("layer", [SOCIAL.layer, JOINT])
def test_nobody_withdraws_what_another_layer_holds(stores: Stores, layer: str) -> None:
    review = decide(stores, a_review(new_id()))
    withdrawal = Withdrawal.made(review.id, layer=layer, by=new_id(), at=NOON)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        stores.reviews.withdraw(withdrawal, a_viewing(SOCIAL.layer))
    assert stores.reviews.of(review.advertiser, POLICE_SCOPE) == (review,)
    assert stores.log.entries(SOCIAL_SCOPE) == ()


def test_a_person_is_found_by_login_in_any_case(stores: Stores) -> None:
    stores.people.add_agency(POLICE)
    stores.people.add_agency(POLICE)
    person = a_person(login="Åsa.B", password_hash="$argon2id$x")
    stores.people.add(person)
    assert stores.people.by_login(" åsa.b ") == person
    assert stores.people.get(person.id) == person
    assert stores.people.all() == (person,)
    assert stores.people.agencies() == (POLICE,)
    assert stores.people.by_login("nobody") is None


def test_a_login_is_taken_once(stores: Stores) -> None:
    stores.people.add_agency(POLICE)
    stores.people.add(a_person(login="a"))
    with pytest.raises(Conflict):
        stores.people.add(a_person(login="A"))
    assert len(stores.people.all()) == 1


def test_a_person_belongs_to_an_agency_that_is_there(stores: Stores) -> None:
    with pytest.raises(NotFound, match="agency"):
        stores.people.add(a_person())


def test_a_person_who_is_not_there_is_not_found(stores: Stores) -> None:
    with pytest.raises(NotFound):
        stores.people.get(new_id())


def test_people_come_in_the_order_they_were_made(stores: Stores) -> None:
    stores.people.add_agency(POLICE)
    later, first = a_person(login="b", made_at=NOON + DAY), a_person(login="a")
    for person in (later, first):
        stores.people.add(person)
    assert stores.people.all() == (first, later)


def test_a_session_is_touched_until_it_ends(stores: Stores) -> None:
    stores.people.add_agency(POLICE)
    person = a_person()
    stores.people.add(person)
    session = Session(id="ab" * 32, person=person.id, csrf="token", began_at=NOON, seen_at=NOON)
    stores.people.open_session(session)
    assert stores.people.session(session.id) == session
    minute = timedelta(minutes=1)
    stores.people.touch_session(session.id, seen_at=NOON + minute)
    stores.people.end_session(session.id, ended_at=NOON + 2 * minute)
    stores.people.touch_session(session.id, seen_at=NOON + 3 * minute)
    ended = stores.people.session(session.id)
    assert ended is not None
    assert (ended.seen_at, ended.ended_at) == (NOON + minute, NOON + 2 * minute)


def test_a_session_that_is_not_there_is_none(stores: Stores) -> None:
    stores.people.touch_session("ab" * 32, seen_at=NOON)
    assert stores.people.session("ab" * 32) is None


def test_log_entries_are_numbered_within_their_layer(stores: Stores) -> None:
    told = [stores.log.add(a_viewing(layer)) for layer in (POLICE.layer, SOCIAL.layer, POLICE.layer)]
    assert [entry.number for entry in told] == [1, 1, 2]
    assert stores.log.entries(POLICE_SCOPE) == (told[0], told[2])
    assert stores.log.entries(POLICE_SCOPE, after=1) == (told[2],)
    assert stores.log.verify() == 3


def test_pages_of_the_log_miss_no_entry(stores: Stores) -> None:
    both = Scope(layers=frozenset({POLICE.layer, SOCIAL.layer}), classes=frozenset({DataClass.LOG}))
    told = {stores.log.add(a_viewing(layer)).mac for layer in (POLICE.layer, SOCIAL.layer) * 3}
    found: list[str] = []
    after = 0
    while page := stores.log.entries(both, after=after, limit=1):
        found += [entry.mac for entry in page]
        after = page[-1].number
    assert (len(found), set(found)) == (6, told)


def test_an_entry_keeps_what_was_logged(stores: Stores) -> None:
    viewing = a_viewing(reason="Anropet 070-174 06 05", thing_id="0" * 32)
    entry = stores.log.add(viewing)
    assert stores.log.entries(POLICE_SCOPE) == (entry,)
    assert entry.viewing == viewing


def test_the_log_is_seen_by_those_who_may_see_logs(stores: Stores) -> None:
    stores.log.add(a_viewing())
    scope = Scope(layers=POLICE_SCOPE.layers, classes=frozenset(DataClass) - {DataClass.LOG})
    assert stores.log.entries(scope) == ()


def test_an_empty_log_is_whole(stores: Stores) -> None:
    assert stores.log.verify() == 0


def test_a_mark_is_the_last_that_was_set(stores: Stores) -> None:
    assert stores.marks.get("reading") is None
    stores.marks.set("reading", "r1")
    stores.marks.set("reading", "r2")
    assert stores.marks.get("reading") == "r2"


def _ids(page: QueuePage) -> list[Id]:
    return [row.advertiser for row in page.rows]


def _walk(stores: Stores, scope: Scope, *, limit: int) -> list[Id]:
    met, after = [], None
    for _ in range(20):
        page = stores.queue.page(scope, after=after, limit=limit)
        met += _ids(page)
        after = page.after
        if after is None:
            return met
    pytest.fail("the queue has no end")


def test_own_groups_stand_in_the_queue_among_the_joint_ones_and_hide_those_that_hold_their_ads(stores: Stores) -> None:
    expected = a_queue(stores)
    hidden = expected[1]
    name = next(name for name in "1234567" if a_named(name) == hidden)
    (own,) = group(stores, name, layer=POLICE.layer)
    rank(stores, a_standing(own.id, layer=POLICE.layer, band=Band.MEDIUM, weight=8.0), layer=POLICE.layer)
    mine = [expected[0], *expected[2:4], own.id, *expected[4:]]
    assert _ids(stores.queue.page(POLICE_SCOPE)) == mine
    assert _walk(stores, POLICE_SCOPE, limit=2) == mine
    assert stores.queue.page(POLICE_SCOPE).total == len(mine)
    assert _ids(stores.queue.page(SOCIAL_SCOPE)) == expected
    counts = {one.band: one.open for one in stores.queue.counts(POLICE_SCOPE)}
    assert (counts[Band.HIGH], counts[Band.MEDIUM]) == (2, 2)


def a_named(name: str) -> Id:
    return an_advertiser(a_grouping(), an_ad_id(name)).id
