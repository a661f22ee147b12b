"""Which names belong to somebody who speaks for themselves: whoever else is called so need not be kept back.

In: which notes came, changed or went, and what to ask one. Out: those of some names that somebody bears. A note is
asked once after each change, and only when somebody wants to know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable


class Bearers:
    """Who is called what, from one build to the next."""

    def __init__(self, names_at: Callable[[str], Collection[bytes]]) -> None:
        """Begin with no note; ``names_at`` gives the folded names at a note's path, each once, and none where there is
        no note or nobody who speaks for themselves.
        """
        self._names_at = names_at
        self._names: dict[str, Collection[bytes]] = {}
        self._bearers: Counter[bytes] = Counter()
        self._unasked: set[str] = set()

    def turn(self, path: str) -> None:
        """The note at a path came, changed or went."""
        self._bearers.subtract(self._names.pop(path, ()))
        self._unasked.add(path)

    def borne_among(self, names: Iterable[bytes]) -> frozenset[bytes]:
        """Those of the names that somebody bears."""
        for path in self._unasked:
            self._names[path] = self._names_at(path)
            self._bearers.update(self._names[path])
        self._unasked = set()
        return frozenset(name for name in names if self._bearers[name] > 0)
