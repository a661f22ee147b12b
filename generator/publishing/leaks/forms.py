"""The ways in which a secret may stand in folded text.

In: a secret. Out: its forms, and whether one of them may stand in a text whose letters hold it. What is certain is told
elsewhere; here only what is worth a closer look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from generator.publishing.leaks.folding import fold, is_unspaced
from generator.publishing.leaks.secrets import Secret, SecretKind

_SHORT = 8
"""A secret of fewer letters must have its words apart, or it would be found inside other words' joints."""

_JOINED = 5
"""From how many letters on the words of a short full name are also looked for as one word, as in ``amychen@…``: Li Na
is not Lina.
"""

_JOINED_TURNED = 6
"""The same with the last name first: Han Wu is not Wuhan."""

_VERY_SHORT = 4
"""One of fewer letters must be written with its capitals, or it may be a word."""


@dataclass(frozen=True)
class Folded:
    """A folded text, and the ``data`` it was folded from."""

    text: bytes
    data: bytes

    @cached_property
    def words(self) -> bytes:
        """The text with a space on each side of every word."""
        return b" %b " % self.text

    @cached_property
    def glued(self) -> bytes:
        """The text without its spaces."""
        return self.text.translate(None, b" ")

    @cached_property
    def joints(self) -> frozenset[int]:
        """Where in the glued text words begin and end."""
        return frozenset((0, *accumulate(map(len, self.text.split()))))


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a secret may stand in folded text: ``glued`` are its words without spaces, ``breaks`` the places
    between them, ``apart`` whether there must be something there. ``exact`` is what a very short one must be written
    like, letter for letter: "CDC", "Amy"; b"" for others.
    """

    secret: int
    glued: bytes
    breaks: tuple[int, ...]
    apart: bool
    single: bool
    open_start: bool
    open_end: bool
    exact: bytes = b""

    def may_stand(self, folded: Folded) -> bool:
        """Whether a closer look is worth it, for the letters of a secret turn up wherever other words meet: it must
        begin and end where words do, or be written like ThisName, or have a digit beside it.
        """
        if self.exact:
            return _is_spelt(self.exact, folded.data)
        if self.single:
            return b" %b " % self.glued in folded.words
        if self.apart:
            return re.search(b" %b " % b" *".join(self.words), folded.words) is not None
        glued, joints = folded.glued, folded.joints
        start = glued.find(self.glued)
        while start >= 0:
            end = start + len(self.glued)
            opens = self.open_start or start in joints or turns(glued, start)
            if opens and (self.open_end or end in joints or turns(glued, end)):
                return True
            start = glued.find(self.glued, start + 1)
        first, *rest = self.words
        humps = b"".join(word.capitalize() for word in rest)
        return bool(rest) and (first + humps in folded.data or first.capitalize() + humps in folded.data)

    @property
    def is_word(self) -> bool:
        """Whether it stands nowhere but as a word of its own."""
        return self.single and not self.exact

    @property
    def words(self) -> list[bytes]:
        """The words of it."""
        return [self.glued[start:end] for start, end in pairwise((0, *self.breaks, len(self.glued)))]


def standing(forms: Iterable[Form], folded: bytes, data: bytes) -> list[Form]:
    """Those forms that may stand in a text, which is given ``folded`` and as the ``data`` it was folded from."""
    text = Folded(folded, data)
    return [form for form in forms if form.may_stand(text)]


def forms_of(number: int, secret: Secret) -> Iterator[Form]:
    """The forms of one secret, which is told from others by its ``number``; none for what is too short."""
    words = fold(secret.text).split()
    orders = [words]
    is_full_name = secret.kind in (SecretKind.NAME, SecretKind.REFERRED) and 2 <= len(words) <= 4
    if is_full_name:
        # As in a list, and as German and Swedish say whose something is.
        orders += [[words[-1], *words[:-1]], [*words[:-1], words[-1] + b"s"]]
    for order in orders:
        glued = b"".join(order)
        letters = len(glued.decode())
        unspaced = is_unspaced(glued)
        exact = secret.text.encode() if _must_be_exact(secret, letters) and not unspaced else b""
        if letters < (2 if unspaced or exact else 3 if len(words) == 1 else 4):
            continue
        apart = letters < _SHORT and not unspaced and min(map(len, order)) > 1
        breaks = tuple(accumulate(map(len, order)))[:-1]
        open_start, open_end = is_unspaced(order[0]), is_unspaced(order[-1])
        yield Form(number, glued, breaks, apart, len(words) == 1 and not unspaced, open_start, open_end, exact)
        if apart and is_full_name and letters >= (_JOINED if order is words else _JOINED_TURNED):
            yield Form(number, glued, (), apart=False, single=True, open_start=False, open_end=False)


def _must_be_exact(secret: Secret, letters: int) -> bool:
    """Whether a secret is so short that only its capitals tell it from words."""
    is_short = letters < _VERY_SHORT and secret.kind in (SecretKind.PART, SecretKind.VALUE)
    return is_short and any(map(str.isupper, secret.text))


def spellings(exact: bytes) -> frozenset[bytes]:
    """How a very short secret is written: as it is, or as HTML has to write it, ``AT&amp;T``."""
    return frozenset({exact, exact.replace(b"&", b"&amp;")})


def is_whole(data: bytes, start: int, end: int) -> bool:
    """Whether what stands at ``data[start:end]`` is no part of a longer word."""
    return not (data[start - 1 : start].isalnum() or data[end : end + 1].isalnum())


def _is_spelt(exact: bytes, data: bytes) -> bool:
    for text in spellings(exact):
        start = data.find(text)
        while start >= 0:
            if is_whole(data, start, start + len(text)):
                return True
            start = data.find(text, start + 1)
    return False


def turns(text: bytes, index: int) -> bool:
    """Whether a number ends or begins here."""
    return text[index - 1 : index].isdigit() != text[index : index + 1].isdigit()
