"""Pages and what they gave, in memory."""

from collections.abc import Iterator, Sequence

from models.base import Id
from models.errors import NotFound
from models.page import Page
from models.scope import Scope
from models.stores import faults
from models.stores.memory.kept import Kept, Telling, sees_ads
from models.stores.ports import Harvest


class MemoryPages:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, harvest: Harvest) -> None:
        self.add_all((harvest,))

    def add_all(self, harvests: Sequence[Harvest]) -> None:
        for harvest in harvests:
            self._put(harvest)
        faults.after_commit("page")

    def _put(self, harvest: Harvest) -> None:
        kept, page = self._kept, harvest.page
        kept.pages.setdefault(page.id, page)
        for ad in harvest.ads:
            kept.ads.setdefault(ad.id, ad)
        for version in harvest.versions:
            kept.versions.setdefault(version.id, version)
            told = Telling(page.id, version.ad, version.id, page.kind, page.fetched_at)
            kept.tellings.setdefault((page.id, version.ad, version.id), told)
        for seen in harvest.sightings:
            kept.sightings.setdefault(seen.id, seen)

    def get(self, page: Id, scope: Scope) -> Page:
        if not sees_ads(scope) or page not in self._kept.pages:
            raise NotFound("page", page)
        return self._kept.pages[page]

    def of_visit(self, visit: Id, scope: Scope) -> Iterator[Page]:
        return iter([page for page in self._kept.pages.values() if page.visit == visit and sees_ads(scope)])
