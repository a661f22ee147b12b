"""Bursts of events become builds, one at a time, always on the same thread, the first one at once.

In: a wiki, and whom to tell. Out: calls of `rebuild`. An event is only a hint that something may be different; what
differs is found out by the build. A change that comes during a build causes one more. Nothing is written.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, time_ns

from generator.watching.places import places, spelled
from generator.watching.sweeping import differing, look, untold
from generator.watching.watches import Watches
from generator.wiki import Wiki

_QUIET = 0.03
"""Seconds without an event after which a change is taken to be complete."""
_QUIET_AFTER_CLOSE = 0.01
"""The same after a single file was written and closed."""
_LATEST = 0.4
"""Seconds after which a change is built, however many more events come."""
_CROWD = 20
"""From so many paths on, it is no person who writes but a program, such as ``git checkout``: it is given more time."""
_QUIET_CROWD = 0.3
_LATEST_CROWD = 30.0
_SWEEP = 3.0
"""Seconds between two sweeps, at least."""
_SWEEP_SHARE = 20
"""A sweep takes at most one part in so many of the time."""
_DELIVERY = 1.5
"""Seconds within which an event has arrived, also from an observer that looks once a second."""


@dataclass(frozen=True, slots=True)
class Listener:
    """Whom a watcher tells. `hinted` and `begun` are called with a lock held: they may not wait for anything."""

    rebuild: Callable[[frozenset[Path] | None], None]
    """Build. Called on the watcher's own thread; it must not raise. It is given the only paths that can have changed
    since the last time, as the wiki spells them, or None where that cannot be told."""
    hinted: Callable[[], None]
    """Something may have changed: a build will come."""
    begun: Callable[[], None]
    """A build begins, with all that was hinted at until now."""
    say: Callable[[str], None]
    """Tell the writer something about watching."""


@dataclass(slots=True)
class _Burst:
    """The paths hinted at since the last build began, and when."""

    paths: set[str] = field(default_factory=set)
    first: float = 0.0
    last: float = 0.0
    closed: bool = False

    def add(self, path: str, closed: bool) -> None:
        """One more hint."""
        self.last, self.closed = monotonic(), closed
        self.first = self.first if self.paths else self.last
        self.paths.add(path)

    def due(self) -> float:
        """When to build, on the clock `monotonic`."""
        if len(self.paths) >= _CROWD:
            return min(self.last + _QUIET_CROWD, self.first + _LATEST_CROWD)
        quiet = _QUIET_AFTER_CLOSE if self.closed and len(self.paths) == 1 else _QUIET
        return min(self.last + quiet, self.first + _LATEST)


class Watcher:
    """Watches one wiki from `start` to `stop`."""

    def __init__(self, wiki: Wiki, listener: Listener, *, poll: bool = False) -> None:
        """With ``poll``, look at all files again and again instead of waiting for events, as network drives need."""
        self._wiki = wiki
        self._listener = listener
        self._poll = poll
        self._changed = threading.Condition()
        self._burst = _Burst()
        self._told: set[str] = set()
        self._built_ns = 0
        self._is_building = False
        self._has_missed = False
        self._stopping = threading.Event()
        self._threads = (
            threading.Thread(target=self._build, name="fieldpath-build"),
            threading.Thread(target=self._sweep, name="fieldpath-sweep"),
        )

    def start(self) -> None:
        """Begin to watch, and build for the first time."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End; returns when no build is under way any more."""
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    @property
    def stopping(self) -> bool:
        """Whether `stop` was called: a build may then give up."""
        return self._stopping.is_set()

    def hint(self, path: str, closed: bool = False) -> None:
        """Something may have changed at a whole path; ``closed`` if a file there was just written and closed."""
        with self._changed:
            if not self._burst.paths:
                self._listener.hinted()
            self._burst.add(path, closed)
            self._told.add(path)
            self._changed.notify_all()

    def _build(self) -> None:
        watches = Watches(self.hint, self._listener.say, poll=self._poll)
        try:
            while not self.stopping:
                if self._has_missed:
                    watches.begin_anew()
                # First watch, then look: what changes in between is then looked at twice, never not at all.
                has_moved = watches.keep_in_step(places(self._wiki))
                with self._changed:
                    hints = None if self._has_missed or has_moved else frozenset(self._burst.paths)
                    self._burst, self._built_ns = _Burst(), time_ns()
                    self._is_building, self._has_missed = True, False
                    self._listener.begun()
                self._listener.rebuild(None if hints is None else spelled(self._wiki, hints))
                with self._changed:
                    self._is_building = False
                    self._wait_until_due()
        finally:
            watches.stop()

    def _wait_until_due(self) -> None:
        while not self.stopping:
            wait = self._burst.due() - monotonic() if self._burst.paths else None
            if wait is not None and wait <= 0:
                return
            self._changed.wait(wait)

    def _sweep(self) -> None:
        begun_ns = time_ns()
        # What changes from now on is looked for in the first sweep, also if it was there before this first look.
        before = {path: stamp for path, stamp in look(self._wiki).items() if stamp[1] < begun_ns}
        pause = _SWEEP
        while not self._stopping.wait(pause):
            with self._changed:
                if self._is_building or self._burst.paths:
                    continue
                told, self._told, built_ns = self._told, set(), self._built_ns
            begun = monotonic()
            now = look(self._wiki)
            pause = max(_SWEEP, _SWEEP_SHARE * (monotonic() - begun))
            different = differing(before, now)
            before = now
            if not untold(different, told, now, built_ns) or self._stopping.wait(_DELIVERY):
                continue
            with self._changed:
                if missed := untold(different, told | self._told, now, self._built_ns):
                    self._has_missed = True
                    self.hint(min(missed))
