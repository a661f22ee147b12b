"""The preview server from start to Ctrl-C: it listens, watches, builds and tells.

In: a wiki, and how to serve it. Out: a site in a folder of ``.fieldpath/``, always as the files are, and a server
for it. Building is done on one thread of its own, serving on this one.
"""

from __future__ import annotations

import asyncio
import errno
import os
import socket
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import Protocol

import uvicorn
from starlette.types import ASGIApp

from generator.builder import Builder, Options
from generator.notes.note import Audience
from generator.reporting import Progress, Report
from generator.serving.app import App
from generator.serving.findings import findings
from generator.serving.preview import Outcome, Preview
from generator.serving.security import Guard, url_of
from generator.watching.watcher import Listener, Watcher
from generator.wiki import Wiki

_HIGHEST_PORT = 65_535
_PORTS = 50
"""How many ports are tried, from the one that is asked for."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve: which edition, at which address, from which port on (0 for any that is free), whether to look for
    changes again and again instead of waiting for events, and with how many processes to build (by default one a core).
    """

    edition: Audience = Audience.PRIVATE
    host: str = "127.0.0.1"
    port: int = 8000
    poll: bool = False
    jobs: int | None = None


class Teller(Progress, Protocol):
    """Hears what happens. `listening` is called first, on the thread that serves; all else on the one that builds."""

    def listening(self, url: str, port: int) -> None:
        """Requests are answered at ``url``."""

    def begun(self) -> None:
        """A build begins."""

    def built(self, outcome: Outcome) -> None:
        """A build is done."""


def serve(wiki: Wiki, serving: Serving, teller: Teller) -> None:
    """Serve until Ctrl-C. Raises OSError where the address cannot be listened at."""
    wiki = replace(wiki, output=wiki.cache / f"preview-{serving.edition}")
    with _listen(serving.host, serving.port) as listening:
        asyncio.run(_serve(wiki, serving, teller, listening))


async def _serve(wiki: Wiki, serving: Serving, teller: Teller, listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    preview = Preview(asyncio.get_running_loop())
    builds = _Builds(wiki, serving, teller, preview)
    app = App(wiki.output, preview, Guard(serving.host, port))
    server = _Server(app.asgi(), preview.close)
    teller.listening(url_of(serving.host, port), port)
    builds.watcher.start()
    try:
        await server.serve([listening])
    finally:
        preview.close()
        await asyncio.to_thread(builds.watcher.stop)


class _Stopped(BaseException):
    """A build gives up because the server ends; like Ctrl-C, it is no error."""


@dataclass(slots=True)
class _Builds:
    """One build after the other, always on the watcher's thread."""

    wiki: Wiki
    serving: Serving
    teller: Teller
    preview: Preview
    watcher: Watcher = field(init=False)
    builder: Builder = field(init=False)
    last: Outcome | None = None

    def __post_init__(self) -> None:
        listener = Listener(self.rebuild, self.preview.hinted, self.preview.begun, self.teller.say)
        self.watcher = Watcher(self.wiki, listener, poll=self.serving.poll)
        self.builder = Builder(self.wiki, Options(self.serving.edition, jobs=self.serving.jobs), _Stoppable(self))

    def rebuild(self, hints: frozenset[Path] | None) -> None:
        """Build, and tell what came of it; a bug is told too, and the next change is built as if it had not been."""
        with suppress(OSError):  # nobody may read the terminal any more; the browser still follows
            self.teller.begun()
        report, crash = Report(), ""
        try:
            report = self.builder.build(hints)
        except _Stopped:
            return
        except Exception:
            # A bug of ours must not end the writer's preview. It is shown in full, in the terminal and in the browser.
            if self.watcher.stopping:
                return
            crash = traceback.format_exc()
        before = self.last
        kept = before.files if before else frozenset[str]()
        self.last = Outcome(
            number=before.number + 1 if before else 1,
            report=report,
            files=self.builder.files() or kept,
            changed=report.changed,
            findings=findings(report.diagnostics, self.wiki, crash),
            crash=crash,
        )
        self.preview.finished(self.last)
        with suppress(OSError):
            self.teller.built(self.last)
        self.builder.look_ahead()


@dataclass(frozen=True, slots=True)
class _Stoppable:
    """Progress that is passed on, and that ends a build at its next step once the server ends."""

    builds: _Builds

    def stage(self, name: str, total: int) -> Callable[[int], None]:
        told = self.builds.teller.stage(name, total)

        def done(more: int) -> None:
            if self.builds.watcher.stopping:
                raise _Stopped
            told(more)

        return done

    def say(self, message: str) -> None:
        self.builds.teller.say(message)


class _Server(uvicorn.Server):
    """uvicorn, which ends at the first Ctrl-C: whoever waits or listens is sent away first."""

    def __init__(self, app: ASGIApp, send_away: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http="h11",
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=2,
            )
        )
        self._send_away = send_away

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End; at once if asked again."""
        self.force_exit = self.should_exit
        self.should_exit = True
        self._send_away()


def _listen(host: str, port: int) -> socket.socket:
    """A socket at the first port that is free, from ``port`` on."""
    family, kind, protocol, _, address = socket.getaddrinfo(
        host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    candidates = range(port, min(port + _PORTS, _HIGHEST_PORT + 1)) if port else range(1)
    for candidate in candidates:
        listening = socket.socket(family, kind, protocol)
        try:
            if os.name == "posix":
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind((address[0], candidate, *address[2:]))
            listening.listen(128)
        except OSError as error:
            listening.close()
            if error.errno != errno.EADDRINUSE or candidate == candidates[-1]:
                raise
        else:
            return listening
    raise AssertionError("a port was found or an error raised")
