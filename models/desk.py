"""What the desk is shown of an advertiser at a glance: rows of the queue, and an ad's times."""

from models.assessment import Band, Standing
from models.base import Id, Moment, Record
from models.link import Figures
from models.review import Review


class AdTimes(Record):
    """Computed from sightings: when an ad was first and last met, and since when it is gone (two visits without it)."""

    ad: Id
    site: str
    first_seen_at: Moment
    last_seen_at: Moment
    gone_at: Moment | None = None
    sightings: int = 0


class QueueRow(Record):
    """One advertiser in the queue, with the asking agency's own state and nobody else's."""

    advertiser: Id
    band: Band
    standing: Standing
    figures: Figures
    personas: int
    review: Review | None
    """The agency's latest decision that is not withdrawn."""


class QueuePage(Record):
    rows: tuple[QueueRow, ...]
    total: int
    after: str | None
    """Cursor of the next page, or None at the end."""


class BandCount(Record):
    band: Band
    open: int
    decided: int
