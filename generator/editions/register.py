"""All notes of a wiki, as far as one can matter to another, and from them the roster of who must not be named.

In: notes as they come, change and go. Out: a `Roster`, the very same for as long as nothing changes that it depends
on, so that an edit costs what it touches. Only here are notes compared: of two on one person that disagree, the
narrower holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.diagnostics import Code, Diagnostic
from generator.editions.door import Door
from generator.editions.edition import Edition, gives_itself_away, is_yet_to_come
from generator.editions.guarded import Guarded, Roster
from generator.editions.indexing import indexed
from generator.editions.known import Known, known_of
from generator.editions.new_names import new_file_paths, with_paths
from generator.editions.renaming import Namesakes, content, hidden, under_new_name
from generator.editions.settling import settled
from generator.editions.withholding import OF_NAMES, WHOLE
from generator.notes.note import Audience, Consent, Note
from generator.notes.tree import Source
from generator.settings import ConsentSettings


class Register:
    """The notes of one wiki for one edition."""

    def __init__(self, edition: Edition, defaults: ConsentSettings) -> None:
        """Begin with no note at all."""
        self._edition = edition
        self._defaults = defaults
        self._notes: dict[str, Note] = {}
        self._known: dict[str, Known] = {}
        self._consents: dict[str, Consent] = {}
        self._doubts: dict[str, Diagnostic] = {}
        self._faces: tuple[Diagnostic, ...] = ()
        self._files: tuple[Source, ...] = ()
        self._roster: Roster | None = Roster()
        self._renamed: frozenset[str] = frozenset()

    def update(self, changed: Iterable[Note], gone: Iterable[str] = (), files: Iterable[Source] = ()) -> None:
        """Take in new and changed notes, the paths of those that are gone, and all attachments."""
        if self._edition.audience is Audience.PRIVATE:
            return
        for path in gone:
            self._notes.pop(path, None)
            if self._known.pop(path, None) is not None:
                self._roster = None
        for note in changed:
            known = known_of(note, self._edition, self._defaults)
            # Who has a new name has it, and the files so called, by all that the note says.
            if self._known.get(note.path) != known or note.path in self._renamed:
                self._roster = None
            self._notes[note.path] = note
            self._known[note.path] = known
            if self._roster is not None:
                self._look_for_doubts(note.path)
        files = tuple(files)
        if self._renamed and files != self._files:
            self._roster = None
        self._files = files

    def roster(self) -> Roster:
        """Who must not be named, as of the last update."""
        if self._roster is None:
            self._roster = self._made()
        return self._roster

    def doubts(self) -> tuple[Diagnostic, ...]:
        """What to tell the author of interviews that are held back, or renamed, for more than their own consent, and of
        portraits that are withheld without a word of theirs.
        """
        self.roster()
        return (*self._doubts.values(), *self._faces)

    def _made(self) -> Roster:
        everyone = {path: self._known[path] for path in sorted(self._known)}
        self._consents = settled(everyone.values(), self._edition)
        self._doubts = {}
        for path in self._consents:
            self._look_for_doubts(path)
        guarded: dict[str, Guarded] = {}
        for path, consent in self._consents.items():
            if not self._edition.shows(consent.audience) or WHOLE in consent.withhold:
                guarded[path] = hidden(self._notes[path])
            elif consent.name or not OF_NAMES.isdisjoint(consent.withhold):
                guarded[path] = under_new_name(self._notes[path], consent)
        guarded |= {path: hidden(self._notes[path]) for path, known in everyone.items() if known.is_hidden}
        namesakes = Namesakes(guarded.values())
        for path, known in everyone.items():
            if path not in guarded and (named := namesakes.guarded(self._notes[path], known)):
                is_about_them = namesakes.is_page_on_one(known)
                guarded[path] = hidden(self._notes[path]) if is_about_them else named
                if is_about_them:
                    self._doubts[path] = _page_on_somebody(self._notes[path])
        self._renamed = frozenset(path for path, each in guarded.items() if each.shown)
        self._faces = tuple(self._told_of_faces(guarded.values()))
        others = [known for path, known in everyone.items() if path not in guarded]
        taken = frozenset(known.path.casefold() for known in others)
        slugs = frozenset(known.slug for known in others if known.consent is not None)

        def roster(told: Mapping[str, str]) -> Roster:
            found = indexed(everyone, with_paths(guarded.values(), taken, slugs, told))
            return replace(found, alike=self._alike(), withheld=self._withheld())

        first = roster({})
        told = self._told(guarded.values(), first)
        renamed = [self._notes[path] for path in sorted(self._renamed)]
        return replace(
            roster(told) if told else first,
            files=new_file_paths(renamed, guarded, self._files),
        )

    def _alike(self) -> tuple[frozenset[str], ...]:
        if all(OF_NAMES.issuperset(consent.withhold) for consent in self._consents.values()):
            return ()
        terms = (self._known[path].spellings for path in sorted(self._known))
        return tuple(spellings for spellings in terms if len(spellings) > 1)

    def _withheld(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What notes withhold for another of the same person."""
        return tuple(
            (path, consent.withhold)
            for path, consent in self._consents.items()
            if (own := self._known[path].consent) is not None and consent.withhold != own.withhold
        )

    def _told(self, guarded: Iterable[Guarded], roster: Roster) -> dict[str, str]:
        """What may be seen of notes that want the same slug, by path: it alone decides which of them gets it."""
        shown = [each for each in guarded if each.shown]
        slugs = Counter(each.slug for each in shown)
        alike = [each.path for each in shown if slugs[each.slug] > 1]
        door = Door(self._edition, roster, self._defaults)
        admitted = {path: door.admit(self._notes[path]) for path in alike}
        return {path: content(note) for path, note in admitted.items() if note is not None}

    def _told_of_faces(self, guarded: Iterable[Guarded]) -> Iterator[Diagnostic]:
        for each in guarded:
            image = self._notes[each.path].image
            consent = self._consents.get(each.path)
            if each.faceless and image and not (consent and "image" in consent.withhold):
                yield _portrait(each, image, is_interview=consent is not None)

    def _look_for_doubts(self, path: str) -> None:
        self._doubts.pop(path, None)
        told = self._doubt(path, self._consents[path]) if path in self._consents else None
        if told is not None:
            self._doubts[path] = Diagnostic(Code.BAD_CONSENT, path, *told)

    def _doubt(self, path: str, consent: Consent) -> tuple[str, str] | None:
        own = self._known[path].consent
        person = self._known[path].person
        if gives_itself_away(self._notes[path]):
            message = f"The stand-in for “{person}” holds the real name, so the note is private"
            return message, "Choose a name that has nothing of the person's own"
        if is_yet_to_come(self._notes[path], self._edition):
            return (
                "The day on which consent is given is yet to come, so the note is private until then",
                "Check the day",
            )
        if own is None or consent == own:
            return None
        if consent.audience != own.audience:
            message = f"Another interview of “{person}” is for a narrower audience, so this one is held back with it"
            return message, "Give both the same consent; if they are two people, tell their names apart"
        if consent.name == own.name:
            more = ", ".join(key for key in consent.withhold if key not in own.withhold)
            message = f"Another interview of “{person}” withholds {more}, so this one does too"
            return message, "Withhold the same in both; if they are two people, tell their names apart"
        message = f"Another interview of “{person}” has the stand-in “{consent.name}”, so this one has it too"
        return message, f"Write `name: {consent.name}` here too; if they are two people, tell their names apart"


def _page_on_somebody(note: Note) -> Diagnostic:
    message = f"This page is on “{note.title}”, who has a stand-in, and may tell who it is; it is private"
    hint = "If all may read it under the stand-in, add `kind: page` and `consent: public`"
    return Diagnostic(Code.BAD_CONSENT, note.path, message, hint)


def _portrait(guarded: Guarded, image: str, *, is_interview: bool) -> Diagnostic:
    message = f"The note goes by “{guarded.shown}”, and a face tells who it is, so its picture {image} is withheld"
    name = image.rpartition("/")[2]
    known = "write `withhold: [image]` under `consent`" if is_interview else "take it out of the front matter"
    hint = f"If it shows no face, embed it in the text: `![[{name}]]`; if it does, {known}"
    return Diagnostic(Code.PORTRAIT_WITHHELD, guarded.path, message, hint)
