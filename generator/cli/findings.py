"""Findings for the terminal, drawn as the best compilers draw theirs.

In: diagnostics and the wiki they are about. Out: text: what is wrong, where, the source line with the place marked, and
what to do. Nothing here prints.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from generator.cli.terminal import Paint, paint_for, width_of
from generator.diagnostics import STOPPING, Diagnostic, Severity, in_reading_order
from generator.excerpts import also_in, excerpt, shown_path, source_line, visible
from generator.wiki import Wiki

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_ORDER = tuple(Severity)
_LEAST_ROOM = 20


@dataclass(frozen=True, slots=True)
class Drawing:
    """How to draw: for which wiki, seen from which folder, in which colours, how many cells wide; and whether all files
    with the same finding are named, however many.
    """

    wiki: Wiki
    cwd: Path
    paint: Paint
    columns: int
    whole: bool = False

    def draw(self, diagnostic: Diagnostic) -> str:
        """One finding, on several lines, without a newline at the end."""
        severity = diagnostic.severity
        colour = _COLOURS[severity]
        label = self.paint(f"{severity}[{diagnostic.code}]", colour, bold=True)
        lines = [f"{label}: {self.paint(visible(diagnostic.message), bold=True)}"]
        number = str(diagnostic.line) if diagnostic.line else ""
        margin = " " * len(number)
        lines.append(f"{margin}{self.paint('-->', 'blue', bold=True)} {visible(self._place(diagnostic))}")
        lines += self._source(diagnostic, number, margin, colour)
        if diagnostic.also:
            others = also_in(diagnostic, None) if self.whole else also_in(diagnostic)
            lines.append(f"{margin} {self.paint('=', 'blue', bold=True)} also in {visible(others)}")
        if diagnostic.hint:
            lines.append(f"{margin} {self.paint('=', 'blue', bold=True)} help: {visible(diagnostic.hint)}")
        return "\n".join(lines)

    def _place(self, diagnostic: Diagnostic) -> str:
        place = shown_path(diagnostic, self.wiki, self.cwd)
        if diagnostic.line:
            place += f":{diagnostic.line}"
            if diagnostic.column:
                place += f":{diagnostic.column}"
        return place

    def _source(self, diagnostic: Diagnostic, number: str, margin: str, colour: str) -> Iterator[str]:
        line = source_line(diagnostic, self.wiki)
        if line is None or not line.strip():
            return
        room = max(self.columns - len(number) - 4, _LEAST_ROOM)
        seen = excerpt(line, diagnostic.column, diagnostic.width, room)
        bar = self.paint("|", "blue", bold=True)
        yield f"{margin} {bar}"
        yield f"{self.paint(number, 'blue', bold=True)} {bar} {seen.text}"
        yield f"{margin} {bar} {' ' * seen.offset}{self.paint('^' * seen.width, colour, bold=True)}"


def drawn(diagnostics: Sequence[Diagnostic], wiki: Wiki, stream: TextIO, limit: int | None) -> Iterator[str]:
    """Findings in reading order, an empty line after each; past ``limit`` only the gravest, and a count of the rest."""
    drawing = Drawing(wiki, Path.cwd(), paint_for(stream), width_of(stream), whole=limit is None)
    shown, rest = gravest(diagnostics, limit)
    for diagnostic in shown:
        yield f"{drawing.draw(diagnostic)}\n"
    if rest:
        counted = Counter(diagnostic.code for diagnostic in rest).most_common()
        yield f"… and {len(rest):,} more: {', '.join(f'{number:,} {code}' for code, number in counted)}"
        yield "fieldpath build --verbose shows them all.\n"


def gravest(
    diagnostics: Sequence[Diagnostic], limit: int | None
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """At most ``limit`` findings (None: all): what keeps the site from being published, then errors before warnings
    before infos; and the rest. Both as they read.
    """
    ordered = in_reading_order(diagnostics)
    by_gravity = sorted(ordered, key=lambda found: (found.code not in STOPPING, _ORDER.index(found.severity)))
    return in_reading_order(by_gravity[:limit]), in_reading_order(by_gravity[limit:] if limit is not None else ())
