"""Messenger handles: beside a service's name, in a messenger's link, or a phone that a service is tied to."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from classify.reading.found import Found
from classify.reading.lexicon import Lexicon, alternation
from classify.reading.services import LISTED, Named, Services
from classify.reading.tokens import Text
from models.reading import MentionKind
from models.values.handle import Handle, Service
from models.values.phone import Phone

HANDLE = re.compile(r"@?[a-z0-9][a-z0-9._-]{1,38}[a-z0-9_]|@[a-z0-9_]{2,40}")
SHAPED = re.compile(r"@|[a-z].*[_0-9]|[0-9_].*[a-z]|[a-z]\.[a-z]")
MARKED = re.compile(r"\s*(?::|=|->|>|→|»|@|=>|-)\s*$")
CLOSES = re.compile(r"\s*(?:$|[,;.\n/|)\]!]|eller\b|or\b|och\b|and\b)")
REACH, BACK_REACH = 40, 16
BACKWARDS = re.compile(r"\s*(?:[-(,|/:]|på|on|in|@|в|na|en|pe|auf|via|är min|is my|är mitt)?\s*(?:min |my |mitt )?$")
TIE_BEFORE, TIE_AFTER = 60, 60
NUMBERED = {Service.WHATSAPP, Service.VIBER, Service.SIGNAL}
SHORTEST_PLAIN = 4
"""Letters of a handle that only a colon tells from a word."""

LINKS = re.compile(
    r"(?:https?://|hxxps?://)?(?:www\.)?(?:"
    r"(?P<telegram>(?:t|telegram)\.(?:me|dog)/(?:s/)?)"
    r"|(?P<whatsapp>(?:wa\.me/|api\.whatsapp\.com/send\?phone=))"
    r"|(?P<instagram>instagram\.com/|instagr\.am/|ig\.me/m/)"
    r"|(?P<snapchat>snapchat\.com/(?:add/|t/)?)"
    r"|(?P<facebook>(?:facebook|fb)\.com/|m\.me/)"
    r"|(?P<tiktok>tiktok\.com/@?)"
    r"|(?P<twitter>(?:twitter|x)\.com/)"
    r"|(?P<onlyfans>onlyfans\.com/)"
    r"|(?P<kik>kik\.me/)"
    r"|(?P<line>line\.me/ti/p/~?)"
    r"|(?P<signal>signal\.me/#p/)"
    r")(?P<value>@?\+?[a-z0-9._%-]{2,60})"
)
LINK_HEAD = re.compile(r"\.(?:me|dog|com|am)/")


class Handles:
    def __init__(self, lexicon: Lexicon) -> None:
        self._services = Services(lexicon)
        connectors = alternation(lexicon.words("service_connector"))
        self._bridge = re.compile(rf"(?:[\s:=>→»()\"'.-]|{connectors}){{0,6}}")
        self._cue = re.compile(r"(?:id|ไอดี|user|username|användarnamn|nick|heter|ник)\W{0,3}$")

    def named(self, text: Text) -> tuple[Named, ...]:
        return self._services.find(text)

    def links(self, text: Text) -> Iterator[Found]:
        """Messenger links, before web addresses are read."""
        if LINK_HEAD.search(text.low) is None:
            return
        for found in LINKS.finditer(text.low):
            service = Service(str(found.lastgroup if found.lastgroup != "value" else _service(found)))
            value = found["value"].rstrip(".,")
            handle = _from_link(text.said(found.start(), found.start("value") + len(value)), value, service)
            if handle is not None and text.free(*found.span()):
                end = found.start("value") + len(value)
                text.take(found.start(), end)
                yield Found(MentionKind.HANDLE, found.start(), end, handle, "handles.links")

    def find(self, text: Text, named: tuple[Named, ...]) -> Iterator[Found]:
        """Handles that stand after (or just before) a service's name."""
        for group in _groups(text, named):
            offered = [one for one in group if not one.denied]
            if not offered:
                continue
            span = self._after(text, group[-1]) or self._before(text, group[0])
            if span is None:
                continue
            text.take(*span)
            yield from self._shared(text, span, offered)

    def _shared(self, text: Text, span: tuple[int, int], offered: list[Named]) -> Iterator[Found]:
        """One handle for each service of the group; all but the first stand at the service's name."""
        own = [one for one in offered if one.service not in NUMBERED] or offered[-1:]
        for index, one in enumerate(reversed(own)):
            handle = Handle.parse(text.low[span[0] : span[1]], one.service)
            if handle is not None:
                start, end = span if index == 0 else (one.start, one.end)
                said = Handle(said=text.said(*span), service=one.service, value=handle.value)
                yield Found(MentionKind.HANDLE, start, end, said, "handles")

    def _after(self, text: Text, named: Named) -> tuple[int, int] | None:
        bridge = self._bridge.match(text.low, named.end, named.end + REACH)
        start = bridge.end() if bridge else named.end
        if text.low[start - 1 : start] == "@":
            start -= 1
        found = HANDLE.match(text.low, start)
        if found is None or not text.free(*found.span()) or text.low[found.end() : found.end() + 1] == "@":
            return None
        if start == named.end or "\n\n" in text.low[named.end : start]:
            return None
        gap = text.low[named.end : start]
        if SHAPED.search(found[0]) and _latin(found[0]):
            return found.span()
        marked = MARKED.search(gap) or self._cue.search(gap)
        if (
            marked
            and not named.weak
            and CLOSES.match(text.low, found.end())
            and found[0].isascii()
            and len(found[0]) >= SHORTEST_PLAIN
        ):
            return found.span()
        return None

    def _before(self, text: Text, named: Named) -> tuple[int, int] | None:
        """'demo_kim på snap', '@demo_kim (telegram)'."""
        before = text.low[max(0, named.start - REACH) : named.start]
        tokens = [one for one in HANDLE.finditer(before) if SHAPED.search(one[0]) and _latin(one[0])]
        if not tokens or not BACKWARDS.match(before, tokens[-1].end()):
            return None
        span = (named.start - len(before) + tokens[-1].start(), named.start - len(before) + tokens[-1].end())
        whole = span[0] == 0 or not text.low[span[0] - 1].isalnum()
        return (
            span
            if whole and text.free(*span) and "_" in tokens[-1][0] + ("_" if "@" in tokens[-1][0] else "")
            else None
        )


def tied(text: Text, named: tuple[Named, ...], phones: Iterable[Found], taken: Iterable[Found]) -> Iterator[Found]:
    """WhatsApp, Viber and Signal name no handle of their own but the nearest phone."""
    numbers = [one for one in phones if one.own and isinstance(one.value, Phone)]
    handled = [one for one in taken if isinstance(one.value, Handle)]
    for one in named:
        if one.service not in NUMBERED or one.denied or not numbers or _handled(one, handled):
            continue
        near = min(numbers, key=lambda found: _distance(one, found))
        alone = len({found.value.e164 for found in numbers if isinstance(found.value, Phone)}) == 1
        reach = TIE_BEFORE if not one.weak else BACK_REACH
        if isinstance(near.value, Phone) and (_distance(one, near) <= reach or (alone and not one.weak)):
            handle = Handle(said=text.said(one.start, one.end), service=one.service, value=near.value.e164)
            yield Found(MentionKind.HANDLE, one.start, one.end, handle, "handles.tied")


def _handled(named: Named, handled: Iterable[Found]) -> bool:
    return any(
        isinstance(found.value, Handle)
        and found.value.service is named.service
        and abs(found.start - named.end) < REACH
        for found in handled
    )


def _distance(named: Named, found: Found) -> int:
    return max(found.start - named.end, named.start - found.end, 0)


def _groups(text: Text, named: tuple[Named, ...]) -> Iterator[tuple[Named, ...]]:
    """Services listed together ('telegram/whatsapp: demo_x') share what follows."""
    group: list[Named] = list(named[:1])
    for last, one in pairwise(named):
        if LISTED.fullmatch(text.low, last.end, one.start):
            group.append(one)
            continue
        yield tuple(group)
        group = [one]
    if group:
        yield tuple(group)


def _service(found: re.Match[str]) -> str:
    return next(name for name, value in found.groupdict().items() if value and name != "value")


def _from_link(said: str, value: str, service: Service) -> Handle | None:
    digits = value.lstrip("+")
    if digits.isdigit() and service in NUMBERED:
        phone = Phone.parse(f"+{digits}")
        return Handle(said=said, service=service, value=phone.e164) if phone else None
    handle = Handle.parse(value, service)
    return Handle(said=said, service=service, value=handle.value) if handle else None


def _latin(word: str) -> bool:
    return word.isascii() and any(char.isalpha() for char in word) and not word[0].isdigit()
