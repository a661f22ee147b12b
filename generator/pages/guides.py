"""Guides: the list of series, a series, and one guide as part x of n."""

from __future__ import annotations

from generator.addresses import slugify
from generator.catalog.addressing import address_of
from generator.catalog.catalog import Catalog
from generator.catalog.links import backlinks
from generator.catalog.memory import query
from generator.catalog.series import all_series, series, single_guides
from generator.pages.body import body_html, contents
from generator.pages.frame import Frame, Link, frame, link_to
from generator.pages.interviews import intro
from generator.pages.items import BacklinkItem, Day, TermGroup, backlink_items, day, note_link, terms_beside
from generator.pages.view import View

GUIDES = "/guides/"


class GuideItem(View, frozen=True):
    """A guide in a list: ``part`` is its place in the series, 0 outside of one; ``current`` on its own page."""

    part: int
    title: str
    href: str
    summary: str
    current: bool = False


class SeriesItem(View, frozen=True):
    """A series in a list, with its parts."""

    title: str
    href: str
    parts: tuple[GuideItem, ...]


class GuideListView(View, frozen=True):
    """The list of all guides."""

    page: Frame
    title: str
    intro: str
    series: tuple[SeriesItem, ...]
    guides: tuple[GuideItem, ...]


class SeriesView(View, frozen=True):
    """The page of one series."""

    page: Frame
    title: str
    intro: str
    parts: tuple[GuideItem, ...]


class GuideView(View, frozen=True):
    """The page of one guide; ``part`` and ``parts`` are empty outside of a series."""

    page: Frame
    title: str
    summary: str
    day: Day | None
    series: Link | None
    part: int
    parts: tuple[GuideItem, ...]
    previous: Link | None
    next: Link | None
    terms: tuple[TermGroup, ...]
    contents: tuple[Link, ...]
    body: str
    backlinks: tuple[BacklinkItem, ...]


def series_address(title: str) -> str:
    """The address of a series' own page."""
    return f"{GUIDES}{slugify(title)}/"


@query
def guide_list_page(ask: Catalog) -> GuideListView:
    """Make the list of all guides."""
    return GuideListView(
        page=frame(ask, GUIDES, "Guides"),
        title="Guides",
        intro=intro(ask, GUIDES),
        series=series_items(ask),
        guides=tuple(guide_item(ask, path, 0) for path in single_guides(ask)),
    )


def series_items(ask: Catalog) -> tuple[SeriesItem, ...]:
    """Every series with its parts, as listed."""
    found = [series(ask, key) for key in all_series(ask)]
    return tuple(
        SeriesItem(one.title, link_to(ask, series_address(one.title)), _parts(ask, one.parts, "")) for one in found
    )


@query
def series_page(ask: Catalog, key: str) -> SeriesView:
    """Make the page of a series, by its slug."""
    one = series(ask, key)
    address = series_address(one.title)
    return SeriesView(
        page=frame(ask, address, one.title, crumbs=(("Guides", GUIDES),)),
        title=one.title,
        intro=intro(ask, address),
        parts=_parts(ask, one.parts, ""),
    )


@query
def guide_page(ask: Catalog, path: str) -> GuideView:
    """Make the page of the guide at ``path``."""
    card = ask.card(path)
    address = address_of(ask, path)
    one = series(ask, slugify(card.series)) if card.series else None
    parts = one.parts if one else (path,)
    place = parts.index(path)
    crumbs = (("Guides", GUIDES), *(((one.title, series_address(one.title)),) if one else ()))
    return GuideView(
        page=frame(ask, address, card.title, description=card.summary, kind="article", crumbs=crumbs),
        title=card.title,
        summary=card.written_summary,
        day=day(card.date),
        series=Link(one.title, link_to(ask, series_address(one.title))) if one else None,
        part=place + 1 if one else 0,
        parts=_parts(ask, parts, path) if one else (),
        previous=note_link(ask, parts[place - 1]) if place else None,
        next=note_link(ask, parts[place + 1]) if place + 1 < len(parts) else None,
        terms=terms_beside(ask, card),
        contents=contents(ask, path),
        body=body_html(ask, path),
        backlinks=backlink_items(ask, (path, card.title), backlinks(ask, path)),
    )


def guide_item(ask: Catalog, path: str, part: int, *, current: bool = False) -> GuideItem:
    """How a guide is listed."""
    card = ask.card(path)
    return GuideItem(part, card.title, link_to(ask, address_of(ask, path)), card.written_summary, current)


def _parts(ask: Catalog, paths: tuple[str, ...], current: str) -> tuple[GuideItem, ...]:
    return tuple(guide_item(ask, path, part, current=path == current) for part, path in enumerate(paths, 1))
