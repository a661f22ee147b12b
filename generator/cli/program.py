"""The program `fieldpath`: its commands, its help and its exit statuses.

In: the arguments. Out: an exit status: 0 fine, 1 an error found or an operation refused, 2 wrong usage, 130 stopped by
Ctrl-C. A command's module is loaded when it is called, so that quick commands stay quick.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from typing import NoReturn

import click

from generator import __version__
from generator.cli.ending import leave
from generator.cli.terminal import stderr_is_terminal

_COMMANDS = ("init", "new", "serve", "build", "check", "consent", "publish", "schema")
_STOPPED = 130
_PIPE_CLOSED = 141


class _Program(click.Group):
    """The group of commands, in the order in which a newcomer meets them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"generator.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not (near := get_close_matches(args[0], _COMMANDS, 1)):
                raise
            raise click.UsageError(f"{error.message} Did you mean `{near[0]}`?", ctx) from None


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="fieldpath", message="%(prog)s %(version)s")
def program() -> None:
    """Turn a folder of Markdown interview write-ups into a cross-linked career-paths wiki.

    \b
    A first wiki, from nothing to pages:
      fieldpath init my-wiki
      cd my-wiki
      fieldpath new interview "Dana Rivera"
      fieldpath build --offline

    Then open site/index.html. For a web server, build without --offline and copy the folder site/ there.

    `fieldpath COMMAND --help` explains each command, with examples.
    """


def run() -> NoReturn:
    """Run the program as a process of its own, which ends with it."""
    leave(main())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program with `arguments` (default: those of the process); returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name that the terminal cannot show must not end the program.
            stream.reconfigure(errors="backslashreplace")
    try:
        with program.make_context("fieldpath", list(sys.argv[1:] if arguments is None else arguments)) as context:
            status = program.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as mistake:
        mistake.show()
        return mistake.exit_code
    except KeyboardInterrupt:
        # A terminal shows ^C where the cursor was.
        click.echo("\nStopped." if stderr_is_terminal() else "Stopped.", err=True)
        return _STOPPED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    return status if isinstance(status, int) else 0
