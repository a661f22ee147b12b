"""What the parser's rules notice while they parse one text, for `document` to act on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from generator.notes.note import Audience

FINDINGS = "findings"


@dataclass(slots=True)
class Findings:
    """Lines count from 0 in the text parsed; -1 means nowhere.

    ``unclosed`` is the first passage that never ends, with its line; ``misspelt`` are containers that look like a
    passage.
    """

    line: int = 0
    depth: int = 0
    too_nested: int = -1
    unclosed: tuple[int, Audience] | None = None
    unclosed_containers: list[tuple[int, str]] = field(default_factory=list)
    misspelt: list[tuple[int, str]] = field(default_factory=list)


def findings_of(environment: Any) -> Findings:
    """The findings that an environment of the parser carries."""
    found: Findings = environment[FINDINGS]
    return found
