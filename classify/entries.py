"""Entries of the catalogue: an indicator with its source, grade, phrases, guards and examples."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from models.assessment import Grade, Use
from models.base import Record

Lang = Literal["sv", "en", "ro", "ru", "pl", "es", "de", "th", "hu", "uk", "bg", "lt", "any"]

MARK = "mark:"
"""In front of the name of a mark where an indicator's id might stand."""


class Detection(StrEnum):
    """How an indicator is met."""

    PHRASE = "phrase"
    SIGNAL = "signal"
    GROUP = "group"


class Negation(StrEnum):
    """Where a negation cancels a phrase."""

    BEFORE = "before"
    BOTH = "both"
    NONE = "none"


class Named(Record):
    """What a person reads, in both languages of the desk."""

    sv: str = Field(min_length=2)
    en: str = Field(min_length=2)

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.sv


class Source(Record):
    """Where an indicator comes from; the code is what entries cite."""

    id: str
    title: str = Field(min_length=8)


class Phrase(Record):
    lang: Lang
    said: str


class Together(Record):
    """Names of marks or indicators that must, or must not, be met beside a phrase."""

    sentence: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class Guards(Record):
    """What cancels a phrase: a denial or other meaning within `window` words of its clause, or the company it keeps."""

    negation: Negation = Negation.BEFORE
    window: int = Field(default=3, ge=1, le=8)
    before: tuple[Phrase, ...] = ()
    after: tuple[Phrase, ...] = ()
    unless: Together = Together()
    needs: Together = Together()


class Example(Record):
    """An invented ad text: what it must show, or must not."""

    text: str
    seen: bool


class Indicator(Record):
    """A sign, never a verdict."""

    id: str = Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)+$")
    code: str = Field(pattern=r"^[A-Z]{3}\d{2}$")
    theme: str
    family: str
    names: Named
    question: str = Field(min_length=10)
    detection: tuple[Detection, ...] = Field(min_length=1)
    grade: Grade
    use: Use
    weight: float
    sources: tuple[str, ...] = Field(min_length=1)
    note: str = ""
    phrases: tuple[Phrase, ...] = ()
    guards: Guards = Guards()
    examples: tuple[Example, ...] = ()


class Family(Record):
    """Indicators that say the same thing; together they weigh no more than the cap."""

    id: str
    names: Named
    cap: float = Field(ge=0)


class Thresholds(Record):
    """From which capped sum on a band begins."""

    high: float
    medium: float
    low: float


class Mark(Record):
    """Words that decide what a phrase means, and are no indicator themselves (a notice by the site, a review, …)."""

    id: str
    phrases: tuple[Phrase, ...]


class Negations(Record):
    """Words that deny, by language; `after` counts only where an indicator asks for both sides."""

    before: tuple[Phrase, ...]
    after: tuple[Phrase, ...]
