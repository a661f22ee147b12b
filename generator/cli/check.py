"""`fieldpath check`: what a build would find in the notes, without building.

In: options. Out: findings on standard output, for people or for programs.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import click

from generator.builder import Builder, Options
from generator.cli.counts import findings_line, notes_line
from generator.cli.findings import drawn
from generator.cli.formats import as_github, as_json
from generator.cli.options import config_option, content_option, exit_status, jobs_option, strict_option, wiki_at
from generator.cli.progress import Bars
from generator.diagnostics import in_reading_order
from generator.notes.note import Audience


@click.command("check")
@content_option
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or for GitHub Actions, which shows findings beside the lines.",
)
@strict_option
@jobs_option
def command(content: Path | None, config: Path | None, form: str, strict: bool, jobs: int | None) -> int:
    """Look for mistakes, and write nothing.

    Every finding names its file and line, says what is wrong and what to do. The codes in brackets are explained
    in docs/diagnostics.md.

    \b
    Examples:
      fieldpath check
      fieldpath check --content ~/vault --strict
      fieldpath check --format json > findings.json
      fieldpath check --format github          in a GitHub workflow
    """
    wiki = wiki_at(content, config)
    options = Options(Audience.PRIVATE, write=False, jobs=jobs)
    with Bars() as bars, closing(Builder(wiki, options, bars)) as builder:
        report = builder.build()
    if form == "json":
        click.echo(as_json(report, wiki, Path.cwd()))
    elif form == "github":
        for diagnostic in in_reading_order(report.diagnostics):
            click.echo(as_github(diagnostic, wiki, Path.cwd()))
    else:
        for lines in drawn(report.diagnostics, wiki, sys.stdout, None):
            click.echo(lines)
        click.echo(f"{notes_line(report)}\n{findings_line(report.diagnostics)}")
    return exit_status(report, strict)
