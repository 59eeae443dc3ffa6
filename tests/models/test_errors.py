import inspect
import re
from pathlib import Path

import pytest

from models import errors
from models.errors import BadInput, BadSetting, BadSheet, LyktaError, SchemaAhead, SiteChanged, WrongKey

FAMILY = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if kind.__module__ == errors.__name__ and issubclass(kind, Exception)
]


def test_the_tree_that_is_drawn_is_the_tree_that_is() -> None:
    drawn = set(re.findall(r"\w+(?= {2,})", errors.__doc__ or ""))
    assert {kind.__name__ for kind in FAMILY} <= drawn


def test_a_door_catches_the_whole_family_by_one_name() -> None:
    assert all(issubclass(kind, LyktaError) for kind in FAMILY)
    assert all(issubclass(kind, BadInput) for kind in (BadSheet, BadSetting))


@pytest.mark.parametrize(
    "told",
    [
        BadSheet(Path("exempel.yaml"), 7, "pace", "seconds"),
        BadSetting("LYKTA_PORT", "a number"),
        SiteChanged("exempel", "https://exempel.example/1", missing="title"),
        WrongKey("anything"),
        SchemaAhead("0009", "0003"),
    ],
    ids=lambda told: type(told).__name__,
)
def test_an_error_is_one_sentence_that_names_its_fields(told: LyktaError) -> None:
    sentence = str(told)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert all(str(value) in sentence for value in vars(told).values())
