"""What a person types into search, parsed once into one small tree of tokens.

    solna massage          both words, in any inflection of the languages of the ads, also as part of a Swedish compound
    "ny i stan"            these words one after the other
    -hotell  -"ny i stan"  without
    solna OR täby          either; OR (or ELLER) ties closer than the space between words
    mass*                  words that begin so, from three letters
    070-174 06 05          a number in any formatting, whole or by its last nine or six digits; an address with its @
    site: place: band: kind: tag:   a value, in quotation marks when it has spaces; note: a word of one's own notes

Everything else in the text is data, never syntax. There is no field for stated origin, the country of a phone or the
language that a person claims.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from classify.search import contacts, folding
from classify.search.compounds import part_of_a_question
from classify.search.stems import stems
from models.assessment import Band
from models.errors import BadInput
from models.keys import KeyRing
from models.reading import AdKind
from models.search import (
    SHORTEST_PREFIX,
    Field,
    Filters,
    Has,
    Node,
    Phrase,
    Prefix,
    Question,
    Stream,
    Term,
    all_of,
    any_of,
    none_of,
)

LONGEST_QUESTION = 2000
LONGEST_PHRASE = 100
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
EITHER = frozenset({"OR", "ELLER"})
NOTE = "note"
MUNICIPALITIES = Path(__file__).parent.parent / "data" / "municipalities.tsv"

ITEM = re.compile(
    rf"""(?P<without>[-−–](?=[^\s\-−–]))?
    (?: (?P<field>{"|".join((*Field, NOTE))}):(?:"(?P<quoted>[^"]*)"|(?P<value>[^\s"]*))
      | "(?P<phrase>[^"]*)"
      | (?P<number>{contacts.RUN.pattern})
      | (?P<word>[^\s"]+) )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing of a question; without a node it was OR, or a word that has no token."""

    node: Node | None
    either: bool = False


def parse(text: str, *, keys: KeyRing, filters: Filters | None = None) -> Question:
    """Parse what was typed and join it with the ticked filters; an empty question asks for everything.

    Raises BadInput, which says what to change, for a lone quotation mark, a prefix that is too short, a field without
    value or with one that does not exist, and for a question beyond the limits.
    """
    told = text.translate(QUOTES)
    if len(told) > LONGEST_QUESTION:
        raise BadInput(f"The question is too long; at most {LONGEST_QUESTION} characters.")
    if told.count('"') % 2:
        raise BadInput("A quotation mark stands alone; close it or leave it out.")
    items = [item for found in ITEM.finditer(told) for item in _items(found, keys)]
    return Question.of(all_of(*_grouped(items)), filters)


def _grouped(items: list[_Item]) -> Iterator[Node]:
    """Join what stands around OR; what has no token is left out, and so is an OR with nothing on one of its sides."""
    group: list[Node] = []
    joins = False
    for item in items:
        if item.either:
            joins = bool(group)
        elif item.node is not None:
            if group and not joins:
                yield any_of(*group)
                group = []
            group.append(item.node)
            joins = False
    if group:
        yield any_of(*group)


def _items(found: re.Match[str], keys: KeyRing) -> Iterator[_Item]:
    if found["word"] in EITHER and not found["without"]:
        yield _Item(None, either=True)
        return
    node = _node(found, keys)
    yield _Item(none_of(node) if node is not None and found["without"] else node)


def _node(found: re.Match[str], keys: KeyRing) -> Node | None:
    if found["field"]:
        return _field(found["field"], found["quoted"] if found["value"] is None else found["value"])
    if found["number"]:
        return _numbers(found["number"], keys)
    if found["phrase"] is not None:
        whole = contacts.RUN.fullmatch(found["phrase"].strip())
        return _numbers(whole[0], keys) if whole else _phrase(found["phrase"])
    address, word = contacts.address(found["word"], keys), _word(found["word"])
    # What looks like an address may be two words with a full stop between them.
    return any_of(address, *([word] if word else [])) if address else word


def _numbers(run: str, keys: KeyRing) -> Node | None:
    """A run may be one number, several, or figures that are none, such as prices: those are searched as words too."""
    nodes = [_either_way(said, node) for said, node in contacts.numbers(run, keys)]
    return all_of(*nodes) if nodes else _phrase(run)


def _either_way(said: str, node: Node) -> Node:
    plain = _phrase(said)
    return node if plain is None else any_of(node, plain)


def _word(word: str) -> Node | None:
    """One token in its inflections; several (a hyphened word, Thai) one after the other."""
    if word.endswith("*"):
        return _prefix(word.rstrip("*"))
    found = _tokens(word)
    return _inflected(found[0]) if len(found) == 1 else _phrase(word)


def _inflected(token: str) -> Node:
    part = part_of_a_question(token)
    return any_of(
        Term(stream=Stream.EXACT, token=token),
        *(Term(stream=Stream.WORDS, token=found) for found in stems(token)),
        *([Term(stream=Stream.PARTS, token=part)] if part else []),
    )


def _prefix(letters: str) -> Node | None:
    """The last token may go on; letters of scripts without spaces are a phrase, which goes on anyhow."""
    found = _tokens(letters)
    if not found or folding.is_letterwise(found[-1]):
        return _phrase(letters)
    if len(found[-1]) < SHORTEST_PREFIX:
        raise BadInput(f"{letters}* is too short; write at least {SHORTEST_PREFIX} letters before the star.")
    before = (Term(stream=Stream.EXACT, token=token) for token in found[:-1])
    return all_of(*before, Prefix(letters=found[-1]))


def _phrase(text: str) -> Node | None:
    found = _tokens(text)
    if len(found) > LONGEST_PHRASE:
        raise BadInput(f"A phrase is too long; at most {LONGEST_PHRASE} words.")
    if not found:
        return None
    return Phrase(tokens=found) if len(found) > 1 else Term(stream=Stream.EXACT, token=found[0])


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(token for chunk in text.split() for token, _, _ in folding.tokens(chunk))


def _field(name: str, told: str) -> Node | None:
    value = told.strip()
    if not value:
        raise BadInput(f"{name}: stands without a value; write one right after the colon.")
    if name == NOTE:
        found = [Term(stream=Stream.NOTES, token=token) for token in _tokens(value)]
        return all_of(*found) if found else None
    return Has(field=Field(name), values=(_value(Field(name), value),))


def _value(field: Field, told: str) -> str:
    allowed: tuple[str, ...] = {Field.BAND: tuple(Band), Field.KIND: tuple(AdKind)}.get(field, ())
    if allowed and told.casefold() not in allowed:
        raise BadInput(f"There is no {field} {told}; it is one of {', '.join(allowed)}.")
    if field is Field.PLACE:
        return _places().get(told.casefold(), told)
    return told.casefold() if allowed else told


@cache
def _places() -> dict[str, str]:
    """Municipalities as typed -> as spelled, so that a place is found in any letters."""
    lines = MUNICIPALITIES.read_text("utf-8").splitlines()
    return {name.casefold(): name for _, _, name in (line.partition("\t") for line in lines)}
