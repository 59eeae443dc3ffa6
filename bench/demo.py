"""The demo on its default market, as a process: wall time and the memory of all its processes, next to their limits."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LIMITS = {"wall_seconds": 240, "peak_memory_mb": 2048}


def run() -> dict[str, Any]:
    """Memory is the sum of what each process of the demo holds for itself (PSS), sampled twice a second."""
    with tempfile.TemporaryDirectory() as home:
        began, peak = time.monotonic(), 0
        command = [sys.executable, "-m", "lykta", "demo", "--no-serve"]
        with subprocess.Popen(command, env=_environment(home), stderr=subprocess.DEVNULL) as demo:
            while demo.poll() is None:
                peak = max(peak, sum(map(_held_kb, _family(demo.pid))))
                time.sleep(0.5)
        wall = time.monotonic() - began
        assert demo.returncode == 0, "the demo failed; run `make demo` and look at its last lines"
    return {"figures": {"wall_seconds": round(wall), "peak_memory_mb": round(peak / 1024)}, "against": LIMITS}


def _environment(home: str) -> dict[str, str]:
    return {"LYKTA_HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


def _family(pid: int) -> Iterator[int]:
    """The process and all below it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = task.read_text("ascii").split()
        except OSError:
            continue
        for child in below:
            yield from _family(int(child))


def _held_kb(pid: int) -> int:
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
