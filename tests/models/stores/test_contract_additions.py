"""Tags, notes, ties and disclosures, on every kind of store: each agency's own, and what crosses by a disclosure."""

import pytest

from models.base import new_id
from models.disclosure import Disclosable, LegalGround, Named, Receiver
from models.errors import BadInput, Conflict, NotFound
from models.review import Decision, Withdrawal
from models.scope import DataClass, Scope
from models.stores.ports import Stores
from models.tag import Tag
from tests.factories import BASIS, NOON, POLICE, SOCIAL
from tests.models.stores.records import (
    DAY,
    JOINT_SCOPE,
    POLICE_SCOPE,
    SOCIAL_SCOPE,
    a_disclosure,
    a_grouping,
    a_note,
    a_review,
    a_tag,
    a_tie,
    a_viewing,
    an_ad_id,
    an_advertiser,
    decide,
    put,
    take_back,
    undo,
)

ADVERTISER = an_advertiser(a_grouping(), an_ad_id("1")).id


def test_what_is_added_to_an_ad_is_found_by_the_ad_newest_first(stores: Stores) -> None:
    old = put(stores, a_tag("gammal", "1", "2"))
    new = put(stores, a_note("ny", "2", now=NOON + DAY))
    put(stores, a_tie("3", "4"))
    assert stores.additions.of([an_ad_id("2")], POLICE_SCOPE) == (new, old)
    assert stores.additions.of([an_ad_id("1")], POLICE_SCOPE) == (old,)
    assert stores.additions.of([an_ad_id("5")], POLICE_SCOPE) == ()


def test_additions_are_listed_by_kind_and_got_as_they_were_made(stores: Stores) -> None:
    made = [put(stores, one) for one in (a_tag(), a_note(), a_tie("1", "2", "3"), a_disclosure(new_id()))]
    for one in made:
        assert stores.additions.every(one.kind, POLICE_SCOPE) == (one,)
        assert stores.additions.get(one.id, POLICE_SCOPE) == one


def test_an_addition_that_is_withdrawn_stands_no_longer(stores: Stores) -> None:
    tag = put(stores, a_tag())
    take_back(stores, tag)
    assert stores.additions.of(tag.ads, POLICE_SCOPE) == ()
    assert stores.additions.every("tag", POLICE_SCOPE) == ()
    with pytest.raises(Conflict):
        take_back(stores, tag)


def test_nobody_withdraws_an_addition_of_another_layer(stores: Stores) -> None:
    note = put(stores, a_note(layer=SOCIAL.layer))
    withdrawal = Withdrawal.made(note.id, layer=POLICE.layer, by=new_id(), at=NOON)
    with pytest.raises(NotFound):
        stores.additions.withdraw(withdrawal, a_viewing(POLICE.layer))
    assert stores.additions.of(note.ads, SOCIAL_SCOPE) == (note,)
    with pytest.raises(NotFound):
        stores.additions.get(note.id, POLICE_SCOPE)


def test_a_changed_note_stands_in_place_of_the_earlier_and_only_once(stores: Stores) -> None:
    first = put(stores, a_note("först"))
    second = put(stores, a_note("sedan", replaces=first.id))
    assert stores.additions.every("note", POLICE_SCOPE) == (second,)
    with pytest.raises(Conflict):
        put(stores, a_note("för sent", replaces=first.id))
    with pytest.raises(NotFound):
        put(stores, a_note("annans", layer=SOCIAL.layer, replaces=second.id))
    assert stores.additions.every("note", POLICE_SCOPE) == (second,)


def test_an_addition_and_its_log_entry_are_kept_once(stores: Stores) -> None:
    tag = a_tag()
    for _ in range(2):
        put(stores, tag)
    assert len(stores.log.entries(POLICE_SCOPE)) == 1
    assert stores.additions.every("tag", POLICE_SCOPE) == (tag,)


def test_who_may_not_see_reviews_sees_no_additions(stores: Stores) -> None:
    put(stores, a_tag())
    narrow = Scope(layers=POLICE_SCOPE.layers, classes=frozenset({DataClass.ADS}))
    assert stores.additions.every("tag", narrow) == stores.additions.every("tag", JOINT_SCOPE) == ()


def test_a_receiver_sees_the_named_fields_and_nothing_else(stores: Stores) -> None:
    review = decide(stores, a_review(ADVERTISER, decision=Decision.SPAM, reason="Hemligt skäl", concern=None))
    tag, note = put(stores, a_tag()), put(stores, a_note())
    put(stores, a_note("en till som inte lämnas ut"))
    records = (review.id, tag.id, note.id)
    put(stores, a_disclosure(*records, fields=(Disclosable.DECISION, Disclosable.TAGS)))
    (shown,) = stores.disclosures.received(SOCIAL_SCOPE)
    assert (shown.sender, shown.ads, shown.grounds) == (POLICE.id, (an_ad_id("1"),), (LegalGround.NECESSARY,))
    assert (shown.decision, shown.tags) == (Decision.SPAM, ("vår märkning",))
    assert (shown.reason, shown.notes) == (None, ())
    assert stores.disclosures.received(POLICE_SCOPE) == ()
    assert stores.disclosures.received(JOINT_SCOPE) == ()


def test_all_fields_show_the_words_of_the_named_records_alone(stores: Stores) -> None:
    review, note = decide(stores, a_review(ADVERTISER)), put(stores, a_note("den här"))
    put(stores, a_note("inte den här"))
    put(stores, a_disclosure(review.id, note.id))
    (shown,) = stores.disclosures.received(SOCIAL_SCOPE)
    assert (shown.reason, shown.concern, shown.notes) == (review.reason, review.concern, ("den här",))


def test_a_withdrawn_disclosure_or_record_shows_nothing_more(stores: Stores) -> None:
    review, note = decide(stores, a_review(ADVERTISER)), put(stores, a_note())
    disclosure = put(stores, a_disclosure(review.id, note.id))
    undo(stores, review)
    take_back(stores, note)
    (shown,) = stores.disclosures.received(SOCIAL_SCOPE)
    assert (shown.decision, shown.reason, shown.notes) == (None, None, ())
    take_back(stores, disclosure)
    assert stores.disclosures.received(SOCIAL_SCOPE) == ()


def test_a_disclosure_opens_no_record_of_a_third_agency(stores: Stores) -> None:
    note = put(stores, a_note(layer=SOCIAL.layer))
    review = decide(stores, a_review(ADVERTISER, layer=SOCIAL.layer))
    put(stores, a_disclosure(note.id, review.id, receiver=Receiver(agency="tredje")))
    third = Scope(layers=frozenset({*JOINT_SCOPE.layers, "tredje"}), classes=frozenset(DataClass))
    (shown,) = stores.disclosures.received(third)
    assert (shown.decision, shown.reason, shown.notes) == (None, None, ())


@pytest.mark.parametrize(
    "told",
    [
        {"fields": ()},
        {"grounds": ()},
        {"balancing": "  "},
        {"receiver": Receiver()},
        {"receiver": Receiver(agency=POLICE.id)},
        {"receiver": Receiver(agency=SOCIAL.id, third_party="Jouren")},
    ],
)
def test_a_disclosure_needs_all_that_makes_it_one(told: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        a_disclosure(new_id(), **told)  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        a_disclosure()


@pytest.mark.parametrize("word", ["", "x" * 61, "070-174 06 05", "a@example.com", 'ett "ord"'])
def test_a_tag_is_a_short_word_and_no_contact(word: str) -> None:
    with pytest.raises(BadInput):
        Tag.made(word, (new_id(),), layer=POLICE.layer, person=new_id(), now=NOON, basis=BASIS)


def test_a_tie_needs_two_ads_and_is_links_of_its_layer() -> None:
    with pytest.raises(BadInput):
        a_tie("1", "1")
    apart = a_tie("1", "2", "3", together=False)
    assert [link.probability for link in apart.links()] == [0.0, 0.0]
    assert {link.layer for link in apart.links()} == {POLICE.layer}
    assert {ad for link in apart.links() for ad in (link.a, link.b)} == {an_ad_id(name) for name in "123"}


def test_named_records_survive_the_way_to_the_store_and_back() -> None:
    made = a_disclosure(new_id())
    assert isinstance(made.what, Named)
    assert type(made).model_validate_json(made.model_dump_json()) == made
