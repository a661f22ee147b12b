"""``> [!private] Title``: a passage written as a callout, as who writes in Obsidian would.

In: a quote whose first line says ``[!private]`` or ``[!cohort]``. Out: the same passage that a block of ``:::private``
would be, with the title as its first line. It ends where the quote does, lines without a ``>`` that go on with its last
paragraph included.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock

from generator.notes.markdown.containers import CALLS, SAYS_SO, SPACES, add_passage, audience_called
from generator.notes.markdown.findings import findings_of
from generator.notes.note import Audience

_MARKER = re.compile(rf">[{SPACES}]*\[{CALLS}([^\]\n]+)\][+-]?[ \t]*")
_TITLES = re.compile(rf"private|cohort only|{SAYS_SO}")
"""Titles of other callouts that say whom they are for, and nothing else but what they are about, after a colon."""

_QUOTE = re.compile(r">[ \t]?")


def quoted_passage(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """The block rule."""
    start, end = _extent(state, startLine)
    marker = _MARKER.match(state.src, start, end)
    name = marker[1].strip().casefold() if marker else ""
    title = state.src[marker.end() : end].strip() if marker else ""
    called = title.casefold().partition(":")[0].rstrip(".! ")
    audience = audience_called(name)
    if audience is None and _TITLES.fullmatch(called):
        name, audience = called, audience_called(called) or Audience.PRIVATE
    if marker is None or audience is None:
        return False
    if silent:
        return True
    if name != audience:
        findings_of(state.env).misspelt.append((startLine, f"[!{name}]"))
    last = _last(state, startLine, endLine)
    lines = [f"**{title}**  " if title else "", *_lines(state, startLine + 1, last)]
    add_passage(state, startLine, last, audience, "\n".join(lines) + "\n", below=0)
    state.line = last
    return True


def _extent(state: StateBlock, line: int) -> tuple[int, int]:
    """Where the text of a line begins and ends, in the block that is being parsed."""
    return state.bMarks[line] + state.tShift[line], state.eMarks[line]


def _last(state: StateBlock, start: int, end: int) -> int:
    """The line after a quote's last."""
    ends = state.md.block.ruler.getRules("blockquote")
    parent, state.parentType = state.parentType, "blockquote"
    last = end
    for line in range(start + 1, end):
        begin, _ = _extent(state, line)
        is_quoted = state.src[begin : begin + 1] == ">" and state.sCount[line] >= state.blkIndent
        if state.isEmpty(line) or (not is_quoted and any(rule(state, line, end, True) for rule in ends)):
            last = line
            break
    state.parentType = parent
    return last


def _lines(state: StateBlock, start: int, end: int) -> Iterator[str]:
    for line in range(start, end):
        begin, last = _extent(state, line)
        quoted = _QUOTE.match(state.src, begin, last)
        yield state.src[quoted.end() if quoted else begin : last]
