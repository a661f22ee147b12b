"""The list of what Fieldpath wrote to an output folder, kept in that folder.

In comes a set of output paths, out comes a text file that is the same for the same set; and back. It decides which
files may ever be deleted, so a file that is not exactly such a list counts as none.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

MANIFEST = ".fieldpath-manifest"
"""The manifest's name in the output folder."""

_HEADER = "# Files in this folder that Fieldpath wrote, and may replace or delete (format 1)"


def read_manifest(output: Path) -> frozenset[str] | None:
    """The paths that the output folder's manifest lists; None where there is no manifest of ours."""
    file = output / MANIFEST
    if file.is_symlink() or not file.is_file():
        return None
    try:
        header, *paths = file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except (OSError, UnicodeDecodeError):
        # Not readable as ours: the folder is then treated as one that Fieldpath has never written to.
        return None
    return frozenset(paths) if header == _HEADER and all(paths) else None


def manifest_text(paths: Iterable[str]) -> bytes:
    """The manifest that lists these paths."""
    return "".join(f"{line}\n" for line in (_HEADER, *sorted(paths))).encode()


def manifest_stamp(output: Path) -> tuple[int, int, int] | None:
    """What changes whenever another process writes the manifest."""
    try:
        status = os.lstat(output / MANIFEST)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
