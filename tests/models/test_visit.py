from datetime import timedelta

from models.visit import Count, VisitOutcome, VisitVerdict
from tests.factories import NOON, a_visit


def test_a_visit_is_named_by_its_site_and_when_it_was_due() -> None:
    assert a_visit().id == a_visit(started_at=NOON + timedelta(hours=1), sheet="s2").id
    assert a_visit().id != a_visit(due_at=NOON + timedelta(hours=1)).id
    assert a_visit().id != a_visit(site="annan").id


def test_what_was_not_counted_is_zero() -> None:
    outcome = VisitOutcome(
        visit=a_visit().id,
        verdict=VisitVerdict.GOOD,
        ended_at=NOON,
        counts=(Count(name="pages", value=7),),
        completed_lists=(),
    )
    assert (outcome.count("pages"), outcome.count("ads.new")) == (7, 0)
