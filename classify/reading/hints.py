"""Words around a number that tell what it is: countries named, and words that say it is to be called."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from classify.reading.tokens import Text

COUNTRIES = (
    *("SE", "GB", "US", "DE", "PL", "RO", "RU", "UA", "ES", "HU", "BG", "TH", "LT", "LV", "EE", "NO", "DK", "FI"),
    *("NL", "PT", "BR", "IT", "FR", "CZ", "SK", "GR", "TR"),
)
HINT_REACH, CUE_REACH, AFTER_REACH = 50, 50, 25


@dataclass(frozen=True, slots=True)
class Near:
    """Where a text names countries and calls, found once and asked by place."""

    low: str
    countries: tuple[tuple[int, str], ...]
    cues: tuple[int, ...]

    def cued(self, start: int) -> bool:
        """Whether a word shortly before says that a number comes."""
        place = bisect_left(self.cues, max(0, start - CUE_REACH))
        return place < len(self.cues) and self.cues[place] < start

    def before(self, start: int) -> tuple[str, ...]:
        """Countries named shortly before, on the same line."""
        line = self.low.rfind("\n", max(0, start - HINT_REACH), start) + 1
        return self._between(max(line, start - HINT_REACH), start)

    def after(self, end: int) -> tuple[str, ...]:
        line = self.low.find("\n", end, end + AFTER_REACH)
        return self._between(end, line if line >= 0 else end + AFTER_REACH)

    def _between(self, start: int, end: int) -> tuple[str, ...]:
        first, last = bisect_left(self.countries, (start, "")), bisect_right(self.countries, (end, ""))
        return tuple(dict.fromkeys(code for _, code in self.countries[first:last]))


def near(text: Text) -> Near:
    """Made once a text."""
    if Near not in text.kept:
        named = sorted((met.start, code) for code in COUNTRIES for met in text.met(f"countries:{code}"))
        text.kept[Near] = Near(text.low, tuple(named), tuple(met.start for met in text.met("phone_cue")))
    kept: Near = text.kept[Near]
    return kept
