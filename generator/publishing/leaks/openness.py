"""What may be read anyway is no secret: candidates for secrets, looked for in what visible notes say openly.

In: candidates, once; then note after note, as an edition has it. Out: those of the candidates that the note makes no
secret, because it says them or its person is called so. What stays a secret is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from functools import lru_cache

from generator.publishing.leaks.finding import Finder
from generator.publishing.leaks.folding import fold, is_unspaced
from generator.publishing.leaks.glancing import glance
from generator.publishing.leaks.names import HONORIFICS, handles_in, names_in
from generator.publishing.leaks.readings import plain_text
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.statements import Statement, Value, markup_of

Key = tuple[bytes, bool]
"""What makes two secrets one: the folded text, and whether it is part of what somebody is called."""

_NAME_KINDS = (SecretKind.NAME, SecretKind.PART, SecretKind.REFERRED)
_CALLED_AFTER_SOMEBODY = (SecretKind.FILE_NAME, SecretKind.PORTRAIT, SecretKind.HANDLE)
"""Kinds that are no names, and yet made of one: a picture is often called after a person."""

_NO_WORDS = ("summary", "date", "image", "body")
"""Keys in which a word that is part of a name does not count as said."""

_FILED_UNDER = ("fields", "career_path", "sector", "job_function")
"""Keys that hold subjects, and no names of people."""

_OF_PEOPLE = re.compile(r"\b(?:people|persons?|contacts?|alumni|interviewees?)\b", re.IGNORECASE)
"""What a tag begins with under which people are filed."""

_NAMES_OF_FILES = ("image", "body")
"""Keys that hold names of files and addresses, which are written small whatever they mean."""

_SHORT = 4
"""A text of fewer letters is looked for among the words."""

_LONGEST_NAME = 6
"""In words."""

_BEFORE_NO_WORD = re.compile(r"[\w@#/~.]")
_AFTER_NO_WORD = re.compile(r"[@/_]|\.\w")
"""What stands beside a word that is part of an address, a handle or a file's name, which are written small anyway."""
_WORD = re.compile(r"[^\W_]{3,}")


def key_of(secret: Secret) -> Key:
    """What a secret has in common with others of the same text."""
    return fold(secret.text), secret.kind in _NAME_KINDS


class Openness:
    """What looks for some candidates in what notes say openly."""

    def __init__(self, candidates: Mapping[Key, Secret], names: Set[bytes]) -> None:
        """Prepare to look for these; ``names`` are the folded full names of all who are hidden."""
        self._candidates = dict(candidates)
        self._names_with: dict[bytes, list[tuple[bytes, ...]]] = {}
        for name in names:
            for word in name.split():
                self._names_with.setdefault(word, []).append(tuple(name.split()))
        self._names = {key for key, secret in candidates.items() if key[1] or secret.kind in _CALLED_AFTER_SOMEBODY}
        self._words = frozenset(text for text, is_called in candidates if is_called and b" " not in text)
        self._keys: dict[bytes, list[Key]] = {}
        # The letters of very short ones are in every text: those are looked for among its words.
        self._short = {key for key in candidates if not key[1] and len(key[0]) < _SHORT and key[0].isalnum()}
        for key in candidates:
            if not key[1] and key not in self._short:
                self._keys.setdefault(key[0].replace(b" ", b""), []).append(key)
        self._finder = Finder(self._keys)
        self._word_finder = Finder(b" %b " % word for word in (*self._words, *(text for text, _ in self._short)))

    def borne_by(self, statement: Statement, wanted: Container[Key]) -> set[Key]:
        """The ``wanted`` candidates that are in the name of a note's person, or in its title.

        A page that is called after somebody makes nobody known: it is not theirs.
        """
        if statement.note.interview is None:
            return {key for key in self._words_of(self._titles(statement)) if key in wanted}
        names = {fold(name) for text in statement.called for name in (*names_in(text), *handles_in(text))}
        found = self._names & {(name, is_called) for name in names for is_called in (True, False)}
        found |= self._words_of((*statement.called, *statement.titles))
        return {key for key in found - self._own(statement) if key in wanted}

    def _titles(self, statement: Statement) -> list[str]:
        """What a note is called, but for a page or term that is called after somebody."""
        if statement.note.interview is not None:
            return statement.titles
        return [title for title in statement.titles if not self._holds_a_name(title)]

    def _holds_a_name(self, title: str) -> bool:
        """Whether a title is all words of the name of somebody who is hidden, or holds the first and the last."""
        words = [word for word in fold(title).split() if len(word) > 1 and word not in HONORIFICS]
        names = {name for word in words for name in self._names_with.get(word, ())}
        return any(set(words) <= set(name) or _goes_from(name[0], name[-1], words) for name in names)

    def _is_filed_under(self, value: Value) -> bool:
        """Whether a tag is called after somebody who is hidden, which makes nobody known."""
        return value.key == "tags" and self._holds_a_name(_OF_PEOPLE.sub(" ", value.text))

    def _own(self, statement: Statement) -> set[Key]:
        """The parts of the very name that a note's stand-in stands for: its own words make none of them known."""
        if not statement.stand_in:
            return set()
        return self._words_of(value.text for value in statement.real_names)

    def told_by(self, statement: Statement, wanted: Container[Key]) -> set[Key]:
        """The ``wanted`` candidates that a note says, or uses as words like others, without markup in them."""
        titles = self._titles(statement)
        values = "\n".join((*(value.text for value in statement.said), *titles, statement.stand_in))
        folded = fold(f"{values}\n{statement.address}")
        markup = markup_of(statement.open)
        # In prose nobody undoes percent-encoding.
        seen = glance(markup.replace("%", " ").encode("utf-8", "replace"))
        words = b" %b %b " % (seen.words if seen else fold(plain_text(markup)), folded)
        letters = seen.shown + folded.translate(None, b" ") if seen else words.translate(None, b" ")
        keys = [key for key in (*self._words_in(words), *self._texts_in(letters)) if key in wanted]
        subjects = ((_fold_subject(value.text), True) for value in statement.said if value.key in _FILED_UNDER)
        # A title may begin with a subject, as if that were a name.
        filed = {key for key in subjects if key in self._names and key in wanted}
        if not keys:
            return filed
        own = self._own(statement)
        keys = [key for key in keys if key not in own]
        in_keys = [value for value in statement.said if not self._is_filed_under(value)]
        said = fold("\n".join(value.text for value in in_keys if value.key not in _NO_WORDS)).split()
        told = filed | {key for key in keys if key[1] and key[0] in said}
        texts = [key for key in keys if not key[1]]
        spoken = "\n".join((*(value.text for value in in_keys if value.key not in _NAMES_OF_FILES), *titles))
        small = [key for key in keys if key[1] and self._may_be_small(key, markup, spoken)]
        if texts or small:
            prose = plain_text(markup)
            told.update(key for key in small if _is_written_small(self._candidates[key].text, f"{prose}\n{spoken}"))
            told.update(self._told_of(texts, b" %b " % fold(f"{prose}\n{values}\n{statement.address}"), statement))
        return told

    def _may_be_small(self, key: Key, *texts: str) -> bool:
        small = self._candidates[key].text.lower()
        return any(small in text for text in texts)

    def _told_of(self, keys: Iterable[Key], words: bytes, statement: Statement) -> Iterator[Key]:
        """Those of the keys, which are no words, that stand in folded text."""
        for key in keys:
            secret = self._candidates[key]
            if self._may_tell(secret, statement) and (_is_unspaced(key[0]) or b" %b " % key[0] in words):
                yield key

    def _may_tell(self, secret: Secret, statement: Statement) -> bool:
        """Whether a note that says something may make it known: a value withheld from the front matter not by the same
        note in another place, a passage not by another note on the same person, which may be an older copy. A portrait
        may be shown in any text: there its author has put it.
        """
        if secret.kind is SecretKind.PORTRAIT:
            return True
        is_its_own = secret.note == statement.note.path
        if secret.kind is not SecretKind.PASSAGE:
            return not is_its_own
        return is_its_own or not secret.whose or fold(secret.whose) != fold(statement.person)

    def _words_of(self, texts: Iterable[str]) -> set[Key]:
        return {(word, True) for word in self._words.intersection(fold("\n".join(texts)).split())}

    def _words_in(self, words: bytes) -> Iterator[Key]:
        """The keys, which are words, that are among these; there is a space on each side of every word."""
        found = [row.strip() for row in self._word_finder.found_in(words)]
        yield from ((word, True) for word in found if word in self._words)
        yield from ((word, False) for word in found if (word, False) in self._short)

    def _texts_in(self, letters: bytes) -> Iterator[Key]:
        """The keys, which are no words, whose letters are among these."""
        return (key for row in self._finder.found_in(letters) for key in self._keys[row])


_fold_subject = lru_cache(maxsize=4096)(fold)


def _goes_from(first: bytes, last: bytes, words: list[bytes]) -> bool:
    """Whether the first word of a name is soon followed by its last."""
    if first not in words or last not in words:
        return False
    return 0 < words.index(last) - words.index(first) < _LONGEST_NAME


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
        is_whole = match is not None and match[0] == word and not _AFTER_NO_WORD.match(text, match.end())
        if is_whole and not _BEFORE_NO_WORD.match(text[start - 1 : start]):
            return True
        start = text.find(word, start + 1)
    return False
