"""Work that is spread over processes comes back as if it had been done here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial

import pytest

from generator.workers import WORTH_IT, Workers, batches

BATCHES = 200


def plus(addend: int, numbers: list[int]) -> list[int]:
    """Add to each number."""
    return [number + addend for number in numbers]


def work() -> Iterator[list[int]]:
    """As many numbers as are worth sharing, and more batches than wait at a time."""
    return batches(range(2 * WORTH_IT), 2 * WORTH_IT // BATCHES)


def test_shared_work_comes_back_in_order() -> None:
    """Whichever process was faster; and the threads here take turns afterwards as they did before."""
    turn = sys.getswitchinterval()
    with Workers(2) as workers:
        assert [*map(partial(plus, 1), work())] == [*workers.map(partial(plus, 1), work(), 2 * WORTH_IT)]
    assert turn == sys.getswitchinterval()


def test_many_tasks_at_a_time_are_not_mixed_up() -> None:
    """Processes that were told of other tasks meanwhile do each batch by its own."""
    with Workers(2) as workers:
        tasks = [workers.map(partial(plus, addend), work(), 2 * WORTH_IT) for addend in (1, 5)]
        tasks += [workers.submit(partial(plus, addend), work()) for addend in (10, 20, 30)]
        for results in zip(*tasks, strict=True):
            assert [results[0]] * 5 == [
                plus(1 - addend, some) for some, addend in zip(results, (1, 5, 10, 20, 30), strict=True)
            ]


def test_alone_what_is_begun_is_done_when_it_is_asked_for() -> None:
    """One process has nobody else to begin."""
    with Workers(1) as workers:
        assert [*map(partial(plus, 1), work())] == [*workers.submit(partial(plus, 1), work())]
        assert not workers.are_there


def nothing() -> None:
    """What a process has to do to be ready."""


def test_processes_start_before_there_is_work_for_them() -> None:
    """Where there are to be any; what they get ready for is then done as ever."""
    with Workers(1) as alone, Workers(2) as workers:
        alone.start(nothing)
        workers.start(nothing)
        assert (False, True) == (alone.are_there, workers.are_there)
        assert [*map(partial(plus, 1), work())] == [*workers.map(partial(plus, 1), work(), 2 * WORTH_IT)]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody can choose how much a pipe holds")
def test_pipes_to_the_processes_hold_a_whole_batch() -> None:
    """Or both ends of them would wait for each other all the time: nothing else would tell that they do."""
    import fcntl

    def wide() -> set[str]:
        fds = [fd for fd in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{fd}")]
        pipes = [fd for fd in fds if os.readlink(f"/proc/self/fd/{fd}").startswith("pipe:")]
        return {fd for fd in pipes if fcntl.fcntl(int(fd), fcntl.F_GETPIPE_SZ) >= 1 << 20}

    before = wide()
    with Workers(2) as workers:
        assert [*map(partial(plus, 1), work())] == [*workers.map(partial(plus, 1), work(), 2 * WORTH_IT)]
        # Two pipes, of each of which this process has both ends.
        assert len(wide() - before) == 4
