"""How much there is: interviews, fields, and how often an interview names a field; and which keys notes have.

In: notes as they come, change and go. Out: figures, kept up to date one note at a time. Here a note counts whoever may
see it: the author is told what was read, not what is published.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from generator.names import fold_name
from generator.notes.note import Kind, Note, Taxonomy


@dataclass(slots=True)
class Census:
    """The notes in figures. ``interviews`` counts those of each audience's stated consent, "" where none is stated."""

    interviews: Counter[str] = field(default_factory=Counter)
    _keys: Counter[str] = field(default_factory=Counter)
    _named: Counter[str] = field(default_factory=Counter)
    _titles: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    def apply(self, old: Note | None, new: Note | None) -> None:
        """Count a note that came, changed or went."""
        for note, sign in ((old, -1), (new, 1)):
            if note is None:
                continue
            for key in note.keys:
                self._keys[key] += sign
            if note.kind is Kind.INTERVIEW and note.interview is not None:
                consent = note.interview.consent
                self.interviews[consent.audience.value if consent.stated else ""] += sign
                for name in _fields_of(note):
                    self._named[name] += sign
        if old is not None:
            self._titles.pop(old.path, None)
        if new is not None and new.term is not None and new.term.taxonomy == Taxonomy.FIELDS:
            self._titles[new.path] = fold_name(new.title), tuple(map(fold_name, new.names))

    def fields(self) -> int:
        """How many fields interviews name; a name and its aliases are one."""
        titles = {alias: title for title, aliases in self._titles.values() for alias in aliases}
        return len({titles.get(name, name) for name, count in self._named.items() if count > 0})

    def keys(self) -> tuple[str, ...]:
        """The keys that notes have, as typed, if the wiki maps any."""
        return tuple(sorted(key for key, count in self._keys.items() if count > 0))

    def assignments(self) -> int:
        """How many pairs of interview and field there are."""
        return self._named.total()


def _fields_of(note: Note) -> set[str]:
    return {fold_name(mention.name) for mention in note.mentions if mention.taxonomy is Taxonomy.FIELDS}
