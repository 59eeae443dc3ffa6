"""An agency's own documents: a whole document for each ad that its people touched, with their tags and notes."""

from collections.abc import Iterator, Sequence

from classify.search.indexing import documents
from classify.search.tokens import Masked, streams
from models.addition import Addition
from models.assessment import Band
from models.base import Id
from models.editions import Editions
from models.errors import NotFound
from models.indexed import Document
from models.note import Note
from models.reading import Reading
from models.scope import Layer, Scope
from models.search import moment_of
from models.stores.ports import Stores
from models.stores.search import Search
from models.tag import Tag

AT_ONCE = 200


def touched_ads(stores: Stores, layer: Layer) -> tuple[Id, ...]:
    """Every ad that the agency's standing tags and notes name."""
    scope = Scope.within(layer)
    told = [one for kind in ("tag", "note") for one in stores.additions.every(kind, scope)]
    return tuple(sorted({ad for one in told for ad in one.ads}))


def index_own(search: Search, stores: Stores, ads: Sequence[Id], *, layer: Layer, editions: Editions) -> None:
    """Put the agency's documents of these ads as they are now; one without tags and notes left stands without them."""
    scope = Scope.within(layer)
    for start in range(0, len(ads), AT_ONCE):
        some = ads[start : start + AT_ONCE]
        read = stores.readings.latest(some, editions.reading, scope)
        keys = search.search_keys([one.version.id for one in read], scope, reading=editions.reading)
        bands = {ad: band for ad in some if (band := _band(stores, ad, scope))}
        made = documents(read, stores.ads.times(some, scope), keys, edition=editions.index, bands=bands)
        added = stores.additions.of(some, scope)
        search.put([_own(one, added, layer=layer, edition=editions.index) for one in made], editions.index)


def _band(stores: Stores, ad: Id, scope: Scope) -> Band | None:
    """As the agency's own view has it."""
    advertiser = stores.groupings.of_ad(ad, scope)
    try:
        return stores.standings.get(advertiser.id, scope).band if advertiser else None
    except NotFound:
        return None


def _own(joint: Document, added: Sequence[Addition], *, layer: Layer, edition: str) -> Document:
    mine = [one for one in added if joint.ad in one.ads]
    told = joint.model_dump(include={"site", "places", "kind", "band"})
    return Document.of(
        joint.streams,
        ad=joint.ad,
        seen_at=moment_of(joint.seen),
        layer=layer,
        tags=tuple(one.word for one in mine if isinstance(one, Tag)),
        notes=" ".join(_tokens(mine, version=joint.version, edition=edition)),
        **told,
    )


def _tokens(added: Sequence[Addition], *, version: Id, edition: str) -> Iterator[str]:
    """Of the masked words: a number or address in a note is no more in the index than one in an ad."""
    bare = Reading(version=version, edition=edition, lang="und", sentences=(), kind="", mentions=(), hidden=())
    for one in added:
        if isinstance(one, Note):
            yield streams(Masked(bare.mask(one.text), ()), version=version, edition=edition).exact
