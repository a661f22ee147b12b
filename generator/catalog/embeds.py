"""What comes with an embed: the embeds within it, and theirs.

In: the catalog, and a note. Out: whether an embed leads back to itself, and which are more than a page can show. Notes
that embed two others each, and so on, make a page that doubles with every step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.catalog.anchors import part_of
from generator.catalog.catalog import Catalog
from generator.catalog.resolving import resolve
from generator.notes.note import Form, Piece, Reference

DEEPEST = 10
"""How deep embeds may stand in each other; further down, they are links."""

_MOST = 500
"""How many embeds a page shows, those within others among them."""

_Part = tuple[str, str]
"""A note's path, and the fragment that names a part of it, "" for all of it."""


def comes_back(ask: Catalog, path: str, reference: Reference) -> bool:
    """Whether what an embed in the note at ``path`` shows holds that very embed."""
    seen: set[_Part] = set()
    ahead = [_part(ask, path, reference)]
    while ahead:
        here = ahead.pop()
        if here in seen:
            continue
        seen.add(here)
        for inner in _embeds(ask, here[0], part_of(ask, *here) or ()):
            if here[0] == path and inner == reference:
                return True
            ahead.append(_part(ask, here[0], inner))
    return False


def embeds(ask: Catalog, path: str) -> Iterator[Reference]:
    """The embeds of other notes, or of parts of notes, in the note at ``path``."""
    return _embeds(ask, path, part_of(ask, path, "") or ())


def beyond(ask: Catalog, path: str) -> frozenset[Reference]:
    """The embeds of the note at ``path`` for which its page has no room, with all that comes with them."""
    room = _MOST
    found = []
    weights: dict[tuple[_Part, int], int] = {}
    for reference in embeds(ask, path):
        needs = 1 + _weight(ask, _part(ask, path, reference), 1, weights)
        if needs > room:
            found.append(reference)
        else:
            room -= needs
    return frozenset(found)


def _weight(ask: Catalog, part: _Part, depth: int, known: dict[tuple[_Part, int], int]) -> int:
    """How many embeds come with a part that is embedded so deep; a circle counts as if nobody cut it."""
    if depth >= DEEPEST:
        return 0
    if (part, depth) not in known:
        inner = _embeds(ask, part[0], part_of(ask, *part) or ())
        known[part, depth] = sum(1 + _weight(ask, _part(ask, part[0], each), depth + 1, known) for each in inner)
    return known[part, depth]


def _part(ask: Catalog, source: str, reference: Reference) -> _Part:
    return resolve(ask, source, reference).path, reference.fragment


def _embeds(ask: Catalog, source: str, pieces: Iterable[Piece]) -> Iterator[Reference]:
    """The embeds of notes among pieces of the note at ``source``."""
    for piece in pieces:
        if isinstance(piece, Reference) and piece.form is Form.EMBED:
            target = resolve(ask, source, piece).path
            if target and not ask.said("file", target):
                yield piece
