"""What the notes say, turned round: for each key, which notes say something under it.

In: deltas, the notes that came, changed or went. Out: facts by key, and after each delta the keys whose facts changed.
A first build applies a delta of all notes, an edit a delta of one: there is no second way. A fact is what `extract`
finds in one note alone; whatever takes more than one note to tell is a query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Generic, TypeVar

from generator.catalog.memory import Key

Source = TypeVar("Source")
Extract = Callable[[Source], Iterable[tuple[Key, Any]]]


@dataclass(frozen=True, slots=True)
class Delta(Generic[Source]):
    """What came, changed or went, by path: the old value and the new one, None where there is none."""

    changes: Mapping[str, tuple[Source | None, Source | None]]


NOTHING: Mapping[str, Any] = MappingProxyType({})
_NOTHING_SAID: Final = object()
_NOTHING_CAME: Final = (None, None)


class FactIndex(Generic[Source]):
    """An inverted index: each key holds what each path says under it."""

    def __init__(self, extract: Extract[Source]) -> None:
        """``extract`` yields the keys and values one source contributes, each key at most once."""
        self._extract = extract
        self._index: dict[Key, dict[str, Any]] = {}
        self._ahead: dict[Key, dict[str, Any]] = {}
        self._expected: dict[str, Source] = {}

    def get(self, key: Key) -> Mapping[str, Any]:
        """Return what was said under ``key``, by path."""
        return self._index.get(key, NOTHING)

    def expect(self, path: str, source: Source) -> None:
        """Take in a source that is likely to be part of the first delta, just as it is, while there is time.

        Nobody can ask for what it says before that delta has come, and not even then unless it is part of it.
        """
        if self._index:
            return
        if path in self._expected:
            self._take_back(self._ahead, path, self._expected[path])
        self._expected[path] = source
        for key, value in self._extract(source):
            self._ahead.setdefault(key, {})[path] = value

    def apply(self, delta: Delta[Source]) -> set[Key]:
        """Take in a delta and return the keys that changed."""
        as_expected = self._adopt_expected(delta) if self._expected else frozenset()
        changed = set(self._index) if as_expected else set()
        for path, (old, new) in delta.changes.items():
            if path in as_expected:
                continue
            before = dict(self._extract(old)) if old is not None else {}
            for key, value in self._extract(new) if new is not None else ():
                if not before or before.pop(key, _NOTHING_SAID) != value:
                    self._index.setdefault(key, {})[path] = value
                    changed.add(key)
            for key in before:
                _unsay(self._index, path, key)
                changed.add(key)
        return changed

    def _adopt_expected(self, delta: Delta[Source]) -> Set[str]:
        """Say what was taken in ahead, but for sources that did not come just as they were expected; return the paths
        of those that did. Nothing was said before.
        """
        expected, self._expected = self._expected, {}
        self._index, self._ahead = self._ahead, {}
        # The very same, not merely one like it: a note that the door has altered says what it says now.
        came = {path for path, source in expected.items() if delta.changes.get(path, _NOTHING_CAME)[1] is source}
        for path in expected.keys() - came:
            self._take_back(self._index, path, expected[path])
        return came

    def _take_back(self, index: dict[Key, dict[str, Any]], path: str, source: Source) -> None:
        for key in dict(self._extract(source)):
            _unsay(index, path, key)


def _unsay(index: dict[Key, dict[str, Any]], path: str, key: Key) -> None:
    said = index[key]
    del said[path]
    if not said:
        del index[key]
