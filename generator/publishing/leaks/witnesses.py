"""Which candidates for secrets are none, because some visible note makes them known.

In: the candidates, and which notes came, changed or went. Out: those that no visible note makes known. For each of the
others one note is remembered that does; as long as it does, nobody else has to be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Set

from generator.publishing.leaks.openness import Key, Openness
from generator.publishing.leaks.secrets import Secret
from generator.publishing.leaks.statements import Statement


class Witnesses:
    """What visible notes make known, from one build to the next."""

    def __init__(self, visible: Callable[[str], Statement | None]) -> None:
        """Begin with no candidate; ``visible`` gives what the note at a path says, if it is part of the edition."""
        self._visible = visible
        self._candidates: Mapping[Key, Secret] = {}
        self._known_by: dict[Key, str] = {}
        self._kept: dict[Key, Secret] = {}
        self._openness: Openness | None = None

    def update(self, candidates: Mapping[Key, Secret], changed: Collection[str], everyone: Set[str]) -> Collection[Key]:
        """Those of the candidates that nobody makes known. ``changed`` are the paths of notes that came, changed or
        went since the last update, ``everyone`` those of all that there are; other candidates are another object.
        """
        self._forget(candidates, changed)
        if self._kept and changed:
            if self._openness is None:
                self._openness = Openness(self._kept)
            self._openness = self._ask(changed, self._kept, self._openness)
        others = candidates.keys() - self._kept.keys() - self._known_by.keys()
        if others:
            unasked = {key: candidates[key] for key in others}
            openness = self._ask(changed, unasked, Openness(unasked))
            openness = self._ask(everyone - frozenset(changed), unasked, openness)
            if unasked:
                self._openness = None if self._kept else openness
                self._kept |= unasked
        return self._kept.keys()

    def _forget(self, candidates: Mapping[Key, Secret], changed: Collection[str]) -> None:
        """Let go of candidates that are none any more, and of what was known only by notes that are others now."""
        if candidates is not self._candidates:
            for key in [key for key, secret in self._candidates.items() if candidates.get(key) != secret]:
                self._known_by.pop(key, None)
                if self._kept.pop(key, None):
                    self._openness = None
            self._candidates = candidates
        if changed:
            paths = frozenset(changed)
            for key in [key for key, path in self._known_by.items() if path in paths]:
                del self._known_by[key]

    def _ask(self, paths: Collection[str], wanted: dict[Key, Secret], openness: Openness) -> Openness:
        """Ask notes which of the wanted candidates they make known, and want those no more: first what their people are
        called, which is quickly told of all. Return what looks for those that are left.
        """
        for question in (Openness.borne_by, Openness.told_by):
            for path in paths:
                if not wanted:
                    break
                if statement := self._visible(path):
                    for key in question(openness, statement, wanted):
                        del wanted[key]
                        self._known_by[key] = path
                if openness.is_worn:
                    openness = Openness(wanted)
        return openness
