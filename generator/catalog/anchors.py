"""Places inside a note: the heading or block that a link's fragment means, and what an embed of it shows.

As in Obsidian: by id, by ``^block``, by a heading's text, or by the headings it stands under, ``Pay#In numbers``. It
takes a heading into a link as it is typed, without signs that a link cannot hold: ``C++ now`` for ``C++ #now``, ``Ask
Sam Okafor Sam`` for ``Ask [[Sam Okafor|Sam]]``. So where nothing has the very text, the words decide, first those that
are shown, then those that are typed. The heading that became the note's title is the note's top.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from generator.catalog.catalog import Catalog
from generator.catalog.extract import Anchor
from generator.names import fold_name
from generator.notes.note import Body, Piece

_WORDS = re.compile(r"[^\W_]+")


def anchor_of(ask: Catalog, path: str, fragment: str) -> str | None:
    """The id of the heading or block that a fragment means; "" for the top of the note, None where there is no such
    place. An id in an author's HTML counts where no heading does.
    """
    if not fragment:
        return ""
    if not ask.said("anchors", path):
        return None
    anchors: tuple[Anchor, ...] = ask.said("anchors", path)[path]
    for wanted in dict.fromkeys((fragment, fragment.rpartition("#")[2])):
        if any(anchor.id == wanted for anchor in anchors):
            return wanted
    if (found := _heading(anchors, fragment)) is not None:
        return found
    title = fold_name(ask.card(path).title)
    first, _, rest = fragment.partition("#")
    for typed, further in ((fragment, ""), (first, rest)):
        if _has_text(title, typed) or _has_words(title, typed):
            return anchor_of(ask, path, further)
    body: Body = ask.said("body", path)[path]
    typed = f' id="{escape(fragment)}"'
    return fragment if any(isinstance(piece, str) and typed in piece for piece in body.pieces) else None


def part_of(ask: Catalog, path: str, fragment: str) -> tuple[Piece, ...] | None:
    """What an embed shows: the whole note, one section with what is below its heading, or one block; None where there
    is no such part.
    """
    body: Body = ask.said("body", path)[path]
    anchor = anchor_of(ask, path, fragment)
    if anchor == "":
        return body.pieces
    for block in body.blocks:
        if anchor == f"^{block.id}":
            return body.pieces[block.at : block.until]
    for number, heading in enumerate(body.headings):
        if heading.id == anchor:
            after = (other.at for other in body.headings[number + 1 :] if other.level <= heading.level)
            return body.pieces[heading.at : next(after, len(body.pieces))]
    return None


def _heading(anchors: Sequence[Anchor], fragment: str) -> str | None:
    """The heading with this text, which may have a # in it, or the one below others; else the last of them alone."""
    parts = [part for part in fragment.split("#") if part.strip()]
    for ways in (([fragment], parts), (parts[-1:],)):
        for is_it in (_is_shown_as, _has_words_shown, _has_words_typed):
            for wanted in ways:
                if wanted and (found := _below(anchors, wanted, is_it)) is not None:
                    return found
    return None


def _below(anchors: Sequence[Anchor], wanted: Sequence[str], is_it: Callable[[Anchor, str], bool]) -> str | None:
    """Go down the headings: the first that is the first wanted, then the first deeper one that is the next."""
    place = level = 0
    for anchor in anchors:
        if anchor.level > level and is_it(anchor, wanted[place]):
            place, level = place + 1, anchor.level
            if place == len(wanted):
                return anchor.id
    return None


def _is_shown_as(anchor: Anchor, typed: str) -> bool:
    return _has_text(anchor.text, typed)


def _has_words_shown(anchor: Anchor, typed: str) -> bool:
    return _has_words(anchor.text, typed)


def _has_words_typed(anchor: Anchor, typed: str) -> bool:
    return _has_words(anchor.typed, typed)


def _has_text(heading: str, typed: str) -> bool:
    return heading == fold_name(typed)


def _has_words(heading: str, typed: str) -> bool:
    words = _WORDS.findall(fold_name(typed))
    return bool(words) and words == _WORDS.findall(heading)
