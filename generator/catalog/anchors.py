"""Places inside a note: the heading or block that a link's fragment means, and what an embed of it shows."""

from __future__ import annotations

from generator.addresses import slugify
from generator.catalog.catalog import Catalog
from generator.names import fold_name
from generator.notes.note import Body, Piece


def anchor_of(ask: Catalog, path: str, fragment: str) -> str:
    """The id of the heading or block a fragment means: by id, by ``^block``, or by the heading's text; "" where there
    is none.

    Of ``Heading#Subheading`` the last part counts, as in Obsidian.
    """
    if not fragment or not ask.said("anchors", path):
        return ""
    wanted = fragment.rpartition("#")[2]
    folded = fold_name(wanted)
    anchors = ask.said("anchors", path)[path]
    for id_, _ in anchors:
        if id_ == wanted:
            return str(id_)
    for id_, text in anchors:
        if text == folded or id_ == slugify(wanted):
            return str(id_)
    return ""


def part_of(ask: Catalog, path: str, fragment: str) -> tuple[Piece, ...] | None:
    """What an embed shows: the whole note, one section with what is below its heading, or one block; None where there
    is no such part.
    """
    body: Body = ask.said("body", path)[path]
    if not fragment:
        return body.pieces
    anchor = anchor_of(ask, path, fragment)
    for block in body.blocks:
        if anchor == f"^{block.id}":
            return body.pieces[block.at : block.until]
    for number, heading in enumerate(body.headings):
        if heading.id == anchor:
            after = (other.at for other in body.headings[number + 1 :] if other.level <= heading.level)
            return body.pieces[heading.at : next(after, len(body.pieces))]
    return None
