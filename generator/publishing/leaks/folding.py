"""The one form in which all spellings of a text are equal.

In: text without markup. Out: words of folded bytes: no case, no accents, nothing invisible, and a space for all that is
no letter. What is looked for and what is looked through are both folded here. Nothing here knows what a secret is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize

PLAIN = bytes(byte if chr(byte).isalnum() else 32 for byte in range(128)).lower() + bytes(range(128, 256))
"""What a byte of ASCII is folded to."""

NOT_ASCII = re.compile(rb"[\x80-\xff]+")
"""Characters that have to be folded one by one."""

# Letters that Unicode does not take apart, as people write them without their strokes.
_STROKES = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
    }
)


def without_accents(data: bytes) -> bytes:
    """A text in which every character outside ASCII is folded."""
    if data.isascii():
        return data
    # Line by line, for most have no accent, and that is known at once.
    return b"\n".join([line if line.isascii() else NOT_ASCII.sub(fold_match, line) for line in data.split(b"\n")])


def fold(text: str) -> bytes:
    """What an author wrote, folded: its words with one space between them."""
    return b" ".join(without_accents(text.encode("utf-8", "surrogatepass")).translate(PLAIN).split())


def is_unspaced(folded: bytes) -> bool:
    """Whether a folded text is, in part, of a script that puts no spaces between words."""
    return not folded.isascii() and _UNSPACED.search(folded.decode("utf-8", "replace")) is not None


_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Thai, Lao, Burmese, Khmer, kana, Han and Hangul, the last also taken apart."""


@lru_cache(maxsize=65_536)
def _fold_run(run: bytes) -> bytes:
    try:
        text = run.decode()
    except UnicodeDecodeError:
        text = run.decode("latin-1")  # an old file or an image's comment
    return "".join(map(_fold_character, text)).encode("utf-8", "replace")


def fold_match(match: re.Match[bytes]) -> bytes:
    """What a run of characters outside ASCII is folded to."""
    return _fold_run(match[0])


@lru_cache(maxsize=65_536)
def _fold_character(character: str) -> str:
    apart = normalize("NFKD", normalize("NFKD", character).casefold()).translate(_STROKES)
    kind = category(character)
    if kind == "Cf" or character in "\u034f\u115f\u1160\u3164\uffa0":
        return ""  # soft hyphens, zero-width characters, marks of direction, and letters without a shape
    return "".join(each if each.isalnum() else "" if category(each)[0] == "M" else " " for each in apart)
