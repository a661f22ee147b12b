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

_CALLED_ABROAD = re.compile(
    r"[\d\W_]*(?:interview|gespräch|entrevista|entretien|intervista|conversa(?:ción|tion|zione)?|wywiad|rozmowa)[\W_]+"
    r"(?:mit|con|avec|com|met|z|ze)[\W_]",
    re.IGNORECASE,
)
_WITH_A_NAME = re.compile(
    r"[\d\W_]*(?:info(?:rmational)?[\W_]+)?interview[\W_]+(?P<after>[^\W\d_]+[\W_]+[^\W\d_]+)[\d\W_]*"
    r"|[\d\W_]*(?P<before>[^\W\d_]+[\W_]+[^\W\d_]+)[\W_]+(?:info(?:rmational)?[\W_]+)?interview[\d\W_]*",
    re.IGNORECASE,
)
"""An interview, and two words that are a name unless they are among these."""
_NO_NAME = re.compile(
    "a|an|the|my|our|your|this|that|how|what|why|who|when|where|to|for|of|in|on|at|by|and|or|no|not|is|are|"
    "about|advice|after|answer|answers|bank|basics|before|best|checklist|coding|content|data|day|design|exit|"
    "etiquette|example|examples|faq|first|follow|form|format|good|group|guide|guidelines|guides|help|idea|"
    "ideas|index|informational|intro|introduction|job|list|log|mock|next|note|notes|online|outline|panel|"
    "phone|plan|practice|prep|preparation|preparing|process|program|project|protocol|question|questions|"
    "recording|release|research|resources|sample|schedule|script|second|series|sheet|skills|starter|study|"
    "summary|technical|template|templates|thank|tip|tips|topic|topics|tracker|training|transcript|types|up|"
    "video|workshop|writeup|you",
    re.IGNORECASE,
)

_TAGS = re.compile(r"#?(?:informational[-_ /]?)?interviews?(?:/.*)?|coffee[-_ ]?chats?(?:/.*)?", re.IGNORECASE)
_TAG_IN_TEXT = re.compile(
    r"(?:^|(?<=\s))#(?:informational[-_/]?)?(?:interviews?|coffee[-_]?chats?)(?=$|[\s/,.;:])",
    re.IGNORECASE | re.MULTILINE,
)
_KIND = re.compile(r"\W*(?:informational[\W_]+)?interviews?\W*", re.IGNORECASE)
_OF_KIND = frozenset({"type", "category", "categories", "class", "kind_of_note", "note_type"})
_FIELD = re.compile(r"^[ \t>*+(\[-]*([A-Za-z][A-Za-z _-]{1,29})[* \t]*::[* \t]*([^\n\])]{1,200})", re.MULTILINE)
"""A key within a text, as Dataview has it: ``Company:: Acme``."""
_TOP = 2_000
"""How far into a text such keys are looked for, in characters."""
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
    if called := next(filter(_is_called_so, _names(place, front, keys)), ""):
        return f"This is called “{called.strip('# ')}”"
    if tag := next((tag for tag in _texts(keys.known.get("tags"), tag_items) if _TAGS.fullmatch(tag.strip())), ""):
        return f"This has the tag `{tag.strip()}`"
    if in_text := _TAG_IN_TEXT.search(front.body):
        return f"This has the tag `{in_text[0]}`"
    if key := next((key for key, entry in keys.extra.items() if _joined(key) in _OF_KIND and _says_so(entry)), ""):
        return f"Its `{key}` is an interview"
    fields = {_joined(field[1].strip()): field[2].strip() for field in _FIELD.finditer(front.body, 0, _TOP)}
    names = (value for key, value in fields.items() if key in _NAMES and _PERSONAL.fullmatch(value))
    if (name := next(names, "")) and not _OF_A_PERSON.isdisjoint(fields):
        return f"This has `name:: {name}`"
    if named := name_said(keys):
        said = set(map(_joined, (*keys.extra, *keys.known)))
        if not said.isdisjoint(_OF_A_PERSON) or not _PEOPLE.isdisjoint((place.folder, *map(str.lower, place.below))):
            return f"This has `name: {named}`"
    return ""


def _is_called_so(name: str) -> bool:
    """Whether this is what an interview is called: by a word for it, and with whom it is."""
    if _CALLED.match(name) or _CALLED_ABROAD.match(name):
        return True
    found = _WITH_A_NAME.fullmatch(name)
    words = re.findall(r"[^\W\d_]+", (found["after"] or found["before"]) if found else "")
    # Within a sentence, a name has capitals; a file's name need not.
    is_name = " " not in name or not any(map(str.islower, words))
    return bool(words) and is_name and not any(map(_NO_NAME.fullmatch, words))


def _says_so(entry: Entry) -> bool:
    return any(map(_KIND.fullmatch, _texts(entry)))


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
