"""`fieldpath schema`: the JSON Schema of front matter, for editors.

In: where to write it. Out: JSON.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from generator.notes.schema import json_schema


@click.command("schema")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it to a file.")
def command(output: Path | None) -> None:
    """Print the JSON Schema of front matter.

    By it, an editor completes keys as you type, and checks them.

    \b
    Examples:
      fieldpath schema
      fieldpath schema --output fieldpath.schema.json
    """
    text = json.dumps(json_schema(), indent=2, ensure_ascii=False)
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"Written to {output}")
