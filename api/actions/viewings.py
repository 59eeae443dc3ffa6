"""How an action notes that it was done: ids and codes, by wall time, in the asker's own layer."""

from api.desk import Asker
from models.viewing import Act, Viewing


def viewing(act: Act, thing: str, *, of: str | None, asker: Asker, reason: str | None = None) -> Viewing:
    return Viewing(
        at=asker.desk.clock.wall(),
        layer=asker.layer,
        person=asker.member.person.id,
        act=act,
        thing=thing,
        thing_id=of,
        reason=reason,
    )


def note(act: Act, thing: str, *, of: str | None, asker: Asker, reason: str | None = None) -> None:
    asker.desk.stores.log.add(viewing(act, thing, of=of, asker=asker, reason=reason))
