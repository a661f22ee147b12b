"""What the target of a link is: another host's, another file of the wiki, or nothing that may come out.

`normalized` is markdown-it's own normalisation with a short way for the addresses that it would not change.
"""

from __future__ import annotations

import re
from enum import Enum
from html import escape
from urllib.parse import unquote

from markdown_it.common.normalize_url import normalizeLink

_CLEAN = re.compile(r"(?:https?://[a-z0-9.\-]+(?=[/?#]|$))?[A-Za-z0-9\-._~/?#=&+,;@!$()*']*", re.ASCII)
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


def target_and_fragment(address: str) -> tuple[str, str]:
    """The two parts of a relative address, percent-decoded."""
    path, _, fragment = address.partition("#")
    return unquote(path), unquote(fragment)


def normalized(address: str) -> str:
    """Percent-encode an address as CommonMark's reference implementations do."""
    return address if _CLEAN.fullmatch(address) else normalizeLink(address)
