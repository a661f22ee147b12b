"""What a terminal can show: how wide it is, and colours where they are wanted.

In: a stream. Out: what it can do. Nothing here prints.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

import click

_WIDTH_WITHOUT_A_TERMINAL = 120


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours, or none: ``paint("text", fg="red", bold=True)``."""

    colours: bool = False

    def __call__(self, text: str, fg: str | None = None, *, bold: bool = False) -> str:
        """The text, coloured if that is wanted."""
        return click.style(text, fg=fg, bold=bold) if self.colours else text


def paint_for(stream: TextIO) -> Paint:
    """Colours for a terminal unless NO_COLOR (https://no-color.org) is set or it can show none."""
    return Paint(stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")


def width_of(stream: TextIO) -> int:
    """How many columns there are for a line."""
    return shutil.get_terminal_size().columns if stream.isatty() else _WIDTH_WITHOUT_A_TERMINAL


def stderr_is_terminal() -> bool:
    """Whether somebody watches standard error, where progress is shown."""
    return sys.stderr.isatty()
