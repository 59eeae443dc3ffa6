"""What people added in their own agency's layer, in memory."""

from collections.abc import Sequence

from models.addition import Addition
from models.base import Id, new_id
from models.disclosure import Disclosed, Disclosure
from models.errors import Conflict, NotFound
from models.note import Note
from models.review import Withdrawal
from models.scope import DataClass, Layer, Scope
from models.stores import faults
from models.stores.disclosing import disclosed
from models.stores.memory.kept import Kept
from models.stores.memory.log import append
from models.viewing import Viewing


class MemoryAdditions:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, addition: Addition, viewing: Viewing) -> None:
        if addition.id not in self._kept.additions:
            if isinstance(addition, Note) and addition.replaces:
                self._withdraw(
                    Withdrawal(
                        id=new_id(),
                        layer=addition.layer,
                        of=addition.replaces,
                        by=addition.person,
                        at=addition.made_at,
                    )
                )
            self._kept.additions[addition.id] = addition
            append(self._kept, viewing)
        faults.after_commit("addition")

    def withdraw(self, withdrawal: Withdrawal, viewing: Viewing) -> None:
        self._withdraw(withdrawal)
        append(self._kept, viewing)

    def get(self, addition: Id, scope: Scope) -> Addition:
        found = self._kept.additions.get(addition)
        if found is None or found.layer != _own(scope):
            raise NotFound("addition", addition)
        return found

    def of(self, ads: Sequence[Id], scope: Scope) -> tuple[Addition, ...]:
        wanted = frozenset(ads)
        return tuple(one for one in self._standing(scope) if wanted & set(one.ads))

    def every(self, kind: str, scope: Scope) -> tuple[Addition, ...]:
        return tuple(one for one in self._standing(scope) if one.kind == kind)

    def _standing(self, scope: Scope) -> list[Addition]:
        own = _own(scope)
        return newest_first([one for one in self._kept.additions.values() if one.layer == own], self._kept)

    def _withdraw(self, withdrawal: Withdrawal) -> None:
        held = self._kept.additions.get(withdrawal.of)
        if held is None or held.layer != withdrawal.layer:
            raise NotFound("addition", withdrawal.of)
        if withdrawal.of in self._kept.withdrawn_additions:
            raise Conflict("That is withdrawn already")
        self._kept.withdrawn_additions[withdrawal.of] = withdrawal


class MemoryDisclosures:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def received(self, scope: Scope) -> tuple[Disclosed, ...]:
        own = _own(scope)
        told = [one for one in self._kept.additions.values() if isinstance(one, Disclosure) and own is not None]
        standing = newest_first(
            [one for one in told if isinstance(one, Disclosure) and one.receiver.agency == own], self._kept
        )
        return tuple(self._opened(one) for one in standing if isinstance(one, Disclosure))

    def _opened(self, one: Disclosure) -> Disclosed:
        reviews = [self._kept.reviews[record] for record in one.what.records if record in self._kept.reviews]
        named = [self._kept.additions[record] for record in one.what.records if record in self._kept.additions]
        return disclosed(
            one,
            reviews=[
                review for review in reviews if review.layer == one.layer and review.id not in self._kept.withdrawals
            ],
            additions=[addition for addition in newest_first(named, self._kept) if addition.layer == one.layer],
        )


def newest_first(additions: Sequence[Addition], kept: Kept) -> list[Addition]:
    """Those that are not withdrawn."""
    standing = [one for one in additions if one.id not in kept.withdrawn_additions]
    return sorted(standing, key=lambda one: (one.made_at, one.id), reverse=True)


def _own(scope: Scope) -> Layer | None:
    own = scope.own
    return own if own is not None and scope.sees(own, DataClass.REVIEWS) else None
