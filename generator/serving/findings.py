"""Findings for the browser.

In: what a build found. Out: plain data for the script in the page, which shows all of it as text; of thousands, only so
many as somebody may read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from generator.diagnostics import Diagnostic, Severity, in_reading_order
from generator.excerpts import also_in, excerpt, shown_path, source_line, visible
from generator.wiki import Wiki

_SENT = 100
"""How many findings of each severity are sent."""
_ROOM = 160
"""How many cells of a source line are shown."""


class Excerpt(TypedDict):
    """One line of source: its number, and what stands before the mark, under it and after it."""

    line: int
    before: str
    marked: str
    after: str


class Finding(TypedDict):
    """One finding: ``file`` names the file, ``place`` the file and where in it."""

    code: str
    file: str
    place: str
    message: str
    hint: str
    excerpt: Excerpt | None


class Findings(TypedDict):
    """All that is shown; ``more`` counts what was left out, ``crash`` is the traceback of a bug of ours, or empty."""

    errors: list[Finding]
    warnings: list[Finding]
    more_errors: int
    more_warnings: int
    crash: str


def findings(diagnostics: Sequence[Diagnostic], wiki: Wiki, crash: str) -> Findings:
    """Errors and warnings as the browser shows them; infos are for the terminal."""
    ordered = in_reading_order(diagnostics)
    errors = [one for one in ordered if one.severity is Severity.ERROR]
    warnings = [one for one in ordered if one.severity is Severity.WARNING]
    return {
        "errors": [_finding(one, wiki) for one in errors[:_SENT]],
        "warnings": [_finding(one, wiki) for one in warnings[:_SENT]],
        "more_errors": max(len(errors) - _SENT, 0),
        "more_warnings": max(len(warnings) - _SENT, 0),
        "crash": crash,
    }


def _finding(diagnostic: Diagnostic, wiki: Wiki) -> Finding:
    file = visible(shown_path(diagnostic, wiki, wiki.root))
    also = f"Also in {also_in(diagnostic)}." if diagnostic.also else ""
    numbers = [str(number) for number in (diagnostic.line, diagnostic.column) if number]
    return {
        "code": diagnostic.code,
        "file": file,
        "place": ":".join((file, *numbers)),
        "message": visible(diagnostic.message),
        "hint": visible(" ".join(filter(None, (also, diagnostic.hint)))),
        "excerpt": _excerpt(diagnostic, wiki),
    }


def _excerpt(diagnostic: Diagnostic, wiki: Wiki) -> Excerpt | None:
    line = source_line(diagnostic, wiki)
    if line is None or not line.strip():
        return None
    seen = excerpt(line, diagnostic.column, diagnostic.width, _ROOM)
    return {"line": diagnostic.line, "before": seen.before, "marked": seen.marked, "after": seen.after}
