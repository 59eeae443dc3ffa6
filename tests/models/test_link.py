import pytest
from pydantic import ValidationError

from models.link import Advertiser, Evidence, Grouping, Link, LinkSource
from models.scope import JOINT
from tests.factories import NOON, POLICE
from tests.models.stores.records import DAY

A, B = "a" * 32, "b" * 32
EVIDENCE = (Evidence(comparison="phone", level="same key", weight=6.5),)


def test_a_link_is_the_same_from_either_end() -> None:
    one, other = (
        Link.between(*ends, layer=JOINT, probability=0.9, evidence=EVIDENCE, edition="l1") for ends in ((A, B), (B, A))
    )
    assert one == other
    assert (one.a, one.b, one.source) == (A, B, LinkSource.MACHINE)


def test_links_of_two_layers_or_editions_are_two() -> None:
    made = {
        Link.between(A, B, layer=layer, probability=0.9, evidence=(), edition=edition).id
        for layer in (JOINT, POLICE.layer)
        for edition in ("l1", "l2")
    }
    assert len(made) == 4


@pytest.mark.parametrize("probability", [-0.1, 1.1])
def test_a_probability_lies_between_none_and_certain(probability: float) -> None:
    with pytest.raises(ValidationError):
        Link.between(A, B, layer=JOINT, probability=probability, evidence=(), edition="l1")


def test_a_run_is_named_by_its_layer_edition_and_start() -> None:
    begun = Grouping.begun(JOINT, "l1", started_at=NOON)
    assert begun == Grouping.begun(JOINT, "l1", started_at=NOON)
    assert begun.id != Grouping.begun(JOINT, "l1", started_at=NOON + DAY).id
    assert begun.id != Grouping.begun(POLICE.layer, "l1", started_at=NOON).id


def test_a_group_is_named_by_its_layer_and_the_ad_that_founded_it() -> None:
    assert Advertiser.founded(JOINT, A) == Advertiser.founded(JOINT, A)
    assert Advertiser.founded(JOINT, A) != Advertiser.founded(POLICE.layer, A)
