"""Link ads into advertisers and say how they stand, or link lines that others hand in."""

import json
import sys
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import click

from doors.lines import parsed
from doors.opening import Parts, opened
from doors.progress import step
from models.base import Id, fingerprint
from models.editions import Editions
from models.keys import KeyRing
from models.link import Advertiser
from models.scope import JOINT, Scope

AT_ONCE = 10
LINKED = "linked"
"""The mark of what the last whole run has worked on."""


@click.command(name="link", help=__doc__)
@click.option(
    "--jsonl", is_flag=True, help="answer JSON lines from standard input, all taken in before the first answer"
)
def command(*, jsonl: bool) -> None:
    if jsonl:
        answer_links()
    else:
        with opened() as parts:
            link_all(parts, anew=True)


def link_all(parts: Parts, *, anew: bool = False) -> None:
    """Link everything read, let every advertiser stand, and make the editions current.

    Unless `anew`, nothing is done where the last whole run met the same visits under the same editions.
    """
    from classify.assessing import assessing_edition
    from classify.catalogue import load
    from classify.linking.keeping import link_all as link_read
    from classify.linking.linker import linking_edition
    from classify.reading.reader import Reader
    from classify.search.tokens import index_edition

    reading, catalogue = Reader.load().edition, load()
    editions = Editions.of(
        reading=reading,
        assessing=assessing_edition(reading, catalogue),
        linking=linking_edition(reading),
        index=index_edition(reading),
    )
    met = _met(parts, editions)
    if anew or parts.stores.marks.get(LINKED) != met:
        with step("link"):
            # Wall time: two runs at one set moment are two runs.
            link_read(parts.stores, reading_edition=reading, now=parts.clock.wall())
        stand_all(parts, editions, catalogue)
        editions.make_current(parts.stores.marks)
        parts.stores.marks.set(LINKED, met)
    link_own(parts, editions, catalogue)


def _met(parts: Parts, editions: Editions) -> str:
    """What a whole run has worked on: editions and each site's last visit. Marked last, so a kill repeats the run."""
    visits, scope = parts.stores.visits, Scope.joint()
    last = [visit.id for site in visits.sites(scope) for visit, _ in visits.last(site, scope, limit=1)]
    return fingerprint("linked", editions.standing, *sorted(last))


def link_own(parts: Parts, editions: Editions, catalogue: Any) -> None:
    """Lay each agency's ties over the joint grouping anew; where nothing changed this writes nothing."""
    from classify.linking.own_layer import relink_own

    for agency in parts.stores.people.agencies():
        relink_own(parts.stores, agency.layer, editions=editions, catalogue=catalogue, now=parts.clock.now())


def stand_all(parts: Parts, editions: Editions, catalogue: Any) -> None:
    """Give every advertiser of the joint layer its standing, and make them current by one row."""
    scope = Scope.joint()
    with step("stand") as shown:
        advertisers = parts.stores.groupings.advertisers(JOINT, scope)
        while batch := list(islice(advertisers, AT_ONCE)):
            parts.stores.standings.add([_standing(parts, one, editions, catalogue) for one in batch])
            shown.advance(len(batch))
        current = parts.stores.groupings.current(JOINT, scope)
        if current:
            parts.stores.standings.make_current(JOINT, _standing_edition(editions, current.id))


def _standing_edition(editions: Editions, run: Id) -> str:
    """Of this run: an advertiser keeps its id while its ads change, and is then to stand anew."""
    return fingerprint("joint standing", editions.standing, run)


def _standing(parts: Parts, advertiser: Advertiser, editions: Editions, catalogue: Any) -> Any:
    from classify.standings import stand

    scope = Scope.joint()
    read = parts.stores.readings.latest(advertiser.ads, editions.reading, scope)
    assessments = parts.stores.assessments.of([one.version.id for one in read], editions.assessing, scope)
    times = parts.stores.ads.times(advertiser.ads, scope)
    edition = _standing_edition(editions, advertiser.run)
    return stand(advertiser, read, assessments, catalogue, edition, times=times)


def answer_links() -> None:
    """Take all lines in, read their texts, link them, and answer in order; a broken line is answered in its place."""
    from classify.linking.lines import LinkLine, link_lines
    from classify.reading.reader import Reader
    from doors.read import TextLine, reading_of

    reader, taken, broken = Reader.load(), [], {}
    lines = [line for line in sys.stdin if line.strip()]
    for place, line in enumerate(lines):
        told, text = parsed(line, LinkLine), parsed(line, TextLine)
        if isinstance(told, dict) or isinstance(text, dict):
            broken[place] = told if isinstance(told, dict) else text
        else:
            taken.append((told, reading_of(reader, text)))
    answers = iter(link_lines(taken, keys=KeyRing.fresh(), now=datetime.now(UTC)))
    for place in range(len(lines)):
        answered = broken.get(place) or next(answers).model_dump(mode="json")
        print(json.dumps(answered, ensure_ascii=False), flush=True)
