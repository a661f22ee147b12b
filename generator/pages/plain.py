"""Pages with nothing but a text, notes that are neither interview, guide nor term, and their list; the 404 page;
redirects.
"""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from generator.addresses import way_to_root
from generator.catalog.addressing import address_of
from generator.catalog.catalog import Catalog
from generator.catalog.links import backlinks
from generator.catalog.memory import query
from generator.catalog.order import pages_by_name
from generator.pages.body import body_html, contents
from generator.pages.frame import Frame, Link, frame, link_to
from generator.pages.interviews import intro
from generator.pages.items import BacklinkItem, Day, TermGroup, backlink_items, day, terms_beside
from generator.pages.view import View

PAGES = "/pages/"
MISSING = "/404.html"


class PlainView(View, frozen=True):
    """The page of a note that is only a text."""

    page: Frame
    title: str
    summary: str
    day: Day | None
    terms: tuple[TermGroup, ...]
    contents: tuple[Link, ...]
    body: str
    backlinks: tuple[BacklinkItem, ...]


class PageItem(View, frozen=True):
    """A page in the list."""

    title: str
    href: str
    summary: str


class PageListView(View, frozen=True):
    """The list of all pages that are only a text."""

    page: Frame
    title: str
    intro: str
    pages: tuple[PageItem, ...]


class MissingView(View, frozen=True):
    """The page that a server shows for an address that does not exist."""

    page: Frame


class RedirectView(View, frozen=True):
    """An old address, ``root`` being the way from there, that leads to a new one."""

    root: str
    title: str
    href: str
    canonical: str
    language: str


@query
def plain_page(ask: Catalog, path: str) -> PlainView:
    """Make the page of the note at ``path``."""
    card = ask.card(path)
    address = address_of(ask, path)
    return PlainView(
        page=frame(ask, address, card.title, description=card.summary),
        title=card.title,
        summary=card.written_summary,
        day=day(card.date),
        terms=terms_beside(ask, card),
        contents=contents(ask, path),
        body=body_html(ask, path),
        backlinks=backlink_items(ask, (path, card.title), backlinks(ask, path)),
    )


@query
def page_list_page(ask: Catalog) -> PageListView:
    """Make the list of all pages that are only a text."""
    return PageListView(
        page=frame(ask, PAGES, "Pages"),
        title="Pages",
        intro=intro(ask, PAGES),
        pages=tuple(map(partial(_page_item, ask), pages_by_name(ask))),
    )


def _page_item(ask: Catalog, path: str) -> PageItem:
    card = ask.card(path)
    return PageItem(card.title, link_to(ask, address_of(ask, path)), card.summary)


@query
def missing_page(ask: Catalog) -> MissingView:
    """Make the 404 page. A server shows it at any depth, so its links begin at the root of the host."""
    root = urlsplit(ask.site().base_url).path.rstrip("/") + "/"
    return MissingView(frame(ask, MISSING, "Page not found", root=root))


@query
def redirect_page(ask: Catalog, address: str, path: str) -> RedirectView:
    """Make the page at an old address of the note at ``path``."""
    to = frame(ask, address_of(ask, path), ask.card(path).title)
    return RedirectView(way_to_root(address), to.title, link_to(ask, to.address), to.canonical, to.language)
