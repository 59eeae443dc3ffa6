"""Open the queue: a page of advertisers by band, why each is there, and how many are left in each band."""

from api.actions.viewings import note
from api.desk import Asker
from api.indicators import IndicatorShown
from api.policy import Action
from api.shown.reasons import headlines
from models.assessment import Band
from models.base import Id, Record
from models.desk import BandCount, QueueRow
from models.errors import NotFound
from models.link import Figures
from models.review import Review
from models.stores.cursor import Place
from models.viewing import Act

PAGE = 25


class QueueItem(Record):
    advertiser: Id
    band: Band
    names: tuple[str, ...]
    """Of its personas, as advertised."""
    personas: int
    figures: Figures
    why: tuple[IndicatorShown, ...]
    review: Review | None


class QueueView(Record):
    items: tuple[QueueItem, ...]
    counts: tuple[BandCount, ...]
    total: int
    after: str | None


def open_queue(
    *, bands: frozenset[Band], decided: bool, after: str | None, asker: Asker, limit: int = PAGE
) -> QueueView:
    """Raises NotAllowed, and BadInput for a cursor that the queue did not give."""
    asker.need(Action.READ_QUEUE)
    queue = asker.desk.stores.queue
    page = queue.page(asker.scope, bands=bands, decided=decided, after=after, limit=limit)
    note(Act.VIEW, "queue", of=None, asker=asker)
    return QueueView(
        items=tuple(_item(row, asker) for row in page.rows),
        counts=queue.counts(asker.scope),
        total=page.total,
        after=page.after,
    )


def next_open(after: Id, *, asker: Asker) -> Id | None:
    """The open advertiser that follows `after` in the queue; else the first that is not `after`; else none is left."""
    rows = (*_following(after, asker), *asker.desk.stores.queue.page(asker.scope, limit=2).rows)
    return next((row.advertiser for row in rows if row.advertiser != after), None)


def neighbours(of: Id, *, asker: Asker) -> tuple[Id | None, Id | None]:
    """The advertisers before (when it is among the first of the queue) and after it in the open queue."""
    ids = [row.advertiser for row in asker.desk.stores.queue.page(asker.scope, limit=2 * PAGE).rows]
    before = ids[ids.index(of) - 1] if of in ids[1:] else None
    return before, next((row.advertiser for row in _following(of, asker)), None)


def _following(of: Id, asker: Asker) -> tuple[QueueRow, ...]:
    try:
        standing = asker.desk.stores.standings.get(of, asker.scope)
    except NotFound:
        return ()
    place = Place(standing.band.rank, standing.weight, of).told()
    return asker.desk.stores.queue.page(asker.scope, after=place, limit=1).rows


def _item(row: QueueRow, asker: Asker) -> QueueItem:
    return QueueItem(
        advertiser=row.advertiser,
        band=row.band,
        names=_names(row.advertiser, asker),
        personas=row.personas,
        figures=row.figures,
        why=headlines(row.standing, asker.desk.indicators),
        review=row.review,
    )


def _names(advertiser: Id, asker: Asker) -> tuple[str, ...]:
    try:
        found = asker.desk.stores.groupings.advertiser(advertiser, asker.scope)
    except NotFound:  # regrouped between the two reads
        return ()
    return tuple(dict.fromkeys(name for persona in found.personas for name in persona.names))
