"""What an estimator answers: a number with its interval and model, or a refusal with its reason."""

from enum import StrEnum
from math import exp, log, sqrt
from typing import Self

from models.base import Record

Z95 = 1.959963984540054
"""Two-sided 95 % point of the normal distribution."""


class Status(StrEnum):
    OK = "ok"
    REFUSED = "refused"


class Estimate(Record):
    """Persons unless `quantity` says otherwise. A refused one has a reason and no number."""

    method: str
    quantity: str
    estimate: float | None
    ci95: tuple[float, float] | None
    model: str
    status: Status
    reason: str | None = None
    table: str | None = None
    se: float | None = None

    @classmethod
    def found(
        cls,
        value: float,
        *,
        method: str,
        model: str,
        quantity: str = "N",
        ci95: tuple[float, float] | None = None,
        se: float | None = None,
    ) -> Self:
        return cls(method=method, quantity=quantity, estimate=value, ci95=ci95, model=model, status=Status.OK, se=se)

    @classmethod
    def refused(cls, reason: str, *, method: str, model: str, quantity: str = "N") -> Self:
        return cls(
            method=method,
            quantity=quantity,
            estimate=None,
            ci95=None,
            model=model,
            status=Status.REFUSED,
            reason=reason,
        )

    def of(self, table: str | None) -> "Estimate":
        """The same answer, named for the table it is about."""
        return Estimate.model_validate(self.model_dump() | {"table": table})


def unseen_interval(seen: float, unseen: float, variance: float) -> tuple[float, float]:
    """95 % interval for seen + unseen, log-normal in the unseen part, so that it never falls below what was seen.

    Source: Chao (1987), Biometrics 43:783-791, eq. 12. `variance` is that of the estimate of `unseen`.
    """
    if unseen <= 0:
        return seen, seen
    spread = exp(Z95 * sqrt(log(1 + variance / unseen**2)))
    return seen + unseen / spread, seen + unseen * spread
