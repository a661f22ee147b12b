"""From what a browser asks for to a file of the site.

In: a path as asked for, decoded once, and the list of the site's files. Out: one of the list, or none: what is asked
for is compared with names and never itself looked for on the disk.
"""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

MISSING = "404.html"
"""The output path of the page that stands for every address without one."""


@dataclass(frozen=True, slots=True)
class Found:
    """The output path of what was asked for."""

    path: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The address of a page that was asked for without its last ``/``, percent-encoded."""

    address: str


def find(asked: str, files: AbstractSet[str]) -> Found | Moved | None:
    """What stands for the path of a request, such as ``/fields/health/``; None where the site has nothing there."""
    for path in dict.fromkeys((asked[1:], normalize("NFC", asked[1:]))):
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if file in files:
            return Found(file)
        if f"{path}/index.html" in files:
            return Moved(f"/{quote(path)}/")
    return None


def address_of_file(path: str) -> str:
    """The address under which a browser knows an output path, not encoded."""
    return normalize("NFC", f"/{path.removesuffix('index.html')}" if _is_index(path) else f"/{path}")


def true_file(output: Path, path: str) -> str | None:
    """Where a listed file is on the disk; None where it is gone, or somebody put a link in its way."""
    place = os.fspath(output)
    for name in path.split("/"):
        place = os.path.join(place, name)
        if os.path.islink(place):
            return None
    return place if os.path.isfile(place) else None


def _is_index(path: str) -> bool:
    return path == "index.html" or path.endswith("/index.html")
