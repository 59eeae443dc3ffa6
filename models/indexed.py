"""What an index holds of one ad: a document, and what may change of it without a new version."""

from typing import Self
from zoneinfo import ZoneInfo

from models.assessment import Band
from models.base import Id, Moment, Record, fingerprint
from models.reading import TokenStreams
from models.scope import JOINT, Layer
from models.search import EPOCH, seconds_of

HOME = ZoneInfo("Europe/Stockholm")


class Document(Record):
    """One ad in its latest version as an index knows it: token streams and values, never text or a contact."""

    id: int
    """Follows from layer and ad; 63 bits, so that both backends sort it as a number."""
    layer: Layer
    ad: Id
    version: Id
    site: str
    places: tuple[str, ...]
    """Each once, in order."""
    kind: str
    band: Band
    seen: int
    """Last seen, in seconds since 1970."""
    day: int
    """Last seen, in days since 1970 by the local calendar."""
    tags: tuple[str, ...] = ()
    notes: str = ""
    """Tokens of an agency's own notes."""
    streams: TokenStreams

    @classmethod
    def of(cls, streams: TokenStreams, *, ad: Id, seen_at: Moment, layer: Layer = JOINT, **told: object) -> Self:
        """Name it by layer and ad; values are kept once and in order."""
        several = {name: tuple(sorted(set(told.pop(name, ())))) for name in ("places", "tags")}  # type: ignore[call-overload]
        return cls(
            id=document_id(layer, ad),
            layer=layer,
            ad=ad,
            version=streams.version,
            seen=seconds_of(seen_at),
            day=local_day(seen_at),
            streams=streams,
            **several,
            **told,
        )


class Change(Record):
    """New values of an ad that is indexed already; its tokens are not touched. None leaves a value as it is."""

    ad: Id
    band: Band | None = None
    seen_at: Moment | None = None


def document_id(layer: Layer, ad: Id) -> int:
    return int(fingerprint("search document", layer, ad)[:16], 16) >> 1


def local_day(moment: Moment) -> int:
    """Days since 1970-01-01 by the calendar at home."""
    return (moment.astimezone(HOME).date() - EPOCH).days
