from typing import Any

import pytest

from models.logs import conceal


def concealed(**fields: Any) -> dict[str, Any]:
    return dict(conceal(None, "info", dict(fields)))


@pytest.mark.parametrize("said", ["070-174 06 05", "+46701740605", "(070) 174.06.05", "ring 0701740605 nu"])
def test_what_looks_like_a_number_is_masked(said: str) -> None:
    assert "174" not in concealed(event=said)["event"]


def test_an_address_is_masked() -> None:
    assert concealed(event="wrote to demo_a@example.com")["event"] == "wrote to [address]"


def test_an_id_is_kept() -> None:
    identity = "0123456789" * 3 + "ab"
    assert concealed(ad=identity)["ad"] == identity


def test_times_are_kept() -> None:
    assert concealed(due_at="2026-03-02T12:00:00+00:00")["due_at"] == "2026-03-02T12:00:00+00:00"
