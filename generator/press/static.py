"""Files that are published as they are, or cleaned: the theme's own, and attachments.

In: where they lie and at which addresses they are published. Out: jobs for those that may differ from what is there.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.addresses import output_path
from generator.notes.collecting import FRESH
from generator.notes.tree import changed_at
from generator.press.producing import FileJob, Job
from generator.publishing.artifacts import Artifacts


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is published: ``recipe`` differs when its bytes may; b"" where that cannot be told. ``name`` is the
    author's path of an attachment, which is cleaned; "" for the theme's own.
    """

    source: Path
    recipe: bytes
    name: str = ""


def static_files(assets: Mapping[str, Path], attachments: Mapping[str, tuple[str, Path]]) -> dict[str, StaticFile]:
    """The files that are published besides pages, by address: the theme's, and attachments with the author's path."""
    now = time.time_ns()
    found = {}
    for address, (name, file) in {**{at: ("", file) for at, file in assets.items()}, **attachments}.items():
        recipe = b""
        with suppress(OSError):  # a file that is gone by now is told of when it is to be read
            status = file.stat()
            if changed_at(status) < now - FRESH:
                recipe = f"{file}\0{status.st_size}\0{changed_at(status)}".encode()
        found[address] = StaticFile(file, recipe, name)
    return found


def file_jobs(files: Mapping[str, StaticFile], artifacts: Artifacts) -> Iterator[Job]:
    """What is to be published of ``files``, by address: all that is not known to be there as it is."""
    for address, file in files.items():
        path = output_path(address)
        if not file.recipe or artifacts.recipe(path) != file.recipe:
            yield FileJob(path, file.recipe, file.source, file.name)
