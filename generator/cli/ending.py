"""The end of a process in which much was made.

In: a builder that is done, and an exit status. Out: nothing; after a build, the process ends at once. Python would
first take apart what a large build has made, object by object, which takes it another half second. Nothing is left
unwritten here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:  # quick commands do without
    from generator.builder import Builder

_kept: list[Builder] = []
"""What is not to be taken apart before the process ends: the last builder."""


@contextmanager
def ended(builder: Builder) -> Iterator[Builder]:
    """A builder that is closed in the end, and not let go of."""
    _kept[:] = [builder]
    try:
        yield builder
    finally:
        builder.end()


def leave(status: int) -> NoReturn:
    """End the process, at once where something was kept for that."""
    if not _kept:
        sys.exit(status)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # who reads it has gone, and nobody is left to tell
            stream.flush()
    os._exit(status)
