"""A visit is judged by what its sheet and its last visits promise."""

from typing import Any

from crawlers.promises import broken_promises, verdict_of
from crawlers.sheets import Sheet
from models.base import fingerprint
from models.visit import Count, VisitOutcome, VisitVerdict
from tests.crawlers.pages import sheet
from tests.factories import NOON

WELL = {"pages": 7, "list.read": 2, "detail.read": 5, "ads.met": 5, "filled.place": 5, "filled.price": 4}


def broken(counts: dict[str, int], *, last: tuple[VisitOutcome, ...] = (), **told: Any) -> tuple[str, ...]:
    judged = Sheet.model_validate({**sheet("torget").as_told(), **told})
    return broken_promises(judged, counts, unwalked=(), waiting=0, last=last)


def outcome(met: int, verdict: VisitVerdict = VisitVerdict.GOOD) -> VisitOutcome:
    return VisitOutcome(
        visit=fingerprint(str(met)),
        verdict=verdict,
        ended_at=NOON,
        counts=(Count(name="ads.met", value=met),),
        completed_lists=("alla",),
    )


def test_an_ordinary_visit_breaks_nothing() -> None:
    assert broken(WELL) == ()
    assert verdict_of(WELL, ()) is VisitVerdict.GOOD


def test_fewer_ads_than_expected_are_told() -> None:
    assert broken(WELL | {"ads.met": 3}) == ("3 ads were met where 4 to 6 are expected.",)


def test_a_field_that_is_seldom_filled_is_told() -> None:
    assert broken(WELL | {"filled.place": 2}) == ("place was filled in 2 of 5 ads read, less than the 90% expected.",)


def test_a_visit_that_read_no_detail_is_not_blamed_for_empty_fields() -> None:
    assert broken({"pages": 2, "list.read": 2, "ads.met": 5}) == ()


def test_far_less_than_the_last_visits_is_doubtful_without_any_promise() -> None:
    last = tuple(map(outcome, (100, 110, 90)))
    told = "40 ads were met, far less than the 100 of the last visits."
    assert broken(WELL | {"ads.met": 40}, last=last, expect={}) == (told,)
    assert broken(WELL | {"ads.met": 60}, last=last, expect={}) == ()
    assert broken(WELL | {"ads.met": 40}, last=last[:2], expect={}) == ()


def test_doubtful_visits_are_no_measure() -> None:
    last = tuple(outcome(met, VisitVerdict.DOUBTFUL) for met in (100, 110, 90))
    assert broken(WELL, last=last, expect={}) == ()


def test_a_visit_without_one_list_read_has_failed() -> None:
    assert verdict_of({"pages": 3, "detail.read": 3}, ()) is VisitVerdict.FAILED
    assert verdict_of(WELL, ("one sentence",)) is VisitVerdict.DOUBTFUL
