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
from models.editions import Editions
from models.keys import KeyRing
from models.link import Advertiser
from models.scope import JOINT, Scope

AT_ONCE = 10


@click.command(name="link", help=__doc__)
@click.option(
    "--jsonl", is_flag=True, help="answer JSON lines from standard input, all taken in before the first answer"
)
def command(*, jsonl: bool) -> None:
    if jsonl:
        answer_links()
    else:
        with opened() as parts:
            link_all(parts, news=True)


def link_all(parts: Parts, *, news: bool) -> None:
    """Link everything read, let every advertiser stand, and make the editions current.

    Without `news` and under the same editions there is nothing to do.
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
    if not news and Editions.current(parts.stores.marks) == editions:
        link_own(parts, editions, catalogue)
        return
    with step("link"):
        link_read(parts.stores, reading_edition=reading, now=parts.clock.now())
    stand_all(parts, editions, catalogue)
    editions.make_current(parts.stores.marks)
    link_own(parts, editions, catalogue)


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
        parts.stores.standings.make_current(JOINT, editions.standing)


def _standing(parts: Parts, advertiser: Advertiser, editions: Editions, catalogue: Any) -> Any:
    from classify.standings import stand

    scope = Scope.joint()
    read = parts.stores.readings.latest(advertiser.ads, editions.reading, scope)
    assessments = parts.stores.assessments.of([one.version.id for one in read], editions.assessing, scope)
    times = parts.stores.ads.times(advertiser.ads, scope)
    return stand(advertiser, read, assessments, catalogue, editions.standing, times=times)


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
