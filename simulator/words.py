"""The words of the pretend market: sentences with slots and alternatives, by language and by what they are for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from models.base import Record

TEXTS = Path(__file__).with_name("texts")
PLACES = Path(__file__).with_name("places.yaml")
LANGUAGES = ("sv", "en", "ro", "es", "pl", "ru", "th", "hu", "de", "uk", "bg", "lt")
ALTERNATIVES = re.compile(r"\[([^\]]*)\]")
SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One sentence in all its wordings: fixed stretches and, between them, choices."""

    parts: tuple[tuple[str, ...], ...]

    def worded(self, rng: Random) -> str:
        said = "".join(part[0] if len(part) == 1 else rng.choice(part) for part in self.parts)
        return said.replace(" .", ".").strip()

    def wordings(self) -> Iterator[str]:
        for said in product(*self.parts):
            yield "".join(said).replace(" .", ".").strip()


class Words(Record):
    """What one language offers; groups are named as in its file, with a dot between (`signs.movement`)."""

    language: str
    names: tuple[str, ...]
    groups: dict[str, tuple[Any, ...]]

    def phrasings(self, *groups: str) -> tuple[Phrasing, ...]:
        """The first of these groups that the language has; none of them, nothing."""
        return next((self.groups[group] for group in groups if group in self.groups), ())


class Town(Record):
    name: str
    weight: int
    lat: float
    lon: float
    districts: tuple[str, ...]


class Places(Record):
    towns: tuple[Town, ...]
    streets: tuple[str, ...]
    venues: tuple[str, ...]
    agencies: tuple[str, ...]
    origins: dict[str, tuple[str, ...]]
    speaks: dict[str, tuple[str, ...]]


def _parsed(sentence: str) -> Phrasing:
    pieces = ALTERNATIVES.split(sentence)
    parts = (tuple(piece.split("|")) if odd % 2 else (piece,) for odd, piece in enumerate(pieces))
    return Phrasing(tuple(part for part in parts if part != ("",)))


@cache
def words(language: str) -> Words:
    told = yaml.safe_load((TEXTS / f"{language}.yaml").read_text("utf-8"))
    names = tuple(told.pop("names"))
    groups = {name: tuple(map(_parsed, said)) for name, said in _flat(told) if name != "language"}
    return Words(language=language, names=names, groups=groups)


def _flat(told: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, below in told.items():
        if isinstance(below, dict):
            yield from ((f"{name}.{inner}", said) for inner, said in below.items())
        else:
            yield name, below


@cache
def places() -> Places:
    return Places.model_validate(yaml.safe_load(PLACES.read_text("utf-8")))


def sentences(language: str) -> Iterator[str]:
    """Every sentence the market can say in a language, in every wording, slots standing as `{slot}`."""
    for phrasings in words(language).groups.values():
        for phrasing in phrasings:
            yield from phrasing.wordings()
