"""The catalog from one run of the program to the next.

In: the cache, and what differs now. Out: a catalog brought up to date. A run in which something differs takes up the
notes and answers of the last one, as if the program had never stopped; in a run in which nothing does, they are not
even read.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from generator.cache import Cache
from generator.catalog.catalog import Catalog
from generator.catalog.facts import Delta
from generator.catalog.memory import FORGOTTEN, Answer, Key
from generator.catalog.site import Site
from generator.notes.collecting import FRESH
from generator.notes.note import Note
from generator.notes.tree import Source

Sources = Mapping[str, Note | Source | Site]

_SITE = ""
"""The path under which the site's settings stand among the sources; no file has it."""

_encode = msgspec.msgpack.Encoder().encode
_decode_key = msgspec.msgpack.Decoder(tuple[Any, ...]).decode
_decode_reads = msgspec.msgpack.Decoder(tuple[tuple[Any, ...], ...]).decode
_decode_files = msgspec.msgpack.Decoder(tuple[Source, ...]).decode
_decode_site = msgspec.msgpack.Decoder(Site).decode


class CatalogKeeper:
    """Holds the catalog, and remembers it."""

    def __init__(self, cache: Cache, *, offline: bool) -> None:
        """Take up what is small; notes and answers wait until they are needed."""
        self._offline = offline
        self._cache = cache
        self._sources: dict[str, Note | Source | Site] = {}
        self._catalog: Catalog | None = None
        files, site = cache.get("files"), cache.get("site")
        self._few: dict[str, Note | Source | Site] = {
            file.path: file for file in (_decode_files(files) if files else ())
        }
        if site:
            self._few[_SITE] = _decode_site(site)

    def differs(self, files: Iterable[Source], site: Site) -> bool:
        """Whether the attachments or the settings are other than last time."""
        return self._few != few_sources(files, site)

    def update(
        self, remembered: Iterable[tuple[str, Note]], changed: Mapping[str, Note], gone: Iterable[str], few: Sources
    ) -> Catalog:
        """Bring the catalog up to date.

        ``remembered`` are the notes of the last run, ``changed`` and ``gone`` how the notes differ from the last call,
        ``few`` all attachments and the site (see `few_sources`).
        """
        catalog = self._awake(remembered)
        old = self._sources
        new: dict[str, Note | Source | Site | None] = {**dict.fromkeys(self._few.keys() - few.keys()), **few}
        new.update(dict.fromkeys(gone))
        new.update(changed)
        catalog.apply(Delta({path: (old.get(path), source) for path, source in new.items() if old.get(path) != source}))
        for path, source in new.items():
            if source is None:
                old.pop(path, None)
            else:
                old[path] = source
        now = time.time_ns()
        self._few = {path: _settled(source, now) for path, source in few.items()}
        return catalog

    def save(self) -> None:
        """Tell the cache what has changed since the last time."""
        if self._catalog is None:
            return
        files = tuple(source for source in self._few.values() if isinstance(source, Source))
        self._cache.put("files", _encode(files))
        self._cache.put("site", _encode(self._few[_SITE]))
        touched = self._catalog.take_touched()
        kept = ((_encode(key), answer.fingerprint, _encode(answer.reads)) for key, answer in touched.items() if answer)
        self._cache.put_answers(kept)
        self._cache.drop_answers(_encode(key) for key, answer in touched.items() if answer is None)

    @property
    def notes(self) -> Iterable[Note]:
        """All notes as they are now."""
        return (source for source in self._sources.values() if isinstance(source, Note))

    def _awake(self, remembered: Iterable[tuple[str, Note]]) -> Catalog:
        """The catalog; at the first call, as the last run left it. Its answers hold for its facts, so none is spoilt by
        taking these up.
        """
        if self._catalog is None:
            self._sources = {**self._few, **dict(remembered)}
            self._catalog = Catalog(offline=self._offline)
            self._catalog.apply(Delta({path: (None, source) for path, source in self._sources.items()}))
            self._catalog.restore(_answers(self._cache))
        return self._catalog


def few_sources(files: Iterable[Source], site: Site) -> dict[str, Note | Source | Site]:
    """Everything but the notes that the catalog is made from."""
    return {**{file.path: file for file in files}, _SITE: site}


def _settled(source: Note | Source | Site, now: int) -> Note | Source | Site:
    """A file that may yet change without showing it is remembered as one that has."""
    return replace(source, mtime_ns=0) if isinstance(source, Source) and source.mtime_ns > now - FRESH else source


def _answers(cache: Cache) -> Iterable[tuple[Key, Answer]]:
    for key, fingerprint, reads in cache.answers():
        yield _decode_key(key), Answer(FORGOTTEN, _decode_reads(reads), fingerprint)
