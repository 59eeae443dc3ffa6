"""Parts of Swedish compounds, for the stream `parts`: cautious, from a list of the parts such words are made of."""

from functools import cache, lru_cache
from pathlib import Path

from classify.search.stems import stem

LIST = Path(__file__).with_name("compounds.txt")
LANG = "sv"
SHORTEST, LONGEST_SPLIT = 6, 40


@lru_cache(maxsize=50_000)
def parts(token: str) -> tuple[str, ...]:
    """Stems of the parts that make up the whole token, two at least; empty for any other word.

    The first parts stand in a form that they take before another one; the last may be inflected. Fewest parts win.
    """
    if not SHORTEST <= len(token) <= LONGEST_SPLIT or not token.isalpha():
        return ()
    return _split(token, 0) or ()


def part_of_a_question(token: str) -> str | None:
    """The stem that a word of a question has as a part, None when it is none that the list knows."""
    return _last_forms().get(_stem(token))


def _split(token: str, start: int) -> tuple[str, ...] | None:
    splits = [
        (_first_forms()[token[start:end]], *rest)
        for end in range(start + 2, len(token) - 1)
        if token[start:end] in _first_forms() and (rest := _rest(token, end))
    ]
    return min(splits, key=len, default=None)


def _rest(token: str, start: int) -> tuple[str, ...] | None:
    last = _last_forms().get(_stem(token[start:]))
    return (last,) if last else _split(token, start)


@cache
def _first_forms() -> dict[str, str]:
    """Form before another part -> stem of the part."""
    forms: dict[str, str] = {}
    for part, *others in _listed():
        for form in (part, f"{part}s", *(other for other in others if other[0] != "/")):
            forms.setdefault(form, _stem(part))
    return forms


@cache
def _last_forms() -> dict[str, str]:
    """Stem of a form in the last place -> stem of the part."""
    forms = {_stem(part): _stem(part) for part, *_ in _listed()}
    irregular = {_stem(form[1:]): _stem(part) for part, *others in _listed() for form in others if form[0] == "/"}
    return irregular | forms


def _stem(word: str) -> str:
    return stem(word, LANG) or word


def _listed() -> list[list[str]]:
    lines = LIST.read_text("utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]
