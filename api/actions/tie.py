"""Say that ads belong together, or that they do not: the asker's agency's own view changes, and nobody else's."""

import re

from api.actions.decide import basis_of
from api.actions.open_advertiser import known_of
from api.actions.viewings import viewing
from api.desk import Asker
from api.policy import Action
from classify.linking.own_layer import relink_own
from models.base import Id
from models.errors import BadInput, NotFound
from models.review import Withdrawal
from models.tie import Tie
from models.viewing import Act

NAMED = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")


def tie(advertiser: Id, to: str, *, asker: Asker) -> Tie:
    """`to` names another ad or advertiser by its id or address here; all ads of both belong together.

    Raises NotAllowed, NotFound, and BadInput for what names nothing or the same.
    """
    asker.need(Action.TIE, layer=asker.layer)
    here = known_of(advertiser, asker=asker).advertiser.ads
    there = _ads_of(to, asker)
    return _say((here[0], *(ad for ad in there if ad not in here)), advertiser, together=True, asker=asker)


def untie(advertiser: Id, ad: Id, *, asker: Asker) -> Tie:
    """The ad does not belong to the other ads of the advertiser. Raises NotAllowed, NotFound and BadInput."""
    asker.need(Action.TIE, layer=asker.layer)
    ads = known_of(advertiser, asker=asker).advertiser.ads
    if ad not in ads:
        raise NotFound("ad of this advertiser", ad)
    return _say((ad, *(other for other in ads if other != ad)), advertiser, together=False, asker=asker)


def take_back(addition: Id, *, asker: Asker) -> Tie:
    """Undo one saying, also a colleague's: the groups are as if it had not been said. Raises NotFound and Conflict."""
    asker.need(Action.TIE, layer=asker.layer)
    found = asker.desk.stores.additions.get(addition, asker.scope)
    if not isinstance(found, Tie):
        raise NotFound("tie", addition)
    withdrawn = Withdrawal.made(addition, layer=asker.layer, by=asker.member.person.id, at=asker.desk.clock.now())
    asker.desk.stores.additions.withdraw(withdrawn, viewing(Act.WITHDRAW, "tie", of=addition, asker=asker))
    _relink(asker)
    return found


def _say(ads: tuple[Id, ...], advertiser: Id, *, together: bool, asker: Asker) -> Tie:
    said = Tie.made(
        ads[0],
        ads[1:],
        together=together,
        layer=asker.layer,
        person=asker.member.person.id,
        now=asker.desk.clock.now(),
        basis=basis_of(asker),
    )
    asker.desk.stores.additions.add(said, viewing(Act.TIE, "advertiser", of=advertiser, asker=asker))
    _relink(asker)
    return said


def _relink(asker: Asker) -> None:
    desk = asker.desk
    told = {"editions": desk.editions(), "catalogue": desk.catalogue, "now": desk.clock.now()}
    relink_own(desk.stores, asker.layer, **told)  # type: ignore[arg-type]


def _ads_of(told: str, asker: Asker) -> tuple[Id, ...]:
    """Of an advertiser, or of the advertiser that an ad belongs to, in the asker's own view."""
    found = NAMED.search(told.strip().lower())
    if found is None:
        raise BadInput("That names no ad and no advertiser; paste the address of its page here.")
    holder = asker.desk.stores.groupings.of_ad(found[0], asker.scope)
    return holder.ads if holder else known_of(found[0], asker=asker).advertiser.ads
