"""Which kind of ad a text is: rules over its phrases and what was read in it; the most telling phrase decides."""

from collections import Counter
from collections.abc import Iterable

from classify.reading.found import Found
from classify.reading.tokens import Text
from models.reading import AdKind, MentionKind

TELLING = (
    (AdKind.SCAM, 2),
    (AdKind.RECRUITMENT, 3),
    (AdKind.SUBLET, 3),
    (AdKind.BUYER, 3),
    (AdKind.REVIEW, 3),
    (AdKind.SERVICE, 2),
    (AdKind.AGENCY, 2),
    (AdKind.DUO, 2),
    (AdKind.MASSAGE, 2),
    (AdKind.OWN, 1),
)
"""Kinds with the weight of one phrase; on a tie the earlier wins."""

PERSONAL = frozenset({MentionKind.AGE, MentionKind.NAME, MentionKind.PRICE, MentionKind.PHONE, MentionKind.HANDLE})
SEVERAL = 2


class Kinds:
    def of(self, text: Text, found: Iterable[Found]) -> AdKind:
        met = Counter(one.kind for one in found if one.own)
        scores = {kind: weight * len({one.phrase for one in text.met(f"kinds:{kind}")}) for kind, weight in TELLING}
        scores[AdKind.OWN] += sum(1 for kind in PERSONAL if met[kind])
        if met[MentionKind.NAME] == SEVERAL:
            scores[AdKind.DUO] += 1
        if met[MentionKind.NAME] > SEVERAL or met[MentionKind.AGE] > SEVERAL:
            scores[AdKind.AGENCY] += 2
        best = max(scores.values())
        if best == 0:
            return AdKind.OTHER
        return self._chosen(scores)

    def _chosen(self, scores: dict[AdKind, int]) -> AdKind:
        """Other kinds than one's own offer need as much said for them as speaks for it."""
        others = {kind: score for kind, score in scores.items() if kind is not AdKind.OWN and score}
        if not others:
            return AdKind.OWN
        likeliest = max(others, key=lambda kind: others[kind])
        return likeliest if others[likeliest] >= min(scores[AdKind.OWN], 3) else AdKind.OWN
