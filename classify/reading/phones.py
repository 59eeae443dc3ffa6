"""Telephone numbers: de-obscured first, then valid by the numbering plans; never from labels, dates or puzzles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from classify.reading.context import Context
from classify.reading.found import Found
from classify.reading.hints import near
from classify.reading.lexicon import Lexicon, alternation
from classify.reading.runs import Run, Runs, Unit, readings
from classify.reading.tokens import FIGURES, WORDS, Text
from models.reading import MentionKind
from models.values.phone import Phone

FEWEST, MOST = 7, 15
WITHOUT_TRUNK, WITH_CODE = 9, 11
LABEL_REACH, PUZZLE_REACH = 40, 60
LEFT_OVER = 4

PLAIN = re.compile(r"\+?[\d ()/-]{7,}")
PLUS = re.compile(r"(?:\+|\bplus)[\s(]{0,3}$")
DATE = re.compile(r"\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}")
IDENTITY = re.compile(r"(?:(?:19|20)\d\d|\d\d)[01]\d[0-3]\d[-+]\d{4}")
SHORTHAND = re.compile(r"\s?/\s?(\d{1,4})(?![\d/-])")
MEASURE = re.compile(
    r"\s{0,2}(?:år|år\w{0,6}|kr|kronor|sek|:-|,-|€|eur\w?|\$|usd|£|cm|kg|m2|m²|min\w{0,5}|h|tim\w{0,4}|hours?|st|%|km|kvm|k|yo|years?|лет|крон|zł)(?![^\W_])"
)
TIGHT = re.compile(r"[-./:]")
MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
CALLABLE_CODES = (
    "46",
    "45",
    "47",
    "358",
    "40",
    "44",
    "48",
    "49",
    "34",
    "36",
    "359",
    "380",
    "370",
    "371",
    "372",
    "7",
    "66",
    "351",
    "39",
    "33",
    "31",
    "420",
    "421",
    "30",
    "90",
    "55",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    first: int
    last: int
    """Indices into the run, `last` included."""
    start: int
    phone: Phone

    @property
    def fixed(self) -> bool:
        """Mobile numbers have one length in a country; elsewhere a shorter number may be a longer one cut."""
        number = phonenumbers.parse(self.phone.e164)
        return phonenumbers.number_type(number) in MOBILE


class Phones:
    """Finds phones in a text; made once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._runs = Runs(lexicon)
        labels = lexicon.within("not_phone")
        tail = alternation(["nr", "no", "number", "nummer", "är", "is", "nº", "numer", "код", "кодом"])
        self._label = re.compile(rf"{labels}[\s.:#=№-]{{0,4}}(?:{tail}[\s.:#=№-]{{0,4}})?$")
        self._puzzle = lexicon.pattern("puzzle")
        self._disowned = re.compile(lexicon.within("disowned") + r"[^.!?\n]{0,20}$")
        self._common = lexicon.words("common_numbers")
        self._services = re.compile(
            alternation(word for words in lexicon.groups("services").values() for word in words)
            + r"[\s:=-]{0,4}(?:id|ไอดี)?$"
        )

    def find(self, text: Text, context: Context) -> Iterator[Found]:
        for run in self._runs.of(text):
            if sum(len(atom.digits) for atom in run) < FEWEST:
                continue
            for reading in readings(text, run):
                found = list(self._in_run(text, reading, context))
                if found:
                    yield from found
                    break

    def _in_run(self, text: Text, run: Run, context: Context) -> Iterator[Found]:
        done = -1
        for first in range(len(run)):
            if first <= done or not text.free(run[first].start, run[first].end):
                continue
            candidate = self._from(text, run, first, context)
            if candidate is None or not self._stands(text, run, candidate, done):
                continue
            done = candidate.last
            yield self._mention(text, run, candidate, context)
            yield from self._second(text, run[candidate.last].end, candidate.phone, context)

    def _from(self, text: Text, run: Run, first: int, context: Context) -> Candidate | None:
        """The longest valid number that starts with this unit."""
        start, plus = self._plus(text, run[first].start)
        heads = self._dialled(text, run, first)
        for last, digits in reversed(heads):
            for said, region in self._ways(text, run[first : last + 1], digits, plus=plus, context=context):
                phone = _parsed(said, region)
                if phone is not None:
                    told = Phone(said=text.said(start, run[last].end), e164=phone.e164, country=phone.country)
                    return Candidate(first, last, start, told)
        return None

    def _plus(self, text: Text, start: int) -> tuple[int, bool]:
        before = PLUS.search(text.low[max(0, start - 8) : start])
        if before is None:
            return start, False
        return max(0, start - 8) + before.start(), True

    def _dialled(self, text: Text, run: Run, first: int) -> list[tuple[int, str]]:
        """All heads of the run from `first` that are long enough, as (last unit, digits)."""
        heads: list[tuple[int, str]] = []
        digits = ""
        for last in range(first, len(run)):
            unit = run[last]
            if last > first and unit.how == FIGURES and MEASURE.match(text.low, unit.end):
                break
            digits += unit.digits
            if len(digits) > MOST + 2:
                break
            if len(digits) >= FEWEST:
                heads.append((last, digits))
        return heads

    def _ways(self, text: Text, units: Run, digits: str, *, plus: bool, context: Context) -> Iterator[tuple[str, str]]:
        """What to hand to the numbering plans: (digits with prefix, country), likelier first."""
        home = context.country
        if plus:
            yield f"+{digits}", home
        elif digits.startswith("00"):
            yield f"+{digits[2:]}", home
        elif digits.startswith("0"):
            yield from ((digits, region) for region in self._regions(text, units, home))
        else:
            yield from self._bare(text, units, digits, home)

    def _regions(self, text: Text, units: Run, home: str) -> tuple[str, ...]:
        """A country that is named near wins when its number is spoken of, else home does."""
        around = near(text)
        named = around.before(units[0].start)
        if named and around.cued(units[0].start):
            return (*named, home)
        return (home, *named, *around.after(units[-1].end))

    def _bare(self, text: Text, units: Run, digits: str, home: str) -> Iterator[tuple[str, str]]:
        """Numbers without trunk zero and without plus."""
        around, start = near(text), units[0].start
        cued = around.cued(start)
        spoken = any(unit.how != FIGURES for unit in units)
        if home == "SE" and digits.startswith("46") and len(digits) == WITH_CODE:
            yield f"+{digits}", home
        if cued and len(digits) >= WITH_CODE and digits.startswith(CALLABLE_CODES):
            yield f"+{digits}", home
        if home == "SE" and digits.startswith("7") and len(digits) == WITHOUT_TRUNK and (cued or spoken):
            yield f"0{digits}", home
        if cued:
            yield from ((digits, region) for region in around.before(start) if region != home)

    def _stands(self, text: Text, run: Run, candidate: Candidate, done: int) -> bool:
        """Whether what stands around the digits lets them be a phone."""
        start, end = candidate.start, run[candidate.last].end
        if DATE.search(text.low, start, end + 5) or IDENTITY.search(text.low, max(0, start - 8), end):
            return False
        labelled = self._labelled(text, run[0].start) or self._labelled(text, start)
        if labelled or self._puzzle.search(text.low[max(0, start - PUZZLE_REACH) : end + PUZZLE_REACH]):
            return False
        return self._whole(text, run, candidate, done)

    def _labelled(self, text: Text, start: int) -> bool:
        before = text.low[max(0, start - LABEL_REACH) : start].rpartition("\n")[2]
        return bool(self._label.search(before)) and not self._services.search(before)

    def _whole(self, text: Text, run: Run, candidate: Candidate, done: int) -> bool:
        """No digits left over on either side that belong to the same longer number."""
        before, after = run[done + 1 : candidate.first], run[candidate.last + 1 :]
        if before and candidate.start == run[candidate.first].start:
            gap = text.low[before[-1].end : candidate.start]
            if TIGHT.fullmatch(gap) or (gap == " " and len(before[-1].digits) >= LEFT_OVER and not _round(before[-1])):
                return False
        return not after or self._ends(text, run[candidate.last], candidate, after)

    def _ends(self, text: Text, last: Unit, candidate: Candidate, after: Run) -> bool:
        """Whether what follows in the run is another matter: a shorthand, a measure, a price, the next number."""
        gap = text.low[last.end : after[0].start]
        left = sum(len(unit.digits) for unit in after)
        anew = after[0].digits.startswith(("0", "46", "7")) and left >= WITHOUT_TRUNK
        if anew or SHORTHAND.match(text.low, last.end) or _round(after[0]) or MEASURE.match(text.low, after[0].end):
            return True
        if after[0].how == WORDS == last.how and gap.strip(" -") == "":
            return len(after) == 1 and text.low[after[0].start : after[0].end] in self._common
        if gap in (" ", "-") and len(after[0].digits) > 1 and not candidate.fixed:
            return False
        return not (gap in ("-", ".", "/") or (gap == " " and left >= LEFT_OVER))

    def _mention(self, text: Text, run: Run, candidate: Candidate, context: Context) -> Found:
        end = run[candidate.last].end
        text.take(candidate.start, end)
        before = text.low[max(0, candidate.start - LABEL_REACH) : candidate.start]
        own = candidate.phone.e164 not in site_phones(context) and not self._disowned.search(before)
        units = run[candidate.first : candidate.last + 1]
        return Found(
            kind=MentionKind.PHONE,
            start=candidate.start,
            end=end,
            value=candidate.phone,
            extractor="phones",
            obscured=not PLAIN.fullmatch(candidate.phone.said) or _drawn_out(units),
            own=own,
        )

    def _second(self, text: Text, end: int, phone: Phone, context: Context) -> Iterator[Found]:
        """'50/51' names a second number that ends otherwise."""
        short = SHORTHAND.match(text.low, end)
        if short is None or MEASURE.match(text.low, short.end()):
            return
        told = phone.e164[: -len(short[1])] + short[1]
        other = _parsed(told, context.country)
        if other is None or other.e164 == phone.e164:
            return
        text.take(short.start(1), short.end(1))
        said = Phone(said=text.said(*short.span(1)), e164=other.e164, country=other.country)
        own = other.e164 not in site_phones(context)
        yield Found(MentionKind.PHONE, short.start(1), short.end(1), said, "phones", obscured=True, own=own)


def _drawn_out(units: tuple[Unit, ...]) -> bool:
    return len(units) >= FEWEST and all(len(unit.digits) == 1 for unit in units)


def _round(unit: Unit) -> bool:
    """A lone price after the number, such as 1500."""
    return (
        unit.how == FIGURES
        and len(unit.digits) in (3, LEFT_OVER)
        and unit.digits.endswith("00")
        and unit.digits[0] != "0"
    )


@lru_cache(maxsize=1 << 14)
def _parsed(said: str, region: str) -> Phone | None:
    return Phone.parse(said, country=region)


@lru_cache(maxsize=256)
def site_phones(context: Context) -> frozenset[str]:
    """The site's own contacts that are numbers, in E.164."""
    read = (Phone.parse(said, country=context.country) for said in context.own_contacts if "@" not in said)
    return frozenset(phone.e164 for phone in read if phone is not None)
