"""Places inside a note: the heading or block that a link's fragment means, and what an embed of it shows."""

from __future__ import annotations

import re
from html import escape

from generator.catalog.catalog import Catalog
from generator.names import fold_name
from generator.notes.note import Body, Piece

_WORDS = re.compile(r"\w+")


def anchor_of(ask: Catalog, path: str, fragment: str) -> str:
    """The id of the heading or block a fragment means: by id, by ``^block``, or by the heading's text; "" where there
    is none. An id in an author's HTML counts where no heading does.

    Of ``Heading#Subheading`` the last part counts, as in Obsidian, which leaves signs out of a heading in a link: for
    ``C++ #now`` it writes ``[[dana#C++ now]]``. So the words decide, where there are any.
    """
    if not fragment or not ask.said("anchors", path):
        return ""
    wanted = fragment.rpartition("#")[2]
    folded = fold_name(wanted)
    anchors = ask.said("anchors", path)[path]
    for id_, _ in anchors:
        if id_ == wanted:
            return str(id_)
    words = _WORDS.findall(folded)
    for id_, text in anchors:
        if text == folded or (words and words == _WORDS.findall(text)):
            return str(id_)
    body: Body = ask.said("body", path)[path]
    typed = f' id="{escape(wanted)}"'
    return wanted if any(isinstance(piece, str) and typed in piece for piece in body.pieces) else ""


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
