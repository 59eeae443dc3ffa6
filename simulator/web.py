"""What a pretend site is asked and what it answers, apart from any network."""

import json
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

HTML = "text/html; charset=utf-8"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Request:
    host: str
    method: str
    target: str
    """Path and query as asked."""
    cookies: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode("utf-8", "replace")))


@dataclass(frozen=True, slots=True)
class Answer:
    """`abort` drops the connection without a word; `cut` promises more bytes than it sends; `wait` is in seconds."""

    status: int = 200
    body: bytes = b""
    kind: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    abort: bool = False
    cut: bool = False
    wait: float = 0.0
    repeat: int = 1
    """The body is sent so many times: a huge page needs no huge memory."""


def page(html: str, *, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    return Answer(status=status, body=html.encode(), headers=headers)


def redirect(to: str, *, status: int = 302, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    return Answer(status=status, headers=(("Location", to), *headers))


def text(said: str) -> Answer:
    return Answer(body=said.encode(), kind="text/plain; charset=utf-8")


def in_script(told: dict[str, Any]) -> str:
    """As JSON inside a script element, which a closing tag in a string would end."""
    return json.dumps(told, ensure_ascii=False).replace("</", "<\\/")


def paragraphs(body: str) -> str:
    """An ad's text as most sites show it: escaped, a break for each new line."""
    return escape(body, quote=False).replace("\n", "<br>\n")


__all__ = ["HTML", "JSON", "Answer", "Request", "escape", "in_script", "page", "paragraphs", "redirect", "text"]
