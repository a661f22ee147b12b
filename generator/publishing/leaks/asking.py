"""Notes are asked, many at once, which candidates for secrets they make known.

In: candidates, and notes as an edition has them, or encoded so that they can go to another process, which takes in the
candidates once. Out: which of the candidates they make known, each with the path of one note that does. The same in
this process and in a worker.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass

import msgspec

from generator.notes.note import Audience, Consent, Note
from generator.publishing.leaks.openness import Key, Openness
from generator.publishing.leaks.secrets import Secret
from generator.publishing.leaks.statements import Statement, statement_of

TOGETHER = 125
"""How many notes are asked together: few enough that those who are asked later hear of what is told already."""

_encode = msgspec.msgpack.Encoder().encode
_decode_questions = msgspec.msgpack.Decoder(tuple[list[tuple[Key, Secret]], frozenset[bytes]]).decode
_decode_told = msgspec.msgpack.Decoder(frozenset[Key]).decode
_decode_notes = msgspec.msgpack.Decoder(list[tuple[Note, Consent]]).decode


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What some notes are asked, encoded: ``questions`` are the same for many notes, ``told`` is what others have told
    of them meanwhile.
    """

    audience: Audience
    questions: bytes
    told: bytes
    notes: bytes


def ask(statements: Collection[Statement], wanted: dict[Key, Secret], openness: Openness) -> dict[Key, str]:
    """Ask notes which of the wanted candidates they make known, and want those no more: first what their people are
    called, which is quickly told of all. Return who told what.
    """
    told: dict[Key, str] = {}
    for question in (Openness.borne_by, Openness.told_by):
        for statement in statements:
            if not wanted:
                break
            for key in question(openness, statement, wanted):
                del wanted[key]
                told[key] = statement.note.path
    return told


def questions(wanted: Mapping[Key, Secret], names: Set[bytes]) -> bytes:
    """What notes are to be asked: the wanted candidates, and the folded full names of all who are hidden."""
    return _encode((list(wanted.items()), names))


def inquiry(
    questions: bytes, told: Collection[Key], audience: Audience, notes: Iterable[tuple[Note, Consent]]
) -> Inquiry:
    """What `Answering` takes: notes, each with the consent in force for it."""
    return Inquiry(audience, questions, _encode(told), _encode(list(notes)))


class Answering:
    """Asks notes in another process; the same as `ask`."""

    def __init__(self) -> None:
        """Nothing is asked yet."""
        self._questions = b""
        self._candidates: Mapping[Key, Secret] = {}
        self._openness: Openness | None = None

    def __call__(self, inquiry: Inquiry) -> dict[Key, str]:
        """Return which candidates the notes make known, each with the path of one that does."""
        if self._openness is None or self._questions != inquiry.questions:
            # What looks for thousands of candidates takes longer to make than to ask some notes: it is made once.
            items, names = _decode_questions(inquiry.questions)
            self._questions, self._candidates = inquiry.questions, dict(items)
            self._openness = Openness(self._candidates, names)
        wanted = dict(self._candidates)
        for key in _decode_told(inquiry.told):
            del wanted[key]
        stated = [statement_of(note, inquiry.audience, consent) for note, consent in _decode_notes(inquiry.notes)]
        return ask([statement for statement in stated if statement.visible], wanted, self._openness)
