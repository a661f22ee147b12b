"""Where a word that is part of a secret is none, for Fieldpath itself wrote it: in its markup, and in dates.

In: a file's bytes, and where in it a word was found. Out: whether that place is the theme's or a date's. Georgia is a
type face in a style sheet and a month is a name; but in a sentence, each may be somebody.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.publishing.leaks.folding import fold
from generator.theme import words_of_markup

_SAYING = frozenset({b"alt", b"title", b"content", b"href", b"src", b"aria-label"})
"""Attributes that hold what an author wrote."""

_OWN_VALUES = re.compile(
    rb"""name=["'](?:viewport|color-scheme|twitter:card)|property=["']og:type|(?:href|src)=["'](?:[^"']*assets/|#fp-)"""
)
_ATTRIBUTE = re.compile(rb"""([A-Za-z][\w:-]*)\s*=\s*(?:"[^"]*|'[^']*)$""")
_OF_FILES = frozenset(
    (
        *(b"assets", b"index", b"html", b"xml", b"css", b"json", b"feed", b"sitemap"),
        *(b"style", b"code", b"components", b"prose"),
    )
)
"""What file names that Fieldpath gives are made of."""

_MONTHS = frozenset(
    (
        *(b"january", b"february", b"march", b"april", b"may", b"june", b"july", b"august", b"september"),
        *(b"october", b"november", b"december"),
    )
)
_BEFORE_MONTH = re.compile(
    rb"(?:\d(?:st|nd|rd|th)?,?|\b(?:in|since|until|till|last|next|early|late|mid|this|every|each|before|after|during"
    rb"|(?:end|middle|beginning|start|month) of))[\s-]*$",
    re.IGNORECASE,
)
"""What nobody says before somebody's name: "in", and not "by" or "from"."""

_AFTER_MONTH = re.compile(rb"[\s,]*\d")
_NEAR = 16


def is_our_own(word: bytes, path: str, data: bytes, start: int, end: int) -> bool:
    """Whether a folded ``word``, which stands at ``data[start:end]`` of a file, is there as no name of anybody."""
    if word in _MONTHS:
        before, after = data[max(0, start - _NEAR) : start], data[end : end + _NEAR]
        return bool(_BEFORE_MONTH.search(before) or _AFTER_MONTH.match(after))
    if word not in _markup():
        return False
    if path.startswith("assets/") and path.endswith((".css", ".js")):
        return True
    opened = data.rfind(b"<", 0, start)
    if opened < 0:
        # Only the manifest begins with a remark.
        return word in _OF_FILES or (data.startswith(b"#") and b"\n" not in data[:start])
    if word in _OF_FILES and data[start - 1 : start] == b".":
        return True
    if data.rfind(b">", opened, start) >= 0:
        return False
    attribute = _ATTRIBUTE.search(data, opened, start)
    if attribute is None or attribute[1].lower() not in _SAYING:
        return True
    return _OWN_VALUES.search(data, opened, data.find(b">", start) + 1 or len(data)) is not None


def is_only_our_own(word: bytes, count: int, line: bytes) -> bool:
    """Whether all ``count`` places at which a folded word stands in a line of a page, in which every tag is whole, are
    of that kind; a place where it is disguised is not.
    """
    places = [found.span() for found in _as_typed(word).finditer(line)]
    if len(places) != count:
        return False
    # Before the first tag of a line, only dates are told from names: what the line begins with, another one tells.
    first_tag = 0 if word in _MONTHS else line.find(b"<")
    return all(0 <= first_tag <= start and is_our_own(word, "", line, start, end) for start, end in places)


@lru_cache(maxsize=4096)
def _as_typed(word: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![0-9A-Za-z\x80-\xff])%b(?![0-9A-Za-z\x80-\xff])" % re.escape(word), re.IGNORECASE)


@cache
def _markup() -> frozenset[bytes]:
    return frozenset(map(fold, words_of_markup()))
