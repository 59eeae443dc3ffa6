"""Names that last: a group keeps the id of the earlier group whose ads it holds, and what merged or split is told."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from models.base import Id, fingerprint
from models.link import GroupingEvent, GroupingEventKind


@dataclass(frozen=True, slots=True)
class Earlier:
    """A group of an earlier run: its id, its ads, and when it began (the older wins a tie)."""

    id: Id
    ads: frozenset[Id]
    since: datetime


def kept_names(
    groups: Sequence[Sequence[Id]], earlier: Iterable[Earlier], *, founded: Callable[[Id], Id]
) -> tuple[Id, ...]:
    """An id for each group (its ads in order of age): that of the earlier group that shares most ads, each given once.

    A group that inherits none is founded on its oldest ad whose name is still free, so that what stays behind after a
    split does not take the name that went with the larger part.
    """
    known = {one.id: one for one in earlier}
    inherited = _inherited(groups, known)
    taken = set(known)
    return tuple(inherited[at] if at in inherited else _founded(ads, founded, taken) for at, ads in enumerate(groups))


def _inherited(groups: Sequence[Sequence[Id]], known: Mapping[Id, Earlier]) -> dict[int, Id]:
    home = {ad: one.id for one in known.values() for ad in one.ads}
    shared = Counter((at, home[ad]) for at, ads in enumerate(groups) for ad in ads if ad in home)
    claims = sorted((-count, known[name].since, name, groups[at][0], at) for (at, name), count in shared.items())
    inherited: dict[int, Id] = {}
    given: set[Id] = set()
    for _, _, name, _, at in claims:
        if at not in inherited and name not in given:
            inherited[at] = name
            given.add(name)
    return inherited


def _founded(ads: Sequence[Id], founded: Callable[[Id], Id], taken: set[Id]) -> Id:
    name = next((name for ad in ads if (name := founded(ad)) not in taken), None) or founded(fingerprint(*ads))
    taken.add(name)
    return name


def told_events(groups: Mapping[Id, Sequence[Id]], earlier: Iterable[Earlier], *, run: Id) -> tuple[GroupingEvent, ...]:
    """A merge for each group that came of several, a split for each earlier group that went into several."""
    home = {ad: one.id for one in earlier for ad in one.ads}
    came: dict[Id, set[Id]] = defaultdict(set)
    went: dict[Id, set[Id]] = defaultdict(set)
    for name, ads in groups.items():
        for ad in ads:
            if ad in home:
                came[name].add(home[ad])
                went[home[ad]].add(name)
    merges = [_event(GroupingEventKind.MERGE, run, came[name], {name}) for name in sorted(came)]
    splits = [_event(GroupingEventKind.SPLIT, run, {name}, went[name]) for name in sorted(went)]
    return tuple(event for event in (*merges, *splits) if len(event.before) + len(event.after) > 2)  # noqa: PLR2004


def _event(kind: GroupingEventKind, run: Id, before: set[Id], after: set[Id]) -> GroupingEvent:
    ordered = tuple(sorted(before)), tuple(sorted(after))
    return GroupingEvent(
        id=fingerprint("grouping event", run, kind, *ordered[0], "to", *ordered[1]),
        kind=kind,
        run=run,
        before=ordered[0],
        after=ordered[1],
    )
