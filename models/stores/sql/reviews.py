"""What people decided, each agency's own; the decision and its log entry commit together."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from models.base import Id
from models.errors import Conflict, NotFound
from models.review import Concern, Decision, Review, Withdrawal
from models.scope import DataClass, Layer, Scope
from models.stores import faults
from models.stores.sql.desk_tables import reviews, withdrawals
from models.stores.sql.ground import Ground, basis_from
from models.stores.sql.log import append
from models.stores.sql.sealed import Sealer
from models.viewing import Viewing


class SqlReviews:
    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, review: Review, viewing: Viewing) -> None:
        """Added twice (after a kill, say) it stands once, also in the log."""
        with self._ground.writing() as connection:
            known = select(reviews.c.id).where(reviews.c.id == review.id)
            if connection.execute(known).first() is None:
                self._ground.put(connection, reviews, [self._row(review)])
                append(connection, self._ground, viewing)
        faults.after_commit("review")

    def withdraw(self, withdrawal: Withdrawal, viewing: Viewing) -> None:
        held = select(reviews.c.id).where(reviews.c.id == withdrawal.of, reviews.c.layer == withdrawal.layer)
        earlier = select(withdrawals.c.id).where(withdrawals.c.of == withdrawal.of)
        with self._ground.writing() as connection:
            if connection.execute(held).first() is None:
                raise NotFound("review", withdrawal.of)
            if connection.execute(earlier).first() is not None:
                raise Conflict("That decision is withdrawn already")
            self._ground.put(connection, withdrawals, [withdrawal.model_dump()])
            append(connection, self._ground, viewing)

    def get(self, review: Id, scope: Scope) -> Review:
        found = self._fetched(select(reviews).where(reviews.c.id == review, reviews.c.layer.in_(_layers(scope))))
        if not found:
            raise NotFound("review", review)
        return found[0]

    def of(self, advertiser: Id, scope: Scope) -> tuple[Review, ...]:
        return self._fetched(_standing(scope).where(reviews.c.advertiser == advertiser))

    def by(self, person: Id, scope: Scope, *, limit: int = 20) -> tuple[Review, ...]:
        return self._fetched(_standing(scope).where(reviews.c.person == person).limit(limit))

    def _fetched(self, query: Select[Any]) -> tuple[Review, ...]:
        with self._ground.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return tuple(review_from(row, self._ground.sealer) for row in rows)

    def _row(self, review: Review) -> dict[str, Any]:
        return {
            **review.model_dump(exclude={"reason", "versions", "basis"}),
            "reason": self._ground.sealer.seal(reviews.c.reason, review.id, review.reason, layer=review.layer),
            "versions": json.dumps(review.versions),
            "basis": review.basis.model_dump_json(),
        }


def review_from(row: Mapping[Any, Any], sealer: Sealer, *, name: str = "") -> Review:
    """`name` is put before the names of the row's columns, where a row holds more than a review."""
    told = {column.name: row[f"{name}{column.name}"] for column in reviews.c}
    layer = Layer(told["layer"])
    return Review(
        id=told["id"],
        layer=layer,
        advertiser=told["advertiser"],
        decision=Decision(told["decision"]),
        concern=told["concern"] and Concern(told["concern"]),
        reason=sealer.open(reviews.c.reason, told["id"], told["reason"], layer=layer),
        person=told["person"],
        decided_at=told["decided_at"],
        versions=tuple(json.loads(told["versions"])),
        basis=basis_from(told["basis"]),
    )


def _layers(scope: Scope) -> list[Layer]:
    return sorted(layer for layer in scope.layers if scope.sees(layer, DataClass.REVIEWS))


def _standing(scope: Scope) -> Select[Any]:
    """Reviews of the scope's layers that are not withdrawn, newest first."""
    query = select(reviews).outerjoin(withdrawals, withdrawals.c.of == reviews.c.id)
    query = query.where(withdrawals.c.id.is_(None), reviews.c.layer.in_(_layers(scope)))
    return query.order_by(reviews.c.decided_at.desc(), reviews.c.id.desc())
