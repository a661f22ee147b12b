"""The settings file ``fieldpath.toml``, read: it becomes `Settings`.

In comes the file, out come settings and findings. A missing file gives the defaults; whatever is wrong in it costs only
the key that it is about, unless it may say which notes are interviews, or what was agreed to: then the settings are in
doubt as a whole. What a key may hold is not told here, but at each setting.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Code, Diagnostic, Origin
from generator.settings import FRONT_MATTER_KEYS, SETTINGS_FILE, Settings

_SETTINGS = TypeAdapter(Settings)
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_TABLE = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]")
_IN_DOUBT = {
    **{"frontmatter": "frontmatter", "consent": "consent"},
    **dict.fromkeys(("ignore", "ignored", "exclude", "excludes", "skip", "hide", "private"), "ignore"),
}
"""What may say which notes are interviews, who may see them, and what is none of the wiki's at all: under which names,
and which setting is meant.
"""

_WANTED = {
    "string_type": "text in quotes",
    "string_too_short": "text that is not empty",
    "string_pattern_mismatch": 'a language tag such as "en" or "pt-BR"',
    "int_type": "a whole number",
    "greater_than_equal": "1 or more",
    "less_than_equal": "1000 or less",
    "tuple_type": 'a list such as ["one", "two"]',
    "literal_error": '"private", "cohort" or "public"',
    "dict_type": "a table of its own",
    "dataclass_type": "a table of its own",
}


def load_settings(file: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in ``file``, and what is wrong with them; a missing file means the defaults."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return Settings(), ()
    except OSError as error:
        return Settings(), (_doubt(f"This file cannot be read: {error.strerror or error}.", ""),)
    return decode_settings(data)


def decode_settings(data: bytes) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in a file's bytes, and what is wrong with them."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Settings(), (_doubt("This file is not UTF-8 text.", "Save it with the encoding UTF-8.", line),)
    return parse_settings(text)


def parse_settings(text: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings in a text: keys that cannot be used are reported and left at their defaults."""
    try:
        raw = tomllib.loads(text)
    except RecursionError:
        return Settings(), (_doubt("The settings are nested too deeply.", "A list of names is as deep as it gets."),)
    except ValueError as error:
        return Settings(), (_broken(str(error), text),)
    lines = _lines(text)
    diagnostics: list[Diagnostic] = []
    try:
        settings = _SETTINGS.validate_python(raw)
    except ValidationError as error:
        for detail in error.errors():
            diagnostics.append(_misfit(detail, lines))
            _drop(raw, detail["loc"])
        settings = _SETTINGS.validate_python(raw)
        if any(detail["loc"][0] == "consent" for detail in error.errors()):
            settings = replace(settings, consent=settings.consent.closed())
    return settings, tuple(diagnostics)


def unmet_keys(file: Path, mapping: Mapping[str, str], unmet: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Tell of our keys that are mapped onto one which no note has, each with the one that was perhaps meant; ``file``
    holds the settings.
    """
    try:
        lines = _lines(file.read_bytes().decode("utf-8-sig", "replace")) if unmet else {}
    except OSError:
        lines = {}  # it went meanwhile, and has no lines
    for ours, near in unmet.items():
        message = f"No note has the key `{mapping[ours]}`, so no `{ours}` comes from it."
        hint = f"Did you mean `{near}`?" if near else ""
        yield _finding(message, hint, lines.get(("frontmatter", ours), 0), code=Code.UNMET_KEY)


def _broken(reason: str, text: str) -> Diagnostic:
    """tomllib says where only in its message."""
    place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", reason)
    what = reason[: place.start()] if place else reason
    line, column = (len(text.splitlines()), 0) if place else (0, 0)
    if place and place[1]:
        line, column = int(place[1]), int(place[2])
    return _doubt(
        f"This is not TOML: {what[:1].lower()}{what[1:]}.", "Values are text in quotes, numbers or lists.", line, column
    )


def _misfit(detail: ErrorDetails, lines: Mapping[tuple[str, ...], int]) -> Diagnostic:
    """One thing that pydantic found, in plain words, at its line."""
    loc = tuple(part for part in detail["loc"] if isinstance(part, str) and part != "[key]")
    name = ".".join(loc)
    line = next((lines[loc[:end]] for end in range(len(loc), 0, -1) if loc[:end] in lines), 0)
    closed = "Until this is mended, every interview that does not say is private." if loc[0] == "consent" else ""
    if detail["type"] == "unexpected_keyword_argument":
        meant = _IN_DOUBT.get(_near(loc[0], tuple(_IN_DOUBT)), "") if len(loc) == 1 else ""
        if meant or loc[-1] in FRONT_MATTER_KEYS or isinstance(detail["input"], dict):
            hint = (
                f"Did you mean `{meant}`?"
                if meant
                else "Notes' own keys belong under a line that says `[frontmatter]`."
            )
            return _doubt(f"There is no setting `{name}`.", hint, line)
        hint = " ".join(filter(None, (_suggestion(loc[-1], _known(loc[:-1])), closed)))
        return _finding(f"There is no setting `{name}`.", hint, line, code=Code.UNKNOWN_SETTING)
    if loc[0] == "frontmatter" and len(loc) > 1 and loc[1] not in FRONT_MATTER_KEYS:
        hint = _suggestion(loc[1], FRONT_MATTER_KEYS) or 'Write our key first: `person = "title"`.'
        return _doubt(f"`{loc[1]}` is not a key that Fieldpath knows.", hint, line)
    wanted = str(detail["ctx"]["error"]) if detail["type"] == "value_error" else _WANTED[detail["type"]]
    if loc[0] in ("frontmatter", "ignore") or loc == ("consent",) or loc[:2] == ("consent", "folders"):
        return _doubt(f"`{name}` must be {wanted}.", "", line)
    return _finding(f"`{name}` must be {wanted}.", closed or "Until this is mended, the default is used.", line)


def _drop(raw: dict[str, Any], loc: tuple[int | str, ...]) -> None:
    """Take out the smallest part that has a default: a key, or a key of a table."""
    table, key = raw, loc[0]
    inner = raw.get(str(key))
    if len(loc) > 1 and isinstance(inner, dict):
        table, key = inner, loc[1]
    table.pop(str(key), None)


def _known(table: tuple[str, ...]) -> tuple[str, ...]:
    """The keys that the table of this name may hold."""
    default: object = Settings()
    for name in table:
        default = getattr(default, name)
    return tuple(default.__dataclass_fields__) if is_dataclass(default) else ()


def _suggestion(typed: str, known: tuple[str, ...]) -> str:
    near = _near(typed, known)
    return f"Did you mean `{near}`?" if near else ""


def _near(typed: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(typed.lower().replace("-", "_"), known, n=1, cutoff=0.7)), "")


def _lines(text: str) -> dict[tuple[str, ...], int]:
    """Where each key and table stands, counting from 1: tomllib keeps no places."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _TABLE.match(line):
            place = table = _parts(header[1])
        elif key := _KEY.match(line):
            place = (*table, *_parts(key[1]))
        else:
            continue
        for end in range(1, len(place) + 1):
            lines.setdefault(place[:end], number)
    return lines


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"' ") for part in re.findall(r""""[^"]*"|'[^']*'|[^.]+""", dotted))


def _doubt(message: str, hint: str, line: int = 0, column: int = 0) -> Diagnostic:
    """A mistake after which it cannot be told which notes are interviews, or what their people agreed to."""
    return _finding(f"{message} Nothing is built until it is mended.", hint, line, column, Code.SETTINGS_IN_DOUBT)


def _finding(message: str, hint: str, line: int = 0, column: int = 0, code: Code = Code.BAD_SETTINGS) -> Diagnostic:
    return Diagnostic(code, SETTINGS_FILE, message, hint, line, column, origin=Origin.WIKI)
