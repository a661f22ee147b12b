"""Which notes came, changed or went since last time, read anew where their bytes differ.

In: what lies in the content folder now, and the cache. Out: the notes that differ, old and new. A file whose size and
time are as last time is not opened; one whose bytes are as last time is not parsed. Nothing here knows what notes have
to do with each other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.cache import Cache, KnownNote
from generator.diagnostics import Diagnostic
from generator.notes.manner import Reading
from generator.notes.note import Note
from generator.notes.tree import Source, Tree, holds_notes, read_bytes
from generator.workers import WORTH_IT, Workers, batches

_BATCH = 64
FRESH = 2_000_000_000
"""Nanoseconds: a file changed so lately may change again within the same tick of the file system's clock, with no other
sign of it.
"""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Note).decode


class _Read(Struct, frozen=True):
    """What a worker made of one file: a note, encoded; None where the bytes are as before; a finding where it cannot be
    read.
    """

    path: str
    digest: bytes
    note: bytes | None
    problem: Diagnostic | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """What differs from last time: new or changed notes, notes that are gone, and files that could not be read."""

    changed: dict[str, Note]
    gone: frozenset[str]
    problems: tuple[Diagnostic, ...]


class Collection:
    """The notes of one content folder, from one look at it to the next."""

    def __init__(self, content: Path, cache: Cache) -> None:
        """Begin with what the cache knows."""
        self._content = content
        self._cache = cache
        self._known = cache.known_notes()
        self._nothing_remembered = not self._known
        self._manner = cache.get("manner")
        self._read: list[tuple[str, KnownNote, bytes]] = []
        self._stamped: list[tuple[str, int, int]] = []
        self._gone: set[str] = set()
        self._problems: dict[str, Diagnostic] = {}

    def get_ready(self, workers: Workers) -> None:
        """If there is much to read, have other processes start now, while this one still looks what there is."""
        if self._nothing_remembered and holds_notes(self._content, WORTH_IT):
            workers.start(_get_ready)

    def look(
        self,
        tree: Tree,
        reading: Reading,
        workers: Workers,
        done: Callable[[int], None],
        among: frozenset[str] | None = None,
        noted: Callable[[Note], None] | None = None,
    ) -> Collected:
        """Read what is new; ``noted`` is told each note while others are still being read, ``done`` how many files have
        been dealt with.

        With ``among``, only those files can differ from the last look.
        """
        now = time.time_ns()
        manner = _manner_of(reading)
        read_otherwise, self._manner = manner != self._manner, manner
        if read_otherwise:
            among = None
        there = tree.notes if among is None else tree.notes_among(sorted(among))
        sources = {source.path: source for source in there}
        suspects = [
            (path, self._digest(path)) for path, source in sources.items() if read_otherwise or self._may_differ(source)
        ]
        changed: dict[str, Note] = {}
        left_alone = set() if among is None else self._problems.keys() - among
        self._problems = {path: self._problems[path] for path in left_alone}
        read = partial(_read_batch, self._content, reading, manner)
        for results in workers.map(read, batches(suspects, _BATCH), len(suspects)):
            for result in results:
                if result.problem is not None:
                    self._problems[result.path] = result.problem
                    del sources[result.path]
                    continue
                source = sources[result.path]
                mtime = source.mtime_ns if source.mtime_ns < now - FRESH else 0
                known = self._known[result.path] = KnownNote(source.size, mtime, result.digest)
                if result.note is None:
                    self._stamped.append((result.path, source.size, mtime))
                else:
                    note = changed[result.path] = _decode(result.note)
                    if noted is not None:
                        noted(note)
                    self._read.append((result.path, known, result.note))
            if self._nothing_remembered:
                # There is no last time that `remembered` would have to tell of, and ten thousand notes are heavy.
                self._tell_read()
            done(len(results))
        gone = frozenset((self._known.keys() if among is None else self._known.keys() & among) - sources.keys())
        for path in gone:
            del self._known[path]
        self._gone |= gone
        self._gone -= changed.keys()
        return Collected(changed, gone, tuple(self._problems.values()))

    def save(self) -> None:
        """Tell the cache what was read since the last time."""
        self._tell()
        self._nothing_remembered = False

    def _tell(self) -> None:
        self._cache.put("manner", self._manner)
        self._cache.drop_notes(self._gone)
        self._cache.stamp_notes(self._stamped)
        self._stamped, self._gone = [], set()
        self._tell_read()

    def _tell_read(self) -> None:
        self._cache.put_notes(self._read)
        self._read = []

    def remembered(self) -> Iterable[tuple[str, Note]]:
        """Yield the notes as they were when last saved."""
        if not self._nothing_remembered:
            yield from ((path, _decode(encoded)) for path, encoded in self._cache.notes())

    def _digest(self, path: str) -> bytes:
        known = self._known.get(path)
        return known.digest if known else b""

    def _may_differ(self, source: Source) -> bool:
        known = self._known.get(source.path)
        return known is None or (known.size, known.mtime_ns) != (source.size, source.mtime_ns)


def _manner_of(reading: Reading) -> bytes:
    """What the digest of a note's bytes is keyed with: the same bytes, read otherwise, are another note."""
    return blake2b(_encode(reading), digest_size=32).digest()


def _get_ready() -> None:
    """Done by a worker: take in what the first note would have to wait for."""
    import generator.notes.reading  # noqa: F401


def _read_batch(content: Path, reading: Reading, manner: bytes, suspects: list[tuple[str, bytes]]) -> list[_Read]:
    """Done by a worker: read files, and parse those whose digest is another."""
    return [_read(content, reading, manner, path, digest) for path, digest in suspects]


def _read(content: Path, reading: Reading, manner: bytes, path: str, before: bytes) -> _Read:
    data = read_bytes(content, path)
    if isinstance(data, Diagnostic):
        return _Read(path, b"", None, data)
    digest = blake2b(data, digest_size=16, key=manner).digest()
    if digest == before:
        return _Read(path, digest, None)
    # Only who reads a note needs all that it takes; a build in which none differs starts without.
    from generator.notes.reading import read_note

    return _Read(path, digest, _encode(read_note(path, data, reading)))
