"""A note's text, divided into its front matter and its body.

In comes decoded text, out come the keys and values, and the body with the line it begins on. The fences are ``---``
(YAML) or ``+++`` (TOML), python-frontmatter drives the reading, and the readers are ours. What stands between
fences, or after one that is never closed, never becomes part of the body: it may hold what nobody is meant to read.
So a fence is known however it was damaged: a telephone makes ``—-`` of ``---``, a pasted text begins with a space
that is not seen, and others' tools write ``---yaml``, or TOML between ``---``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

import frontmatter
from frontmatter.default_handlers import BaseHandler

from generator.diagnostics import Code, Diagnostic
from generator.notes.consent_keys import is_refusal, refusing_tag
from generator.notes.remarks import remark_against
from generator.notes.toml_values import read_toml
from generator.notes.values import Entry, Value, Values
from generator.notes.yaml_values import read_yaml

_DASHES = "-{3,}|-+[–—][-–—]*|[–—][-–—]+"
_OPENING = re.compile(
    rf"\s*^[\xa0\u200b\ufeff]*(?P<fence>(?:{_DASHES}|\+{{3}})(?:[ \t]*(?:yaml|toml))?)[ \t\xa0]*(?:\n|\Z)",
    re.MULTILINE | re.IGNORECASE,
)
_WHOLE = re.compile(r"-{3,}|\+{3}")
_CLOSING = {
    "-": re.compile(rf"^(?:{_DASHES}|\.\.\.)[ \t\xa0]*(?:\n|\Z)", re.MULTILINE),
    "+": re.compile(r"^\+{3}[ \t\xa0]*(?:\n|\Z)", re.MULTILINE),
}
_KEY_LINE = {
    "-": re.compile(r"""^[ \t]*(?:- )?["']?(?P<key>[^\s:"'#\-\d][^:\n"']{0,60}?)["']?[ \t]*:(?!//)""", re.MULTILINE),
    "+": re.compile(r"""^[ \t]*\[{0,2}["']?(?P<key>[\w.-]+)["']?[ \t]*(?:=|\]\]?[ \t]*$)""", re.MULTILINE),
}
_TOML_VALUE = re.compile(r"""[ \t]*["']?[\w.-]+["']?[ \t]*=[ \t]*(?:["'\[{\d]|true\b|false\b)""")
_ASTRAY = re.compile(
    r"""^(?:consent[ \t]*[:=][ \t]*(?:["']?(?:public|cohort|private)["']?[ \t]*$|\n[ \t]+audience[ \t]*:)"""
    r"""|[ \t]*[{"](?:[^\n]*")?consent"[ \t]*:)"""
    r"""|^[ \t>*_-]*(?i:consent)[ \t*_]*(?::+|=)[ \t*_]*["']?(?i:private|cohort|no|none|false)["']?[ \t*_.]*(?:#.*)?$"""
    r"""|^consent[ \t]*[:=][ \t]*["']?public["']?[ \t]*#.*$""",
    re.MULTILINE,
)
_SAYS_WHO = re.compile(
    r"\b(?:consent|audience|withhold|expires|given|publish(?:ed)?|draft|public|cohort|private)\b", re.IGNORECASE
)
"""What a line is about in which no comment is passed over: it may take back what stands there."""
_COMMENT = re.compile(r"[ \t]*%%[^\n]*?%%")
"""Within one line: two signs far apart may be none, and what stands between them may be consent."""

_PERSON = re.compile(
    r"^---[ \t]*\n(?:\w[\w -]*:[^\n]*\n|[ \t]+[^\n]*\n)*(?:person|interviewee)[ \t]*:|^(?:person|interviewee)::",
    re.MULTILINE | re.IGNORECASE,
)
"""A block of keys with who was interviewed, or that key alone as some programs have it."""

_INLINE = re.compile(
    r"(?:^[ \t>*_-]*|[\[(])"
    r"(?:consent[ \t*_]*::[ \t*_]*(?:private|cohort|no|none|false)|(?:private|confidential)::[ \t]*(?:true|yes)"
    r"|publish(?:ed)?::[ \t]*(?:false|no)|(?:withhold|expires)[ \t*_]*::[ \t*_]*\w+)\b"
    r"|^\|[ \t*_]*consent[ \t*_]*\|[ \t*_`]*(?:private|cohort|no|none)\b",
    re.MULTILINE | re.IGNORECASE,
)
"""A key within the text, as some programs for Markdown have it, or a row of a table of them."""

_WIDE_COLON = re.compile(r"^([ \t]*(?:- )?[A-Za-z_]+)[ \t]*\uff1a[ \t]*", re.MULTILINE)
"""A key as keyboards for Chinese and Japanese type it."""

_AGAINST = re.compile(
    r"^[ \t>*_-]*consent[ \t*_]*(?::+|=)[ \t*_]*[\"'`]?(?:private|cohort|no|none|false)\b"
    r"|^consent[ \t]*:[ \t]*\n[ \t]+\w|^publish(?:ed)?[ \t]*:+[ \t]*(?:false|no)\b",
    re.MULTILINE | re.IGNORECASE,
)
"""What speaks against a consent in front matter: perhaps of a second block of it, as some programs add."""

_ALONE = (_ASTRAY, _INLINE, _PERSON)
"""What counts in the text of a note whose front matter says nothing of consent."""

_BESIDE_CONSENT = (_AGAINST, _INLINE)
"""What counts against what front matter says."""

_HINTS = {_ASTRAY: ("consent",), _INLINE: ("consent", "::"), _PERSON: ("---", "::"), _AGAINST: ("consent", "publish")}
"""Of each, what stands in all that it finds, in small letters: few texts have any of it, and that is soon seen."""

_PROPERTIES = re.compile(r"\s*(?:#[^\n]*\n\s*)?((?:[ \t>*_-]*\w[\w ?/-]{0,40}[*_]*:[^\n]*(?:\n|\Z))+)")
"""The lines below a heading that programs make of a note's properties when they export it: ``Publish: No``."""

_PROPERTY = re.compile(r"^[ \t>*_-]*(\w[\w ?/-]{0,40}?)[*_]*:+[*_ \t]*([^\n]*?)[*_ \t]*$", re.MULTILINE)

_NEAR_THE_TOP = 2_000
_FIRST_LINES = re.compile(r"\s*(?:[ \t]*\S[^\n]*(?:\n|\Z))*")
_CODE = re.compile("^ {0,3}(?:`{3}|~{3})", re.MULTILINE)
_CODE_AT_ONCE = re.compile(r"\s*^ {0,3}(?:`{3}|~{3})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A divided note: the values, the body, and the file's line on which the body begins.

    ``glimpsed`` are the words that look like keys in front matter that could not be read: enough to know what kind
    of note it is. ``unread`` is front matter as typed of which something was not read.
    """

    values: Values
    body: str
    first_line: int = 1
    glimpsed: frozenset[str] = frozenset()
    unread: str = ""


class _Reader(Protocol):
    def __call__(self, text: str, path: str, first_line: int) -> Values: ...


class _Handler(BaseHandler):
    """What python-frontmatter asks for: how to split, how to read. Keeps what the mere dictionary cannot carry."""

    FM_BOUNDARY = _OPENING

    def __init__(self, read: _Reader, path: str, block: str, first_line: int) -> None:
        super().__init__()
        self._read, self._path, self._block, self._first_line = read, path, block, first_line
        self.values = Values({})

    def split(self, text: str) -> tuple[str, str]:
        return self._block, ""

    def load(self, fm: str) -> dict[str, Any]:
        self.values = self._read(fm, self._path, self._first_line)
        return dict(self.values.entries)


def _without_html_comments(line: str) -> str:
    """A line of front matter without what stands between ``<!--`` and ``-->``, unless it says who may see the note."""
    kept, done = "", 0
    while (start := line.find("<!--", done)) >= 0 and (end := line.find("-->", start + 4)) >= 0:
        kept, done = kept + line[done:start], end + 3
    kept += line[done:]
    return line if _SAYS_WHO.search(kept) else kept


def divide(text: str, path: str) -> FrontMatter:
    """Tell front matter from body. A rule at the start with nothing like a key after it is ordinary Markdown."""
    opening = _OPENING.match(text)
    if opening is None:
        return _all_body(text, path)
    mark = "+" if opening["fence"].startswith("+") else "-"
    first_line = text.count("\n", 0, opening.end()) + 1
    closing = _CLOSING[mark].search(text, opening.end())
    block = text[opening.end() : closing.start() if closing else len(text)]
    block = _WIDE_COLON.sub(r"\1: ", block) if "\uff1a" in block else block
    block = _COMMENT.sub("", block) if "%%" in block else block
    block = "\n".join(map(_without_html_comments, block.split("\n"))) if "<!--" in block else block
    language = _language(block, mark)
    if closing is None or not _WHOLE.fullmatch(opening["fence"]):
        # Only what follows at once tells: further down, any prose may hold a line that looks like a key.
        is_markdown = _KEY_LINE[language].match(block.lstrip()) is None
    else:
        is_markdown = bool(block.strip()) and _KEY_LINE[language].search(block) is None
    if is_markdown:
        return _all_body(text, path)
    if closing is None:
        unclosed = Values({}, (_unclosed(path, opening, first_line - 1),), sound=False)
        return FrontMatter(unclosed, "", glimpsed=_glimpse(block, language), unread=block)
    handler = _Handler(read_yaml if language == "-" else read_toml, path, block, first_line)
    frontmatter.parse(block, handler=handler)
    opened_on, first_line = first_line, text.count("\n", 0, closing.end()) + 1
    values, body = handler.values, text[closing.end() :]
    glimpsed = frozenset() if values.sound else _glimpse(block, language)
    if "#" in block and (remark := remark_against(block, path, opened_on)):
        values = replace(values, diagnostics=(*values.diagnostics, remark), sound=False)
        glimpsed |= {"consent"}
    first = _FIRST_LINES.match(body)
    patterns = _BESIDE_CONSENT if "consent" in values.entries else _ALONE
    astray = _keys_astray(first[0], path, first_line, patterns) if first else None
    if astray := astray or _key_within(body, path, first_line):
        # A second block of keys, perhaps: the first may be empty, or what some program puts above every note.
        values = replace(values, diagnostics=(*values.diagnostics, astray), sound=False)
        glimpsed |= {"consent"}
    return FrontMatter(values, body, first_line, glimpsed, "" if values.is_whole else block)


def _all_body(text: str, path: str) -> FrontMatter:
    """A note without front matter; if it says at its top who may see it, it has some that is not known as such."""
    astray = _keys_astray(text, path, 1, _ALONE)
    if astray is None:
        return FrontMatter(Values({}), text)
    return FrontMatter(Values({}, (astray,), sound=False), text, glimpsed=frozenset({"consent"}))


def _keys_astray(body: str, path: str, first_line: int, patterns: Iterable[re.Pattern[str]]) -> Diagnostic | None:
    """What to tell of a body that says at its top who may see it, or who was interviewed. Code shows what others may
    write, unless it is the first thing there.
    """
    # Where case makes no difference, an i may have its dot or not.
    top = body[:_NEAR_THE_TOP].replace("\u0130", "i").replace("\u0131", "i").casefold()
    patterns = [pattern for pattern in patterns if any(hint in top for hint in _HINTS[pattern])]
    if not patterns and not _PROPERTIES.match(body, 0, _NEAR_THE_TOP):
        return None
    code_at_once = _CODE_AT_ONCE.match(body)
    code = _CODE.search(body, code_at_once.end() if code_at_once else 0, _NEAR_THE_TOP)
    until = code.start() if code else _NEAR_THE_TOP
    astray = next(filter(None, (each.search(body, 0, until) for each in patterns)), None) or _refusing(body, until)
    if astray is None:
        return None
    return _told(astray, path, body, first_line)


def _key_within(body: str, path: str, first_line: int) -> Diagnostic | None:
    """What to tell of a key that stands further down in the text, where some programs for Markdown look for it, too."""
    if "::" not in body[:_NEAR_THE_TOP]:
        return None
    code = _CODE.search(body, 0, _NEAR_THE_TOP)
    found = _INLINE.search(body, 0, code.start() if code else _NEAR_THE_TOP)
    return _told(found, path, body, first_line) if found else None


def _told(astray: re.Match[str], path: str, body: str, first_line: int) -> Diagnostic:
    line = body.count("\n", 0, astray.start()) + first_line
    what = "`consent` stands" if "consent" in astray[0].casefold() else "The note's keys stand"
    if astray.re is _PROPERTY:
        what = f"`{astray[0].strip()}` stands"
    message = f"{what} in the text, not in front matter; the note is private"
    hint = "Let the first line of the file be ---, then all the keys, then another line of ---"
    return Diagnostic(Code.BAD_CONSENT, path, message, hint, line, 1, len(astray[0].partition("\n")[0]))


def _refusing(body: str, until: int) -> re.Match[str] | None:
    """The first of the properties at the top of a body that says, as in front matter, that it is not for all."""
    properties = _PROPERTIES.match(body, 0, until)
    for found in _PROPERTY.finditer(body, properties.start(1), properties.end(1)) if properties else ():
        value = Value(found[2], 1, 1)
        if is_refusal(found[1], value) or (found[1].casefold() == "tags" and refusing_tag(Entry(1, 1, value))):
            return found
    return None


def _language(block: str, mark: str) -> str:
    """The mark of the language that the first line is written in: that of the fence, unless it is plainly the other."""
    first = block.lstrip()
    if mark == "+":
        return "-" if _KEY_LINE["-"].match(first) and not _KEY_LINE["+"].match(first) else "+"
    return "+" if _TOML_VALUE.match(first) else "-"


def _glimpse(block: str, language: str) -> frozenset[str]:
    return frozenset(found["key"].strip() for found in _KEY_LINE[language].finditer(block))


def _unclosed(path: str, opening: re.Match[str], line: int) -> Diagnostic:
    message = "The front matter is not closed; nothing of this note is shown, as what follows may be private"
    hint = f"Add a line of {opening['fence']} after the last key"
    return Diagnostic(Code.UNCLOSED_FRONT_MATTER, path, message, hint, line, 1, len(opening["fence"]))
