"""Who made a contact, as people say it.

In: what somebody typed after ``referred_by:``. Out: the names in it; none where it tells a way, not a person. Nothing
here knows whether a name is secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from itertools import groupby, pairwise, takewhile

from generator.publishing.leaks.folding import fold
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
_BETWEEN_WAY_AND_NAME = re.compile(r"[,:;()\[\]/]|\s[-–—]\s")
_RELATIONS = frozenset(
    b"friend colleague coworker classmate labmate roommate housemate neighbor neighbour advisor adviser supervisor "
    b"mentor professor teacher boss manager postdoc pi dean mom mum dad mother father partner spouse wife husband "
    b"sister brother cousin uncle aunt".split()
)
"""What somebody is who made a contact; their name follows, if there is one."""

_PLATFORMS = frozenset(
    b"linkedin handshake email mail google twitter facebook instagram discord mastodon bluesky github youtube "
    b"researchgate quora substack tiktok reddit adplist slack".split()
)
"""Ways that people name beside a person, before the name or after it."""

_ALUMNI = frozenset(b"alumni alumnus alumna alum".split())
_NO_NAMES = frozenset(
    b"a about account ads alerts also an and back big board book calendar campus career careers chat club cohort "
    b"cold college company connection connections day dm down family fellowship first former fund good grad "
    b"graduate group groups health here her his home intro introduced introduction job jobs knew knows lab "
    b"learning list listserv lunch medical meet mentoring message messages my new news next now office old or "
    b"outreach page panel party phd policy post postdocs posts premium profile public question recommended "
    b"recruiter referred relations request research scholar school science search site staff student students team "
    b"teams that the their there thread told two university visit web weekend who whom work worked working works "
    b"year years".split()
)
"""Words beside a way or a relation that are no part of a name."""

_TITLES = frozenset(b"dr prof mr mrs ms".split())


class _Kind(Enum):
    """What a word is in what is said of a contact."""

    WAY = auto()
    ALUMNI = auto()
    RELATION = auto()
    PLACE = auto()
    OTHER = auto()
    NAME = auto()


_BEFORE_NAMES = (_Kind.WAY, _Kind.ALUMNI, _Kind.RELATION)
_KINDS = {
    word: kind
    for kind, words in (
        (_Kind.OTHER, _NO_NAMES),
        (_Kind.RELATION, _RELATIONS),
        (_Kind.ALUMNI, _ALUMNI),
        (_Kind.WAY, _PLATFORMS),
    )
    for word in words
}
_PLACE = re.compile(
    r"\b(?:university|college|institutes?|labs?|laborator(?:y|ies)|hospital|agency|foundation|company|inc|board|seminar|"
    r"newsletter|podcast|careers?)\b",
    re.IGNORECASE,
)
"""What makes of words with capitals the name of no person."""

_MOST_WORDS = 4
_SMALL_NAME = 2
"""How many words a name has that is told without capitals."""

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
    yield from _beside_a_way(text)


def _beside_a_way(text: str) -> Iterator[str]:
    """The names that nothing parts from a way or a relation, ``LinkedIn Ada Okonkwo``, ``my friend ada okonkwo``, and
    single words that follow one: ``my advisor Okonkwo``, ``LinkedIn: Okonkwo``.
    """
    for words in map(_without_titles, _BETWEEN_WORDS.split(text)):
        runs = [(kind, [*run]) for kind, run in groupby(words, key=_kind)]
        if any(kind is _Kind.PLACE for kind, _ in runs):
            continue
        kinds = [_Kind.OTHER, *(kind for kind, _ in runs), _Kind.OTHER]
        for (kind, run), before, after in zip(runs, kinds, kinds[2:], strict=False):
            if kind is _Kind.NAME and (before in _BEFORE_NAMES or after is _Kind.WAY):
                yield from _name_of(run, is_alone=before is _Kind.RELATION)
    parts = filter(None, map(_without_titles, _BETWEEN_WAY_AND_NAME.split(text)))
    for way, words in pairwise(parts):
        is_way = {*map(_kind, way)} in ({_Kind.WAY}, {_Kind.WAY, _Kind.OTHER})
        if (is_way or _kind(way[-1]) is _Kind.RELATION) and {*map(_kind, words)} == {_Kind.NAME}:
            yield from _name_of(words, is_alone=True)


def _without_titles(text: str) -> list[str]:
    return [word for word in text.split() if fold(word) and fold(word) not in _TITLES]


def _kind(word: str) -> _Kind:
    folded = fold(word).replace(b" ", b"")
    if folded in _KINDS:
        return _KINDS[folded]
    if WAY.search(word) or _PLACE.search(word):
        return _Kind.PLACE
    return _Kind.NAME if word[0].isalpha() else _Kind.OTHER


def _name_of(words: list[str], *, is_alone: bool) -> Iterator[str]:
    """The name that these words begin with, which may be one word where it ``is_alone``; letters alone stand for an
    organization.
    """
    name = [*takewhile(lambda word: word[0].isupper(), words)]
    if not name and is_alone and len(words) == _SMALL_NAME:
        name = [word.capitalize() for word in words]
    called = " ".join(name)
    if (1 if is_alone else 2) <= len(name) <= _MOST_WORDS and not called.isupper():
        yield called


def is_somebody(contact: str) -> bool:
    """Whether what is said of who made a contact may name a person: "LinkedIn" or "my advisor" does not."""
    bare = ASIDE.sub("", contact)
    who = _FURTHER.split(bare, maxsplit=1)[0]
    return not (_NOBODY.fullmatch(bare) or (WAY.search(who) and len(who.split()) <= _LONGEST_WAY))
