"""What makes a note look like an interview that does not say it is one.

In: a note's place and its keys. Out: what gives it away, and whom it names under a key that is none of ours. Whoever
writes down a conversation and does not know our keys must not find it published, so one sign is enough: who means a
page can say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.notes.frontmatter import FrontMatter
from generator.notes.keys import KnownKeys
from generator.notes.naming import Place
from generator.notes.several import items, tag_items
from generator.notes.values import Entry, Value

_TALK = r"interview|conversation|coffee[\W_]+chat|(?:phone|video|zoom)[\W_]+call|chat|call|talk|meeting"
_NAME = r"[^\W\d_a-z][^\W\d_]*(?:['’-][^\W\d_]+)*"
_CALLED = re.compile(
    r"[\d\W_]*(?i:(?:(?:notes|transcript)[\W_]+(?:of|from|on)[\W_]+(?:(?:the|a|my)[\W_]+)?)?(?:informational[\W_]+)?)"
    r"(?:(?i:interview|conversation|coffee[\W_]+chat)[\W_]+(?i:with|of)[\W_]"
    rf"|(?i:{_TALK})[\W_]+(?i:with)[\W_]+{_NAME}"
    rf"|(?i:{_TALK})\s*[-–—:_]+\s*{_NAME}[\W_]+{_NAME}[\W_]*$)"
)
"""How a note is called that holds an interview: ``2026-03-14 coffee chat with Dana``, ``Call - Dana Rivera``."""

_TAGS = re.compile(r"#?(?:informational[-_ /]?)?interviews?|coffee[-_ ]?chats?", re.IGNORECASE)
_PERSONAL = re.compile(
    rf"(?:[^\W\d_]{{1,5}}\.\s+)?{_NAME}(?:\s+(?:{_NAME}|[^\W\d_a-z]\.|d[aeiu]|v[ao]n|bin|al)){{1,3}}"
)
_NAMES = frozenset({"name", "full_name", "fullname"})
_PEOPLE = frozenset({"people", "persons", "person", "contacts", "interviewees", "alumni", "professionals", "network"})
_OF_A_PERSON = frozenset(
    {"role", "organization", "company", "employer", "job", "job_title", "jobtitle", "position", "occupation", "email"}
    | {"e_mail", "phone", "linkedin", "pronouns", "industry", "degree", "interview_date", "interviewed"}
)
"""What is said beside the name of a person, and hardly beside that of anything else."""

_LONGEST_TITLE = 200


def likeness(place: Place, front: FrontMatter, keys: KnownKeys) -> str:
    """What gives a note away that has no key which only an interview has, as the beginning of a sentence; "" for
    nothing.
    """
    if called := next((name for name in _names(place, front, keys) if _CALLED.match(name)), ""):
        return f"This is called “{called.strip('# ')}”"
    if tag := next((tag for tag in _texts(keys.known.get("tags"), tag_items) if _TAGS.fullmatch(tag.strip())), ""):
        return f"This has the tag `{tag.strip()}`"
    if named := name_said(keys):
        said = set(map(_joined, (*keys.extra, *keys.known)))
        if not said.isdisjoint(_OF_A_PERSON) or not _PEOPLE.isdisjoint((place.folder, *map(str.lower, place.below))):
            return f"This has `name: {named}`"
    return ""


def name_said(keys: KnownKeys) -> str:
    """What looks like somebody's name in a key such as ``name``, which is none of ours; "" for nothing."""
    named = (text.strip() for key, entry in keys.extra.items() if _joined(key) in _NAMES for text in _texts(entry))
    return next(filter(_PERSONAL.fullmatch, named), "")


def _joined(key: str) -> str:
    return re.sub(r"[\W_]+", "_", key.casefold())


def _names(place: Place, front: FrontMatter, keys: KnownKeys) -> Iterator[str]:
    """What a note is called: by its title, its first line, its file."""
    yield from (title[:_LONGEST_TITLE] for title in _texts(keys.known.get("title")))
    yield front.body.lstrip().partition("\n")[0][:_LONGEST_TITLE]
    yield place.stem


def _texts(entry: Entry | None, parted: Callable[[Value], list[Value]] = items) -> Iterator[str]:
    for item in parted(entry.value) if entry else ():
        if isinstance(item.content, str):
            yield item.content
