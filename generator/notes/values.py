"""What front matter says before anyone asks what it means: text, lists and mappings, each with its place in the file.

The YAML and the TOML reader both make these values, and the schema reads them. Nothing here interprets a value:
``no``, ``010`` and ``1.10`` are the text that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from generator.diagnostics import Diagnostic

MAX_DEPTH = 16
"""How deep lists and mappings of front matter may nest."""

MAX_LENGTH = 65_536
"""How many characters of front matter are read."""


class Value(NamedTuple):
    """A value and where it begins, counted from 1 in the file; ``content`` is None where nothing was typed."""

    content: Content
    line: int
    column: int


class Entry(NamedTuple):
    """A key of a mapping: where the key itself begins, and its value."""

    line: int
    column: int
    value: Value


Content: TypeAlias = "str | list[Value] | dict[str, Entry] | None"


@dataclass(frozen=True, slots=True)
class Values:
    """All top-level keys of one front matter.

    ``sound`` is false where the text could not be read to its end, so that keys may be missing. ``doubtful`` are the
    keys whose values are not to be relied on, because a key was given twice in them or something in them was
    refused.
    """

    entries: dict[str, Entry]
    diagnostics: tuple[Diagnostic, ...] = ()
    sound: bool = True
    doubtful: frozenset[str] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether every key and every value was read."""
        return self.sound and not self.doubtful

    @property
    def line_in_doubt(self) -> int:
        """The line of the first thing that is wrong; the file's first where nothing is."""
        return self.diagnostics[0].line if self.diagnostics else 1


def plain(value: Value) -> object:
    """The value without its places, as templates see it: strings, lists and mappings; nothing is ""."""
    content = value.content
    if isinstance(content, list):
        return [plain(item) for item in content]
    if isinstance(content, dict):
        return {key: plain(entry.value) for key, entry in content.items()}
    return content or ""
