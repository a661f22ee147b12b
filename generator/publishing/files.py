"""Single files of the output folder: written if different, whole or not at all, and deleted.

In come the output folder, a path in it and bytes; out comes what was done, or a finding. Each function is complete in
itself and keeps nothing in memory, so several processes may write to one folder at once. No link inside the output
folder is ever followed. Which files are ours to write or delete is decided in `folder`.

A file is first written under a name of its own in ``.fieldpath-partial/`` and then renamed into place: whoever reads
the site meanwhile, and whatever kills us, finds the old bytes or the new ones.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import count
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from msgspec import Struct

from generator.addresses import is_safe_address
from generator.diagnostics import Code, Diagnostic, Origin

PARTIAL = ".fieldpath-partial"
"""The folder for files that are being written; it is there only during a build."""

Stamp = tuple[int, int]
"""A file's size in bytes and the time of its last change in nanoseconds: as long as both stay, so do the bytes."""

_TRIES = 6 if os.name == "nt" else 1
_FIRST_PAUSE = 0.02
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_MODE = 0o666  # as far as the user's mask lets it
_numbers = count()


class Staged(Struct, frozen=True):
    """What is to become the output's file at ``path``: the file ``partial``; "" where that holds the same already."""

    path: str
    partial: str
    stamp: Stamp


class Written(Struct, frozen=True):
    """A file of the output that holds the bytes it was meant to; ``changed`` is false where it held them before."""

    path: str
    changed: bool
    stamp: Stamp


def stage(output: Path, path: str, data: bytes) -> Staged | Diagnostic:
    """Write ``data`` beside the site, ready to become the file at ``path``; not where that file holds it already."""
    if not is_safe_address(f"/{path}") or path.startswith(".fieldpath-"):
        return not_written(path, "a file cannot have this name on every system")
    try:
        root = os.path.join(output, "")
        file = root + path
        stamp = _stamp(file)
        if stamp and stamp[0] == len(data) and _holds(file, data):
            return Staged(path, "", stamp)
        return Staged(path, *_write_beside(root, data))
    except OSError as error:
        return not_written(path, *_explained(error))


def publish(output: Path, staged: Staged) -> Written | Diagnostic:
    """Make a staged file part of the site."""
    if not staged.partial:
        return Written(staged.path, False, staged.stamp)
    try:
        root = os.path.join(output, "")
        blocker = _make_folders(root, staged.path)
        if not blocker:
            _move(staged.partial, root + staged.path)
            return Written(staged.path, True, staged.stamp)
        problem = f"`{blocker}` is in the way", f"Remove `{blocker}` from the output folder."
    except OSError as error:
        problem = _explained(error)
    with suppress(OSError):  # it is cleared away with its folder at the latest
        os.unlink(staged.partial)
    return not_written(staged.path, *problem)


def replace(output: Path, path: str, data: bytes) -> Stamp:
    """Write a file beside the site, then move it into place. Raises OSError; the old file is then still there."""
    root = os.path.join(output, "")
    partial, stamp = _write_beside(root, data)
    try:
        _move(partial, root + path)
    except OSError:
        os.unlink(partial)
        raise
    return stamp


def remove_all(output: Path, paths: Iterable[str]) -> dict[str, Diagnostic]:
    """Delete the output's files at these paths and the folders that this empties; what could not be, and why."""
    findings: dict[str, Diagnostic] = {}
    emptied: set[str] = set()
    for path in paths:
        try:
            if _is_where_we_put_it(output, path):
                os.unlink(os.path.join(output, path))
                emptied.update(_folders(path))
        except FileNotFoundError:
            # Somebody was quicker.
            continue
        except OSError as error:
            findings[path] = not_written(path, *_explained(error), deed="deleted")
    # Innermost first, and all at the end: to find out that a folder is not empty can take a disk as long as to list it.
    for folder in sorted(emptied, reverse=True):
        # A folder that still holds something, or that someone has open, stays.
        with suppress(OSError):
            os.rmdir(os.path.join(output, folder))
    return findings


def stamp_all(output: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """The stamps of those paths that are files now: what is missing here, or differs, was changed behind our back."""
    root = os.path.join(output, "")
    stamps = ((path, _stamp(root + path)) for path in paths)
    return {path: stamp for path, stamp in stamps if stamp}


def clear_partial(output: Path) -> None:
    """Delete what a killed build left half-written, and the folder for it. Raises OSError."""
    folder = os.path.join(output, PARTIAL)
    if os.path.islink(folder) or os.path.isfile(folder):
        os.unlink(folder)
    elif os.path.isdir(folder):
        for name in os.listdir(folder):
            os.unlink(os.path.join(folder, name))
        os.rmdir(folder)


def not_written(path: str, why: str, hint: str = "", *, deed: str = "written") -> Diagnostic:
    """The finding that a file of the output could not be written or deleted."""
    return Diagnostic(Code.NOT_WRITTEN, path, f"This could not be {deed}: {why}.", hint, origin=Origin.OUTPUT)


def not_writable(error: OSError) -> Diagnostic:
    """The finding that nothing at all can be written to the output folder."""
    return not_written(".", *_explained(error))


def _write_beside(root: str, data: bytes) -> tuple[str, Stamp]:
    partial = f"{root}{PARTIAL}/{os.getpid()}-{next(_numbers)}"
    try:
        opened = _open_new(partial)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(opened, rest) :]
            status = os.fstat(opened)
        finally:
            os.close(opened)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(partial)
        raise
    return partial, (status.st_size, status.st_mtime_ns)


def _open_new(partial: str) -> int:
    """Exclusively, so that neither a link nor another process's file can be under that name; and without a buffer, for
    all there is to write is at hand.
    """
    try:
        return os.open(partial, _NEW, _MODE)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(partial), exist_ok=True)
        return os.open(partial, _NEW, _MODE)


def _move(partial: str, file: str) -> None:
    """Rename, patiently on Windows, where a file that someone is just reading cannot be replaced."""
    for attempt in range(_TRIES):
        try:
            os.replace(partial, file)
            return
        except PermissionError:
            if attempt + 1 == _TRIES:
                raise
            time.sleep(_FIRST_PAUSE * 2**attempt)


def _is_where_we_put_it(output: Path, path: str) -> bool:
    """Whether there is something at ``path`` and the way to it is folders only: what lies behind a link is not ours."""
    try:
        on_the_way = all(S_ISDIR(os.lstat(os.path.join(output, folder)).st_mode) for folder in _folders(path))
        return on_the_way and is_safe_address(f"/{path}") and not S_ISDIR(os.lstat(os.path.join(output, path)).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _make_folders(root: str, path: str) -> str:
    """Make the folders on the way to ``path``; the first that is something else, such as a link, is given back."""
    for folder in _folders(path):
        place = root + folder
        try:
            if not S_ISDIR(os.lstat(place).st_mode):
                return folder
        except FileNotFoundError:
            # Another process may make it at the same time.
            with suppress(FileExistsError):
                os.mkdir(place)
    return ""


def _folders(path: str) -> list[str]:
    """The folders on the way to a path, outermost first: ``a``, ``a/b`` for ``a/b/c``."""
    return [path[:at] for at, character in enumerate(path) if character == "/"]


def _stamp(file: str) -> Stamp | None:
    try:
        status = os.lstat(file)
    except OSError:
        return None
    return (status.st_size, status.st_mtime_ns) if S_ISREG(status.st_mode) else None


def _holds(file: str, data: bytes) -> bool:
    try:
        with open(file, "rb", buffering=0) as opened:
            return opened.read(len(data) + 1) == data
    except OSError:
        # Whatever keeps us from reading it, it can still be replaced.
        return False


def _explained(error: OSError) -> tuple[str, str]:
    """Why, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full", "Make room and build again; the pages that were there still are."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "writing there is not allowed", "Close programs that use the file, or change its permissions."
    if error.errno in (errno.EISDIR, errno.ENOTEMPTY, errno.EEXIST):
        return "there is a folder in its place", "Move that folder out of the output folder."
    return (error.strerror or str(error)).lower(), ""
