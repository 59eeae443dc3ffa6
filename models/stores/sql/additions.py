"""What people added in their own agency's layer: whole records, sealed under the layer's key."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from models.addition import ADDITION, Addition
from models.base import Id, new_id
from models.disclosure import Disclosed, Disclosure
from models.errors import Conflict, NotFound
from models.note import Note
from models.review import Withdrawal
from models.scope import DataClass, Layer, Scope
from models.stores import faults
from models.stores.disclosing import disclosed
from models.stores.sql.addition_tables import addition_ads, addition_withdrawals, additions
from models.stores.sql.desk_tables import reviews, withdrawals
from models.stores.sql.ground import IN_ONE_READ, Ground, batches
from models.stores.sql.log import append
from models.stores.sql.reviews import review_from
from models.viewing import Viewing


class SqlAdditions:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, addition: Addition, viewing: Viewing) -> None:
        """Added twice (after a kill, say) it stands once, also in the log."""
        with self._ground.writing() as connection:
            known = select(additions.c.id).where(additions.c.id == addition.id)
            if connection.execute(known).first() is None:
                if isinstance(addition, Note) and addition.replaces:
                    self._withdraw(connection, _in_place_of(addition, addition.replaces))
                self._ground.put(connection, additions, [self._row(addition)])
                ads = [
                    {"addition": addition.id, "ad": ad, "layer": addition.layer} for ad in dict.fromkeys(addition.ads)
                ]
                self._ground.put(connection, addition_ads, ads)
                append(connection, self._ground, viewing)
        faults.after_commit("addition")

    def withdraw(self, withdrawal: Withdrawal, viewing: Viewing) -> None:
        with self._ground.writing() as connection:
            self._withdraw(connection, withdrawal)
            append(connection, self._ground, viewing)

    def get(self, addition: Id, scope: Scope) -> Addition:
        found = self._fetched(select(additions).where(additions.c.id == addition, additions.c.layer == own_of(scope)))
        if not found:
            raise NotFound("addition", addition)
        return found[0]

    def of(self, ads: Sequence[Id], scope: Scope) -> tuple[Addition, ...]:
        found: dict[Id, Addition] = {}
        for batch in batches(ads, IN_ONE_READ):
            touching = select(addition_ads.c.addition)
            touching = touching.where(addition_ads.c.layer == own_of(scope), addition_ads.c.ad.in_(batch))
            query = _standing(own_of(scope)).where(additions.c.id.in_(touching))
            found |= {one.id: one for one in self._fetched(query)}
        return tuple(sorted(found.values(), key=lambda one: (one.made_at, one.id), reverse=True))

    def every(self, kind: str, scope: Scope) -> tuple[Addition, ...]:
        return self._fetched(_standing(own_of(scope)).where(additions.c.kind == kind))

    def _withdraw(self, connection: Connection, withdrawal: Withdrawal) -> None:
        held = select(additions.c.id).where(additions.c.id == withdrawal.of, additions.c.layer == withdrawal.layer)
        earlier = select(addition_withdrawals.c.id).where(addition_withdrawals.c.of == withdrawal.of)
        if connection.execute(held).first() is None:
            raise NotFound("addition", withdrawal.of)
        if connection.execute(earlier).first() is not None:
            raise Conflict("That is withdrawn already")
        self._ground.put(connection, addition_withdrawals, [withdrawal.model_dump()])

    def _fetched(self, query: Select[Any]) -> tuple[Addition, ...]:
        with self._ground.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(addition_from(row, self._ground) for row in rows)

    def _row(self, one: Addition) -> dict[str, Any]:
        told = self._ground.sealer.seal(additions.c.told, one.id, one.model_dump_json(), layer=one.layer)
        receiver = one.receiver.agency if isinstance(one, Disclosure) else None
        return {**one.model_dump(include={"id", "layer", "kind", "made_at"}), "receiver": receiver, "told": told}


class SqlDisclosures:
    """The one place that reads another agency's layer, and only what a standing disclosure to this agency names."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def received(self, scope: Scope) -> tuple[Disclosed, ...]:
        own = own_of(scope)
        if own is None:
            return ()
        query = _not_withdrawn(select(additions)).where(additions.c.kind == "disclosure", additions.c.receiver == own)
        with self._ground.reading() as connection:
            found = [addition_from(row, self._ground) for row in connection.execute(_newest_first(query)).mappings()]
            return tuple(self._opened(connection, one) for one in found if isinstance(one, Disclosure))

    def _opened(self, connection: Connection, one: Disclosure) -> Disclosed:
        named = _not_withdrawn(select(additions)).where(
            additions.c.id.in_(one.what.records), additions.c.layer == one.layer
        )
        decided = select(reviews).outerjoin(withdrawals, withdrawals.c.of == reviews.c.id)
        decided = decided.where(
            reviews.c.id.in_(one.what.records), reviews.c.layer == one.layer, withdrawals.c.id.is_(None)
        )
        return disclosed(
            one,
            reviews=[review_from(row, self._ground.sealer) for row in connection.execute(decided).mappings()],
            additions=[addition_from(row, self._ground) for row in connection.execute(_newest_first(named)).mappings()],
        )


def addition_from(row: Mapping[Any, Any], ground: Ground) -> Addition:
    return ADDITION.validate_json(ground.sealer.open(additions.c.told, row["id"], row["told"], layer=row["layer"]))


def own_of(scope: Scope) -> Layer | None:
    """The agency whose additions the scope may see; None sees none."""
    own = scope.own
    return own if own is not None and scope.sees(own, DataClass.REVIEWS) else None


def _in_place_of(note: Note, earlier: Id) -> Withdrawal:
    return Withdrawal(id=new_id(), layer=note.layer, of=earlier, by=note.person, at=note.made_at)


def _standing(own: Layer | None) -> Select[Any]:
    return _newest_first(_not_withdrawn(select(additions)).where(additions.c.layer == own))


def _not_withdrawn(query: Select[Any]) -> Select[Any]:
    query = query.outerjoin(addition_withdrawals, addition_withdrawals.c.of == additions.c.id)
    return query.where(addition_withdrawals.c.id.is_(None))


def _newest_first(query: Select[Any]) -> Select[Any]:
    return query.order_by(additions.c.made_at.desc(), additions.c.id.desc())
