"""Who made a contact, as people say it.

In: what somebody typed after ``referred_by:``. Out: the names in it; none where it tells a way, not a person. Nothing
here knows whether a name is secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from generator.publishing.leaks.names import ASIDE, WAY

_FURTHER = re.compile(r",|\s(?:via|through|from|on|at|by)\s")
"""What a name may be followed by: a degree, a post, a way."""

_NOBODY = re.compile(
    r"\W*(?i:my|our|an?|the|some|friends?|colleagues?|family)\s+[a-z].*"
    r"|\W*(?i:(?:my|our|an?|the|former|faculty|career|phd)\s+)*(?i:advis[eo]rs?|supervisors?|roommates?|neighbou?rs?|"
    r"colleagues?|myself|himself|herself|themsel(?:f|ves)|mom|mum|dad|mother|father|partner|spouse|wife|husband|sister|"
    r"brother|boss|dean|pi|gym|slack|versatile phd)\W*"
)
"""All that somebody without a name, or none at all, may be called. "My" and "An" are first names, too."""

_MARKDOWN_LINK = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
_MAIL = re.compile(r"([A-Za-z]+(?:[._-][A-Za-z]+)+)@")
_BETWEEN_WORDS = re.compile(r"[,:;()\[\]/]|\s[-–—]\s|\b(?:of|from|at|via|through|by|with|in|on)\b")
_PLACE = re.compile(
    r"\b(?:university|college|institutes?|labs?|laborator(?:y|ies)|hospital|agency|foundation|company|inc|board|seminar|"
    r"newsletter|podcast|careers?)\b",
    re.IGNORECASE,
)
"""What makes of words with capitals the name of no person."""

_MOST_WORDS = 4
_LONGEST_WAY = 3
"""In words: "LinkedIn", "Alumni network event"; what is longer may well name somebody."""


def contacts_in(contact: str) -> Iterator[str]:
    """Who may be named in what is said of who made a contact: all of it, and a name in it, as in ``my advisor Dana
    Rivera``, ``LinkedIn: Dana Rivera``, ``[Dana Rivera](https://…)`` or ``dana.rivera@…``.
    """
    linked = _MARKDOWN_LINK.fullmatch(contact.strip())
    text = linked[1] if linked else contact.partition("|")[0].partition("#")[0].rpartition("/")[2].removesuffix(".md")
    if is_somebody(text):
        yield text
    if address := _MAIL.search(contact):
        yield " ".join(part.capitalize() for part in re.split(r"[._-]", address[1]))
    for segment in _BETWEEN_WORDS.split(text):
        if WAY.search(segment) or _PLACE.search(segment):
            continue
        name = [*takewhile(lambda word: word[0].isupper(), reversed(segment.split()))][::-1]
        if 1 < len(name) <= _MOST_WORDS and name != text.split():
            yield " ".join(name)


def is_somebody(contact: str) -> bool:
    """Whether what is said of who made a contact may name a person: "LinkedIn" or "my advisor" does not."""
    bare = ASIDE.sub("", contact)
    who = _FURTHER.split(bare, maxsplit=1)[0]
    return not (_NOBODY.fullmatch(bare) or (WAY.search(who) and len(who.split()) <= _LONGEST_WAY))
