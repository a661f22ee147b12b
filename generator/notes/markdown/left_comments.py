"""What is left to say of comments once a text is parsed: which the parser would show after all, and what is wrong.

In: tokens, or a text with and without its comments. Out: where a comment would be shown, and findings. Nothing is taken
out here.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from generator.diagnostics import Code, Diagnostic
from generator.notes.markdown.comments import Uncommented

_TYPED_HTML_COMMENT = re.compile(r"(?<!\\)<!--")


def comment_findings(text: str, shown: Uncommented, path: str, first_line: int) -> list[Diagnostic]:
    """What is wrong with a note's comments."""

    def found(at: int, message: str, hint: str) -> Diagnostic:
        line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at)
        return Diagnostic(Code.UNCLOSED_COMMENT, path, message, hint, first_line + line, column, 2)

    amiss = []
    if shown.unclosed >= 0:
        message = "A `%%` has no partner, so the note is hidden from its first `%%` on."
        amiss.append(found(shown.unclosed, message, "Begin and end each comment with `%%`."))
    if shown.doubtful >= 0:
        message = (
            "Near here `%%` stands in an indented line, where it may be code or not; what either way hides is hidden."
        )
        amiss.append(found(shown.doubtful, message, "Put code between lines of ```: there, `%%` is no comment."))
    if shown.unclosed_html >= 0:
        message = "Where this `<!--` ends cannot be told, so the rest of the note is hidden."
        amiss.append(
            found(shown.unclosed_html, message, "End the comment with `-->`, or put a `\\` before the `<!--`.")
        )
    return amiss


def shows_comment(tokens: list[Token]) -> bool:
    """Whether ``%%`` stands anywhere but in code."""
    for token in tokens:
        if token.type in ("fence", "passage"):
            continue
        in_code = sum(child.content.count("%%") for child in token.children or () if child.type == "code_inline")
        if token.content.count("%%") > in_code:
            return True
    return False


def html_comment_shown(tokens: list[Token]) -> tuple[int, int] | None:
    """The line of the first ``<!--`` that would be shown as text, and how many stand before it in that line."""
    for token in tokens:
        if "<!--" not in token.content or token.type not in ("inline", "html_block"):
            continue
        if token.type == "html_block":
            # Markdown ends it with the list, the quote or the block it is in, or at an empty line: a browser does not.
            if (start := token.content.rfind("<!--")) > token.content.rfind("-->"):
                return (token.map or [0])[0] + token.content.count("\n", 0, start), _before_in_line(
                    token.content, start
                )
            continue
        known = 0
        for child in token.children or ():
            if child.type == "text" and "<!--" in child.content:
                places = [match.start() for match in _TYPED_HTML_COMMENT.finditer(token.content)][known:]
                if not places:
                    break
                line = (token.map or [0])[0] + token.content.count("\n", 0, places[0])
                return line, _before_in_line(token.content, places[0])
            if child.type in ("code_inline", "html_inline"):
                known += child.content.count("<!--")
    return None


def _before_in_line(text: str, at: int) -> int:
    """How many ``<!--`` stand before this one in its line."""
    return text.count("<!--", text.rfind("\n", 0, at) + 1, at)
