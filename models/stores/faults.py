"""Fault points for the kill drill: the process dies by SIGKILL right after the commit that a drill names."""

import os
import signal
from dataclasses import dataclass

from models.errors import BadSetting

POINTS = (
    "page",
    "visit started",
    "visit ended",
    "frontier",
    "reading",
    "assessment",
    "links",
    "advertisers",
    "grouping current",
    "standings",
    "standings current",
    "index",
    "review",
    "mark",
)


@dataclass
class _Fuse:
    point: str
    left: int


_armed: list[_Fuse] = []


def arm(spec: str) -> None:
    """Take `name` or `name:N` (the N-th commit of that name); empty disarms. Told by the door. Raises BadSetting."""
    _armed.clear()
    if not spec:
        return
    name, _, times = spec.partition(":")
    if name not in POINTS or not (times or "1").isdigit() or int(times or "1") < 1:
        raise BadSetting("LYKTA_DIE_AFTER", f"one of {', '.join(POINTS)}, with :N for the N-th time")
    _armed.append(_Fuse(name, int(times or "1")))


def after_commit(name: str) -> None:
    """Called after each commit; does nothing unless a drill armed this point."""
    for fuse in _armed:
        if fuse.point == name:
            fuse.left -= 1
            if fuse.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
