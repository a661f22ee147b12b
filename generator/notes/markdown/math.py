"""``$math$`` and ``$$math$$`` stay as typed: what looks like emphasis or a link in them is none."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_MATH = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])[^$\n`]*(?<![\s\\])\$(?![\d$])")


def math(state: StateInline, silent: bool) -> bool:
    """The inline rule."""
    match = _MATH.match(state.src, state.pos, state.posMax)
    if match is None or "[[" in match[0] or "](" in match[0]:
        return False
    if not silent:
        state.push("text_special", "", 0).content = match[0]
    state.pos = match.end()
    return True
