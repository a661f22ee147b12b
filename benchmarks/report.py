"""The table and the verdicts.

In: what was measured, one `Row` a tool and corpus. Out: text for the terminal, aligned, valid Markdown as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.editing import Edits
from benchmarks.measuring import Measurement

OURS = "fieldpath"
REFERENCE = "hugo"
HIDING = "fieldpath-hiding"
UNCHECKED = "fieldpath-unchecked"
_MEGABYTE = 1_000_000
_EDIT_HEADINGS = ("tool", "notes", "edits", "median, save to served", "slowest", "to hugo", "median CPU an edit")
_HEADINGS = (
    "tool",
    "notes",
    "runs",
    "median wall",
    "fastest / slowest",
    "to hugo",
    "median CPU",
    "peak memory",
    "largest process",
    "HTML pages",
    "files",
    "written",
)


@dataclass(frozen=True, slots=True)
class Output:
    """What a build left in its output folder."""

    pages: int
    files: int
    size: int

    @classmethod
    def of(cls, folder: Path) -> "Output":
        """Count the files below `folder`; one that does not exist counts as empty."""
        files = [file for file in folder.rglob("*") if file.is_file()]
        pages = sum(file.suffix == ".html" for file in files)
        return cls(pages, len(files), sum(file.stat().st_size for file in files))


@dataclass(frozen=True, slots=True)
class Row:
    """All counted runs of one tool on one corpus."""

    tool: str
    count: int
    runs: tuple[Measurement, ...]
    output: Output

    @property
    def wall(self) -> float:
        """Median seconds."""
        return median(run.wall for run in self.runs)

    @property
    def peak(self) -> int:
        """The most bytes any run held."""
        return max(run.peak_tree for run in self.runs)


@dataclass(frozen=True, slots=True)
class EditRow:
    """All edits that one tool served on one corpus."""

    tool: str
    count: int
    edits: Edits

    @property
    def wait(self) -> float:
        """Median seconds from saving a note until its new page was served."""
        return median(self.edits.waits)

    @property
    def work(self) -> float:
        """Median seconds of CPU time an edit took."""
        return median(self.edits.work)


def _cells(row: Row, reference: Row | None) -> tuple[str, ...]:
    walls = [run.wall for run in row.runs]
    return (
        row.tool,
        f"{row.count:,}",
        str(len(row.runs)),
        f"{row.wall:.2f} s",
        f"{min(walls):.2f} / {max(walls):.2f}",
        f"{row.wall / reference.wall:.2f}" if reference else "-",
        f"{median(run.cpu for run in row.runs):.2f} s",
        f"{row.peak / _MEGABYTE:,.0f} MB",
        f"{max(run.peak_process for run in row.runs) / _MEGABYTE:,.0f} MB",
        f"{row.output.pages:,}",
        f"{row.output.files:,}",
        f"{row.output.size / _MEGABYTE:,.0f} MB",
    )


def table(rows: Sequence[Row]) -> str:
    """One line a row, with the ratio to Hugo on the same corpus."""
    reference = {row.count: row for row in rows if row.tool == REFERENCE}
    return _drawn([_HEADINGS, *(_cells(row, reference.get(row.count)) for row in rows)])


def edit_table(rows: Sequence[EditRow]) -> str:
    """One line a row, with the ratio to Hugo on the same corpus."""
    reference = {row.count: row for row in rows if row.tool == REFERENCE}
    return _drawn([_EDIT_HEADINGS, *(_edit_cells(row, reference.get(row.count)) for row in rows)])


def _edit_cells(row: EditRow, reference: EditRow | None) -> tuple[str, ...]:
    return (
        row.tool,
        f"{row.count:,}",
        str(len(row.edits.waits)),
        f"{row.wait * 1000:.0f} ms",
        f"{max(row.edits.waits) * 1000:.0f} ms",
        f"{row.wait / reference.wait:.2f}" if reference else "-",
        f"{row.work * 1000:.0f} ms",
    )


def _drawn(lines: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    # Names to the left, figures to the right.
    rule = ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:]))
    padded = ((line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in (next(padded), rule, *padded))


def goals(rows: Iterable[Row]) -> tuple[str, ...]:
    """What was aimed at and what came out, for each corpus that Fieldpath built."""
    by_key = {(row.tool, row.count): row for row in rows}
    lines: list[str] = []
    for (tool, count), first in by_key.items():
        if tool == HIDING and (unchecked := by_key.get((UNCHECKED, count))):
            lines.append(
                _verdict("build with the leak check", count, first.wall / unchecked.wall, 1.1, "of one without")
            )
        if tool != OURS:
            continue
        if hugo := by_key.get((REFERENCE, count)):
            lines.append(_verdict("first build", count, first.wall / hugo.wall, 0.7, "of Hugo's"))
        if pelican := by_key.get(("pelican", count)):
            lines.append(_verdict("first build", count, first.wall / pelican.wall, 0.25, "of Pelican's"))
        if second := by_key.get((f"{OURS} again", count)):
            lines.append(_verdict("nothing changed", count, second.wall / first.wall, 0.1, "of the first build"))
            lines.append(_verdict("nothing changed", count, second.wall, 1.5, "s"))
        lines.append(_verdict("peak memory", count, first.peak / 1_000_000_000, 1, "GB"))
    return tuple(lines)


def edit_goals(rows: Iterable[EditRow]) -> tuple[str, ...]:
    """What was aimed at for edits and what came out: the cost is to follow the change, not the size of the wiki."""
    ours = sorted((row for row in rows if row.tool == OURS), key=lambda row: row.count)
    lines: list[str] = []
    for row in ours:
        lines.append(_verdict("save to served", row.count, row.wait * 1000, 100, "ms"))
        lines.append(_verdict("work of an edit", row.count, row.work * 1000, 50, "ms"))
    if len(ours) > 1:
        ratio = ours[-1].wait / ours[0].wait
        lines.append(_verdict("save to served", ours[-1].count, ratio, 1.2, f"of that at {ours[0].count:,}"))
    return tuple(lines)


def _verdict(goal: str, count: int, reached: float, limit: float, unit: str) -> str:
    verdict = "met" if reached <= limit else "MISSED"
    return f"{verdict}: {count:,} notes, {goal}: {reached:.2f} {unit} (goal: at most {limit:g})"
