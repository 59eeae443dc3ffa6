"""A page as text and tree: what a reader and a verdict work on. Text of hostile pages is only text."""

import re
from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawlers.sheets import Pick

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section summary table
        tbody tfoot thead tr ul""",
    )
)
CELLS = frozenset(("td", "th"))
SILENT = frozenset(
    re.findall(r"\w+", "script style template noscript head title svg math iframe object select textarea audio video")
)
HIDING_RULE = re.compile(
    r"([.#][\w-]+)\s*(?:,[^{}]*)?\{[^{}]*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Document:
    """One decoded page. Nothing in it is run, fetched or believed."""

    def __init__(self, html: str, url: str) -> None:
        self.html = html
        self.url = url

    @cached_property
    def tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.html)

    @cached_property
    def base(self) -> str:
        """What relative addresses are resolved against."""
        if "<base" not in self.html and "<BASE" not in self.html:
            return self.url
        base = self.tree.css_first("base[href]")
        return urljoin(self.url, base.attributes.get("href") or "") if base else self.url

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Class and id names that the page's own style sheets hide."""
        styles = (style.text() for style in self.tree.css("style")) if "<style" in self.html.lower() else ()
        return frozenset(name for style in styles for name in HIDING_RULE.findall(style))

    @cached_property
    def title(self) -> str:
        title = self.tree.css_first("title")
        return squeezed(title.text()) if title else ""

    @cached_property
    def text(self) -> str:
        """All that a visitor could read."""
        return self.text_of(self.tree.body) if self.tree.body else ""

    def text_of(self, node: LexborNode) -> str:
        """Visible text; block elements and line breaks end a line, cells are kept apart, other white space is one."""
        pieces: list[str] = []
        self._gather(node, pieces)
        lines = (squeezed(line) for line in "".join(pieces).split("\n"))
        return "\n".join(line for line in lines if line)

    def picked(self, node: LexborNode, pick: Pick) -> Iterator[str]:
        """What a pick finds below a node, in the page's order, empty ones left out."""
        for found in matches(node, pick.css):
            said = self._said(found, pick)
            if said:
                yield said

    def _said(self, node: LexborNode, pick: Pick) -> str:
        if pick.attr is None and pick.says is None and pick.after is None:
            return self.text_of(node)
        text = self.text_of(node)
        if pick.says is not None and pick.says.casefold() not in text.casefold():
            return ""
        if pick.after is not None:
            return _behind(text, pick.after)
        return (node.attributes.get(pick.attr) or "").strip() if pick.attr else text

    def _gather(self, node: LexborNode, pieces: list[str]) -> None:
        """Walk in the page's order without recursion: a hostile page nests deeper than Python may call."""
        ahead: list[LexborNode | str | None] = [node.first_child]
        while ahead:
            here = ahead.pop()
            if here is None:
                continue
            if isinstance(here, str):
                pieces.append(here)
                continue
            ahead.append(here.next)
            tag = here.tag or ""
            if tag == "-text":
                pieces.append((here.text_content or "").replace("\n", " "))
            elif tag == "br":
                pieces.append("\n")
            elif tag not in SILENT and tag[:1] not in {"-", "!", "_"} and not self._is_hidden(here):
                around = "\n" if tag in BLOCKS else " " if tag in CELLS else ""
                pieces.append(around)
                ahead += (around, here.first_child)

    def _is_hidden(self, node: LexborNode) -> bool:
        told = node.attributes
        if not told:
            return False
        if "hidden" in told or HIDING_STYLE.search(told.get("style") or ""):
            return True
        if not self.hidden:
            return False
        names = {f".{name}" for name in (told.get("class") or "").split()} | {f"#{told.get('id')}"}
        return not self.hidden.isdisjoint(names)


def matches(node: LexborNode, css: str) -> list[LexborNode]:
    """Elements below a node, each once: a comma in a selector must not say an element twice."""
    found = node.css(css)
    return list({each.mem_id: each for each in found}.values()) if "," in css else found


def squeezed(text: str) -> str:
    """All white space is one space; what has no width stays, for it was put there for a reason."""
    return " ".join(text.split())


def _behind(text: str, label: str) -> str:
    for line in text.split("\n"):
        before, found, rest = line.partition(label)
        if found and not before.strip():
            return rest.strip()
    return ""
