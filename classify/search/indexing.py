"""What was read becomes what is indexed: one document an ad, tokens of the masked text and values, no contact."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from classify.search.tokens import Masked, streams
from models.assessment import Band
from models.base import Id
from models.desk import AdTimes
from models.indexed import Document
from models.reading import MentionKind, Reading, SearchKey
from models.stores.ports import ReadVersion
from models.values.place import Place


def documents(
    read: Sequence[ReadVersion],
    times: Iterable[AdTimes],
    search_keys: Iterable[SearchKey],
    *,
    edition: str,
    bands: Mapping[Id, Band] | None = None,
) -> tuple[Document, ...]:
    """Make the documents of the joint layer, in the order of `read`: the latest read version of each ad.

    `times` of the same ads, `search_keys` of the same versions; `bands` by ad, none where there is no standing yet.
    """
    last_seen = {one.ad: one.last_seen_at for one in times}
    keys: dict[Id, list[Id]] = defaultdict(list)
    for key in search_keys:
        keys[key.version].append(key.key)
    known = bands or {}
    return tuple(
        Document.of(
            streams(_masked(one), version=one.version.id, edition=edition, keys=keys[one.version.id]),
            ad=one.ad.id,
            seen_at=last_seen.get(one.ad.id, one.version.said_at),
            site=one.ad.site,
            places=places(one.reading),
            kind=one.reading.kind,
            band=known.get(one.ad.id, Band.NONE),
        )
        for one in read
    )


def places(reading: Reading) -> tuple[str, ...]:
    """Municipalities and towns that the ad names as its own, each once."""
    said = (mention.value for mention in reading.of(MentionKind.PLACE))
    return tuple(sorted({place.name for place in said if isinstance(place, Place)}))


def _masked(one: ReadVersion) -> Masked:
    return Masked.of(one.reading, [part.said for part in one.version.parts])
