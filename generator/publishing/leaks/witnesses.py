"""Which candidates for secrets are none, because some visible note makes them known.

In: the candidates, and which notes came, changed or went. Out: those that no visible note makes known. For each of the
others one note is remembered that does; as long as it does, nobody else has to be asked, nor in another process. Which
note that is makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set

import msgspec

from generator.notes.note import Audience, Consent, Note
from generator.publishing.leaks.asking import TOGETHER, Answering, Inquiry, ask, inquiry, questions
from generator.publishing.leaks.openness import Key, Openness, key_of
from generator.publishing.leaks.secrets import Secret
from generator.publishing.leaks.statements import statement_of
from generator.publishing.leaks.testimony import Testimony
from generator.workers import Workers, batches

_NOBODY = ""
"""The path of no note: it makes known what none does."""

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[tuple[Secret, str]]).decode


class Witnesses:
    """What visible notes make known, from one build to the next."""

    def __init__(self, notes: Mapping[str, Note], audience: Audience, holds: Callable[[Note], Consent]) -> None:
        """Begin with no candidate; ``notes`` are those that there are at any time, by path, ``holds`` gives the consent
        in force for each.
        """
        self._notes = notes
        self._audience = audience
        self._holds = holds
        self._candidates: Mapping[Key, Secret] = {}
        self._testimony = Testimony({})
        self._kept: dict[Key, Secret] = {}
        self._secrets: tuple[Secret, ...] = ()
        self._openness: Openness | None = None
        self._names: frozenset[bytes] = frozenset()
        self._remembered: tuple[Mapping[Key, Secret], Mapping[Key, str], bytes] = {}, {}, b""

    def take_up(self, remembered: bytes) -> None:
        """Begin with what `remember` gave where there were the same notes, with the same consents in force."""
        answers = [(key_of(secret), secret, path) for secret, path in _decode(remembered)]
        self._candidates = {key: secret for key, secret, _ in answers}
        self._testimony = Testimony({key: path for key, _, path in answers if path in self._notes})
        self._kept = {key: secret for key, secret, path in answers if path not in self._notes}
        self._names = _full_names(self._candidates)

    def remember(self) -> bytes:
        """What another process can take up instead of asking; the very same object where it is the same."""
        candidates, known_by, _ = self._remembered
        if candidates is not self._candidates or known_by != self._testimony.told_by:
            candidates, known_by = self._candidates, dict(self._testimony.told_by)
            answers = _encode([(secret, known_by.get(key, _NOBODY)) for key, secret in candidates.items()])
            self._remembered = candidates, known_by, answers
        return self._remembered[2]

    def update(self, candidates: Mapping[Key, Secret], changed: Set[str], workers: Workers) -> tuple[Secret, ...]:
        """Those of the candidates that nobody makes known; the very same object where nothing has changed. ``changed``
        are the paths of notes that came, changed or went since the last update; other candidates are another object.
        """
        is_same, before = candidates is self._candidates, len(self._kept)
        others = self._forget(candidates, changed)
        if self._kept and changed:
            if self._openness is None:
                self._openness = Openness(self._kept, self._names)
            self._ask(changed, self._kept, self._openness)
        if others:
            unasked = {key: candidates[key] for key in others}
            rest: Collection[str] = self._notes.keys()
            if not workers.share(len(changed)):
                # A note that was edited mostly still tells what it told, and then nobody else need be asked.
                self._ask_here(changed, unasked)
                rest = self._notes.keys() - changed
            if unasked and workers.share(len(rest)):
                self._ask_elsewhere(rest, unasked, workers)
            elif unasked:
                self._ask_here(rest, unasked)
            if unasked:
                self._openness = None
                self._kept |= unasked
                is_same = False
        if not is_same or len(self._kept) != before:
            self._secrets = tuple(secret for key, secret in candidates.items() if key in self._kept)
        return self._secrets

    def _forget(self, candidates: Mapping[Key, Secret], changed: Set[str]) -> Set[Key]:
        """Let go of candidates that are none any more, and of what was known only by notes that are others now; return
        those of which nothing is known.
        """
        unknown = self._testimony.drop_notes(changed)
        if candidates is self._candidates:
            return unknown
        others = [key for key, secret in self._candidates.items() if candidates.get(key) != secret]
        self._testimony.drop(others)
        for key in others:
            if self._kept.pop(key, None):
                self._openness = None
        self._candidates = candidates
        names = _full_names(candidates)
        if names != self._names:
            # Whether a page is called after somebody hidden may be answered otherwise now.
            self._names, self._testimony, self._kept, self._openness = names, Testimony({}), {}, None
        return candidates.keys() - self._kept.keys() - self._testimony.told_by.keys()

    def _ask(self, paths: Iterable[str], wanted: dict[Key, Secret], openness: Openness) -> None:
        """Ask a few notes."""
        stated = [statement_of(note, self._audience, self._holds(note)) for note in self._notes_at(paths)]
        self._testimony.add(ask([statement for statement in stated if statement.visible], wanted, openness))

    def _ask_here(self, paths: Iterable[str], wanted: dict[Key, Secret]) -> None:
        """Ask notes, perhaps many, in this process."""
        for batch, anew in _in_turn(paths):
            if anew:
                openness = Openness(wanted, self._names)
            self._ask(batch, wanted, openness)

    def _ask_elsewhere(self, paths: Collection[str], wanted: dict[Key, Secret], workers: Workers) -> None:
        """Ask many notes, in other processes."""
        told: list[Key] = []

        def inquiries() -> Iterator[Inquiry]:
            for batch, anew in _in_turn(paths):
                if anew:
                    told.clear()
                    encoded = questions(wanted, self._names)
                notes = ((note, self._holds(note)) for note in self._notes_at(batch))
                yield inquiry(encoded, told, self._audience, notes)

        # Hardly ahead: those who are asked later are asked only for what those before have not told.
        for witnesses in workers.map(Answering(), inquiries(), len(paths), ahead=1):
            news = {key: witnesses[key] for key in witnesses.keys() & wanted.keys()}
            self._testimony.add(news)
            for key in news:
                del wanted[key]
                told.append(key)

    def _notes_at(self, paths: Iterable[str]) -> Iterator[Note]:
        yield from filter(None, map(self._notes.get, paths))


def _full_names(candidates: Iterable[Key]) -> frozenset[bytes]:
    """The folded full names of all who are hidden."""
    return frozenset(name for name, is_called in candidates if is_called and b" " in name)


def _in_turn(paths: Iterable[str]) -> Iterator[tuple[list[str], bool]]:
    """Who is asked together, and whether the questions are put to them anew, without what was told meanwhile: what many
    know, the first tell, and it would be found in all others, too. To take questions in costs as much as to ask some
    notes, so they are put anew whenever as many again have been asked.
    """
    asked = due = 0
    for batch in batches(paths, TOGETHER):
        anew = asked >= due
        if anew:
            due = 2 * asked or 1
        yield batch, anew
        asked += len(batch)
