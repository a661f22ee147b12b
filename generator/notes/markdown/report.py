"""What one note's reading gathers: what its marks stand for, its ids, its tags, and its diagnostics with their places
in the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from markdown_it.token import Token
from msgspec import Struct

from generator.diagnostics import Code, Diagnostic
from generator.notes.markdown.ids import Ids
from generator.notes.markdown.pieces import Marked, Mention
from generator.notes.note import Form

_LINE_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Tag:
    """A ``#tag`` in a note, without its ``#``."""

    name: str
    line: int
    column: int


class Place(Struct, frozen=True):
    """Where something stands in the file: line, column (0 where it is not known) and width."""

    line: int
    column: int = 0
    width: int = 1


class Report:
    """Gathers while a note is written; `lines` is the source with its comments blanked."""

    def __init__(self, source: str, path: str, first_line: int) -> None:
        self._source = source
        self._lines: list[str] | None = None
        self._searched: dict[int, int] = {}
        self._token: Token | None = None
        self._row_starts: list[int] = []
        self._columns: dict[int, int] = {}
        self.path = path
        self.first_line = first_line
        self.marked = Marked()
        self.ids = Ids()
        self.tags: list[Tag] = []
        self.diagnostics: list[Diagnostic] = []
        self._dropped: set[str] = set()

    def line(self, line: int, token: Token, offset: int) -> int:
        """The line in the source, from 0, of an offset in the text of an inline token that begins at ``line``."""
        if token is not self._token:
            self._token = token
            self._row_starts = [0, *(match.end() for match in _LINE_END.finditer(token.content))]
            self._columns = {}
        return line + bisect_right(self._row_starts, offset) - 1

    def place(self, line: int, token: Token, span: tuple[int, int] | None) -> Place:
        """The place in the file of what stands at ``span`` in an inline token's text; ``line`` counts from 0 in the
        source.
        """
        if span is None:
            return Place(self.first_line + line)
        start, end = span
        at = self.line(line, token, start)
        row = at - line
        row_start = self._row_starts[row]
        row_end = self._row_starts[row + 1] - 1 if row + 1 < len(self._row_starts) else len(token.content)
        column = self._columns.get(row)
        if column is None:
            column = self._columns[row] = self._column(at, token.content[row_start:row_end].rstrip())
        width = min(end, row_end) - start
        if column < 0:
            return Place(self.first_line + at, self._find(at, token.content[start : start + width]) + 1, width)
        return Place(self.first_line + at, column + start - row_start + 1, width)

    def _column(self, line: int, text: str) -> int:
        """The offset in a source line at which the text of an inline token begins; -1 where the parser changed it."""
        source = self._source_line(line).rstrip()
        return len(source) - len(text) if source.endswith(text) else -1

    def _source_line(self, line: int) -> str:
        if self._lines is None:
            self._lines = self._source.split("\n")
        return self._lines[line] if line < len(self._lines) else ""

    def _find(self, line: int, raw: str) -> int:
        """The offset in a source line of a text whose surroundings the parser changed, as in a table's cell; after
        the last one found there.
        """
        source = self._source_line(line)
        after = self._searched.get(line, 0)
        for typed in (raw, raw.replace("|", "\\|")):
            at = source.find(typed, after)
            if at >= 0:
                self._searched[line] = at + len(typed)
                return at
        return -1

    def mention(
        self,
        form: Form,
        target: str,
        fragment: str,
        place: Place,
        *,
        wiki: bool,
        attributes: tuple[tuple[str, str], ...] = (),
    ) -> int:
        """Note a mention of another file; its number."""
        mentions = self.marked.mentions
        mentions.append(Mention(form, target, fragment, attributes, wiki, place.line, place.column, place.width))
        return len(mentions) - 1

    def find(self, code: Code, message: str, hint: str, place: Place) -> None:
        """Add a diagnostic."""
        self.diagnostics.append(Diagnostic(code, self.path, message, hint, place.line, place.column, place.width))

    def unsafe_link(self, address: str, place: Place) -> None:
        """A link whose target may not come out."""
        self.find(
            Code.UNSAFE_LINK,
            f"A link to `{address[:80]}` could run code or read files, so only its text is shown.",
            "Link to a web address (https://…), a mail address, or a file of the wiki.",
            place,
        )

    def picture_elsewhere(self, address: str, place: Place) -> None:
        """A picture that another host has."""
        self.find(
            Code.PICTURE_ELSEWHERE,
            f"Pages load nothing from other hosts, so there is a link to `{address[:80]}`, not the picture.",
            "Save the picture beside the note, and name the file instead.",
            place,
        )

    def dropped(self, element: str, attribute: str, line: int) -> None:
        """An HTML element, or an attribute of it, was left out: said once an element."""
        if element in self._dropped:
            return
        self._dropped.add(element)
        left_out = f"`{attribute}` of `<{element}>`" if attribute else f"`<{element}>`"
        self.find(
            Code.REMOVED_HTML,
            f"{left_out} is not allowed in a note and was left out.",
            "Write it in Markdown; the documentation of writing notes lists the HTML that may be used.",
            Place(self.first_line + line),
        )

    def footnote_again(self, label: str, line: int) -> None:
        """A footnote has a second text."""
        self.find(
            Code.DUPLICATE_FOOTNOTE,
            f"The footnote `[^{label}]` is written twice; the first counts, and this text is shown nowhere.",
            "Give one of the two another label.",
            Place(self.first_line + line),
        )

    def too_nested(self, line: int) -> None:
        """Something is nested too deep: said once a note."""
        if not any(diagnostic.code is Code.TOO_NESTED for diagnostic in self.diagnostics):
            self.find(
                Code.TOO_NESTED,
                "Quotes, lists, links or HTML are nested too deep here; the innermost is shown as plain text.",
                "Use fewer levels.",
                Place(self.first_line + line),
            )
