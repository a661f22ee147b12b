"""When two spellings of a name mean the same thing."""

from __future__ import annotations

from functools import lru_cache
from unicodedata import normalize


@lru_cache(maxsize=131_072)
def fold_name(name: str) -> str:
    """The form in which two spellings of one name are equal: trimmed, NFC, case and white space folded."""
    folded = " ".join(name.split())
    return folded.lower() if folded.isascii() else normalize("NFC", normalize("NFD", folded).casefold())
