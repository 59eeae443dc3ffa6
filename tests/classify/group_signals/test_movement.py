"""Towns in short time, and persons in step."""

from classify.group_signals.movement import city_circuit, synchronised_movement
from models.stores.ports import ReadVersion
from tests.classify.standing import an_ad, group

TOWNS = ("Lund", "Solna", "Ystad")


def circuit(*read: ReadVersion) -> dict[str, str]:
    return {fact.name: fact.value for fact in city_circuit(group(*read))}


def test_three_towns_within_thirty_days_are_a_circuit() -> None:
    tour = [an_ad(n, name="Anna", town=town, day=10 * n) for n, town in enumerate(TOWNS)]
    assert circuit(*tour) == {"municipalities": "3", "days": "20"}


def test_three_towns_over_half_a_year_are_none() -> None:
    assert circuit(*(an_ad(n, name="Anna", town=town, day=80 * n) for n, town in enumerate(TOWNS))) == {}


def test_two_towns_are_none_however_often() -> None:
    assert circuit(*(an_ad(n, name="Anna", town=TOWNS[n % 2], day=n) for n in range(12))) == {}


def test_two_persons_who_come_to_the_same_towns_on_the_same_days_move_in_step() -> None:
    both = [
        an_ad(10 * n + who, name=name, town=town, day=12 * n + who)
        for n, town in enumerate(TOWNS[:2])
        for who, name in enumerate(("Anna", "Bella"))
    ]
    told = {fact.name: fact.value for fact in synchronised_movement(group(*both))}
    assert told == {"persons": "2", "municipalities": "2"}


def test_persons_who_come_weeks_apart_do_not() -> None:
    apart = [
        an_ad(10 * n + who, name=name, town=town, day=12 * n + 40 * who)
        for n, town in enumerate(TOWNS[:2])
        for who, name in enumerate(("Anna", "Bella"))
    ]
    assert synchronised_movement(group(*apart)) == ()
