"""`fieldpath init`: a new wiki.

In: a folder that is new or empty. Out: settings, a first few notes and the guide in it. Refuses any other folder.
"""

from __future__ import annotations

import os
from pathlib import Path

import click

from generator.cli.starter import starter_files
from generator.excerpts import visible
from generator.theme import sample_folder


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a new wiki in FOLDER.

    It gets settings with every key explained, a first page, three invented interviews and a guide to
    informational interviewing, and a workflow that publishes it on GitHub Pages, should you keep it there. The
    folder must be new or empty.

    \b
    Example:
      fieldpath init my-wiki
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise click.ClickException(
                f"{visible(str(folder))} is not empty; nothing was written.\n"
                "Name a new folder, or go there and write a fieldpath.toml by hand: docs/settings.md tells how."
            )
        for path, text in starter_files(sample_folder()).items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{visible(str(error.filename))} cannot be written: {error.strerror}.") from error
    inside = "" if os.path.samefile(folder, Path.cwd()) else f"  cd {_quoted(str(folder))}\n"
    click.echo(f"A new wiki is in {visible(str(folder))}. Next:\n{inside}  fieldpath build")


def _quoted(path: str) -> str:
    """The path as it can be typed in a shell."""
    return path if path.replace("/", "").replace("\\", "").replace("-", "").isidentifier() else f'"{visible(path)}"'
