"""The form of every door that others script against: one JSON object a line in, one a line out, in order, flushed."""

import json
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from models.errors import LyktaError


class Line(BaseModel):
    """What is asked of a line in; unknown keys are ignored."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: str


L = TypeVar("L", bound=Line)
F = TypeVar("F", bound=BaseModel)


def answer(
    lines: Iterable[str], form: type[L], reply: Callable[[L], dict[str, Any]], *, to: TextIO | None = None
) -> None:
    """Answer each line in turn; a broken one gets `{"id": …, "error": …}` and the rest goes on."""
    out = to or sys.stdout
    for line in lines:
        if line.strip():
            out.write(json.dumps(_one(line, form, reply), ensure_ascii=False) + "\n")
            out.flush()


def _one(line: str, form: type[L], reply: Callable[[L], dict[str, Any]]) -> dict[str, Any]:
    told = parsed(line, form)
    if isinstance(told, dict):
        return told
    try:
        return reply(told)
    except LyktaError as error:
        return {"id": told.id, "error": str(error)}


def parsed(line: str, form: type[F]) -> F | dict[str, Any]:
    """The line in its form, or the answer that says what is wrong with it."""
    try:
        told = json.loads(line)
    except ValueError:
        return {"id": None, "error": "The line is no JSON object."}
    if not isinstance(told, dict):
        return {"id": None, "error": "The line is no JSON object."}
    try:
        return form.model_validate(told)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return {"id": told.get("id"), "error": f"{where}: {first['msg']}."}
