"""Atom feeds: of the whole site, and of each field."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from generator.addresses import absolute
from generator.catalog.addressing import address_of
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.order import interviews_by_date
from generator.catalog.taxonomies import members, term
from generator.notes.dates import Date
from generator.pages.view import View

FEED = "/feed.xml"
_ENTRIES = 30


class FeedEntry(View, frozen=True):
    """An interview in a feed; ``updated`` is RFC 3339."""

    id: str
    title: str
    href: str
    updated: str
    summary: str


class FeedView(View, frozen=True):
    """An Atom feed (RFC 4287)."""

    id: str
    title: str
    author: str
    href: str
    site_href: str
    updated: str
    entries: tuple[FeedEntry, ...]


@query
def site_feed(ask: Catalog) -> FeedView:
    """Make the feed of all interviews."""
    return _feed(ask, FEED, "/", ask.site().title, interviews_by_date(ask))


@query
def term_feed(ask: Catalog, taxonomy: str, key: str) -> FeedView:
    """Make the feed of a term's interviews."""
    card = term(ask, taxonomy, key)
    title = f"{card.label} · {ask.site().title}"
    return _feed(ask, f"{card.address}feed.xml", card.address, title, members(ask, taxonomy, key))


def _feed(ask: Catalog, address: str, page: str, title: str, paths: tuple[str, ...]) -> FeedView:
    """A feed of the newest interviews that say when they were held: an entry must have a date, no clock is asked."""
    base = ask.site().base_url
    entries: list[FeedEntry] = []
    for path in paths:
        card = ask.card(path)
        if card.date is None or len(entries) == _ENTRIES:
            break
        to = address_of(ask, path)
        entries.append(FeedEntry(_id(base, to), card.title, absolute(base, to), _moment(card.date), card.summary))
    updated = entries[0].updated if entries else "1970-01-01T00:00:00Z"
    author = ask.site().author or ask.site().title
    return FeedView(
        _id(base, page), title, author, absolute(base, address), absolute(base, page), updated, tuple(entries)
    )


def _id(base: str, address: str) -> str:
    """A lasting identifier: the address itself where the host is known, else one made from it (RFC 4122, version 5)."""
    return absolute(base, address) if base else f"urn:uuid:{uuid5(NAMESPACE_URL, f'fieldpath:{address}')}"


def _moment(date: Date) -> str:
    return f"{date.year:04}-{date.month or 1:02}-{date.day or 1:02}T00:00:00Z"
