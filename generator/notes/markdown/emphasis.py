"""Emphasis that ends before anything else begins, ``**two words**`` or ``*one*``, read in one step.

markdown-it notes every marker, and finds out at the end of the text which belong together. Most emphasis in prose needs
none of that: between two like runs of markers there is text with no sign in it, and both runs can only be what they
look like. The tags are the same, but for empty texts that markdown-it leaves beside some of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_inline import StateInline

from generator.notes.markdown.tokens import NewToken

_BEFORE = frozenset(" \n")
_TOKENS = {"*": ("em_open", "em", "em_close"), "**": ("strong_open", "strong", "strong_close")}


def emphasis_at_once(signs: str) -> Callable[[StateInline, bool], bool]:
    """The inline rule; ``signs`` are all at which another rule may begin."""
    # A run between white space and a letter can only open; the next one, as long and at the end of a word, closes it.
    closed = re.compile(rf"(\*\*?+)(?=[0-9A-Za-z])([^{re.escape(signs)}]++)(?<=[0-9A-Za-z])\1(?!\*)").match

    def rule(state: StateInline, silent: bool) -> bool:
        start = state.pos
        if silent or (start and state.src[start - 1] not in _BEFORE):
            return False
        found = closed(state.src, start, state.posMax)
        if found is None or "www." in found[2]:
            return False
        run, text = found.groups()
        if state.pending:
            state.pushPending()
        # As `push` would make them, which need not be told twice that nothing stands between them but text.
        opening, name, closing = _TOKENS[run]
        begin, end = NewToken(opening, name, 1, state.level), NewToken(closing, name, -1, state.level)
        begin.markup = end.markup = run
        state.tokens += (begin, NewToken("text", "", 0, state.level + 1, text), end)
        state.tokens_meta += ({"delimiters": []}, None)
        state.pendingLevel = state.level
        state.pos = found.end()
        return True

    return rule
