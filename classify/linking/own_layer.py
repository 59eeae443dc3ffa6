"""An agency's own grouping against the stores: computed from the joint one and its people's ties, and kept as a run."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from classify.catalogue import Catalogue
from classify.linking.keeping import keep
from classify.linking.layered import links_within, own_advertisers, own_groups, touched
from classify.linking.linker import Linked
from classify.linking.material import gathered
from classify.standings import stand
from models.assessment import Standing
from models.base import Id, fingerprint
from models.editions import Editions
from models.errors import NotFound
from models.link import Advertiser, Grouping
from models.scope import JOINT, Layer, Scope
from models.stores.ports import ReadVersion, Stores
from models.tie import Tie


def own_edition(joint: Grouping, ties: Iterable[Tie], standing: str) -> str:
    """Follows from the joint run, the ties and how advertisers stand: the same again needs no new run."""
    return fingerprint("own linking", joint.id, standing, *sorted(tie.id for tie in ties))


def relink_own(stores: Stores, layer: Layer, *, editions: Editions, catalogue: Catalogue, now: datetime) -> bool:
    """Bring an agency's own groups and standings up to its ties and the joint run; whether there was anything to do.

    Nothing of the joint layer is written, and nobody else's view changes.
    """
    scope = Scope.within(layer)
    joint, own = stores.groupings.current(JOINT, scope), stores.groupings.current(layer, scope)
    ties = tuple(one for one in stores.additions.every("tie", scope) if isinstance(one, Tie))
    if joint is None or (own is None and not ties):
        return False
    edition = own_edition(joint, ties, editions.standing)
    if own is not None and own.edition == edition:
        return False
    grouping = Grouping.begun(layer, edition, started_at=now)
    linked = _linked(stores, grouping, ties, reading_edition=editions.reading)
    for advertiser in linked.advertisers:
        stores.standings.add([_standing(stores, advertiser, editions, catalogue)])
    stores.standings.make_current(layer, _standing_edition(editions, grouping.id))
    keep(linked, stores)
    return True


def _standing_edition(editions: Editions, run: Id) -> str:
    """Of this run alone: own groups keep their ids while their ads change, and are then to stand anew."""
    return fingerprint("own standing", editions.standing, run)


def _standing(stores: Stores, advertiser: Advertiser, editions: Editions, catalogue: Catalogue) -> Standing:
    scope = Scope.joint()
    read = stores.readings.latest(advertiser.ads, editions.reading, scope)
    assessments = stores.assessments.of([one.version.id for one in read], editions.assessing, scope)
    edition, times = _standing_edition(editions, advertiser.run), stores.ads.times(advertiser.ads, scope)
    return stand(advertiser, read, assessments, catalogue, edition, times=times)


def _linked(stores: Stores, grouping: Grouping, ties: Sequence[Tie], *, reading_edition: str) -> Linked:
    scope = Scope.joint()
    joint = _joint_groups(stores, touched(ties))
    ads = [ad for one in joint for ad in one.ads]
    links = stores.groupings.links(ads, scope)
    groups = own_groups(joint, ties, links)
    read = [one for ad in ads for one in _versions(stores, ad, reading_edition)]
    material = gathered(read, stores.ads.times(ads, scope))
    advertisers = own_advertisers(groups, grouping, joint=joint, material=material)
    return Linked(grouping, links_within(groups, links, ties), advertisers, ())


def _joint_groups(stores: Stores, ads: Iterable[Id]) -> tuple[Advertiser, ...]:
    """In order of their ids, each once."""
    found = (stores.groupings.of_ad(ad, Scope.joint()) for ad in sorted(ads))
    named = {one.id: one for one in found if one is not None}
    return tuple(named[name] for name in sorted(named))


def _versions(stores: Stores, ad: Id, edition: str) -> list[ReadVersion]:
    """All read versions of an ad; `latest` says what its contacts are."""
    scope = Scope.joint()
    latest = stores.readings.latest([ad], edition, scope)
    told = []
    for one in latest:
        for version in stores.ads.versions(ad, scope):
            if version.id != one.version.id:
                try:
                    reading = stores.readings.get(version.id, edition, scope)
                except NotFound:  # not read yet
                    continue
                told.append(ReadVersion(ad=one.ad, version=version, reading=reading, contacts=()))
        told.append(one)
    return told
