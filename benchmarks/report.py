"""The table and the verdicts.

In: what was measured, one `Row` a tool and corpus. Out: text for the terminal, aligned, valid Markdown as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.measuring import Measurement

REFERENCE = "hugo"
_MEGABYTE = 1_000_000
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
    lines = [_HEADINGS, *(_cells(row, reference.get(row.count)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    # Names to the left, figures to the right.
    rule = ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:]))
    drawn = ((line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])) for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in (next(drawn), rule, *drawn))


def goals(rows: Iterable[Row]) -> tuple[str, ...]:
    """What was aimed at and what came out, for each corpus that Fieldpath built."""
    by_key = {(row.tool, row.count): row for row in rows}
    lines: list[str] = []

    def judge(goal: str, count: int, reached: float, limit: float, unit: str) -> None:
        verdict = "met" if reached <= limit else "MISSED"
        lines.append(f"{verdict}: {count:,} notes, {goal}: {reached:.2f} {unit} (goal: at most {limit:g})")

    for (tool, count), first in by_key.items():
        if tool != "fieldpath":
            continue
        if hugo := by_key.get((REFERENCE, count)):
            judge("first build", count, first.wall / hugo.wall, 1, "of Hugo's")
        if pelican := by_key.get(("pelican", count)):
            judge("first build", count, first.wall / pelican.wall, 0.25, "of Pelican's")
        if second := by_key.get(("fieldpath again", count)):
            judge("nothing changed", count, second.wall / first.wall, 0.1, "of the first build")
        judge("peak memory", count, first.peak / 1_000_000_000, 1, "GB")
    return tuple(lines)
