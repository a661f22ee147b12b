"""A site in one file, to send or to carry: a zip with one folder in it.

In: the output folder, the paths that make up the site, a name for the folder. Out: the zip, whole or not at all; the
same site gives the same bytes. Only a file that is such a zip already may be replaced.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

_MARK = b"Made by Fieldpath: "
_UNIX = 3
_READABLE_FILE = 0o100644 << 16


def is_archive_of_ours(file: Path) -> bool:
    """Whether a file is a zip that `pack` wrote, by the comment at its end. Raises OSError."""
    try:
        with ZipFile(file) as archive:
            return archive.comment.startswith(_MARK)
    except BadZipFile:
        return False


def pack(file: Path, output: Path, paths: Iterable[str], folder: str, what: str) -> None:
    """Write the files at ``paths`` of ``output`` into the zip ``file``, inside ``folder``; ``what`` says what it is.

    Raises OSError; an older file is then still there.
    """
    partial = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        with ZipFile(partial, "w", ZIP_DEFLATED) as archive:
            archive.comment = _MARK + what.encode()
            for path in sorted(paths):
                # Its date is 1980's first day, as for every new entry.
                entry = ZipInfo(f"{folder}/{path}")
                entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE_FILE, ZIP_DEFLATED
                archive.writestr(entry, (output / path).read_bytes(), compresslevel=9)
        os.replace(partial, file)
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()
