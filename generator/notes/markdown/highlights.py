"""``==highlight==``: exactly two equals signs on each side, flanking like emphasis."""

from __future__ import annotations

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_MARKER = ord("=")


def highlight(state: StateInline, silent: bool) -> bool:
    """The inline rule: notes a possible start or end."""
    if silent or not state.src.startswith("==", state.pos):
        return False
    scanned = state.scanDelims(state.pos, True)
    token = state.push("text", "", 0)
    token.content = "=" * scanned.length
    if scanned.length == 2:
        state.delimiters.append(
            Delimiter(
                _MARKER, length=0, token=len(state.tokens) - 1, end=-1, open=scanned.can_open, close=scanned.can_close
            )
        )
    state.pos += scanned.length
    return True


def pair_highlights(state: StateInline) -> None:
    """The rule that turns the pairs found by markdown-it's ``balance_pairs`` into tags."""
    _pair(state, state.delimiters)
    for meta in state.tokens_meta:
        if meta and "delimiters" in meta:
            _pair(state, meta["delimiters"])


def _pair(state: StateInline, delimiters: list[Delimiter]) -> None:
    for start in delimiters:
        if start.marker != _MARKER or start.end == -1:
            continue
        for place, kind, nesting in ((start.token, "mark_open", 1), (delimiters[start.end].token, "mark_close", -1)):
            token = state.tokens[place]
            token.type, token.tag, token.nesting, token.content = kind, "mark", nesting, ""  # type: ignore[assignment]
