"""What an edition is, and what a person's consent amounts to in it.

In: an audience, a day, and a note's consent with the wiki's defaults. Out: the consent that holds on that day. It fails
closed: in doubt, and past its day, an interview is private. The day is given; there is no clock here.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.editions.naming import holds_name, is_telling
from generator.notes.dates import Date
from generator.notes.note import Audience, Consent, Note
from generator.settings import ConsentSettings

_WIDER = {
    Audience.PUBLIC: frozenset({Audience.PUBLIC}),
    Audience.COHORT: frozenset({Audience.PUBLIC, Audience.COHORT}),
    Audience.PRIVATE: frozenset(Audience),
}
_UNSTATED = {audience.value: Consent(audience) for audience in Audience}
_FOR = {audience: Consent(audience, stated=True) for audience in Audience}
_NOBODY = Consent(Audience.PRIVATE, stated=True)


@dataclass(frozen=True, slots=True)
class Edition:
    """The site as one audience may see it on one day."""

    audience: Audience
    today: Date

    def shows(self, audience: Audience) -> bool:
        """Whether what is for ``audience`` may be seen in this edition."""
        return audience in _WIDER[self.audience]


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms notes are admitted: the edition, and what holds for interviews that do not say."""

    edition: Edition
    defaults: ConsentSettings


def agreed(note: Note, edition: Edition, defaults: ConsentSettings) -> Consent:
    """What the person of an interview has agreed to as of the edition's day; of a note of another kind, who may see it.

    Where the note says nothing, what the wiki says of its folder holds, and for an interview the wiki's default. Before
    the day it is given, and from the day it expires, consent is private; so is one whose stand-in name holds the real
    one, for it would hide nothing.
    """
    named = defaults.named_for(note.path) if defaults.folders else None
    if note.interview is None:
        return _FOR[note.audience or Audience(named or Audience.PUBLIC)]
    consent = note.interview.consent
    if not consent.stated:
        return _UNSTATED[named or defaults.default]
    if consent.expires is not None and consent.expires <= _latest(edition.today):
        return _NOBODY
    return _NOBODY if gives_itself_away(note) or is_yet_to_come(note, edition) else consent


def is_yet_to_come(note: Note, edition: Edition) -> bool:
    """Whether a person's consent is given on a later day than the edition's."""
    given = note.interview.consent.given if note.interview else None
    return given is not None and given > _latest(edition.today)


def gives_itself_away(note: Note) -> bool:
    """Whether a person's stand-in name holds the real one."""
    if note.interview is None or not note.interview.consent.name:
        return False
    stand_in, person, title = note.interview.consent.name, note.interview.person, note.title
    return holds_name(stand_in, person) or (is_telling(title) and holds_name(stand_in, title))


def _latest(day: Date) -> Date:
    """The last day that an inexact date may mean: consent must not outlive its day because a month was left out."""
    return Date(day.year, day.month or 12, day.day or 31)
