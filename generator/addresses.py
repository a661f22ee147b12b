"""Addresses on the site: slugs, output paths and the links between pages.

In come titles, names and addresses such as ``/interviews/dana-rivera/`` or ``/feed.xml`` (an address starts with ``/``;
one that ends in ``/`` is a folder's ``index.html``). Out come slugs, output paths and links. Nothing here touches
a disk or knows what an address shows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, normalize
from urllib.parse import quote, unquote

ROOT = "\x1a"
"""Where links within the site begin until their page is finished, which then says how its own folder leads to the root;
so whatever holds a link is the same on every page. Notes hold no control characters.
"""

UNTITLED = "untitled"
"""The slug of a text that has no letter and no digit."""

_SLUG_BYTES = 200
_NAME_BYTES = 255
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"]
)
_DROPPED = re.compile("['\u2018\u2019\u02bc\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_SIGNS = re.compile(r"(?<=\w)([+#]+)(?!\w)")
_SPELLED = {"+": "-plus", "#": "-sharp"}
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff\\<>:"|?*]')


@lru_cache(maxsize=65_536)
def slugify(text: str) -> str:
    """The part of an address that stands for ``text``: lower case; letters, marks and digits of any script; hyphens.

    Never empty, never a name that Windows keeps for itself, at most 200 bytes in UTF-8 (a file system allows 255, and
    suffixes need room), and stable: the slug of a slug is itself. Apostrophes go without a trace (``What's`` is
    ``whats``); a trailing ``+`` or ``#`` is spelled out, for C, C++ and C# are three skills.
    """
    lowered = _DROPPED.sub("", normalize("NFC", text).lower())
    spelled = _SIGNS.sub(lambda signs: "".join(_SPELLED[sign] for sign in signs[1]), lowered)
    kept: list[str] = []
    for character in spelled:
        kind = category(character)
        if kind[0] in "LN" or (kind in ("Mn", "Mc") and kept and kept[-1] != "-"):
            kept.append(character)
        elif kind not in ("Cf", "Me") and kept and kept[-1] != "-":
            kept.append("-")
    slug = normalize("NFC", "".join(kept)).encode()[:_SLUG_BYTES].decode(errors="ignore").rstrip("-")
    return f"{slug}-page" if slug in _RESERVED else slug or UNTITLED


def output_path(address: str) -> str:
    """Where an address lies in the output folder: ``/fields/`` in ``fields/index.html``, ``/feed.xml`` as named."""
    path = address[1:]
    return f"{path}index.html" if address.endswith("/") else path


@lru_cache(maxsize=65_536)
def link_to(address: str, *, offline: bool = False) -> str:
    """The link to an address from any page, percent-encoded; it begins at `ROOT`.

    With ``offline`` it ends in ``index.html`` where a server would have added that, so that it also works from a disk.
    """
    return ROOT + quote(output_path(address) if offline else address[1:])


def way_to_root(address: str) -> str:
    """How a page leads to the site's first folder, which makes links that work under any path of any host: ``../../``
    for ``/fields/public-health/``, ``./`` for ``/``.
    """
    return "../" * (address.count("/") - 1) or "./"


def absolute(base_url: str, address: str) -> str:
    """The whole URL of an address, percent-encoded; without a base, the address from the root of the host."""
    return base_url.rstrip("/") + quote(address)


def fold(address: str) -> str:
    """The form in which two addresses that would share one file are equal: on some disks, ``/A/`` and ``/a/`` do."""
    path = output_path(address)
    return path.lower() if path.isascii() else normalize("NFC", normalize("NFD", path).casefold())


def is_safe_address(address: str) -> bool:
    """Whether an address stays inside the output folder and can be a file's name on Linux, macOS and Windows alike.

    Refused: ``..`` and ``.``, ``//``, a backslash, control characters, ``<>:"|?*`` (and so drive letters), parts that
    end in a dot or a space or exceed 255 bytes, and Windows' device names with any extension.
    """
    if not address.startswith("/") or _UNSAFE.search(address):
        return False
    parts = address[1:].removesuffix("/").split("/")
    return address == "/" or all(_is_safe_name(part) for part in parts)


def parse_address(text: str) -> str | None:
    """An address as an author types one (an old address in ``aliases``), made whole; None where it is not safe.

    The first ``/`` may be missing, and so may the last, unless the last part has an extension; ``%C3%A9`` means ``é``.
    Hidden parts (``.git``) are refused, as is what `is_safe_address` refuses.
    """
    typed = normalize("NFC", unquote(text.strip()))
    address = typed if typed.startswith("/") else f"/{typed}"
    if not address.endswith("/") and "." not in address.rpartition("/")[2]:
        address += "/"
    return address if is_safe_address(address) and "/." not in address else None


def _is_safe_name(name: str) -> bool:
    device = name.partition(".")[0].rstrip(" ").lower()
    return bool(name) and name[-1] not in ". " and device not in _RESERVED and len(name.encode()) <= _NAME_BYTES
