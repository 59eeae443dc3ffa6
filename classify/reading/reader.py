"""The reader: one ad's text in, one reading out; pure, and built once a process."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

from classify.reading.addresses import Signs
from classify.reading.ages import Ages
from classify.reading.context import Context
from classify.reading.dates import Dates
from classify.reading.durations import hours_alone
from classify.reading.emails import Emails
from classify.reading.found import Found
from classify.reading.handles import Handles, tied
from classify.reading.hiding import Hiding
from classify.reading.kinds import Kinds
from classify.reading.language import UNKNOWN, Languages
from classify.reading.lexicon import DATA, Lexicon
from classify.reading.names import Names, first_names
from classify.reading.normalise import Normal, normalise
from classify.reading.numerals import Numerals
from classify.reading.phones import Phones
from classify.reading.phrasebook import Phrasebook
from classify.reading.places import Places, not_places
from classify.reading.prices import Prices
from classify.reading.sentences import sentences
from classify.reading.services import Named
from classify.reading.tokens import WORDS, Text
from classify.reading.urls import Urls
from models.base import Id
from models.reading import CONTACTS, Hidden, Mention, MentionKind, Reading, Sentence

MET = (
    *("half_hour", "hour_and_half", "quarter_hour", "three_quarters", "double_hour", "long_time", "whole_hour"),
    *("today", "tomorrow", "after_tomorrow", "this_week", "next_week", "this_weekend", "this_month", "week_word"),
    *("phone_cue", "born", "born_after", "at_word", "name_intro", "name_group", "not_name_before"),
)
"""Sections of the vocabulary that extractors ask the text for."""

ENOUGH_NUMBERS = 3
"""Number words that together tell a language."""

NUMBER = 1
"""Raised by hand when code that reads changes what is read; the data files count by themselves."""


class Reader:
    """Reads ads. `edition` names the rules and data that it reads by."""

    def __init__(self, folder: Path = DATA) -> None:
        lexicon = Lexicon.load(folder)
        signs = Signs(lexicon)
        self.edition = edition(folder)
        self._folder = folder
        self._book = Phrasebook(sections(lexicon, folder))
        self._numerals = Numerals.load(folder)
        self._emails, self._urls = Emails(signs), Urls(signs)
        self._phones, self._handles = Phones(lexicon), Handles(lexicon)
        self._prices, self._ages = Prices(lexicon), Ages(lexicon, first_names(folder))
        self._places, self._dates = Places(lexicon, folder), Dates(lexicon)
        self._names = Names(lexicon, folder)
        self._hiding = Hiding(lexicon, signs)
        self._kinds = Kinds()
        self._languages = Languages(lexicon)

    @classmethod
    def load(cls) -> Self:
        return cls()

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        """Handed to another process as where its data lie: that process builds its own."""
        return type(self), (self._folder,)

    def read(self, text: str, *, version: Id, context: Context) -> Reading:
        """Read all that one edition knows to read; spans count code points of `text`."""
        words = Text(normalise(text), self._numerals, self._book)
        named = self._handles.named(words)
        found = list(self._found(words, named, context))
        bare = _without_contacts(words.normal, found)
        lang = self._language(words, bare)
        return Reading(
            version=version,
            edition=self.edition,
            lang=lang,
            sentences=tuple(self._sentences(text, bare, lang)),
            kind=self._kinds.of(words, found).value,
            mentions=tuple(self._mentions(words.normal, version, found)),
            hidden=_hidden(words.normal, self._hiding.spans(words, found, named)),
        )

    def _found(self, text: Text, named: tuple[Named, ...], context: Context) -> Iterator[Found]:
        """Contacts first: what they took, no other extractor reads."""
        links = list(self._handles.links(text))
        addresses = [*self._emails.find(text, context), *self._urls.find(text, context)]
        phones = list(self._phones.find(text, context))
        handles = list(self._handles.find(text, named))
        yield from (*links, *addresses, *phones, *handles)
        yield from tied(text, named, phones, [*links, *handles])
        yield from self._prices.find(text, context)
        places = tuple(self._places.find(text))
        yield from places
        yield from self._dates.find(text, context, tuple((place.start, place.end) for place in places))
        ages = tuple(self._ages.find(text, context))
        yield from ages
        yield from self._names.find(text, frozenset(age.start for age in ages))

    def _language(self, words: Text, bare: str) -> str:
        """Of the words beside the contacts; where there are none, of the contacts spelled in words."""
        told = self._languages.of(bare)
        if told != UNKNOWN:
            return told
        spoken = [atom.langs for atom in words.atoms if atom.how == WORDS]
        common = frozenset.intersection(*spoken) if len(spoken) >= ENOUGH_NUMBERS else frozenset[str]()
        return next(iter(common)) if len(common) == 1 else self._languages.of(words.normal.said)

    def _mentions(self, normal: Normal, version: Id, found: Iterable[Found]) -> list[Mention]:
        made: dict[tuple[MentionKind, int, int], Mention] = {}
        for one in found:
            start, end = normal.outer(one.start, one.end)
            made.setdefault(
                (one.kind, start, end),
                Mention.read(
                    version,
                    self.edition,
                    kind=one.kind,
                    span=(start, end),
                    extractor=one.extractor,
                    value=one.value,
                    obscured=one.obscured,
                    own=one.own,
                ),
            )
        return sorted(made.values(), key=lambda mention: (mention.start, mention.end, mention.kind))

    def _sentences(self, text: str, bare: str, lang: str) -> Iterator[Sentence]:
        for start, end in sentences(text):
            yield Sentence(start=start, end=end, lang=self._languages.within(bare[start:end], lang))


def _without_contacts(normal: Normal, found: Iterable[Found]) -> str:
    """The text as said with contacts blanked: they are in no language."""
    shown = list(normal.said)
    for one in found:
        if one.kind in CONTACTS:
            start, end = normal.outer(one.start, one.end)
            shown[start:end] = " " * (end - start)
    return "".join(shown)


def _hidden(normal: Normal, spans: Iterable[tuple[int, int]]) -> tuple[Hidden, ...]:
    """Merged and in order, as spans of the text as said."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(normal.outer(*span) for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Hidden(start=start, end=end) for start, end in merged)


def sections(lexicon: Lexicon, folder: Path) -> dict[str, frozenset[str]]:
    """The sections of set phrases that are looked for in every text."""
    told = {name: lexicon.words(name) for name in MET}
    for name in ("kinds", "countries"):
        told |= {f"{name}:{key}": frozenset(words) for key, words in lexicon.groups(name).items()}
    return told | {"hour_alone": hours_alone(lexicon), "not_places": not_places(folder)}


def edition(folder: Path) -> str:
    """Fingerprint of the data files, after the number raised by hand."""
    told = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        told.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return f"{NUMBER}-{told.hexdigest()[:16]}"
