"""The cross-linked whole that pages are made from.

In: notes and attachments, as deltas. Out: answers to questions, through `Catalog.fact` and the queries of this package.
Nothing here knows HTML, templates or the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.catalog.extract import Card, extract
from generator.catalog.facts import Delta, FactIndex
from generator.catalog.memory import Memory
from generator.catalog.packing import fingerprint
from generator.catalog.site import Site
from generator.notes.note import Note
from generator.notes.tree import Source


class Catalog(Memory):
    """All that is known of a wiki's notes, kept up to date one delta at a time."""

    def __init__(self, *, offline: bool = False) -> None:
        """Begin with no note at all; a first build is a delta of every note.

        ``offline`` says that links are for a disk, not for a server: a constant, so nobody need write down having
        asked.
        """
        self.offline = offline
        self._index: FactIndex[Note | Source | Site] = FactIndex(extract)
        super().__init__(self._index, fingerprint)

    def apply(self, delta: Delta[Note | Source | Site]) -> None:
        """Take in what came, changed or went."""
        self.change(self._index.apply(delta))

    def expect(self, note: Note) -> None:
        """Do what can be done for a note before it is known whether it comes."""
        self._index.expect(note.path, note)

    def said(self, *key: Any) -> Mapping[str, Any]:
        """Return what notes say under a key, by path, in no particular order."""
        facts: Mapping[str, Any] = self.fact(*key)
        return facts

    def card(self, path: str) -> Card:
        """Return what others show of the note at ``path``; it must exist."""
        card: Card = self.fact("card", path)[path]
        return card

    def site(self) -> Site:
        """Return what pages need to know of the wiki as a whole."""
        return next(iter(self.said("site").values()), Site())
