"""Every file that would go out is read, and what must not be in it is found.

In: the secrets, once; then file after file, as path and bytes. Out: the secrets that stand in each, and where. A file
is folded and searched by one automaton for all secrets at once; only where that finds something is it read again,
slowly, to see whether it is a secret indeed and to tell its place. Nothing here knows where secrets come from.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, compress, pairwise

import msgspec
from ahocorasick_rs import BytesAhoCorasick, Implementation

from generator.publishing.leaks.folding import Reading, Traced, fold, is_unspaced, readings
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.unpacking import Part, path_spelt_out, unpack

_LONGEST_KEY = 20
"""How many bytes of a secret the automaton looks for; the rest is compared when those are found."""

_DFA_BYTES = 60_000
"""Up to how many bytes of keys the automaton may be the fastest and largest kind (about 1 KB a byte)."""

_SHORT = 8
"""A secret of fewer letters must have its words apart, or it would be found inside other words' joints."""

_AROUND = 24
"""How many bytes of the file are shown on each side of what was found."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One secret in one file: ``place`` says where in words, ``line`` counts from 1 (0 where there are no lines), and
    ``found`` is the text as it stands there, with a little of what is around it.
    """

    secret: Secret
    path: str
    place: str
    line: int
    found: str


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which a secret may stand in folded text: ``glued`` are its words without spaces, ``breaks`` the places
    between them, ``apart`` whether there must be something there.
    """

    secret: int
    glued: bytes
    breaks: tuple[int, ...]
    apart: bool
    single: bool
    open_start: bool
    open_end: bool

    @property
    def key(self) -> bytes:
        """What the automaton looks for."""
        return b" %b " % self.glued if self.single else self.glued[:_LONGEST_KEY]

    def may_stand(self, words: bytes, glued: bytes, joints: set[int], data: bytes) -> bool:
        """Whether a closer look is worth it, for the letters of a secret turn up wherever other words meet: it must
        begin and end where words do, or be written like ThisName, or have a digit beside it.
        """
        if self.single:
            return True
        if self.apart:
            return re.search(b" %b " % b" *".join(self.words), words) is not None
        start = glued.find(self.glued)
        while start >= 0:
            end = start + len(self.glued)
            opens = self.open_start or start in joints or _turns(glued, start)
            if opens and (self.open_end or end in joints or _turns(glued, end)):
                return True
            start = glued.find(self.glued, start + 1)
        first, *rest = self.words
        humps = b"".join(word.capitalize() for word in rest)
        return bool(rest) and (first + humps in data or first.capitalize() + humps in data)

    @property
    def words(self) -> list[bytes]:
        """The words of it."""
        return [self.glued[start:end] for start, end in pairwise((0, *self.breaks, len(self.glued)))]


class Looker:
    """What looks for a set of secrets; cheap to send to another process, where it is made once."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        """Prepare to look for these; for none, looking costs nothing."""
        self._secrets = tuple(secrets)
        self._encoded = _ENCODER.encode(self._secrets)
        self._forms: dict[bytes, list[_Form]] = {}
        for number, secret in enumerate(self._secrets):
            for form in _forms(number, secret):
                self._forms.setdefault(form.key, []).append(form)
        self._keys = tuple(self._forms)
        small = sum(map(len, self._keys)) <= _DFA_BYTES
        kind = Implementation.DFA if small else Implementation.ContiguousNFA
        self._automaton = BytesAhoCorasick(self._keys, implementation=kind)

    def __reduce__(self) -> tuple[object, tuple[bytes]]:
        """Travel as plain bytes."""
        return _from_bytes, (self._encoded,)

    def look(self, path: str, data: bytes) -> tuple[Hit, ...]:
        """All secrets in a file: its path, its bytes, and what is packed in them; each once."""
        if not self._keys:
            return ()
        hits = self._hits(path, data)
        return tuple({hit.secret: hit for hit in reversed([*hits])}.values())[::-1]

    def stated_in(self, text: str, known: Container[Secret] = ()) -> Iterator[Secret]:
        """The secrets that a plain text states in so many words, but for those that are ``known`` to be."""
        if not self._keys:
            return
        words = b" %b " % fold(text)
        glued = words.translate(None, b" ")
        for key in self._keys_in(words, glued):
            for form in self._forms[key]:
                secret = self._secrets[form.secret]
                if secret not in known and form.glued in glued:
                    unspaced = form.open_start and form.open_end
                    if unspaced or b" %b " % fold(secret.text) in words:
                        yield secret

    def _keys_in(self, words: bytes, glued: bytes) -> list[bytes]:
        numbers = {at[0] for at in self._automaton.find_matches_as_indexes(words + glued, overlapping=True)}
        return [self._keys[number] for number in sorted(numbers)]

    def _forms_in(self, words: bytes, data: bytes) -> list[_Form]:
        glued = words.translate(None, b" ")
        forms = [form for key in self._keys_in(words, glued) for form in self._forms[key] if form.glued in glued]
        joints = {0, *accumulate(map(len, words.split()))} if forms else set()
        return [form for form in forms if form.may_stand(words, glued, joints, data)]

    def _hits(self, path: str, data: bytes) -> Iterator[Hit]:
        for name in path_spelt_out(path):
            yield from self._hits_in_part(path, Part("in the file's name", name, lines=False))
        for part in unpack(path, data):
            yield from self._hits_in_part(path, part)

    def _hits_in_part(self, path: str, part: Part) -> Iterator[Hit]:
        found: list[tuple[int, int, _Form]] = []
        for reading in readings(path, part.data):
            words = b" %b " % reading.fold(part.data)
            if forms := self._forms_in(words, part.data):
                found += _places(part.data, reading, forms)
        for start, end, form in _widest(found):
            line = part.data.count(b"\n", 0, start) + 1 if part.lines else 0
            yield Hit(self._secrets[form.secret], path, part.place, line, _excerpt(part.data, start, end))


def _forms(number: int, secret: Secret) -> Iterator[_Form]:
    words = fold(secret.text).split()
    orders = [words]
    if secret.kind in (SecretKind.NAME, SecretKind.REFERRED) and 2 <= len(words) <= 4:
        orders.append([words[-1], *words[:-1]])
    for order in orders:
        glued = b"".join(order)
        letters = len(glued.decode())
        unspaced = is_unspaced(glued)
        if letters < (2 if unspaced else 3 if len(words) == 1 else 4):
            continue
        apart = letters < _SHORT and not unspaced and min(map(len, order)) > 1
        breaks = tuple(accumulate(map(len, order)))[:-1]
        open_start, open_end = is_unspaced(order[0]), is_unspaced(order[-1])
        yield _Form(number, glued, breaks, apart, len(words) == 1 and not unspaced, open_start, open_end)


def _places(data: bytes, reading: Reading, forms: Iterable[_Form]) -> list[tuple[int, int, _Form]]:
    """Where forms stand in the file, as offsets; a form whose words are parts of others is nowhere."""
    traced = reading.trace(data)
    at = list(compress(range(len(traced.text)), traced.text.translate(_IS_LETTER)))
    glued = traced.text.translate(None, b" ")
    places = []
    for form in forms:
        start = glued.find(form.glued)
        while start >= 0:
            end = start + len(form.glued)
            if _stands(form, start, end, at, traced, data):
                places.append((traced.at[at[start]], _end(traced, at[end - 1], data), form))
                break
            start = glued.find(form.glued, start + 1)
    return places


def _stands(form: _Form, start: int, end: int, at: list[int], traced: Traced, data: bytes) -> bool:
    if form.single and at[end - 1] - at[start] != end - 1 - start:
        return False
    after = at[end - 1] + 1
    return (
        (form.open_start or _is_boundary(at[start], traced, data))
        and (form.open_end or _is_boundary(after, traced, data))
        and all(
            at[gap] > at[gap - 1] + 1 or _is_boundary(at[gap], traced, data)
            for gap in (start + offset for offset in (form.breaks if form.apart else ()))
        )
    )


def _is_boundary(index: int, traced: Traced, data: bytes) -> bool:
    """Whether a word may begin or end before this byte of the folded text: also at a capital or between letter and
    digit.
    """
    if not 0 < index < len(traced.text):
        return True
    before, after = traced.text[index - 1 : index], traced.text[index : index + 1]
    if before == b" " or after == b" " or _turns(traced.text, index):
        return True
    written, next_written = data[traced.at[index - 1]], data[traced.at[index]]
    return chr(written).islower() and chr(next_written).isascii() and chr(next_written).isupper()


def _turns(text: bytes, index: int) -> bool:
    """Whether a number ends or begins here."""
    return text[index - 1 : index].isdigit() != text[index : index + 1].isdigit()


def _end(traced: Traced, last: int, data: bytes) -> int:
    return traced.at[last + 1] if last + 1 < len(traced.at) else len(data)


def _widest(found: list[tuple[int, int, _Form]]) -> list[tuple[int, int, _Form]]:
    """Without what lies inside something else that was found, as a surname does in a name."""
    widest: list[tuple[int, int, _Form]] = []
    for start, end, form in sorted(found, key=lambda item: (item[0], -item[1])):
        if not any(begin <= start and end <= until for begin, until, _ in widest[-8:]):
            widest.append((start, end, form))
    return widest


def _excerpt(data: bytes, start: int, end: int) -> str:
    end = min(end, start + 8 * _AROUND)
    around = data[max(0, start - _AROUND) : end + _AROUND]
    return " ".join(around.decode("utf-8", "replace").split())


_IS_LETTER = bytes(byte != 32 for byte in range(256))
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(tuple[Secret, ...])


@lru_cache(maxsize=2)
def _from_bytes(encoded: bytes) -> Looker:
    return Looker(_DECODER.decode(encoded))
