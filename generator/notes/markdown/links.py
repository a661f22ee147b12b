"""What the target of a link is: another host's, another file of the wiki, or nothing that may come out.

`destination` and `normalized` are markdown-it's own, with a short way for addresses in which they have nothing to do.
"""

from __future__ import annotations

import re
from enum import Enum
from html import escape
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.helpers import parseLinkDestination

_PLAIN = re.compile(r"[^\x00-\x20\x7f\\()<&]+")
_UNRESERVED = r"A-Za-z0-9\-._~/?#=&+,;@!$()*'"
_CLEAN = re.compile(
    rf"https?://[a-z0-9.\-]+(?:[/?#](?:[{_UNRESERVED}:]|%[0-9A-Fa-f]{{2}})*)?|[{_UNRESERVED}]*", re.ASCII
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028\u2029\ufeff]")
_ALLOWED = frozenset({"http", "https", "mailto", "tel"})


class Whither(Enum):
    """Where a link leads."""

    OUTSIDE = "outside"
    FILE = "file"
    UNSAFE = "unsafe"


def whither(address: str) -> Whither:
    """Decide by the address as a browser would read it: white space and control characters do not hide a scheme."""
    bare = _IGNORED.sub("", address).replace("\\", "/")
    if bare.startswith("//"):
        return Whither.OUTSIDE
    scheme = _SCHEME.match(bare)
    if scheme is None:
        return Whither.FILE
    return Whither.OUTSIDE if scheme[1].lower() in _ALLOWED else Whither.UNSAFE


def outside(address: str) -> str:
    """The start tag of a link to another host."""
    bare = address.strip()
    if bare.startswith("//"):
        bare = "https:" + bare
    return f'<a href="{escape(bare)}" rel="noopener noreferrer">'


def last_part(fragment: str) -> str:
    """What is shown of a fragment: of ``Pay#In numbers`` the last heading, of ``^block`` the name."""
    return fragment.rstrip("#").rpartition("#")[2].strip().removeprefix("^")


def target_and_fragment(address: str) -> tuple[str, str]:
    """The two parts of a relative address, percent-decoded."""
    path, _, fragment = address.partition("#")
    return unquote(path), unquote(fragment)


def destination(text: str, start: int, end: int) -> Any:
    """Read the address that begins at ``start`` in a link's parentheses; ``ok``, ``str`` and ``pos`` of the result are
    whether there is one, the address, and where it ends.
    """
    plain = _PLAIN.match(text, start, end)
    if plain is None or (plain.end() < end and text[plain.end()] in "(\\<&"):
        return parseLinkDestination(text, start, end)
    return SimpleNamespace(ok=True, str=plain[0], pos=plain.end())


def normalized(address: str) -> str:
    """Percent-encode an address as CommonMark's reference implementations do."""
    return address if _CLEAN.fullmatch(address) else normalizeLink(address)
