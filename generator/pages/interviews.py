"""The lists of all interviews, by date and by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.catalog.addressing import holder
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.order import initials_by_name, interviews_by_date, interviews_by_name
from generator.catalog.packing import Packed
from generator.pages.body import body_html
from generator.pages.frame import Frame, Link, link_to, list_frame
from generator.pages.items import InterviewItem, Pager, interview_items, numbered, pager, pages_of
from generator.pages.view import View

BY_DATE = "/interviews/"
BY_NAME = "/interviews/by-name/"

_LONG = 20
"""From more than how many interviews on a list by name leads to its letters."""


class Group(View, frozen=True):
    """Interviews that stand together in a list: by name, those with one initial, which is ``letter``; by date, all of
    the page. ``anchor`` is where links to the letter lead.
    """

    letter: str
    anchor: str
    interviews: tuple[Packed[InterviewItem], ...]


class InterviewListView(View, frozen=True):
    """One page of a list of interviews. ``orders`` are links to the ways of sorting, the present one without an
    address; ``letters`` lead to where each initial begins, in a list by name that is long.
    """

    page: Frame
    title: str
    intro: str
    total: int
    orders: tuple[Link, ...]
    letters: tuple[Link, ...]
    groups: tuple[Group, ...]
    pager: Pager | None


@query
def interview_list_page(ask: Catalog, first: str, number: int) -> InterviewListView:
    """Make page ``number`` of the list that begins at the address ``first``."""
    address = numbered(first, number)
    paths = interviews_by_date(ask) if first == BY_DATE else interviews_by_name(ask)
    size = ask.site().page_size
    shown = range((number - 1) * size, min(number * size, len(paths)))
    initials = () if first == BY_DATE else initials_by_name(ask)
    orders = (("By date", BY_DATE), ("By name", BY_NAME))
    title, below = ("Interviews", ()) if first == BY_DATE else ("Interviews by name", (("By name", BY_NAME),))
    return InterviewListView(
        page=list_frame(ask, address, title, number, (("Interviews", BY_DATE), *below)),
        title=title,
        intro=intro(ask, BY_DATE) if number == 1 else "",
        total=len(paths),
        orders=tuple(Link(text, "" if to == first else link_to(ask, to)) for text, to in orders),
        letters=_letters(ask, address, initials) if len(paths) > _LONG else (),
        groups=tuple(
            Group(letter, anchor, interview_items(ask, [paths[place] for place in places]))
            for letter, anchor, places in _groups(initials, shown)
        ),
        pager=pager(ask, first, number, pages_of(len(paths), size)),
    )


def _letters(ask: Catalog, address: str, initials: Sequence[tuple[str, int]]) -> tuple[Link, ...]:
    """Links to where each initial begins, from the page at ``address``."""
    size = ask.site().page_size
    pages = ((number, letter, numbered(BY_NAME, place // size + 1)) for number, (letter, place) in enumerate(initials))
    return tuple(
        Link(letter, f"{'' if to == address else link_to(ask, to)}#{_anchor(number)}") for number, letter, to in pages
    )


def _groups(initials: Sequence[tuple[str, int]], shown: range) -> Iterator[tuple[str, str, range]]:
    """The places that are shown, with what stands together apart: its letter, its anchor, its places."""
    if not initials:
        yield "", "", shown
        return
    ends = [*(place for _, place in initials[1:]), shown.stop]
    for number, ((letter, begin), end) in enumerate(zip(initials, ends, strict=True)):
        if places := range(max(begin, shown.start), min(end, shown.stop)):
            yield letter, _anchor(number), places


def _anchor(number: int) -> str:
    """By number, for a letter need not be fit for an address, and may begin twice among scripts that are mixed."""
    return f"fp-letter-{number + 1}"


@query
def interview_list_length(ask: Catalog) -> int:
    """How many pages each list of interviews takes."""
    return pages_of(len(interviews_by_date(ask)), ask.site().page_size)


def intro(ask: Catalog, wanted: str) -> str:
    """The body of the page note that asks for a list's own address (``interviews/index.md``), shown above the list."""
    path = holder(ask, wanted)
    return body_html(ask, path) if path else ""
