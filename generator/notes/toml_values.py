"""TOML front matter, read into values with their places.

In comes the text between the ``+++`` lines, out come `Values`: dates, numbers and truth values as text. TOML's
parser tells no places, so a value's line is that of its key. Never raises on any text.
"""

from __future__ import annotations

import re
import tomllib

from generator.diagnostics import Code, Diagnostic
from generator.notes.values import MAX_DEPTH, MAX_LENGTH, Content, Entry, Value, Values

_DEEP_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){64}""")
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_KEY = re.compile(r"""\s*(?:\[\[?\s*)?(?P<quote>["']?)(?P<key>[^"'\]=.\s]+)(?P=quote)\s*(?:=\s*["']?|[.\]])""")


def read_toml(text: str, path: str, first_line: int) -> Values:
    """Read the front matter that begins on ``first_line`` of the file; of a broken one, nothing."""
    try:
        # tomllib's time grows with the square of a dotted key's length.
        if len(text) > MAX_LENGTH or _DEEP_KEY.search(text):
            raise RecursionError
        table = tomllib.loads(text, parse_float=str)
        places = _places(text, first_line)
        entries = {}
        for key, content in table.items():
            line, key_column, column = places.get(key, (first_line, 1, 1))
            entries[key] = Entry(line, key_column, _value(content, line, column, 1))
    except RecursionError:
        message = f"The front matter is longer than {MAX_LENGTH:,} characters or nested more than {MAX_DEPTH} deep"
        return _broken(Code.TOO_DEEP, path, message, "Move long text into the body", first_line, 1)
    except ValueError as error:
        message, line, column = _explain(str(error), text)
        return _broken(
            Code.BAD_TOML,
            path,
            message,
            "Text needs quotes in TOML, and lists square brackets",
            line + first_line,
            column,
        )
    return Values(entries)


def _broken(code: Code, path: str, message: str, hint: str, line: int, column: int) -> Values:
    return Values({}, (Diagnostic(code, path, message, hint, line, column),), sound=False)


def _explain(complaint: str, text: str) -> tuple[str, int, int]:
    """The parser's own words with its place, as a line (from 0) and a column (from 1)."""
    at = _AT.search(complaint)
    message = f"The front matter is not valid TOML: {_AT.sub('', complaint)}"
    if at and at[1]:
        return message, int(at[1]) - 1, int(at[2])
    return message, text.count("\n") if at else 0, 1


def _value(content: object, line: int, column: int, depth: int) -> Value:
    if depth > MAX_DEPTH:
        raise RecursionError
    read: Content
    if isinstance(content, list):
        read = [_value(item, line, column, depth + 1) for item in content]
    elif isinstance(content, dict):
        read = {key: Entry(line, column, _value(item, line, column, depth + 1)) for key, item in content.items()}
    elif isinstance(content, bool):
        read = "true" if content else "false"
    else:
        read = str(content)
    return Value(read, line, column)


def _places(text: str, first_line: int) -> dict[str, tuple[int, int, int]]:
    """Where each key first stands: its line, its own column and its value's."""
    places: dict[str, tuple[int, int, int]] = {}
    for number, typed in enumerate(text.split("\n"), first_line):
        if found := _KEY.match(typed):
            places.setdefault(found["key"], (number, found.start("key") + 1, found.end() + 1))
    return places
