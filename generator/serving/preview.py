"""What the preview shows now, and whoever waits for the next.

In: what becomes of each build, told from the thread that builds. Out: the newest finished build, for requests, which
wait while one is under way, and for the pages that listen. All of it happens on the server's event loop; nothing is
built or served here.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from generator.reporting import Report
from generator.serving.findings import Findings

_HEARTBEAT = 15.0
"""Seconds after which a listener is told that there is nothing to tell: only so is a lost one noticed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build left: its number, counted from 1; the site's files and those that differ from before, as output
    paths; what it found. ``crash`` is the traceback of a bug of ours, or empty; after a bug the site is as it was.
    """

    number: int
    report: Report
    files: frozenset[str]
    changed: frozenset[str]
    findings: Findings
    crash: str = ""


class Preview:
    """The state that the server shares with the thread that builds."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """A first build is expected: until it is done, requests wait."""
        self._loop = loop
        self._outcome: Outcome | None = None
        self._changed_in: dict[str, int] = {}
        self._is_pending = True
        self._is_building = False
        self._is_closed = False
        self._turned = asyncio.Event()

    # Told from other threads: none of these waits.

    def hinted(self) -> None:
        """Something may have changed: who asks from now on waits for the build that is to come."""
        self._tell(self._hinted)

    def begun(self) -> None:
        """A build begins, with all that was hinted at until now."""
        self._tell(self._begun)

    def finished(self, outcome: Outcome) -> None:
        """A build is done."""
        self._tell(lambda: self._finished(outcome))

    def close(self) -> None:
        """The server is about to end: nobody waits any more."""
        self._tell(self._close)

    # Asked on the loop

    async def settled(self) -> Outcome | None:
        """The build that holds all changes hinted at until now, waited for if need be; None where none will come."""
        awaited = self._number + self._is_pending + self._is_building
        while self._number < awaited and not self._is_closed:
            await self._turned.wait()
        return self._outcome

    async def outcomes(self) -> AsyncIterator[Outcome | None]:
        """The newest build and every one from now on; None now and then where there is nothing new."""
        seen = 0
        while not self._is_closed:
            if self._outcome is not None and self._number > seen:
                seen = self._number
                yield self._outcome
                continue
            try:
                async with asyncio.timeout(_HEARTBEAT):
                    await self._turned.wait()
            except TimeoutError:
                yield None

    def changed_since(self, build: int) -> frozenset[str]:
        """The output paths that differ from what they were after that build."""
        return frozenset(path for path, number in self._changed_in.items() if number > build)

    @property
    def _number(self) -> int:
        return self._outcome.number if self._outcome else 0

    def _tell(self, news: Callable[[], None]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(news)

    def _hinted(self) -> None:
        self._is_pending = True

    def _begun(self) -> None:
        self._is_pending, self._is_building = False, True

    def _finished(self, outcome: Outcome) -> None:
        self._is_building = False
        if self._outcome is not None:
            self._changed_in |= dict.fromkeys(outcome.changed, outcome.number)
        self._outcome = outcome
        self._wake()

    def _close(self) -> None:
        self._is_closed = True
        self._wake()

    def _wake(self) -> None:
        self._turned.set()
        self._turned = asyncio.Event()
