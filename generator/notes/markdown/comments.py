"""``%%comments%%``, and HTML's where Markdown knows none: taken out of the text before it is parsed, so that nothing
later can show them.

A comment may span lines and paragraphs. Code is left alone: fenced blocks and code spans are found here in a simple
way; where the parser then finds ``%%`` outside code after all, `document` asks again with ``in_code=True`` and every
``%%`` counts. In doubt, nothing is shown: where one ``%%`` has no partner, all from the first on is hidden; and where
one stands in an indented line, which may be code, whatever could be a comment is.

``<!-- … -->`` that begins within a paragraph ends with it for Markdown, and would be shown; whoever writes it means
what a browser takes it for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

_START = re.compile(
    r"%%|^[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*[ \t]*(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)$|(`+)", re.MULTILINE
)
_NEW_LINE = re.compile(r"\n(?:[ \t]*>)*")
_VISIBLE = re.compile(r"[^\n]")
_INDENTED = re.compile(r"^[ \t>]*(?:\t| {4})[^\n]*%%", re.MULTILINE)
_HTML = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TYPED_OTHERWISE = re.compile(
    r"<!(?:[\u2013\u2014]+-?|\s--|-\s-|-(?=\s))(.*?)((?:[\u2013\u2014]+-?|--\s?|-\s-|-)>|\Z)", re.DOTALL
)
"""An HTML comment as a telephone makes it, which joins hyphens to dashes."""

_DOUBTFUL = re.compile(r"<!--|:::|\[!|\uff1a\uff1a\uff1a")
_BLANK_LINE = re.compile(r"\n[ \t>]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Uncommented:
    """A text without its comments, and the same text with each comment blanked, in which places are those of the
    source.

    ``unclosed`` is the offset of the first of several signs of which one has no partner, ``doubtful`` that of one which
    hides more than it would if no ``%%`` were code, ``unclosed_html`` that of an HTML comment that never ends; -1 where
    there is none.
    """

    text: str
    blanked: str
    unclosed: int = -1
    doubtful: int = -1
    unclosed_html: int = -1


def with_html_comments_spelt_out(text: str) -> str:
    """The text with each HTML comment as it is meant; one that never ends goes on not to."""
    if "<!" not in text:
        return text
    return _TYPED_OTHERWISE.sub(lambda comment: f"<!--{comment[1]}{'-->' if comment[2] else ''}", text)


def without_comments(text: str, *, in_code: bool = False) -> Uncommented:
    """Take every comment out of the text, keeping its line ends (and the ``>`` before a quoted line), so that lines
    keep their numbers.
    """
    comments = list(_comments(text, in_code=in_code))
    unclosed = comments[0][0] if comments and comments[-1][1] < 0 else -1
    if unclosed >= 0:
        # Which of the signs lacks its partner cannot be told, so neither can what stands between two of them.
        comments = [(unclosed, -1)]
    hidden = comments
    if not in_code and _INDENTED.search(text):
        hidden = _merged([*comments, *_comments(text, but_indented=True), *_comments(text, in_code=True)])
    kept: list[str] = []
    blanked: list[str] = []
    done = 0
    for start, end in hidden:
        comment = text[start:end] if end >= 0 else text[start:]
        kept.append(text[done:start])
        if end >= 0:
            kept.extend(_NEW_LINE.findall(comment))
        blanked += [text[done:start], _VISIBLE.sub(" ", comment)]
        done = start + len(comment)
    doubtful = min((start for start, _ in set(hidden) - set(comments)), default=-1)
    return Uncommented("".join(kept) + text[done:], "".join(blanked) + text[done:], unclosed, doubtful)


def without_html_comments(shown: Uncommented, line: int, number: int) -> Uncommented:
    """Take out HTML's comments too, code or not, from the one on that has so many before it in its line, which is
    counted from 0.
    """
    text, _ = _without_html(shown.text, line, number, lambda comment: "".join(_NEW_LINE.findall(comment)))
    blanked, unclosed = _without_html(shown.blanked, line, number, lambda comment: _VISIBLE.sub(" ", comment))
    return replace(shown, text=text, blanked=blanked, unclosed_html=unclosed)


def _without_html(text: str, line: int, number: int, left_of: Callable[[str], str]) -> tuple[str, int]:
    """The text with what is left of each comment, and where one begins that never ends, or -1."""
    start = 0
    for _ in range(line):
        start = text.index("\n", start) + 1
    start = text.index("<!--", start)
    for _ in range(number):
        start = text.index("<!--", start + 1)
    kept = [text[:start]]
    for comment in _HTML.finditer(text, start):
        kept.append(text[start : comment.start()])
        start = comment.end()
        if not comment[0].endswith("-->") or _DOUBTFUL.search(comment[0], 4):
            # It never ends, or another begins before it does, or what has an end of its own: nobody can tell where.
            return "".join(kept) + left_of(text[comment.start() :]), comment.start()
        kept.append(left_of(comment[0]))
    return "".join(kept) + text[start:], -1


def _comments(text: str, *, in_code: bool = False, but_indented: bool = False) -> Iterator[tuple[int, int]]:
    """Where comments begin and end, an end of -1 for one that never does."""
    at = 0
    while (start := text.find("%%", at) if in_code else _next_comment(text, at, but_indented=but_indented)) >= 0:
        end = text.find("%%", start + 2)
        while but_indented and end >= 0 and _is_indented(text, end):
            end = text.find("%%", end + 2)
        if end < 0:
            yield start, -1
            return
        at = end + 2
        yield start, at


def _merged(comments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same comments in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(comments):
        before, until = merged[-1] if merged else (-1, 0)
        if before >= 0 and (until < 0 or start < until):
            merged[-1] = before, -1 if min(end, until) < 0 else max(end, until)
        else:
            merged.append((start, end))
    return merged


def _is_indented(text: str, at: int) -> bool:
    """Whether a ``%%`` stands in a line that may be code for being indented."""
    return _INDENTED.match(text, text.rfind("\n", 0, at) + 1) is not None


def _next_comment(text: str, at: int, *, but_indented: bool) -> int:
    """The offset of the next ``%%`` outside code, -1 if there is none; perhaps none in an indented line."""
    unpaired: dict[str, int] = {}
    paragraph_end = -1
    while match := _START.search(text, at):
        fence, run = match[1] or match[2], match[3]
        at = match.end()
        if fence:
            close = re.compile(rf"^[ \t>]*{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE).search(text, at)
            if close is None:
                return -1
            at = close.end()
        elif run:
            if match.start() >= paragraph_end:
                blank = _BLANK_LINE.search(text, at)
                paragraph_end = blank.start() if blank else len(text)
                unpaired.clear()
            if run not in unpaired:
                closing = re.compile(rf"(?<!`){run}(?!`)").search(text, at, paragraph_end)
                if closing:
                    at = closing.end()
                else:
                    unpaired[run] = at
        elif not but_indented or not _is_indented(text, match.start()):
            return match.start()
    return -1
