"""By what a derived thing was made: fingerprints of data files and numbers raised by hand, never of the code's text."""

from typing import Protocol, Self

from models.base import Record, fingerprint


class Kept(Protocol):
    """The part of the marks store that is asked here."""

    def set(self, name: str, value: str) -> None: ...

    def get(self, name: str) -> str | None: ...


MARK = "editions"


class Editions(Record):
    """The editions that are current: what the desk shows and the queue is ordered by."""

    reading: str
    assessing: str
    """reading + catalogue + models"""
    linking: str
    """reading + link settings"""
    standing: str
    """assessing + linking"""
    index: str
    """reading + analyser"""

    @classmethod
    def of(cls, *, reading: str, assessing: str, linking: str, index: str) -> Self:
        return cls(
            reading=reading,
            assessing=assessing,
            linking=linking,
            standing=fingerprint("standing", assessing, linking),
            index=index,
        )

    @classmethod
    def current(cls, marks: Kept) -> Self | None:
        """None while nothing has been read yet."""
        told = marks.get(MARK)
        return cls.model_validate_json(told) if told else None

    def make_current(self, marks: Kept) -> None:
        marks.set(MARK, self.model_dump_json())
