"""What each note says, parted into what an edition's audience may read and what it may not.

In: a note as it was written, the audience, and the consent in force for it. Out: its values and its prose, open and
kept back. This is told by the rules of consent alone, and by nobody else's reading of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from generator.notes.dates import Date
from generator.notes.note import Audience, Consent, Form, Note, Piece, Reference, Taxonomy
from generator.publishing.leaks.folding import plain_text

_READERS = {
    Audience.PUBLIC: frozenset({Audience.PUBLIC}),
    Audience.COHORT: frozenset({Audience.PUBLIC, Audience.COHORT}),
    Audience.PRIVATE: frozenset(Audience),
}
"""What each audience may read."""

_KEYS = {
    Taxonomy.FIELDS: "fields",
    Taxonomy.PATHS: "career_path",
    Taxonomy.SECTORS: "sector",
    Taxonomy.JOB_FUNCTIONS: "job_function",
    Taxonomy.SKILLS: "skills",
    Taxonomy.TAGS: "tags",
}
_LINK = re.compile(r'(?:href|src)="((?:https?|mailto|tel):[^"]+)"')
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Value:
    """What one key of a note says."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One note as an edition has it: ``visible`` is false for an interview that is not part of it; ``stand_in`` is the
    name it goes by there, "" for the real one. ``hidden`` values and ``passages`` (plain text, a line a paragraph) must
    not be read; ``said`` and ``prose`` may be.
    """

    note: Note
    visible: bool
    stand_in: str
    said: tuple[Value, ...]
    hidden: tuple[Value, ...]
    prose: str
    passages: str

    @property
    def real_names(self) -> tuple[Value, ...]:
        """What the note's person is called, and the note after them."""
        person = self.note.interview.person if self.note.interview else ""
        title = self.note.title
        names = [Value("person", person or title), *(Value("aliases", name) for name in self.note.names)]
        return tuple(value for value in names if value.text)

    @property
    def stem(self) -> str:
        """The name of the note's file."""
        return PurePosixPath(self.note.path).stem


def statement_of(note: Note, audience: Audience, consent: Consent) -> Statement:
    """Part one note."""
    readable = _READERS[audience]
    visible = note.interview is None or consent.audience in readable
    shut = [passage for passage in note.body.passages if passage.audience not in readable]
    is_shut = [not visible] * len(note.body.pieces)
    for passage in shut:
        is_shut[passage.at : passage.until] = [True] * (passage.until - passage.at)
    open_pieces = [piece for piece, closed in zip(note.body.pieces, is_shut, strict=True) if not closed]
    shut_pieces = [piece for piece, closed in zip(note.body.pieces, is_shut, strict=True) if closed]
    values = list(values_of(note))
    is_withheld = [not visible or _is_withheld(value.key, consent.withhold) for value in values]
    return Statement(
        note=note,
        visible=visible,
        stand_in=consent.name if visible else "",
        said=(
            *(value for value, closed in zip(values, is_withheld, strict=True) if not closed),
            *(Value("body", link) for link in _links(open_pieces)),
        ),
        hidden=(
            *(value for value, closed in zip(values, is_withheld, strict=True) if closed),
            *(Value("body", link) for link in _links(shut_pieces)),
        ),
        prose=prose_of(open_pieces),
        passages=prose_of(shut_pieces),
    )


def values_of(note: Note) -> Iterator[Value]:
    """Everything the front matter says but what the note and its person are called."""
    yield Value("summary", note.summary)
    yield from (Value("date", text) for text in _spellings(note.date))
    yield Value("image", PurePosixPath(note.image).stem)
    if interview := note.interview:
        yield Value("role", interview.role)
        yield Value("organization", interview.organization)
        yield Value("career_type", interview.career_type)
        for step in interview.steps:
            yield Value("path.position", step.position)
            yield Value("path.organization", step.organization)
            yield Value("path.area", step.area)
    for mention in note.mentions:
        if mention.taxonomy in _KEYS:
            yield Value(_KEYS[mention.taxonomy], mention.name)
    yield from _extra(note.extra or {}, "")


def prose_of(pieces: Iterable[Piece]) -> str:
    """The words of finished HTML, a line a paragraph; what a link without a label shows is for the catalog to say."""
    return plain_text("".join(_markup(piece) for piece in pieces))


def _markup(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    described = "".join(f"<p>{text}</p>" for name, text in piece.attributes if name in ("alt", "title"))
    return "".join(map(_markup, piece.label)) + described


def _links(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Reference):
            if piece.form is Form.IMAGE:
                yield PurePosixPath(piece.target).stem
        else:
            yield from (unescape(address).partition(":")[2] for address in _LINK.findall(piece))


def _is_withheld(key: str, withhold: Iterable[str]) -> bool:
    keys = {name.strip().casefold().replace(" ", "_").replace("-", "_") for name in withhold}
    parts = key.casefold().replace(" ", "_").replace("-", "_").split(".")
    return any(".".join(parts[:length]) in keys for length in range(1, len(parts) + 1))


def _spellings(date: Date | None) -> Iterator[str]:
    """A day as pages and data write it; a month or a year alone says too little to be looked for."""
    if date and date.day:
        month = _MONTHS[date.month - 1]
        yield from (str(date), f"{date.day} {month} {date.year}", f"{month} {date.day}, {date.year}")


def _extra(extra: Any, key: str) -> Iterator[Value]:
    if isinstance(extra, dict):
        yield from chain.from_iterable(_extra(inner, f"{key}.{name}" if key else name) for name, inner in extra.items())
    elif isinstance(extra, list | tuple):
        yield from chain.from_iterable(_extra(inner, key) for inner in extra)
    elif isinstance(extra, str):
        yield Value(key, extra)
