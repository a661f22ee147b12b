"""How a wiki's notes are to be read, as its settings have it. Nothing is read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.notes.vocabulary import Vocabulary, ucot


@dataclass(frozen=True, slots=True)
class Reading:
    """How a wiki's notes are to be read: its mapping of keys (ours → theirs), and its vocabulary, UCOT unless it brings
    its own.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=ucot)
