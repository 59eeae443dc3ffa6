"""Whether a phrase means what it says: no denial beside it, no other meaning, the company that it needs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from classify.catalogue import Catalogue
from classify.entries import Guards, Negation, Phrase, Together
from classify.phrases import Hit
from classify.signals.seen import Seen
from classify.spellings import parts_of, spelled
from classify.word_stream import THAI, WordStream

THAI_WINDOW = 14
"""Characters, where words are not parted."""


@dataclass(frozen=True, slots=True)
class _Side:
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    inside: re.Pattern[str] | None
    """Denials between the parts of a phrase."""


class Guarding:
    """The guards of one catalogue, compiled by indicator and language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._guards = {one.id: one.guards for one in catalogue.indicators}
        denied_before, denied_after = _by_lang(catalogue.negations.before), _by_lang(catalogue.negations.after)
        self._sides: dict[tuple[str, str], _Side] = {}
        for one in catalogue.indicators:
            before, after = _by_lang(one.guards.before), _by_lang(one.guards.after)
            for lang in {phrase.lang for phrase in one.phrases}:
                denied = _told(denied_before, lang) if one.guards.negation is not Negation.NONE else []
                denied_too = _told(denied_after, lang) if one.guards.negation is Negation.BOTH else []
                self._sides[one.id, lang] = _Side(
                    before=_any_of([*_told(before, lang), *denied]),
                    after=_any_of([*_told(after, lang), *denied_too]),
                    inside=_any_of(denied),
                )

    def stands(self, hit: Hit, seen: Seen) -> bool:
        guards = self._guards[hit.target]
        side = self._sides[hit.target, hit.lang]
        return (
            not (side.before and side.before.search(_before(hit, seen.words, guards.window)))
            and not (side.after and side.after.search(_after(hit, seen.words, guards.window)))
            and not (side.inside and any(side.inside.search(gap) for gap in _gaps(hit, seen.words)))
            and in_company(guards, hit, seen)
        )

    def needs(self, indicator: str) -> Together:
        return self._guards[indicator].needs


def in_company(guards: Guards, hit: Hit, seen: Seen) -> bool:
    return not _any_beside(guards.unless, hit, seen) and _needed(guards.needs, hit, seen)


def _any_beside(unless: Together, hit: Hit, seen: Seen) -> bool:
    if any(seen.hits.get(name) for name in unless.text):
        return True
    sentence = seen.words.sentences[hit.place.first]
    return any(_in_sentence(name, sentence, seen) for name in unless.sentence)


def _needed(needs: Together, hit: Hit, seen: Seen) -> bool:
    """Any one of the names in the text, and any one of those in the sentence."""
    if needs.text and not any(seen.kept.get(name) or _is_marked(name, seen) for name in needs.text):
        return False
    sentence = seen.words.sentences[hit.place.first]
    return not needs.sentence or any(_in_sentence(name, sentence, seen) for name in needs.sentence)


def _is_marked(name: str, seen: Seen) -> bool:
    return name.startswith("mark:") and bool(seen.hits.get(name))


def _in_sentence(name: str, sentence: int, seen: Seen) -> bool:
    return any(seen.words.sentences[hit.place.first] == sentence for hit in seen.hits.get(name, ()))


def _gaps(hit: Hit, words: WordStream) -> Iterator[str]:
    return (" " + " ".join(words.words[start:end]) + " " for start, end in hit.place.gaps)


def _before(hit: Hit, words: WordStream, window: int) -> str:
    """The words of the same clause in front of the hit."""
    first = hit.place.first
    if THAI.match(words.words[first]):
        return words.line[max(0, hit.place.begin - THAI_WINDOW) : hit.place.begin]
    clause = words.clauses[first]
    begin = first
    while begin and first - begin < window and words.clauses[begin - 1] == clause:
        begin -= 1
    return " " + " ".join(words.words[begin:first]) + " "


def _after(hit: Hit, words: WordStream, window: int) -> str:
    last = hit.place.last
    if THAI.match(words.words[last]):
        return words.line[hit.place.end : hit.place.end + THAI_WINDOW]
    clause = words.clauses[last]
    end = last + 1
    while end < len(words.words) and end - last <= window and words.clauses[end] == clause:
        end += 1
    return " " + " ".join(words.words[last + 1 : end]) + " "


def _told(by_lang: Mapping[str, list[str]], lang: str) -> list[str]:
    """Words of the phrase's own language, and of Swedish and English: an ad here may use any word in either."""
    return [said for one in dict.fromkeys(("any", "sv", "en", lang)) for said in by_lang.get(one, ())]


def _by_lang(phrases: Iterable[Phrase]) -> Mapping[str, list[str]]:
    told: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        told[phrase.lang].append(phrase.said)
    return told


def _any_of(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """As in the phrase language: `word*`, `*word`, `[one|other]`, `#`; Thai inside its lines."""
    told = sorted({_pattern(words) for phrase in phrases for part in parts_of(phrase)[0] for words in spelled(part)})
    return _compiled("|".join(told)) if told else None


def _pattern(words: tuple[str, ...]) -> str:
    if THAI.search("".join(words)):
        return re.escape(" ".join(words))
    return "(?<= )" + " ".join(map(_word, words)) + "(?= )"


def _word(word: str) -> str:
    if word == "#":
        return r"\d+"
    told = re.escape(word.strip("*"))
    return (r"\S*" if word.startswith("*") else "") + told + (r"\S*" if word.endswith("*") else "")


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
