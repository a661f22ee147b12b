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
from contextlib import suppress
from itertools import count, islice
from multiprocessing import get_context
from threading import Thread
from types import TracebackType
from typing import Any, Generic, TypeVar

if sys.platform == "linux":
    import fcntl

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

_PIPE = 1 << 20
"""In bytes: as much as Linux gives everybody."""

_TURN = 0.001
"""For how long a thread may keep others waiting, in seconds: those that send and fetch batches have little to do and
much that waits for it, which five times as long, Python's own, would keep idle.
"""

_tasks = count()
_understood: dict[int, Callable[[Any], Any]] = {}
"""In a process of ours: by the number of each task that is not over, what to do with a batch."""


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


def _do(task: int, function: Callable[[T], R] | None, over: tuple[int, ...], batch: T) -> R:
    """Done by a process of ours: one batch of a task, whose function it was perhaps told with an earlier batch. Those
    that are ``over`` it may forget.
    """
    for ended in over:
        _understood.pop(ended, None)
    if function is not None:
        _understood[task] = function
    if task not in _understood:
        raise _UntoldError
    result: R = _understood[task](batch)
    return result


def _widen(pool: ProcessPoolExecutor) -> None:
    """Have the pipes to and from the processes hold a whole batch, where the system lets us: with 64 KB, both ends wait
    for each other twenty times a batch, which costs a large build one second in thirty.
    """
    if sys.platform == "linux":
        for name in ("_call_queue", "_result_queue"):
            with suppress(AttributeError, OSError):  # another Python's, or more than an ordinary user may have
                fcntl.fcntl(getattr(pool, name)._writer, fcntl.F_SETPIPE_SZ, _PIPE)


class _Task(Generic[T, R]):
    """Batches that wait their turn, all for one function; ``over`` is where a task is noted when it is."""

    def __init__(self, pool: ProcessPoolExecutor, function: Callable[[T], R], over: list[int]) -> None:
        self._pool, self._function, self._number, self._over = pool, function, next(_tasks), over
        self._waiting: deque[tuple[Future[R], T]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def submit(self, batch: T, *, told: bool) -> None:
        """Put a batch in the queue; the function goes with it if the process that takes it may have to be ``told``."""
        self._waiting.append((self._submitted(batch, told=told), batch))

    def first(self) -> R:
        """The result of the batch that waits longest."""
        future, batch = self._waiting.popleft()
        try:
            return future.result()
        except _UntoldError:
            return self._submitted(batch, told=True).result()

    def rest(self) -> Iterator[R]:
        """The results of all that still wait; then the task is over."""
        while self._waiting:
            yield self.first()
        self._over.append(self._number)

    def _submitted(self, batch: T, *, told: bool) -> Future[R]:
        return self._pool.submit(_do, self._number, self._function if told else None, tuple(self._over), batch)


class Workers:
    """Processes that are started when they are first worth it, and ended with the ``with`` block."""

    def __init__(self, jobs: int | None = None) -> None:
        """Use ``jobs`` processes: by default as many as there are cores, with 1 none but this one."""
        self._jobs = min(jobs or os.cpu_count() or 1, _MOST)
        self._pool: ProcessPoolExecutor | None = None
        self._over: list[int] = []
        self._ending: Thread | None = None
        self._turn = sys.getswitchinterval()

    def __enter__(self) -> Workers:
        """Start nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes; after an error without waiting for work not begun."""
        sys.setswitchinterval(self._turn)
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

    def start(self, function: Callable[[], object]) -> None:
        """Start the processes, if there are to be any, and `warm_up` each: before it is known what work there is."""
        if self._jobs > 1:
            self._processes()
            self.warm_up(function)

    def warm_up(self, function: Callable[[], object]) -> None:
        """Have each process that is there do what it will have to do sooner or later, while it would be idle. Nobody
        waits for it: what fails now fails again, and is told, where it is needed.
        """
        for _ in range(self._jobs if self._pool is not None else 0):
            self._processes().submit(function)

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
        task = _Task(self._processes(), function, self._over)
        for number, batch in enumerate(work):
            # A function may hold megabytes: it goes along only until each process should have had a batch.
            task.submit(batch, told=number <= self._jobs * ahead)
            if len(task) > self._jobs * ahead:
                yield task.first()
        yield from task.rest()

    def submit(self, function: Callable[[T], R], work: Iterable[T]) -> Iterator[R]:
        """Have all of this done, beginning now if there are others to do it; return what yields ``function`` of each
        batch.
        """
        if self._jobs == 1:
            return map(function, work)
        task = _Task(self._processes(), function, self._over)
        for number, batch in enumerate(work):
            task.submit(batch, told=number <= self._jobs * _AHEAD)
        return task.rest()

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # "spawn" is the same everywhere, and safe in a process with threads (the preview server, progress bars).
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=get_context("spawn"), initializer=_begin)
            _widen(self._pool)
            sys.setswitchinterval(_TURN)
        return self._pool


HERE = Workers(1)
"""Nobody else: all work is done by this process."""
