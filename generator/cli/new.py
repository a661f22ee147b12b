"""`fieldpath new`: a note to fill in.

In: a name. Out: a new file in the content folder, with every key explained and the question bank as headings. Never
overwrites.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from string import Template

import click

from generator.addresses import slugify
from generator.cli.options import DAY, config_option, content_option, wiki_at
from generator.excerpts import visible
from generator.notes.vocabulary import question_bank
from generator.settings_file import load_settings

_YEARS = 5
"""How long a consent holds that nobody has said more about: a suggestion."""

_KEY = re.compile(r"^(# )?(\w+)(?=:)", re.MULTILINE)


@click.group("new")
def command() -> None:
    """Begin a note.

    \b
    Example:
      fieldpath new interview "Dana Rivera"
    """


@command.command("interview")
@click.argument("name", nargs=-1, required=True, metavar="NAME")
@click.option("--folder", default="interviews", show_default=True, metavar="DIR", help="Where in the content folder.")
@click.option(
    "--date",
    "day",
    type=DAY,
    metavar="YYYY-MM-DD",
    help="The day of the conversation.  [default: today]",
)
@content_option
@config_option
def interview(
    name: tuple[str, ...], folder: str, day: datetime | None, content: Path | None, config: Path | None
) -> None:
    """Begin the write-up of an interview with NAME.

    The note has the questions of the question bank as headings: answer those you asked, delete the rest. It is
    private until you have asked NAME and written the answer under `consent`. A file that is there already is never
    touched.

    \b
    Examples:
      fieldpath new interview "Dana Rivera"
      fieldpath new interview "Dana Rivera" --date 2026-03-14 --folder interviews/2026
    """
    person = " ".join(" ".join(name).split())
    if not person:
        raise click.UsageError('Say whom you talked to: fieldpath new interview "Dana Rivera"')
    wiki = wiki_at(content, config)
    target = (wiki.content / folder).resolve()
    if not target.is_relative_to(wiki.content.resolve()):
        raise click.UsageError(f"The folder {folder} is not inside the content folder {wiki.content}.")
    settings, _ = load_settings(wiki.settings_file)
    file = wiki.content / folder / f"{slugify(person)}.md"
    _write(file, new_interview(person, day.date() if day else date.today(), settings.frontmatter))
    click.echo(visible(str(_seen_from_here(file))))


def new_interview(person: str, day: date, keys: Mapping[str, str]) -> str:
    """The text of a new interview; ``keys`` maps our keys onto the wiki's own."""
    template = files("generator").joinpath("data", "interview.md").read_text(encoding="utf-8")
    front_matter, rule, body = template.rpartition("\n---\n")
    front_matter = _KEY.sub(lambda key: f"{key[1] or ''}{_typed(keys.get(key[2], key[2]))}", front_matter)
    questions = "\n\n".join(f"## {question}" for question in question_bank().values())
    # A string in JSON is one in YAML too, whatever is in it.
    quoted = json.dumps(person, ensure_ascii=not person.isprintable())
    return Template(front_matter + rule + body).substitute(
        person=quoted, date=day.isoformat(), expires=f"{day.year + _YEARS}-{day:%m}", questions=questions
    )


def _typed(key: str) -> str:
    return key if re.fullmatch(r"\w[\w -]*", key) else json.dumps(key)


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError as error:
        raise click.ClickException(
            f"{visible(str(_seen_from_here(file)))} is there already; nothing was written.\n"
            "Edit that note or, if this is another person, add to the name what tells them apart."
        ) from error
    except OSError as error:
        raise click.ClickException(f"{visible(str(file))} cannot be written: {error.strerror}.") from error


def _seen_from_here(file: Path) -> Path:
    cwd = Path.cwd()
    return file.relative_to(cwd) if file.is_relative_to(cwd) else file
