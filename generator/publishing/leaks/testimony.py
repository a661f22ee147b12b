"""Which note makes which candidate known.

In: what notes told, and which notes are to be forgotten. Out: by which note a candidate is known, and which candidates
are known by a note; both at once, however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from generator.publishing.leaks.openness import Key


class Testimony:
    """For each known candidate, the path of one note that makes it known."""

    def __init__(self, told: Mapping[Key, str]) -> None:
        """Begin with what was ``told``, and by whom."""
        self._told_by: dict[Key, str] = {}
        self._told_at: defaultdict[str, set[Key]] = defaultdict(set)
        self.add(told)

    @property
    def told_by(self) -> Mapping[Key, str]:
        """All of it."""
        return self._told_by

    def add(self, told: Mapping[Key, str]) -> None:
        """Learn of candidates that were not known, and who made them known."""
        self._told_by |= told
        for key, path in told.items():
            self._told_at[path].add(key)

    def drop(self, keys: Iterable[Key]) -> None:
        """Forget candidates that are none any more."""
        for key in self._told_by.keys() & keys:
            self._told_at[self._told_by.pop(key)].remove(key)

    def drop_notes(self, paths: Iterable[str]) -> set[Key]:
        """Forget what some notes told; return the candidates that are not known any more."""
        keys = set[Key]().union(*(self._told_at.get(path, ()) for path in paths))
        self.drop(keys)
        return keys
