"""`fieldpath publish`: one edition in one file, to send to a cohort or to carry on a stick.

In: options. Out: a zip; findings on standard error, a summary on standard output. Nothing is packed where something
about consent is wrong, or where the build itself published nothing.
"""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from generator.addresses import slugify
from generator.builder import Builder, Options
from generator.cli.counts import findings_line, notes_line, several
from generator.cli.findings import drawn
from generator.cli.options import DAY, config_option, content_option, date_of, exit_status, jobs_option, wiki_at
from generator.cli.progress import Bars
from generator.diagnostics import Code
from generator.excerpts import visible
from generator.notes.note import Audience
from generator.publishing.archive import is_archive_of_ours, pack
from generator.reporting import Report
from generator.settings_file import load_settings

_SHOWN = 50
_ABOUT_CONSENT = frozenset({Code.BAD_CONSENT})


@click.command("publish")
@click.option(
    "--zip",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="The file to write.",
)
@click.option(
    "--edition",
    type=click.Choice([Audience.PUBLIC.value, Audience.COHORT.value]),
    default=Audience.PUBLIC.value,
    show_default=True,
    help="For whom it is.",
)
@click.option(
    "--date",
    "day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day on which consent must hold.  [default: today]",
)
@click.option("--force", is_flag=True, help="Replace FILE even if Fieldpath did not write it.")
@content_option
@config_option
@jobs_option
def command(
    file: Path,
    edition: str,
    day: datetime | None,
    force: bool,
    content: Path | None,
    config: Path | None,
    jobs: int | None,
) -> int:
    """Pack one edition into a file, to send or to carry.

    The zip holds one folder. Whoever unpacks it opens index.html by a double-click; no server and no network is
    needed. Nothing is packed while something about consent is wrong.

    \b
    Examples:
      fieldpath publish --zip careers.zip --edition cohort
      fieldpath publish --zip careers.zip
    """
    _refuse_strangers(file, force)
    wiki = wiki_at(content, config)
    wiki = replace(wiki, output=wiki.cache / f"publish-{edition}")
    options = Options(offline=True, edition=Audience(edition), date=date_of(day) if day else None, jobs=jobs)
    with Bars() as bars, closing(Builder(wiki, options, bars)) as builder:
        report, paths = builder.build(), builder.files()
    for lines in drawn(report.diagnostics, wiki, sys.stderr, _SHOWN):
        click.echo(lines, err=True)
    _refuse_doubts(report, paths)
    settings, _ = load_settings(wiki.settings_file)
    try:
        pack(file, wiki.output, paths, slugify(settings.title), f"the {edition} edition")
    except OSError as error:
        raise click.ClickException(f"{visible(str(file))} cannot be written: {error.strerror or error}.") from error
    size = f"{several(len(paths), 'file')}, {file.stat().st_size / 1e6:.1f} MB"
    click.echo(f"{visible(str(file))}: the {edition} edition, {size}")
    click.echo(f"  {notes_line(report)}\n  {findings_line(report.diagnostics)}")
    return exit_status(report, strict=False)


def _refuse_strangers(file: Path, force: bool) -> None:
    """A slip in the file's name must not cost somebody a thesis."""
    try:
        if force or not file.exists() or is_archive_of_ours(file):
            return
    except OSError as error:
        raise click.ClickException(f"{visible(str(file))} cannot be read: {error.strerror or error}.") from error
    raise click.ClickException(
        f"{visible(str(file))} is there already, and Fieldpath did not write it; nothing was written.\n"
        "Name another file, or replace this one with --force."
    )


def _refuse_doubts(report: Report, paths: frozenset[str]) -> None:
    if any(found.code in _ABOUT_CONSENT for found in report.diagnostics):
        raise click.ClickException("Something about consent is wrong, so nothing was packed. Mend it first.")
    if not paths:
        raise click.ClickException("The build published nothing, so nothing was packed.")
