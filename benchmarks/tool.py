"""What the benchmark needs to know of a tool that builds a site.

In: nothing. Out: the frozen `Tool` that peers.py and fieldpath.py fill in and __main__.py runs.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


class ToolMissingError(Exception):
    """A tool cannot run here; its text says why in a few words."""


@dataclass(frozen=True, slots=True)
class Tool:
    """`prepare(content, folder)` once; then `command(folder, output)`, run in `folder`, as often as wanted."""

    name: str
    #: Which version is here; raises `ToolMissingError` when there is none.
    version: Callable[[], str]
    prepare: Callable[[Path, Path], None]
    command: Callable[[Path, Path], tuple[str, ...]]
    #: What the tool keeps in `folder` between builds: deleted before a first build.
    caches: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    #: Too slow to build a large corpus more than once.
    slow: bool = False
    #: How to serve `folder` at a port of this machine, following every change; None for a tool that is not asked to.
    serve: Callable[[Path, int], tuple[str, ...]] | None = None
    #: Whether to measure a second build with nothing changed.
    again: bool = False

    def forget(self, folder: Path, output: Path) -> None:
        """Make the next build a first one."""
        for place in (output, *(folder / cache for cache in self.caches)):
            shutil.rmtree(place, ignore_errors=True)
