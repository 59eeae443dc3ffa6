"""Working names of the advertised: introduced by the text, or known and standing where a name stands."""

import re
from collections.abc import Iterator
from pathlib import Path

from classify.reading.found import Found
from classify.reading.lexicon import THAI, Lexicon, alternation
from classify.reading.phrasebook import Token
from classify.reading.tokens import Text
from models.reading import MentionKind, Name

SHORTEST, LONGEST = 2, 16
BEFORE = 34
JOINED = re.compile(
    r"\s*(?:,|&|\+|/|och|and|și|si|şi|и|і|та|i|y|e|és|und|og|ir|ja|samt|plus|med|with|o\.)\s*(?:(?:pani|"
    r"min väninna|my friend|fröken|miss)\s)?"
)
OPENS = re.compile(r"(?:^|[\n.!?|•·*~:;-])[\W_]*$")
SUPPORTED = re.compile(
    r"\s*(?:$|[,!\n|(:&+/]|[\U0001F300-\U0001FAFF\u2600-\u27bf]|(?:\d\d(?!\d))|(?:här|here|from|från|i|in|"
    r"ur|de la|din|из|из|z|de|aus|iš|från|and|och|și|si|и|і|i|y|és|und|ir|tar emot|erbjuder|offers|"
    r"welcomes|välkomnar)(?![^\W_]))"
)
HELLO = re.compile(r"\s*,?\s(?:här|here|vagyok|tu jest)(?![^\W_])|\s*,\s*\d\d(?!\d)|\s*\d\d\s?(?:år|y|ani|лет|lat)")
GLUED = re.compile(r"[@_./\d]")
STREET = re.compile(
    r"(?:s?\s(?:gata|gatan|väg|vägen|plats|torg|park|kyrka|street|road|square|salong|studio|spa|bar|café))(?![^\W_])"
)
STOPS = (".", "..", "")
PAUSE = re.compile(r"\s{0,2}[,(]?\s{0,2}")
OWNED = re.compile(r"'s(?![^\W_])")


class Names:
    def __init__(self, lexicon: Lexicon, folder: Path) -> None:
        self._known = first_names(folder)
        thai = sorted((name for name in self._known if THAI.search(name)), key=len, reverse=True)
        self._common = lexicon.words("common_names")
        self._intro = re.compile(
            alternation(lexicon.words("name_intro")) + r"[\s:=\"'*-]{0,4}(?:är |is |este |e |ist |es |на )?[\"'*]?$"
        )
        self._maybe = re.compile(alternation(lexicon.words("name_maybe")) + r"[\s,:!\"'*]{0,3}$")
        self._group = re.compile(alternation(lexicon.words("name_group")) + r"[\s,:(-]{1,3}$")
        self._not_before = re.compile(alternation(lexicon.words("not_name_before")) + r"[\s:.]{1,3}$")
        self._words = frozenset(lexicon.words("months")) | frozenset(lexicon.words("weekdays"))
        self._thai = re.compile("(?:ชื่อ|น้อง)\\s?(" + "|".join(map(re.escape, thai)) + ")")

    def find(self, text: Text, ages: frozenset[int]) -> Iterator[Found]:
        """`ages` are where stated ages start: a name in front of one is a person's."""
        yield from self._in_thai(text)
        last: Token | None = None
        introduced = bool(text.met("name_intro"))
        for index, token in enumerate(text.tokens):
            known = token.low in self._known
            if not (known or (introduced and text.text[token.start].isupper())) or not self._shaped(text, token):
                continue
            follows = last is not None and JOINED.fullmatch(text.low, last.end, token.start) is not None
            aged = self._is_known(token) and _after_pause(text.low, token.end) in ages
            if not (aged or self._told(text, token) or (follows and self._is_known(token)) or self._leads(text, index)):
                continue
            last = token
            yield _name(text, token.start, token.end)

    def _in_thai(self, text: Text) -> Iterator[Found]:
        for found in self._thai.finditer(text.low):
            if text.free(*found.span(1)):
                yield _name(text, *found.span(1))

    def _shaped(self, text: Text, token: Token) -> bool:
        """A free word of letters, not part of an address, no saint's, street's or landlady's."""
        if (
            not SHORTEST <= len(token.low) <= LONGEST
            or not token.low.replace("'", "").isalpha()
            or THAI.search(token.low)
        ):
            return False
        low = text.low
        before = low[max(0, token.start - 2) : token.start]
        if (GLUED.match(before[-1:]) and before.strip() not in ("/", "")) or (
            GLUED.match(low, token.end) and low[token.end : token.end + 2] in STOPS
        ):
            return self._ends_sentence(text, token)
        if not text.free(token.start, token.end) or STREET.match(low, token.end) or OWNED.match(low, token.end):
            return False
        before = low[max(0, token.start - BEFORE) : token.start]
        return not (text.met("not_name_before") and self._not_before.search(before))

    def _ends_sentence(self, text: Text, token: Token) -> bool:
        before = text.low[max(0, token.start - 1) : token.start]
        stop = text.low[token.end : token.end + 1] == "."
        return stop and not GLUED.match(before) and text.free(token.start, token.end)

    def _is_known(self, token: Token) -> bool:
        return token.low in self._known

    def _told(self, text: Text, token: Token) -> bool:
        """Introduced as a name; or known, written as a name and no everyday word."""
        before = text.low[max(0, token.start - BEFORE) : token.start]
        capital = text.text[token.start].isupper()
        if text.met("name_intro") and self._intro.search(before):
            return (capital and token.low not in self._words) or (
                self._is_known(token) and token.low not in self._words
            )
        if not self._is_known(token) or not capital:
            return False
        shouted = text.text[token.start : token.end].isupper() and len(token.low) > SHORTEST
        common = token.low in self._common
        if HELLO.match(text.low, token.end):
            return True
        if self._maybe.search(before):
            return not common or (
                token.low not in self._words and not OPENS.search(before) and self._introduces(before)
            )
        if common or (shouted and not OPENS.search(before)):
            return bool(text.met("name_group") and self._group.search(before))
        return not OPENS.search(before) or SUPPORTED.match(text.low, token.end) is not None

    def _introduces(self, before: str) -> bool:
        """Greetings may stand before a word that is a name too; 'with' and 'and' stand before anything."""
        said = before.rstrip(" ,:!\"'*").split()[-1:] or [""]
        return said[0] not in {
            "med",
            "with",
            "och",
            "and",
            "ring",
            "är",
            "bara",
            "я",
            "это",
            "це",
            "tu",
            "aš",
            "sou",
        } or before.rstrip().endswith(("jag är", "det är"))

    def _leads(self, text: Text, index: int) -> bool:
        """A common word that is coordinated with a sure name: 'Ruby and Sandra'."""
        token = text.tokens[index]
        if not self._is_known(token) or not text.text[token.start].isupper() or index + 1 >= len(text.tokens):
            return False
        for following in text.tokens[index + 1 : index + 3]:
            if JOINED.fullmatch(text.low, token.end, following.start):
                return (
                    following.low not in self._common and self._shaped(text, following) and self._told(text, following)
                )
        return False


def first_names(folder: Path) -> frozenset[str]:
    """First names of all languages, in lower case."""
    lines = (line for file in sorted((folder / "names").glob("*.txt")) for line in file.read_text("utf-8").splitlines())
    return frozenset(line.lower() for line in lines if line)


def _after_pause(low: str, end: int) -> int:
    pause = PAUSE.match(low, end)
    return pause.end() if pause is not None else end


def _name(text: Text, start: int, end: int) -> Found:
    text.take(start, end)
    said = text.said(start, end)
    clean = text.text[start:end]
    return Found(
        MentionKind.NAME,
        start,
        end,
        Name(said=said, clean=clean.capitalize() if clean.isupper() or clean.islower() else clean),
        "names",
    )
