"""Work that is spread over processes comes back as if it had been done here."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.workers import WORTH_IT, Workers, batches

BATCHES = 200


def plus(addend: int, numbers: list[int]) -> list[int]:
    """Add to each number."""
    return [number + addend for number in numbers]


def work() -> Iterator[list[int]]:
    """As many numbers as are worth sharing, and more batches than wait at a time."""
    return batches(range(2 * WORTH_IT), 2 * WORTH_IT // BATCHES)


def test_shared_work_comes_back_in_order() -> None:
    """Whichever process was faster."""
    with Workers(2) as workers:
        assert [*map(partial(plus, 1), work())] == [*workers.map(partial(plus, 1), work(), 2 * WORTH_IT)]


def test_two_tasks_at_a_time_are_not_mixed_up() -> None:
    """Processes that were told of another task meanwhile do each batch by its own."""
    with Workers(2) as workers:
        first, second = (workers.map(partial(plus, addend), work(), 2 * WORTH_IT) for addend in (1, 5))
        for one, other in zip(first, second, strict=True):
            assert [number + 4 for number in one] == other
