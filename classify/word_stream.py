"""The text as phrases meet it: words in one line with single spaces, each known by its place in the ad's own text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from operator import add

from classify.reading.normalise import Normal, normalise

THAI = re.compile("[\u0e00-\u0e7f]")
TOKEN = re.compile("[\u0e00-\u0e7f]+|[^\\W_\u0e00-\u0e7f]+(?:'[^\\W_\u0e00-\u0e7f]+)*")
SENTENCE_END = re.compile(r"[.!?\u2026]+[\"')\]]*(?=\s|$|[^\w\s])|[\n\r;|\u2022\u00b7]|[.!?](?=[^\W\d])")
CLAUSE_END = re.compile(r"[,:()\[\]/\u2013]|\s-+\s|-{2,}")

FOLD = str.maketrans(
    dict(
        zip(
            "áàâãăąéèêëęěėíìîïįóòôõőøúùûüűųūćčçďđłľĺńñňŕřśšşșťţțýÿźżžёґ'",
            "aaaaaaeeeeeeeiiiiioooooouuuuuuucccddlllnnnrrsssstttyyzzzег'",
            strict=True,
        )
    )
)
"""Marks that people leave out on a phone's keyboard; å, ä and ö are letters of their own and stay."""

SENTENCE_BREAK = " ¦ "


@dataclass(frozen=True, slots=True)
class WordStream:
    """`line` holds the words, a space before and after each; `¦` stands where a sentence ends: no phrase crosses it."""

    normal: Normal
    line: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    """Of each word in `line`."""
    places: tuple[tuple[int, int], ...]
    """Of each word in the normalised text."""
    sentences: tuple[int, ...]
    clauses: tuple[int, ...]
    """Running number of the sentence and the clause that each word lies in."""

    def word_at(self, offset: int) -> int:
        """Which word the character `offset` of `line` lies in (or follows)."""
        return bisect_right(self.starts, offset) - 1

    def span(self, first: int, last: int, *, begin: int, end: int) -> tuple[int, int]:
        """Span in the ad's own text of characters begin..end of `line`; words are taken whole but for Thai."""
        start, stop = self.places[first][0], self.places[last][1]
        if THAI.match(self.words[first]):
            start += begin - self.starts[first]
        if THAI.match(self.words[last]):
            stop = self.places[last][0] + end - self.starts[last]
        return self.normal.outer(start, max(stop, start + 1))

    def whole(self, first: int, last: int) -> tuple[int, int]:
        """Span in the ad's own text of the words first..last, both included."""
        return self.normal.outer(self.places[first][0], self.places[last][1])


def stream(said: str) -> WordStream:
    """Linear in the length of `said`."""
    normal = normalise(said)
    low = normal.low.translate(FOLD)
    # Lists, not generators: every text pays for this.
    places = tuple([found.span() for found in TOKEN.finditer(low)])
    words = tuple([low[begin:end] for begin, end in places])
    ends = ["" if low[end:begin] == " " else _ending(low, end, begin) for (_, end), (begin, _) in pairwise(places)]
    if "'" in low:
        words = tuple([word.replace("'", "") for word in words])
    line, starts = _line(words, ends)
    return WordStream(
        normal=normal,
        line=line,
        words=words,
        starts=starts,
        places=places,
        sentences=tuple(accumulate(map("s".__eq__, ends), initial=0)) if words else (),
        clauses=tuple(accumulate(map(bool, ends), initial=0)) if words else (),
    )


def folded(phrase: str) -> str:
    """A phrase of the catalogue as it is matched: by the same way as a text, signs of the phrase language kept."""
    return normalise(phrase).low.translate(FOLD).replace("'", "")


def _ending(low: str, end: int, start: int) -> str:
    between = low[end : start + 1]
    if SENTENCE_END.search(between):
        return "s"
    return "c" if CLAUSE_END.search(between) else ""


def _line(words: Sequence[str], ends: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The words with what stands between them, and where each begins."""
    if not words:
        return " ", ()
    gaps = [SENTENCE_BREAK if end == "s" else " " for end in ends]
    line = "".join(chain.from_iterable(zip([" ", *gaps], words, strict=True))) + " "
    steps = map(add, map(len, words), map(len, gaps))
    return line, tuple(accumulate(steps, initial=1))
