"""What else than a key says that a note is not for all: a tag or a line in its text, the folder it lies in, what it is
called; and a file's name that tells who “Anonymous” is.

In: a note's place, names and tags. Out: what to tell its author, where there is such a sign; the note is private then.
Whoever says in `consent` who may see the note is believed before a folder, a title or a line, but not before a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.diagnostics import Code, Diagnostic
from generator.notes.consent_keys import is_refusing_tag
from generator.notes.markdown.containers import COHORT_ONLY, SAYS_SO
from generator.notes.markdown.report import Tag
from generator.notes.naming import Place
from generator.notes.note import Audience, Consent

_FOR_NOBODY = re.compile(
    rf"[\W_]*(?:private|unpublished|drafts?|{SAYS_SO}|{COHORT_ONLY})[\W_]*"
    rf"|.*(?:[(\[:]|\s[-–—])\s?(?:private|draft|{SAYS_SO})(?:$|[)\]:,.!\s]).*|{SAYS_SO}\s?[-–—:].*",
    re.IGNORECASE | re.DOTALL,
)
"""The whole of a name, or a part that stands for itself: in parentheses, before or after a dash or a colon."""
_SHOUTED = re.compile(r"\W*(?:PRIVATE|CONFIDENTIAL|DRAFT)\b")
_SAID = re.compile(
    r"^(?:_|[^\w\n])*(?:no consent\b.*|consent[ \t]*[*_]*[ \t]*[:=–—-].*"
    rf"|(?:this is |strictly |please )?{SAYS_SO}(?: (?:this|it))?)(?:_|[^\w\n])*$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line of a text, or a comment in it, about who may see it: ``Consent: not yet``, ``<!-- don't share -->``."""
_ESCAPED = re.compile(
    r"^[ \t]*(?:(?:\\>|>[ \t]*[*_]{1,3}(?=\\?\[))[ \t]*\\?\[!|\\:{2,}[ \t]*|`{3,} ?ad-)[ \t]*"
    rf"(?:privat\w*|cohort\w*|confidential|{SAYS_SO}|{COHORT_ONLY})\b"
    r"|\\<!|&lt;!-|\\%[ \t]?\\%",
    re.IGNORECASE | re.MULTILINE,
)
"""The beginning of a private passage or a comment as converters write it, who take it for a text that only looks so."""

_ESCAPING = ("\\", "[!", "`ad-", "` ad-", "&lt;!")
"""What is in every text that has one, and in few others: sooner found."""

_NO_NAME = re.compile(
    r"(?i:\W*(?:(?:anonymous|anon|withheld|unknown|redacted|confidential|pseudonym|n/?a|x{2,}|some(?:one|body))\b"
    r"|(?:participant|interviewee|respondent|informant|subject|speaker|p)\s?\d+\b|an?\s|name\s+withheld)"
    r"|.*\((?:a )?(?:pseudonym|alias|name changed|not (?:her|his|their)(?: real)? name)\)).*"
    r"|(?:[A-Z]\.\s?){1,4}|[A-Z]{2,3}"
)
_WITH = re.compile(r"\W*(?:informational\s+)?(?:interview|conversation|chat|talk)\s+with\s+", re.IGNORECASE)
_DATED = re.compile(r"\W*\d{4}(?:[-_. ]?\d{1,2}){0,2}(?!\d)[-_.\s]+")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 4
_SHOWN = 60


def tag_against(tags: Iterable[Tag], path: str, *, is_stated: bool) -> Diagnostic | None:
    """What to tell of a tag in the text that says that a note is not for all; it may contradict a consent."""
    tag = next((tag for tag in tags if is_refusing_tag(tag.name)), None)
    if tag is None:
        return None
    said, place = f"The tag `#{tag.name}`", (tag.line, tag.column, len(tag.name) + 1)
    if is_stated:
        hint = "Write `consent: private`, or take it out"
        return Diagnostic(Code.BAD_CONSENT, path, f"{said} is no consent; the note is private", hint, *place)
    return Diagnostic(Code.KEPT_PRIVATE, path, f"{said} keeps this note to the private edition", "", *place)


def name_against(place: Place, title: str, path: str) -> Diagnostic | None:
    """What to tell of a folder or a title that says so, of a note that says nothing itself."""
    folders = (place.folder, *place.below)
    said = next((f"The folder `{folder}/`" for folder in folders if _FOR_NOBODY.fullmatch(folder)), "")
    called = (name for name in (title, place.stem) if _FOR_NOBODY.fullmatch(name) or _SHOUTED.match(name))
    said = said or next((f"What it is called, “{name}”," for name in called), "")
    if not said:
        return None
    hint = "If it is for all, say so: `consent: public` in an interview, another name for the page or the folder"
    return Diagnostic(Code.KEPT_PRIVATE, path, f"{said} keeps this note to the private edition", hint)


def text_against(text: str, path: str, first_line: int) -> Diagnostic | None:
    """What to tell of a line in the text of an interview that says nothing itself; the text begins at a line."""
    said = _SAID.search(text)
    if said is None:
        return None
    line = first_line + text.count("\n", 0, said.start())
    shown = said[0].strip()[:_SHOWN]
    hint = "Say in the front matter what they agreed to: `consent: public`, cohort or private"
    return Diagnostic(Code.KEPT_PRIVATE, path, f"“{shown}” keeps this note to the private edition", hint, line)


def escaped_passage(text: str, path: str, first_line: int) -> Diagnostic | None:
    """What to tell of the text of an interview in which a converter spoilt what keeps a passage back."""
    said = _ESCAPED.search(text) if any(sign in text for sign in _ESCAPING) else None
    if said is None:
        return None
    line = first_line + text.count("\n", 0, said.start())
    message = f"“{said[0].strip()}” looks like a passage that is not for all, but would show it; the note is private"
    hint = "Write `> [!private]`, `:::private` or `%%` around it, without backslashes and stars"
    return Diagnostic(Code.BAD_CONSENT, path, message, hint, line)


def undated(name: str) -> str:
    """What a file or a note is called without the day before it."""
    return _DATED.sub("", name, count=1) if _DATED.match(name) else name


def names_behind(person: str, file: str, title: str) -> list[str]:
    """Where ``person`` is no name (``Anonymous``, ``T. O.``, ``Participant 3``): those of the name of its file and its
    title that may be the real one.
    """
    if not _NO_NAME.fullmatch(person.strip()):
        return []
    known = set(_WORD.findall(person.casefold()))
    called = _WITH.sub("", undated(title))
    found = [undated(file), *([called] if all(word[0].isupper() for word in called.split()) else [])]
    return [
        text
        for text in dict.fromkeys(found)
        if 1 < len(words := _WORD.findall(text.casefold())) <= _MOST_WORDS
        and known.isdisjoint(words)
        and not any(map(str.isdigit, text))
    ]


def unmasked(person: str, file: str, title: str, consent: Consent, path: str) -> Diagnostic | None:
    """What to tell of an interview with somebody without a name, whose address or title would tell it; ``file`` is ""
    where the address is not made of it.
    """
    is_held_back = consent.stated and consent.audience is Audience.PRIVATE
    if is_held_back or consent.name or not (names := names_behind(person, file, title)):
        return None
    is_file = names[0] == undated(file)
    what = "have the address" if is_file else "be called"
    message = f"“{person}” would {what} “{names[0]}”, which may be the real name; the note is private"
    otherwise = "give it a `slug:`" if is_file else "write it as `role:`"
    hint = f"Write the name as `person:`, “{person}” as `name:` under `consent:`; if it is no name, {otherwise}"
    return Diagnostic(Code.BAD_CONSENT, path, message, hint)
