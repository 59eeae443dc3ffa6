"""The parts that mail and web addresses are made of: labels, signs for @ and for dots, however they are said."""

import re

from classify.reading.lexicon import Lexicon, alternation

TOP_LEVEL = [
    "com",
    "net",
    "org",
    "info",
    "biz",
    "eu",
    "se",
    "nu",
    "no",
    "dk",
    "fi",
    "de",
    "pl",
    "ro",
    "ru",
    "ua",
    "hu",
    "bg",
    "lt",
    "lv",
    "ee",
    "th",
    "es",
    "pt",
    "it",
    "fr",
    "uk",
    "co",
    "io",
    "me",
    "tv",
    "ly",
    "gg",
    "cc",
    "be",
    "nl",
    "ch",
    "at",
    "cz",
    "gr",
    "us",
    "ca",
    "example",
    "xxx",
    "vip",
    "club",
    "site",
    "online",
    "shop",
    "live",
    "link",
    "page",
    "app",
    "dev",
    "chat",
    "sex",
    "adult",
    "date",
    "tel",
    "mobi",
    "name",
    "pro",
    "xyz",
    "test",
]
SURE = frozenset(["com", "net", "org", "info", "biz", "eu", "example", "xxx", "vip", "online", "site"])
"""Endings that are no word and follow a full stop for no other reason."""

LABEL = r"[a-z0-9](?:[a-z0-9_-]{0,62})"
END = r"(?![a-z0-9])"
LONGEST = 120


class Signs:
    """Patterns for the signs, made once from the vocabulary."""

    def __init__(self, lexicon: Lexicon) -> None:
        at = lexicon.words("at_word")
        spoken = alternation(at - {"a"})
        inside = "|".join(sorted(map(re.escape, at), key=len, reverse=True))
        dots = "|".join(sorted(map(re.escape, lexicon.words("dot_word")), key=len, reverse=True))
        joiners = "|".join(sorted(map(re.escape, lexicon.words("dash_word") | {"-"}), key=len, reverse=True))
        under = "|".join(sorted(map(re.escape, lexicon.words("underscore_word") | {"_"}), key=len, reverse=True))
        self.at = re.compile(
            rf"\s{{0,3}}[(\[{{<*_-]\s{{0,2}}(?:{inside}|@)\s{{0,2}}[)\]}}>*_-]\s{{0,3}}|\s{{0,3}}@\s{{0,3}}|\s{{1,3}}{spoken}\s{{1,3}}"
        )
        self.dot = (
            rf"(?:\s{{0,2}}[(\[{{]\s{{0,2}}(?:{dots}|\.)\s{{0,2}}[)\]}}]\s{{0,2}}|\s{{1,2}}(?:{dots})\s{{1,2}}|\.)"
        )
        self.said_dot = re.compile(
            rf"\s{{0,2}}[(\[{{]\s{{0,2}}(?:{dots}|\.)\s{{0,2}}[)\]}}]\s{{0,2}}|\s{{1,2}}(?:{dots})\s{{1,2}}"
        )
        self.join = re.compile(rf"\s{{1,2}}(?:{joiners})\s{{1,2}}")
        self.under = re.compile(rf"\s{{1,2}}(?:{under})\s{{1,2}}")
        self._between = rf"(?:{self.dot}|\s{{1,2}}(?:{joiners}|{under})\s{{1,2}})"
        tops = "|".join(sorted(TOP_LEVEL, key=len, reverse=True))
        self.domain = re.compile(rf"(?:{LABEL}{self._between}){{1,6}}(?:{tops}){END}")
        self.local = re.compile(rf"(?:(?<![a-z0-9._%+-]){LABEL}{self._between}){{0,4}}[a-z0-9._%+-]{{1,64}}$")

    def plain(self, said: str) -> str:
        """A spoken stretch as it would be typed."""
        typed = self.said_dot.sub(".", said)
        typed = self.under.sub("_", typed)
        return re.sub(r"\s+", "", self.join.sub("-", typed))
