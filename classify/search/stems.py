"""Stems of words by language (Snowball), for the stream `words`."""

from functools import lru_cache
from threading import Lock

import Stemmer

from models.search import LONGEST

ALGORITHMS = {
    "sv": "swedish",
    "en": "english",
    "da": "danish",
    "de": "german",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "tr": "turkish",
}
"""Languages of the ads that have an algorithm; words of the others are found by the stream `exact` alone."""

LANGUAGES = tuple({algorithm: lang for lang, algorithm in reversed(ALGORITHMS.items())}.values())
"""One of each algorithm: what a word of a question is stemmed in."""

_stemmers = {lang: Stemmer.Stemmer(algorithm) for lang, algorithm in ALGORITHMS.items()}
_one_at_a_time = Lock()


@lru_cache(maxsize=100_000)
def stem(token: str, lang: str) -> str | None:
    """Stem of a folded token; None where the language has no algorithm or the token is no word."""
    if lang not in _stemmers or not token.isalpha():
        return None
    # A stemmer keeps its working memory between calls, so two threads may not share one at once.
    with _one_at_a_time:
        found = str(_stemmers[lang].stemWord(token))
    return found[:LONGEST] or token


def stems(token: str) -> tuple[str, ...]:
    """What a word of a question may be stemmed to: each language's stem, once."""
    return tuple(dict.fromkeys(found for lang in LANGUAGES if (found := stem(token, lang))))
