"""Notes are asked, many at once, which candidates for secrets they make known.

In: candidates, and notes as an edition has them, or encoded so that they can go to another process. Out: which of the
candidates they make known, each with the path of one note that does. The same in this process and in a worker.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import msgspec

from generator.notes.note import Audience, Consent, Note
from generator.publishing.leaks.openness import Key, Openness
from generator.publishing.leaks.secrets import Secret
from generator.publishing.leaks.statements import Statement, statement_of

TOGETHER = 250
"""How many notes are asked together: few enough that those who are asked later hear of what is told already."""

_encode = msgspec.msgpack.Encoder().encode
_decode_candidates = msgspec.msgpack.Decoder(list[tuple[Key, Secret]]).decode
_decode_notes = msgspec.msgpack.Decoder(list[tuple[Note, Consent]]).decode


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What some notes are asked, encoded."""

    audience: Audience
    candidates: bytes
    names: frozenset[bytes]
    notes: bytes


def ask(
    statements: Collection[Statement], wanted: dict[Key, Secret], openness: Openness
) -> tuple[dict[Key, str], Openness]:
    """Ask notes which of the wanted candidates they make known, and want those no more: first what their people are
    called, which is quickly told of all. Return who told what, and what looks for those that are left.
    """
    told: dict[Key, str] = {}
    for question in (Openness.borne_by, Openness.told_by):
        for statement in statements:
            if not wanted:
                break
            for key in question(openness, statement, wanted):
                del wanted[key]
                told[key] = statement.note.path
            openness = openness.for_the_rest(wanted)
    return told, openness


def inquiry(
    wanted: Mapping[Key, Secret], names: frozenset[bytes], audience: Audience, notes: Iterable[tuple[Note, Consent]]
) -> Inquiry:
    """What `answer` takes: notes, each with the consent in force for it."""
    return Inquiry(audience, _encode(list(wanted.items())), names, _encode(list(notes)))


def answer(inquiry: Inquiry) -> dict[Key, str]:
    """Ask notes in another process; the same as `ask`."""
    wanted = dict(_decode_candidates(inquiry.candidates))
    stated = [statement_of(note, inquiry.audience, consent) for note, consent in _decode_notes(inquiry.notes)]
    told, _ = ask([statement for statement in stated if statement.visible], wanted, Openness(wanted, inquiry.names))
    return told
