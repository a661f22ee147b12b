"""The marks that `writing` puts into HTML and `pieces` finds again after sanitising.

A mark is a number between two of Unicode's noncharacters, which no text needs: `without_marks` takes them out of what
an author typed, so that a mark in the sanitised HTML is always ours.
"""

from __future__ import annotations

import re

END = "\ufdd1"
REFERENCE = "\ufdd0"
PASSAGE = "\ufdd2"
EMBED = "\ufdd3"
BLOCK = "\ufdd4"
BLOCK_END = "\ufdd5"

_RESERVED = re.compile("[\0\ufdd0-\ufdef]")
_RESERVED_IN_UTF8 = END.encode()[:2]
_CHARACTER_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


def mark(kind: str, number: int) -> str:
    """The mark of a kind with a number."""
    return f"{kind}{number}{END}"


def without_marks(text: str) -> str:
    """The text with NUL and the noncharacters used for marks replaced by U+FFFD."""
    # In UTF-8 they all begin with the same two bytes, and `in` finds those in a tenth of the pattern's time.
    encoded = text.encode("utf-8", "surrogatepass")
    return _RESERVED.sub("\ufffd", text) if _RESERVED_IN_UTF8 in encoded or b"\0" in encoded else text


def without_encoded_marks(html: str) -> str:
    """Raw HTML whose numeric character references name no mark either."""
    return _CHARACTER_REFERENCE.sub(_harmless, html) if "&#" in html else html


def _harmless(match: re.Match[str]) -> str:
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    digits = digits.lstrip("0")
    if len(digits) > 8:
        return "\ufffd"
    code = int(digits or "0", base)
    return "\ufffd" if code == 0 or 0xFDD0 <= code <= 0xFDEF else match[0]
