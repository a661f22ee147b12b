"""Files changed: build again.

In: the folders of a wiki, and what to call. Out: a call of `rebuild` for each burst of changes, one at a time, always on the
same thread, the first one at once. An event is only a hint that something may be different: what differs is found out by the
build. Where events are dropped, a slow sweep finds what was missed. What changed is never told from here, and nothing is written.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import monotonic, time_ns

from watchdog.events import (
    DirAttribEvent,
    DirModifiedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileOpenedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from generator.notes.tree import scan
from generator.theme import theme_folder
from generator.wiki import Wiki

_QUIET = 0.03
"""Seconds without an event after which a change is taken to be complete."""
_QUIET_AFTER_CLOSE = 0.01
"""The same after one file alone was written and closed: nothing more is to come."""
_LATEST = 0.4
"""Seconds after which a change is built, however many more events come."""
_CROWD = 20
"""From how many paths on it is no person who writes but a program, such as ``git checkout``."""
_QUIET_CROWD = 0.1
_LATEST_CROWD = 5.0
_SWEEP = 3.0
"""Seconds between two sweeps, at least; a sweep takes at most a twentieth of the time."""

_NOT_A_CHANGE = (FileOpenedEvent, FileClosedNoWriteEvent, DirModifiedEvent, DirAttribEvent)
_TOO_MANY_WATCHES = (errno.ENOSPC, errno.EMFILE)

Stamps = dict[str, tuple[int, int]]
"""Size and time of the last change by path."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Who is told. All but `rebuild` and `say` are called with a lock held: they may not wait for anything.

    ``hinted``: something may have changed. ``begun``: a build begins, with all that was hinted at until now. ``rebuild``: build.
    ``say``: a line for the writer.
    """

    rebuild: Callable[[], None]
    hinted: Callable[[], None]
    begun: Callable[[], None]
    say: Callable[[str], None]


@dataclass(slots=True)
class _Burst:
    """The paths hinted at since the last build began, and when."""

    paths: set[str] = field(default_factory=set)
    first: float = 0.0
    last: float = 0.0
    complete: bool = False

    def add(self, path: str, *, complete: bool) -> None:
        now = monotonic()
        self.first = self.first if self.paths else now
        self.last, self.complete = now, complete
        self.paths.add(path)

    def due(self) -> float:
        """When to build, on the clock `monotonic`."""
        if len(self.paths) >= _CROWD:
            return min(self.last + _QUIET_CROWD, self.first + _LATEST_CROWD)
        quiet = _QUIET_AFTER_CLOSE if self.complete and len(self.paths) == 1 else _QUIET
        return min(self.last + quiet, self.first + _LATEST)


class Watcher:
    """Watches one wiki from `start` to `stop`."""

    def __init__(self, wiki: Wiki, listener: Listener, *, poll: bool = False) -> None:
        """With ``poll``, look at all files again and again instead of waiting for events, as network drives need."""
        self._wiki = wiki
        self._listener = listener
        self._turn = threading.Condition()
        self._burst = _Burst()
        self._swept: set[str] = set()
        self._begun_ns = 0
        self._building = False
        self._stopping = threading.Event()
        self._anew = False
        self._observer: BaseObserver = PollingObserver() if poll else Observer()
        self._watches: dict[tuple[str, bool], tuple[ObservedWatch, tuple[int, int]]] = {}
        self._threads = [
            threading.Thread(target=self._build_on_change, name="build"),
            threading.Thread(target=self._sweep, name="sweep", daemon=True),
        ]

    def start(self) -> None:
        """Begin to watch, and build for the first time."""
        self._observer.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; returns when no build is under way any more."""
        self._stopping.set()
        with self._turn:
            self._turn.notify_all()
        for thread in self._threads:
            thread.join()
        self._observer.stop()
        self._observer.join()

    @property
    def stopping(self) -> bool:
        """Whether `stop` was called: a build may then give up."""
        return self._stopping.is_set()

    def hint(self, path: str, *, complete: bool = False) -> None:
        """Something may have changed at a path; ``complete`` if no more is to be expected there."""
        with self._turn:
            if not self._burst.paths:
                self._listener.hinted()
            self._burst.add(path, complete=complete)
            self._swept.add(path)
            self._turn.notify_all()

    def _build_on_change(self) -> None:
        while not self.stopping:
            self._watch_places()
            with self._turn:
                self._burst = _Burst()
                self._begun_ns = time_ns()
                self._building = True
                self._listener.begun()
            self._listener.rebuild()
            self._building = False
            self._wait_for_a_burst()

    def _wait_for_a_burst(self) -> None:
        with self._turn:
            while not self.stopping:
                wait = self._burst.due() - monotonic() if self._burst.paths else None
                if wait is not None and wait <= 0:
                    return
                self._turn.wait(wait)

    # Where to look

    def _watch_places(self) -> None:
        """Watch what exists now: a folder that was deleted and made again is another one."""
        if self._anew:
            self._anew = False
            self._observer.unschedule_all()
            self._watches.clear()
        try:
            self._schedule_all()
        except OSError as error:
            if error.errno not in _TOO_MANY_WATCHES:
                raise
            self._listener.say(
                f"This system has no more room for watching folders ({error.strerror}): all files are looked at once a second "
                "instead."
            )
            self._observer.stop()
            self._observer = PollingObserver()
            self._observer.start()
            self._watches.clear()
            self._schedule_all()

    def _schedule_all(self) -> None:
        trees, names = _trees(self._wiki), _names(self._wiki)
        wanted = {(tree, True): partial(_is_in, tree, _own_places(self._wiki)) for tree in trees}
        wanted |= {(folder, False): partial(_is_one_of, frozenset(named)) for folder, named in names.items() if folder not in trees}
        for key in [*self._watches]:
            if key not in wanted or self._watches[key][1] != _identity(key[0]):
                self._observer.unschedule(self._watches.pop(key)[0])
        for key, relevant in wanted.items():
            identity = _identity(key[0])
            if key not in self._watches and identity is not None:
                try:
                    watch = self._observer.schedule(_Handler(self.hint, relevant), key[0], recursive=key[1])
                except FileNotFoundError:
                    continue  # gone again; its parent tells when it is back
                self._watches[key] = (watch, identity)

    # What events have missed

    def _sweep(self) -> None:
        before, begun_ns = self._look(), 0
        pause = _SWEEP
        while not self._stopping.wait(pause):
            if self._building:
                continue
            started = monotonic()
            with self._turn:
                self._swept.clear()
                swept_from = begun_ns
            now = self._look()
            pause = max(_SWEEP, 20 * (monotonic() - started))
            begun_ns = swept_from
            before = now
