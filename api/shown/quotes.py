"""Quotes cut from masked text by their spans; nothing is quoted from a text that has not been masked."""

import re
from dataclasses import dataclass
from typing import Self

from models.ad import AdVersion
from models.base import Id, Record
from models.reading import Reading

AROUND = 80
GAPS = re.compile(r"\s+")


class Quote(Record):
    """Words of an ad that show a finding, with what stands around them."""

    ad: Id
    version: Id
    part: str
    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Masked:
    """An ad version with its text after masking: the only form that the desk cuts from."""

    version: AdVersion
    text: str

    @classmethod
    def of(cls, version: AdVersion, reading: Reading) -> Self:
        return cls(version, reading.mask(version.text))

    def part(self, name: str) -> str:
        """One part, masked in its place: what hides a number that runs over parts hides it here too."""
        return next((said for told, said in self.parts() if told == name), "")

    def parts(self) -> tuple[tuple[str, str], ...]:
        told, start = [], 0
        for part in self.version.parts:
            told.append((part.name, self.text[start : start + len(part.said)]))
            start += len(part.said) + 1
        return tuple(told)


def quoted(ad: Masked, start: int, end: int) -> Quote:
    """Cut [start, end) and up to 80 code points on each side, at whole words."""
    return Quote(
        ad=ad.version.ad,
        version=ad.version.id,
        part=ad.version.part_at(start),
        before=_from_a_word(ad.text[max(0, start - AROUND) : start], cut=start > AROUND),
        words=_one_line(ad.text[start:end]),
        after=_to_a_word(ad.text[end : end + AROUND], cut=end + AROUND < len(ad.text)),
    )


def _from_a_word(text: str, *, cut: bool) -> str:
    return "… " + _one_line(text.partition(" ")[2]).lstrip() if cut else _one_line(text)


def _to_a_word(text: str, *, cut: bool) -> str:
    return _one_line(text.rpartition(" ")[0]).rstrip() + " …" if cut else _one_line(text)


def _one_line(text: str) -> str:
    return GAPS.sub(" ", text)
