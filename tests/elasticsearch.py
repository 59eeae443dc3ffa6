"""A real Elasticsearch for the tests: the one that LYKTA_TEST_ELASTICSEARCH names, or one of our own for the run.

`python -m tests.elasticsearch` fetches it and does nothing else.
"""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import cache
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path
from zipfile import ZipFile

import pytest

from models.errors import LyktaError, MissingPart
from models.settings import Settings, read_settings

VERSION = "9.5.3"
GROUP, ARTIFACT = "org.elasticsearch.distribution.integ-test-zip", "elasticsearch"
SHA256 = "bec49f3b8d00e75c8d1cec85c35298635ec9fbd3ae80ef5aeb6bc05abdb3db2d"
"""Of the archive as Maven's central repository gave it in November 2026."""

CACHE = Path.home() / ".cache" / "lykta"
OLDEST_JAVA = 21
JAVA_FOLDER = Path("/usr/lib/jvm")
NEEDED_MODULE = "jdk.incubator.vector"
SERVER_USER = "nobody"
"""Elasticsearch refuses to run as root: then it runs as this user, over a folder of its own."""

STARTING_SECONDS = 300

CONFIGURATION = """
cluster.name: lykta-tests
discovery.type: single-node
network.host: 127.0.0.1
http.port: 0
transport.port: 0
node.portsfile: true
node.processors: 2
path.data: {folder}/data
path.logs: {folder}/logs
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""

WATCH = """
"$@" & server=$!
cat > /dev/null
kill -TERM $server
wait $server
rm -rf "$folder"
"""
"""Stops the server and takes its folder away when its standard input closes: also when the tests are killed."""


def address() -> str:
    """Where the one Elasticsearch of this test run answers. Skips without a JDK, but not in CI."""
    settings = read_settings()
    if settings.test_elasticsearch:
        return settings.test_elasticsearch
    try:
        return start()
    except MissingPart as missing:
        if settings.ci:
            raise
        pytest.skip(str(missing))


@cache
def start() -> str:
    """Start one server for this process and give its address; it stops with the process, however that ends."""
    java = java_home(read_settings())
    archive = fetched()
    folder = Path(tempfile.mkdtemp(prefix="lykta-elasticsearch-"))
    _lay_out(folder, archive)
    user = SERVER_USER if os.getuid() == 0 else None
    if user:
        _hand_over(folder, user)
    with (folder / "log").open("wb") as log:
        watch = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "sh", str(folder / "home" / "bin" / "elasticsearch")],
            user=user,
            env={
                "folder": str(folder),
                "PATH": os.defpath,
                "ES_JAVA_HOME": str(java),
                "ES_PATH_CONF": str(folder / "config"),
                "ES_TMPDIR": str(folder / "tmp"),
                "ES_JAVA_OPTS": "-Xms512m -Xmx512m",
            },
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            # A group of its own: Ctrl-C in the terminal ends the tests, and the tests end the server.
            start_new_session=True,
        )
    atexit.register(watch.communicate)
    return f"http://{_wait(watch, folder)}"


def java_home(settings: Settings) -> Path:
    """The newest JDK that will do: named, in the path, or in the system's folder. Raises MissingPart."""
    named = [folder for folder in (settings.java_home, settings.system_java_home) if folder]
    on_path = [Path(found).resolve().parent.parent] if (found := shutil.which("java")) else []
    installed = sorted(JAVA_FOLDER.iterdir()) if JAVA_FOLDER.is_dir() else []
    fitting = [(_java_version(folder), folder) for folder in (*named, *on_path, *installed)]
    version, newest = max(fitting, key=lambda pair: pair[0], default=(0, Path()))
    if version < OLDEST_JAVA:
        raise MissingPart(
            f"A JDK of {OLDEST_JAVA} or later", "install one, or name it in LYKTA_JAVA_HOME (Elasticsearch needs it)"
        )
    return newest


def _java_version(folder: Path) -> int:
    """Major version of a whole JDK, 0 for anything less."""
    release = folder / "release"
    told = release.read_text("utf-8") if release.is_file() else ""
    version = re.search(r'^JAVA_VERSION="(\d+)', told, re.MULTILINE)
    return int(version[1]) if version and NEEDED_MODULE in told and (folder / "bin" / "java").exists() else 0


def fetched() -> Path:
    """The archive, from the cache or fetched by a process of its own (tests may not). Raises MissingPart."""
    archive = CACHE / f"{ARTIFACT}-{VERSION}.zip"
    if not _is_whole(archive):
        fetching = [sys.executable, "-m", "tests.elasticsearch"]
        told = subprocess.run(fetching, capture_output=True, text=True, check=False)
        if told.returncode or not _is_whole(archive):
            raise MissingPart(f"Elasticsearch {VERSION}", f"it could not be fetched: {told.stderr.strip()[-300:]}")
    return archive


def fetch() -> None:
    """Fetch the archive from Maven's central repository, and let it in only when it is the one that is known."""
    from maven_artifact.artifact import Artifact
    from maven_artifact.downloader import Downloader

    archive = CACHE / f"{ARTIFACT}-{VERSION}.zip"
    if _is_whole(archive):
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    aside = archive.with_suffix(f".{os.getpid()}")
    Downloader().download(Artifact(GROUP, ARTIFACT, VERSION, extension="zip"), str(aside))
    if not _is_whole(aside):
        aside.unlink()
        raise MissingPart(f"Elasticsearch {VERSION}", "the archive that came is not the one that is known")
    aside.replace(archive)


def _is_whole(archive: Path) -> bool:
    return archive.is_file() and sha256(archive.read_bytes()).hexdigest() == SHA256


def _lay_out(folder: Path, archive: Path) -> None:
    with ZipFile(archive) as packed:
        packed.extractall(folder)
    home = folder / "home"
    (folder / f"elasticsearch-{VERSION}").rename(home)
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    shutil.copytree(home / "config", folder / "config")
    (folder / "config" / "elasticsearch.yml").write_text(CONFIGURATION.format(folder=folder), "utf-8")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir()


def _hand_over(folder: Path, user: str) -> None:
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, user)


def _wait(watch: subprocess.Popen[bytes], folder: Path) -> str:
    """Host and port, once the cluster is ready to answer."""
    ports = folder / "logs" / "http.ports"
    deadline = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < deadline and watch.poll() is None:
        told = ports.read_text("utf-8").split() if ports.exists() else []
        host = next((one for one in told if one.startswith("127.0.0.1:")), None)
        if host and _is_ready(host):
            return host
        time.sleep(0.2)
    pytest.fail(f"Elasticsearch did not start:\n{(folder / 'log').read_text('utf-8')[-4000:]}")


def _is_ready(host: str) -> bool:
    with closing(HTTPConnection(host, timeout=30)) as connection:
        connection.request("GET", "/_cluster/health?wait_for_status=yellow&timeout=20s")
        return connection.getresponse().status == 200


if __name__ == "__main__":
    try:
        fetch()
    except LyktaError as wrong:
        sys.exit(str(wrong))
