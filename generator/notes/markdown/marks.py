"""The marks that `writing` puts into HTML and `pieces` finds again after sanitising.

A mark is a number between two of Unicode's noncharacters, which no text needs: `without_marks` takes them out of what
an author typed, so that a mark in the sanitised HTML is always ours. So it does with what neither HTML nor a feed's XML
can hold: control characters, which come in with text pasted from a PDF or from Word.
"""

from __future__ import annotations

import re

END = "\ufdd1"
REFERENCE = "\ufdd0"
PASSAGE = "\ufdd2"
EMBED = "\ufdd3"
BLOCK = "\ufdd4"
BLOCK_END = "\ufdd5"

_RESERVED = re.compile("[\0\ufdd0-\ufdef\ufffe\uffff]")
_RESERVED_IN_UTF8 = (END.encode()[:2], "\uffff".encode()[:2])
_CONTROLS = bytes([*range(1, 9), *range(14, 32), 127])
_LINE_AND_PAGE = bytes.maketrans(b"\v\f", b"  ")
_CHARACTER_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")


def mark(kind: str, number: int) -> str:
    """The mark of a kind with a number."""
    return f"{kind}{number}{END}"


def without_marks(text: str) -> str:
    """The text with NUL and noncharacters replaced by U+FFFD, breaks of lines and pages by spaces, and no other control
    characters but tabs and line ends.
    """
    # In UTF-8 each of them has a byte or two of its own, and bytes are looked through in a tenth of a pattern's time.
    encoded = text.encode("utf-8", "surrogatepass")
    kept = encoded.translate(_LINE_AND_PAGE, _CONTROLS)
    if kept != encoded:
        text = kept.decode("utf-8", "surrogatepass")
    is_there = b"\0" in encoded or (b"\xef" in encoded and any(start in encoded for start in _RESERVED_IN_UTF8))
    return _RESERVED.sub("\ufffd", text) if is_there else text


def without_encoded_marks(html: str) -> str:
    """Raw HTML whose numeric character references name no mark either."""
    return _CHARACTER_REFERENCE.sub(_harmless, html) if "&#" in html else html


def _harmless(match: re.Match[str]) -> str:
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    digits = digits.lstrip("0")
    if len(digits) > 8:
        return "\ufffd"
    code = int(digits or "0", base)
    return "\ufffd" if code > 0x10FFFF or without_marks(chr(code)) != chr(code) else match[0]
