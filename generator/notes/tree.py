"""What lies in the content folder: its notes and attachments, by name, size and time.

In comes the folder, out comes a `Tree`: the same for the same files, whatever order the disk lists them in. Hidden,
temporary and ignored files are passed over, and nothing outside the folder is ever looked at. Only `read_bytes` reads.
"""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from stat import S_ISLNK, S_ISREG
from unicodedata import normalize

from msgspec import Struct

from generator.diagnostics import Code, Diagnostic, in_reading_order


class Source(Struct, frozen=True, array_like=True):
    """One file: its path relative to the content folder, with ``/``; its size in bytes; when it last changed (see
    `changed_at`).
    """

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Tree:
    """Everything in the content folder, sorted by path, and what was wrong with it. With ``has_links``, a file may be
    there under several paths.
    """

    notes: tuple[Source, ...] = ()
    attachments: tuple[Source, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    has_links: bool = False

    def notes_among(self, paths: Iterable[str]) -> Iterator[Source]:
        """Yield those notes, in any order, that have one of these paths."""
        for path in paths:
            place, is_there = _place_of(path, self.notes)
            if is_there:
                yield self.notes[place]


_PASSED_OVER = re.compile(
    r"""
      \..*                             # hidden: .git, .obsidian, .trash, .#lock of Emacs, .x.swp of Vim, .x.icloud
    | node_modules | 4913              # 4913 is how Vim tries whether it may write
    | \#.*\# | ~\$.*                   # Emacs and Office, while a file is open
    | .* (?: ~ | \.sw[a-z] | \.tmp     # backups of Vim and Emacs; many programs, while they save
        | ___jb_tmp___ | ___jb_old___ | \.sb-[0-9a-f]{8}-\w+    # JetBrains, TextEdit
        | \.crdownload | \.part        # downloads under way
        | \.sync-conflict-\d{8}-\d{6}.* )   # Syncthing's second copy of a file
    | .* \( [^()]* conflicted\ copy [^()]* \) .*    # Dropbox's and Nextcloud's
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_NOTE = (".md", ".markdown")
_LINKS_DEEP = 3
_JUNCTION = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
_NO_TRAP = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def scan(content: Path, ignore: Sequence[str] = (), exclude: Sequence[Path] = ()) -> Tree:
    """Look through the content folder.

    ``ignore`` are the patterns of the settings; ``exclude`` are files and folders, such as the output, that may lie
    inside the content and are no part of it.
    """
    root = os.path.realpath(content)
    walk = _Walk(root, _matcher(ignore), frozenset(os.path.realpath(path) for path in exclude))
    walk.pending.append(_Folder("", root, (root,), 0))
    while walk.pending:
        walk.look_in(walk.pending.pop())
    ordered = sorted(walk.sources, key=attrgetter("path"))
    return Tree(
        tuple(source for source in ordered if source.path.lower().endswith(_NOTE)),
        tuple(source for source in ordered if not source.path.lower().endswith(_NOTE)),
        in_reading_order(walk.diagnostics),
        walk.has_links,
    )


def holds_notes(content: Path, count: int) -> bool:
    """Whether at least so many files in the content folder are called as notes are: told sooner than by a scan, for no
    file is looked at, only the names in folders that are not passed over.
    """
    found = 0
    for _, folders, files in os.walk(content):
        folders[:] = [name for name in folders if not _PASSED_OVER.fullmatch(name)]
        found += sum(name.lower().endswith(_NOTE) for name in files)
        if found >= count:
            return True
    return False


def glance(content: Path, tree: Tree, hints: Iterable[Path]) -> tuple[Tree, frozenset[str]] | None:
    """Look again at single files of a tree: the tree as it is now, and the paths looked at.

    None where that is not enough to tell: a hint is about a new file, a folder, a link, or something out of sight.
    """
    if tree.has_links:
        return None
    root = os.path.join(content, "")
    notes, attachments = list(tree.notes), list(tree.attachments)
    seen = set()
    for hint in map(str, hints):
        if not hint.startswith(root):
            return None
        path = hint[len(root) :].replace(os.sep, "/")
        sources = notes if path.lower().endswith(_NOTE) else attachments
        place, is_known = _place_of(path, sources)
        status = _status(hint)
        if not is_known:
            if status is not None and not any(map(_PASSED_OVER.fullmatch, path.split("/"))):
                return None
            if _holds_any(notes, path) or _holds_any(attachments, path):
                return None
            continue
        if status is None:
            del sources[place]
        elif S_ISREG(status.st_mode):
            sources[place] = Source(path, status.st_size, changed_at(status))
        else:
            return None
        seen.add(path)
    return Tree(tuple(notes), tuple(attachments), tree.diagnostics), frozenset(seen)


def changed_at(status: os.stat_result) -> int:
    """When a file last changed, in nanoseconds: also where a copy, an archive or a sync program set its time back."""
    return max(status.st_mtime_ns, status.st_ctime_ns)


def _status(file: str) -> os.stat_result | None:
    try:
        return os.lstat(file)
    except OSError:
        return None


def _place_of(path: str, sources: Sequence[Source]) -> tuple[int, bool]:
    """Where a path stands, or would stand, among sorted sources, and whether it is there."""
    place = bisect_left(sources, path, key=attrgetter("path"))
    return place, place < len(sources) and sources[place].path == path


def _holds_any(sources: Sequence[Source], folder: str) -> bool:
    """Whether one of the sorted sources lies in a folder."""
    place = bisect_left(sources, f"{folder}/", key=attrgetter("path"))
    return place < len(sources) and sources[place].path.startswith(f"{folder}/")


def read_bytes(content: Path, path: str) -> bytes | Diagnostic:
    """What a scanned file holds now, or why it cannot be read; a link swapped in since then is not followed outside."""
    file = os.path.join(content, path)
    try:
        if _is_link(os.lstat(file)):
            file = os.path.realpath(file)
            if not lies_in(file, os.path.realpath(content)):
                return _leads_out(path)
        with open(file, "rb", buffering=0, opener=_open_untrapped) as opened:
            if S_ISREG(os.fstat(opened.fileno()).st_mode):
                return opened.readall()
            return _unreadable(path, "it is not a file")
    except OSError as error:
        return _unreadable(path, _reason(error))


def _open_untrapped(file: str, flags: int) -> int:
    """Neither follow a link that was not there a moment ago nor wait for the writer of a pipe."""
    return os.open(file, flags | _NO_TRAP)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to look in: its path with a last ``/``, its true place, those on the way to it, how many were links."""

    path: str
    place: str
    trail: tuple[str, ...]
    links: int


@dataclass(slots=True)
class _Walk:
    """One look through the content, gathering as it goes."""

    root: str
    ignored: re.Pattern[str] | None
    excluded: frozenset[str]
    pending: list[_Folder] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    has_links: bool = False

    def look_in(self, folder: _Folder) -> None:
        """Gather the files of one folder, and the folders to look in later."""
        try:
            with os.scandir(folder.place) as listed:
                entries = [entry for entry in listed if not _PASSED_OVER.fullmatch(entry.name)]
        except (FileNotFoundError, NotADirectoryError) as error:
            # A folder that went while we looked is no longer there; but the content folder itself must be.
            if not folder.path:
                self.diagnostics.append(_unreadable(".", _reason(error)))
            return
        except OSError as error:
            self.diagnostics.append(_unreadable(folder.path.rstrip("/") or ".", _reason(error)))
            return
        for entry in entries:
            path = folder.path + entry.name
            if not _is_text(entry.name):
                self.diagnostics.append(_unreadable(_printable(path), "its name is not UTF-8 text; rename it"))
                continue
            try:
                self._take(entry, path, folder)
            except FileNotFoundError:
                # It went while we looked: it is no longer there.
                continue
            except OSError as error:
                self.diagnostics.append(_unreadable(path, _reason(error)))

    def _take(self, entry: os.DirEntry[str], path: str, folder: _Folder) -> None:
        if _is_link(entry.stat(follow_symlinks=False)):
            self.has_links = True
            self._follow(entry.path, path, folder)
        elif entry.path in self.excluded:
            return
        elif entry.is_dir():
            self._enter(_Folder(path + "/", entry.path, (*folder.trail, entry.path), folder.links))
        elif entry.is_file():
            self._add(path, entry.stat())

    def _follow(self, link: str, path: str, folder: _Folder) -> None:
        target = os.path.realpath(link)
        if not lies_in(target, self.root):
            self.diagnostics.append(_leads_out(path))
        elif any(lies_in(target, excluded) for excluded in self.excluded):
            return
        elif os.path.isfile(target):
            self._add(path, os.stat(target))
        elif os.path.isdir(target):
            if folder.links == _LINKS_DEEP or any(lies_in(passed, target) for passed in folder.trail):
                self.diagnostics.append(_leads_round(path))
            else:
                self._enter(_Folder(path + "/", target, (*folder.trail, target), folder.links + 1))
        elif not self._is_ignored(path):
            self.diagnostics.append(_leads_nowhere(path))

    def _enter(self, folder: _Folder) -> None:
        if not self._is_ignored(folder.path):
            self.pending.append(folder)

    def _add(self, path: str, status: os.stat_result) -> None:
        if not self._is_ignored(path):
            self.sources.append(Source(path, status.st_size, changed_at(status)))

    def _is_ignored(self, path: str) -> bool:
        return self.ignored is not None and self.ignored.fullmatch(normalize("NFC", path)) is not None


def _matcher(patterns: Sequence[str]) -> re.Pattern[str] | None:
    """All patterns as one, whatever their case; a folder's path is matched with its last ``/``."""
    return re.compile("|".join(map(_translated, patterns)), re.DOTALL | re.IGNORECASE) if patterns else None


def _translated(pattern: str) -> str:
    """Without a ``/`` inside it, a pattern matches a name at any depth; with a last ``/``, folders only."""
    wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.findall(r"\*\*/|\*\*|.", normalize("NFC", pattern).strip("/"), re.DOTALL)
    anywhere = "" if "/" in pattern.rstrip("/") else "(?:.*/)?"
    ending = "/" if pattern.endswith("/") else "/?"
    return anywhere + "".join(wild.get(part) or re.escape(part) for part in parts) + ending


def _is_link(status: os.stat_result) -> bool:
    """Whether a file's own status, not that of what it leads to, is of a link, or of what Windows calls a junction."""
    return S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION


def lies_in(place: str, folder: str) -> bool:
    """Whether a path is that of a folder, or of something in it."""
    return place == folder or place.startswith(folder.rstrip(os.sep) + os.sep)


def _is_text(name: str) -> bool:
    """A name that is not UTF-8 comes from the disk with surrogates in it."""
    return name.isascii() or name.encode(errors="ignore").decode() == name


def _printable(path: str) -> str:
    return path.encode(errors="surrogateescape").decode(errors="replace")


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _unreadable(path: str, why: str) -> Diagnostic:
    return Diagnostic(Code.UNREADABLE_FILE, path, f"This cannot be read: {why}.")


def _leads_out(path: str) -> Diagnostic:
    message = "This link leads out of the content folder, so it was passed over."
    return Diagnostic(Code.LINK_OUT_OF_CONTENT, path, message, "Put what it leads to into the content folder.")


def _leads_nowhere(path: str) -> Diagnostic:
    message = "This link leads to nothing, so it was passed over."
    return Diagnostic(
        Code.LINK_OUT_OF_CONTENT, path, message, "Put the file into the content folder, or remove the link."
    )


def _leads_round(path: str) -> Diagnostic:
    message = "This link leads back to a folder on the way to it, or through too many links, so it was passed over."
    return Diagnostic(Code.LINK_OUT_OF_CONTENT, path, message, "Remove the link.")
