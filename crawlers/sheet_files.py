"""Reads site sheets from YAML; what is wrong is told by file, line, key and what was expected."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from crawlers.sheets import Sheet
from models.errors import BadInput, BadSheet


def load_sheets(folder: Path) -> tuple[Sheet, ...]:
    """Read every sheet of a folder, by name. Raises BadSheet for the first that is wrong."""
    if not folder.is_dir():
        raise BadInput(f"There is no folder of site sheets at {folder}; make it, or set LYKTA_SITES.")
    sheets = tuple(load_sheet(path) for path in sorted(folder.glob("*.yaml")))
    seen: set[str] = set()
    for path, sheet in zip(sorted(folder.glob("*.yaml")), sheets, strict=True):
        if sheet.id in seen:
            raise BadSheet(path, 1, "id", f"a site id of its own, {sheet.id!r} is taken")
        seen.add(sheet.id)
    return sheets


def load_sheet(path: Path) -> Sheet:
    """Read one sheet, with the Python reader beside it where there is one. Raises BadSheet."""
    node = _composed(path)
    told: dict[str, Any] = yaml.SafeLoader("").construct_document(node)
    reader = path.with_suffix(".py")
    if reader.exists():
        told["reader"] = reader.read_text("utf-8")
    elif "read" not in told:
        raise BadSheet(path, node.start_mark.line + 1, "read", "selectors, or a reader in " + reader.name)
    try:
        return Sheet.model_validate(told)
    except ValidationError as wrong:
        raise _told(path, node, wrong) from None


def _composed(path: Path) -> yaml.MappingNode:
    try:
        node = yaml.compose(path.read_text("utf-8"), Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as wrong:
        line = wrong.problem_mark.line + 1 if wrong.problem_mark else 1
        raise BadSheet(path, line, "", f"YAML ({wrong.problem})") from None
    except UnicodeDecodeError:
        raise BadSheet(path, 1, "", "UTF-8") from None
    except yaml.YAMLError:
        raise BadSheet(path, 1, "", "YAML") from None
    if not isinstance(node, yaml.MappingNode):
        raise BadSheet(path, 1, "", "keys and values")
    _refuse_doubles(path, node)
    return node


def _refuse_doubles(path: Path, node: yaml.Node) -> None:
    """YAML lets the last of two equal keys win in silence; and `no:` is a boolean there."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.tag != "tag:yaml.org,2002:str":
                raise BadSheet(path, line, key.value, "a word as key (quote it)")
            if key.value in seen:
                raise BadSheet(path, line, key.value, "each key once")
            seen.add(key.value)
            _refuse_doubles(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_doubles(path, value)


def _told(path: Path, node: yaml.Node, wrong: ValidationError) -> BadSheet:
    first = wrong.errors()[0]
    line, keys = _place(node, first["loc"])
    return BadSheet(path, line, ".".join(keys) or "sheet", _expected(first))


def _place(node: yaml.Node, where: Sequence[int | str]) -> tuple[int, list[str]]:
    """Line of the deepest node that the file has on the way to what is wrong."""
    line, keys = node.start_mark.line + 1, [str(step) for step in where]
    for step in where:
        below = _below(node, step)
        if below is None:
            break
        line, node = below
    return line, keys


def _below(node: yaml.Node, step: int | str) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key.start_mark.line + 1, value) for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _expected(error: Any) -> str:
    if error["type"] == "missing":
        return "a value: the key is missing"
    if error["type"] == "extra_forbidden":
        return "no such key"
    message: str = error["msg"]
    return message.removeprefix("Value error, ").removeprefix("Input should be ").rstrip(".")
