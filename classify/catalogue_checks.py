"""What makes an entry unsound, alone or beside the others, said as clauses."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from classify.entries import MARK, Detection, Guards, Indicator, Mark, Source
from classify.group_signals.table import GROUP_SIGNALS
from classify.signals.table import SIGNALS
from models.assessment import Grade, Use


def unsound(one: Indicator) -> Iterator[str]:
    """What is wrong with an entry taken alone, as clauses."""
    if one.grade is Grade.C and one.use not in (Use.CONTEXT, Use.AGAINST):
        yield "grade C (tested, not supported) can only be context"
    if one.theme == "origin" and one.use is not Use.CONTEXT:
        yield "origin never ranks; its use is context"
    if one.use is Use.CONTEXT and one.weight:
        yield "context has weight 0"
    if one.use is Use.AGAINST and one.weight >= 0:
        yield "what speaks against has a weight below 0"
    if one.use in (Use.RANKS, Use.GROUP, Use.URGENT) and one.weight <= 0:
        yield "what ranks has a weight above 0"
    if (one.use is Use.GROUP) != (one.detection == (Detection.GROUP,)) and one.use is Use.GROUP:
        yield "use group goes with detection group"
    yield from _undetectable(one)


def _undetectable(one: Indicator) -> Iterator[str]:
    langs = {phrase.lang for phrase in one.phrases}
    if Detection.PHRASE in one.detection and not ({"sv", "en"} <= langs or "any" in langs):
        yield "detection by phrase needs phrases in sv and en"
    if Detection.SIGNAL in one.detection and one.id not in SIGNALS:
        yield "there is no signal of this name"
    if Detection.GROUP in one.detection and one.id not in GROUP_SIGNALS:
        yield "there is no group signal of this name"
    if Detection.GROUP not in one.detection and {example.seen for example in one.examples} != {True, False}:
        yield "give an example where it is seen and one where it is not"


def check_whole(
    indicators: Sequence[Indicator],
    *,
    families: Container[str],
    sources: Sequence[Source],
    marks: Sequence[Mark],
) -> Iterator[str]:
    """What is wrong between entries, as sentences that name theme and entry."""
    for what, names in (("id", [one.id for one in indicators]), ("code", [one.code for one in indicators])):
        yield from (f"The {what} {name} stands twice in the catalogue." for name, n in Counter(names).items() if n > 1)
    known = {*(one.id for one in indicators), *(MARK + mark.id for mark in marks)}
    cited = {source.id for source in sources}
    for one in indicators:
        where = f"{one.theme}.yml, {one.id}"
        yield from (f"{where}: source {name} is not in sources.yml." for name in one.sources if name not in cited)
        yield from (
            f"{where}: {name} is neither indicator nor mark." for name in _company(one.guards) if name not in known
        )
        if one.family not in families:
            yield f"{where}: family {one.family} is not in families.yml."


def _company(guards: Guards) -> Iterator[str]:
    for one in (guards.unless, guards.needs):
        yield from (*one.sentence, *one.text)
