"""What is asked of a table, and what is offered: only what is asked for is computed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from estimate.answers import Estimate
from estimate.resampling import Bootstrap
from models.base import Record


class Asked(Record):
    """What to answer: the methods (the usual ones when empty), the model's terms, and whether to resample."""

    methods: frozenset[str] = frozenset()
    model: str = ""
    """`A:B,A:C` for lists, `gender,age` for covariates of counts."""
    bootstrap: Bootstrap | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A method that applies to a table. What takes long is not usual: it is computed when asked for by name."""

    method: str
    answer: Callable[[], Estimate | Iterable[Estimate]]
    table: str | None = None
    usual: bool = True

    def wanted(self, asked: Asked) -> bool:
        return self.method in asked.methods if asked.methods else self.usual

    def answers(self) -> list[Estimate]:
        told = self.answer()
        found = [told] if isinstance(told, Estimate) else list(told)
        return [answer if self.table is None else answer.of(self.table) for answer in found]
