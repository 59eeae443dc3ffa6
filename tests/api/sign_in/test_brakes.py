"""Brakes: so many in a time, each on their own count."""

from limits import parse

from api.sign_in.brakes import Brakes

TWICE = parse("2/hour")


def test_a_third_time_is_refused_and_another_person_is_not() -> None:
    brakes = Brakes()
    assert [brakes.allows(TWICE, "reveal", "a") for _ in range(3)] == [True, True, False]
    assert brakes.allows(TWICE, "reveal", "b")


def test_what_is_forgiven_starts_anew() -> None:
    brakes = Brakes()
    assert [brakes.allows(TWICE, "sign in", "a") for _ in range(2)] == [True, True]
    brakes.forgive(TWICE, "sign in", "a")
    assert brakes.allows(TWICE, "sign in", "a")
