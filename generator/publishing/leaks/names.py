"""How people are called.

In: what somebody typed to name them: a name with titles and degrees, a note's title. Out: the names in it, and the
parts of each that may be looked for by themselves. Nothing here knows whether any of them is secret.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from generator.notes.signs import undated
from generator.publishing.leaks.folding import fold, is_unspaced

PART = 4
"""From how many letters on a part of a name is looked for by itself."""

SHORT_PART = 2
"""The same for a stand-in's person, and for letters such as "CDC" that are withheld; but then letter for letter."""

_SHORT_WORDS = frozenset(
    b"an as at be by do go he if in is it me my no of oh ok on or so to up us we and are but can did for get had has "
    b"her him his how its let may new not now off old one our out own say see she the too two use was way who why yes "
    b"yet you al bin da das de del den der des di dos du el ibn la le lo mac mc san st ten ter van von".split()
)
"""Short words that begin sentences, and those that stand between names: no capital tells them apart."""

HONORIFICS = frozenset(b"dr prof professor mr mrs ms mx miss sir dame phd md msc bsc ma mba jr sr ii iii".split())
_TITLES = HONORIFICS | {b"ph d"}
MOST_PARTS = 5
"""How many words a name has at most, titles and degrees aside."""

_PRONOUNS = frozenset(b"she her hers he him his they them theirs ze zir".split())
_ANOTHER_NAME = (
    r"née|nee|né|geb(?:\.|orene[rn]?)|z\sdomu|rozená|maiden\sname(?:\sis)?|born|formerly|previously|prev\.|f\.?/?k\.?/?a\.?|"
    r"a\.?/?k\.?/?a\.?|also\sknown\sas|known\sas|goes\sby|nick(?:name|named)|real\sname(?:\sis)?"
)
"""What tells that a name follows that somebody had, or has beside the one before it."""

_INTRODUCING = re.compile(rf"(?<!\w)(?:{_ANOTHER_NAME}|was|also|called|really|prefers)(?![\w/])[:\s]*", re.IGNORECASE)
_BEHIND_A_COMMA = re.compile(
    rf"(?:,\s?(?i:{_ANOTHER_NAME})|\s(?:{_ANOTHER_NAME}))(?:(?<=\.)|(?=[:\s]))"
    r"(?:(?!\s(?:and|und|et|y|&|\+|[-–—])\s)[^,;()\[\]|])*"
    r"|,\s?(?:[Ww]as\s[^,;()\[\]|]*|[\"“”„«][^\"“”„«»,;]*[\"“”»])"
)
"""Another name without parentheses: ``, née Zimmer``, ``, "Addie"``. Without a comma, a capital makes a name of such a
word: Max Born.
"""

_MAIDEN = re.compile(r"(?:née|nee|geb(?:\.|orene)|z\sdomu|maiden\sname)(?!\w)", re.IGNORECASE)
"""Letters alone that follow this stand for no organization."""

_QUOTES = "\"“”„«»'‘’"
_LONGEST_ASIDE = 3
"""In words; more are a remark."""

ASIDE = re.compile(r"\([^()]*\)|\[[^][]*\]")
_OCCASION = r"(?:interview|conversation|talk|chat|call|coffee|meeting)"
_ABOUT = re.compile(
    r"^(?:\W*(?:\d{4}(?:-\d{1,2}){0,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4})\W+)?(?:an?\s+|my\s+)?"
    rf"(?:(?:(?:informational|career|coffee|phone|video|zoom)\s+)+{_OCCASION}\W*(?:notes\W+)?(?:with\s+)?"
    rf"|{_OCCASION}(?:\s+notes)?\s*(?:\bwith\s|[-–—:|])\s*)?",
    re.IGNORECASE,
)
"""What the title of a note may have before a name: a date, and what the note is about."""

_OF_WHAT = re.compile(r"(?:\s(?:about|on|regarding|from|at|for|who)|['’]s?)\s.*", re.DOTALL)
"""What it may have after one."""

_JOINING = re.compile(r"\s+(?:and|und|et|y|&|\+)\s+|\s*/\s*")
_TOPIC = re.compile(r"\s+[-–—|:]\s+|:\s+")

WAY = re.compile(
    r"\b(?:linkedin|handshake|e?-?mail|google|twitter|facebook|instagram|website|search|cent(?:er|re)|office|network|"
    r"database|directory|event|conference|fair|workshop|class|course|department|club|society|association|alumni|"
    r"services?|school|outreach|program(?:me)?|consortium|meetup|newsletter|podcast|seminar|word of mouth|job board|"
    r"discord|mastodon|bluesky|github|youtube|wikipedia|chatgpt|researchgate|quora|substack|tiktok|reddit|adplist|myidp)\b",
    re.IGNORECASE,
)
"""What makes of who made the contact a way in which it was made."""

_LONG_PART = 7
"""From how many letters on it is looked for with an initial before it."""

_INITIAL = re.compile(r"[B-DF-HJ-NP-TV-XZ]\w")
"""One that is no word by itself, as "a Carpenter" may be read."""


def names_in(name: str) -> Iterator[str]:
    """A name as written; the name of each person in it, without titles and degrees; and of that the first and last of
    its parts alone.
    """
    yield name
    for words in people_in(name):
        yield " ".join(words)
        for nickname in words[1:-1]:
            if nickname[0] in _QUOTES and nickname[-1] in _QUOTES:
                yield f"{nickname.strip(_QUOTES)} {words[-1]}"
        if len(words) > MOST_PARTS:
            yield " ".join(words[:2])  # what they do follows the name
        elif len(words) >= 3 and words[0][:1].isupper() and words[-1][:1].isupper():
            yield f"{words[0]} {words[-1]}"


def name_alone(called: str) -> str:
    """What a note or its file is called, without the day before it, if that is a name, ``2024-05-06 Zora Quillmore``;
    "" where it is none, or is written small, as what is called after a subject.
    """
    name = undated(called)
    return name if name[:1].isupper() and 1 < len(name.split()) <= MOST_PARTS and _is_like_a_name(name) else ""


def asides_in(name: str) -> Iterator[str]:
    """What else somebody is called, in parentheses or behind a comma: ``Li Wei (Dana Rivera)``, ``Dana Rivera, née
    Quill``, ``Dana Rivera ("Dee")``. Neither pronouns and degrees nor letters alone, which stand for an organization.
    """
    name = " ".join(name.split())
    for aside in (*(aside[1:-1] for aside in ASIDE.findall(name)), *_BEHIND_A_COMMA.findall(ASIDE.sub(" ", name))):
        text = _INTRODUCING.sub("", aside.strip(", "))
        unquoted = (word.strip(f"{_QUOTES},;") for word in text.split())
        words = [word for word in unquoted if word and not set(fold(word).split()) <= HONORIFICS | _PRONOUNS]
        is_a_name = all(word[0].isupper() or is_unspaced(fold(word)) for word in words)
        is_none = (
            (text.isupper() and not _MAIDEN.match(aside.strip(", "))) or WAY.search(text) or any(map(str.isdigit, text))
        )
        if 0 < len(words) <= _LONGEST_ASIDE and is_a_name and not is_none:
            yield " ".join(words)


def handles_in(name: str) -> Iterator[str]:
    """The last part of a name with the initial of the first, as in an address of e-mail."""
    for words in people_in(name):
        if 2 <= len(words) <= MOST_PARTS and _INITIAL.match(words[0]) and len(fold(words[-1])) >= _LONG_PART:
            yield f"{words[0][0]} {words[-1]}"


@lru_cache(maxsize=64)  # whoever asks for one name asks for its handle and its parts, too
def people_in(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of each name in what a note is called: ``2024-03-14 Interview with Dr. Dana Rivera, MPH (she/her)``."""
    return tuple(tuple(words) for words in _people_in(name))


def _people_in(name: str) -> Iterator[list[str]]:
    bare = _ABOUT.sub("", " ".join(_BEHIND_A_COMMA.sub(" ", " ".join(ASIDE.sub(" ", name).split())).split()))
    parts = [part for part in _TOPIC.split(bare) if len(part.split()) > 1]
    # Of a topic and a name, nobody says which comes first.
    called = [part for part in parts if _is_like_a_name(part)] or parts[:1] or [bare]
    for person in chain.from_iterable(map(_JOINING.split, called)):
        first, *rest = [part.split() for part in _OF_WHAT.sub("", person).split(",")]
        # "Rivera, Dana" is a name; what follows as a degree, a post or a place is none.
        is_turned = len(first) == 1 and len(rest) == 1 and not _are_degrees(rest[0])
        words = [*first, *rest[0]] if is_turned else first
        words = [word for word in words if fold(word) not in _TITLES]
        if words:
            yield words


def _is_like_a_name(text: str) -> bool:
    """Whether a text is a few words with capitals, but for such as "de la"."""
    words = _OF_WHAT.sub("", text).partition(",")[0].split()
    if any(map(str.isdigit, text)) or len(words) > MOST_PARTS + 2:
        return False
    return all(not word[0].islower() or len(word) < PART for word in words)


def _are_degrees(words: list[str]) -> bool:
    return all(fold(word) in HONORIFICS or word.isupper() for word in words)


def parts_in(name: str, but: frozenset[bytes], least: int) -> Iterator[str]:
    """The words of each name in a text, from ``least`` letters on, a first one in ``but`` aside: it says too little."""
    for words in people_in(name):
        first, *rest = words if len(words) <= MOST_PARTS else words[:2]
        if first[:1].isupper() or len(words) <= MOST_PARTS:  # else it is a sentence, not a name
            yield from parts_of(rest if rest and fold(first) in but else words, least)


def parts_of(words: Iterable[str], least: int) -> Iterator[str]:
    """The words of one name, from ``least`` letters on, and what a hyphen joins in them."""
    for word in words:
        for part in dict.fromkeys(part.strip(_QUOTES) for part in (word, *word.split("-"))):
            folded = fold(part)
            letters = len(folded.decode().replace(" ", ""))
            if is_unspaced(folded):
                # Where no spaces part words, a part is in many: by one alone, only who has a stand-in is told.
                is_a_word = least >= PART
            else:
                is_a_word = letters < PART and (not part[:1].isupper() or folded in _SHORT_WORDS)
            is_none = not any(map(str.isalpha, part)) or folded in HONORIFICS
            if letters >= least and not (is_a_word or is_none):
                yield part.strip(".,;:")
