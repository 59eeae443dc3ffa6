"""A real PostgreSQL for the tests: the one that LYKTA_TEST_POSTGRES names, or a cluster of our own for the run."""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from models.base import new_id
from models.errors import MissingPart
from models.settings import read_settings

SERVER_USER = "postgres"
"""PostgreSQL refuses to run as root: then it runs as the user that Debian's package made."""

STARTING_SECONDS = 60

WATCH = """
"$@" & server=$!
cat > /dev/null
kill -INT $server
wait $server
rm -rf "$folder"
"""
"""Stops the server and takes its folder away when its standard input closes: also when the tests are killed."""


@contextmanager
def fresh_database() -> Iterator[str]:
    """Make a database of its own on the one server of this test run, and drop it afterwards. Skips without a server."""
    address, name = make_url(_server()), f"lykta_{new_id()}"
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield address.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        admin.dispose()


def _server() -> str:
    settings = read_settings()
    if settings.test_postgres:
        return settings.test_postgres
    try:
        return start()
    except MissingPart as missing:
        if settings.ci:
            raise
        pytest.skip(str(missing))


@cache
def start() -> str:
    """Start one server for this process and give its address; it stops with the process, however that ends."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="lykta-postgres-"))
    user = SERVER_USER if os.getuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    made = [str(programs / "initdb"), "-D", "data", "-U", "lykta", "--auth=trust", "--locale=C.UTF-8", "-E", "UTF8"]
    subprocess.run(made, user=user, check=True, capture_output=True, cwd=folder)
    options = ["-D", "data", "-c", "listen_addresses=", "-k", str(folder), "-c", "fsync=on", "-c", "max_connections=60"]
    with (folder / "log").open("wb") as log:
        watch = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "sh", str(programs / "postgres"), *options],
            user=user,
            env={"folder": str(folder), "PATH": os.defpath},
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            # A group of its own: Ctrl-C in the terminal ends the tests, and the tests end the server.
            start_new_session=True,
        )
    atexit.register(_stop, watch)
    address = f"postgresql+psycopg://lykta@/postgres?host={folder}"
    _wait(address, folder)
    return address


def _stop(watch: subprocess.Popen[bytes]) -> None:
    watch.communicate()


def _wait(address: str, folder: Path) -> None:
    engine = create_engine(address)
    deadline = time.monotonic() + STARTING_SECONDS
    while True:
        try:
            engine.connect().close()
        except OperationalError:
            if time.monotonic() > deadline:
                pytest.fail(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
            time.sleep(0.05)
        else:
            engine.dispose()
            return


def _programs() -> Path:
    """The newest PostgreSQL of Debian's packages, or the one in the path. Raises MissingPart."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = packaged[-1] if packaged else shutil.which("initdb")
    if found is None:
        raise MissingPart("PostgreSQL", "apt-get install postgresql, or name a server in LYKTA_TEST_POSTGRES")
    return Path(found).parent
