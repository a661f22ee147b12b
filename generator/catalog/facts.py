"""What the notes say, turned round: for each key, which notes say something under it.

In: deltas, the notes that came, changed or went. Out: facts by key, and after each delta the keys whose facts changed.
A first build applies a delta of all notes, an edit a delta of one: there is no second way. A fact is what `extract`
finds in one note alone; whatever takes more than one note to tell is a query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


class FactIndex(Generic[Source]):
    """An inverted index: each key holds what each path says under it."""

    def __init__(self, extract: Extract[Source]) -> None:
        """``extract`` yields the keys and values one source contributes, each key at most once."""
        self._extract = extract
        self._index: dict[Key, dict[str, Any]] = {}
        self._expected: dict[str, tuple[Source, list[tuple[Key, Any]]]] = {}

    def get(self, key: Key) -> Mapping[str, Any]:
        """Return what was said under ``key``, by path."""
        return self._index.get(key, NOTHING)

    def expect(self, path: str, source: Source) -> None:
        """Find the facts of a source that may be part of a delta to come, just as it is, while there is time."""
        self._expected[path] = source, list(self._extract(source))

    def expect_nothing(self) -> None:
        """Let go of what did not come."""
        self._expected = {}

    def apply(self, delta: Delta[Source]) -> set[Key]:
        """Take in a delta and return the keys that changed."""
        changed: set[Key] = set()
        for path, (old, new) in delta.changes.items():
            before = dict(self._extract(old)) if old is not None else {}
            after = self._facts_of(path, new) if new is not None else ()
            for key, value in after:
                if not before or before.pop(key, _NOTHING_SAID) != value:
                    said = self._index.get(key)
                    if said is None:
                        said = self._index[key] = {}
                    said[path] = value
                    changed.add(key)
            for key in before:
                del self._index[key][path]
                if not self._index[key]:
                    del self._index[key]
                changed.add(key)
        return changed

    def _facts_of(self, path: str, source: Source) -> Iterable[tuple[Key, Any]]:
        expected = self._expected.get(path)
        # The very same, not merely one like it: a note that the door has altered says what it says now.
        return expected[1] if expected is not None and expected[0] is source else self._extract(source)
