"""What is known of the files that a build put into the output folder: from what each was made, and how it was left.

In: what the cache remembers, and what was written since. Out: which files are still as they were left. A file that is
not, counts as unknown, and so is made again. Nothing is written but to the cache.
"""

from __future__ import annotations

from collections.abc import Set
from pathlib import Path

from generator.cache import Cache, KnownArtifact
from generator.publishing.files import Written, stamp_all


class Artifacts:
    """The known files of one output folder, from one build to the next; besides, as `standing`, unknown ones that stay
    where their page's template is broken.
    """

    def __init__(self, output: Path, cache: Cache) -> None:
        """Begin with what the cache knows and the folder bears out."""
        self._cache = cache
        remembered = cache.artifacts()
        stamps = stamp_all(output, remembered)
        self._known = {
            path: known for path, known in remembered.items() if stamps.get(path) == (known.size, known.mtime_ns)
        }
        self._dropped = remembered.keys() - self._known.keys()
        self._fresh: set[str] = set()
        self.standing: frozenset[str] = frozenset()

    def is_behind(self) -> bool:
        """Whether files are missing, or not as they were left."""
        return bool(self._dropped) or not self._known

    def files(self) -> frozenset[str]:
        """The output paths that hold what the last build put there, or an earlier one where a template is broken."""
        return frozenset(self._known) | self.standing

    def paths(self) -> Set[str]:
        """The output paths of what is known."""
        return self._known.keys()

    def recipe(self, path: str) -> bytes | None:
        """What a file was made from; None for one that is not known."""
        known = self._known.get(path)
        return known.recipe if known else None

    def learn(self, written: Written, recipe: bytes) -> None:
        """A file was written, or found to hold what it should."""
        self._known[written.path] = KnownArtifact(recipe, *written.stamp)
        self._dropped.discard(written.path)
        self._fresh.add(written.path)

    def forget(self, path: str) -> None:
        """What is at this path is no longer what was put there, or nothing is."""
        self._known.pop(path, None)
        self._dropped.add(path)

    def save(self) -> None:
        """Tell the cache what has changed since the last time."""
        self._cache.drop_artifacts(self._dropped)
        self._cache.put_artifacts((path, self._known[path]) for path in self._fresh if path in self._known)
        self._dropped, self._fresh = set(), set()
