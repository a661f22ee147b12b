"""The preview's web application: pages, files and the stream of changes.

In: requests. Out: files of the site as the newest build left them, pages with the script that follows the site. A
request that comes while something is being built waits for it. Who may ask is decided by the guard; nothing is written.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from generator.serving.events import stream
from generator.serving.injection import with_script
from generator.serving.lookup import MISSING, Found, Moved, address_of_file, find, true_file
from generator.serving.preview import Preview
from generator.serving.security import METHODS, Guard, Refusal, headers_for, is_loopback, type_of

_OWN = "/.fieldpath"
"""Where the preview's own files are: no page can have such an address."""
_ASSETS = ("follow.js", "findings.js", "place.js", "findings.css")
_PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class App:
    """The application for one output folder; `token` is new with each start."""

    output: Path
    preview: Preview
    guard: Guard
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    assets: dict[str, bytes] = field(default_factory=lambda: _assets())

    def asgi(self) -> ASGIApp:
        """What a server runs."""
        routes = [
            Route(f"{_OWN}/{{token}}/events", self._events),
            Route(f"{_OWN}/{{token}}/{{name}}", self._asset),
            Route("/{path:path}", self._page),
        ]
        return _Guarded(Starlette(routes=routes), self.guard)

    async def _page(self, request: Request) -> Response:
        outcome = await self.preview.settled()
        if outcome is None:
            return _answer(HTTPStatus.SERVICE_UNAVAILABLE, "The preview is ending.")
        found = find(request.scope["path"], outcome.files)
        if isinstance(found, Moved):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(found.address + query, HTTPStatus.FOUND, headers_for(_PLAIN))
        if found is None:
            return self._file(Found(MISSING), outcome.number, HTTPStatus.NOT_FOUND)
        return self._file(found, outcome.number, HTTPStatus.OK)

    def _file(self, found: Found, build: int, status: HTTPStatus) -> Response:
        file = true_file(self.output, found.path)
        headers = headers_for(type_of(found.path))
        if not found.path.endswith(".html"):
            return FileResponse(file, status, headers) if file else _answer(HTTPStatus.NOT_FOUND, "It is gone.")
        source = f"{_OWN}/{self.token}/follow.js"
        page = with_script(Path(file).read_bytes() if file else _NOTHING, source, build, address_of_file(found.path))
        return Response(page, status if file else HTTPStatus.NOT_FOUND, headers)

    async def _events(self, request: Request) -> Response:
        refused = self.guard.event_refusal(request.headers)
        if refused or not self._knows_token(request):
            return _answer(*(refused.status, refused.reason) if refused else (HTTPStatus.NOT_FOUND, "Unknown."))
        since = request.query_params.get("since", "")
        events = stream(
            self.preview,
            int(since) if since.isascii() and since.isdigit() and len(since) < 10 else 0,
            # Findings quote notes, also from what no edition would show: they are for the writer's own machine.
            with_findings=request.client is not None and is_loopback(request.client.host),
        )
        return StreamingResponse(events, headers=headers_for("text/event-stream; charset=utf-8"))

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if not self._knows_token(request) or name not in self.assets:
            return _answer(HTTPStatus.NOT_FOUND, "Unknown.")
        return Response(self.assets[name], headers=headers_for(type_of(name)))

    def _knows_token(self, request: Request) -> bool:
        return hmac.compare_digest(request.path_params["token"].encode(), self.token.encode())


_NOTHING = b"""<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Nothing is built yet</title>
</head>
<body>
  <main>
    <h1>Nothing is built yet</h1>
    <p>What stands in the way is told here and in the terminal. Once it is mended, the page appears.</p>
  </main>
</body>
</html>
"""
"""What is shown where not even the page for missing pages could be built."""


@dataclass(frozen=True, slots=True)
class _Guarded:
    """An application behind a guard: what is refused never reaches it."""

    app: ASGIApp
    guard: Guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        local = scope.get("server") or ("", 0)
        refused = self.guard.refusal(scope["method"], scope["path"], Headers(scope=scope), local[0])
        await (_refuse(refused) if refused else self.app)(scope, receive, send)


def _refuse(refused: Refusal) -> Response:
    response = _answer(refused.status, refused.reason)
    if refused.status is HTTPStatus.METHOD_NOT_ALLOWED:
        response.headers["allow"] = ", ".join(METHODS)
    return response


def _answer(status: HTTPStatus, text: str) -> Response:
    return Response(f"{text}\n", status, headers_for(_PLAIN))


def _assets() -> dict[str, bytes]:
    folder = files("generator.serving").joinpath("assets")
    return {name: folder.joinpath(name).read_bytes() for name in _ASSETS}
