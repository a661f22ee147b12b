"""The output folder as a whole: which files in it are ours.

In comes the set of paths that the site is to have, before and after the files are written; out come findings. The
folder is shared ground: only what the manifest lists is replaced or deleted. The manifest names a new file before it is
written and an old one until it is deleted, so that at whatever moment a build is killed, the next one knows every file
of ours.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.addresses import fold
from generator.diagnostics import Code, Diagnostic, Origin
from generator.publishing.files import clear_partial, not_writable, remove_all, replace
from generator.publishing.manifest import MANIFEST, manifest_stamp, manifest_text, read_manifest


@dataclass(frozen=True, slots=True)
class Begun:
    """The folder is ready, unless ``failed``; ``taken`` are paths that hold someone else's file: do not write them."""

    taken: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """The paths whose files were deleted, sorted, and what could not be."""

    removed: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class OutputFolder:
    """One output folder during the life of a process; the caller sees to it that only one build at a time uses it.

    A build calls `prepare`, stages files with `files.stage`, in any process; calls `begin` with the paths that the site
    is going to have, moves the staged files into place with `files.publish`; and calls `finish` with the paths that are
    to remain. After a failure it calls `give_up` instead: the site is then as it was.
    """

    def __init__(self, root: Path) -> None:
        """Nothing is read or made yet."""
        self.root = root
        self._ours: frozenset[str] = frozenset()
        self._stamp: tuple[int, ...] | None = None
        self._settled = False

    def prepare(self) -> Diagnostic | None:
        """Make the folder, without what a killed build left half-written; tell if that cannot be done."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            clear_partial(self.root)
        except OSError as error:
            return not_writable(error)
        return None

    def give_up(self) -> Diagnostic | None:
        """Throw away what was staged; tell if that cannot be done."""
        try:
            clear_partial(self.root)
        except OSError as error:
            return not_writable(error)
        return None

    def begin(self, paths: AbstractSet[str], *, adopt: bool = False) -> Begun:
        """Make the folder ready for these paths: clear old files of ours out of their way, and list them as ours. That
        costs nothing where they are the very frozenset that the last build ended with.

        With ``adopt``, files of others under these very paths become ours. Look at the files' stamps only after this.
        """
        paths = frozenset(paths)
        try:
            self._look_again()
            if paths is self._ours and self._settled:
                return Begun()
            added = paths - self._ours
            # What a build that was cut short had begun to write is listed, and may still have old files in its way.
            blockers = _in_the_way(self._ours - paths, added if self._settled else paths)
            stuck = remove_all(self.root, blockers)
            taken = frozenset() if adopt else _there(self.root, added)
            self._settled = False
            self._list(self._ours | (added - taken))
        except OSError as error:
            return Begun(diagnostics=(not_writable(error),), failed=True)
        return Begun(taken, (*map(_not_ours, sorted(taken)), *stuck.values()))

    def finish(self, paths: AbstractSet[str], emptied: AbstractSet[str] = frozenset()) -> Finished:
        """Delete every file of ours that is not among these paths, or whose place is to be ``emptied``; list these
        paths as ours.
        """
        paths = frozenset(paths)
        stale = sorted((self._ours - paths) | (self._ours & emptied)) if paths is not self._ours or emptied else []
        findings = remove_all(self.root, stale)
        diagnostics = tuple(findings.values())
        try:
            if paths is not self._ours:
                self._list(paths if paths <= self._ours and not findings else (self._ours & paths) | findings.keys())
            self._settled = not findings
            clear_partial(self.root)
        except OSError as error:
            diagnostics += (not_writable(error),)
        return Finished(tuple(path for path in stale if path not in findings), diagnostics)

    def _look_again(self) -> None:
        """Another process may have built here since."""
        stamp = manifest_stamp(self.root)
        if stamp is None or stamp != self._stamp:
            self._ours, self._stamp, self._settled = read_manifest(self.root) or frozenset(), stamp, False

    def _list(self, paths: frozenset[str]) -> None:
        if paths != self._ours or self._stamp is None:
            replace(self.root, MANIFEST, manifest_text(paths))
            self._stamp = manifest_stamp(self.root)
        self._ours = paths


def _in_the_way(stale: AbstractSet[str], added: Iterable[str]) -> list[str]:
    """Old files that must go before new ones come: ``a`` before ``a/b``; ``A`` before ``a``, one file on some disks."""
    spelling = {folded: name for path in added for folded, name in _names(path)} if stale else {}
    return sorted(path for path in stale if any(spelling.get(folded, name) != name for folded, name in _names(path)))


def _there(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of the paths at which there is something; in a folder that is missing, nothing is looked for."""
    beginning = os.path.join(root, "")

    @cache
    def is_there(path: str) -> bool:
        folder = path.rpartition("/")[0]
        return (not folder or is_there(folder)) and os.path.lexists(beginning + path)

    return frozenset(filter(is_there, paths))


def _names(path: str) -> list[tuple[str, str]]:
    """A path and the folders on the way to it, these with a last ``/``; each as a disk may fold it, and as it is."""
    names = [path[: at + 1] for at, character in enumerate(path) if character == "/"]
    return [(fold("/" + name.rstrip("/")), name) for name in (*names, path)]


def _not_ours(path: str) -> Diagnostic:
    message = "There is a file here that Fieldpath did not write, so it was left as it is."
    hint = "Move it away, or build once with `--adopt` to let Fieldpath replace it."
    return Diagnostic(Code.NOT_WRITTEN, path, message, hint, origin=Origin.OUTPUT)
