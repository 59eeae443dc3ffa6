"""Second derivatives of a likelihood where no closed form is at hand."""

from collections.abc import Callable

import numpy as np

from estimate.loglinear import Array

STEP = 1e-3


def curvature(of: Callable[[Array], float], at: Array) -> Array:
    """Matrix of second derivatives by central differences."""
    width, step = len(at), np.eye(len(at)) * STEP
    found = np.zeros((width, width))
    for i in range(width):
        for j in range(i, width):
            moved = of(at + step[i] + step[j]) - of(at + step[i] - step[j])
            moved += of(at - step[i] - step[j]) - of(at - step[i] + step[j])
            found[i, j] = found[j, i] = moved / (4 * STEP**2)
    return found
