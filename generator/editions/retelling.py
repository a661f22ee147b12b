"""Texts with real names in them, told again with the stand-ins.

In: a note and the names to replace. Out: the note with each of them replaced, whole and wherever it stands as text:
title, summary, steps, terms, headings with their ids, prose. Links are not its affair. A part of a name is left alone:
the leak check decides on those.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from html import escape
from typing import Any
from unicodedata import normalize

from ahocorasick_rs import AhoCorasick
from msgspec.structs import replace

from generator.addresses import slugify
from generator.editions.articles import within
from generator.editions.guarded import Guarded
from generator.editions.naming import in_prose, in_slugs, is_spaced, is_telling, key_of
from generator.notes.markdown.ids import Ids
from generator.notes.note import Body, Form, Heading, Interview, Note, Piece

_WORD = re.compile(r"[^\W_]+")
_ID = re.compile(' id="[^"]*"')


class Retelling:
    """Replaces names; each pair is a name and its stand-in."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = sorted(dict(pairs).items(), key=lambda pair: (-len(pair[0]), pair))

    def __bool__(self) -> bool:
        """Whether there is any name to replace."""
        return bool(self._pairs)

    @classmethod
    def of(cls, guarded: Iterable[Guarded]) -> Retelling:
        """What replaces the names of all who have a stand-in; of two for one name, the first in the alphabet."""
        pairs = [(name, each.stand_in) for each in guarded if each.stand_in for name in each.spellings]
        return cls(sorted(pairs, reverse=True))

    def and_of(self, own: Guarded) -> Retelling:
        """The same with the names that are replaced in one note only."""
        telling = [name for name in own.own if is_telling(name)]
        return Retelling([*((name, own.shown) for name in telling), *self._pairs]) if telling else self

    def touching(self, note: Note) -> Retelling:
        """What could replace anything in a note: names that it may hold, and names that their stand-ins may."""
        found: set[tuple[str, str]] = set()
        told = " ".join(_texts(note)) if self._pairs else ""
        while told:
            new = self._pairs_in(told.lower()) - found
            found |= new
            told = " ".join(stand_in for _, stand_in in new)
        return Retelling(found)

    def text(self, text: str) -> str:
        """Plain text."""
        return self._retold(text, str)

    def html(self, html: str) -> str:
        """HTML, the values of attributes included: names with their words apart stand in no address."""
        return self._retold(html, escape)

    def fragment(self, fragment: str) -> str:
        """A heading's text or id, as in a link."""
        for name, stand_in in self._pairs:
            fragment = in_prose(name).sub(lambda _: stand_in, fragment)  # noqa: B023
            fragment = in_slugs(name).sub(lambda _: slugify(stand_in), fragment)  # noqa: B023
        return fragment

    def slug(self, slug: str) -> str:
        """A slug, or a path whose parts are joined by hyphens or spaces."""
        for name, stand_in in self._pairs:
            slug = in_slugs(name).sub(lambda _: slugify(stand_in), slug)  # noqa: B023
        return slug

    def note(self, note: Note, own: Guarded | None) -> Note:
        """A note with all of its texts told again."""
        return replace(
            note,
            title=self.text(note.title),
            summary=self.text(note.summary),
            mentions=tuple(replace(mention, name=self.text(mention.name)) for mention in note.mentions),
            body=self._body(note.body, own),
            interview=self._interview(note.interview) if note.interview else None,
            guide=replace(note.guide, series=self.text(note.guide.series)) if note.guide else None,
            term=replace(note.term, broader=self.text(note.term.broader)) if note.term else None,
            extra=self._extra(note.extra),
        )

    def _interview(self, interview: Interview) -> Interview:
        return replace(
            interview,
            person=self.text(interview.person),
            role=self.text(interview.role),
            organization=self.text(interview.organization),
            career_type=self.text(interview.career_type),
            steps=tuple(
                replace(
                    step,
                    position=self.text(step.position),
                    organization=self.text(step.organization),
                    area=self.text(step.area),
                )
                for step in interview.steps
            ),
        )

    def _extra(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(key): self._extra(held) for key, held in value.items()}
        return [self._extra(held) for held in value] if isinstance(value, list) else value

    def _body(self, body: Body, own: Guarded | None) -> Body:
        pieces = [self._piece(piece) for piece in body.pieces]
        names = frozenset(map(key_of, (*own.spellings, *own.own))) if own else frozenset[str]()

        def told(heading: Heading) -> str:
            return own.shown if own and key_of(heading.text) in names else self.text(heading.text)

        return with_headings(replace(body, pieces=tuple(pieces)), told)

    def _piece(self, piece: Piece) -> Piece:
        if isinstance(piece, str):
            return self.html(piece)
        return replace(
            piece,
            fragment=self.fragment(piece.fragment) if piece.form is not Form.IMAGE else piece.fragment,
            label=tuple(map(self._piece, piece.label)),
            attributes=tuple((name, self.text(value)) for name, value in piece.attributes),
        )

    @cached_property
    def _by_sign(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """The names by their longest words: where such a word is not, no name is that has it."""
        by_sign: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in self._pairs:
            for sign in _signs(pair[0]):
                by_sign[sign].append(pair)
        return by_sign

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._by_sign)

    def _retold(self, text: str, written: Callable[[str], str]) -> str:
        if self._pairs_in(text.lower()):
            for name, stand_in in self._pairs:

                def told(found: re.Match[str], stand_in: str = stand_in) -> str:
                    return written(within(found.string, found.start(), stand_in))

                text = in_prose(name).sub(told, text)
        return text

    def _pairs_in(self, told: str) -> set[tuple[str, str]]:
        """The names that a text could hold: quick, and wrong only where it does not."""
        places = self._automaton.find_matches_as_indexes(told, overlapping=True)
        signs = {told[start:end] for _, start, end in places if _is_word(told, start, end)}
        return {pair for sign in signs for pair in self._by_sign[sign]}


def with_headings(body: Body, told: Callable[[Heading], str]) -> Body:
    """The body with other texts for its headings, and ids to go with them; ``told`` gives each heading's text."""
    texts = [told(heading) for heading in body.headings]
    changed = [text != heading.text for text, heading in zip(texts, body.headings, strict=True)]
    if not any(changed):
        return body
    ids = Ids()
    for heading, is_changed in zip(body.headings, changed, strict=True):
        if not is_changed:
            ids.claim(heading.id)
    headings = []
    pieces = list(body.pieces)
    for heading, text, is_changed in zip(body.headings, texts, changed, strict=True):
        if is_changed:
            id_ = ids.of_heading(text)
            pieces[heading.at] = _heading_html(pieces[heading.at], id_, text)
            heading = replace(heading, id=id_, text=text)
        headings.append(heading)
    return replace(body, pieces=tuple(pieces), headings=tuple(headings))


def _heading_html(piece: Piece, id_: str, text: str) -> Piece:
    """A heading's HTML with its new id, and its new text unless a link in it keeps it in pieces."""
    assert isinstance(piece, str)
    start, _, rest = piece.partition(">")
    # A name without spaces between its words may have been replaced in the old id already.
    start = _ID.sub(f' id="{id_}"', start, count=1)
    end = rest.find(f"</h{start[2]}>")
    return f"{start}>{rest}" if end < 0 else f"{start}>{escape(text, quote=False)}{rest[end:]}"


def _signs(name: str) -> Iterable[str]:
    """The longest word of a name, in each way of writing its accents: where it is not, the name is not."""
    for form in ("NFC", "NFD"):
        yield max(_WORD.findall(normalize(form, name.lower())), key=len, default=name)


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a word begins and ends here, if it is of a script that parts words."""
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return not is_spaced(text[start:end])
    return True


def _texts(note: Note) -> Iterable[str]:
    """Every text of a note in which a name could stand."""
    yield from (note.title, note.summary)
    for mention in note.mentions:
        yield mention.name
    yield from _texts_of(note.body.pieces)
    if note.interview is not None:
        yield note.interview.person
        yield from (note.interview.role, note.interview.organization, note.interview.career_type)
        for step in note.interview.steps:
            yield from (step.position, step.organization, step.area)
    if note.guide is not None:
        yield note.guide.series
    if note.term is not None:
        yield note.term.broader
    if note.extra:
        yield repr(note.extra)


def _texts_of(pieces: Iterable[Piece]) -> Iterable[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield piece.fragment
            yield from _texts_of(piece.label)
            for _, value in piece.attributes:
                yield value
