"""Price rows: amounts with currency and the time they buy, paired the way the list is written."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from classify.reading.amounts import Amount, Amounts
from classify.reading.context import Context
from classify.reading.durations import Duration, Durations
from classify.reading.found import Found
from classify.reading.lexicon import Lexicon, alternation
from classify.reading.tokens import Text
from models.reading import MentionKind
from models.values.price import Price, Where

HOME = {"SE": "SEK", "NO": "NOK", "DK": "DKK", "FI": "EUR", "DE": "EUR"}
BOUNDS = {"SEK": (100, 99_000), "NOK": (100, 99_000), "DKK": (100, 99_000), "XXX": (10, 20_000), "HUF": (1000, 900_000)}
USUAL = (15, 20_000)
BARE_FROM, BARE_STEP = 300, 50
BARE_FROM_FOREIGN, BARE_STEP_FOREIGN = 30, 5
MOST_WORDS = 4
NEAR, SEVERAL = 25, 2
ODD_BELOW, LIKELY_END = 1000, "059"
MONEY_BEFORE, MONEY_AFTER = 28, 18
LONGEST_MINUTES, LONGEST_HOURS = 240, 12

ENDS = re.compile(r"[!?\n]|\.(?:\s|$)|\|")
CLAUSE = re.compile(r"[,;!?\n(|]|\.(?:\s|$)|\s-\s|\s(?:men|but|ordinarie|utöver|plus|но|але|ale|pero|dar|de|aber)\s")
PER_UNIT = re.compile(r"\s?(?:/|per)\s?[^\W\d_]+")
OR = re.compile(r"\s*(?:or|eller|oder|или|lub|o|sau|vagy|/|=|\||\+|el\.?|alt\.?|-|till|to|bis|до|do|a|–)\s*")
SAME_LIST = re.compile(r"\s*/\s*")
PRICE_WORD = re.compile(
    r"(?:pris\w*|kostar|price\w*|rate|rates|цена|ціна|cena|precio|preț|pret|ár|preis|kaina|hinta|preço|"
    r"ราคา)[^\w]{0,4}(?:är |is |from |från )?$"
)
OTHER_UNIT = re.compile(
    r"\s{0,2}(?:år\w*|cm|kg|%|years?|yo|km|m2|st|gånger|лет|años|lat|ani|éves|st\.|:e|:a|th|nd|rd|am|pm|"
    r"[-:]\d{1,2}(?!\d))"
)
LONE_HOUR = re.compile(r"\s{0,3}(?:för|for|på|за|на|w|za|por|für|pentru|per)\s{1,2}$")


@dataclass(frozen=True, slots=True)
class Money:
    start: int
    end: int
    value: Decimal
    currency: str | None
    """None while only its neighbours can tell that it is money."""


Item = Money | Duration


class Prices:
    def __init__(self, lexicon: Lexicon) -> None:
        self._amounts, self._durations = Amounts(lexicon), Durations(lexicon)
        groups = lexicon.groups("currencies")
        self._codes = {word: code for code, words in groups.items() for word in words}
        signs = "|".join(sorted(map(re.escape, self._codes), key=len, reverse=True))
        thousand = "|".join(sorted(map(re.escape, lexicon.words("slang_thousand")), key=len, reverse=True))
        self._after = re.compile(
            rf"\s{{0,2}}(?:(?P<k>{thousand})(?![^\W_])\s{{0,2}})?(?:de\s)?(?:(?P<c>{signs})(?![^\W_]))?"
        )
        self._before = re.compile(rf"(?<![^\W_])(?P<c>{signs})\s{{0,2}}$")
        self._not_price = lexicon.pattern("not_price")
        per = alternation(lexicon.words("per"))
        self._tight = re.compile(rf"[\s.:]*(?:(?:{per}|[:=/|-])[\s.]*){{0,3}}")
        self._where = re.compile(rf"(?P<incall>{lexicon.within('incall')})|(?P<outcall>{lexicon.within('outcall')})")

    def find(self, text: Text, context: Context) -> Iterator[Found]:
        amounts = self._amounts.of(text)
        if not amounts:
            return
        durations = self._durations.of(text, amounts)
        home = HOME.get(context.country, "EUR")
        for segment in self._segments(text, self._items(text, amounts, durations)):
            for money, duration in self._rows(text, segment, home):
                yield from self._row(text, money, duration)

    def _items(self, text: Text, amounts: tuple[Amount, ...], durations: tuple[Duration, ...]) -> list[Item]:
        """Money and times in order; a number that counts a time is no money."""
        items: list[Item] = list(durations)
        timed = bytearray(len(text.low))
        for one in durations:
            timed[one.start : one.end] = b"\x01" * (one.end - one.start)
        last = 0
        for amount in amounts:
            if timed[amount.start] or (amount.words and amount.value <= 1):
                continue
            money = self._money(text, amount, last)
            if money is not None:
                items.append(money)
                last = money.end
        return sorted(items, key=lambda item: item.start)

    def _money(self, text: Text, amount: Amount, last: int) -> Money | None:
        after = self._after.match(text.low, amount.end)
        thousand, sign = (after["k"], after["c"]) if after else (None, None)
        value = amount.value * (1000 if thousand and amount.value < BARE_FROM else 1)
        end = after.end() if after and (thousand or sign) else amount.end
        if sign is not None:
            return Money(amount.start, end, value, self._codes[sign])
        before = self._before.search(text.low[max(last, amount.start - 12) : amount.start])
        if before is not None:
            start = amount.start - len(before[0])
            return Money(start, end, value, self._codes[before["c"]])
        if OTHER_UNIT.match(text.low, amount.end) and not thousand:
            return None
        return Money(amount.start, end, value, None)

    def _segments(self, text: Text, items: list[Item]) -> Iterator[list[Item]]:
        """Items of one sentence with few words between them."""
        segment: list[Item] = []
        for item in items:
            if segment and self._apart(text.low[segment[-1].end : item.start]):
                yield segment
                segment = []
            segment.append(item)
        if segment:
            yield segment

    def _apart(self, gap: str) -> bool:
        return bool(ENDS.search(gap)) or len(gap.split()) > MOST_WORDS

    def _rows(self, text: Text, segment: list[Item], home: str) -> Iterator[tuple[Money, Duration | None]]:
        timed = any(isinstance(item, Duration) for item in segment)
        if all(isinstance(item, Duration) for item in segment):
            return
        told = next((item.currency for item in segment if isinstance(item, Money) and item.currency), None)
        items = list(self._likely(text, segment, told or home, timed=timed))
        pairs, ends = self._paired(text, items), sorted(item.end for item in items)
        for money in (item for item in items if isinstance(item, Money)):
            duration = pairs.get(money)
            if self._asked(text, money, duration, ends):
                yield money, duration

    def _likely(self, text: Text, segment: list[Item], currency: str, *, timed: bool) -> Iterator[Item]:
        """Settle what each bare number is: money in the list's currency, a time in its unit, or nothing."""
        unit = next((item.unit for item in segment if isinstance(item, Duration)), 0) if timed else 0
        before: Item | None = None
        items = _slashed(text, segment)
        for index, item in enumerate(items):
            settled: Item | None = item
            if isinstance(item, Money) and item.currency is None:
                following = items[index + 1] if index + 1 < len(items) else None
                settled = self._settled(text, item, (before, following), currency=currency, unit=unit)
            elif isinstance(item, Money) and not _within(item):
                settled = None
            if settled is not None:
                before = settled
                yield settled

    def _settled(
        self, text: Text, money: Money, around: tuple[Item | None, Item | None], *, currency: str, unit: int
    ) -> Item | None:
        before, following = around
        if _ranged(text, money, following):
            return replace(money, currency=currency)
        if unit and isinstance(before, Money) and not isinstance(following, Duration):
            limit = LONGEST_HOURS if unit > 1 else LONGEST_MINUTES
            lone = bool(LONE_HOUR.search(text.low[before.end : money.start])) if unit > 1 else True
            if lone and 0 < money.value <= limit:
                return Duration(money.start, money.end, int(money.value * unit), unit)
        if _bare_money(money, currency) and (
            unit or PRICE_WORD.search(text.low[max(0, money.start - 20) : money.start])
        ):
            return replace(money, currency=currency)
        return None

    def _paired(self, text: Text, items: list[Item]) -> dict[Money, Duration]:
        """Which time each sum buys: what is written tight first, then in the order the list keeps."""
        pairs: dict[Money, Duration] = {}
        used: set[Duration] = set()
        moneys = [item for item in items if isinstance(item, Money)]
        times = [item for item in items if isinstance(item, Duration)]
        listed = _listed(text, moneys, times)
        if listed:
            return listed
        time_first = bool(times and moneys and times[0].start < moneys[0].start)
        for left, right in pairwise(items):
            self._pair(text, (left, right), time_first=time_first, pairs=pairs, used=used)
        self._shared(text, moneys, pairs)
        return pairs

    def _pair(
        self, text: Text, two: tuple[Item, Item], *, time_first: bool, pairs: dict[Money, Duration], used: set[Duration]
    ) -> None:
        left, right = two
        if isinstance(left, Money) and isinstance(right, Duration):
            tight = self._tight.fullmatch(text.low, left.end, right.start) is not None
            slash = "/" in text.low[left.end : right.start]
            if (
                left not in pairs
                and right not in used
                and (slash or (not time_first and (tight or right.start - left.end < NEAR)))
            ):
                pairs[left] = right
                used.add(right)
        elif isinstance(left, Duration) and isinstance(right, Money) and left not in used and right not in pairs:
            joined = re.fullmatch(r"\s*[:=-]\s*", text.low[left.end : right.start]) is not None
            if time_first or joined:
                pairs[right] = left
                used.add(left)

    def _shared(self, text: Text, moneys: list[Money], pairs: dict[Money, Duration]) -> None:
        """'USD 180 or 1 900 kr for the hour': alternatives share the time."""
        for first, second in pairwise(moneys):
            if not OR.fullmatch(text.low, first.end, second.start):
                continue
            if second in pairs and first not in pairs:
                pairs[first] = pairs[second]
            elif first in pairs and second not in pairs and pairs[first].end < second.start:
                pairs[second] = pairs[first]

    def _asked(self, text: Text, money: Money, duration: Duration | None, ends: list[int]) -> bool:
        """Whether the sum is asked for time or service: no rent, discount, fine, fare or cost of one's own."""
        known = bisect_right(ends, money.start)
        previous = ends[known - 1] if known else 0
        unit = PER_UNIT.match(text.low, previous)
        cut = unit.end() if unit and previous else previous
        before = CLAUSE.split(text.low[max(cut, money.start - MONEY_BEFORE) : money.start])[-1]
        end = duration.end if duration is not None and duration.start >= money.start else money.end
        after = CLAUSE.split(text.low[end : end + MONEY_AFTER])[0]
        return not self._not_price.search(before) and not self._not_price.search(after)

    def _row(self, text: Text, money: Money, duration: Duration | None) -> Iterator[Found]:
        assert money.currency is not None
        start, end = money.start, money.end
        if duration is not None and not text.low[min(money.end, duration.end) : max(money.start, duration.start)].count(
            "\n"
        ):
            start, end = min(start, duration.start), max(end, duration.end)
        # A row shares its time with an alternative: only the sum is its own place then.
        if not text.free(start, end):
            start, end = money.start, money.end
        text.take(start, end)
        price = Price(
            said=text.said(start, end),
            amount=money.value,
            currency=money.currency,
            minutes=duration.minutes if duration is not None else None,
            where=self._place(text, start),
        )
        yield Found(MentionKind.PRICE, start, end, price, "prices")

    def _place(self, text: Text, start: int) -> Where | None:
        """In-call or out-call as last said on the same line."""
        line = text.low[max(0, start - 80) : start].rpartition("\n")[2]
        met = [found.lastgroup for found in self._where.finditer(line)]
        return Where(met[-1]) if met and met[-1] else None


def _within(money: Money) -> bool:
    """As large as prices are, and ending as prices do: 7406 is no price but a piece of a number."""
    low, high = BOUNDS.get(money.currency or "", USUAL)
    return low <= money.value <= high and (money.value < ODD_BELOW or str(int(money.value))[-1] in LIKELY_END)


def _bare_money(money: Money, currency: str) -> bool:
    """A number without currency is money when it is as large and as round as prices are."""
    home = currency in ("SEK", "NOK", "DKK")
    least, step = (BARE_FROM, BARE_STEP) if home else (BARE_FROM_FOREIGN, BARE_STEP_FOREIGN)
    return money.value >= least and money.value % step == 0 and money.value <= BOUNDS.get(currency, USUAL)[1]


def _ranged(text: Text, money: Money, following: Item | None) -> bool:
    """The lower end of '1000-1500 kr'."""
    if not isinstance(following, Money) or not following.currency:
        return False
    gap = re.fullmatch(r"\s*(?:-|till|to|bis|до|do|a|/)\s*", text.low[money.end : following.start])
    return gap is not None and following.value / 10 <= money.value < following.value


def _slashed(text: Text, segment: list[Item]) -> list[Item]:
    """'800/1200/2000 kr för 30/60/90 min': what stands before a slash is of the kind that follows it."""
    settled: list[Item] = []
    for item in reversed(segment):
        following = settled[-1] if settled else None
        if isinstance(item, Money) and item.currency is None and following is not None:
            joined = SAME_LIST.fullmatch(text.low, item.end, following.start) is not None
            if joined and isinstance(following, Money) and following.currency:
                item = replace(item, currency=following.currency)  # noqa: PLW2901 - settled from the end on
            elif (
                joined
                and isinstance(following, Duration)
                and item.value <= LONGEST_MINUTES
                and _counts(text, following)
            ):
                item = Duration(item.start, item.end, int(item.value * following.unit), following.unit)  # noqa: PLW2901
        settled.append(item)
    return settled[::-1]


def _counts(text: Text, duration: Duration) -> bool:
    return text.low[duration.start].isdigit()


def _listed(text: Text, moneys: list[Money], times: list[Duration]) -> dict[Money, Duration]:
    """'800/1200/2000 kr för 30/60/90 min': two lists of one length."""
    if len(moneys) < SEVERAL or len(moneys) != len(times):
        return {}
    apart = moneys[-1].end <= times[0].start or times[-1].end <= moneys[0].start
    lined = all(SAME_LIST.fullmatch(text.low, left.end, right.start) for left, right in pairwise(moneys))
    return dict(zip(moneys, times, strict=True)) if apart and lined else {}
