"""What may be read anyway is no secret: candidates for secrets, looked for in what visible notes say openly.

In: candidates, once; then note after note, as an edition has it. Out: those of the candidates that the note makes no
secret, because it says them or its person is called so. What stays a secret is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from generator.publishing.leaks.candidates import names_in
from generator.publishing.leaks.finding import Finder
from generator.publishing.leaks.folding import fold, is_unspaced
from generator.publishing.leaks.glancing import glance
from generator.publishing.leaks.readings import plain_text
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.statements import Statement, markup_of

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
                row = b" %b " % key[0] if key in self._words else key[0].replace(b" ", b"")
                self._keys.setdefault(row, []).append(key)
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
        return {key for key in found if key in wanted and not self._is_own(key, statement)}

    def _is_own(self, key: Key, statement: Statement) -> bool:
        """Whether a stand-in holds a part of the very name that it stands for, other than as an ordinary word."""
        if not statement.stand_in or not key[1]:
            return False
        own = fold("\n".join(value.text for value in statement.real_names)).split()
        return key[0] in own and not _is_written_small(self._candidates[key].text, statement.stand_in)

    def told_by(self, statement: Statement, wanted: Container[Key]) -> set[Key]:
        """The ``wanted`` candidates that a note says, or uses as words like others, without markup in them."""
        values = "\n".join((*(value.text for value in statement.said), *statement.titles))
        folded = fold(f"{values}\n{statement.address}")
        markup = markup_of(statement.open)
        # In prose nobody undoes percent-encoding.
        seen = glance(markup.replace("%", " ").encode("utf-8", "replace"))
        words = b" %b %b " % (seen.words if seen else fold(plain_text(markup)), folded)
        letters = seen.shown + folded.translate(None, b" ") if seen else words.translate(None, b" ")
        keys = self._among(b"%b\n%b" % (letters, words), wanted)
        if not keys:
            return set()
        said = fold("\n".join(value.text for value in statement.said if value.key not in _NO_WORDS)).split()
        told = {key for key in keys if key in self._words and key[0] in said}
        texts = [key for key in keys if key not in self._words]
        small = [key for key in keys if key in self._words and self._may_be_small(key, markup, values)]
        if texts or small:
            text = f"{plain_text(markup)}\n{values}"
            told.update(key for key in small if _is_written_small(self._candidates[key].text, text))
            told.update(self._told_of(texts, b" %b " % fold(f"{text}\n{statement.address}"), statement))
        return told

    def _may_be_small(self, key: Key, *texts: str) -> bool:
        small = self._candidates[key].text.lower()
        return any(small in text for text in texts)

    def _told_of(self, keys: Iterable[Key], words: bytes, statement: Statement) -> Iterator[Key]:
        """Those of the keys, which are no words, that stand in folded text."""
        for key in keys:
            secret = self._candidates[key]
            # A value withheld from the front matter is not told by the same note in another place.
            is_elsewhere = secret.kind is SecretKind.PASSAGE or secret.note != statement.note.path
            if is_elsewhere and (_is_unspaced(key[0]) or b" %b " % key[0] in words):
                yield key

    def _words_of(self, texts: Iterable[str]) -> set[Key]:
        return self._words.intersection((word, True) for word in fold("\n".join(texts)).split())

    def _among(self, text: bytes, wanted: Container[Key]) -> list[Key]:
        found = [key for row in self._finder.found_in(text) for key in self._keys[row]]
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
