"""Fill the search index with what it has not met, or anew."""

import click
import structlog

from doors.opening import Parts, opened
from doors.progress import step
from doors.searching import open_search
from models.editions import Editions
from models.errors import SearchAway
from models.scope import Scope
from models.stores.search import Search

AT_ONCE = 200

log = structlog.get_logger()


@click.group(name="index", help=__doc__, invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        with opened() as parts:
            click.echo(f"{index_all(parts)} ads indexed.")


@command.command()
def rebuild() -> None:
    """Fill the index from the database, and switch to it when the counts agree."""
    with opened() as parts:
        click.echo(f"{open_search(parts).rebuild()} documents stand in the index.")


def index_all(parts: Parts) -> int:
    """Index the latest read version of every ad, then bring bands and times up to date."""
    from classify.reading.reader import Reader
    from classify.search.indexing import documents
    from classify.search.tokens import index_edition

    search, scope, reading = open_search(parts), Scope.joint(), Reader.load().edition
    edition, done = index_edition(reading), 0
    with step("index") as shown:
        while ads := search.unindexed(edition, scope, reading=reading, limit=AT_ONCE):
            read = parts.stores.readings.latest(ads, reading, scope)
            keys = search.search_keys([one.version.id for one in read], scope, reading=reading)
            search.put(documents(read, parts.stores.ads.times(ads, scope), keys, edition=edition), edition)
            shown.advance(len(ads))
            done += len(ads)
        while changes := search.stale(scope, limit=AT_ONCE):
            search.change(changes)
    if done:
        index_own_layers(parts, search)
    _sent(search)
    return done


def index_own_layers(parts: Parts, search: Search) -> None:
    """Each agency's documents follow the new versions of the ads that its people touched."""
    from classify.search.own_index import index_own, touched_ads

    editions = Editions.current(parts.stores.marks)
    if editions is None:
        return
    for agency in parts.stores.people.agencies():
        ads = touched_ads(parts.stores, agency.layer)
        index_own(search, parts.stores, ads, layer=agency.layer, editions=editions)


def _sent(search: Search) -> None:
    """Send what waits to an outside index. One that is away loses nothing: it is sent the next time."""
    try:
        search.catch_up()
    except SearchAway as away:
        log.warning("index is behind", why=str(away))
