"""Small named values of the whole installation, in memory."""

from models.stores import faults
from models.stores.memory.kept import Kept


class MemoryMarks:
    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def set(self, name: str, value: str) -> None:
        self._kept.marks[name] = value
        faults.after_commit("mark")

    def get(self, name: str) -> str | None:
        return self._kept.marks.get(name)
