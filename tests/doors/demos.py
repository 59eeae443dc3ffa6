"""Runs the demo as a process on a small market, as anyone would."""

import json
import subprocess
import sys
from pathlib import Path

from doors.pretend_market import Plan
from simulator.market import Market

ROOT = Path(__file__).parents[2]
SMALL = ("--days", "14", "--advertisers", "20", "--no-serve")
SECONDS = 600


def ran(home: Path, *, die_after: str = "") -> subprocess.CompletedProcess[str]:
    """The demo in `home`, to its end or to the commit that a drill names."""
    environment = {"LYKTA_HOME": str(home), "LYKTA_DIE_AFTER": die_after, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    return subprocess.run(
        [sys.executable, "-m", "lykta", "demo", *SMALL],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )


def market_of(home: Path) -> Market:
    return Plan.model_validate(json.loads((home / "market.json").read_text("utf-8"))).grown()
