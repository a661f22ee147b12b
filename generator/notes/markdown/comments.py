"""``%%comments%%``: taken out of the text before it is parsed, so that nothing later can show them.

A comment may span lines and paragraphs. Code is left alone: fenced blocks and code spans are found here in a simple
way; where the parser then finds ``%%`` outside code after all, `document` asks again with ``in_code=True`` and every
``%%`` counts. An unclosed comment hides the rest of the note: in doubt, nothing is shown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_START = re.compile(
    r"%%|^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*[ \t]*(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$|(`+)", re.MULTILINE
)
_NEW_LINE = re.compile(r"\n(?:[ \t]*>)*")
_VISIBLE = re.compile(r"[^\n]")
_BLANK_LINE = re.compile(r"\n[ \t>]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Uncommented:
    """A text without its comments, and the same text with each comment blanked, in which places are those of the
    source.

    ``unclosed`` is the offset of a comment that never ends, -1 where there is none.
    """

    text: str
    blanked: str
    unclosed: int = -1


def without_comments(text: str, *, in_code: bool = False) -> Uncommented:
    """Take every comment out of the text, keeping its line ends (and the ``>`` before a quoted line), so that lines
    keep their numbers.
    """
    kept: list[str] = []
    blanked: list[str] = []
    done = 0
    at = text.find("%%") if in_code else _next_comment(text, 0)
    while at >= 0:
        kept.append(text[done:at])
        blanked.append(text[done:at])
        end = text.find("%%", at + 2)
        if end < 0:
            return Uncommented("".join(kept), "".join(blanked) + _VISIBLE.sub(" ", text[at:]), at)
        comment = text[at : end + 2]
        kept.extend(_NEW_LINE.findall(comment))
        blanked.append(_VISIBLE.sub(" ", comment))
        done = end + 2
        at = text.find("%%", done) if in_code else _next_comment(text, done)
    return Uncommented("".join(kept) + text[done:], "".join(blanked) + text[done:])


def _next_comment(text: str, at: int) -> int:
    """The offset of the next ``%%`` outside code, -1 if there is none."""
    unpaired: dict[str, int] = {}
    paragraph_end = -1
    while match := _START.search(text, at):
        fence, run = match[1] or match[2], match[3]
        at = match.end()
        if fence:
            close = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE).search(text, at)
            if close is None:
                return -1
            at = close.end()
        elif run:
            if match.start() >= paragraph_end:
                blank = _BLANK_LINE.search(text, at)
                paragraph_end = blank.start() if blank else len(text)
                unpaired.clear()
            if run not in unpaired:
                closing = re.compile(rf"(?<!`){run}(?!`)").search(text, at, paragraph_end)
                if closing:
                    at = closing.end()
                else:
                    unpaired[run] = at
        else:
            return match.start()
    return -1
