"""In which order interviews and pages stand, and which come before and after each."""

from __future__ import annotations

from collections.abc import Mapping

from generator.catalog.addressing import address_of
from generator.catalog.catalog import Catalog
from generator.catalog.extract import Place, place_in_time, stands_above_a_list
from generator.catalog.memory import query
from generator.names import alphabetical, initial
from generator.notes.note import Kind


def newest_first(places: Mapping[str, Place]) -> tuple[str, ...]:
    """Sort paths by the places of their notes: the newest first."""
    return tuple(sorted(sorted(places), key=places.__getitem__))


@query
def interviews_by_date(ask: Catalog) -> tuple[str, ...]:
    """All interviews, the newest conversation first."""
    dated = ask.said("kind", Kind.INTERVIEW)
    return newest_first({path: place_in_time(date, title) for path, (date, title) in dated.items()})


@query
def interviews_by_name(ask: Catalog) -> tuple[str, ...]:
    """All interviews by title."""
    return _by_name(ask, Kind.INTERVIEW)


@query
def initials_by_name(ask: Catalog) -> tuple[tuple[str, int], ...]:
    """The initials in the list by name, each with the place at which it begins."""
    titles = ask.said("kind", Kind.INTERVIEW)
    found: list[tuple[str, int]] = []
    for place, path in enumerate(interviews_by_name(ask)):
        letter = initial(titles[path][1])
        if not found or found[-1][0] != letter:
            found.append((letter, place))
    return tuple(found)


@query
def pages_by_name(ask: Catalog) -> tuple[str, ...]:
    """All ordinary pages by title, but for those that stand above a list."""
    return tuple(path for path in _by_name(ask, Kind.PAGE) if not stands_above_a_list(address_of(ask, path)))


def _by_name(ask: Catalog, kind: Kind) -> tuple[str, ...]:
    dated = ask.said("kind", kind)
    return tuple(sorted(dated, key=lambda path: (alphabetical(dated[path][1]), path)))


@query
def place_by_date(ask: Catalog) -> dict[str, int]:
    """Where each interview stands among all by date."""
    return {path: place for place, path in enumerate(interviews_by_date(ask))}


@query
def number_of_dated(ask: Catalog) -> int:
    """How many interviews say when they were held; by date, the others come after them."""
    return sum(date is not None for date, _ in ask.said("kind", Kind.INTERVIEW).values())


@query
def neighbours(ask: Catalog, path: str) -> tuple[str, str, bool]:
    """The interviews next to one by date: the newer and the older, "" at either end; and whether they and the one
    between them have a date at all.
    """
    order = interviews_by_date(ask)
    place = place_by_date(ask)[path]
    newer = order[place - 1] if place else ""
    older = order[place + 1] if place + 1 < len(order) else ""
    return newer, older, place + bool(older) < number_of_dated(ask)
