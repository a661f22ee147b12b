"""Sanitised HTML cut at its marks into pieces, with the places of headings, blocks and passages.

The HTML comes from a parser, so its tags are balanced; the cuts keep it so. Links do not nest: one inside another
becomes its label. A link that an author's HTML put around a heading, a block's edge, a passage or an embed becomes
its label too, because those need a boundary at the top.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from generator.notes.markdown.marks import BLOCK, BLOCK_END, EMBED, END, PASSAGE, REFERENCE
from generator.notes.note import Audience, Block, Body, Form, Heading, Passage, Piece, Reference

_TAGS = (
    rf'<(?:a href="{REFERENCE}(?P<link>\d+){END}">|(?P<other>a(?: [^>]*)?>)|(?P<end>/a>)'
    rf'|img src="{REFERENCE}(?P<image>\d+){END}">'
    rf'|h(?P<level>[1-6]) id="{REFERENCE}(?P<heading>\d+){END}"|div>(?P<alone>[{PASSAGE}{EMBED}]\d+){END}</div>)'
)
_CUT_AT_TAGS = re.compile(_TAGS)
_CUT = re.compile(
    rf"{_TAGS}|{PASSAGE}(?P<passage>\d+){END}|{EMBED}(?P<embed>\d+){END}|{BLOCK}(?P<block>\d+){END}|{BLOCK_END}(?P<block_end>\d+){END}"
)
_OFTEN_ALONE = (PASSAGE, EMBED, BLOCK)
_KINDS = {"passage": PASSAGE, "embed": EMBED, "block": BLOCK, "block_end": BLOCK_END}
_MARKED_BLOCK = re.compile(rf'<([a-z0-9]+)[^>]*? id="{BLOCK}(\d+){END}"[^>]*>')


class Mention(Struct, frozen=True):
    """All of a reference but its label."""

    form: Form
    target: str
    fragment: str
    attributes: tuple[tuple[str, str], ...]
    wiki: bool
    line: int
    column: int
    width: int

    def with_label(self, label: Sequence[Piece]) -> Reference:
        """The reference, once its label is known."""
        return Reference(
            self.form,
            self.target,
            self.fragment,
            tuple(label),
            self.attributes,
            self.wiki,
            self.line,
            self.column,
            self.width,
        )


class MarkedHeading(Struct, frozen=True):
    """A heading before its place is known."""

    level: int
    id: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage: its own sanitised HTML."""

    audience: Audience
    line: int
    html: str


@dataclass(slots=True)
class Marked:
    """What the marks of one note stand for, by their numbers."""

    mentions: list[Mention] = field(default_factory=list)
    headings: list[MarkedHeading] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    passages: dict[int, MarkedPassage] = field(default_factory=dict)


def cut(html: str, marked: Marked) -> Body:
    """The body that the sanitised HTML of a note and of its passages makes."""
    return _Cutter(marked).body(html)


class _Cutter:
    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self._pieces: list[Piece] = []
        self._text: list[str] = []
        self._headings: list[Heading] = []
        self._blocks: list[Block] = []
        self._block_starts: dict[int, int] = {}
        self._passages: list[Passage] = []
        self._label: list[Piece] | None = None
        self._anchors: list[int | str] = []

    def body(self, html: str) -> Body:
        self._cut(html)
        self._flush()
        self._passages.sort(key=lambda passage: (passage.at, -passage.until))
        return Body(tuple(self._pieces), tuple(self._headings), tuple(self._blocks), tuple(self._passages))

    def _cut(self, html: str) -> None:
        if self._marked.blocks:
            html = self._with_block_marks(html)
        done = 0
        # Few texts have a mark outside a tag, and `re` is five times as fast where all it looks for begins with "<".
        where = _CUT if any(kind in html for kind in _OFTEN_ALONE) else _CUT_AT_TAGS
        for match in where.finditer(html) if END in html else ():
            self._text.append(html[done : match.start()])
            done = match.end()
            kind = match.lastgroup
            if PASSAGE in match[0]:
                done += html.startswith("\n", done)  # the passage ends its own line: without it, no empty one is left
            if kind == "link":
                self._open(int(match["link"]))
            elif kind == "end":
                self._close()
            elif kind == "other":
                self._open_other(match[0])
            elif kind == "heading":
                self._boundary()
                heading = self._marked.headings[int(match["heading"])]
                self._headings.append(Heading(heading.level, heading.id, heading.text, heading.line, len(self._pieces)))
                self._text.append(f'<h{match["level"]} id="{heading.id}"')
            elif kind == "image":
                self._add(self._marked.mentions[int(match["image"])].with_label(()))
            elif kind == "alone":
                self._mark(match["alone"][0], int(match["alone"][1:]))
            elif kind:
                self._mark(_KINDS[kind], int(match[kind]))
        self._text.append(html[done:])

    def _mark(self, kind: str, number: int) -> None:
        if kind == EMBED:
            self._boundary()
            # The label of an embed is text of ours, never cut from the HTML.
            self._add(self._marked.mentions[number].with_label(()))
        elif kind == PASSAGE:
            passage = self._marked.passages[number]
            self._boundary()
            at = len(self._pieces)
            anchors, self._anchors = self._anchors, []
            self._cut(passage.html)
            self._flush()
            self._anchors = anchors
            self._passages.append(Passage(passage.audience, at, len(self._pieces), passage.line))
        else:
            self._boundary()
            if kind == BLOCK:
                self._block_starts[number] = len(self._pieces)
            elif number in self._block_starts:
                at = self._block_starts.pop(number)
                self._blocks.append(Block(self._marked.blocks[number], at, len(self._pieces)))

    def _open(self, number: int) -> None:
        if self._anchors:
            self._anchors.append("")
            return
        self._flush()
        self._anchors.append(number)
        self._label = []

    def _open_other(self, tag: str) -> None:
        nested = bool(self._anchors)
        self._anchors.append("" if nested else "</a>")
        if not nested:
            self._text.append(tag)

    def _close(self) -> None:
        anchor = self._anchors.pop() if self._anchors else ""
        if isinstance(anchor, str):
            self._text.append(anchor)
            return
        self._flush()
        label, self._label = self._label or [], None
        self._pieces.append(self._marked.mentions[anchor].with_label(label))

    def _boundary(self) -> None:
        """End the piece here; an open reference becomes its label, so that the boundary is one of the body's own
        pieces.
        """
        self._flush()
        if self._label is not None:
            self._pieces.extend(self._label)
            self._label = None
            self._anchors[0] = ""

    def _add(self, reference: Reference) -> None:
        self._flush()
        (self._pieces if self._label is None else self._label).append(reference)

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if text:
            (self._pieces if self._label is None else self._label).append(text)

    def _with_block_marks(self, html: str) -> str:
        """Put a mark before each marked block's start tag and after its end tag."""
        cuts: list[tuple[int, str]] = []
        for match in _MARKED_BLOCK.finditer(html):
            end = _end_of(match[1], html, match.end())
            number = match[2]
            cuts.append((match.start(), f"{BLOCK}{number}{END}"))
            cuts.append((end, f"{BLOCK_END}{number}{END}"))
        if not cuts:
            return html
        out: list[str] = []
        done = 0
        for at, mark in sorted(cuts, key=lambda cut: cut[0]):
            out += (html[done:at], mark)
            done = at
        out.append(html[done:])
        return re.sub(
            rf' id="{BLOCK}(\d+){END}"', lambda match: f' id="^{self._marked.blocks[int(match[1])]}"', "".join(out)
        )


def _end_of(element: str, html: str, start: int) -> int:
    depth = 1
    for match in re.compile(rf"<(/?){element}[ >]").finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return html.index(">", match.start()) + 1
    return len(html)
