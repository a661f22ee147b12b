"""Work spread over the processor's cores.

In: a pure function and batches of work. Out: its results, in the order of the batches. Little work is done right here;
much is done by processes that are started once and kept. The results are the same either way. Nothing here knows what
the work is.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import count, islice
from multiprocessing import get_context
from threading import Thread
from types import TracebackType
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 400
"""From how many pieces of work on starting processes (about half a second) pays."""

_AHEAD = 4
"""How many batches a process may have waiting: enough to stay busy, few enough to keep memory small."""


_MOST = 61 if sys.platform == "win32" else 1024
"""Windows can wait for no more processes at once."""

_BEHIND = 10
"""How far processes stand back for the one that started them: where there are fewer cores than processes, all wait for
it, and it for none.
"""

_MANY_OBJECTS = 100_000
"""After how many new objects a process looks for circles among them: a batch makes tens of thousands that live as long
as it, and are looked through in vain.
"""

_tasks = count()
_understood: tuple[int, Callable[[Any], Any]] = (-1, len)
"""In a process of ours: the number of its task, and what to do with each batch."""


class _UntoldError(Exception):
    """A process got a batch before it was told what to do with it."""


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield ``items`` in lists of ``size``, the last perhaps shorter."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _begin() -> None:
    """A process of ours lives for one build, and is ended by the one that started it, not by Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # It owns nothing that would have to be put in order, and who waits for it need not wait until all is taken apart.
    atexit.register(os._exit, 0)
    gc.set_threshold(_MANY_OBJECTS)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)


def _do(task: int, function: Callable[[T], R] | None, batch: T) -> R:
    """Done by a process of ours: one batch of a task, whose function it was perhaps told with an earlier batch."""
    global _understood
    if function is not None:
        _understood = task, function
    if _understood[0] != task:
        raise _UntoldError
    result: R = _understood[1](batch)
    return result


class Workers:
    """Processes that are started when they are first worth it, and ended with the ``with`` block."""

    def __init__(self, jobs: int | None = None) -> None:
        """Use ``jobs`` processes: by default as many as there are cores, with 1 none but this one."""
        self._jobs = min(jobs or os.cpu_count() or 1, _MOST)
        self._pool: ProcessPoolExecutor | None = None
        self._ending: Thread | None = None

    def __enter__(self) -> Workers:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; after an error without waiting for work not begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=error is not None)
            self._pool = None
        if self._ending is not None:
            self._ending.join()
            self._ending = None

    @property
    def are_there(self) -> bool:
        """Whether processes have been started, so that more work for them costs nothing but itself."""
        return self._pool is not None

    def dismiss(self) -> None:
        """Let the processes go, if there are any, while other things are done."""
        if self._pool is not None:
            self._ending = Thread(target=self._pool.shutdown)
            self._ending.start()
            self._pool = None

    def share(self, total: int) -> bool:
        """Whether so many pieces of work are worth more processes than this one."""
        return self._jobs > 1 and total >= WORTH_IT

    def map(self, function: Callable[[T], R], work: Iterable[T], total: int, ahead: int = _AHEAD) -> Iterator[R]:
        """Yield ``function`` of each batch in ``work``, ``total`` being the pieces of work in all of them.

        Batches are taken from ``work`` as they are needed, at most ``ahead`` a process before their turn.
        """
        if not self.share(total):
            yield from map(function, work)
            return
        pool, task = self._started(), next(_tasks)
        waiting: deque[tuple[Future[R], T]] = deque()

        def first() -> R:
            future, batch = waiting.popleft()
            try:
                return future.result()
            except _UntoldError:
                return pool.submit(_do, task, function, batch).result()

        for number, batch in enumerate(work):
            # A function may hold megabytes: it goes along only until each process should have had a batch.
            told = function if number <= self._jobs * ahead else None
            waiting.append((pool.submit(_do, task, told, batch), batch))
            if len(waiting) > self._jobs * ahead:
                yield first()
        while waiting:
            yield first()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # "spawn" is the same everywhere, and safe in a process with threads (the preview server, progress bars).
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn"), initializer=_begin)
        return self._pool


HERE = Workers(1)
"""Nobody else: all work is done by this process."""
