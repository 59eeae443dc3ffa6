"""Whole runs over a small pretend market, and over each trap alone."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from classify.linking.linker import Linked, link, linking_edition
from classify.linking.material import AdMaterial
from classify.linking.measures import GroupingFigures, measured
from models.base import Id, fingerprint
from models.link import Advertiser, GroupingEventKind
from models.reading import ContactKind
from models.scope import JOINT
from tests.classify.linking.market import Market, mixed
from tests.factories import NOON

EDITION = linking_edition("reading")


def run(material: tuple[AdMaterial, ...], previous: tuple[Advertiser, ...] = ()) -> Linked:
    return link(material, layer=JOINT, edition=EDITION, previous=previous, now=NOON)


def homes(linked: Linked) -> dict[Id, Id]:
    return {ad: one.id for one in linked.advertisers for ad in one.ads}


def figures(market: Market) -> GroupingFigures:
    return measured(homes(run(market.material)), market.advertiser)


def with_crowd(trap: Callable[[Market], None], seed: int = 5) -> tuple[Market, dict[Id, Id]]:
    """A trap among sixty ordinary advertisers: weights are learned from a market, not from the trap alone."""
    market = Market(seed)
    for number in range(60):
        market.independent(f"a{number}", ads=4)
    trap(market)
    return market, homes(run(market.material))


def groups_of(market: Market, said: dict[Id, Id], *labels: str) -> list[set[Id]]:
    """Groups that the ads of each label fall into."""
    return [{said[ad] for ad, label in market.advertiser.items() if label == wanted} for wanted in labels]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_market_with_all_traps_is_linked_within_the_bars(seed: int) -> None:
    told = figures(mixed(seed, advertisers=70))
    assert told.pairs.precision >= 0.98
    assert told.pairs.recall >= 0.90
    assert told.b_cubed.f1 >= 0.94
    assert told.largest_wrong <= 0.05


def test_one_contact_ties_ads_with_different_texts() -> None:
    def trap(market: Market) -> None:
        phone, me = market.phone(), market.person()
        for _ in range(3):
            market.post("x", "x", text=market.text(), phones=(phone,), **me)

    market, said = with_crowd(trap)
    assert [len(one) for one in groups_of(market, said, "x")] == [1]


def test_a_number_that_changed_its_owner_ties_no_strangers() -> None:
    def trap(market: Market) -> None:
        phone = market.phone()
        market.independent("old", ads=8, phones=(phone,), day=5.0, names=("Alma",), ages=(24,), places=("0180",))
        market.independent("new", ads=8, phones=(phone,), day=70.0, names=("Rut",), ages=(47,), places=("1480",))

    market, said = with_crowd(trap)
    old, new = groups_of(market, said, "old", "new")
    assert (len(old), len(new), old & new) == (1, 1, set())


def test_a_number_that_stands_in_many_unlike_ads_glues_nobody() -> None:
    def trap(market: Market) -> None:
        hub = (ContactKind.PHONE, fingerprint("the site's own number"))
        for at in range(0, len(market.ads), 7):
            market.ads[at] = replace(market.ads[at], contacts=(*market.ads[at].contacts, hub))

    market, said = with_crowd(trap)
    told = measured(said, market.advertiser)
    assert told.pairs.precision >= 0.98
    assert told.pairs.recall >= 0.98


def test_an_ad_that_showed_the_old_and_the_new_number_ties_the_two() -> None:
    market, said = with_crowd(lambda market: market.changes_number("x", ads=8, shows_both=True))
    assert [len(one) for one in groups_of(market, said, "x")] == [1]


def test_a_changed_number_is_met_by_text_name_and_age() -> None:
    market, said = with_crowd(lambda market: market.changes_number("x", ads=8))
    assert [len(one) for one in groups_of(market, said, "x")] == [1]


def test_a_web_address_that_strangers_name_ties_less_than_a_number() -> None:
    def trap(market: Market) -> None:
        page = (ContactKind.URL, fingerprint("a booking page"))
        for label in ("one", "two"):
            market.independent(label, ads=1)
            market.ads[-1] = replace(market.ads[-1], contacts=(*market.ads[-1].contacts, page))

    market, said = with_crowd(trap)
    one, two = groups_of(market, said, "one", "two")
    assert not one & two


def test_two_agencies_with_one_bought_template_stay_two() -> None:
    def trap(market: Market) -> None:
        template = market.text(own=3, stock=3)
        for label in ("one", "two"):
            market.agency(label, persons=6, ads=24, template=template)

    market, said = with_crowd(trap)
    one, two = groups_of(market, said, "one", "two")
    assert (len(one), len(two), one & two) == (1, 1, set())


def test_strangers_who_write_the_same_sentences_stay_strangers() -> None:
    market = Market(8)
    text = market.text(own=0, stock=5)
    for number in range(60):
        market.independent(f"a{number}", ads=2, text=f"{text} {market.own_sentence()}")
    assert measured(homes(run(market.material)), market.advertiser).pairs.precision == 1.0


def test_one_text_under_many_numbers_is_one_hand_and_shows_nobody() -> None:
    market = Market(5)
    for number in range(60):
        market.independent(f"a{number}", ads=4)
    market.spammer("spam", ads=25)
    linked = run(market.material)
    spam = {ad for ad, label in market.advertiser.items() if label == "spam"}
    largest = max(linked.advertisers, key=lambda one: len(spam & {*one.ads}))
    assert len(spam & {*largest.ads}) >= 20
    assert {*largest.ads} <= spam
    assert largest.personas == ()


def test_short_lived_numbers_of_a_group_are_met() -> None:
    market, said = with_crowd(lambda market: market.controlled("x", persons=3, ads=30))
    told = measured(said, {ad: label for ad, label in market.advertiser.items() if label == "x"})
    assert told.pairs.recall >= 0.9


def test_the_order_in_which_ads_come_changes_nothing() -> None:
    material = list(mixed(3, advertisers=30).material)
    first = run(tuple(material))
    random.Random(1).shuffle(material)
    assert run(tuple(material)) == first


def test_linking_again_gives_the_same_ids_and_no_events() -> None:
    material = mixed(3, advertisers=30).material
    first = run(material)
    again = run(material, first.advertisers)
    assert again.events == ()
    assert again.advertisers == first.advertisers


def test_what_is_linked_day_by_day_is_what_is_linked_at_once() -> None:
    market = mixed(3, advertisers=40)
    by_age = sorted(market.material, key=lambda ad: ad.first_seen_at)
    half = run(tuple(by_age[: len(by_age) // 2]))
    grown = run(tuple(by_age), half.advertisers)
    at_once = run(tuple(by_age))
    assert {frozenset(one.ads) for one in grown.advertisers} == {frozenset(one.ads) for one in at_once.advertisers}
    kept = {one.id for one in half.advertisers} & {one.id for one in grown.advertisers}
    merged = {name for event in grown.events if event.kind is GroupingEventKind.MERGE for name in event.before}
    assert {one.id for one in half.advertisers} <= kept | merged


def test_every_tie_lies_within_a_group_and_holds_it_together() -> None:
    linked = run(mixed(4, advertisers=30).material)
    home = homes(linked)
    assert all(home[tie.a] == home[tie.b] for tie in linked.links)
    reached: dict[Id, set[Id]] = {ad: {ad} for ad in home}
    for tie in linked.links:
        joined = reached[tie.a] | reached[tie.b]
        for ad in joined:
            reached[ad] = joined
    assert all(reached[one.ads[0]] == {*one.ads} for one in linked.advertisers)


def test_a_tie_keeps_its_evidence_and_the_weights_add_up_to_no_less_than_the_likeliest_way() -> None:
    linked = run(mixed(4, advertisers=30).material)
    for tie in linked.links:
        assert {one.comparison for one in tie.evidence} >= {"prior", "language"}
        total = sum(one.weight for one in tie.evidence)
        assert tie.probability >= 1 / (1 + 2**-total) - 0.01


def test_no_key_of_a_contact_stands_in_the_evidence() -> None:
    market = mixed(4, advertisers=20)
    told = "".join(tie.model_dump_json() for tie in run(market.material).links)
    assert not any(key in told for ad in market.ads for key in ad.keys)


def test_no_ads_are_no_trouble() -> None:
    linked = run(())
    assert (linked.links, linked.advertisers, linked.events) == ((), (), ())


def test_one_ad_is_an_advertiser_of_its_own() -> None:
    market = Market(1)
    market.independent("x", ads=1)
    (alone,) = run(market.material).advertisers
    assert (alone.figures.ads, len(alone.personas)) == (1, 1)


def test_another_reading_is_another_linking_edition() -> None:
    assert linking_edition("one") != linking_edition("two")
    assert linking_edition("one") == linking_edition("one")
