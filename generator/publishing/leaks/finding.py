"""Many rows of letters, looked for in one pass.

In: the rows, once; then letters to look in. Out: which rows are among them, and where. What the rows stand for is known
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import BytesAhoCorasick, Implementation

_LONGEST_KEY = 20
"""How many bytes of a row the automaton looks for; the rest is compared where those are found."""

_DFA_BYTES = 60_000
"""Up to how many bytes of keys the automaton may be the fastest and largest kind (about 1 KB a byte)."""


class Finder:
    """What looks for many rows of letters at once."""

    def __init__(self, rows: Iterable[bytes]) -> None:
        """Prepare to look for these, none of which is empty."""
        beginnings: dict[bytes, list[bytes]] = {}
        for row in dict.fromkeys(rows):
            beginnings.setdefault(row[:_LONGEST_KEY], []).append(row)
        self._rows = list(beginnings.values())
        small = sum(map(len, beginnings)) <= _DFA_BYTES
        kind = Implementation.DFA if small else Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick(beginnings, implementation=kind)

    def found_in(self, letters: bytes) -> list[bytes]:
        """The rows that are among the letters, each once."""
        return list(dict.fromkeys(row for row, _ in self.places_in(letters)))

    def places_in(self, letters: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield each row that is among the letters, as often as it is, and where it begins."""
        for number, start, _ in self._automaton.find_matches_as_indexes(letters, overlapping=True):
            for row in self._rows[number]:
                if letters.startswith(row, start):
                    yield row, start
