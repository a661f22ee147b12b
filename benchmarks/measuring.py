"""One build as a whole process: how long, how much work, how much memory.

In: a command, a folder to run it in, a limit in seconds. Out: a frozen `Measurement`.

- Wall time is from starting the process until it was waited for, interpreter start included.
- CPU time is what the kernel reports at that wait (`wait4`): user plus system time of the process and of all
  descendants that were themselves waited for.
- Memory is sampled five times a second with psutil: more often, it would slow tools that use all cores. `peak_tree` is
  the greatest sum of resident sizes over the process and its descendants; memory that forked processes share is counted
  once for each of them, so the true figure is at most that. `peak_process` is the greatest resident size of any one of
  them. The kernel's own `ru_maxrss` is not used: a child inherits it from the process that started it, this one.
"""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

INTERVAL = 0.2
_TAIL_BYTES = 2000


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds and bytes of one run; `failure` says in a line why the run does not count."""

    wall: float
    cpu: float
    peak_tree: int
    peak_process: int
    failure: str | None = None


class _MemorySampler(threading.Thread):
    """Watches a process and its descendants until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak_tree = 0
        self.peak_process = 0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        try:
            root = psutil.Process(self._pid)
        except psutil.NoSuchProcess:
            return
        while not self._done.is_set():
            sizes = [_resident(process) for process in _tree(root)]
            self.peak_tree = max(self.peak_tree, sum(sizes))
            self.peak_process = max(self.peak_process, *sizes)
            self._done.wait(INTERVAL)

    def stop(self) -> None:
        self._done.set()
        self.join()


def _tree(root: psutil.Process) -> list[psutil.Process]:
    try:
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return [root]


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:  # it ended between the listing and the question
        return 0


def _tail(log: IO[bytes]) -> str:
    """The last line a failed tool printed: usually the one that says why."""
    size = log.seek(0, os.SEEK_END)
    log.seek(max(0, size - _TAIL_BYTES))
    lines = [line.strip() for line in log.read().decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[-1] if lines else "it printed nothing"


def _kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def measure(command: Sequence[str], folder: Path, limit: float, environment: Mapping[str, str]) -> Measurement:
    """Run `command` in `folder` and wait for it; after `limit` seconds it is killed with all its descendants."""
    # Pages that earlier runs left to be written would be written during this one, at its cost.
    os.sync()
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        sampler = _MemorySampler(process.pid)
        expired = threading.Event()

        def expire() -> None:
            expired.set()
            _kill_group(process.pid)

        timer = threading.Timer(limit, expire)
        sampler.start()
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            # Popen must not wait a second time for a process that is gone.
            process.returncode = os.waitstatus_to_exitcode(status)
        except BaseException:
            # Nothing of an interrupted run may go on in the background.
            _kill_group(process.pid)
            raise
        finally:
            timer.cancel()
            sampler.stop()
        failure = None
        if expired.is_set():
            failure = f"stopped after {limit:g} s, the limit of one run"
        elif process.returncode != 0:
            failure = f"exit status {process.returncode}: {_tail(log)}"
    cpu = usage.ru_utime + usage.ru_stime
    return Measurement(wall, cpu, sampler.peak_tree, sampler.peak_process, failure)
