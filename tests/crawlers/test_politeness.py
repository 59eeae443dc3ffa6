"""When, as whom and what a site is asked."""

from datetime import UTC, datetime

import pytest

from crawlers.politeness import agent, in_hours, may_ask
from crawlers.sheets import Sheet
from tests.crawlers.pages import sheet


def with_pace(**pace: object) -> Sheet:
    return Sheet.model_validate({**sheet("torget").as_told(), "pace": pace})


@pytest.mark.parametrize(
    ("hours", "utc_hour", "open_"),
    [
        ("00:00-24:00", 0, True),
        ("06:00-23:00", 12, True),
        ("06:00-23:00", 22, False),
        ("06:00-23:00", 4, False),
        ("22:00-05:00", 22, True),
        ("22:00-05:00", 3, True),
        ("22:00-05:00", 12, False),
    ],
)
def test_hours_are_those_of_the_site_owners_clock_in_sweden(hours: str, utc_hour: int, open_: bool) -> None:  # noqa: FBT001
    assert in_hours(with_pace(hours=hours), datetime(2026, 3, 2, utc_hour, 30, tzinfo=UTC)) is open_


def test_summer_time_moves_the_hours_along() -> None:
    at = with_pace(hours="06:00-23:00")
    assert not in_hours(at, datetime(2026, 3, 2, 4, 30, tzinfo=UTC))
    assert in_hours(at, datetime(2026, 7, 2, 4, 30, tzinfo=UTC))


def test_we_say_who_we_are_unless_a_decision_says_otherwise() -> None:
    assert agent(with_pace()).startswith("Lykta/")
    assert agent(with_pace(agent={"says": "Mozilla/5.0", "decision": "T-7"})) == "Mozilla/5.0"


@pytest.mark.parametrize(
    ("method", "url", "why"),
    [
        ("GET", "http://torget.example/rad-1.html", None),
        ("HEAD", "http://torget.example/rad-1.html", None),
        ("POST", "http://torget.example/rad-1.html", "POST is never sent"),
        ("GET", "http://annat.example/rad-1.html", "it is none of the sheet's hosts"),
        ("GET", "file:///etc/hostname", "it is none of the sheet's hosts"),
        ("GET", "http://torget.example/bild.JPG?x=1", "pictures and media are never fetched"),
        ("GET", "http://torget.example/" + "x" * 500, "the address is too long"),
    ],
)
def test_what_may_be_asked(method: str, url: str, why: str | None) -> None:
    assert may_ask(sheet("torget"), method, url) == why
