"""`fieldpath build`: build the site once.

In: options. Out: the site, findings on standard error, a summary on standard output.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from generator.builder import Builder, Options
from generator.cli.counts import (
    edition_line,
    findings_line,
    notes_line,
    ordinary_lines,
    pages_line,
    readers_lines,
    withdrawn_lines,
)
from generator.cli.ending import ended
from generator.cli.findings import drawn
from generator.cli.options import (
    config_option,
    content_option,
    date_of,
    date_option,
    edition_option,
    exit_status,
    jobs_option,
    strict_option,
    wiki_at,
)
from generator.cli.progress import Bars
from generator.diagnostics import Severity
from generator.excerpts import visible
from generator.notes.note import Audience
from generator.reporting import Report
from generator.wiki import Wiki

_SHOWN = 50
"""How many findings are drawn unless all are asked for."""


@click.command("build")
@content_option
@config_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the site goes.  [default: site/ beside fieldpath.toml]",
)
@edition_option(Audience.PUBLIC)
@date_option
@strict_option
@click.option("--clean", is_flag=True, help="Forget what earlier builds remember, and make every page again.")
@click.option("--offline", is_flag=True, help="Write links that work when pages are opened from a disk.")
@click.option(
    "--adopt", is_flag=True, help="Build into a folder that holds files of others; a page replaces its namesake."
)
@jobs_option
@click.option("--verbose", is_flag=True, help=f"Show all findings, not only the gravest {_SHOWN}.")
def command(
    content: Path | None,
    config: Path | None,
    output: Path | None,
    edition: str,
    day: datetime | None,
    strict: bool,
    clean: bool,
    offline: bool,
    adopt: bool,
    jobs: int | None,
    verbose: bool,
) -> int:
    """Build the site once.

    The public edition is built unless another is named: what each interviewee has agreed to, and nothing else.
    Only files that differ are written, and only files that Fieldpath wrote are removed. A note with an error
    never stops the others: the rest of the site is built, and the exit status is 1.

    \b
    Examples:
      fieldpath build                          content/ becomes site/
      fieldpath build --output ~/public_html/wiki
      fieldpath build --content ~/vault/interviews --output /tmp/wiki
      fieldpath build --offline                a site to open from a disk, or to send as a folder
      fieldpath build --edition cohort --output cohort-site
      fieldpath build --strict                 for an automatic build: warnings count as errors
    """
    wiki = wiki_at(content, config, output)
    options = Options(
        Audience(edition), date_of(day) if day else None, offline=offline, clean=clean, adopt=adopt, jobs=jobs
    )
    with Bars() as bars, ended(Builder(wiki, options, bars)) as builder:
        report = builder.build()
    for lines in drawn(report.diagnostics, wiki, sys.stderr, None if verbose else _SHOWN):
        click.echo(lines, err=True)
    click.echo(_summary(report, wiki))
    return exit_status(report, strict)


def _summary(report: Report, wiki: Wiki) -> str:
    """Where the site is, what it was made from, what became of its pages, and for whom alone it is."""
    cwd = Path.cwd()
    place = wiki.output.relative_to(cwd) if wiki.output.is_relative_to(cwd) else wiki.output
    done = (
        notes_line(report),
        edition_line(report),
        *ordinary_lines(report),
        *withdrawn_lines(report),
        pages_line(report),
        *readers_lines(report),
    )
    # Where the folders themselves are refused, nothing was read, so there is nothing to count.
    was_refused = not report.notes and any(found.severity is Severity.ERROR for found in report.diagnostics)
    lines = (*(() if was_refused else done), findings_line(report.diagnostics))
    return f"{visible(str(place))}, in {report.seconds:.1f} s\n" + "\n".join(f"  {line}" for line in lines)
