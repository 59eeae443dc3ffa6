import io
import json
from typing import Any

from doors.lines import Line, answer
from models.errors import BadInput


class Said(Line):
    text: str


def reply(line: Said) -> dict[str, Any]:
    if line.text == "bad":
        raise BadInput("This text cannot be used.")
    return {"id": line.id, "length": len(line.text)}


def answered(*lines: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    answer(lines, Said, reply, to=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_answers_come_in_the_order_of_the_lines() -> None:
    lines = [json.dumps({"id": str(number), "text": "å" * number}) for number in range(5)]
    assert answered(*lines) == [{"id": str(number), "length": number} for number in range(5)]


def test_a_broken_line_is_answered_and_the_rest_goes_on() -> None:
    answers = answered("{", "[1]", '{"id": "a"}', '{"id": "b", "text": "hej", "more": 1}')
    assert [("error" in told, told["id"]) for told in answers] == [
        (True, None),
        (True, None),
        (True, "a"),
        (False, "b"),
    ]


def test_an_error_of_the_family_is_told_with_the_id() -> None:
    assert answered('{"id": "a", "text": "bad"}') == [{"id": "a", "error": "This text cannot be used."}]


def test_an_empty_line_is_no_line() -> None:
    assert answered("", "  \n") == []
