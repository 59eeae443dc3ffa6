"""A site that changes is visited sooner, a quiet one later, never outside its sheet's bounds."""

from datetime import timedelta

from crawlers.clocks import next_due
from crawlers.sheets import Sheet
from models.visit import Count, Visit, VisitOutcome, VisitVerdict
from tests.crawlers.pages import sheet
from tests.factories import NOON, a_visit

SHEET = Sheet.model_validate({**sheet("torget").as_told(), "revisit": {"min_hours": 6, "max_hours": 24}})
Told = tuple[tuple[Visit, VisitOutcome | None], ...]


def visited(*new: int, verdict: VisitVerdict = VisitVerdict.GOOD) -> Told:
    """So many new ads among a hundred, newest visit first."""
    told = []
    for place, count in enumerate(new):
        visit = a_visit(due_at=NOON - timedelta(days=place))
        counts = (Count(name="ads.met", value=100), Count(name="ads.new", value=count))
        told.append(
            (visit, VisitOutcome(visit=visit.id, verdict=verdict, ended_at=NOON, counts=counts, completed_lists=()))
        )
    return tuple(told)


def hours(told: Told) -> float:
    due = next_due(SHEET, told)
    assert due is not None
    return (due - NOON) / timedelta(hours=1)


def test_a_site_never_visited_or_left_unfinished_is_due_at_once() -> None:
    assert next_due(SHEET, ()) is None
    assert next_due(SHEET, ((a_visit(), None),)) is None


def test_each_quiet_visit_makes_the_next_wait_longer_up_to_the_bound() -> None:
    assert [hours(visited(*[0] * count)) for count in (1, 2, 9)] == [9, 13.5, 24]


def test_a_visit_full_of_news_halves_the_wait_down_to_the_bound() -> None:
    assert hours(visited(50, 0, 0, 0, 0)) == 12
    assert hours(visited(50, 50, 50, 0, 0)) == 6


def test_a_little_news_keeps_the_pace() -> None:
    assert hours(visited(5, 0)) == 9


def test_visits_that_went_badly_tell_nothing() -> None:
    assert hours(visited(0, 0, 0, verdict=VisitVerdict.FAILED)) == 6
