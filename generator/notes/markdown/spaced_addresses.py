"""Addresses with spaces, as in ``![tall](photos/IMG 2041.png)``: for CommonMark they make no link, so they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it.token import Token

SIGN = "]("
"""What a text must hold for such an address to be in it."""

_MOST_PARTS = 40
"""In how many pieces of text an address is looked for."""

_ADDRESS = re.compile(r"\]\(((?:[^()\n]|\([^()\n]{0,200}\)){1,400})\)")
_TITLE = re.compile(r"\s+(?:\"[^\"]*\"|'[^']*')$")
_LOOKS_LIKE_A_FILE = re.compile(r"/|\.[a-z][a-z0-9]{0,7}(?:#.*)?$", re.IGNORECASE)


def spaced_addresses(children: Sequence[Token], place: int) -> Iterator[tuple[str, str]]:
    """The addresses with spaces that begin in the text at a place among inline tokens: each as it was typed, from its
    ``](`` to its ``)``, and by itself. Signs such as ``_`` part a text, so what follows is read with it.
    """
    text = children[place].content
    whole = text + "".join(child.content for child in takewhile(_is_text, children[place + 1 : place + _MOST_PARTS]))
    for found in _ADDRESS.finditer(whole):
        address = _TITLE.sub("", found[1]).strip()
        if found.start() < len(text) and " " in address and _LOOKS_LIKE_A_FILE.search(address):
            yield found[0], address


def _is_text(token: Token) -> bool:
    return token.type == "text"
