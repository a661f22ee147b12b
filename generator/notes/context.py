"""What those who read the values of one note share.

In: what is known of the wiki and of the note before its values are read. Out: findings, each at its value's place. A
value that cannot be used raises `refusal(…)`, which pydantic collects; what is merely remarkable is reported.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from generator.diagnostics import Code, Diagnostic
from generator.notes.values import Value
from generator.notes.vocabulary import Vocabulary

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


@dataclass(slots=True)
class Context:
    """What the readers of one note share: its path, the wiki's vocabulary and mapped keys, the note's extra keys,
    whether it is about a person, and what was found.
    """

    path: str
    vocabulary: Vocabulary
    mapping: Mapping[str, str] = field(default_factory=dict)
    extra: frozenset[str] = frozenset()
    of_person: bool = False
    found: list[Diagnostic] = field(default_factory=list)

    def report(self, code: Code, value: Value, message: str, hint: str = "") -> None:
        """Add a finding on a value that stays in use."""
        self.found.append(Diagnostic(code, self.path, message, hint, value.line, value.column, width_of(value)))


def context_of(info: ValidationInfo) -> Context:
    """The context that the schema was given with the values."""
    context = info.context
    assert isinstance(context, Context)
    return context


def width_of(value: Value) -> int:
    """How many characters to mark: the whole of a short text, else its first one."""
    content = value.content
    return len(content) if isinstance(content, str) and content and "\n" not in content else 1


def refusal(code: Code, value: Value, message: str, hint: str = "") -> PydanticCustomError:
    """The exception for a value that cannot be used; its diagnostic has no path yet."""
    found = Diagnostic(code, "", message, hint, value.line, value.column, width_of(value))
    return PydanticCustomError("finding", "{message}", {"message": message, "found": found})


def one_line(text: str) -> str:
    """Trimmed, white space folded, control characters gone."""
    text = " ".join(text.split())
    return text if text.isprintable() else _CONTROLS.sub("", text)
