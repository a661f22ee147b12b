"""Numbers in words: "3 errors, 2 warnings in 4 files".

In: a report or findings. Out: lines of plain text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity
from generator.excerpts import visible
from generator.notes.note import Audience
from generator.reporting import Report

_NAMED = 5


def several(number: int, singular: str) -> str:
    """A number with its noun: ``1 page``, ``1,200 pages``."""
    return f"{number:,} {singular if number == 1 else f'{singular}s'}"


def by_severity(diagnostics: Sequence[Diagnostic]) -> dict[Severity, int]:
    """How many findings there are of each severity, 0 included."""
    counted = Counter(diagnostic.severity for diagnostic in diagnostics)
    return {severity: counted[severity] for severity in Severity}


def findings_line(diagnostics: Sequence[Diagnostic]) -> str:
    """All findings in one line: how many of each severity, in how many files."""
    if not diagnostics:
        return "No findings"
    words = [several(number, severity) for severity, number in by_severity(diagnostics).items() if number]
    files = len({(diagnostic.origin, diagnostic.path) for diagnostic in diagnostics})
    return f"{', '.join(words)} in {several(files, 'file')}"


def notes_line(report: Report) -> str:
    """What the wiki holds."""
    parts = (
        several(report.interviews, "interview"),
        several(report.fields, "field"),
        several(report.assignments, "interview–field assignment"),
    )
    return f"{several(report.notes, 'note')}: {', '.join(parts)}"


def edition_line(report: Report) -> str:
    """Which edition was built, how many of the interviews it shows, and why not all."""
    line = f"{report.audience} edition: {report.published:,} of {several(report.interviews, 'interview')}"
    if report.unstated:
        line += f" ({report.unstated:,} say nothing of consent: `[consent] default` in fieldpath.toml decides)"
    return line


def readers_lines(report: Report) -> tuple[str, ...]:
    """For whom alone the output folder is: one that is not for everybody lies where the public edition would."""
    if report.kept or report.audience is Audience.PUBLIC:
        return ()
    whom = "you" if report.audience is Audience.PRIVATE else "the cohort"
    return (f"this folder now holds the {report.audience} edition, only for {whom}: nobody else may see it",)


def ordinary_lines(report: Report) -> tuple[str, ...]:
    """The ordinary pages that others will see: in an old vault, there may be more of them than one thinks."""
    if not report.ordinary or report.audience is Audience.PRIVATE:
        return ()
    named = ", ".join(map(visible, report.ordinary[:_NAMED]))
    more = f" and {len(report.ordinary) - _NAMED:,} more" if len(report.ordinary) > _NAMED else ""
    return (f"and {several(len(report.ordinary), 'ordinary page')}: {named}{more}",)


def withdrawn_lines(report: Report) -> tuple[str, ...]:
    """The notes that were shown before and are not now, by their files; and whether they are still there after all."""
    kept = ("nothing was published: what is in the site, if anything, is of an earlier build",) if report.kept else ()
    if not report.withdrawn:
        return kept
    said = "still there, though to be withdrawn" if report.kept else "withdrawn"
    return (*kept, f"{said}: {', '.join(map(visible, report.withdrawn))}")


def pages_line(report: Report) -> str:
    """What became of the pages and the other files of the output folder."""
    attachments = f" and {several(report.attachments, 'attachment')}" if report.attachments else ""
    return (
        f"{several(report.pages, 'page')}{attachments}: "
        f"{several(report.written, 'file')} written, {report.unchanged:,} unchanged, {report.removed:,} removed"
    )
