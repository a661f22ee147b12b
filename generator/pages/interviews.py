"""The lists of all interviews, by date and by name."""

from __future__ import annotations

from generator.catalog.addressing import holder
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.order import interviews_by_date, interviews_by_name
from generator.catalog.packing import Packed
from generator.pages.body import body_html
from generator.pages.frame import Frame, Link, link_to, list_frame
from generator.pages.items import InterviewItem, Pager, interview_items, numbered, pager, pages_of
from generator.pages.view import View

BY_DATE = "/interviews/"
BY_NAME = "/interviews/by-name/"


class InterviewListView(View, frozen=True):
    """One page of a list of interviews. ``orders`` are links to the ways of sorting, the present one without an
    address.
    """

    page: Frame
    title: str
    intro: str
    total: int
    orders: tuple[Link, ...]
    interviews: tuple[Packed[InterviewItem], ...]
    pager: Pager | None


@query
def interview_list_page(ask: Catalog, first: str, number: int) -> InterviewListView:
    """Make page ``number`` of the list that begins at the address ``first``."""
    address = numbered(first, number)
    paths = interviews_by_date(ask) if first == BY_DATE else interviews_by_name(ask)
    size = ask.site().page_size
    shown = paths[(number - 1) * size : number * size]
    orders = (("By date", BY_DATE), ("By name", BY_NAME))
    title, below = ("Interviews", ()) if first == BY_DATE else ("Interviews by name", (("By name", BY_NAME),))
    return InterviewListView(
        page=list_frame(ask, address, title, number, (("Interviews", BY_DATE), *below)),
        title=title,
        intro=intro(ask, BY_DATE, address) if number == 1 else "",
        total=len(paths),
        orders=tuple(Link(text, "" if to == first else link_to(ask, address, to)) for text, to in orders),
        interviews=interview_items(ask, address, shown),
        pager=pager(ask, address, first, number, pages_of(len(paths), size)),
    )


@query
def interview_list_length(ask: Catalog) -> int:
    """How many pages each list of interviews takes."""
    return pages_of(len(interviews_by_date(ask)), ask.site().page_size)


def intro(ask: Catalog, wanted: str, address: str) -> str:
    """The body of the page note that asks for a list's own address (``interviews/index.md``), shown above the list on
    ``address``.
    """
    path = holder(ask, wanted)
    return body_html(ask, path, address) if path else ""
