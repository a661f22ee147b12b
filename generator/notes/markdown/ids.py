"""Ids of a note's headings, blocks, footnotes and raw HTML: readable, unique in the note, and unable to shadow
anything.

An id becomes a property of ``document`` and ``window``, so one named like a property of theirs would hide it from
scripts ("DOM clobbering"). The rule: an id that is such a name, or that starts like an id of the theme's or of a
footnote's, gets ``h-`` before it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_RESERVED_START = re.compile(r"(?:fp|fn|fnref)-|on[a-z]+$|__|\^", re.IGNORECASE)
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")
_SPACES = re.compile(r"[\s]+")
_PROPERTIES = (
    "action after alert all anchors append applets atob attributes back before blur body btoa caches children "
    "chrome clear close closed closest confirm constructor contains cookie crypto dir doctype documentelement "
    "domain elements embeds encoding enctype event events external fetch find firstchild focus fonts forms "
    "forward frames go head hidden history home id images implementation innerhtml innertext item lang "
    "lastchild length links location locationbar matches menubar method moveby moveto name navigation "
    "navigator nodename nodetype nodevalue normalize novalidate open opener options origin outerheight "
    "outerwidth ownerdocument parent parentnode performance personalbar plugins port prefix prepend print "
    "process prompt prototype referrer rel remove replace reset rows scheduler screen scripts scroll "
    "scrollbars scrollby scrollto scrollx scrolly self setinterval settimeout slot status statusbar stop "
    "structuredclone style styles stylesheets submit tagname target textcontent timeline title toolbar top "
    "tostring type undefined url validity value valueof visibilitystate window write writeln "
)
_PROPERTY_NAMES = frozenset(_PROPERTIES.split())


class Ids:
    """The ids given out so far in one note."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, int] = {}

    def of_heading(self, text: str) -> str:
        """A unique id from a heading's text; the second "Advice" gets ``advice-1``."""
        return self._unique(_wanted(text))

    def of_html(self, wanted: str) -> str:
        """The id of an element of raw HTML if it is safe and unused; "" otherwise."""
        if not wanted or _SPACES.search(wanted) or wanted in self._taken or _harmless(wanted) != wanted:
            return ""
        self._taken.add(wanted)
        return wanted

    def claim(self, own: str) -> bool:
        """Take an id that only we make; False if the note has it already."""
        if own in self._taken:
            return False
        self._taken.add(own)
        return True

    def _unique(self, wanted: str) -> str:
        candidate = wanted
        number = self._next.get(wanted, 0)
        while candidate in self._taken:
            number += 1
            candidate = f"{wanted}-{number}"
        self._next[wanted] = number
        self._taken.add(candidate)
        return candidate


def slug(text: str) -> str:
    """A heading's text in lower case (NFC) without punctuation, spaces as hyphens; letters of every script stay."""
    plain = text.lower() if text.isascii() else unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return _SPACES.sub("-", _NOT_IN_SLUG.sub("", plain).strip())


@lru_cache(maxsize=4096)  # many an interview puts the same questions
def _wanted(text: str) -> str:
    return _harmless(slug(text) or "section")


def _harmless(wanted: str) -> str:
    clobbers = wanted.lower() in _PROPERTY_NAMES or (
        wanted.isidentifier() and wanted.isascii() and not wanted.islower()
    )
    return f"h-{wanted}" if clobbers or _RESERVED_START.match(wanted) else wanted
