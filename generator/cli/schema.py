"""`fieldpath schema`: the JSON Schema of front matter, for editors.

In: where to write it, and the wiki's settings, if there are any. Out: JSON.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.cli.options import config_option
from generator.looking import reading_of
from generator.notes.schema import json_schema
from generator.settings_file import load_settings
from generator.wiki import locate


@click.command("schema")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it to a file.")
@config_option
def command(output: Path | None, config: Path | None) -> None:
    """Print the JSON Schema of front matter.

    By it, an editor completes keys as you type, and checks them. It lists the words of the wiki's own vocabularies.

    \b
    Examples:
      fieldpath schema
      fieldpath schema --output fieldpath.schema.json
    """
    wiki = locate(content=None, config=config, output=None, cwd=Path.cwd())
    settings, _ = load_settings(wiki.settings_file)
    text = json.dumps(json_schema(reading_of(settings).vocabulary), indent=2, ensure_ascii=False)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"Written to {output}")
