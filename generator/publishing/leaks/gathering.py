"""What an edition must not tell, gathered from the notes as they were written.

In: all notes before anything is left out, the edition's audience, and what each person has agreed to. Out: the secrets:
names, addresses, values and passages that nobody of that audience may read. What may be read elsewhere is no secret;
but a full name is one, whoever writes it, unless somebody who may be seen bears it. From one build to the next, in
another process, too, only what changed is asked again. Nothing is looked for here in what is published.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from msgspec.structs import replace

from generator.notes.note import Audience, Consent, Note
from generator.publishing.leaks.bearers import Bearers
from generator.publishing.leaks.candidates import candidates_of, may_hide, referred_by
from generator.publishing.leaks.faces import Faces
from generator.publishing.leaks.folding import fold
from generator.publishing.leaks.openness import Key, key_of
from generator.publishing.leaks.permitting import Permitted
from generator.publishing.leaks.secrets import Secret, SecretKind, encode_secrets
from generator.publishing.leaks.statements import Statement, statement_of
from generator.publishing.leaks.witnesses import Witnesses
from generator.workers import HERE, Workers


def secrets_of(
    notes: Iterable[Note], audience: Audience, holds: Callable[[Note], Consent], allowed: Iterable[str]
) -> tuple[Secret, ...]:
    """All that the edition for ``audience`` must not hold, each text once a kind.

    ``notes`` are as read; ``holds`` gives the consent in force for each; ``allowed`` are words that may occur although
    they are part of a secret. The private edition has no secrets.
    """
    gathering = Gathering(audience, holds)
    gathering.update({note.path: note for note in notes})
    return gathering.secrets(allowed)


@dataclass(frozen=True, slots=True)
class _Hiding:
    """What one note may hide: of its own, and of each person who made the contact, by their folded name. ``allow`` are
    words that may occur all the same, ``called`` the folded names of who says so.
    """

    own: Mapping[Key, Secret]
    referred: tuple[tuple[bytes, Mapping[Key, Secret]], ...]
    allow: tuple[str, ...]
    called: frozenset[bytes]


class Gathering:
    """The secrets of one edition, from one build to the next."""

    def __init__(self, audience: Audience, holds: Callable[[Note], Consent]) -> None:
        """Begin with no note at all; ``holds`` gives the same consent for the same note, always."""
        self._audience = audience
        self._holds = holds
        self._notes: dict[str, Note] = {}
        self._hiding: dict[str, _Hiding] = {}
        self._bearers = Bearers(self._called_at)
        self._faces = Faces()
        self._chosen_by: tuple[frozenset[str], frozenset[bytes]] | None = None
        self._candidates: dict[Key, Secret] = {}
        self._untold: set[str] = set()
        self._witnesses = Witnesses(self._notes, audience, holds)
        self._secrets: tuple[Secret, ...] = ()
        self._encoded = b""

    def take_up(self, notes: Mapping[str, Note], remembered: bytes, held: Callable[[Note], Consent]) -> None:
        """Begin with the notes of the last build and what `remember` gave then, b"" for nothing; ``held`` gives the
        consent that was in force.
        """
        self.update(notes)
        # When some consent has begun or ended since, all are asked anew: whom that concerns is not worth the thought.
        same = held == self._holds or all(held(note) == self._holds(note) for note in notes.values())
        if remembered and same:
            self._witnesses.take_up(remembered)
            self._untold = set()

    def update(self, changed: Mapping[str, Note], gone: Iterable[str] = ()) -> None:
        """Take in new and changed notes, and the paths of those that are gone."""
        if self._audience is Audience.PRIVATE:
            return
        taken = {path: changed.get(path) for path in (*gone, *changed)}
        for path, note in taken.items():
            self._faces.take(path, note, self._holds(note) if note else Consent())
        for path, note in {**taken, **self._faces.turned()}.items():
            self._take(path, note)
            self._untold.add(path)

    def secrets(self, allowed: Iterable[str] = (), workers: Workers = HERE) -> tuple[Secret, ...]:
        """The secrets as of the last update; the very same tuple as last time if they are the same."""
        self._choose(frozenset(allowed))
        secrets = self._witnesses.update(self._candidates, self._untold, workers)
        self._untold = set()
        if secrets is not self._secrets and secrets != self._secrets:
            self._secrets, self._encoded = secrets, encode_secrets(secrets) if secrets else b""
        return self._secrets

    def encoded(self, allowed: Iterable[str] = (), workers: Workers = HERE) -> bytes:
        """The same as bytes that can go to another process; none where there are no secrets."""
        self.secrets(allowed, workers)
        return self._encoded

    def remember(self) -> bytes:
        """What another process can begin with, once the secrets are known."""
        return self._witnesses.remember()

    def _take(self, path: str, note: Note | None) -> None:
        self._notes.pop(path, None)
        self._bearers.turn(path)
        hid = self._hiding.pop(path, None)
        if note is not None:
            portrait = _portrait(note) if self._faces.is_kept_back(path) else ()
            if portrait:
                note = replace(note, image="")
            self._notes[path] = note
            if portrait or may_hide(note, self._audience, self._holds(note)):
                self._hiding[path] = _hiding(self._statement(note), portrait)
        if hid != self._hiding.get(path):
            self._chosen_by = None

    def _choose(self, allowed: frozenset[str]) -> None:
        """Bring the candidates up to date, the first of each key in the order of paths. ``allowed`` are words that may
        occur whoever hides them; what a note allows may, where that note or the name of its person hides it.
        """
        introduced = self._introduced()
        if self._chosen_by == (allowed, introduced):
            return
        self._chosen_by = allowed, introduced
        hiding = [self._hiding[path] for path in sorted(self._hiding)]
        permitted = Permitted().and_also(allowed)
        groups = [(each.own, each.allow) for each in hiding]
        of_themselves = self._allowed_of_themselves()
        groups += [
            (group, (*each.allow, *of_themselves.get(name, ())))
            for each in hiding
            for name, group in each.referred
            if name not in introduced
        ]
        self._candidates = {}
        for group, allow in groups:
            may_occur = permitted.and_also(allow)
            for key, secret in group.items():
                if not may_occur.holds(secret, key[0]):
                    self._candidates.setdefault(key, secret)

    def _allowed_of_themselves(self) -> Mapping[bytes, tuple[str, ...]]:
        """What people allow of what they are called, by each of their names: others may name them, too."""
        found: dict[bytes, tuple[str, ...]] = defaultdict(tuple)
        for each in self._hiding.values():
            for name in each.called:
                found[name] += each.allow
        return found

    def _introduced(self) -> frozenset[bytes]:
        """Those who made a contact and speak for themselves, too, under their own name."""
        referred = {name for each in self._hiding.values() for name, _ in each.referred}
        return self._bearers.borne_among(referred) if referred else frozenset()

    def _called_at(self, path: str) -> frozenset[bytes]:
        """What somebody is called who speaks for themselves."""
        statement = self._visible(path)
        speaks = statement is not None and statement.note.interview is not None and not statement.stand_in
        return _called(statement, statement.called) if statement and speaks else frozenset()

    def _visible(self, path: str) -> Statement | None:
        """What a note says; nothing if it is not part of the edition."""
        note = self._notes.get(path)
        statement = self._statement(note) if note else None
        return statement if statement and statement.visible else None

    def _statement(self, note: Note) -> Statement:
        return statement_of(note, self._audience, self._holds(note))


def _portrait(note: Note) -> tuple[Secret, ...]:
    return (Secret(PurePosixPath(note.image).stem, SecretKind.PORTRAIT, note.path, "image"),)


def _hiding(statement: Statement, portrait: Iterable[Secret]) -> _Hiding:
    allow = statement.note.interview.consent.allow if statement.note.interview else ()
    return _Hiding(
        _by_key((*candidates_of(statement), *portrait)),
        tuple((name, _by_key(candidates)) for name, candidates in referred_by(statement)),
        allow,
        _called(statement, (value.text for value in statement.real_names)) if allow else frozenset(),
    )


def _by_key(secrets: Iterable[Secret]) -> dict[Key, Secret]:
    found: dict[Key, Secret] = {}
    for secret in secrets:
        found.setdefault(key_of(secret), secret)
    return found


def _called(statement: Statement, names: Iterable[str]) -> frozenset[bytes]:
    note = statement.note
    return frozenset(map(fold, (statement.stem, note.slug, note.title, *names)))
