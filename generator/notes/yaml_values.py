"""YAML front matter, read into values with their places.

In comes the text between the fences, out come `Values`. Every scalar stays the text that was typed, which rules out
YAML's surprises (``no`` is not false, ``12:30`` not 750). Anchors, aliases and tags are refused, keys given twice
are errors, and depth and length are bounded, so no text can make this slow. Never raises on any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events

from generator.diagnostics import Code, Diagnostic
from generator.notes.values import MAX_DEPTH, MAX_LENGTH, Content, Entry, Value, Values
from generator.notes.yaml_problems import explain

Loader: type[yaml.CSafeLoader] | type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's C parser, four times as fast, or its Python one where that was not built; both make the same events."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_FOREIGN_BREAKS = re.compile("[\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_QUOTES = ("'", '"')
_HASHTAG = re.compile(r"\s+(#[^\s#].*)")


class _Refused(Exception):
    """Reading stops here: the rest cannot be trusted."""

    def __init__(self, code: Code, message: str, hint: str, line: int, column: int) -> None:
        super().__init__(message)
        self.code, self.message, self.hint, self.line, self.column = code, message, hint, line, column


def read_yaml(text: str, path: str, first_line: int) -> Values:
    """Read the front matter that begins on ``first_line`` of the file; of a broken one, the keys before the error."""
    # YAML 1.1 takes these three for line ends, editors do not: lines would be miscounted.
    text = _FOREIGN_BREAKS.sub(" ", text)
    if len(text) > MAX_LENGTH:
        message = f"The front matter is longer than {MAX_LENGTH:,} characters"
        return Values(
            {}, (Diagnostic(Code.TOO_DEEP, path, message, "Move long text into the body", first_line),), sound=False
        )
    reader = _Reader(path, first_line, text)
    try:
        reader.read_document(Loader(text))
    except yaml.YAMLError as error:
        problem = explain(error, text)
        reader.break_off(Code.BAD_YAML, problem.message, problem.hint, first_line + problem.line, problem.column)
    except _Refused as refused:
        reader.break_off(refused.code, refused.message, refused.hint, refused.line, refused.column)
    else:
        reader.sound = True
    return Values(reader.entries, tuple(reader.diagnostics), reader.sound, frozenset(reader.doubtful))


@dataclass(slots=True)
class _Reader:
    """Follows the parser's events; what it has read so far stays available when the text turns out to be broken."""

    path: str
    first_line: int
    text: str
    entries: dict[str, Entry] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    next_event: Callable[[], Any] = field(init=False)
    top_key: str = ""
    sound: bool = False

    def report(self, code: Code, message: str, hint: str, line: int, column: int, width: int = 1) -> None:
        self.diagnostics.append(Diagnostic(code, self.path, message, hint, line, column, width))

    def break_off(self, code: Code, message: str, hint: str, line: int, column: int) -> None:
        """Report what ends the reading; a value on that very line may be cut short, so it goes too."""
        self.report(code, message, hint, line, column)
        self.entries = {key: entry for key, entry in self.entries.items() if entry.line < line}

    def read_document(self, loader: yaml.CSafeLoader | yaml.SafeLoader) -> None:
        self.next_event = loader.get_event
        self.next_event()  # the stream's start
        if isinstance(self.next_event(), events.StreamEndEvent):
            return
        root = self.next_event()
        if isinstance(root, events.MappingStartEvent):
            self._mapping(self.entries, 1)
            if root.anchor is not None or root.tag is not None:
                self._refuse_extras(root)
        elif not (isinstance(root, events.ScalarEvent) and root.implicit[0] and root.value in _NOTHING):
            message = "The front matter is not a list of keys and values"
            raise self._refusal(
                root, Code.NOT_A_MAPPING, message, "Write one `key: value` on each line, with a space after the colon"
            )
        self.next_event()  # the document's end
        following = self.next_event()
        if not isinstance(following, events.StreamEndEvent):
            message = "A second YAML document begins here"
            raise self._refusal(
                following, Code.BAD_YAML, message, "Keep all keys in one block between two lines of ---"
            )

    def _mapping(self, entries: dict[str, Entry], depth: int) -> None:
        next_event = self.next_event
        while True:
            event = next_event()
            if isinstance(event, events.MappingEndEvent):
                return
            if not isinstance(event, events.ScalarEvent) or not event.value:
                hint = "Put quotes around a value that begins with { or ["
                raise self._refusal(event, Code.BAD_YAML, "A key must be plain text", hint)
            key = event.value if event.value.isascii() else _whole(event.value)
            mark: Any = event.start_mark
            line, column = mark.line + self.first_line, mark.column + 1
            if depth == 1:
                self.top_key = key
            if event.anchor is not None or event.tag is not None:
                self._refuse_extras(event)
            value = self._value(next_event(), depth)
            if key in entries:
                self.doubtful.add(self.top_key)
                message = f"The key `{key}` is given twice; the first is on line {entries[key].line}"
                self.report(Code.DUPLICATE_KEY, message, "Keep one of the two", line, column, len(key))
            elif value is not None:
                entries[key] = Entry(line, column, value)

    def _sequence(self, items: list[Value], depth: int) -> None:
        while True:
            event = self.next_event()
            if type(event) is events.SequenceEndEvent:
                return
            value = self._value(event, depth)
            if value is not None:
                items.append(value)

    def _value(self, event: Any, depth: int) -> Value | None:
        """The value that begins with this event, read to its end; None for one that is refused."""
        mark = event.start_mark
        line, column = mark.line + self.first_line, mark.column + 1
        content: Content
        if type(event) is events.ScalarEvent:
            content = event.value if event.value.isascii() else _whole(event.value)
            if not event.implicit[0]:
                column += event.style in _QUOTES
            elif content in _NOTHING:
                content = None
                if "#" in self.text:
                    self._look_for_hashtag(line, column)
        elif type(event) is events.AliasEvent:
            self._refuse(f"*{event.anchor}", line, column)
            return None
        elif depth == MAX_DEPTH:
            message = f"Lists and mappings are nested more than {MAX_DEPTH} deep"
            raise self._refusal(event, Code.TOO_DEEP, message, "If the text is meant as typed, put quotes around it")
        elif type(event) is events.SequenceStartEvent:
            content = []
            self._sequence(content, depth + 1)
        else:
            content = {}
            self._mapping(content, depth + 1)
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
            return None
        return Value(content, line, column)

    def _look_for_hashtag(self, line: int, column: int) -> None:
        """Report an empty value that was meant to be a ``#tag``: for YAML, that is a comment."""
        typed = self.text.split("\n", line - self.first_line + 1)[line - self.first_line]
        if tag := _HASHTAG.match(typed, column - 1):
            message = "What begins with # is a comment for YAML, so there is no value here"
            hint = f'Leave the # out, or put quotes around it: "{tag[1].strip()}"'
            self.report(Code.COMMENTED_OUT, message, hint, line, tag.start(1) + 1, len(tag[1].rstrip()))

    def _refuse_extras(self, event: Any) -> None:
        """Report the anchor or the tag of a node."""
        typed = f"&{event.anchor}" if event.anchor is not None else event.tag.replace("tag:yaml.org,2002:", "!!")
        self._refuse(typed, event.start_mark.line + self.first_line, event.start_mark.column + 1)

    def _refuse(self, typed: str, line: int, column: int) -> None:
        self.doubtful.add(self.top_key)
        message = (
            f"`{typed}` is an anchor, an alias or a tag of YAML, which front matter may not use; the value was left out"
        )
        self.report(
            Code.YAML_ALIAS,
            message,
            "Write the value out; put quotes around it if it begins with *, & or !",
            line,
            column,
        )

    def _refusal(self, event: Any, code: Code, message: str, hint: str) -> _Refused:
        mark = event.start_mark
        return _Refused(code, message, hint, mark.line + self.first_line, mark.column + 1)


def _whole(text: str) -> str:
    """Without halves of characters, which PyYAML's Python parser lets an escape make and no file can hold."""
    return _SURROGATES.sub("\ufffd", text)
