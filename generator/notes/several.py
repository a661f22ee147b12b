"""One value where several may be meant.

In: a value that an author typed for a key that takes a list. Out: the values meant, each with its place. What each of
them means is read elsewhere.
"""

from __future__ import annotations

import re

from pydantic import ValidationInfo

from generator.diagnostics import Code
from generator.notes.context import context_of, one_line
from generator.notes.values import Value

_BETWEEN_NAMES = re.compile(r"\s*(?:,\s|;)\s*")
_BETWEEN_TAGS = re.compile(r",|\s(?=\s*#)")
_BETWEEN_ALIASES = re.compile(",")
_BULLET = re.compile(r"\s*(?:[-*+]\s+)?")


def items(value: Value) -> list[Value]:
    """The values meant where a list is expected: a bare value is a list of one, a block of text (after ``|``) one of
    its lines, and ``[[Sam Okafor]]`` is a wikilink, not a list.
    """
    content = value.content
    if isinstance(content, list):
        if linked := _unquoted_wikilink(content):
            return [Value(linked, value.line, value.column)]
        return [item for child in content for item in items(child)]
    if content is None or (isinstance(content, str) and not content.strip()):
        return []
    if isinstance(content, str) and content.endswith("\n") and "\n" in content.strip():
        texts = enumerate((_BULLET.sub("", line, count=1).strip() for line in content.split("\n")), value.line + 1)
        return [Value(text, line, 0) for line, text in texts if text]
    return [value]


def names(value: Value, info: ValidationInfo) -> list[Value]:
    """The names of terms, like any list; says so where one text looks like several."""
    text = value.content
    if isinstance(text, str) and "\n" not in text and _BETWEEN_NAMES.search(text) and "[[" not in text:
        several = ", ".join(filter(None, map(str.strip, _BETWEEN_NAMES.split(text))))
        message = f"“{one_line(text)}” is one name here, though it looks like several"
        context_of(info).report(Code.MANY_IN_ONE, value, message, f"If it is several, write [{several}]")
    return items(value)


def alias_items(value: Value, info: ValidationInfo) -> list[Value]:
    """Aliases: like any list, but one text with commas holds several, as in Obsidian. A person's may be `Rivera, Dana`,
    so that is one; says so where it does not begin with a part of the name that the note gives.
    """
    text = value.content
    if not isinstance(text, str) or "\n" in text or "[[" in text:
        return items(value)
    if not context_of(info).of_person:
        return _parts(value, _BETWEEN_ALIASES)
    words = f"{info.data.get('title', '')} {info.data.get('person', '')}".casefold().split()
    first, *others = text.casefold().split(",")
    return items(value) if len(others) == 1 and set(first.split()) <= set(words) else names(value, info)


def tag_items(value: Value) -> list[Value]:
    """Tags: like any list, but a text with commas or several ``#tags`` holds several, as in Obsidian."""
    return [part for item in items(value) for part in _parts(item, _BETWEEN_TAGS)]


def _parts(value: Value, between: re.Pattern[str]) -> list[Value]:
    """The texts that a text holds ``between`` single signs, each with its place; what is no text, as it is."""
    if not isinstance(value.content, str):
        return [value]
    found: list[Value] = []
    start = 0
    for part in between.split(value.content):
        if part.strip():
            found.append(Value(part.strip(), value.line, value.column + start + len(part) - len(part.lstrip())))
        start += len(part) + 1
    return found


def _unquoted_wikilink(content: list[Value]) -> str:
    """What YAML made two nested lists of: ``[[Sam Okafor]]`` as typed; "" where it is something else."""
    inner = content[0].content if len(content) == 1 else None
    if not isinstance(inner, list) or not inner:
        return ""
    texts = [item.content for item in inner if isinstance(item.content, str)]
    return f"[[{', '.join(texts)}]]" if len(texts) == len(inner) else ""
