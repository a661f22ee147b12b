"""One line edited while a tool serves the site: from the moment it is saved until the new bytes are served.

In: a tool that can serve, and a folder that it has been prepared in. Out: a frozen `Edits`, in seconds an edit.

Each edit puts a word that was never there before into a sentence of another interview, and then asks for that
interview's page until the word is in it. Between two edits there is a pause, as when a person types. The work is the
CPU time that the server and its descendants took meanwhile, that of the many questions included.
"""

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.corpus import HIDES_EACH
from benchmarks.tool import Tool

_PAUSE = 0.5
_BETWEEN_QUESTIONS = 0.002
_LONGEST_EDIT = 60.0


@dataclass(frozen=True, slots=True)
class Edits:
    """Of each edit, how long it took to be served and how much work it was, in seconds; or why there are none."""

    waits: tuple[float, ...] = ()
    work: tuple[float, ...] = ()
    failure: str | None = None


def edit(tool: Tool, folder: Path, edits: int, limit: float) -> Edits:
    """Serve `folder`, edit as many interviews, and put them back; at most `limit` seconds until the first page, and
    again for all edits: a slow tool gets fewer.
    """
    assert tool.serve is not None
    notes = sorted((folder / "content" / "interviews").glob("[!_]*.md"))
    spread = (number * len(notes) // (edits + 1) for number in range(edits + 1))
    # What is hidden may be served nowhere.
    chosen = [notes[at + (at % HIDES_EACH == 0)] for at in spread]
    port = _free_port()
    try:
        with _running(tool.serve(folder, port), folder, tool) as server:
            _wait_for(port, chosen[0], b"<h1", limit)
            # The first edit finds everything cold, and says nothing of the next ones.
            until = time.perf_counter() + limit
            timed = [
                _edit_one(server, port, note, number)
                for number, note in enumerate(chosen)
                if number < 2 or time.perf_counter() < until
            ][1:]
    except TimeoutError as reason:
        return Edits(failure=str(reason))
    return Edits(tuple(wait for wait, _ in timed), tuple(work for _, work in timed))


def _edit_one(server: psutil.Process, port: int, note: Path, number: int) -> tuple[float, float]:
    before = note.read_text(encoding="utf-8")
    word = f"edited{number}"
    # In the last answer: the first sentences of a note are shown in lists, too.
    head, stop, rest = before.rpartition(". ")
    after = f"{head} {word}{stop}{rest}"
    worked, started = _worked(server), time.perf_counter()
    note.write_text(after, encoding="utf-8", newline="\n")
    _wait_for(port, note, word.encode(), _LONGEST_EDIT)
    wait = time.perf_counter() - started
    time.sleep(_PAUSE)
    work = _worked(server) - worked
    note.write_text(before, encoding="utf-8", newline="\n")
    time.sleep(_PAUSE)
    return wait, work


def _wait_for(port: int, note: Path, wanted: bytes, limit: float) -> None:
    until = time.perf_counter() + limit
    while time.perf_counter() < until:
        if wanted in _page(port, f"/interviews/{quote(note.stem)}/", limit):
            return
        time.sleep(_BETWEEN_QUESTIONS)
    raise TimeoutError(f"the page of {note.name} did not come within {limit:g} s")


def _page(port: int, address: str, limit: float) -> bytes:
    """What is served; nothing while nobody listens yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=limit)
    try:
        connection.request("GET", address)
        return connection.getresponse().read()
    except (ConnectionError, http.client.HTTPException):
        return b""
    finally:
        connection.close()


@contextmanager
def _running(command: tuple[str, ...], folder: Path, tool: Tool) -> Iterator[psutil.Process]:
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, **tool.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield psutil.Process(process.pid)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _worked(server: psutil.Process) -> float:
    times = [process.cpu_times() for process in (server, *server.children(recursive=True))]
    return sum(each.user + each.system for each in times)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
