"""The log's chains, in memory."""

from models.scope import DataClass, Scope
from models.stores.chain import check_chain, entry_after, head_mac
from models.stores.memory.kept import Kept
from models.viewing import LogEntry, Viewing


class MemoryLog:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def add(self, viewing: Viewing) -> LogEntry:
        return append(self._kept, viewing)

    def entries(self, scope: Scope, *, after: int = 0, limit: int = 1000) -> tuple[LogEntry, ...]:
        seen = [
            entry
            for layer, chain in self._kept.log.items()
            if scope.sees(layer, DataClass.LOG)
            for entry in chain
            if entry.number > after
        ]
        ordered = sorted(seen, key=lambda entry: (entry.number, entry.viewing.layer))
        last = max((entry.number for entry in ordered[:limit]), default=0)
        return tuple(entry for entry in ordered if entry.number <= last)

    def verify(self) -> int:
        key = self._kept.keys.keyed["log"]
        counted = 0
        for layer, chain in sorted(self._kept.log.items()):
            number, last = len(chain), chain[-1].mac
            head = (number, last, head_mac(key, layer, number=number, last=last))
            counted += check_chain(key, layer, entries=chain, head=head)
        return counted


def append(kept: Kept, viewing: Viewing) -> LogEntry:
    chain = kept.log.setdefault(viewing.layer, [])
    previous = chain[-1].mac if chain else ""
    chain.append(entry_after(kept.keys.keyed["log"], previous, number=len(chain) + 1, viewing=viewing))
    return chain[-1]
