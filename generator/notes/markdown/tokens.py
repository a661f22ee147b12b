"""The token that our parsers make: markdown-it's own, made in half the time.

A note is two hundred tokens, and nearly all of them are made from three values by a state's ``push``.
"""

from __future__ import annotations

from typing import Literal

from markdown_it.token import Token


class NewToken(Token):
    """A `Token` of which only what tells one from another is given; the rest is what markdown-it would begin with."""

    __slots__ = ()

    def __init__(
        self, type: str, tag: str, nesting: Literal[-1, 0, 1], level: int, content: str = "", block: bool = False
    ) -> None:
        """Set every field once, without looking whether it was given."""
        self.type = type
        self.tag = tag
        self.nesting = nesting
        self.attrs = {}
        self.map = None
        self.level = level
        self.children = None
        self.content = content
        self.markup = ""
        self.info = ""
        self.meta = {}
        self.block = block
        self.hidden = False
