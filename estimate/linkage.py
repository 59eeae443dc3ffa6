"""What missed and false links do to an estimate, taken back with an audit, and estimates over partition draws."""

from collections.abc import Sequence
from math import log, sqrt

import numpy as np

from estimate.answers import Estimate, Status, unseen_interval
from estimate.two_sample import TwoLists
from models.base import Record

METHOD = "ding-fienberg"
LEAST_FOUND = 0.3
"""With fewer of the true links found than this the correction rests on nearly nothing."""


class Audit(Record):
    """A checked sample of pairs: how many of the `pairs` that are one were linked, and false links among the lone.

    `lone` are units of the first list that stand on the second in no truth; `false` of them were linked.
    """

    pairs: int
    found: int
    lone: int = 0
    false: int = 0


def corrected(lists: TwoLists, audit: Audit) -> Estimate:
    """N = n1 n2 (g - b) / (m - b n1): g the share of true links found, b that of false links.

    Source: Ding and Fienberg (1994), Survey Methodology 20:149-158; false links as Di Consiglio and Tuoto (2015),
    JOS 31:415-429. Variance by the delta method over overlap and both audit rates. Refused where the audit found too
    few true links, or false links explain the whole overlap.
    """
    model = "n1 n2 (g - b)/(m - b n1)"
    if audit.pairs == 0 or audit.found < LEAST_FOUND * audit.pairs:
        why = f"the audit found fewer than {LEAST_FOUND:.0%} of the true links"
        return Estimate.refused(why, method=METHOD, model=model)
    found, false = audit.found / audit.pairs, audit.false / audit.lone if audit.lone else 0.0
    left = lists.both - false * lists.first
    if left <= 0 or found <= false:
        return Estimate.refused("false links explain the whole overlap", method=METHOD, model=model)
    value = lists.first * lists.second * (found - false) / left
    by_found = value / (found - false)
    by_false = -value / (found - false) + value * lists.first / left
    by_both = -value / left
    variance = by_found**2 * found * (1 - found) / audit.pairs
    variance += by_false**2 * false * (1 - false) / audit.lone if audit.lone else 0.0
    variance += by_both**2 * lists.both * max(1 - lists.both / min(lists.first, lists.second), 0)
    # True overlap is met - false, so those truly seen are fewer than the two lists together by what was found of it.
    seen = lists.first + lists.second - min(left / (found - false), lists.first, lists.second)
    interval = unseen_interval(seen, max(value - seen, 0), variance)
    return Estimate.found(value, method=METHOD, model=model, ci95=interval, se=sqrt(variance))


def over_draws(answers: Sequence[Estimate]) -> Estimate:
    """One answer from the same estimator on each draw of the partition: mixed on the log scale of N.

    Source: linkage averaging, Sadinle (2018), arXiv:1812.09590; within and between variance as Rubin (1987). Refused
    when on more than one draw in ten there is no estimate.
    """
    told = [answer for answer in answers if answer.status is Status.OK and answer.estimate and answer.se is not None]
    method = answers[0].method if answers else "none"
    if not told or len(told) < 0.9 * len(answers):
        why = "on more than one draw of the links in ten there is no estimate"
        return Estimate.refused(why, method=method, model="linkage averaging")
    values = np.array([answer.estimate for answer in told], dtype=float)
    errors = np.array([answer.se for answer in told], dtype=float) / values
    logs = np.log(values)
    spread = float(logs.var(ddof=1)) if len(logs) > 1 else 0.0
    deviation = sqrt(float((errors**2).mean()) + (1 + 1 / len(logs)) * spread)
    middle = float(np.exp(logs.mean()))
    low, high = (float(np.exp(log(middle) + side * 1.959964 * deviation)) for side in (-1, 1))
    model = f"{told[0].model}, {len(told)} draws of the links"
    return Estimate.found(middle, method=method, model=model, ci95=(low, high), se=middle * deviation)
