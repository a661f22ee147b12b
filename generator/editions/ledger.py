"""Who has agreed to what, as of a day: one entry for each interview.

In: all notes, a day, the wiki's defaults. Out: for each interview the audience in force, since and until when, what is
withheld, what is missing, and why its person should be asked again. It asks the door itself, so that it says what a
build would do. Nothing here renders; for the author's eyes only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.diagnostics import Code
from generator.editions.door import Door
from generator.editions.edition import Edition
from generator.editions.register import Register
from generator.notes.dates import Date
from generator.notes.note import Audience, Note
from generator.settings import ConsentSettings

ASK_AGAIN_AFTER = 5
"""Years: an open-ended consent that is older should be asked for again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One interview: ``audience`` is who may see it now, whatever its note says; ``missing`` in plain words.

    ``stated`` is false where the note says nothing and the wiki's default holds.
    """

    path: str
    person: str
    audience: Audience
    stated: bool
    since: Date | None
    until: Date | None
    stand_in: str
    withhold: tuple[str, ...]
    missing: tuple[str, ...] = ()


def entries(notes: Iterable[Note], today: Date, defaults: ConsentSettings) -> tuple[Entry, ...]:
    """The entries of all interviews among ``notes``, by path."""
    ordered = sorted(notes, key=lambda note: note.path)
    audiences: dict[str, Audience] = {}
    doubts: dict[str, str] = {}
    # The wider edition has the last word.
    for audience in (Audience.COHORT, Audience.PUBLIC):
        edition = Edition(audience, today)
        register = Register(edition, defaults)
        register.update(ordered)
        door = Door(edition, register.roster(), defaults)
        audiences |= {note.path: audience for note in _interviews(ordered) if door.admit(note) is not None}
        told = (found for found in register.doubts() if found.code is Code.BAD_CONSENT)
        doubts |= {found.path: found.message for found in told}
    found = []
    for note in _interviews(ordered):
        entry = _entry(note, audiences.get(note.path, Audience.PRIVATE))
        found.append(replace(entry, missing=tuple(_missing(note, entry, today, doubts.get(note.path, "")))))
    return tuple(found)


def reason_to_ask(entry: Entry, today: Date, days: int) -> str:
    """Why the person of an entry should be asked within ``days`` days from ``today``; "" for no reason."""
    if entry.until is not None and entry.until <= _after(today, days):
        return f"expired on {entry.until}" if entry.until <= today else f"expires on {entry.until}"
    if entry.since is None and (not entry.stated or entry.audience is Audience.PRIVATE):
        return "private, and no answer is noted" if entry.missing == ("no day noted",) else "; ".join(entry.missing)
    if (
        entry.until is None
        and entry.since
        and entry.since <= Date(today.year - ASK_AGAIN_AFTER, today.month, today.day)
    ):
        return f"agreed on {entry.since}, more than {ASK_AGAIN_AFTER} years ago"
    return ""


def _interviews(notes: Sequence[Note]) -> Iterator[Note]:
    return (note for note in notes if note.interview is not None)


def _entry(note: Note, audience: Audience) -> Entry:
    assert note.interview is not None
    consent = note.interview.consent
    return Entry(
        note.path,
        note.interview.person,
        audience,
        consent.stated,
        consent.given,
        consent.expires,
        consent.name,
        consent.withhold,
    )


def _missing(note: Note, entry: Entry, today: Date, doubt: str) -> Iterator[str]:
    unreadable = [found.message for found in note.diagnostics if found.code is Code.BAD_CONSENT]
    if unreadable:
        yield from unreadable
    elif doubt:
        yield doubt
    elif not entry.stated:
        by_default = "" if entry.audience is Audience.PRIVATE else f"; {entry.audience} by the settings"
        yield f"no consent stated{by_default}"
    elif entry.until is not None and entry.until <= today:
        yield "expired"
    if entry.stated and entry.since is None and not unreadable:
        yield "no day noted"


def _after(today: Date, days: int) -> Date:
    first = date(today.year, today.month, today.day)
    later = first + timedelta(days=min(days, (date.max - first).days))
    return Date(later.year, later.month, later.day)
