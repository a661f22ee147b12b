"""`python -m benchmarks`: build the same notes with every tool, in turn, and print what it cost.

In: arguments. Out: on standard output a table a corpus and whether the goals are met; on standard error one line a run.
Exit status 0 when everything ran, 1 when a run failed, 2 for wrong usage.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import generate
from benchmarks.editing import edit
from benchmarks.fieldpath import FIELDPATH
from benchmarks.hiding import HIDING, UNCHECKED
from benchmarks.measuring import Measurement, measure
from benchmarks.peers import PEERS
from benchmarks.report import EditRow, Output, Row, edit_goals, edit_table, goals, table
from benchmarks.tool import Tool, ToolMissingError

TOOLS = {tool.name: tool for tool in (FIELDPATH, HIDING, UNCHECKED, *PEERS)}
#: From this many notes on, a slow tool builds only once.
LARGE = 5_000
_MOMENT = 3


@dataclass(frozen=True, slots=True)
class Options:
    """The arguments, read."""

    counts: tuple[int, ...]
    tools: tuple[Tool, ...]
    runs: int
    limit: float
    folder: Path | None
    edits: int


def _counts(text: str) -> tuple[int, ...]:
    parts = text.split(",")
    if not all(part.isdecimal() and int(part) for part in parts):
        raise argparse.ArgumentTypeError(f"{text} is not a list of whole numbers above 0, as in 1000,10000")
    return tuple(map(int, parts))


def _tools(text: str) -> tuple[Tool, ...]:
    names = text.split(",")
    if unknown := [name for name in names if name not in TOOLS]:
        raise argparse.ArgumentTypeError(f"no tool is called {', '.join(unknown)}; there are {', '.join(TOOLS)}")
    return tuple(tool for name, tool in TOOLS.items() if name in names)


def _options(arguments: Sequence[str] | None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Fieldpath beside other site builders.")
    parser.add_argument("--counts", type=_counts, default=(1_000, 10_000), help="corpora, as in 1000,10000")
    parser.add_argument("--only", type=_tools, default=tuple(TOOLS.values()), help=f"some of {','.join(TOOLS)}")
    parser.add_argument("--runs", type=int, default=3, help="runs of each tool (a slow one builds a large corpus once)")
    parser.add_argument("--limit", type=float, default=600, metavar="SECONDS", help="stop a run after this long")
    parser.add_argument("--folder", type=Path, help="where to work; in memory (tmpfs) the figures are steadier")
    parser.add_argument("--edits", type=int, default=50, help="how many edits to time while a tool serves; 0 for none")
    given = parser.parse_args(arguments)
    if given.runs < 1:
        parser.error("--runs must be at least 1")
    if given.edits < 0:
        parser.error("--edits must be at least 0")
    if given.folder is not None and not given.folder.is_dir():
        parser.error(f"--folder: there is no folder {given.folder}")
    return Options(given.counts, given.only, given.runs, given.limit, given.folder, given.edits)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _build(tool: Tool, place: Path, count: int, limit: float) -> tuple[Measurement, Output]:
    """One run in `place`; a build that wrote fewer pages than there are notes has failed, whatever it says."""
    run = measure(tool.command(place / "source", place / "output"), place / "source", limit, tool.environment)
    output = Output.of(place / "output")
    if run.failure is None and output.pages < count:
        run = replace(run, failure=f"wrote {output.pages:,} pages for {count:,} notes")
    return run, output


def _round(tool: Tool, place: Path, count: int, limit: float) -> list[tuple[str, Measurement, Output]]:
    """A first build and, if the tool is asked for it, a second with nothing changed."""
    tool.forget(place / "source", place / "output")
    built = [(tool.name, *_build(tool, place, count, limit))]
    if tool.again and built[0][1].failure is None:
        built.append((f"{tool.name} again", *_build(tool, place, count, limit)))
    # Only one output is on disk at a time, so no tool runs on a fuller disk than another.
    tool.forget(place / "source", place / "output")
    return built


def _compare(tools: Sequence[Tool], folder: Path, count: int, options: Options) -> tuple[list[Row], bool]:
    """All tools on one corpus, interleaved, so that a slow moment of the machine falls on all of them."""
    _say(f"{count:,} notes: writing and converting them")
    generate(folder / "corpus", count)
    for tool in tools:
        tool.prepare(folder / "corpus" / "content", folder / tool.name / "source")
    # Notes are older than a moment when a wiki is built; tools look twice at files that were changed just now.
    time.sleep(_MOMENT)
    rows: dict[str, Row] = {}
    failed: set[str] = set()
    for number in range(options.runs):
        for tool in tools:
            if tool.name in failed or (number > 0 and tool.slow and count >= LARGE):
                continue
            for name, run, output in _round(tool, folder / tool.name, count, options.limit):
                if run.failure is not None:
                    failed.add(tool.name)
                    print(f"{name}, {count:,} notes, run {number + 1}: {run.failure}", flush=True)
                    continue
                _say(f"{count:,} notes, run {number + 1}, {name}: {run.wall:.2f} s")
                earlier = rows[name].runs if name in rows else ()
                rows[name] = Row(name, count, (*earlier, run), output)
    return list(rows.values()), bool(failed)


def _edit_all(tools: Sequence[Tool], folder: Path, count: int, options: Options) -> tuple[list[EditRow], bool]:
    """Edit under each tool that can serve, one after the other, in the folders that `_compare` prepared."""
    rows: list[EditRow] = []
    failed = False
    for tool in tools:
        if tool.serve is None or not options.edits:
            continue
        tool.forget(folder / tool.name / "source", folder / tool.name / "output")
        edits = edit(tool, folder / tool.name / "source", options.edits, options.limit)
        if edits.failure is not None:
            failed = True
            print(f"{tool.name}, {count:,} notes, edits: {edits.failure}", flush=True)
            continue
        rows.append(EditRow(tool.name, count, edits))
        _say(f"{count:,} notes, edits, {tool.name}: {rows[-1].wait * 1000:.0f} ms")
    return rows, failed


def _present(tools: Sequence[Tool]) -> tuple[Tool, ...]:
    """Say what the figures will be of: the machine, each tool's version, and why a tool is left out."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    python = f"Python {platform.python_version()} in {sys.base_prefix}"
    print(f"{python}, {cores} cores, load before the start {load:.1f}")
    if load > cores / 4:
        print("The machine is busy with something else: trust the CPU time more than the wall time.")
    present: list[Tool] = []
    for tool in tools:
        try:
            print(f"{tool.name}: {tool.version()}")
            present.append(tool)
        except ToolMissingError as reason:
            print(f"{tool.name} is left out: {reason}")
    return tuple(present)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; returns the exit status."""
    options = _options(arguments)
    present = _present(options.tools)
    rows: list[Row] = []
    edit_rows: list[EditRow] = []
    any_failed = False
    for count in options.counts:
        with tempfile.TemporaryDirectory(prefix="fieldpath-bench-", dir=options.folder) as name:
            measured, failed = _compare(present, Path(name), count, options)
            edited, failed_too = _edit_all(present, Path(name), count, options)
        rows += measured
        edit_rows += edited
        any_failed = any_failed or failed or failed_too
        print(f"\n{table(measured)}\n", flush=True)
        if edited:
            print(f"{edit_table(edited)}\n", flush=True)
    print("\n".join((*goals(rows), *edit_goals(edit_rows))) or "No goal to judge: Fieldpath built nothing.")
    return 1 if any_failed else 0


if __name__ == "__main__":
    sys.exit(main())
