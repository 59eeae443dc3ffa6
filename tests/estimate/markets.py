"""Small markets in the memory store, whose every encounter is known."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from models.clock import SetClock
from models.editions import Editions
from models.link import Grouping
from models.reading import Mention, MentionKind, Reading
from models.scope import JOINT
from models.stores.memory.open import open_memory_stores
from models.stores.ports import KeptReading, Stores
from models.values.place import Place
from models.visit import Visit, VisitOutcome, VisitVerdict
from tests.factories import NOON, a_visit
from tests.models.stores.records import a_harvest, an_ad_id, an_advertiser, version_of

EDITION = "reading-1"


class Pretend:
    """Fills stores week by week; an advertiser is its name, on each site under an ad of its own."""

    def __init__(self, told: dict[str, tuple[str, str]] | None = None, stores: Stores | None = None) -> None:
        """`told` says municipality and kind by name; Stockholm and an own offer where it does not."""
        self.stores: Stores = stores or open_memory_stores(SetClock(NOON))
        self.ads: dict[str, set[str]] = {}
        self.told = told or {}

    def week(self, number: int, met: dict[str, Iterable[str]]) -> None:
        """One visit a site: the names met there."""
        for site, names in met.items():
            at = NOON + timedelta(weeks=number)
            visit = a_visit(site=site, due_at=at, started_at=at)
            self.stores.visits.start(visit)
            for name in names:
                self._meet(site, name, visit=visit, at=at)
            ended = VisitOutcome(
                visit=visit.id, verdict=VisitVerdict.GOOD, ended_at=at, counts=(), completed_lists=("alla",)
            )
            self.stores.visits.end(ended)

    def linked(self) -> Stores:
        """Group the ads by name and make it all current."""
        grouping = Grouping.begun(JOINT, "linking-1", started_at=NOON)
        self.stores.groupings.begin(grouping)
        made = [
            an_advertiser(grouping, *(an_ad_id(ad) for ad in sorted(ads)), name=name)
            for name, ads in sorted(self.ads.items())
        ]
        self.stores.groupings.add_advertisers(grouping.id, made)
        self.stores.groupings.make_current(grouping.id)
        Editions.of(reading=EDITION, assessing="a", linking="l", index="i").make_current(self.stores.marks)
        return self.stores

    def _meet(self, site: str, name: str, *, visit: Visit, at: datetime) -> None:
        ad = f"{site}-{name}"
        self.ads.setdefault(name, set()).add(ad)
        harvest = a_harvest(ad, visit=visit, at=at, site=site)
        self.stores.pages.add(harvest)
        place, kind = self.told.get(name, ("0180", "own_offer"))
        self.stores.readings.add([_reading(version_of(harvest).id, place=place, kind=kind)])


def _reading(version: str, *, place: str, kind: str) -> KeptReading:
    said = Place(said="Ort", name="Ort", municipality=place)
    mention = Mention.read(version, EDITION, kind=MentionKind.PLACE, span=(0, 3), extractor="places", value=said)
    reading = Reading(
        version=version, edition=EDITION, lang="sv", sentences=(), kind=kind, mentions=(mention,), hidden=()
    )
    return KeptReading(reading=reading, contacts=(), search_keys=())
