"""The house keeps its shape: short files, one reader of the environment, nothing that names a machine."""

import ast
import re
import subprocess
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from lykta import DOORS
from models.settings import Settings

ROOT = Path(__file__).parent.parent
ROOMS = ("doors", "models", "crawlers", "classify", "estimate", "simulator", "api", "bench")
FILES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "lykta.py"]
NAMES_FROM_THE_PATTERN_BOOK = {"utils", "util", "helpers", "helper", "common", "core", "manager", "service", "misc"}
ADDRESS_OF_AN_INDEX = re.compile(r"^\s*(--(extra-)?index-url|--find-links|-i )|https?://", re.MULTILINE)


def those(wrong: Callable[[Path], object]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in FILES if wrong(path)]


def test_a_file_is_read_in_one_sitting() -> None:
    assert those(lambda path: len(path.read_text("utf-8").splitlines()) > 320) == []


def test_a_module_says_in_one_sentence_what_it_is_for() -> None:
    assert (
        those(lambda path: (text := path.read_text("utf-8")).strip() and not ast.get_docstring(ast.parse(text))) == []
    )


def test_only_settings_reads_the_environment() -> None:
    reads = re.compile(r"os\.environ|getenv|environ\[")
    assert those(lambda path: path.name != "settings.py" and reads.search(path.read_text("utf-8"))) == []


def test_no_file_is_named_from_the_pattern_book() -> None:
    assert those(lambda path: NAMES_FROM_THE_PATTERN_BOOK & {*path.relative_to(ROOT).with_suffix("").parts}) == []


def test_nine_functions_in_ten_are_short() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert sum(length < 25 for length in lengths) >= 0.9 * len(lengths)


def test_every_door_is_a_file_with_a_command() -> None:
    assert [name for name in DOORS if "command" not in (ROOT / "doors" / f"{name}.py").read_text("utf-8")] == []


def test_the_example_of_the_environment_names_each_setting() -> None:
    example = (ROOT / "deploy" / "lykta.env.example").read_text("utf-8")
    named = set(re.findall(r"^#?\s*(LYKTA_[A-Z_]+)=", example, re.MULTILINE))
    told = {f"LYKTA_{name.upper()}" for name, field in Settings.model_fields.items() if not field.validation_alias}
    assert named == told


def test_lock_files_pin_with_hashes_and_name_no_index() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.lock")):
        text = lock.read_text("utf-8")
        packages = re.findall(r"^[a-z0-9][^ ]*==", text, re.MULTILINE | re.IGNORECASE)
        assert packages, lock.name
        assert text.count("--hash=sha256:") >= len(packages), lock.name
        assert not ADDRESS_OF_AN_INDEX.search(text), lock.name


def test_what_is_installed_is_what_the_locks_pin() -> None:
    lock = (ROOT / "requirements" / "crawl.lock").read_text("utf-8")
    pinned = dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==(\S+)", lock, re.MULTILINE))
    assert {name: version(name) for name in ("scrapy", "pydantic", "sqlalchemy")} == {
        name: pinned[name] for name in ("scrapy", "pydantic", "sqlalchemy")
    }


def test_nothing_committed_names_a_machine_path() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    texts = [
        ROOT / name for name in listed if name.endswith((".py", ".md", ".toml", ".yaml", ".yml", ".sh", "Makefile"))
    ]
    secret = re.compile(r"/(?:work|root|home/[a-z]+)/[\w.]")
    assert [path.name for path in texts if path.exists() and secret.search(path.read_text("utf-8"))] == []
