"""A body with some of its pieces replaced or cut out, and everything in it still in its place.

In: a `Body`, and what takes the place of each piece. Out: a `Body` whose headings, blocks and passages point where they
did. A heading or block that is gone with its pieces leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from generator.editions.edition import Edition
from generator.notes.note import Body, Piece


def without_passages(body: Body, edition: Edition) -> Body:
    """The body without the passages that an edition does not show."""
    shown = tuple(passage for passage in body.passages if edition.shows(passage.audience))
    if len(shown) == len(body.passages):
        return body
    hidden = (passage for passage in body.passages if not edition.shows(passage.audience))
    cut = {at for passage in hidden for at in range(passage.at, passage.until)}
    seen = replace(body, passages=shown)
    return reassembled(seen, [() if at in cut else (piece,) for at, piece in enumerate(body.pieces)])


def reassembled(body: Body, parts: Sequence[tuple[Piece, ...]]) -> Body:
    """The body with ``parts[n]`` in the place of its piece ``n``."""
    places = (0, *accumulate(map(len, parts)))

    def there(at: int) -> bool:
        return at < len(parts) and bool(parts[at])

    return Body(
        tuple(piece for part in parts for piece in part),
        tuple(replace(heading, at=places[heading.at]) for heading in body.headings if there(heading.at)),
        tuple(
            replace(block, at=places[block.at], until=places[block.until])
            for block in body.blocks
            if places[block.at] < places[block.until]
        ),
        tuple(
            replace(passage, at=places[passage.at], until=places[passage.until])
            for passage in body.passages
            if places[passage.at] < places[passage.until]
        ),
    )
