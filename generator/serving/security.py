"""Who is answered, and under which conditions a browser may use the answer.

In: the head of a request. Out: a refusal, or headers. Whoever shares the network, and every page that is open in the
same browser, may send requests here; only the writer's own preview is to read what comes back. Nothing is served here.
"""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePosixPath

from starlette.datastructures import Headers

METHODS = ("GET", "HEAD")

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".zip": "application/zip",
}
_ANY_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered."""

    status: HTTPStatus
    reason: str


@dataclass(frozen=True, slots=True)
class Guard:
    """What a request must be like: ``host`` is the address that the server was told to listen at."""

    host: str
    port: int

    def refusal(self, method: str, path: str, headers: Headers, local_host: str) -> Refusal | None:
        """Why a request is refused; None where it is welcome.

        ``local_host`` is the address of this machine that the connection came to. A name that is not ours was made to
        lead here by somebody else (DNS rebinding). A page of another site may lead here by a link, and load nothing.
        """
        if not self._is_ours(headers.get("host", ""), local_host):
            return Refusal(HTTPStatus.MISDIRECTED_REQUEST, "This name is not one of this preview's.")
        if method not in METHODS:
            return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD are answered.")
        if not path.startswith("/"):
            return Refusal(HTTPStatus.BAD_REQUEST, "An address starts with “/”.")
        is_visit = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        if headers.get("sec-fetch-site", "none") not in ("none", "same-origin") and not is_visit:
            return Refusal(HTTPStatus.FORBIDDEN, "Pages of other sites may not load this.")
        return None

    def event_refusal(self, headers: Headers) -> Refusal | None:
        """Why a request that `refusal` lets pass may not hear of changes: it comes from a page that is not ours."""
        if headers.get("origin", f"http://{headers['host']}") != f"http://{headers['host']}":
            return Refusal(HTTPStatus.FORBIDDEN, "Only pages of this preview hear of changes.")
        if headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return Refusal(HTTPStatus.FORBIDDEN, "Only pages of this preview hear of changes.")
        return None

    def _is_ours(self, named: str, local_host: str) -> bool:
        name, port = _split(named.lower())
        if port != self.port:
            return False
        if name in _LOOPBACK or name == _bracketed(self.host).lower():
            return True
        # Where every address is listened at, ours are those that a connection can come to, and this machine's name.
        own = {_bracketed(local_host), socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
        return self.host in _EVERY_ADDRESS and name in own


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or bool(address.version == 6 and address.ipv4_mapped and address.ipv4_mapped.is_loopback)


def url_of(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    return f"http://{'127.0.0.1' if host in _EVERY_ADDRESS else _bracketed(host)}:{port}/"


def type_of(path: str) -> str:
    """The content type of a file, by its name; never guessed from its bytes, never asked of the system."""
    return _TYPES.get(PurePosixPath(path).suffix.lower(), _ANY_TYPE)


def headers_for(content_type: str) -> dict[str, str]:
    """The headers of every answer. There is none that lets other origins in."""
    return {
        "content-type": content_type,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "referrer-policy": "same-origin",
        "x-frame-options": "SAMEORIGIN",
        "content-security-policy": _PICTURE_POLICY if content_type == _TYPES[".svg"] else _PAGE_POLICY,
    }


def _split(named: str) -> tuple[str, int]:
    """Name and port of a ``Host`` header; port 80 where it names none, -1 where that cannot be read."""
    name, colon, port = named.rpartition(":")
    if not colon or named.endswith("]"):
        return named, 80
    return name, int(port) if port.isascii() and port.isdigit() and len(port) <= 5 else -1


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
