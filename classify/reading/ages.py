"""Stated ages of the advertised, and birth years; never a client's age, years of work, sizes, times or limits."""

import re
from collections.abc import Iterator
from datetime import date

from classify.reading.amounts import Amount, Amounts
from classify.reading.context import LOCAL, Context
from classify.reading.found import Found
from classify.reading.lexicon import Lexicon, alternation
from classify.reading.tokens import Text
from models.reading import Age, MentionKind

YOUNGEST_SAID, YOUNGEST, OLDEST = 10, 15, 79
"""A child's age is read where it is said to be an age; a bare number of years may be anything below fifteen."""

BEFORE, AFTER = 30, 30
MONTHS, LONGEST_MONTH = 12, 31
PAUSE = re.compile(r"\s*(?:$|[,.;!?\n|/)]|och\b|and\b|y\b|și\b|i\b|и\b|//|-\s|but\b|men\b)")
MORE = re.compile(r"\s?(?:\+|plus\b)")
STARTS = re.compile(r"(?:^|[\n.!?|,;(:]|[^\W\d_]+,)\s*$")
ANOTHER = re.compile(r"\s(?:och|and|&|și|y|и|і|i|und|ir|og|és|e|\+)\s")
LAST_WORD = re.compile(r"(?<![^\W_])([^\W\d_]{2,16})[\s,:(]{1,2}$")
CAPITAL = re.compile(r"\s[A-ZÅÄÖ]")
ADULT = 18
LIMITS = re.compile(r"\d\s?(?:\+|-\s?\d)")
NAMED = re.compile(r"(?:^|[\n.!?|])[\s\W]{0,6}[^\W\d_]{2,14},?\s{1,2}$")
JOINED = re.compile(r"\s*(?:,|och|and|&|și|si|y|и|і|i|/|und|ir|og|és|e|\+)\s*")
YEAR = r"(?P<year>(?:19[4-9]\d|20[01]\d))"
WORK = re.compile(
    r"(?:jobb|arbet|öppe|driv|работ|працю|prac|trabaj|lucr|dolgoz|dirb|arbeit|work|นวด|ทำ|эк|opened|"
    r"open)[^\W_]{0,8}(?:\s[^\W_]{1,9}){0,2}\s*$|มา\s*$"
)


class Ages:
    def __init__(self, lexicon: Lexicon, names: frozenset[str]) -> None:
        """`names` are first names in lower case: a number right behind one is an age."""
        self._names = names
        self._person = lexicon.words("person_noun")
        self._amounts = Amounts(lexicon)
        units = sorted(lexicon.words("age_unit"), key=len, reverse=True)
        spelled = "|".join(map(re.escape, units))
        self._unit = re.compile(rf"[\s.-]{{0,2}}(?P<u>{spelled})(?![^\W_])|\s?(?P<t>ปี|ขวบ)")
        self._labels = re.compile(
            alternation(lexicon.words("sure_age_label")) + r"[\s:=-]{0,4}(?:är |is |enligt [^\W_]{1,12}:? )?$"
        )
        self._self = re.compile(alternation(lexicon.words("self_label")) + r"\s(?:nu |now |bara |just |only |en )?$")
        self._lat = re.compile(r"(?<![^\W_])lat\s$")
        self._before = re.compile(
            lexicon.within("not_age_before")
            + r"[\s:]{0,2}(?:(?:de|mer än|more than|än|than|ca|about|över|over|ponad|mai mult de)\s)?$"
        )
        self._after = re.compile(r"[\s-]*(?:[^\W_]{1,10}\s){0,2}" + lexicon.within("not_age_after"))
        born = alternation(lexicon.words("born"))
        after = alternation(lexicon.words("born_after"))
        self._born = re.compile(
            rf"{born}[\s:.-]{{0,3}}(?:i |in |år |en |în |в |w |em |año |the |on |ano |anul )?"
            rf"(?:(?P<day>\d{{1,2}})[./-](?P<month>\d{{1,2}})[./-]|(?:[^\W\d_]+ ){{0,2}})?(?:{YEAR}|"
            rf"[-'](?P<short>\d\d)(?!\d))"
            rf"|{YEAR.replace('year', 'late')}\s?-?{after}"
        )

    def find(self, text: Text, context: Context) -> Iterator[Found]:
        posted = context.posted_at.astimezone(LOCAL).date() if context.posted_at else None
        if posted is not None:
            yield from self._births(text, posted)
        yield from self._numbers(text)

    def _births(self, text: Text, posted: date) -> Iterator[Found]:
        told = text.met("born") or text.met("born_after")
        for found in self._born.finditer(text.low) if told else ():
            if text.free(*found.span()):
                years = _years(found, posted)
                if YOUNGEST_SAID <= years[-1] <= OLDEST:
                    yield _age(text, found.start(), found.end(), years)

    def _numbers(self, text: Text) -> Iterator[Found]:
        amounts = [one for one in self._amounts.of(text) if one.value == int(one.value)]
        pending: list[Amount] = []
        told = -1
        for amount in amounts:
            if pending and not JOINED.fullmatch(text.low, pending[-1].end, amount.start):
                pending = []
            end, sure = self._said(text, amount)
            if end is None and self._another(text, told, amount):
                end = amount.end
            if end is None:
                if _human(amount, YOUNGEST):
                    pending.append(amount)
                continue
            yield from self._earlier(text, pending)
            pending = []
            if _human(amount, YOUNGEST_SAID if sure else YOUNGEST) and text.free(amount.start, end):
                told = end
                yield _age(text, amount.start, end, (int(amount.value),))

    def _another(self, text: Text, told: int, amount: Amount) -> bool:
        """'Sofia & Bella 22 och 24': a second age right after the first."""
        joined = told >= 0 and ANOTHER.fullmatch(text.low, told, amount.start) is not None
        return joined and ADULT <= amount.value <= OLDEST and PAUSE.match(text.low, amount.end) is not None

    def _earlier(self, text: Text, pending: list[Amount]) -> Iterator[Found]:
        """'23 și 26 de ani': the unit stands after the last only."""
        for amount in pending:
            if text.free(amount.start, amount.end) and not self._disclaimed(text, amount.start):
                yield _age(text, amount.start, amount.end, (int(amount.value),))

    def _said(self, text: Text, amount: Amount) -> tuple[int | None, bool]:
        """Where the age ends when the number is one, and whether the text calls it an age."""
        low, start = text.low, amount.start
        before = low[max(0, start - BEFORE) : start]
        if (
            MORE.match(low, amount.end)
            or LIMITS.match(low, max(0, amount.end - 1))
            or not _human(amount, YOUNGEST_SAID)
        ):
            return None, False
        if self._labels.search(before):
            return self._with_unit(low, amount), True
        if self._disclaimed(text, start):
            return None, False
        unit = self._unit.match(low, amount.end)
        if unit is not None:
            return self._counted(low, unit, before)
        return self._bare(text, amount, before)

    def _with_unit(self, low: str, amount: Amount) -> int:
        unit = self._unit.match(low, amount.end)
        return unit.end() if unit is not None else amount.end

    def _counted(self, low: str, unit: re.Match[str], before: str) -> tuple[int | None, bool]:
        after = low[unit.end() : unit.end() + AFTER]
        if self._after.match(re.split(r"[.!?\n;,]", after)[0]) or WORK.search(before):
            return None, False
        told = unit["u"] or unit["t"]
        sure = told in {
            "år gammal",
            "year old",
            "years old",
            "year-old",
            "årig",
            "åring",
            "åriga",
            "yo",
            "y.o.",
            "vuotias",
        }
        genitive = told in ("års", "years", "m.", "г.", "v.", "év")
        if genitive and not (STARTS.search(before) or self._self.search(before) or NAMED.search(before)):
            return None, False
        return unit.end(), sure

    def _bare(self, text: Text, amount: Amount, before: str) -> tuple[int | None, bool]:
        """A number alone is an age after 'I am', after Polish 'lat', or after a person's name."""
        low = text.low
        if not PAUSE.match(low, amount.end) and not CAPITAL.match(text.text, amount.end):
            return None, False
        if self._self.search(before) or self._lat.search(before):
            return amount.end, False
        word = LAST_WORD.search(before)
        person = word is not None and (word[1] in self._names or word[1] in self._person)
        comma = NAMED.search(before) is not None and before.rstrip().endswith(",")
        return (amount.end, False) if (person or comma) and ADULT <= amount.value <= OLDEST else (None, False)

    def _disclaimed(self, text: Text, start: int) -> bool:
        before = re.split(r"[.!?\n;,(|]", text.low[max(0, start - BEFORE) : start])[-1]
        return bool(self._before.search(before)) and not self._self.search(before)


def _human(amount: Amount, least: int) -> bool:
    return least <= amount.value <= OLDEST


def _age(text: Text, start: int, end: int, years: tuple[int, ...]) -> Found:
    text.take(start, end)
    return Found(MentionKind.AGE, start, end, Age(said=text.said(start, end), years=years), "ages")


def _years(found: re.Match[str], posted: date) -> tuple[int, ...]:
    """The ages that a birth year allows on the day of posting; one where the day is said and clear."""
    short = found["short"]
    year = int(found["year"] or found["late"] or 0) or (1900 if int(short) > posted.year % 100 else 2000) + int(short)
    older = posted.year - year
    if not found["day"]:
        return older - 1, older
    day, month = int(found["day"]), int(found["month"])
    had = {(m, d) <= (posted.month, posted.day) for d, m in ((day, month), (month, day)) if _is_day(d, m)}
    return tuple(sorted({older if passed else older - 1 for passed in had or {True, False}}))


def _is_day(day: int, month: int) -> bool:
    return 1 <= month <= MONTHS and 1 <= day <= LONGEST_MONTH
