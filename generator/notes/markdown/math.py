"""``$math$`` and ``$$math$$`` stay as typed: what looks like emphasis or a link in them is none."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

_MATH = re.compile(r"\$\$[^$]+\$\$|\$(?![\s$])[^$\n`]*(?<![\s\\])\$(?![\d$])")


def math(state: StateInline, silent: bool) -> bool:
    """The inline rule."""
    match = _MATH.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not match[0].startswith("$$") and ("[[" in match[0] or "](" in match[0]):
        return False  # two prices, perhaps, with a link between them
    if not silent:
        state.push("text_special", "", 0).content = match[0]
    state.pos = match.end()
    return True
