"""What one build remembers for the next, in a SQLite file that is safe to delete.

In and out: bytes and stamps by name. The file is made for one state of the program (its source, its libraries) in one
place; any other file found under its name, damaged or foreign, is set aside and begun anew. Nothing in it is ever run:
values are MessagePack, read by type.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import msgspec

from generator.diagnostics import Code, Diagnostic, Origin

_TABLES = """
create table meta (name text primary key, value blob) without rowid;
create table notes (path text primary key, size integer, mtime integer, digest blob, note blob);
create table keys (number integer primary key, keys blob);
create table answers (run integer primary key, answers blob);
create table artifacts (path text primary key, recipe blob, size integer, mtime integer);
"""

_PAGE = 32_768
"""In bytes: what is remembered of a note goes into one, and not into three, each of which is written by itself."""


class Damaged(Exception):
    """A cache holds what nobody can have put there."""


DAMAGE = (sqlite3.DatabaseError, msgspec.MsgspecError, UnicodeDecodeError, Damaged)
"""What is raised by whoever reads a damaged cache, or decodes what is in it."""


class KnownNote(msgspec.Struct, frozen=True):
    """A note as last read: its file's size and time (0 where they cannot be trusted), and the digest of its bytes and
    how they were read.
    """

    size: int
    mtime_ns: int
    digest: bytes


class KnownArtifact(msgspec.Struct, frozen=True):
    """A file of the output as last written: what it was made from, and its size and time."""

    recipe: bytes
    size: int
    mtime_ns: int


class Cache:
    """An open cache. Everything is written within one transaction, at `commit`."""

    def __init__(self, connection: sqlite3.Connection, file: Path | None = None) -> None:
        """Use `open_cache` instead; ``file`` is None where the cache lives in memory."""
        self._db = connection
        self._file = file
        try:
            self._seen = self._state()
        except BaseException:
            self.close()  # nobody else will: there is no cache
            raise

    def get(self, name: str) -> bytes:
        """Return a value of its own, b"" where there is none."""
        row = self._db.execute("select value from meta where name = ?", (name,)).fetchone()
        value = row[0] if row else b""
        if type(value) is not bytes:
            raise Damaged
        return value

    def put(self, name: str, value: bytes) -> None:
        """Set a value of its own."""
        self._db.execute("insert or replace into meta values (?, ?)", (name, value))

    def known_notes(self) -> dict[str, KnownNote]:
        """Return what is known of each note's file."""
        rows = self._rows("select path, size, mtime, digest from notes", str, int, int, bytes)
        return {path: KnownNote(size, mtime, digest) for path, size, mtime, digest in rows}

    def notes(self) -> Iterator[tuple[str, bytes]]:
        """Return every note, encoded."""
        return self._rows("select path, note from notes", str, bytes)

    def put_notes(self, notes: Iterable[tuple[str, KnownNote, bytes]]) -> None:
        """Remember notes as they were read."""
        rows = ((path, known.size, known.mtime_ns, known.digest, note) for path, known, note in notes)
        self._db.executemany("insert or replace into notes values (?, ?, ?, ?, ?)", rows)

    def stamp_notes(self, stamps: Iterable[tuple[str, int, int]]) -> None:
        """Remember new sizes and times of files whose bytes stayed the same."""
        rows = ((size, mtime, path) for path, size, mtime in stamps)
        self._db.executemany("update notes set size = ?, mtime = ? where path = ?", rows)

    def drop_notes(self, paths: Iterable[str]) -> None:
        """Forget notes that are gone."""
        self._db.executemany("delete from notes where path = ?", ((path,) for path in paths))

    def asked(self) -> Iterator[tuple[int, bytes]]:
        """Return every key that was ever asked, in encoded runs, each with the number of its first."""
        return self._rows("select number, keys from keys", int, bytes)

    def put_keys(self, first: int, keys: bytes) -> None:
        """Remember a run of keys by the number of its first."""
        self._db.execute("insert or replace into keys values (?, ?)", (first, keys))

    def answers(self) -> list[bytes]:
        """Return what is remembered of answers: encoded runs, of which a later one counts for more."""
        return [run for (run,) in self._rows("select answers from answers order by run", bytes)]

    def add_answers(self, answers: bytes) -> None:
        """Remember one more run of answers."""
        self._db.execute("insert into answers (answers) values (?)", (answers,))

    def replace_answers(self, answers: bytes) -> None:
        """Remember one run in place of all that there are."""
        self._db.execute("delete from answers")
        self.add_answers(answers)

    def artifacts(self) -> dict[str, KnownArtifact]:
        """Return what is known of each file of the output."""
        rows = self._rows("select path, recipe, size, mtime from artifacts", str, bytes, int, int)
        return {path: KnownArtifact(recipe, size, mtime) for path, recipe, size, mtime in rows}

    def put_artifacts(self, artifacts: Iterable[tuple[str, KnownArtifact]]) -> None:
        """Remember files of the output as they were written."""
        rows = ((path, known.recipe, known.size, known.mtime_ns) for path, known in artifacts)
        self._db.executemany("insert or replace into artifacts values (?, ?, ?, ?)", rows)

    def drop_artifacts(self, paths: Iterable[str]) -> None:
        """Forget files of the output that are no more."""
        self._db.executemany("delete from artifacts where path = ?", ((path,) for path in paths))

    def commit(self) -> None:
        """Make everything since the last commit last, or, if the process dies now, nothing of it."""
        self._db.commit()

    def is_outrun(self) -> bool:
        """Whether another process has changed the cache since, put another file in its place, or deleted it."""
        return self._state() != self._seen

    def close(self) -> None:
        """Let go of the file, and of everything since the last commit."""
        self._db.close()

    def is_empty(self) -> bool:
        """Whether somebody began to make this cache and was cut short."""
        (tables,) = self._db.execute("select count(*) from sqlite_master").fetchone()
        return int(tables) == 0

    def _rows(self, question: str, *types: type) -> Iterator[tuple[Any, ...]]:
        """Yield rows whose values have these types; a damaged file can hold others, and nothing where something was."""
        for row in self._db.execute(question):
            if tuple(map(type, row)) != types:
                raise Damaged
            yield row

    def _state(self) -> tuple[int, str]:
        """What changes with every commit of another process, and which file this is."""
        place = _place_of(self._file) if self._file and self._file.exists() else ""
        return self._db.execute("pragma data_version").fetchone()[0], place


def open_cache(file: Path, identity: str) -> tuple[Cache, Diagnostic | None]:
    """Open the cache in ``file``, or begin one; tell if one had to be set aside.

    ``identity`` names everything that its values depend on besides the wiki's files: a cache with another identity is
    begun anew without a word. One that was made elsewhere (whoever sends a folder could have put anything into it) or
    is damaged is set aside. Where no file can be made, the cache lives in memory.
    """
    try:
        _make_folder(file.parent)
        if not file.exists():
            return _begin(file, identity), None
        problem = _problem(file, identity)
        if problem is None:
            return Cache(_connect(file), file), None
        if not problem:
            _delete(file)
            return _begin(file, identity), None
        return _begin(set_aside(file), identity), cache_finding(file, problem, "It was set aside; all is built anew.")
    except (OSError, sqlite3.OperationalError) as error:
        finding = cache_finding(
            file, f"cannot be kept ({error})", "The site is built all the same, but anew each time."
        )
        return _fill(sqlite3.connect(":memory:"), identity, None), finding


def set_aside(file: Path) -> Path:
    """Rename a cache that cannot be used, for whoever wants to know why; return the name that is free now."""
    with suppress(FileNotFoundError):  # whoever deleted it meanwhile has saved us the trouble
        os.replace(file, file.with_suffix(".set-aside"))
    _delete(file)
    return file


def cache_finding(file: Path, problem: str, hint: str) -> Diagnostic:
    """The finding that a cache could not be used."""
    return Diagnostic(
        Code.CACHE_SET_ASIDE, f"{file.parent.name}/{file.name}", f"The cache {problem}.", hint, origin=Origin.WIKI
    )


def _problem(file: Path, identity: str) -> str | None:
    """Why the cache in a file cannot be used: None where it can, "" where it is merely out of date."""
    try:
        with closing(_connect(file)) as connection:
            cache = Cache(connection)
            if cache.is_empty():
                return ""
            if cache.get("place").decode() != _place_of(file):
                return "was made elsewhere"
            return None if cache.get("identity").decode() == identity else ""
    except DAMAGE:
        return "is damaged"


def _begin(file: Path, identity: str) -> Cache:
    file.touch()
    return _fill(_connect(file), identity, file)


def _fill(connection: sqlite3.Connection, identity: str, file: Path | None) -> Cache:
    try:
        connection.executescript(f"begin; {_TABLES}")  # one transaction, to the commit below: all of it or nothing
        cache = Cache(connection, file)
        cache.put("identity", identity.encode())
        cache.put("place", _place_of(file).encode() if file else b"")
        cache.commit()
    except BaseException:
        connection.close()
        raise
    return cache


def _connect(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, check_same_thread=False)
    try:
        connection.execute(f"pragma page_size = {_PAGE}")  # of a file that is still empty
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
    except BaseException:
        connection.close()  # or Windows would not let the file be set aside
        raise
    return connection


def _place_of(file: Path) -> str:
    """What tells a file from every copy of it: its number in the file system."""
    return str(file.stat().st_ino)


def _delete(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
