"""Guides: which series there are, and the order of their parts."""

from __future__ import annotations

from dataclasses import dataclass

from generator.addresses import slugify
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.notes.note import Kind


@dataclass(frozen=True, slots=True)
class Series:
    """An ordered set of guides: what it is called, and its parts' paths."""

    title: str
    parts: tuple[str, ...]


@query
def all_series(ask: Catalog) -> tuple[str, ...]:
    """The slugs of all series, sorted: two names with one address are one series."""
    return tuple(sorted({slugify(name) for name in ask.said("kind", Kind.GUIDE).values() if name}))


@query
def series(ask: Catalog, key: str) -> Series:
    """The series with this slug; parts without a number come last, by file name."""
    said = ask.said("series", key)
    parts = tuple(sorted(said, key=lambda path: (said[path][1] or 1_000_000, path)))
    return Series(said[parts[0]][0], parts)


@query
def single_guides(ask: Catalog) -> tuple[str, ...]:
    """The guides that belong to no series, by path."""
    guides = ask.said("kind", Kind.GUIDE)
    return tuple(sorted(path for path in guides if not guides[path]))
