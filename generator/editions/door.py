"""The one door: a note and an edition become the note that this audience may see, or none.

In: a `Note` as read, and the roster of all who must not be named. Out: the very same note where there is nothing to
hide; else one without narrower passages and withheld values, under its stand-in and without its portrait, naming
nobody on the roster. What comes after has never seen the rest. Nothing is rendered here. Comments are gone since
reading.
"""

from __future__ import annotations

from msgspec.structs import replace

from generator.editions.bodies import without_passages
from generator.editions.edition import Edition, agreed
from generator.editions.guarded import Guarded, Roster
from generator.editions.references import Folder, References
from generator.editions.retelling import Retelling
from generator.editions.withholding import WHOLE, Alike, without_values
from generator.notes.note import Audience, Consent, Note
from generator.notes.tree import Source
from generator.settings import ConsentSettings


class Door:
    """Admits notes to one edition. It remembers nothing of those it has seen."""

    def __init__(self, edition: Edition, roster: Roster, defaults: ConsentSettings) -> None:
        self._edition = edition
        self._defaults = defaults
        self._guarded = {guarded.path: guarded for guarded in roster.guarded if guarded.path}
        self._new_paths = {file.path: file.new_path for file in roster.files}
        self._real_paths = {guarded.new_path: guarded.path for guarded in roster.guarded if guarded.shown}
        self._real_paths |= {file.new_path: file.path for file in roster.files}
        self._references = References(roster)
        self._retelling = Retelling.of(roster.guarded)
        self._alike = Alike(roster.alike)
        self._withheld = dict(roster.withheld)

    def admit(self, note: Note) -> Note | None:
        """The note as the edition's audience may see it; None where it may not."""
        consent = agreed(note, self._edition, self._defaults)
        if self._edition.audience is not Audience.PUBLIC:
            note = _with_terms(note, consent)
        if self._edition.audience is Audience.PRIVATE:
            return note
        guarded = self._guarded.get(note.path)
        if guarded is not None and not guarded.shown:
            return None
        folder = note.path.rpartition("/")[0]
        if not self._edition.shows(consent.audience) or WHOLE in consent.withhold:
            return None
        if withhold := self._withheld.get(note.path, consent.withhold):
            note = without_values(note, withhold, self._alike)
        if note.body.passages:
            note = replace(note, body=without_passages(note.body, self._edition))
        if guarded is not None:
            note = _renamed(note, guarded)
        note = self._with_references(note, Folder(folder, moved=note.path.rpartition("/")[0] != folder))
        retelling = self._retelling.and_of(guarded) if guarded is not None else self._retelling
        retelling = retelling.touching(note)
        if not retelling:
            return note
        retold = retelling.note(note, guarded)
        return note if retold == note else retold

    def admit_file(self, file: Source) -> Source:
        """The attachment under the path that it has in this edition; the very same where its name tells nothing."""
        new_path = self._new_paths.get(file.path)
        return file if new_path is None else replace(file, path=new_path)

    def real_path(self, path: str) -> str:
        """Where the author keeps the note or attachment that has ``path`` in this edition."""
        return self._real_paths.get(path, path)

    def _with_references(self, note: Note, folder: Folder) -> Note:
        if not self._references and not folder.moved:
            return note
        body = self._references.body(note.body, folder)
        image = self._references.image(note.image, folder)
        if body is not note.body or image != note.image:
            note = replace(note, body=body, image=image)
        interview = note.interview
        if interview is not None and interview.referred_by:
            referrals = self._references.referrals(interview.referred_by, folder)
            if referrals != interview.referred_by:
                note = replace(note, interview=replace(interview, referred_by=referrals))
        return note


def _with_terms(note: Note, in_force: Consent) -> Note:
    """The note with what is in force of its person's consent, for a page that tells on which terms it may be seen."""
    if note.interview is None:
        return note
    consent = note.interview.consent
    if consent.stated:
        in_force = consent if consent.audience is in_force.audience else replace(consent, holds=False)
    return note if in_force == consent else replace(note, interview=replace(note.interview, consent=in_force))


def _renamed(note: Note, guarded: Guarded) -> Note:
    """The note under the names it has in the edition.

    Its aliases go: each is a name of the same person. So does what the author added for templates of their own: it is
    not ours to judge, and may well name the person.
    """
    interview = note.interview
    if interview is not None:
        person = guarded.stand_in or interview.person
        interview = replace(interview, person=person, consent=Consent(interview.consent.audience, stated=True))
    return replace(
        note,
        path=guarded.new_path,
        title=guarded.shown,
        slug=guarded.slug,
        names=(),
        redirects=(),
        image="" if guarded.faceless else note.image,
        interview=interview,
        extra=None,
    )
