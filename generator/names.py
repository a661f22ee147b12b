"""How a name is shown, when two spellings of it mean the same thing, and what a file is called."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

_NUMBER = re.compile(r"[0-9]+")
_LONGEST_NUMBER = 12


@lru_cache(maxsize=131_072)
def tidy_name(name: str) -> str:
    """A name as it is shown, however it was typed: trimmed, NFC, single spaces."""
    return normalize("NFC", " ".join(name.split()))


@lru_cache(maxsize=131_072)
def fold_name(name: str) -> str:
    """The form in which two spellings of one name are equal: trimmed, NFC, case and white space folded."""
    folded = " ".join(name.split())
    return folded.lower() if folded.isascii() else normalize("NFC", normalize("NFD", folded).casefold())


@lru_cache(maxsize=131_072)
def alphabetical(name: str) -> str:
    """What puts a name where people look for it in a list: École among the E's, Meeting 2 before Meeting 10."""
    folded = fold_name(name)
    if not folded.isascii():
        folded = "".join(filter(lambda sign: not combining(sign), normalize("NFKD", folded)))
    return _NUMBER.sub(lambda number: number[0].zfill(_LONGEST_NUMBER), folded)


def initial(name: str) -> str:
    """The letter under which a name stands in a list: "#" for what comes before all letters, "Other" for scripts that
    have no capitals.
    """
    first = alphabetical(name)[:1]
    if first.upper() != first:
        return first.upper()
    return "#" if first < "a" else "Other"


def stem_of(path: str) -> str:
    """A file's name without its extension."""
    return path.rpartition("/")[2].rpartition(".")[0]
