"""What may be read anyway is no secret: candidates for secrets, looked for in what visible notes say openly.

In: candidates, once; then note after note, as an edition has it. Out: those of the candidates that the note makes no
secret, because it says them or its person is called so. What stays a secret is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain

from generator.publishing.leaks.candidates import names_in
from generator.publishing.leaks.finding import Finder
from generator.publishing.leaks.folding import fold, is_unspaced
from generator.publishing.leaks.glancing import glance
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.statements import Statement, markup_of, prose_of

Key = tuple[bytes, bool]
"""What makes two secrets one: the folded text, and whether it is part of what somebody is called."""

_NAME_KINDS = (SecretKind.NAME, SecretKind.PART, SecretKind.REFERRED)
_NO_WORDS = ("summary", "date", "image", "body")
"""Keys in which a word that is part of a name does not count as said."""

_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\W_]{3,}")


def key_of(secret: Secret) -> Key:
    """What a secret has in common with others of the same text."""
    return fold(secret.text), secret.kind in _NAME_KINDS


class Openness:
    """What looks for some candidates in what notes say openly."""

    def __init__(self, candidates: Mapping[Key, Secret]) -> None:
        """Prepare to look for these."""
        self._candidates = dict(candidates)
        self._names = {
            key for key, secret in candidates.items() if key[1] or secret.kind is SecretKind.FILE_NAME
        }  # a picture is often called after a person
        self._words = {key for key in candidates if key[1] and b" " not in key[0]}
        self._keys: dict[bytes, list[Key]] = {}
        for key in candidates:
            if key in self._words or not key[1]:
                self._keys.setdefault(key[0].replace(b" ", b""), []).append(key)
        self._finder = Finder(self._keys)
        self._found_in_vain = 0

    @property
    def is_worn(self) -> bool:
        """Whether so much was found that is not wanted any more that looking for the rest alone would pay."""
        return self._found_in_vain > len(self._candidates)

    def borne_by(self, statement: Statement, wanted: Container[Key]) -> set[Key]:
        """The ``wanted`` candidates that are in the name of a note's person, or in its title."""
        names = {fold(name) for text in statement.called for name in names_in(text)}
        found = self._names & {(name, is_called) for name in names for is_called in (True, False)}
        found |= self._words_of((*statement.called, *statement.titles))
        return {key for key in found if key in wanted}

    def told_by(self, statement: Statement, wanted: Container[Key]) -> set[Key]:
        """The ``wanted`` candidates that a note says, or uses as words like others."""
        found = self._words_of(value.text for value in statement.said if value.key not in _NO_WORDS)
        return {key for key in chain(found, self._told(statement, wanted)) if key in wanted}

    def _words_of(self, texts: Iterable[str]) -> set[Key]:
        return self._words.intersection((word, True) for word in fold("\n".join(texts)).split())

    def _told(self, statement: Statement, wanted: Container[Key]) -> Iterator[Key]:
        values = "\n".join((*(value.text for value in statement.said), *statement.titles))
        if not self._may_be_told(markup_of(statement.open), values, wanted):
            return
        text = f"{prose_of(statement.open)}\n{values}"
        words = b" %b " % fold(text)
        for key in self._among(words.translate(None, b" "), wanted):
            secret = self._candidates[key]
            if key in self._words:
                is_told = _is_written_small(secret.text, text)
            else:
                # A value withheld from the front matter is not told by the same note in another place.
                is_elsewhere = secret.kind is SecretKind.PASSAGE or secret.note != statement.note.path
                is_told = is_elsewhere and (_is_unspaced(key[0]) or b" %b " % key[0] in words)
            if is_told:
                yield key

    def _may_be_told(self, markup: str, values: str, wanted: Container[Key]) -> bool:
        """Whether a closer look is worth it."""
        # In prose nobody undoes percent-encoding.
        seen = glance(markup.replace("%", " ").encode("utf-8", "replace"))
        if seen is None:
            return True
        folded = fold(values)
        keys = self._among(seen.shown + folded.translate(None, b" "), wanted)
        words = b" %b %b " % (seen.words, folded) if keys else b""
        return any(key not in self._words or b" %b " % key[0] in words or seen.parts_one_of((key[0],)) for key in keys)

    def _among(self, letters: bytes, wanted: Container[Key]) -> list[Key]:
        found = [key for row in self._finder.found_in(letters) for key in self._keys[row]]
        keys = [key for key in found if key in wanted]
        self._found_in_vain += len(found) - len(keys)
        return keys


def _is_unspaced(folded: bytes) -> bool:
    words = folded.split()
    return is_unspaced(words[0]) and is_unspaced(words[-1])


def _is_written_small(word: str, text: str) -> bool:
    return any(
        _stands_alone(small, text) for small in {word, word.lower()} if small.islower() and _WORD.fullmatch(small)
    )


def _stands_alone(word: str, text: str) -> bool:
    start = text.find(word)
    while start >= 0:
        match = _WORD.match(text, start)
        if match and match[0] == word and not _LETTER.match(text[start - 1 : start]):
            return True
        start = text.find(word, start + 1)
    return False
