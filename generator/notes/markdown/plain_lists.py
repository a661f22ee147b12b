"""Lists of single lines, ``- one`` above ``- another``, read in one step.

markdown-it reads each item as if it were a text of its own. Most lists in prose need none of that: no item goes on in
a second line, or begins with the sign of another block. The tokens are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from generator.notes.markdown.tokens import NewToken

_MARKERS = "-*+"
_TEXT = r"(?:[^\W\d_]|[0-9]{1,9}(?![0-9.)])|\*\*?[^\W_]|__?[^\W_]|`[^`\s]|\[\[|[\"'“‘«(—…€£])"
"""How an item begins that can be nothing but a paragraph."""

_ITEMS = re.compile(rf"([{_MARKERS}]) {_TEXT}[^\n]*+(?:\n\1 {_TEXT}[^\n]*+)*")


def list_at_once(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The block rule; a list of which it is not sure is left to the rule for all lists."""
    if silent or state.level or state.sCount[start] or end < state.lineMax:
        return False
    found = _ITEMS.match(state.src, state.bMarks[start])
    if found is None:
        return False
    items = found[0].split("\n")
    after = start + len(items)
    if after < end and not state.isEmpty(after):
        return False
    then = state.skipEmptyLines(after)
    if then < end and (state.sCount[then] or state.src[state.bMarks[then]] in _MARKERS):
        return False
    state.tokens += _tokens(items, start, then)
    state.line = then
    return True


def _tokens(items: Sequence[str], start: int, end: int) -> Iterator[Token]:
    """The tokens of a list from line ``start`` to ``end``; the empty lines below it belong to its last item."""
    marker = items[0][0]
    yield _token("bullet_list_open", "ul", 1, 0, marker, [start, end])
    for line, item in enumerate(items, start):
        is_last = line == start + len(items) - 1
        yield _token("list_item_open", "li", 1, 1, marker, [line, end if is_last else line + 1])
        yield _token("paragraph_open", "p", 1, 2, "", [line, line + 1], hidden=True)
        text = _token("inline", "", 0, 3, "", [line, line + 1])
        text.content, text.children = mdTrim(item[2:]), []
        yield text
        yield _token("paragraph_close", "p", -1, 2, "", None, hidden=True)
        yield _token("list_item_close", "li", -1, 1, marker, None)
    yield _token("bullet_list_close", "ul", -1, 0, marker, None)


def _token(
    kind: str,
    tag: str,
    nesting: Literal[-1, 0, 1],
    level: int,
    markup: str,
    lines: list[int] | None,
    *,
    hidden: bool = False,
) -> Token:
    token = NewToken(kind, tag, nesting, level, "", True)
    token.markup, token.map, token.hidden = markup, lines, hidden
    return token
