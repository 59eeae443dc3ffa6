"""Web addresses: typed, defanged (hxxp, [.]) or spoken; messenger links are handles' work."""

import re
from collections.abc import Iterator

from classify.reading.addresses import END, LABEL, LONGEST, SURE, TOP_LEVEL, Signs
from classify.reading.context import Context
from classify.reading.found import Found
from classify.reading.tokens import Text
from models.reading import MentionKind, Url

SCHEME = re.compile(r"(?:h(?:tt|xx)ps?|ftp)\s?(?::|\[:\])\s?//\s?")
BARE_LABELS = 2
TRAILING = ".,;:!?)]}>\"'"
OPENED = re.compile(r"(?:[a-z0-9-]|\[\.\]|\(\.\)|[._~:/?#@!$&*+,;=%]){1,300}")
TOPS = "|".join(sorted(TOP_LEVEL, key=len, reverse=True))
BARE = re.compile(rf"(?<![a-z0-9@._-])(?:{LABEL}\.){{1,6}}(?:{TOPS}){END}(?:/[^\s<>]{{0,200}})?(?!@)")
WEB_WORD = re.compile(
    r"(?:hemsida|hemsidan|webb\w*|web|sajt|sida|sidan|site|page|homepage|website|länk|link|url|www|see|"
    r"visit|besök|finns på|сайт|strona|sitio|oldal|mehr unter|unter|уебсайт|svetainė|"
    r"sivu)[\s:=-]{1,4}(?:är |is |på |at )?$"
)


class Urls:
    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def find(self, text: Text, context: Context) -> Iterator[Found]:
        for start, end in (*self._typed(text), *self._bare(text), *self._spoken(text)):
            if not text.free(start, end):
                continue
            text.take(start, end)
            said = text.said(start, end)
            clean = clean_url(self._signs.plain(text.text[start:end]))
            own = not any(_host(clean) == _host(clean_url(one)) for one in context.own_contacts if "@" not in one)
            typed = clean_url(said)
            yield Found(MentionKind.URL, start, end, Url(said=said, clean=clean), "urls", typed != clean, own)

    def _typed(self, text: Text) -> Iterator[tuple[int, int]]:
        """What follows a scheme or www., up to white space."""
        for head in re.finditer(rf"{SCHEME.pattern}|(?<![a-z0-9])www\.", text.low):
            body = OPENED.match(text.low, head.end())
            if body is not None:
                stripped = body[0].rstrip(TRAILING)
                yield head.start(), head.end() + len(stripped)

    def _bare(self, text: Text) -> Iterator[tuple[int, int]]:
        for found in BARE.finditer(text.low):
            if self._surely(text, found):
                yield found.start(), found.start() + len(found[0].rstrip(TRAILING))

    def _surely(self, text: Text, found: re.Match[str]) -> bool:
        host, slash, _ = found[0].partition("/")
        labels = host.split(".")
        if slash or labels[-1] in SURE or labels[0] == "www" or len(labels) > BARE_LABELS:
            return not all(label.isdigit() for label in labels[:-1])
        return bool(WEB_WORD.search(text.low[max(0, found.start() - 24) : found.start()]))

    def _spoken(self, text: Text) -> Iterator[tuple[int, int]]:
        """'demo-linn punkt example punkt com'; with an at-sign before it the mail extractor was there first."""
        if self._signs.said_dot.search(text.low) is None:
            return
        for found in self._signs.domain.finditer(text.low):
            if self._signs.said_dot.search(found[0]) and not self._after_at(text, found.start()):
                yield found.span()

    def _after_at(self, text: Text, start: int) -> bool:
        before = text.low[max(0, start - LONGEST // 4) : start]
        return any(at.end() == len(before) for at in self._signs.at.finditer(before))


def clean_url(said: str) -> str:
    """Without scheme, www. and final slash; the host in lower case."""
    told = SCHEME.sub("", said.strip(), count=1) if SCHEME.match(said.strip().lower()) else said.strip()
    told = re.sub(r"^[hH](?:tt|xx|TT|XX)[pP][sS]?://", "", told)
    told = re.sub(r"\[\.\]|\(\.\)", ".", told)
    told = re.sub(r"^www\.", "", told, flags=re.IGNORECASE)
    host, slash, rest = told.partition("/")
    return (host.lower() + slash + rest).rstrip("/")


def _host(clean: str) -> str:
    return clean.partition("/")[0]
