"""Read ads: all that this edition has not met, one text from standard input, or lines that others hand in."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

import click

from doors.lines import Line, answer
from doors.opening import Parts, opened
from doors.progress import step
from models.ad import AdVersion
from models.base import fingerprint
from models.errors import Conflict
from models.keys import KeyRing
from models.scope import Scope
from models.stores.ports import KeptReading

AT_ONCE, A_TASK, WORTH_WORKERS = 400, 25, 100


class SiteContext(Line):
    """What is told about an ad beside its text."""

    id: str = ""
    country: str = "SE"
    posted_at: str | None = None
    own_contacts: tuple[str, ...] = ()


class TextLine(Line):
    """A line of `lykta read --jsonl` and `lykta assess --jsonl`."""

    text: str
    site_context: SiteContext = SiteContext()


@click.command(name="read", help=__doc__)
@click.option("--jsonl", is_flag=True, help="answer JSON lines from standard input")
@click.argument("text", required=False, type=click.Choice(["-"]))
def command(*, jsonl: bool, text: str | None) -> None:
    if jsonl:
        from classify.reading.reader import Reader

        reader = Reader.load()
        answer(sys.stdin, TextLine, lambda line: told(line, reading_of(reader, line)))
    elif text:
        click.echo("\n".join(_marked(sys.stdin.read())))
    else:
        with opened() as parts:
            click.echo(f"{read_all(parts)} versions read.")


def told(line: TextLine, reading: Any) -> dict[str, Any]:
    """The answer to one line: language, kind, the nine fields of the suite, and every mention with its place."""
    from classify.reading.fields import said_and_clean, suite_fields

    mentions = [said_and_clean(mention) for mention in reading.mentions if mention.own]
    return {"id": line.id, "lang": reading.lang, "kind": reading.kind, **suite_fields(reading), "mentions": mentions}


def reading_of(reader: Any, line: TextLine) -> Any:
    """The reading of one line, under a name made for this process only."""
    from classify.reading.context import Context

    told = line.site_context.model_dump(exclude={"id"})
    return reader.read(line.text, version=fingerprint("line", line.id), context=Context.model_validate(told))


def read_all(parts: Parts) -> int:
    """Read every version that the reading edition has not met; workers compute, this process writes."""
    from classify.reading.reader import Reader

    reader, scope, done = Reader.load(), Scope.joint(), 0
    own = own_contacts(parts)
    with step("read") as shown:
        while unread := parts.stores.ads.unread(reader.edition, scope, limit=AT_ONCE):
            with _workers(parts.keys, own, crowd=len(unread)) as work:
                batch: Sequence[AdVersion] = unread
                while batch:
                    for kept in work(batch):
                        _refuse_others(kept, reader.edition)
                        parts.stores.readings.add(kept)
                        shown.advance(len(kept))
                        done += len(kept)
                    batch = parts.stores.ads.unread(reader.edition, scope, limit=AT_ONCE)
    return done


def _refuse_others(kept: Sequence[KeptReading], edition: str) -> None:
    """A worker that found other data files than this process would be asked for the same versions for ever."""
    if any(one.reading.edition != edition for one in kept):
        raise Conflict("The data that reading goes by changed while it was under way")


def own_contacts(parts: Parts) -> tuple[str, ...]:
    """Contacts of the sites themselves, from all sheets: on no site are they an advertiser's."""
    from crawlers.sheet_files import load_sheets

    if not parts.settings.site_folder.exists():
        return ()
    return tuple(sorted({told for sheet in load_sheets(parts.settings.site_folder) for told in sheet.own_contacts}))


@contextmanager
def _workers(keys: KeyRing, own: tuple[str, ...], *, crowd: int) -> Iterator[Any]:
    """How to read a batch: in worker processes when there is enough to do, else here."""
    if crowd < WORTH_WORKERS:
        _prepare(keys, own)
        yield lambda batch: [_read_some(batch)]
        return
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context, initializer=_prepare, initargs=(keys, own)) as pool:
        yield lambda batch: pool.map(_read_some, [batch[at : at + A_TASK] for at in range(0, len(batch), A_TASK)])


_at_hand: dict[str, Any] = {}
"""What a worker process keeps between batches: its reader, keys and the sites' own contacts."""


def _prepare(keys: KeyRing, own: tuple[str, ...]) -> None:
    from classify.reading.reader import Reader

    _at_hand.update(reader=Reader.load(), keys=keys, own=own)


def _read_some(versions: Sequence[AdVersion]) -> list[KeptReading]:
    return [_kept(version) for version in versions]


def _kept(version: AdVersion) -> KeptReading:
    from classify.reading.contacts import contact_keys, search_keys
    from classify.reading.context import Context

    context = Context(posted_at=version.said_at, own_contacts=_at_hand["own"])
    reading = _at_hand["reader"].read(version.text, version=version.id, context=context)
    keys = _at_hand["keys"]
    return KeptReading(reading=reading, contacts=contact_keys(reading, keys), search_keys=search_keys(reading, keys))


def _marked(text: str) -> Iterator[str]:
    """The ad with a line a mention, as the terminal shows it."""
    from classify.reading.fields import said_and_clean
    from classify.reading.reader import Reader

    reading = reading_of(Reader.load(), TextLine(id="-", text=text))
    yield reading.mask(text).rstrip("\n")
    yield f"language {reading.lang}, kind {reading.kind}"
    for mention in reading.mentions:
        told = said_and_clean(mention)
        yield f"{mention.start:>5}-{mention.end:<5} {told['kind']!s:8} {told['clean']!s}"
