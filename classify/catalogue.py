"""The catalogue of indicators, one YAML file a theme; what is unsound is refused with file and entry named."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import ValidationError

from classify.catalogue_checks import check_whole, unsound
from classify.entries import (
    MARK,
    Family,
    Guards,
    Indicator,
    Lang,
    Mark,
    Negations,
    Phrase,
    Source,
    Thresholds,
)
from classify.phrases import Phrases, Said
from classify.spellings import ALTERNATIVES, JOINS, parts_of
from classify.spellings import shortest as shortest_of
from models.assessment import Grade, Use
from models.base import Record, fingerprint
from models.errors import BadCatalogue

NUMBER = 1
"""Raised by hand when the code gives other findings for the same data."""

FOLDER = Path(__file__).parent / "indicators"
LANGS = frozenset(get_args(Lang))
BRACKETS = re.compile(r"[\[\]]")
SHORTEST = 3
SHORTEST_THAI = 2

WEIGHTS: Mapping[tuple[Use, Grade], float] = {
    (Use.RANKS, Grade.A): 1.5,
    (Use.RANKS, Grade.B): 1.0,
    (Use.RANKS, Grade.U): 0.5,
    (Use.GROUP, Grade.A): 3.0,
    (Use.GROUP, Grade.B): 2.0,
    (Use.GROUP, Grade.U): 1.0,
    (Use.URGENT, Grade.A): 3.0,
    (Use.URGENT, Grade.B): 3.0,
    (Use.URGENT, Grade.U): 3.0,
    (Use.AGAINST, Grade.A): -1.0,
    (Use.AGAINST, Grade.B): -0.75,
    (Use.AGAINST, Grade.C): -0.5,
    (Use.AGAINST, Grade.U): -0.5,
}

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """All entries with what they share. Made by `load`."""

    indicators: tuple[Indicator, ...]
    sources: tuple[Source, ...]
    families: tuple[Family, ...]
    marks: tuple[Mark, ...]
    asked: tuple[Mark, ...]
    """Marks that are looked for only when a signal asks."""
    negations: Negations
    ad: Thresholds
    advertiser: Thresholds

    @cached_property
    def edition(self) -> str:
        """Names the data and the number raised by hand."""
        told = [record.model_dump_json() for record in (*self._records(), self.negations, self.ad, self.advertiser)]
        return fingerprint("catalogue", str(NUMBER), *told)

    @cached_property
    def by_id(self) -> Mapping[str, Indicator]:
        return {indicator.id: indicator for indicator in self.indicators}

    @cached_property
    def by_code(self) -> Mapping[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @cached_property
    def caps(self) -> Mapping[str, float]:
        return {family.id: family.cap for family in self.families}

    @cached_property
    def phrases(self) -> Phrases:
        """Everything that is met as words: indicators and marks in one automaton."""
        told = [(indicator.id, indicator.phrases) for indicator in self.indicators]
        return _compiled([*told, *((MARK + mark.id, mark.phrases) for mark in self.marks)])

    @cached_property
    def asked_phrases(self) -> Phrases:
        return _compiled([(MARK + mark.id, mark.phrases) for mark in self.asked])

    def get(self, name: str) -> Indicator:
        """By id or code. Raises BadCatalogue when there is none such."""
        found = self.by_id.get(name) or self.by_code.get(name)
        if found is None:
            raise BadCatalogue(f"The catalogue has no indicator {name}; `lykta indicators list` names them all.")
        return found

    def _records(self) -> Iterator[Record]:
        yield from self.indicators
        yield from self.sources
        yield from self.families
        yield from (*self.marks, *self.asked)


def _compiled(told: Iterable[tuple[str, tuple[Phrase, ...]]]) -> Phrases:
    return Phrases(Said(target, phrase.lang, phrase.said) for target, phrases in told for phrase in phrases)


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> Catalogue:
    """Read and check the whole catalogue. Raises BadCatalogue, which names file and entry.

    Cold start: until outcomes are known, a weight is what its evidence is worth, in units of one expert-backed
    indicator that ranks (grade B, 1.0). What outcomes supported (A) counts half again as much; what nobody tested (U)
    half. Shared management is the most reliable family, so group indicators count 3.0, 2.0 and 1.0. Urgent ones put an
    ad before a person whatever the sum, and count 3.0 in it. What was tested and not supported (C) and all context
    counts 0. Counter-indicators take away.
    An entry may give its own `weight` with the sign that its use demands.
    """
    sources = tuple(
        _made(Source, {"id": key, "title": title}, folder / "sources.yml", key)
        for key, title in _file(folder / "sources.yml").items()
    )
    families = tuple(
        _made(Family, {"id": key, **told}, folder / "families.yml", key)
        for key, told in _file(folder / "families.yml").items()
    )
    indicators = tuple(one for path in sorted((folder / "themes").glob("*.yml")) for one in _theme(path))
    bands = _file(folder / "bands.yml")
    catalogue = Catalogue(
        indicators=indicators,
        sources=sources,
        families=families,
        marks=tuple(_marks(folder / "marks.yml")),
        asked=tuple(_marks(folder / "asked.yml")),
        negations=_negations(folder / "negation.yml"),
        ad=_made(Thresholds, bands.get("ad"), folder / "bands.yml", "ad"),
        advertiser=_made(Thresholds, bands.get("advertiser"), folder / "bands.yml", "advertiser"),
    )
    for wrong in check_whole(catalogue.indicators, families=catalogue.caps, sources=sources, marks=catalogue.marks):
        raise BadCatalogue(wrong)
    return catalogue


def _theme(path: Path) -> Iterator[Indicator]:
    told = _file(path)
    entries = told.get("indicators")
    if not isinstance(entries, list) or not entries:
        raise BadCatalogue(f"{path.name}: give at least one entry under `indicators`.")
    for entry in entries:
        yield _indicator(path, entry)


def _indicator(path: Path, entry: Any) -> Indicator:
    if not isinstance(entry, Mapping) or not entry.get("id"):
        raise BadCatalogue(f"{path.name}: an entry has no `id`; name it by readable words, as stated-age-under-18.")
    name = str(entry["id"])
    examples = [
        {"text": text, "seen": seen}
        for key, seen in (("seen_in", True), ("not_seen_in", False))
        for text in (entry.get("examples") or {}).get(key, ())
    ]
    told = {key: value for key, value in entry.items() if key not in ("examples", "phrases", "guards")}
    told |= {
        "theme": path.stem,
        "family": entry.get("family", path.stem),
        "phrases": _phrases(path, name, entry.get("phrases")),
        "guards": _guards(path, name, entry.get("guards") or {}),
        "examples": examples,
    }
    told.setdefault("weight", _weight(entry))
    made = _made(Indicator, told, path, name)
    for wrong in unsound(made):
        raise BadCatalogue(f"{path.name}, {name}: {wrong}.")
    return made


def _weight(entry: Mapping[str, Any]) -> float:
    try:
        return WEIGHTS.get((Use(entry.get("use", "")), Grade(entry.get("grade", ""))), 0.0)
    except ValueError:
        return 0.0  # use or grade is no such thing: said by the record itself


def _guards(path: Path, name: str, told: Mapping[str, Any]) -> Guards:
    words = {side: _phrases(path, name, told.get(side), shortest=1) for side in ("before", "after")}
    return _made(Guards, {**told, **words}, path, name)


def _phrases(path: Path, name: str, told: Any, *, shortest: int = SHORTEST) -> tuple[Phrase, ...]:
    if told is None:
        return ()
    if not isinstance(told, Mapping):
        raise BadCatalogue(f"{path.name}, {name}: phrases stand under their language, as `sv: [ny i stan]`.")
    made = []
    for lang, phrases in told.items():
        if lang not in LANGS:
            raise BadCatalogue(
                f"{path.name}, {name}: {lang} is no language of the catalogue ({', '.join(sorted(LANGS))})."
            )
        for said in _lines(phrases):
            _check_length(path, name, said=said, lang=lang, shortest=shortest)
            made.append(Phrase(lang=lang, said=said))
    return tuple(made)


def _check_length(path: Path, name: str, *, said: str, lang: str, shortest: int) -> None:
    least = min(shortest, SHORTEST_THAI) if lang == "th" else shortest
    if BRACKETS.search(ALTERNATIVES.sub("", said)) or JOINS.search("".join(ALTERNATIVES.findall(said))):
        raise BadCatalogue(
            f"{path.name}, {name}: the phrase {said!r} has brackets or a join inside brackets, or left open."
        )
    parts, _ = parts_of(said)
    if not all(any(map(str.isalnum, part)) or "#" in part for part in parts):
        raise BadCatalogue(f"{path.name}, {name}: the phrase {said!r} has a part without words.")
    length = sum(map(shortest_of, parts))
    if length < least:
        raise BadCatalogue(f"{path.name}, {name}: the phrase {said!r} is too short; {least} letters at least.")


def _marks(path: Path) -> Iterator[Mark]:
    for name, told in _file(path).items():
        yield _made(Mark, {"id": name, "phrases": _phrases(path, name, told, shortest=1)}, path, name)


def _negations(path: Path) -> Negations:
    told = _file(path)
    sides = {side: _phrases(path, side, told.get(side), shortest=1) for side in ("before", "after")}
    return _made(Negations, sides, path, "negations")


def _file(path: Path) -> Mapping[str, Any]:
    try:
        # Every word as written: YAML would read `no` and `on` as false and true.
        told = yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 - the base loader makes strings only
    except OSError as wrong:
        raise BadCatalogue(
            f"{path.name} cannot be read ({wrong.strerror}); put the catalogue's files in place."
        ) from wrong
    except yaml.YAMLError as wrong:
        raise BadCatalogue(f"{path.name} is no YAML: {str(wrong).splitlines()[0]}.") from wrong
    if not isinstance(told, Mapping):
        raise BadCatalogue(f"{path.name} is empty, or no mapping at its top.")
    return told


def _made(kind: type[R], told: Any, path: Path, name: str) -> R:
    try:
        return kind.model_validate(told)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadCatalogue(f"{path.name}, {name}: {where or 'entry'}: {first['msg']}.") from wrong


def _lines(told: Any) -> list[str]:
    """Phrases stand one a line, or in a list."""
    return [line.strip() for line in (told.splitlines() if isinstance(told, str) else told) if line.strip()]
