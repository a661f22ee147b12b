"""The catalog from one run of the program to the next.

In: the cache, and what differs now. Out: a catalog brought up to date. A run in which something differs takes up the
notes and answers of the last one, as if the program had never stopped; in a run in which nothing does, they are not
even read.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Set
from typing import Any

import msgspec

from generator.cache import Cache, Damaged
from generator.catalog.catalog import Catalog
from generator.catalog.facts import Delta
from generator.catalog.memory import Remembered
from generator.catalog.site import Site
from generator.notes.note import Note
from generator.notes.tree import Source
from generator.workers import batches

_SITE = ""
"""The path under which the site's settings stand among the sources; no file has it."""

_MANY_RUNS = 50
"""From how many runs on they are made one: each build in which something differs adds one, a large one several."""

_LONGEST_RUN = 20_000
"""How many answers are put in one row: all of them at once take up a tenth of a large build's memory."""

_encode = msgspec.msgpack.Encoder().encode
_decode_keys = msgspec.msgpack.Decoder(list[tuple[Any, ...]]).decode
_decode_run = msgspec.msgpack.Decoder(list[tuple[int, bytes, bytes]]).decode
_decode_site = msgspec.msgpack.Decoder(Site).decode


class CatalogKeeper:
    """Holds the catalog, and remembers it."""

    def __init__(self, cache: Cache, *, offline: bool) -> None:
        """Begin with nothing."""
        self._cache = cache
        self._nothing_remembered = not cache.get("site")
        self._sources: dict[str, Note | Source | Site] = {}
        self._files: Set[str] = frozenset()
        self._catalog = Catalog(offline=offline)

    def take_up(self, notes: Mapping[str, Note], files: Iterable[Source]) -> None:
        """Take up the last run's notes, attachments and answers; the answers hold for these, so nothing is spoilt."""
        site = self._cache.get("site")
        if site:
            named = {file.path: file for file in files}
            self._files = named.keys()
            self._change({**notes, **named, _SITE: _decode_site(site)})
            self._catalog.restore(_remembered(self._cache))

    def expect(self, note: Note) -> None:
        """Prepare for a note as it was read: if the door leaves it as it is, it comes with the first update of all.

        Where something is remembered, that is taken up first, and little else is to come.
        """
        if self._nothing_remembered:
            self._catalog.expect(note)

    def update(self, changed: Mapping[str, Note], gone: Iterable[str], files: Iterable[Source], site: Site) -> Catalog:
        """Bring the catalog up to date: notes that differ from the last time, all attachments, and the settings."""
        named = {file.path: file for file in files}
        left = self._files - named.keys()
        self._files = named.keys()
        self._change({**dict.fromkeys((*gone, *left)), **changed, **named, _SITE: site})
        return self._catalog

    def look_ahead(self) -> None:
        """Work out what the next change would have to wait for."""
        self._catalog.look_ahead()

    def save(self) -> None:
        """Tell the cache what has changed since the last time."""
        self._cache.put("site", _encode(self._sources[_SITE]))
        touched = self._catalog.take_touched()
        if touched.keys:
            # Their numbers follow each other: in one row, for there are hundreds of thousands.
            self._cache.put_keys(min(touched.keys), _encode(list(touched.keys.values())))
        for some in batches(touched.answers.items(), _LONGEST_RUN):
            self._cache.add_answers(_run_of(some))

    def _change(self, new: Mapping[str, Note | Source | Site | None]) -> None:
        old = self._sources
        self._catalog.apply(
            Delta({path: (old.get(path), source) for path, source in new.items() if old.get(path) != source})
        )
        for path, source in new.items():
            if source is None:
                old.pop(path, None)
            else:
                old[path] = source


def _run_of(answers: Iterable[tuple[int, tuple[bytes, array[int]] | None]]) -> bytes:
    """Many answers in one row, for there are hundreds of thousands: numbers, fingerprints and reads; no fingerprint
    where there is no answer any more.
    """
    gone = b"", b""
    said = ((number, (answer[0], answer[1].tobytes()) if answer else gone) for number, answer in answers)
    return _encode([(number, fingerprint, reads) for number, (fingerprint, reads) in said])


def _remembered(cache: Cache) -> Remembered:
    keys = {first + at: key for first, encoded in cache.asked() for at, key in enumerate(_decode_keys(encoded))}
    answers: dict[int, tuple[bytes, array[int]]] = {}
    runs = cache.answers()
    try:
        for run in runs:
            for number, fingerprint, reads in _decode_run(run):
                if fingerprint:
                    answers[number] = fingerprint, array("I", reads)
                else:
                    answers.pop(number, None)
    except ValueError as error:
        raise Damaged from error
    if len(runs) > _MANY_RUNS:
        cache.replace_answers(_run_of(answers.items()))
    return Remembered(keys, answers)
