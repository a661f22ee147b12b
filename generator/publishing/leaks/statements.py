"""What each note says, parted into what an edition's audience may read and what it may not.

In: a note as it was written, the audience, and the consent in force for it. Out: its values and its prose, open and
kept back. This is told by the rules of consent alone, and by nobody else's reading of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import chain, compress
from operator import not_
from pathlib import PurePosixPath
from typing import Any, TypeVar

from msgspec import Struct

from generator.notes.dates import Date
from generator.notes.note import Audience, Consent, Form, Note, Piece, Reference, Taxonomy
from generator.notes.signs import undated
from generator.publishing.leaks.readings import plain_text

T = TypeVar("T")

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
_SHOWN = frozenset(
    {
        "summary",
        "date",
        "image",
        "role",
        "organization",
        "career_type",
        "path.position",
        "path.organization",
        "path.area",
    }
    | set(_KEYS.values())
)
_ADDRESS = re.compile(r'="((?:https?|mailto|tel):[^"]+)"')
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Value(Struct, frozen=True, gc=False):
    """What one key of a note says."""

    key: str
    text: str


@dataclass(frozen=True)
class Statement:
    """One note as an edition has it: ``visible`` is false for one that is not part of it; ``stand_in`` is the
    name it goes by there, "" for the real one. What else it says is parted when somebody asks.
    """

    note: Note
    visible: bool
    stand_in: str
    readable: Container[Audience]
    withhold: Collection[str]

    @cached_property
    def said(self) -> tuple[Value, ...]:
        """The values that may be read on some page: none of the author's own keys, which the theme does not show."""
        shown = (value for value in self._values[0] if value.key in _SHOWN)
        return (*shown, *(Value("body", link) for link in _links(self.open)))

    @property
    def hidden(self) -> tuple[Value, ...]:
        """The values that must not be read."""
        return (*self._values[1], *(Value("body", link) for link in _links(self.shut)))

    @property
    def own(self) -> Iterator[Value]:
        """The values of the author's own keys."""
        return _extra(self.note.extra or {}, "")

    @property
    def open(self) -> Sequence[Piece]:
        """The pieces of its body that may be read."""
        return self._pieces[0]

    @property
    def shut(self) -> Sequence[Piece]:
        """The pieces of its body that must not be read."""
        return self._pieces[1]

    @cached_property
    def _values(self) -> tuple[Sequence[Value], Sequence[Value]]:
        values = tuple(values_of(self.note))
        if self.visible and not self.withhold:
            return values, ()
        return _parted(values, [not self.visible or _is_withheld(value.key, self.withhold) for value in values])

    @cached_property
    def _pieces(self) -> tuple[Sequence[Piece], Sequence[Piece]]:
        body = self.note.body
        is_shut = [not self.visible] * len(body.pieces)
        for passage in body.passages:
            if passage.audience not in self.readable:
                is_shut[passage.at : passage.until] = [True] * (passage.until - passage.at)
        return _parted(body.pieces, is_shut)

    @property
    def called(self) -> list[str]:
        """What its person is called in the edition."""
        return [self.stand_in] if self.stand_in else [value.text for value in self.real_names]

    @property
    def titles(self) -> list[str]:
        """What the note is called in the edition."""
        return [] if self.stand_in else [self.note.title, *self.note.names]

    @property
    def address(self) -> str:
        """What the page of a term is called in addresses, as links to it may call the term; "" for other notes."""
        return self.note.slug if self.note.term else ""

    @property
    def real_names(self) -> tuple[Value, ...]:
        """What the note's person is called, and the note after them."""
        person = self.note.interview.person if self.note.interview else ""
        title = self.note.title
        names = [Value("person", person or title), *(Value("aliases", name) for name in self.note.names)]
        return tuple(value for value in names if value.text)

    @property
    def person(self) -> str:
        """Who the note's person is; "" for a note of another kind."""
        return self.real_names[0].text if self.note.interview and self.real_names else ""

    @property
    def stem(self) -> str:
        """The name of the note's file."""
        return PurePosixPath(self.note.path).stem

    @property
    def file_names(self) -> tuple[str, str]:
        """What its file and the folder around it are called, in words, without a day before them."""
        path = PurePosixPath(self.note.path)
        stem, folder = (undated(re.sub(r"[-_]+", " ", name)) for name in (path.stem, path.parent.name))
        return stem, folder


def statement_of(note: Note, audience: Audience, consent: Consent) -> Statement:
    """What one note says to an audience."""
    readable = _READERS[audience]
    visible = consent.audience in readable
    return Statement(note, visible, consent.name if visible else "", readable, consent.withhold)


def _parted(items: Sequence[T], is_shut: Sequence[bool]) -> tuple[Sequence[T], Sequence[T]]:
    if not any(is_shut):
        return items, ()
    return tuple(compress(items, map(not_, is_shut))), tuple(compress(items, is_shut))


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
    return plain_text(markup_of(pieces))


def markup_of(pieces: Iterable[Piece]) -> str:
    """Finished HTML, with the labels of links."""
    return "".join([piece if isinstance(piece, str) else _label(piece) for piece in pieces])


def _label(link: Reference) -> str:
    described = "".join(f"<p>{text}</p>" for name, text in link.attributes if name in ("alt", "title"))
    return markup_of(link.label) + described


def _links(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, Reference):
            if piece.form is Form.IMAGE:
                yield PurePosixPath(piece.target).stem
        elif "http" in piece or "mailto:" in piece or "tel:" in piece:
            for match in _ADDRESS.finditer(piece):
                if piece.endswith(("href", "src"), 0, match.start()):
                    yield unescape(match[1]).partition(":")[2]


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
