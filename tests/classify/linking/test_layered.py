"""An agency's own groups: what is tied merges, what is un-tied is cut, and the rest stays as joint linking has it."""

from datetime import timedelta

import pytest

from classify.linking.layered import links_within, own_advertisers, own_groups, touched
from classify.linking.material import AdMaterial
from models.base import Id, fingerprint, new_id
from models.link import Advertiser, Figures, Grouping, Link
from models.scope import JOINT, Layer
from models.tie import Tie
from tests.factories import BASIS, NOON, POLICE


def ad(name: str) -> Id:
    return fingerprint("ad", name)


def joint(*groups: str) -> tuple[Advertiser, ...]:
    """One advertiser a word, one ad a letter."""
    return tuple(
        Advertiser(
            id=Advertiser.founded(JOINT, ad(group[0])),
            layer=JOINT,
            run=new_id(),
            ads=tuple(map(ad, group)),
            personas=(),
            figures=Figures(
                ads=len(group),
                names=0,
                contacts=0,
                sites=1,
                places=(),
                langs=(),
                kinds=(),
                first_seen_at=NOON,
                last_seen_at=NOON,
            ),
        )
        for group in groups
    )


def tie(names: str, *, together: bool, day: int = 0) -> Tie:
    one, *others = map(ad, names)
    told = {"layer": POLICE.layer, "person": new_id(), "now": NOON + timedelta(days=day), "basis": BASIS}
    return Tie.made(one, tuple(others), together=together, **told)  # type: ignore[arg-type]


def link(pair: str, probability: float = 0.9) -> Link:
    return Link.between(ad(pair[0]), ad(pair[1]), layer=JOINT, probability=probability, evidence=(), edition="l")


def parted(groups: tuple[Advertiser, ...], *ties: Tie, links: tuple[Link, ...] = ()) -> set[frozenset[Id]]:
    return {frozenset(group) for group in own_groups(groups, ties, links)}


def said(*groups: str) -> set[frozenset[Id]]:
    return {frozenset(map(ad, group)) for group in groups}


def material(names: str) -> list[AdMaterial]:
    return [
        AdMaterial(
            ad=ad(name),
            site="exempel",
            text="",
            kind="own_offer",
            first_seen_at=NOON + timedelta(days=day),
            last_seen_at=NOON + timedelta(days=day),
        )
        for day, name in enumerate(names)
    ]


def test_what_is_tied_merges_whole_groups() -> None:
    assert parted(joint("abc", "de"), tie("ad", together=True)) == said("abcde")


def test_an_ad_that_is_untied_from_the_others_leaves_alone() -> None:
    links = (link("ab"), link("bc"))
    assert parted(joint("abc"), tie("bac", together=False), links=links) == said("ac", "b")


def test_an_ad_goes_with_the_side_that_it_is_tied_to_most_surely() -> None:
    links = (link("ac", 0.7), link("bc", 0.95), link("ab", 0.6))
    assert parted(joint("abc"), tie("ab", together=False), links=links) == said("a", "bc")


def test_what_is_untied_never_stands_together_whatever_else_is_tied() -> None:
    ties = tie("ab", together=False), tie("ac", together=True, day=1), tie("bc", together=True, day=2)
    for group in own_groups(joint("a", "b", "c"), ties, ()):
        assert not {ad("a"), ad("b")} <= set(group)
    assert parted(joint("a", "b", "c"), *ties) == said("a", "bc")


@pytest.mark.parametrize("together", [True, False])
def test_the_newest_saying_about_a_pair_counts(together: bool) -> None:  # noqa: FBT001 - a case
    ties = tie("ab", together=not together), tie("ab", together=together, day=1)
    assert parted(joint("a", "b"), *ties) == (said("ab") if together else said("a", "b"))


def test_without_a_tie_nothing_changes_and_an_ad_that_is_gone_counts_for_nothing() -> None:
    assert parted(joint("abc", "d")) == said("abc", "d")
    assert parted(joint("abc"), tie("az", together=True), tie("zb", together=False)) == said("abc")


def test_the_order_in_which_ties_are_told_is_no_matter() -> None:
    ties = [tie("ad", together=True), tie("ba", together=False, day=1), tie("ce", together=True, day=2)]
    groups = joint("abc", "d", "e")
    assert parted(groups, *ties) == parted(groups, *reversed(ties)) == parted(joint("e", "d", "abc"), *ties)


def test_a_group_keeps_the_joint_id_that_it_shares_most_with_and_what_is_cut_gets_its_own() -> None:
    groups = joint("abc", "de")
    grouping = Grouping.begun(Layer(POLICE.layer), "own", started_at=NOON)
    made = own_advertisers(
        own_groups(groups, [tie("cab", together=False)], ()), grouping, joint=groups, material=material("abcde")
    )
    ids = {one.id: set(one.ads) for one in made}
    assert ids == {
        groups[0].id: {ad("a"), ad("b")},
        groups[1].id: {ad("d"), ad("e")},
        Advertiser.founded(POLICE.layer, ad("c")): {ad("c")},
    }
    assert {one.layer for one in made} == {POLICE.layer}
    merged = own_advertisers(
        own_groups(groups, [tie("ad", together=True)], ()), grouping, joint=groups, material=material("abcde")
    )
    assert [(one.id, one.figures.ads) for one in merged] == [(groups[0].id, 5)]


def test_the_ties_of_own_groups_leave_out_what_was_cut_and_hold_what_people_said() -> None:
    links, ties = (link("ab"), link("bc")), [tie("ba", together=False), tie("ad", together=True)]
    within = links_within(own_groups(joint("abc", "d"), ties, links), links, ties)
    assert {frozenset((one.a, one.b)) for one in within} == {frozenset(map(ad, pair)) for pair in ("bc", "ad")}


def test_only_ads_that_are_named_are_touched() -> None:
    assert touched([tie("ab", together=True), tie("ac", together=False)]) == {ad("a"), ad("b"), ad("c")}
