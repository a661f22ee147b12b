"""The options that several commands share, and the wiki that they name.

In: what was typed. Out: a `Wiki`, or wrong usage in plain words; and what ``--strict`` means for the exit status.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from generator.diagnostics import Severity
from generator.notes.dates import Date
from generator.notes.note import Audience
from generator.reporting import Report
from generator.wiki import Wiki, locate

Command = TypeVar("Command", bound=Callable[..., Any])

content_option = click.option(
    "--content",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder of notes.  [default: content/ beside fieldpath.toml]",
)
config_option = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The settings.  [default: the nearest fieldpath.toml, here or above]",
)
_EDITIONS = click.Choice([audience.value for audience in Audience])


def edition_option(default: Audience) -> Callable[[Command], Command]:
    """``--edition``, with what is built unless one is named."""
    return click.option(
        "--edition",
        type=_EDITIONS,
        default=default.value,
        show_default=True,
        help="Who is to see what is built.",
    )


class _Day(click.DateTime):
    """A day as it is typed, with an error that shows one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Raise a usage error for what is no day."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"“{value}” is no day. Write year, month and day, as in 2026-03-14.", param, ctx)


DAY = _Day(["%Y-%m-%d"])
"""The type of an option that takes a day."""

date_option = click.option(
    "--date",
    "day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day as of which consent is looked at.  [default: today]",
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes work at once.  [default: one a core]"
)


def wiki_at(content: Path | None, config: Path | None, output: Path | None = None) -> Wiki:
    """The wiki that the options name; raises a usage error where it has no content folder."""
    wiki = locate(content=content, config=config, output=output, cwd=Path.cwd())
    if wiki.content.is_dir():
        return wiki
    what = "is a file, not a folder" if wiki.content.exists() else "does not exist"
    raise click.UsageError(
        f"The content folder {wiki.content} {what}.\n"
        "Go to the folder of your wiki, name the notes with --content DIR, or make a new wiki: fieldpath init FOLDER"
    )


def date_of(day: datetime) -> Date:
    """The day that was typed."""
    return Date(day.year, day.month, day.day)


def exit_status(report: Report, strict: bool) -> int:
    """1 where the report has an error or, if ``strict``, a warning; else 0."""
    failing = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return 1 if report.has(*failing) else 0
