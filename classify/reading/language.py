"""Which language a stretch of text is in: two detectors, and `und` where they disagree."""

import re
from functools import cached_property, lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from classify.reading.lexicon import Lexicon

LANGUAGES = ("bg", "da", "de", "en", "es", "fi", "hu", "lt", "no", "pl", "pt", "ro", "ru", "sv", "th", "uk")
UNKNOWN = "und"
FEW_WORDS, SURE = 4, 0.95
SURE_WORDS = 2
LONGEST = 2000
"""Characters are enough to tell; a longer text would only cost."""

NOISE = re.compile(r"[\d_]|[^\w\s'\u0e00-\u0e7f]")
THAI = re.compile("[\u0e00-\u0e7f]")
THAI_WORD = 4
NORWEGIAN = {"nb": "no", "nn": "no"}


class Languages:
    """Built once a process; the second detector (0.5 GB, five seconds) only when a text asks for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._small = {lang: frozenset(words) for lang, words in lexicon.groups("stopwords").items()}
        self._first = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self._first.set_languages([*LANGUAGES])
        self._told = lru_cache(maxsize=1 << 14)(self._tell)
        self._guess = lru_cache(maxsize=1 << 14)(self._classify)

    def of(self, text: str) -> str:
        """ISO 639-1 of a text, or `und`."""
        words = " ".join(NOISE.sub(" ", text[:LONGEST]).split())
        return self._told(words) if words else UNKNOWN

    def within(self, text: str, around: str) -> str:
        """Language of one sentence in an ad in the language `around`, which a short sentence is believed to share."""
        words = " ".join(NOISE.sub(" ", text[:LONGEST]).split())
        if not words:
            return UNKNOWN
        lang, sure = self._guess(words)
        if lang == around and lang != UNKNOWN:
            return lang
        return lang if sure and _count(words) >= FEW_WORDS else self._told(words)

    def _tell(self, words: str) -> str:
        lang, sure = self._guess(words)
        if sure and _count(words) >= FEW_WORDS:
            return lang
        small = self._small_words(words)
        if small[lang] >= SURE_WORDS and small[lang] > max(count for other, count in small.items() if other != lang):
            return lang
        second = self._second.detect_language_of(words)
        told = second.iso_code_639_1.name.lower() if second is not None else UNKNOWN
        told = NORWEGIAN.get(told, told)
        if told in (lang, UNKNOWN):
            return told
        return self._third_voice(lang, told, small)

    def _small_words(self, words: str) -> dict[str, int]:
        """How many small words of each language stand in the text."""
        said = words.lower().split()
        return {lang: sum(word in small for word in said) for lang, small in self._small.items()}

    def _third_voice(self, first: str, second: str, small: dict[str, int]) -> str:
        """Where the detectors disagree, the language whose small words are there decides, else nobody does."""
        best = max(small, key=lambda lang: small[lang])
        rest = max(count for lang, count in small.items() if lang != best)
        clear = small[best] > rest and (best in (first, second) or small[best] >= SURE_WORDS)
        return best if clear else UNKNOWN

    def _classify(self, words: str) -> tuple[str, bool]:
        if len(THAI.findall(words)) * 2 > len(words):
            return "th", True
        lang, chance = self._first.classify(words)
        return str(lang), float(chance) >= SURE

    @cached_property
    def _second(self) -> Any:
        from lingua import IsoCode639_1, LanguageDetectorBuilder

        codes = [getattr(IsoCode639_1, {"no": "nb"}.get(lang, lang).upper()) for lang in LANGUAGES]
        return LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()


def _count(words: str) -> int:
    return len(words.split()) + len(THAI.findall(words)) // THAI_WORD
