"""All notes and attachments go through the door, again only where it must be.

In: notes as they come, change and go, all attachments, and on which terms they are admitted. Out: how the admitted ones
differ from those admitted before, under the paths that they have in the edition. An edit that touches nobody's name
costs one passage through the door; whatever changes who must not be named, all of them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic
from generator.editions.door import Door
from generator.editions.edition import Terms
from generator.editions.guarded import Roster
from generator.editions.register import Register
from generator.notes.census import Census
from generator.notes.dates import Date
from generator.notes.naming import place_of
from generator.notes.note import Audience, Kind, Note
from generator.notes.tree import Source

_FOREVER = Date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Admitted:
    """How the admitted notes differ from before, by their paths in the edition; and all attachments, under theirs.

    ``withdrawn`` are the author's paths of notes that are still there but no longer admitted.
    """

    changed: Mapping[str, Note]
    gone: frozenset[str]
    files: tuple[Source, ...]
    withdrawn: tuple[str, ...]


class Admission:
    """Everything that was read of a wiki, and what of it was admitted."""

    def __init__(self, terms: Terms) -> None:
        """Begin with no note at all."""
        self._terms = terms
        self._notes: dict[str, Note] = {}
        self._paths: dict[str, str] = {}
        self._shown: dict[Kind, set[str]] = {kind: set() for kind in Kind}
        self._ordinary: tuple[str, ...] | None = ()
        self._turns: dict[str, tuple[Date, ...]] = {}
        self._findings: dict[str, tuple[Diagnostic, ...]] = {}
        self.census = Census()
        self._register = Register(terms.edition, terms.defaults)
        self._roster: Roster | None = None
        self._door = Door(terms.edition, Roster(), terms.defaults)

    @property
    def notes(self) -> Mapping[str, Note]:
        """All notes as they were read, by path."""
        return self._notes

    def published(self) -> int:
        """How many interviews are admitted."""
        return len(self._shown[Kind.INTERVIEW])

    def ordinary_pages(self) -> tuple[str, ...]:
        """The admitted notes, by path, that are nothing but pages, those that stand for a folder aside."""
        if self._ordinary is None:
            self._ordinary = tuple(sorted(path for path in self._shown[Kind.PAGE] if not place_of(path).is_index))
        return self._ordinary

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what was found in each note, and what to tell of interviews that are held back for more than their own
        consent.
        """
        for found in self._findings.values():
            yield from found
        yield from self._register.doubts()

    def doubts_for(self, audience: Audience) -> Iterator[Diagnostic]:
        """Yield what the edition for another audience would tell of such interviews."""
        if audience is not self._terms.edition.audience:
            register = Register(replace(self._terms.edition, audience=audience), self._terms.defaults)
            register.update(self._notes.values())
            yield from register.doubts()

    def real_path(self, path: str) -> str:
        """Where the author keeps the note or attachment that has ``path`` in this edition."""
        return self._door.real_path(path)

    def holds_until(self) -> Date:
        """The first day after the edition's on which a consent begins or runs out, and what is admitted changes."""
        today = self._terms.edition.today
        return min((day for days in self._turns.values() for day in days if day > today), default=_FOREVER)

    def update(
        self, terms: Terms, changed: Mapping[str, Note], gone: Iterable[str], files: tuple[Source, ...]
    ) -> Admitted:
        """Take in what came, changed or went since the last update, and perhaps other terms."""
        gone = tuple(gone)
        for path in (*gone, *changed):
            self._take(path, changed.get(path))
        if terms != self._terms:
            self._terms, self._roster = terms, None
            self._register = Register(terms.edition, terms.defaults)
            self._register.update(self._notes.values(), (), files)
        else:
            self._register.update(changed.values(), gone, files)
        return self._admit(changed, gone, files)

    def _take(self, path: str, note: Note | None) -> None:
        self.census.apply(self._notes.pop(path, None), note)
        self._findings.pop(path, None)
        self._turns.pop(path, None)
        if note is None:
            return
        self._notes[path] = note
        if note.diagnostics:
            self._findings[path] = note.diagnostics
        if note.interview is not None:
            days = (note.interview.consent.given, note.interview.consent.expires)
            if any(days):
                self._turns[path] = tuple(day for day in days if day is not None)

    def _admit(self, changed: Mapping[str, Note], gone: tuple[str, ...], files: tuple[Source, ...]) -> Admitted:
        roster = self._register.roster()
        again = changed
        if roster is not self._roster:
            self._roster = roster
            self._door = Door(self._terms.edition, roster, self._terms.defaults)
            again = self._notes
        before = {path: self._paths.pop(path) for path in (*again, *gone) if path in self._paths}
        pages = frozenset(self._shown[Kind.PAGE].intersection(before))
        for shown in self._shown.values():
            shown.difference_update(before)
        admitted = {}
        for path, note in again.items():
            seen = self._door.admit(note)
            if seen is not None:
                self._paths[path] = seen.path
                admitted[seen.path] = seen
                self._shown[seen.kind].add(path)
        if pages != self._shown[Kind.PAGE].intersection(again):
            self._ordinary = None
        left = frozenset(before.values()) - admitted.keys()
        withdrawn = tuple(sorted(path for path in before if path in self._notes and path not in self._paths))
        return Admitted(admitted, left, tuple(map(self._door.admit_file, self._open(files))), withdrawn)

    def _open(self, files: tuple[Source, ...]) -> tuple[Source, ...]:
        """The files that may be published if a note uses them: of a folder that the edition does not show, only where
        notes in it are shown nevertheless, by their own word.
        """
        edition, defaults = self._terms.edition, self._terms.defaults
        shut = {name for name, audience in defaults.folders.items() if not edition.shows(Audience(audience))}
        if not shut:
            return files
        shut -= {defaults.folder_around(path) for path in self._paths}
        return tuple(file for file in files if defaults.folder_around(file.path) not in shut)
