"""The server of the tests goes away with them, however they end."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.postgres import fresh_database

ROOT = Path(__file__).parents[1]
ENDS_SECONDS = 60
DIE = """
import os, signal
from tests.postgres import start

print(start(), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.real
def test_a_killed_run_leaves_no_server_and_no_folder() -> None:
    with fresh_database() as address:
        if "lykta-postgres-" not in address:
            pytest.skip("LYKTA_TEST_POSTGRES names a server that is not ours to start")
    died = subprocess.run([sys.executable, "-c", DIE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert died.returncode == -signal.SIGKILL
    folder = Path(died.stdout.strip().rpartition("host=")[2])
    assert folder.name.startswith("lykta-postgres-")
    deadline = time.monotonic() + ENDS_SECONDS
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
