"""Linking against the stores: what was read is gathered, linked, and kept in small transactions."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TypeVar

import structlog

from classify.linking.linker import Linked, link, linking_edition
from classify.linking.material import gathered
from models.link import Grouping
from models.scope import JOINT, Layer, Scope
from models.stores.ports import Stores

ROWS = 10
"""Of a transaction while the desk is open: more would keep a person's decision waiting."""
TIMES = 500

log = structlog.get_logger()
T = TypeVar("T")


def link_all(stores: Stores, *, reading_edition: str, now: datetime, layer: Layer = JOINT) -> Grouping:
    """Link every ad that the reading edition has read, from collected ads alone, and make the grouping current."""
    scope = Scope.joint()
    read = tuple(stores.readings.all(reading_edition, scope))
    ids = sorted({one.ad.id for one in read})
    times = [time for some in _batches(ids, TIMES) for time in stores.ads.times(some, scope)]
    previous = tuple(stores.groupings.advertisers(layer, scope)) if stores.groupings.current(layer, scope) else ()
    linked = link(
        gathered(read, times), layer=layer, edition=linking_edition(reading_edition), previous=previous, now=now
    )
    keep(linked, stores)
    return linked.grouping


def keep(linked: Linked, stores: Stores) -> None:
    """Write a run under its id; reads see it once its last row makes it current."""
    run = linked.grouping.id
    stores.groupings.begin(linked.grouping)
    for links in _batches(linked.links, ROWS):
        stores.groupings.add_links(run, links)
    for advertisers in _batches(linked.advertisers, ROWS):
        stores.groupings.add_advertisers(run, advertisers)
    for events in _batches(linked.events, ROWS):
        stores.groupings.add_events(run, events)
    stores.groupings.make_current(run)
    log.info(
        "ads linked",
        grouping=run,
        layer=linked.grouping.layer,
        advertisers=len(linked.advertisers),
        links=len(linked.links),
        events=len(linked.events),
    )


def _batches(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (rows[at : at + size] for at in range(0, len(rows), size))
