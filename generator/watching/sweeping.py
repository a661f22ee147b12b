"""What events have missed: all files are looked at now and then, and compared with the last time.

In: a wiki; what was seen the last time; which paths events have told of. Out: paths that differ and that no event has
told of. A system that has too much to tell drops events in silence.
"""

from __future__ import annotations

import os
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from generator.notes.tree import scan
from generator.watching.places import own_places, trees
from generator.wiki import Wiki

Stamps = dict[str, tuple[int, int]]
"""Size in bytes and time of the last change, in nanoseconds, by whole path."""


def look(wiki: Wiki) -> Stamps:
    """What there is now."""
    stamps = {}
    for tree in trees(wiki):
        if os.path.isdir(tree):
            seen = scan(Path(tree), (), own_places(wiki))
            for source in (*seen.notes, *seen.attachments):
                stamps[os.path.join(tree, *source.path.split("/"))] = source.size, source.mtime_ns
    settings = os.path.realpath(wiki.settings_file)
    with suppress(OSError):  # there need be none, and an editor may just be replacing it
        status = os.stat(settings)
        stamps[settings] = status.st_size, status.st_mtime_ns
    return stamps


def differing(before: Stamps, now: Stamps) -> frozenset[str]:
    """The paths of files that came, went or changed."""
    return frozenset(path for path, _ in before.items() ^ now.items())


def untold(paths: AbstractSet[str], told: AbstractSet[str], now: Stamps, built_ns: int) -> frozenset[str]:
    """Those of the paths of which no event has told, or which changed after the last build began, at ``built_ns``."""
    return frozenset(path for path in paths if not _is_told(path, told) or now.get(path, (0, 0))[1] > built_ns)


def _is_told(path: str, told: AbstractSet[str]) -> bool:
    """An event may name a file, a folder on the way to it, or the place that a link leads to."""
    for name in {path, os.path.realpath(path)}:
        while os.path.dirname(name) != name:
            if name in told:
                return True
            name = os.path.dirname(name)
    return False
