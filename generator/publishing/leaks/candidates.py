"""What one note may have to hide.

In: a note as an edition has it. Out: candidates for secrets: names, addresses, values and passages that nobody of the
edition's audience may read. Whether one is a secret indeed depends on what other notes say, which is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from pathlib import PurePosixPath

from generator.notes.note import Audience, Consent, Note
from generator.notes.signs import names_behind
from generator.notes.vocabulary import ucot
from generator.publishing.leaks.contacts import contacts_in
from generator.publishing.leaks.folding import fold, is_unspaced
from generator.publishing.leaks.given_names import FREQUENT
from generator.publishing.leaks.names import (
    MOST_PARTS,
    PART,
    SHORT_PART,
    asides_in,
    handles_in,
    name_alone,
    names_in,
    parts_in,
    parts_of,
    people_in,
)
from generator.publishing.leaks.organizations import names_of_organization
from generator.publishing.leaks.reaching import ways_to_reach
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.statements import Statement, Value, prose_of

_RUN = 5
"""How many words of a passage are one secret: a leak of twice as many holds at least one such run whole."""

_WEIGHT = 10
"""How many letters a shorter text must have, digits counting twice, to be distinctive."""

_OF_NAMES = re.compile(
    r"(?:(?:first|last|full|given|family|middle|maiden|birth|legal|real|former|preferred|chosen|nick|sur)[ _-]?)?names?"
    r"|aka|also[ _-]known[ _-]as|goes[ _-]by|interviewed|speaker",
    re.IGNORECASE,
)
"""What the author's own keys are called that hold a person's name."""

_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|(?<=[。！？])|\n+")


def may_hide(note: Note, audience: Audience, consent: Consent) -> bool:
    """Whether a note can hold anything back: quick, for in many a wiki none does."""
    interview = note.interview
    return bool(
        consent.audience not in (Audience.PUBLIC, audience)
        or (interview is not None and interview.referred_by)
        or consent.name
        or consent.withhold
        or note.body.passages
    )


def candidates_of(statement: Statement) -> Iterator[Secret]:
    """What a note itself keeps back."""
    note = statement.note.path
    whose = statement.person
    if statement.note.interview is None:
        if not statement.visible and _says_something(statement.note.title, asked_for=False):
            yield Secret(statement.note.title, SecretKind.VALUE, note, "title")
    elif not statement.visible or statement.stand_in:
        yield from _names(statement)
    if statement.stand_in:
        # Whoever has one cannot be reached: of their pages, none holds what the author's own keys say.
        for value in statement.own:
            yield from (Secret(way, SecretKind.VALUE, note, value.key) for way in ways_to_reach(value.key, value.text))
    for value in statement.hidden:
        if value.key == "image" or (value.key == "body" and "/" not in value.text and "@" not in value.text):
            yield Secret(value.text, SecretKind.FILE_NAME, note, value.key)
        elif len(fold(value.text).split()) < 2 * _RUN:
            for text in names_of_organization(value.text) if _is_asked_for(statement, value) else (value.text,):
                if _says_something(text, asked_for=statement.visible):
                    yield Secret(text, SecretKind.VALUE, note, value.key)
        else:
            yield from (Secret(run, SecretKind.PASSAGE, note, value.key, whose) for run in runs_of(value.text))
    yield from (Secret(run, SecretKind.PASSAGE, note, "body", whose) for run in runs_of(prose_of(statement.shut)))


def _names(statement: Statement) -> Iterator[Secret]:
    note = statement.note
    words: set[bytes] = set()
    # Under a stand-in, even a frequent first name tells who is speaking.
    but, least = (frozenset[bytes](), SHORT_PART) if statement.visible else (FREQUENT, PART)
    for value in statement.real_names:
        if not _LETTER.search(value.text):
            continue  # a note that is called after a day names nobody
        for name in names_in(value.text):
            words.update(fold(name).split())
            yield Secret(name, SecretKind.NAME, note.path, value.key)
        yield from (Secret(handle, SecretKind.HANDLE, note.path, value.key) for handle in handles_in(value.text))
        yield from _parts(parts_in(value.text, but, least), note.path, value.key)
    for key, name in _other_names(statement):
        # Under a stand-in, one that is but a short word is told by its capitals alone, as a part is.
        if not (least < PART and len(name) < PART and not is_unspaced(fold(name))):
            yield Secret(name, SecretKind.NAME, note.path, key)
        yield from _parts(parts_of(name.split(), least), note.path, key)
    for value in statement.own:
        if _OF_NAMES.fullmatch(value.key.rpartition(".")[2]):
            if len(value.text.split()) > 1:
                yield from (Secret(name, SecretKind.NAME, note.path, value.key) for name in names_in(value.text))
            yield from _parts(parts_in(value.text, but, least), note.path, value.key)
    for fuller in _fuller_names(statement, words):
        yield Secret(" ".join(fuller), SecretKind.NAME, note.path, "")
        yield from _parts(parts_of(fuller[1:], PART), note.path, "")
    if not statement.visible and note.title != statement.real_names[0].text:
        yield Secret(note.title, SecretKind.VALUE, note.path, "title")
    for text, kind, key in (
        (note.slug, SecretKind.ADDRESS, "slug"),
        (statement.stem, SecretKind.FILE_NAME, ""),
        *((address, SecretKind.ADDRESS, "aliases") for address in note.redirects),
    ):
        slug = PurePosixPath(text.rstrip("/")).name
        made_of = set(fold(slug).split())
        if len(made_of) > 1 and _LETTER.search(slug) and (not statement.visible or made_of & words):
            yield Secret(slug, kind, note.path, key)


def _other_names(statement: Statement) -> Iterator[tuple[str, str]]:
    """The names beside the one that `person` begins with, each with its key: in parentheses, unless that is where they
    work, and behind "Anonymous".
    """
    asides = [(value.key, aside) for value in statement.real_names for aside in asides_in(value.text)]
    values = {fold(value.text) for value in (*statement.said, *statement.hidden)} if asides else set()
    yield from ((key, aside) for key, aside in asides if fold(aside) not in values)
    title, files = statement.note.title, statement.file_names
    yield from (("", name) for name in names_behind(statement.person, files[0], title))
    if statement.person == title and not name_alone(title) and (name := name_alone(files[0])):
        yield "", name  # there is no `person`, and what the note is called is not like a name


def _fuller_names(statement: Statement, known: Collection[bytes]) -> Iterator[Sequence[str]]:
    """The whole name in a title, or a file's or its folder's name, where `person` holds but the first:
    `dana-rivera.md` of Dana R.
    """
    if sum(len(word) > 1 for word in known) == 1:
        for text in (statement.note.title, *statement.file_names):
            for words in people_in(text):
                if 1 < len(words) <= MOST_PARTS and fold(words[0]) in known and fold(words[-1]) not in known:
                    yield words


def referred_by(statement: Statement) -> Iterator[tuple[bytes, tuple[Secret, ...]]]:
    """Those who made the contact: their folded name, and what is secret if they were never asked themselves."""
    note = statement.note
    for name in note.interview.referred_by if note.interview else ():
        for text in contacts_in(name.target):
            whole = (Secret(called, SecretKind.REFERRED, note.path, "referred_by") for called in names_in(text))
            parts = parts_in(text, but=frozenset(), least=PART)
            yield fold(text), (*whole, *_parts(parts, note.path, "referred_by"))


def _parts(parts: Iterable[str], note: str, key: str) -> Iterator[Secret]:
    return (Secret(part, SecretKind.PART, note, key) for part in parts)


def _is_asked_for(statement: Statement, value: Value) -> bool:
    return statement.visible and value.key.endswith("organization")


def runs_of(text: str) -> Iterator[str]:
    """A text in runs of a few words, none across the end of a sentence; without those that say too little."""
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        count = max(1, len(words) // _RUN)
        for number in range(count):
            until = (number + 1) * _RUN if number + 1 < count else len(words)
            run = " ".join(words[number * _RUN : until])
            folded = fold(run)
            if is_unspaced(folded):
                letters = "".join(words)
                yield from (letters[at : at + _WEIGHT] for at in range(0, max(1, len(letters) - 5), _WEIGHT))
                break
            if _weighs(folded, _WEIGHT):
                yield run


def _says_something(value: str, *, asked_for: bool) -> bool:
    """Whether a value is worth looking for. One that somebody asked to withhold is, unless it is tiny; of the others
    neither a word written small nor one that Fieldpath itself suggests.
    """
    if asked_for and value.isupper() and len(value) >= SHORT_PART:
        return True
    if not _weighs(fold(value), PART) or (value.isdigit() and len(value) <= PART):
        return False
    return asked_for or not (value in _suggested() or (value.islower() and value.isalpha()))


@cache
def _suggested() -> frozenset[str]:
    words = ucot()
    return frozenset((*words.sectors, *words.career_types, *words.job_functions))


def _weighs(folded: bytes, least: int) -> bool:
    """Whether a folded text has so many letters, digits counting twice."""
    letters = folded.decode().replace(" ", "")
    return len(letters) >= least or len(letters) + sum(map(str.isdigit, letters)) >= least
