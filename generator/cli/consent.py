"""`fieldpath consent`: who has agreed to what, and whom to ask again.

In: options. Out: a table or JSON on standard output; findings about files that could not be read on standard error.
Shows real names: it is for the author.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import datetime
from io import StringIO
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator.cache import DAMAGE, Cache, cache_finding, open_cache, set_aside
from generator.cli.counts import several
from generator.cli.findings import drawn
from generator.cli.options import DAY, config_option, content_option, date_of, wiki_at
from generator.cli.progress import Bars
from generator.cli.terminal import paint_for, width_of
from generator.diagnostics import Diagnostic, Severity
from generator.editions.ledger import Entry, entries, reason_to_ask
from generator.excerpts import visible
from generator.identity import program_identity
from generator.looking import reading_of, settings_of
from generator.notes.collecting import Collection
from generator.notes.dates import Date
from generator.notes.note import Audience, Note
from generator.notes.tree import Tree, scan
from generator.settings import Settings
from generator.settings_file import load_settings
from generator.wiki import Wiki
from generator.workers import Workers

_LONGEST = 36_500
"""Days: a century."""


@click.command("consent")
@click.option(
    "--due",
    type=click.IntRange(0, _LONGEST),
    metavar="DAYS",
    help="Only those to ask again: consent is lacking, or expires within DAYS days, or is old.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--date",
    "day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day to look from.  [default: today]",
)
@content_option
@config_option
def command(due: int | None, form: str, day: datetime | None, content: Path | None, config: Path | None) -> int:
    """Show who has agreed to what.

    One line for each interview: who may see it on that day, since when and until when, the stand-in for the name,
    what is withheld, and what is missing. The audience is the one in force: past its day, or in doubt, it is
    private, whatever the note says.

    With --due, only those whom you should ask (again): there is no consent, or it expires within so many days, or
    it has no end and is over five years old, or the note is private and no answer is noted.

    \b
    Examples:
      fieldpath consent
      fieldpath consent --due 60
      fieldpath consent --due 0 --date 2027-01-01
      fieldpath consent --format json > consent.json
    """
    wiki = wiki_at(content, config)
    settings, findings = settings_of(wiki, load_settings)
    notes, problems = _read(wiki, settings)
    findings = (*findings, *problems)
    today = date_of(day or datetime.today())
    listed = [
        (entry, reason_to_ask(entry, today, due) if due is not None else "; ".join(entry.missing))
        for entry in entries(notes, today, settings.consent)
    ]
    if due is not None:
        listed = [(entry, reason) for entry, reason in listed if reason]
    if form == "json":
        click.echo(_as_json(listed, today, due))
    else:
        click.echo(_as_table(listed, due))
    for lines in drawn(findings, wiki, sys.stderr, None):
        click.echo(lines, err=True)
    return 1 if any(found.severity is Severity.ERROR for found in findings) else 0


def _read(wiki: Wiki, settings: Settings) -> tuple[list[Note], tuple[Diagnostic, ...]]:
    """All notes, and what was wrong with files that are none."""
    tree = scan(wiki.content, settings.ignore, (wiki.output, wiki.cache))
    file = wiki.cache / "consent.sqlite"
    cache, finding = open_cache(file, program_identity())
    try:
        notes, problems = _collected(wiki, settings, tree, cache)
    except DAMAGE:
        cache.close()
        finding = cache_finding(set_aside(file), "is damaged", "It was set aside; all is read anew.")
        cache, _ = open_cache(file, program_identity())
        notes, problems = _collected(wiki, settings, tree, cache)
    finally:
        cache.close()
    return notes, (*tree.diagnostics, *problems, *([finding] if finding else []))


def _collected(wiki: Wiki, settings: Settings, tree: Tree, cache: Cache) -> tuple[list[Note], tuple[Diagnostic, ...]]:
    collection = Collection(wiki.content, cache)
    with Bars() as bars, Workers() as workers:
        done = bars.stage("Reading notes", len(tree.notes))
        looked = collection.look(tree, reading_of(settings), workers, done)
    collection.save()
    cache.commit()
    return [note for _, note in collection.remembered()], looked.problems


def _as_json(listed: list[tuple[Entry, str]], today: Date, due: int | None) -> str:
    """One object: ``version`` of this shape, the day, and the interviews by their files."""
    interviews = [
        {
            "file": entry.path,
            "person": entry.person,
            "audience": entry.audience,
            "stated": entry.stated,
            "since": _day(entry.since),
            "until": _day(entry.until),
            "stand_in": entry.stand_in,
            "withhold": list(entry.withhold),
            "missing": list(entry.missing),
            **({"reason": why} if due is not None else {}),
        }
        for entry, why in listed
    ]
    return json.dumps({"version": 1, "date": str(today), "interviews": interviews}, indent=2, ensure_ascii=False)


def _as_table(listed: list[tuple[Entry, str]], due: int | None) -> str:
    if not listed:
        return "Nobody is to be asked." if due is not None else "There are no interviews."
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("Interview", "Audience", "Since", "Until"):
        table.add_column(heading, no_wrap=heading != "Interview")
    for heading in ("Stand-in", "Withheld", "Missing" if due is None else "Why to ask"):
        table.add_column(heading)
    for entry, why in listed:
        cells = (
            entry.person,
            entry.audience,
            _day(entry.since),
            _day(entry.until),
            entry.stand_in,
            ", ".join(entry.withhold),
            why,
        )
        table.add_row(*(Text(visible(cell)) for cell in cells))
    drawing = StringIO()
    Console(file=drawing, width=width_of(sys.stdout), no_color=not paint_for(sys.stdout).colours).print(table)
    lines = [line.rstrip() for line in drawing.getvalue().strip("\n").split("\n")]
    return "\n".join((*lines, _summary([entry for entry, _ in listed])))


def _summary(listed: list[Entry]) -> str:
    counted = Counter(entry.audience for entry in listed)
    parts = [f"{counted[audience]:,} {audience}" for audience in Audience if counted[audience]]
    return f"{several(len(listed), 'interview')}: {', '.join(parts)}"


def _day(day: Date | None) -> str:
    return str(day) if day else ""
