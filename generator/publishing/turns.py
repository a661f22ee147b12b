"""One build at a time for each output folder.

In come the output and the cache folder; what goes out is a turn, for as long as the ``with`` block lasts. A process
that ends, however it ends, gives up its turn. Nothing is written but the lock file in the cache folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def turn(output: Path, cache: Path, say: Callable[[str], None]) -> Iterator[None]:
    """Wait until no other process builds into ``output``; ``say`` is told, once, if that takes a while.

    Where no lock can be had (the wiki's folder may be read-only), ``say`` is told so, and the build goes on.
    """
    name = hashlib.sha256(os.fsencode(os.path.realpath(output))).hexdigest()[:12]
    lock = FileLock(cache / f"output-{name}.lock")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            say(f"Another Fieldpath is building `{output.name}`; waiting until it is done.")
            lock.acquire()
    except OSError as error:
        say(f"No lock could be made in `{cache.name}` ({error.strerror or error}): let no other build run meanwhile.")
    try:
        yield
    finally:
        lock.release()
