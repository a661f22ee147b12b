"""An ordinary text seen at a glance, to tell quickly that nothing secret can be in it.

In: bytes of any kind. Out: the words of a text as it is written, and its letters without anything between them as it is
written and as it is shown, exactly those that the readings would give, only sooner; or None for what is not so
ordinary, which must be read with care. Nothing is found here.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from generator.publishing.leaks.folding import PLAIN, without_accents
from generator.publishing.leaks.forms import Form, standing
from generator.publishing.leaks.readings import ESCAPE, PERCENT, plain_entity, plain_escape, plain_percent, without_tags

_ASCII = bytes(range(128))
_LETTERS = bytes(byte for byte in range(256) if byte > 127 or chr(byte).isalnum())
_TAG_MARKS = b"<>"
_LINE_END = b"\n"
_SHOWN = re.compile(rb">([^<]+)")
"""What is shown after a tag: sooner found than the tags are taken out, for after most of them nothing is."""
_NO_TAG = re.compile(rb"<(?:[^A-Za-z/!?]|!--)")
_ENTITY = re.compile(rb"&(?:#[0-9]{1,9}|#[xX][0-9A-Fa-f]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_LETTER = rb"0-9A-Za-z\x80-\xff"
_PARTING = re.compile(rb"<(?<=[%b]<)[^<>]*>(?:<[^<>]*>)*(?=[%b])" % (_LETTER, _LETTER))
"""Tags with a letter on either side; a pattern that begins with their first byte is sooner found."""
_PARTED_WORD = re.compile(rb"[%b]*(?:(?:<[^<>]*>)+[%b]+)+" % (_LETTER, _LETTER))
_LONGEST_WORD = 200
_HEX = rb"[0-9A-Fa-f]"
_PERCENT_LEFT = re.compile(rb"%%(?:%b{2}|%b?(?:<[^<>]*>)+%b)" % (_HEX, _HEX, _HEX))
"""A byte that is still encoded, or would be without the tags in it; no other sign of per cent means anything."""

_ENTITY_LEFT = re.compile(rb"&[#0-9A-Za-z]*;?(?:(?:<[^<>]*>)+([#0-9A-Za-z;]))?")
"""What may be an entity, and what it may go on with behind tags."""

_ESCAPE_LEFT = re.compile(rb'\\(?!")')
"""A sign of escape, unless it only marks a quote."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """What the bytes of a text stand for, one by one: a letter, a space, or, those that are ``silent``, nothing."""

    table: bytes
    silent: bytes

    def words(self, text: bytes) -> bytes:
        """The folded text."""
        return text.translate(self.table, self.silent)

    def letters(self, text: bytes) -> bytes:
        """The letters of the folded text, what its tags begin and end with, and the ends of its lines."""
        table, others = _letters_only(self)
        return text.translate(table, others)


@dataclass(frozen=True)
class Glance:
    """A text's letters, those of its tags among them, and the ``pieces`` between its tags; in both are the ends of its
    lines.
    """

    text: bytes
    alphabet: Alphabet
    letters: bytes
    marks: bytes
    """Of the letters only what tags begin and end with, and the ends of lines."""
    pieces: list[bytes]

    @property
    def words(self) -> bytes:
        """The text as it is written, folded."""
        return self.alphabet.words(self.text)

    @property
    def written(self) -> bytes:
        """The letters as they are written."""
        return self.letters.translate(None, _TAG_MARKS + _LINE_END)

    @property
    def written_by_line(self) -> bytes:
        """The letters as they are written, a line for each of the text."""
        return self.letters.translate(None, _TAG_MARKS)

    @cached_property
    def shown(self) -> bytes:
        """The letters as they are shown, without those of the tags."""
        return self.shown_by_line.replace(_LINE_END, b"")

    @property
    def shown_by_line(self) -> bytes:
        """The letters as they are shown, a line for each of the text if no tag goes over lines."""
        return b"".join(self.pieces)

    def is_whole_by_line(self) -> bool:
        """Whether every tag ends in the line in which it begins."""
        return not self.marks.replace(_TAG_MARKS, b"").strip(_LINE_END)

    @cached_property
    def _joints(self) -> list[int]:
        """Between which of the letters shown there is a tag."""
        return list(accumulate(map(len, b"<".join(self.pieces).replace(_LINE_END, b"").split(b"<"))))

    def parted_words(self) -> Iterator[bytes]:
        """The words, folded, beside and around tags that stand directly between letters, as they are shown: parted by
        the tag of a block, and by no other.
        """
        done, parting = 0, _PARTING.search(self.text)
        while parting:
            start = max(done, parting.start() - _LONGEST_WORD)
            start += len(self.text[start : parting.start()].rstrip(_LETTERS))
            word = _PARTED_WORD.match(self.text, start)
            done = word.end() if word else parting.end()
            yield from self.alphabet.words(without_tags(self.text[start:done])).split()
            parting = _PARTING.search(self.text, done)

    def parts_one_of(self, texts: Iterable[bytes]) -> bool:
        """Whether one of these rows of letters is shown with a tag between its letters."""
        for letters in texts:
            start = self.shown.find(letters)
            while start >= 0:
                if bisect_right(self._joints, start) < bisect_left(self._joints, start + len(letters)):
                    return True
                start = self.shown.find(letters, start + 1)
        return False


def glance(data: bytes) -> Glance | None:
    """Look at a text, at full speed."""
    text = _unescaped(data)
    if text is None or _NO_TAG.search(text):
        return None
    alphabet = _alphabet_of(text)
    if alphabet is None:
        text, alphabet = without_accents(text), _PLAIN
    letters = alphabet.letters(text)
    marks = letters.translate(None, _LETTERS)
    if marks.translate(None, _LINE_END).replace(_TAG_MARKS, b""):
        return None
    return Glance(text, alphabet, letters, marks, _SHOWN.findall(b">" + letters))


def may_show(forms: Collection[Form], seen: Glance, data: bytes) -> bool:
    """Whether a text in which the letters of these forms were seen is worth being read with care: what is shown in one
    piece is also written so.
    """
    if not forms:
        return False
    return bool(standing(forms, seen.words, data)) or seen.parts_one_of(form.glued for form in forms)


def _unescaped(data: bytes) -> bytes | None:
    """The text with its escapes undone; None if something is left that could be undone in another way."""
    if b"%" in data:
        data = PERCENT.sub(plain_percent, data)
    if b"&" in data:
        data = _ENTITY.sub(plain_entity, data)
    if b"\\" in data:
        data = ESCAPE.sub(plain_escape, data)
        if _ESCAPE_LEFT.search(data):
            return None
    if b"&" in data and any(found[1] or plain_entity(found) != found[0] for found in _ENTITY_LEFT.finditer(data)):
        return None
    return None if b"%" in data and _PERCENT_LEFT.search(data) else data


def _alphabet_of(text: bytes) -> Alphabet | None:
    if text.isascii():
        return _PLAIN
    try:
        text.decode()
        return _alphabet(frozenset(text.translate(None, _ASCII).decode()))
    except UnicodeDecodeError:
        return None


@lru_cache(maxsize=4096)
def _alphabet(characters: frozenset[str]) -> Alphabet | None:
    """How to fold ASCII and these characters: the last byte of each stands for what it is folded to, spaces for one,
    and the others for nothing. None if that is more than a byte, or if a byte would stand for two things.
    """
    stands_for: dict[int, bytes] = {}
    for character in characters:
        folded = without_accents(character.encode())
        plain = b" " if folded.isspace() else folded
        *others, last = character.encode()
        for byte, meaning in ((last, plain), *((byte, b"") for byte in others)):
            if len(meaning) > 1 or stands_for.setdefault(byte, meaning) != meaning:
                return None
    table = bytearray(PLAIN)
    for byte, plain in stands_for.items():
        table[byte : byte + 1] = plain or b" "
    return Alphabet(bytes(table), bytes(byte for byte, plain in stands_for.items() if not plain))


@lru_cache(maxsize=4096)
def _letters_only(alphabet: Alphabet) -> tuple[bytes, bytes]:
    table = bytearray(alphabet.table)
    for mark in _TAG_MARKS + _LINE_END:
        table[mark] = mark
    return bytes(table), alphabet.silent + bytes(byte for byte in range(256) if table[byte] == 32)


_PLAIN = Alphabet(PLAIN, b"")
