"""``#tag``, by Obsidian's rules: letters of any script, digits, ``_``, ``-`` and ``/``; not only digits; after white
space or at the start.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_TAG = re.compile(r"#([\w\-]+(?:/[\w\-]+)*)")
_BEFORE = frozenset(" \t\n\u00a0\u3000*_~=(")


def tag(state: StateInline, silent: bool) -> bool:
    """The inline rule."""
    pos = state.pos
    if state.linkLevel or (pos and state.src[pos - 1] not in _BEFORE):
        return False
    match = _TAG.match(state.src, pos, state.posMax)
    if match is None or not any(character.isalpha() for character in match[1]):
        return False
    if not silent:
        token = state.push("tag", "", 0)
        token.content = match[0]
        token.meta = {"span": match.span()}
    state.pos = match.end()
    return True
