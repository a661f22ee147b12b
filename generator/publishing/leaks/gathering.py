"""What an edition must not tell, gathered from the notes as they were written.

In: all notes before anything is left out, the edition's audience, and what each person has agreed to. Out: the secrets:
names, addresses, values and passages that nobody of that audience may read. What may be read elsewhere is no secret;
but a full name is one, whoever writes it, unless somebody who may be seen bears it. Nothing is looked for here in what
is published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath

from generator.notes.note import Audience, Consent, Note
from generator.notes.vocabulary import ucot
from generator.publishing.leaks.folding import fold, is_unspaced
from generator.publishing.leaks.looking import Looker
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.statements import Statement, Value, statement_of

_HONORIFICS = frozenset(b"dr prof professor mr mrs ms mx miss sir dame phd md msc bsc ma mba jr sr ii iii".split())
_PART = 4
"""From how many letters on a part of a name is looked for by itself."""

_RUN = 5
"""How many words of a passage are one secret: a leak of twice as many holds at least one such run whole."""

_WEIGHT = 10
"""How many letters a shorter text must have, digits counting twice, to be distinctive."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|(?<=[。！？])|\n+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NAME_KINDS = (SecretKind.NAME, SecretKind.PART, SecretKind.REFERRED)


def secrets_of(
    notes: Iterable[Note], audience: Audience, holds: Callable[[Note], Consent], allowed: Iterable[str]
) -> tuple[Secret, ...]:
    """All that the edition for ``audience`` must not hold, in the order of the notes, each text once a kind.

    ``notes`` are as read; ``holds`` gives the consent in force for each; ``allowed`` are words that may occur although
    they are part of a secret. The private edition has no secrets.
    """
    notes = tuple(notes)
    if audience is Audience.PRIVATE or not any(_may_hide(note, audience, holds(note)) for note in notes):
        return ()
    statements = [statement_of(note, audience, holds(note)) for note in notes]
    seen = [statement for statement in statements if statement.visible]
    candidates = [secret for statement in statements for secret in _candidates(statement)]
    candidates += _referred(statements)
    permitted = {fold(text) for text in allowed}
    kept = {(fold(secret.text), _family(secret)): secret for secret in reversed(candidates)}
    for text, family in list(kept):
        if not text or text in permitted:
            del kept[text, family]
    return _without_what_is_said(tuple(reversed(kept.values())), seen) if kept else ()


def _may_hide(note: Note, audience: Audience, consent: Consent) -> bool:
    """Whether a note can hold anything back: quick, for in many a wiki none does."""
    interview = note.interview
    return bool(
        (interview is not None and (consent.audience not in (Audience.PUBLIC, audience) or interview.referred_by))
        or consent.name
        or consent.withhold
        or note.body.passages
    )


def _candidates(statement: Statement) -> Iterator[Secret]:
    note = statement.note.path
    if not statement.visible or statement.stand_in:
        yield from _names(statement)
    for value in statement.hidden:
        if value.key == "image" or (value.key == "body" and "/" not in value.text and "@" not in value.text):
            yield Secret(value.text, SecretKind.FILE_NAME, note, value.key)
        elif len(fold(value.text).split()) < 2 * _RUN:
            if _says_something(value.text, asked_for=statement.visible):
                yield Secret(value.text, SecretKind.VALUE, note, value.key)
        else:
            yield from (Secret(run, SecretKind.PASSAGE, note, value.key) for run in runs_of(value.text))
    yield from (Secret(run, SecretKind.PASSAGE, note, "body") for run in runs_of(statement.passages))


def _names(statement: Statement) -> Iterator[Secret]:
    note = statement.note
    words: set[bytes] = set()
    for value in statement.real_names:
        for name in _called(value.text):
            words.update(fold(name).split())
            yield Secret(name, SecretKind.NAME, note.path, value.key)
        yield from _parts(value, note.path)
    if not statement.visible and note.title != statement.real_names[0].text:
        yield Secret(note.title, SecretKind.VALUE, note.path, "title")
    for text, kind, key in (
        (note.slug, SecretKind.ADDRESS, "slug"),
        (statement.stem, SecretKind.FILE_NAME, ""),
        *((address, SecretKind.ADDRESS, "aliases") for address in note.redirects),
    ):
        slug = PurePosixPath(text.rstrip("/")).name
        made_of = set(fold(slug).split())
        if len(made_of) > 1 and (not statement.visible or made_of & words):
            yield Secret(slug, kind, note.path, key)


def _called(name: str) -> Iterator[str]:
    """A name as written, without titles and degrees, and with the first and last of its parts alone."""
    yield name
    words = [word for word in re.split(r"[\s,()]+", name) if word and fold(word) not in _HONORIFICS | {b"ph d"}]
    if words:
        yield " ".join(words)
    if len(words) in (3, 4) and words[0][:1].isupper() and words[-1][:1].isupper():
        yield f"{words[0]} {words[-1]}"


def _parts(value: Value, note: str) -> Iterator[Secret]:
    words = re.split(r"[\s,()/]+", value.text)
    if len([word for word in words if word]) > 4:
        return  # an alias that is a sentence, not a name
    for word in words:
        for part in dict.fromkeys((word, *word.split("-"))):
            folded = fold(part)
            if len(folded.decode().replace(" ", "")) >= _PART and not is_unspaced(folded) and folded not in _HONORIFICS:
                yield Secret(part.strip(".,;:"), SecretKind.PART, note, value.key)


def _referred(statements: Iterable[Statement]) -> Iterator[Secret]:
    """Those who made a contact and were never asked themselves."""
    known = set()
    for each in statements:
        if each.visible and not each.stand_in:
            known |= {fold(text) for text in (each.stem, each.note.slug, each.note.title)}
            known |= {fold(value.text) for value in each.real_names}
    for each in statements:
        for name in each.note.interview.referred_by if each.note.interview else ():
            text = name.target.partition("|")[0].partition("#")[0].rpartition("/")[2].removesuffix(".md")
            if fold(text) not in known:
                for called in _called(text):
                    yield Secret(called, SecretKind.REFERRED, each.note.path, "referred_by")
                yield from _parts(Value("referred_by", text), each.note.path)


def runs_of(text: str) -> Iterator[str]:
    """A text in runs of a few words, none across the end of a sentence; without those that say too little."""
    for sentence in _SENTENCE_END.split(text):
        words = sentence.split()
        count = max(1, len(words) // _RUN)
        for number in range(count):
            until = (number + 1) * _RUN if number + 1 < count else len(words)
            run = " ".join(words[number * _RUN : until])
            if is_unspaced(fold(run)):
                letters = "".join(words)
                yield from (letters[at : at + _WEIGHT] for at in range(0, max(1, len(letters) - 5), _WEIGHT))
                break
            if _weight(run) >= _WEIGHT:
                yield run


def _says_something(value: str, *, asked_for: bool) -> bool:
    """Whether a value is worth looking for. One that somebody asked to withhold is, unless it is tiny; of the others
    neither a word written small nor one that Fieldpath itself suggests.
    """
    if _weight(value) < _PART or (value.isdigit() and len(value) <= _PART):
        return False
    return asked_for or not (value in _suggested() or (value.islower() and value.isalpha()))


@cache
def _suggested() -> frozenset[str]:
    words = ucot()
    return frozenset((*words.sectors, *words.career_types, *words.job_functions))


def _weight(text: str) -> int:
    letters = fold(text).decode().replace(" ", "")
    return len(letters) + sum(map(str.isdigit, letters))


def _family(secret: Secret) -> bool:
    return secret.kind in _NAME_KINDS


def _without_what_is_said(secrets: tuple[Secret, ...], seen: list[Statement]) -> tuple[Secret, ...]:
    """Leave out what those who may be seen say or are called."""
    borne: set[bytes] = set()
    own: set[bytes] = set()
    for each in seen:
        called = [each.stand_in] if each.stand_in else [value.text for value in each.real_names]
        borne.update(fold(name) for text in called for name in _called(text))
        own.update(word for text in _own_texts(each, called) for word in fold(text).split())
    parts = [secret for secret in secrets if _is_word(secret)]
    spelt = {word for secret in parts for word in (secret.text, secret.text.lower())}
    ordinary: set[bytes] = set()
    said: set[Secret] = set()
    rest = Looker([secret for secret in secrets if not _family(secret)])
    for each in seen:
        texts = "\n".join((each.prose, *(value.text for value in each.said), *_titles(each)))
        ordinary.update(fold(word) for word in spelt.intersection(_WORD.findall(texts)) if word.islower())
        # A value withheld from the front matter is not told by the same note in another place.
        said |= {
            secret
            for secret in rest.stated_in(texts, said)
            if secret.kind is SecretKind.PASSAGE or secret.note != each.note.path
        }
    return tuple(
        secret
        for secret in secrets
        if secret not in said
        and not (_is_name(secret) and fold(secret.text) in borne)
        and not (_is_word(secret) and fold(secret.text) in own | ordinary)
    )


def _own_texts(statement: Statement, called: list[str]) -> Iterator[str]:
    yield from called
    yield from _titles(statement)
    yield from (value.text for value in statement.said if value.key not in ("summary", "date", "image", "body"))


def _titles(statement: Statement) -> Iterator[str]:
    if not statement.stand_in:
        yield statement.note.title
        yield from statement.note.names


def _is_name(secret: Secret) -> bool:
    return _family(secret) or secret.kind is SecretKind.FILE_NAME  # a picture is often called after a person


def _is_word(secret: Secret) -> bool:
    return _family(secret) and len(fold(secret.text).split()) == 1
