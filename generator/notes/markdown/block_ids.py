"""``^block-id`` at the end of a paragraph or list item, or alone after a list, quote, table or code block, as in
Obsidian.

The marker is taken out of the text and its id noted in the ``meta`` of the token that opens the block.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

_MARKER = re.compile(r"(?:^|(?<=\s))\^([A-Za-z0-9\-]{1,100})\s*$")


def mark_blocks(tokens: list[Token]) -> None:
    """Find the markers in inline tokens that are not parsed yet."""
    alone: set[int] = set()
    for place, token in enumerate(tokens):
        if token.type != "inline" or "^" not in token.content:
            continue
        match = _MARKER.search(token.content)
        if match is None:
            continue
        opening = tokens[place - 1]
        if match.start() == 0 and opening.type == "paragraph_open":
            before = _previous(tokens, place - 1)
            if before is not None:
                before.meta["block"] = match[1]
                alone.update((place - 1, place, place + 1))
            continue
        owner = tokens[place - 2] if place > 1 and tokens[place - 2].type == "list_item_open" else opening
        if owner.nesting == 1 and owner.tag in _OWNERS:
            owner.meta["block"] = match[1]
            token.content = token.content[: match.start()].rstrip()
    if alone:
        tokens[:] = [token for place, token in enumerate(tokens) if place not in alone]


_OWNERS = frozenset({"p", "li", "blockquote", "ul", "ol", "table", "aside", "details", "dl", "div"})


def _previous(tokens: list[Token], place: int) -> Token | None:
    """The token that opens the block before this place, on the same level."""
    level = tokens[place].level
    for before in range(place - 1, -1, -1):
        token = tokens[before]
        if token.level < level:
            return None
        if token.level == level and token.nesting >= 0:
            return token if token.tag in _OWNERS or token.type in ("fence", "code_block") else None
    return None
