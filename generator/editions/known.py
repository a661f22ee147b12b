"""What a note is called, how it can be linked, and what its person agreed to: all of it that can matter to other notes.

In: one note. Out: a `Known`. As long as that is the same, no other note need be looked at again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from generator.editions.edition import Edition, agreed
from generator.editions.naming import key_of, suffixes, target_key
from generator.names import stem_of
from generator.notes.note import Consent, Kind, Note
from generator.settings import ConsentSettings


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a note.

    ``consent`` is None, and ``person`` "", where it is no interview; ``is_hidden`` is true of such a one that may not
    be seen. ``names`` are the keys it can be linked by, in the order in which they decide: its file's name; its title
    and person; its aliases; its slug and old addresses. ``ends`` are those of its path. ``referrals`` are the keys of
    who made the contact. ``is_term`` says that the first three of ``names`` are spellings of one term, ``is_silent``
    that it is an ordinary page that does not say who may see it.
    """

    path: str
    title: str
    person: str
    consent: Consent | None
    is_hidden: bool
    names: tuple[tuple[str, ...], ...]
    ends: tuple[str, ...]
    referrals: tuple[str, ...]
    is_term: bool
    is_silent: bool

    @property
    def slug(self) -> str:
        """The key of its slug."""
        return self.names[3][0]

    @property
    def spellings(self) -> frozenset[str]:
        """The keys of all spellings of the term that it describes; none where it describes none."""
        return frozenset(chain.from_iterable(self.names[:3])) if self.is_term else frozenset()


def known_of(note: Note, edition: Edition, defaults: ConsentSettings) -> Known:
    """What is known of a note in an edition."""
    interview = note.interview
    consent = agreed(note, edition, defaults)
    titles = (note.title, interview.person) if interview else (note.title,)
    return Known(
        note.path,
        note.title,
        interview.person if interview else "",
        consent if interview else None,
        interview is None and not edition.shows(consent.audience),
        (
            (key_of(stem_of(note.path)),),
            tuple(map(key_of, titles)),
            tuple(map(key_of, note.names)),
            (key_of(note.slug), *map(target_key, note.redirects)),
        ),
        suffixes(note.path),
        tuple(target_key(name.target) for name in interview.referred_by) if interview else (),
        note.kind is Kind.TERM,
        note.kind is Kind.PAGE and note.audience is None,
    )
