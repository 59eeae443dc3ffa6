"""What a disclosure lets its receiver see, made of the records that it names: for every kind of store alike."""

from collections.abc import Sequence

from models.addition import Addition
from models.disclosure import Disclosable, Disclosed, Disclosure
from models.note import Note
from models.review import Review
from models.tag import Tag


def disclosed(disclosure: Disclosure, *, reviews: Sequence[Review], additions: Sequence[Addition]) -> Disclosed:
    """`reviews` and `additions` are the named records that stand; a field that is not named stays empty."""
    fields = frozenset(disclosure.what.fields)
    review = max(reviews, key=lambda one: (one.decided_at, one.id), default=None)
    decision = review if Disclosable.DECISION in fields else None
    return Disclosed(
        id=disclosure.id,
        sender=disclosure.layer,
        at=disclosure.made_at,
        grounds=disclosure.grounds,
        fields=disclosure.what.fields,
        ads=disclosure.ads,
        decision=decision.decision if decision else None,
        concern=decision.concern if decision else None,
        reason=review.reason if review and Disclosable.REASON in fields else None,
        tags=_tags(additions) if Disclosable.TAGS in fields else (),
        notes=_notes(additions) if Disclosable.NOTES in fields else (),
    )


def _tags(additions: Sequence[Addition]) -> tuple[str, ...]:
    return tuple(sorted({one.word for one in additions if isinstance(one, Tag)}))


def _notes(additions: Sequence[Addition]) -> tuple[str, ...]:
    return tuple(one.text for one in additions if isinstance(one, Note))
