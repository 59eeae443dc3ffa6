"""Open the sites: how their latest visits went, with counts, verdicts and broken promises."""

from api.actions.viewings import note
from api.desk import Asker
from api.policy import Action
from models.base import Record
from models.errors import NotFound
from models.viewing import Act
from models.visit import Visit, VisitOutcome

VISITS_SHOWN = 30


class VisitShown(Record):
    visit: Visit
    outcome: VisitOutcome | None


class SiteView(Record):
    name: str
    visits: tuple[VisitShown, ...]
    """Newest first."""


def open_sites(*, asker: Asker) -> tuple[SiteView, ...]:
    """Each site with its latest visit."""
    asker.need(Action.READ_SITES)
    note(Act.VIEW, "sites", of=None, asker=asker)
    names = sorted(asker.desk.stores.visits.sites(asker.scope))
    return tuple(SiteView(name=name, visits=_visits(name, asker, limit=1)) for name in names)


def open_site(name: str, *, asker: Asker) -> SiteView:
    """Raises NotAllowed and NotFound."""
    asker.need(Action.READ_SITES)
    if name not in asker.desk.stores.visits.sites(asker.scope):
        raise NotFound("site", name)
    note(Act.VIEW, "site", of=name, asker=asker)
    return SiteView(name=name, visits=_visits(name, asker, limit=VISITS_SHOWN))


def _visits(name: str, asker: Asker, *, limit: int) -> tuple[VisitShown, ...]:
    found = asker.desk.stores.visits.last(name, asker.scope, limit=limit)
    return tuple(VisitShown(visit=visit, outcome=outcome) for visit, outcome in found)
