"""Whose face must not be seen: who goes by no name of theirs in one note shows no portrait in any.

In: notes as they come, change and go, each with the consent in force for it. Out: which portraits, the pictures named
in front matter, are kept back by that alone. Pictures within a text are their author's choice. This is told by the
rules of consent alone, and by nobody else's reading of them.
"""

from __future__ import annotations

from collections.abc import Mapping

from generator.notes.note import Consent, Note
from generator.publishing.leaks.folding import fold


class Faces:
    """The portraits of one wiki, and who goes by no name of theirs."""

    def __init__(self) -> None:
        """Begin with no note at all."""
        self._portraits: dict[str, tuple[bytes, Note]] = {}
        self._nameless: dict[str, bytes] = {}
        self._kept_back: frozenset[bytes] = frozenset()

    def take(self, path: str, note: Note | None, consent: Consent) -> None:
        """Take in what a note says now, None for one that is gone."""
        self._portraits.pop(path, None)
        self._nameless.pop(path, None)
        if note is None or note.interview is None:
            return
        if note.image and "image" not in consent.withhold:
            self._portraits[path] = _person(note), note
        if consent.name or "person" in consent.withhold:
            self._nameless[path] = _person(note)

    def turned(self) -> Mapping[str, Note]:
        """The notes, by path, whose portraits are kept back since this was asked last, or no longer are."""
        before, self._kept_back = self._kept_back, frozenset(self._nameless.values())
        others = before ^ self._kept_back
        return {path: note for path, (person, note) in self._portraits.items() if person in others} if others else {}

    def is_kept_back(self, path: str) -> bool:
        """Whether the portrait of a note is kept back, as of the last time when `turned` was asked."""
        return path in self._portraits and self._portraits[path][0] in self._kept_back


def _person(note: Note) -> bytes:
    assert note.interview is not None
    return fold(note.interview.person or note.title)
