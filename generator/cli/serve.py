"""`fieldpath serve`: build, watch, and preview in a browser that follows.

In: options. Out: the address and what each build did on standard output, findings on standard error, until Ctrl-C.
"""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click
from click.core import ParameterSource

from generator.cli.counts import findings_line, notes_line, several
from generator.cli.findings import drawn
from generator.cli.options import config_option, content_option, edition_option, jobs_option, wiki_at
from generator.cli.progress import Bars
from generator.diagnostics import Diagnostic
from generator.excerpts import visible
from generator.notes.note import Audience
from generator.serving.preview import Outcome
from generator.serving.security import is_loopback
from generator.serving.server import Serving, serve
from generator.wiki import Wiki

_SHOWN = 10
"""How many new findings are drawn after a build."""


@click.command("serve")
@content_option
@config_option
@edition_option(Audience.PRIVATE)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    metavar="N",
    help="The port; if it is taken, the next free one. 0 is any.",
)
@click.option("--open", "opened", is_flag=True, help="Open the preview in your browser.")
@click.option("--poll", is_flag=True, help="Look at all files every second: for network drives that tell of no change.")
@jobs_option
def command(
    content: Path | None,
    config: Path | None,
    edition: str,
    host: str,
    port: int,
    opened: bool,
    poll: bool,
    jobs: int | None,
) -> int:
    """Preview the site while you write.

    The pages in the browser follow the files: save a note, and its page shows the change. Mistakes are shown in the
    page and here. Nothing is written to site/; the preview lies in .fieldpath/. Ctrl-C stops.

    The private edition is shown, with every note; --edition public shows what build would publish.

    \b
    Examples:
      fieldpath serve --open
      fieldpath serve --content ~/vault/interviews --port 8080
      fieldpath serve --edition public         what everybody may see
      fieldpath serve --poll                   notes on a network drive
    """
    wiki = wiki_at(content, config)
    teller = _Terminal(wiki, port, opened)
    if not is_loopback(host):
        if click.get_current_context().get_parameter_source("edition") is ParameterSource.DEFAULT:
            raise click.UsageError(f"{host} can be reached from other machines: say with --edition what they may see.")
        click.echo(_exposed(host, edition), err=True)
    try:
        # Ctrl-C is how a preview ends, also before it has quite begun.
        with suppress(KeyboardInterrupt):
            serve(wiki, Serving(Audience(edition), host, port, poll, jobs), teller)
    except OSError as error:
        reason = f"Nothing can be served at {host}, port {port}: {error.strerror or error}."
        raise click.ClickException(reason) from error
    click.echo("\nStopped." if sys.stdout.isatty() else "Stopped.")
    return 0


def _exposed(host: str, edition: str) -> str:
    return (
        f"warning: {host} can be reached from other machines. Everyone on this network can read every page of the\n"
        f"{edition} edition, without a password. Findings are shown on this machine only.\n"
    )


class _Terminal:
    """Tells what happens; all findings of the first build, then those that are new."""

    def __init__(self, wiki: Wiki, port: int, opened: bool) -> None:
        self._wiki = wiki
        self._port = port
        self._opened = opened
        self._url = ""
        self._bars: Bars | None = None
        self._known: frozenset[Diagnostic] | None = None

    def listening(self, url: str, port: int) -> None:
        """Print the address."""
        if self._port not in (0, port):
            click.echo(f"Port {self._port} is taken; this is the next free one.")
        click.echo(f"{url}  (Ctrl-C stops)")
        self._url = url

    def begun(self) -> None:
        """Begin with new bars: a build shows them once it has taken half a second."""
        self._bars = Bars()

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Show how far a build is."""
        return self._bars.stage(name, total) if self._bars else lambda _: None

    def say(self, message: str) -> None:
        """Show a line."""
        click.echo(visible(message), err=True)

    def built(self, outcome: Outcome) -> None:
        """Print what was done, and what is wrong that was not wrong before."""
        if self._bars:
            self._bars.__exit__(None, None, None)
        if outcome.crash:
            click.echo(
                f"{outcome.crash}\nThis is a bug of Fieldpath, not of your notes. The preview goes on.", err=True
            )
            return
        self._tell_of_pages(outcome)
        self._tell_of_findings(outcome)
        if self._opened:
            self._opened = False
            webbrowser.open(self._url)

    def _tell_of_pages(self, outcome: Outcome) -> None:
        report = outcome.report
        if self._known is None:
            click.echo(f"{notes_line(report)}\n{several(report.pages, 'page')} in {report.seconds:.1f} s")
        elif report.written or report.removed:
            removed = f", {report.removed:,} removed" if report.removed else ""
            click.echo(f"{several(report.written, 'file')} written{removed} in {report.seconds:.2f} s")

    def _tell_of_findings(self, outcome: Outcome) -> None:
        found = frozenset(outcome.report.diagnostics)
        known = self._known or frozenset()
        self._known = found
        for lines in drawn([*found - known], self._wiki, sys.stderr, _SHOWN):
            click.echo(lines, err=True)
        if found != known:
            click.echo(findings_line([*found]))
