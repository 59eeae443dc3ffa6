"""The catalogue as the desk shows it: what each indicator is called, asks, rests on and may do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Self

from classify.catalogue import Catalogue
from models.assessment import Grade, Use
from models.base import Record


class Named(Record):
    sv: str
    en: str

    def of(self, lang: str) -> str:
        return self.en if lang == "en" else self.sv


class IndicatorShown(Record):
    """One entry, named in both languages."""

    id: str
    code: str
    family: str
    names: Named
    families: Named
    question: str
    grade: Grade
    use: Use
    sources: tuple[str, ...]

    def name(self, lang: str) -> str:
        return self.names.of(lang)


@dataclass(frozen=True)
class Indicators:
    """Entries by their readable id, in the order of the catalogue."""

    entries: dict[str, IndicatorShown] = field(default_factory=dict)

    @classmethod
    def listed(cls, entries: Iterable[IndicatorShown]) -> Self:
        return cls({entry.id: entry for entry in entries})

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Sources by their titles, families by their names."""
        titles = {source.id: source.title for source in catalogue.sources}
        families = {family.id: Named(sv=family.names.sv, en=family.names.en) for family in catalogue.families}
        return cls.listed(
            IndicatorShown(
                id=entry.id,
                code=entry.code,
                family=entry.family,
                names=Named(sv=entry.names.sv, en=entry.names.en),
                families=families.get(entry.family, Named(sv=entry.family, en=entry.family)),
                question=entry.question,
                grade=entry.grade,
                use=entry.use,
                sources=tuple(titles.get(source, source) for source in entry.sources),
            )
            for entry in catalogue.indicators
        )

    def __iter__(self) -> Iterator[IndicatorShown]:
        return iter(self.entries.values())

    def get(self, indicator: str) -> IndicatorShown:
        """An indicator that has left the catalogue is shown by its id, untested and without weight."""
        return self.entries.get(indicator) or IndicatorShown(
            id=indicator,
            code="",
            family="",
            names=Named(sv=indicator, en=indicator),
            families=Named(sv="", en=""),
            question="",
            grade=Grade.U,
            use=Use.CONTEXT,
            sources=(),
        )
