"""Progress bars, for work that takes over half a second and that somebody watches.

In: how far each stage is. Out: bars on standard error, gone when the work is done; nothing where that is no terminal.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

import click

from generator.cli.terminal import stderr_is_terminal
from generator.excerpts import visible

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_PATIENCE = 0.5
"""Seconds without a bar: what is shorter needs none."""


class Bars:
    """One bar a stage; a context manager that takes them away at the end."""

    def __init__(self) -> None:
        self._watched = stderr_is_terminal()
        self._begun = monotonic()
        self._shown: RichProgress | None = None

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        """Begin a stage of ``total`` pieces; call the result with how many more are done."""
        if not self._watched:
            return lambda done: None
        finished = 0
        task: TaskID | None = None

        def advance(done: int) -> None:
            nonlocal finished, task
            finished += done
            if monotonic() - self._begun < _PATIENCE:
                return
            bars = self._bars()
            if task is None:
                task = bars.add_task(name, total=total)
            bars.update(task, completed=finished)

        return advance

    def say(self, message: str) -> None:
        """Show a line at once, watched or not."""
        click.echo(visible(message), err=True)

    def __enter__(self) -> Bars:
        """Bars for the work inside."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the bars away, however the work ended."""
        if self._shown is not None:
            self._shown.stop()

    def _bars(self) -> RichProgress:
        if self._shown is None:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
            self._shown = Progress(*columns, console=Console(stderr=True), transient=True)
            self._shown.start()
        return self._shown
