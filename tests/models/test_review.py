import pytest

from models.errors import BadInput
from models.review import Concern, Decision, Review, Withdrawal
from models.scope import Layer
from tests.factories import NOON
from tests.models.stores.records import a_review

ADVERTISER = "0" * 32


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_concern_needs_a_reason(reason: str) -> None:
    with pytest.raises(BadInput, match="nothing was decided"):
        a_review(ADVERTISER, reason=reason)


def test_a_concern_needs_its_kind() -> None:
    with pytest.raises(BadInput):
        a_review(ADVERTISER, concern=None)


@pytest.mark.parametrize("decision", [one for one in Decision if one is not Decision.CONCERN])
def test_any_other_decision_needs_no_reason_and_has_no_kind_of_concern(decision: Decision) -> None:
    review = a_review(ADVERTISER, decision=decision, reason="", concern=Concern.MINOR)
    assert (review.decision, review.reason, review.concern) == (decision, "", None)


def test_a_reason_is_kept_without_the_space_around_it() -> None:
    assert a_review(ADVERTISER, reason=" tre annonser \n").reason == "tre annonser"


def test_the_same_decision_twice_is_two_records() -> None:
    assert a_review(ADVERTISER).id != a_review(ADVERTISER).id


def test_undo_is_a_record_that_names_what_it_undoes() -> None:
    review = a_review(ADVERTISER)
    withdrawal = Withdrawal.made(review.id, layer=review.layer, by=review.person, at=NOON)
    assert (withdrawal.of, withdrawal.by, withdrawal.layer) == (review.id, review.person, Layer("polisen"))


def test_a_review_comes_back_from_json_as_it_was() -> None:
    review = a_review(ADVERTISER)
    assert Review.model_validate_json(review.model_dump_json()) == review
