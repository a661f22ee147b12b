"""What a YAML parser's complaint means to someone who writes notes.

In comes an exception of PyYAML, whose wording assumes its reader knows YAML's grammar; out comes the place, what is
wrong, and what to type instead. The common causes are few: a colon, a tab, a character that needs quotes, a bracket
that is not closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_QUOTES = 'Put quotes around the value, as in  title: "Careers: a guide"'
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what to do, at a line (from 0) and column (from 1) of the front matter."""

    message: str
    hint: str
    line: int
    column: int


def explain(error: yaml.YAMLError, text: str) -> Problem:
    """Say in plain words why this front matter could not be read."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unprintable(text)
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    problem, context = error.problem or "", error.context or ""
    lines = text.split("\n")
    typed = lines[line] if line < len(lines) else ""
    character = typed[column : column + 1]
    opened = error.context_mark
    if "tab character" in problem or ("cannot start any token" in problem and character == "\t"):
        return Problem("Tabs are not allowed for indentation", "Indent with spaces", line, column + 1)
    if "cannot start any token" in problem:
        hint = f"Put quotes around the value: '{typed[column:].strip()}'"
        return Problem(f"A value cannot begin with {character} unless it is quoted", hint, line, column + 1)
    if "mapping values are not allowed" in problem:
        message = "A colon stands where none may: in a value, or after a line that is indented differently"
        return Problem(message, _QUOTES, line, column + 1)
    if "escape" in problem or "escape" in context:
        message = 'A backslash in "double quotes" begins an escape, and this is none'
        return Problem(message, "Write \\\\ for a backslash, or use 'single quotes'", line, column + 1)
    if "quoted scalar" in context and opened:
        return Problem("This quote is not closed", "Close it on the same line", opened.line, opened.column + 1)
    if "flow" in context and opened:
        bracket = "This [" if "sequence" in context else "This {" if "mapping" in context else "A [ or {"
        message = f"{bracket} is not closed, or what is in it needs quotes (after # or :, for example)"
        return Problem(
            message,
            "Close it, or put quotes around the whole value if it is meant as typed",
            opened.line,
            opened.column + 1,
        )
    if "could not find expected ':'" in problem:
        place = opened or mark
        line, column = (place.line, place.column) if place else (line, column)
        return Problem(
            "This line is no `key: value`", _after_blank(lines, line) or "Is a colon missing?", line, column + 1
        )
    if "block collection" in context or "block mapping" in context:
        message = "This line does not fit the lines above it"
        return Problem(
            message,
            "Indent all keys, and all items of a list, equally; put quotes around text with a colon",
            line,
            column + 1,
        )
    message = f"The front matter is not valid YAML: {problem or 'it ends too early'}"
    return Problem(message, _after_blank(lines, line) or _QUOTES, line, column + 1)


def _unprintable(text: str) -> Problem:
    found = _UNPRINTABLE.search(text)
    before = text[: found.start() if found else 0]
    character = f"U+{ord(found[0]):04X}" if found else ""
    message = f"The front matter holds a control character ({character}) that YAML does not allow"
    return Problem(
        message, "Delete it; it came in with pasted text", before.count("\n"), len(before) - before.rfind("\n")
    )


def _after_blank(lines: list[str], line: int) -> str:
    """A hint for front matter that was never closed: its text goes on after an empty line."""
    blank = any(not typed.strip() for typed in lines[:line])
    return "If the front matter ends before this line, close it there with ---" if blank else ""
