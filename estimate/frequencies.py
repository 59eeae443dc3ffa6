"""Lower bounds from how often each was seen: Chao's, and the one that withstands spurious singletons."""

from collections import Counter
from collections.abc import Iterable
from math import exp, sqrt

from estimate.answers import Estimate, unseen_interval
from models.base import Record


class Frequencies(Record):
    """`f` holds (times seen, how many were seen so often), from one up. `occasions` is set for incidence (Chao2)."""

    f: tuple[tuple[int, int], ...]
    occasions: int | None = None

    @classmethod
    def of(cls, times_seen: Iterable[int], *, occasions: int | None = None) -> "Frequencies":
        counted = Counter(times for times in times_seen if times > 0)
        return cls(f=tuple(sorted(counted.items())), occasions=occasions)

    def at(self, times: int) -> int:
        return dict(self.f).get(times, 0)

    @property
    def seen(self) -> int:
        return sum(number for _, number in self.f)

    @property
    def total(self) -> int:
        """Sum of all sightings."""
        return sum(times * number for times, number in self.f)


NOBODY_TWICE = "nobody was seen twice, so there is no telling how many were never seen"


def chao(frequencies: Frequencies, *, finite: bool = True) -> Estimate:
    """Lower bound S + k f1^2 / (2 f2); k = (n-1)/n over n sightings (Chao1) or occasions (Chao2), 1 when not `finite`.

    Source: Chao (1984, 1987), variance as Chao et al. (2009) in SpadeR. Refused when f2 = 0: the bias-corrected form
    (`chao_corrected`) exists then.
    """
    once, twice, k = frequencies.at(1), frequencies.at(2), _finite(frequencies, finite=finite)
    model = "S + k f1^2/(2 f2)"
    if twice == 0:
        return Estimate.refused(NOBODY_TWICE, method="chao", model=model, quantity="N lower bound")
    unseen, ratio = k * once**2 / (2 * twice), once / twice
    variance = twice * (k * ratio**2 / 2 + k**2 * ratio**3 + k**2 * ratio**4 / 4)
    return _bound(frequencies, unseen, variance, method="chao", model=model)


def chao_corrected(frequencies: Frequencies, *, finite: bool = True) -> Estimate:
    """Bias-corrected lower bound S + k f1 (f1-1) / (2 (f2+1)) (Chao 2005); exists also when f2 = 0."""
    once, twice, k = frequencies.at(1), frequencies.at(2), _finite(frequencies, finite=finite)
    unseen = k * once * (once - 1) / (2 * (twice + 1))
    variance = (
        k * once * (once - 1) / (2 * (twice + 1))
        + k**2 * once * (2 * once - 1) ** 2 / (4 * (twice + 1) ** 2)
        + k**2 * once**2 * twice * (once - 1) ** 2 / (4 * (twice + 1) ** 4)
    )
    return _bound(frequencies, unseen, variance, method="chao-bc", model="S + k f1(f1-1)/(2(f2+1))")


def chao_robust(frequencies: Frequencies) -> Estimate:
    """Lower bound n + 2 f2^3 / (9 f3^2), which spurious singletons do not raise.

    Source: Boehning, Kaskasamkul, van der Heijden (2019), Metrika 82:361-384; variance as in singleRcapture. Refused
    when f3 = 0.
    """
    twice, thrice = frequencies.at(2), frequencies.at(3)
    model = "n + 2 f2^3/(9 f3^2)"
    if thrice == 0:
        why = "nobody was seen three times, so this bound does not exist"
        return Estimate.refused(why, method="chao-robust", model=model, quantity="N lower bound")
    unseen = 2 * twice**3 / (9 * thrice**2)
    return _bound(frequencies, unseen, _robust_variance(twice, thrice), method="chao-robust", model=model)


def _robust_variance(twice: int, thrice: int) -> float:
    """Delta method for the rate 3 f3/f2 of a Poisson known at two and three, and the binomial part."""
    if twice == 0:
        return 0.0
    both, rate = twice + thrice, 3 * thrice / twice
    weight = 6 / (rate**2 * (3 + rate))
    slope = both * weight * (2 + rate / (3 + rate))
    of_log_rate = (3 + rate) ** 2 / (3 * rate * both)
    mass = exp(-rate) * rate**2 * (3 + rate) / 6
    return slope**2 * of_log_rate + both * (1 - mass) * (1 + weight) ** 2


def coverage(frequencies: Frequencies) -> float:
    """Share of sightings to come that would be of somebody seen already (Good-Turing: 1 - f1/n), between 0 and 1."""
    return 1 - frequencies.at(1) / frequencies.total if frequencies.total else 0.0


def _finite(frequencies: Frequencies, *, finite: bool) -> float:
    number = frequencies.occasions or frequencies.total
    return (number - 1) / number if finite and number else 1.0


def _bound(frequencies: Frequencies, unseen: float, variance: float, *, method: str, model: str) -> Estimate:
    return Estimate.found(
        frequencies.seen + unseen,
        method=method,
        model=model,
        quantity="N lower bound",
        ci95=unseen_interval(frequencies.seen, unseen, variance),
        se=sqrt(variance),
    )
