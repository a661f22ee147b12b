"""Which consent is in force for a note on a day, by the rules of `docs/consent.md`, worked out once more.

In: the day, what the settings say, and a note as it was read. Out: its consent, private where it does not hold. The
door works out the same; if it errs, this tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from generator.notes.dates import Date
from generator.notes.note import Audience, Consent, Note
from generator.publishing.leaks.folding import fold, is_unspaced

_PRIVATE = Consent(Audience.PRIVATE, stated=True)
_WORDS_OF_A_TITLE = 2
"""From how many words on a title is a name, and so gives somebody away."""

_LETTERS_OF_A_TITLE = 3
"""The same in letters, where a script has no spaces."""


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds on ``day`` where the settings say ``default``, and for some ``folders`` something else."""

    day: Date
    default: str
    folders: Mapping[str, str]

    def __call__(self, note: Note) -> Consent:
        """The consent in force for a note; of one that is no interview, who may see it."""
        for_folder = self._for_folder_of(note.path) if self.folders else None
        if note.interview is None:
            return Consent(note.audience or Audience(for_folder or "public"), stated=True)
        consent = note.interview.consent
        if not consent.stated:
            return Consent(Audience(for_folder or self.default))
        today = (self.day.year, self.day.month or 12, self.day.day or 31)
        begins, ends = _numbers(consent.given), _numbers(consent.expires)
        is_in_time = (begins is None or begins <= today) and (ends is None or today < ends)
        return consent if is_in_time and not (consent.name and _shows_through(note)) else _PRIVATE

    def _for_folder_of(self, path: str) -> str | None:
        """What holds for the innermost of the named folders that a note lies in."""
        parts = normalize("NFC", path).casefold().split("/")[:-1]
        named = {tuple(filter(None, name.casefold().split("/"))): audience for name, audience in self.folders.items()}
        around = [tuple(parts[:depth]) for depth in range(len(parts), -1, -1)]
        return next((named[folder] for folder in around if folder in named), None)


def _numbers(date: Date | None) -> tuple[int, int, int] | None:
    """A date that can be compared; one without a day counts from the first possible."""
    return (date.year, date.month, date.day) if date else None


def _shows_through(note: Note) -> bool:
    """Whether the stand-in has all of the name that it stands for."""
    assert note.interview is not None
    shown = b" %b " % fold(note.interview.consent.name)
    person, title = fold(note.interview.person), fold(note.title)
    is_name = len(title.split()) >= _WORDS_OF_A_TITLE or (
        is_unspaced(title) and len(title.decode()) >= _LETTERS_OF_A_TITLE
    )
    return any(name and b" %b " % name in shown for name in (person, title if is_name else b""))
