"""watchdog, kept in step with the folders that there are.

In: places. Out: a call for each path at which something may have changed. A folder that was deleted and made again is
watched again; where the system has no room for more watches, files are looked at again and again instead. What a change
means is not decided here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

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

from generator.watching.places import Place

_NO_CHANGE = (FileOpenedEvent, FileClosedNoWriteEvent, DirModifiedEvent, DirAttribEvent)
"""Reading causes the first two; the others come beside an event that says more."""

Hint = Callable[[str, bool], None]
"""Told of a path, and whether a file there was written and closed, so that no more is to be expected."""


class Watches:
    """The watches of one wiki; used by one thread only."""

    def __init__(self, hint: Hint, say: Callable[[str], None], *, poll: bool) -> None:
        """Watch nothing yet. ``say`` is told, once, if watching cannot be had."""
        self._hint = hint
        self._say = say
        self._poll = poll
        self._observer = _started(poll)
        self._scheduled: dict[tuple[str, bool], tuple[ObservedWatch, tuple[int, int]]] = {}

    def keep_in_step(self, places: Iterable[Place]) -> bool:
        """Watch those of the places that exist, as they are now, and nothing else; whether that is not as it was."""
        before = self._scheduled.copy()
        wanted = {(place.folder, place.deep): place for place in places}
        for key, (watch, identity) in [*self._scheduled.items()]:
            if key not in wanted or _identity(key[0]) != identity:
                self._observer.unschedule(watch)
                del self._scheduled[key]
        try:
            for key, place in wanted.items():
                if key not in self._scheduled:
                    self._schedule(place)
        except OSError as error:
            if self._poll:
                return True  # the sweep, slower, finds what changes in a folder that cannot be watched at all
            self._say(f"Changes cannot be waited for ({error.strerror}): all files are looked at every second instead.")
            self.stop()
            self._poll = True
            self._observer = _started(poll=True)
            self._scheduled.clear()
            self.keep_in_step(wanted.values())
        return before != self._scheduled

    def begin_anew(self) -> None:
        """Drop all watches: some of them have not told all that they should."""
        self._observer.unschedule_all()
        self._scheduled.clear()

    def stop(self) -> None:
        """Watch nothing more."""
        self._observer.stop()
        self._observer.join()

    def _schedule(self, place: Place) -> None:
        identity = _identity(place.folder)
        if identity is None:
            return
        handler = _Handler(place.matters, self._hint)
        try:
            watch = self._observer.schedule(handler, place.folder, recursive=place.deep)
        except FileNotFoundError:
            return  # gone by now; the folder around it tells when it is back
        self._scheduled[place.folder, place.deep] = watch, identity


class _Handler(FileSystemEventHandler):
    """Passes on the paths that matter."""

    def __init__(self, matters: Callable[[str], bool], hint: Hint) -> None:
        self._matters = matters
        self._hint = hint

    def dispatch(self, event: FileSystemEvent) -> None:
        """Pass on both paths of what was moved, and the one of everything else."""
        if isinstance(event, _NO_CHANGE):
            return
        for path in filter(None, (os.fsdecode(event.src_path), os.fsdecode(event.dest_path))):
            if self._matters(path):
                self._hint(path, isinstance(event, FileClosedEvent))


def _started(poll: bool) -> BaseObserver:
    observer = PollingObserver() if poll else Observer()
    observer.start()
    return observer


def _identity(folder: str) -> tuple[int, int] | None:
    """What tells a folder from another of the same name; None where there is none."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if os.path.isdir(folder) else None
