"""What people decided, in memory."""

from models.base import Id
from models.errors import Conflict, NotFound
from models.review import Review, Withdrawal
from models.scope import DataClass, Scope
from models.stores import faults
from models.stores.memory.kept import Kept
from models.stores.memory.log import append
from models.viewing import Viewing


class MemoryReviews:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, review: Review, viewing: Viewing) -> None:
        if review.id not in self._kept.reviews:
            self._kept.reviews[review.id] = review
            append(self._kept, viewing)
        faults.after_commit("review")

    def withdraw(self, withdrawal: Withdrawal, viewing: Viewing) -> None:
        held = self._kept.reviews.get(withdrawal.of)
        if held is None or held.layer != withdrawal.layer:
            raise NotFound("review", withdrawal.of)
        if withdrawal.of in self._kept.withdrawals:
            raise Conflict("That decision is withdrawn already")
        self._kept.withdrawals[withdrawal.of] = withdrawal
        append(self._kept, viewing)

    def get(self, review: Id, scope: Scope) -> Review:
        found = self._kept.reviews.get(review)
        if found is None or not scope.sees(found.layer, DataClass.REVIEWS):
            raise NotFound("review", review)
        return found

    def of(self, advertiser: Id, scope: Scope) -> tuple[Review, ...]:
        return tuple(one for one in self._standing(scope) if one.advertiser == advertiser)

    def by(self, person: Id, scope: Scope, *, limit: int = 20) -> tuple[Review, ...]:
        return tuple([one for one in self._standing(scope) if one.person == person][:limit])

    def _standing(self, scope: Scope) -> list[Review]:
        """Reviews of the scope's layers that are not withdrawn, newest first."""
        seen = [one for one in self._kept.reviews.values() if scope.sees(one.layer, DataClass.REVIEWS)]
        standing = [one for one in seen if one.id not in self._kept.withdrawals]
        return sorted(standing, key=lambda one: (one.decided_at, one.id), reverse=True)
