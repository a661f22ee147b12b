"""One note's text to a `Rendered`: the steps in order, for the note and for each of its passages.

A passage is read by itself, with what the text around it defines but not the other way round, and sanitised by
itself. Ids and footnote numbers are given to the public text first, then to passages for the cohort, then to private
ones. So nothing in a passage has any effect outside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import Any, Literal

from markdown_it.token import Token

from generator.diagnostics import Code, Diagnostic, in_reading_order
from generator.names import fold_name
from generator.notes.markdown.comments import (
    Uncommented,
    with_html_comments_spelt_out,
    without_comments,
    without_html_comments,
)
from generator.notes.markdown.findings import FINDINGS, Findings
from generator.notes.markdown.footnotes import Footnotes, without_definitions
from generator.notes.markdown.inline_writing import plain
from generator.notes.markdown.left_comments import comment_findings, html_comment_shown, shows_comment
from generator.notes.markdown.marks import without_marks
from generator.notes.markdown.parser import parse
from generator.notes.markdown.pieces import MarkedPassage, cut
from generator.notes.markdown.report import Place, Report, Tag
from generator.notes.markdown.sanitizing import sanitized
from generator.notes.markdown.stray_passages import Hidden, first_stray, without_end
from generator.notes.markdown.writing import Writer
from generator.notes.note import Audience, Body

_AUDIENCE_ALONE = re.compile(r"%%([ \t]*(?:private|cohort)(?:[ \t]only)?[ \t:]*)%%", re.IGNORECASE)
_WIDE = "\uff05\uff05"
"""The sign of a comment as Chinese and Japanese keyboards write it."""

_NARROWER = {Audience.PUBLIC: 0, Audience.COHORT: 1, Audience.PRIVATE: 2}
_DEEPEST_PASSAGE = 10

_Amiss = Literal["unclosed", "stray", "unended"]
"""Why the rest of a text is kept back: a passage never ends, begins where none can, or ends nobody knows where."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What the Markdown of one note says: its body, the title that its first line gives ("" for none), its tags, and
    what is wrong with it.
    """

    body: Body
    title: str = ""
    tags: tuple[Tag, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def render(text: str, *, path: str, first_line: int = 1, title: str = "") -> Rendered:
    """Read a note's Markdown. Any text gives a result; what is wrong with it is in the diagnostics.

    Where a note has a ``title``, its first line gives none if it is only the first of several such headings.
    """
    text = with_html_comments_spelt_out(without_marks(text)).replace(_WIDE, "%%")
    if "%%" in text:
        # It says who may see what follows; if it were a comment, all of that would be shown.
        text = _AUDIENCE_ALONE.sub(r"<!--\1-->", text)
    shown = without_comments(text) if "%%" in text else Uncommented(text, text)
    note = _Note(shown, path, first_line, title)
    rendered = note.rendered()
    if note.shows_comment:
        shown = without_comments(text, in_code=True)
        note = _Note(shown, path, first_line, title)
        rendered = note.rendered()
    if note.shows_html_comment:
        shown = without_html_comments(shown, *note.shows_html_comment)
        rendered = _Note(shown, path, first_line, title).rendered()
    amiss = comment_findings(text, shown, path, first_line)
    return replace(rendered, diagnostics=in_reading_order((*rendered.diagnostics, *amiss))) if amiss else rendered


@dataclass(frozen=True, slots=True)
class _Text:
    """A text to read: the note, or a passage of it. ``audience`` is the narrowest of the passages that it is in."""

    content: str
    line: int
    audience: Audience
    number: int
    depth: int
    references: dict[str, Any]
    definitions: dict[str, list[Token]]


class _Note:
    def __init__(self, shown: Uncommented, path: str, first_line: int, given_title: str) -> None:
        self._report = Report(shown.blanked, path, first_line)
        self._given_title = given_title
        self._text = shown.text
        self._waiting: list[tuple[int, int, _Text]] = []
        self._passages = 0
        self._shift: int | None = None
        self._title = ""
        self.shows_comment = False
        self.shows_html_comment: tuple[int, int] | None = None

    def rendered(self) -> Rendered:
        html = self._html(_Text(self._text, 0, Audience.PUBLIC, -1, 0, {}, {}), "")
        counts = {Audience.COHORT: 0, Audience.PRIVATE: 0}
        marked = self._report.marked
        while self._waiting:
            passage = heappop(self._waiting)[2]
            counts[passage.audience] += 1
            prefix = f"{passage.audience[0]}{counts[passage.audience]}-"
            marked.passages[passage.number] = replace(marked.passages[passage.number], html=self._html(passage, prefix))
        body = cut(html, marked)
        return Rendered(body, self._title, tuple(self._report.tags), in_reading_order(self._report.diagnostics))

    def _html(self, text: _Text, prefix: str) -> str:
        """The sanitised HTML of one text; its passages are left waiting."""
        tokens, environment = self._parsed(text)
        footnotes_found = environment.get("footnotes", {})
        definitions: dict[str, list[Token]] = {}
        if footnotes_found.get("refs"):
            tokens, definitions = without_definitions(tokens, self._report.footnote_again)
        if text.number < 0:
            tokens = self._without_title(tokens)
        if self._shift is None:
            levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
            self._shift = 2 - min(levels) if levels else None
        known = text.definitions | definitions
        footnotes = Footnotes(known, footnotes_found.get("list", {}), prefix)

        def passage(token: Token) -> int:
            return self._later(token, text, environment.get("references", {}), known)

        public = text.audience is Audience.PUBLIC
        writer = Writer(self._report, self._shift or 0, footnotes, passage, counts_tags=public)
        html = writer.html(tokens)
        return sanitized(html, has_raw_html=writer.has_raw_html)

    def _parsed(self, text: _Text) -> tuple[list[Token], dict[str, Any]]:
        """The tokens of a text, their lines those of the note, cut off at a passage that never ends: the rest is that
        passage's.
        """
        content = text.content
        rest: list[Token] = []
        while True:
            environment = self._environment(text)
            tokens = parse(content, environment)
            findings: Findings = environment[FINDINGS]
            amiss: dict[_Amiss, Hidden | None] = {
                "unclosed": findings.unclosed,
                "stray": first_stray(tokens, content),
                "unended": without_end(tokens, content),
            }
            hiding = [(hidden, why) for why, hidden in amiss.items() if hidden]
            if not hiding:
                break
            (line, audience), why = min(hiding)
            lines = content.split("\n")
            rest = [
                Token(
                    "passage",
                    "",
                    0,
                    map=[line, len(lines)],
                    content="\n".join(lines[line + 1 :]),
                    meta={"audience": audience, "below": 1},
                ),
                *rest,
            ]
            content = "\n".join(lines[:line])
            self._hides_the_rest(text.line + line, audience, why)
        self._heed(findings, text.line)
        self.shows_comment = self.shows_comment or ("%%" in content and shows_comment(tokens))
        if "<!--" in content and not self.shows_html_comment and (place := html_comment_shown(tokens)):
            self.shows_html_comment = text.line + place[0], place[1]
        tokens += rest
        if text.line:
            for token in tokens:
                if token.map:
                    token.map = [token.map[0] + text.line, token.map[1] + text.line]
        return tokens, environment

    def _environment(self, text: _Text) -> dict[str, Any]:
        environment: dict[str, Any] = {FINDINGS: Findings()}
        if text.references:
            environment["references"] = dict(text.references)
        if text.definitions:
            environment["footnotes"] = {"refs": {f":{label}": -1 for label in text.definitions}, "list": {}}
        return environment

    def _without_title(self, tokens: list[Token]) -> list[Token]:
        if not tokens or tokens[0].type != "heading_open" or tokens[0].tag != "h1":
            return tokens
        title = plain(tokens[1].children or ())
        is_one_of_many = any(token.type == "heading_open" and token.tag == "h1" for token in tokens[1:])
        if self._given_title and is_one_of_many and fold_name(title) != fold_name(self._given_title):
            return tokens
        self._title = title
        return tokens[3:]

    def _later(
        self, token: Token, around: _Text, references: dict[str, Any], definitions: dict[str, list[Token]]
    ) -> int:
        """Keep a passage for when the text around it is done; its number."""
        audience: Audience = token.meta["audience"]
        number = self._passages
        self._passages += 1
        start = (token.map or [0])[0]
        self._report.marked.passages[number] = MarkedPassage(audience, self._report.first_line + start, "")
        if around.depth >= _DEEPEST_PASSAGE:
            self._report.too_nested(start)
            return number
        narrowest = max(audience, around.audience, key=_NARROWER.__getitem__)
        line = start + token.meta["below"]
        passage = _Text(token.content, line, narrowest, number, around.depth + 1, references, definitions)
        heappush(self._waiting, (_NARROWER[narrowest], number, passage))
        return number

    def _heed(self, findings: Findings, line: int) -> None:
        if findings.too_nested >= 0:
            self._report.too_nested(line + findings.too_nested)
        for at, name in findings.unclosed_containers:
            self._unclosed(line + at, name, "it ends with what it stands in")
        for at, name in findings.misspelt:
            self._report.find(
                Code.BAD_CONSENT,
                f"`{name}` is no audience; the passage is kept to the private edition.",
                "Write `:::cohort` or `:::private`.",
                Place(self._report.first_line + line + at),
            )

    def _hides_the_rest(self, line: int, audience: Audience, why: _Amiss) -> None:
        effect = f"the rest of the note is for the {audience.value} edition only"
        if why == "unclosed":
            self._unclosed(line, audience.value, effect)
            return
        message, but = "This says who may see what follows, but begins no passage", ", or put it in backticks"
        if why == "unended":
            message = "Where this passage ends cannot be told: a `:::` is left over, it is empty, or a quote goes on"
            but = ""
        self._report.find(
            Code.UNCLOSED_CONTAINER,
            f"{message}: {effect}.",
            f"Write `:::{audience.value}` on a line before the passage and `:::` on one after{but}.",
            Place(self._report.first_line + line),
        )

    def _unclosed(self, line: int, name: str, effect: str) -> None:
        self._report.find(
            Code.UNCLOSED_CONTAINER,
            f"`:::{name}` is never closed: {effect}.",
            "End it with a line of its own that says `:::`, indented like the line that begins it.",
            Place(self._report.first_line + line),
        )
