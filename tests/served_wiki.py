"""A running `fieldpath serve` for tests: a real process, a real port.

In: a wiki's folder. Out: what a client gets, through a plain socket where a client library would tidy up what is asked.
"""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.request import urlopen

T = TypeVar("T")

PATIENCE = 30.0
"""Seconds after which what is waited for will not come; generous, for machines that are busy."""


PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==")
"""A picture of one point."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP response."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class ServedWiki:
    """The preview of one wiki."""

    root: Path
    process: subprocess.Popen[str]
    lines: queue.Queue[str] = field(default_factory=queue.Queue)
    told: list[str] = field(default_factory=list)
    url: str = ""
    port: int = 0

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Ask for a path exactly as it is given."""
        given = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"} | dict(headers or {})
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items() if value)]
        return self.raw("\r\n".join([*lines, "", ""]).encode())

    def raw(self, request: bytes) -> Answer:
        """Send bytes, and read until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(request)
            received = b""
            while block := connection.recv(65536):
                received += block
        return parsed(received)

    def text(self, path: str) -> str:
        """The body of a page."""
        with urlopen(self.url + path.lstrip("/"), timeout=PATIENCE) as response:
            body: bytes = response.read()
        return body.decode()

    def own(self) -> str:
        """The path under which the preview has its own files in this run."""
        found = re.search(r'src="(/\.fieldpath/[^/]+)/follow\.js"', self.text("/"))
        assert found
        return found[1]

    @contextmanager
    def events(self) -> Iterator[Iterator[dict[str, Any]]]:
        """The messages of the event stream, from the first on."""
        with urlopen(f"{self.url}{self.own().lstrip('/')}/events?since=0", timeout=PATIENCE) as stream:
            lines = (line.decode().removeprefix("data: ") for line in stream if line.startswith(b"data: "))
            yield map(json.loads, lines)

    def tells(self, part: str) -> str:
        """The next line of output or of findings that holds ``part``, waited for."""
        return until(lambda: next((line for line in self._heard() if part in line), None))

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def _heard(self) -> list[str]:
        while not self.lines.empty():
            self.told.append(self.lines.get())
        return self.told


@contextmanager
def serving(root: Path, *arguments: str) -> Iterator[ServedWiki]:
    """A preview of the wiki in ``root`` on any free port, until the end of the block."""
    command = [sys.executable, "-m", "generator", "serve", "--port", "0", *arguments]
    search = os.pathsep.join(filter(None, (str(Path(__file__).parent.parent), os.environ.get("PYTHONPATH"))))
    environment = os.environ | {"PYTHONPATH": search, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    served = ServedWiki(root, process)
    reader = threading.Thread(target=_read, args=(process, served.lines))
    reader.start()
    try:
        served.url = served.tells("(Ctrl-C stops)").split()[0]
        served.port = int(served.url.rstrip("/").rpartition(":")[2])
        yield served
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(PATIENCE)
        reader.join()
        assert process.stdout
        process.stdout.close()


def until(ask: Callable[[], T | None]) -> T:
    """What ``ask`` gives once it gives something that counts; asked again and again."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if answer := ask():
            return answer
        time.sleep(0.02)
    raise AssertionError("what was waited for did not come")


def parsed(received: bytes) -> Answer:
    """A response from its bytes; status 0 where the server closed without one."""
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return Answer(int(first.split()[1]) if first else 0, headers, body)


def _read(process: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    assert process.stdout
    for line in process.stdout:
        lines.put(line.rstrip("\n"))
