"""What every page has around its own content: names, links, navigation, metadata.

In: the catalog and a page's title, description and place. Out: a `Frame`, and the small views (links, items of lists)
that many pages share. Nothing here touches the disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from generator import addresses
from generator.addresses import absolute, way_to_root
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.notes.note import Audience, Kind, Taxonomy
from generator.pages.view import View


class Link(View, frozen=True):
    """A text and where it leads: an address made by `link_to`, a place on the same page, or "" for nowhere."""

    text: str
    href: str


class NavigationItem(View, frozen=True):
    """A link of the site's navigation; ``current`` on the pages of that part of the site."""

    text: str
    href: str
    current: bool


class Frame(View, frozen=True):
    """What a page's head, header and footer show.

    ``title`` is the page's own name, ``site_title`` the wiki's. ``root`` leads to the home page's folder and ends in
    ``/``; on the finished page, it takes the place of `ROOT`. ``canonical`` and ``image`` are absolute, or "" without a
    ``base_url``. ``kind`` is Open Graph's type. ``structured`` is JSON-LD, safe inside a script element, or "".
    ``edition`` is "" for the public one.
    ``navigation`` leads to the chief parts of the site, ``lists`` to every list that has something in it.
    ``breadcrumbs`` lead here from the home page and leave out the page itself, which they call ``here``.
    """

    site_title: str
    site_description: str
    language: str
    title: str
    description: str
    address: str
    root: str
    home: str
    canonical: str
    feed: str
    kind: str
    image: str
    navigation: tuple[NavigationItem, ...]
    lists: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    here: str
    structured: str
    edition: str


NAVIGATION = (
    ("Interviews", "/interviews/"),
    ("Fields", "/fields/"),
    ("Career paths", "/paths/"),
    ("Guides", "/guides/"),
)

TAXONOMY_TITLES: Mapping[str, str] = {
    Taxonomy.FIELDS: "Fields",
    Taxonomy.PATHS: "Career paths",
    Taxonomy.POSITIONS: "Positions",
    Taxonomy.ORGANIZATIONS: "Organizations",
    Taxonomy.SECTORS: "Sectors",
    Taxonomy.JOB_FUNCTIONS: "Job functions",
    Taxonomy.SKILLS: "Skills",
    Taxonomy.TAGS: "Tags",
}


def frame(
    ask: Catalog,
    address: str,
    title: str,
    *,
    description: str = "",
    kind: str = "website",
    image: str = "",
    crumbs: tuple[tuple[str, str], ...] = (),
    here: str = "",
    structured: Mapping[str, Any] | None = None,
    root: str = "",
) -> Frame:
    """Make a page's frame.

    ``crumbs`` are (title, address) between home and the page, ``here`` is its own name after them where that is not its
    title, ``image`` an address on this site. ``root`` is given by a page that does not know where it will stand.
    """
    site = ask.site()
    part = address[: address.find("/", 1) + 1]
    trail = (("Home", "/"), *crumbs) if address != "/" else ()
    steps = (*trail, (here or title, address))
    things = [thing for thing in (structured, _breadcrumb_list(site.base_url, steps)) if thing]
    return Frame(
        site_title=site.title,
        site_description=site.description,
        language=site.language,
        title=title,
        description=description or site.description,
        address=address,
        root=root or way_to_root(address),
        home=link_to(ask, "/"),
        canonical=absolute(site.base_url, address) if site.base_url else "",
        feed=link_to(ask, "/feed.xml"),
        kind=kind,
        image=absolute(site.base_url, image) if site.base_url and image else "",
        navigation=navigation(ask, part),
        lists=list_links(ask),
        breadcrumbs=tuple(Link(text, link_to(ask, to)) for text, to in trail),
        here=here or title,
        structured=_as_script(things),
        edition="" if site.audience is Audience.PUBLIC else site.audience.value,
    )


def list_frame(
    ask: Catalog,
    address: str,
    title: str,
    number: int,
    trail: tuple[tuple[str, str], ...],
    *,
    description: str = "",
    structured: Mapping[str, Any] | None = None,
) -> Frame:
    """Make the frame of page ``number`` of a list. The first has the list's title, the others say which they are.

    ``trail`` are (title, address) from below home down to the list itself.
    """
    is_first = number == 1
    return frame(
        ask,
        address,
        title if is_first else f"{title} · page {number}",
        description=description,
        crumbs=trail[:-1] if is_first else trail,
        here=trail[-1][0] if is_first else f"Page {number}",
        structured=structured,
    )


def link_to(ask: Catalog, address: str) -> str:
    """The link to an address from any page, made for a server or, in an offline edition, for a disk."""
    return addresses.link_to(address, offline=ask.offline)


@query
def navigation(ask: Catalog, part: str) -> tuple[NavigationItem, ...]:
    """The parts of the site that have something in them, on every page in ``part``."""
    filled = {to for _, to in lists(ask)}
    return tuple(
        NavigationItem(text, link_to(ask, to), to == part)
        for text, to in NAVIGATION
        if to in filled or to == "/interviews/"
    )


@query
def list_links(ask: Catalog) -> tuple[Link, ...]:
    """Links to the lists that have something in them."""
    return tuple(Link(text, link_to(ask, to)) for text, to in lists(ask))


@query
def lists(ask: Catalog) -> tuple[tuple[str, str], ...]:
    """The lists that have something in them, as (title, address)."""
    filled = {name for names in ask.said("lists").values() for name in names}
    found = [("Interviews by name", "/interviews/by-name/")] if Kind.INTERVIEW in filled else []
    found += [(title, f"/{taxonomy}/") for taxonomy, title in TAXONOMY_TITLES.items() if taxonomy in filled]
    found += [("Guides", "/guides/")] if Kind.GUIDE in filled else []
    found += [("Pages", "/pages/")] if Kind.PAGE in filled else []
    return tuple(found)


def _breadcrumb_list(base_url: str, trail: tuple[tuple[str, str], ...]) -> dict[str, Any] | None:
    """schema.org's BreadcrumbList, which needs whole URLs; none without a base."""
    if not base_url or len(trail) < 2:
        return None
    items = [
        {"@type": "ListItem", "position": place, "name": text, "item": absolute(base_url, to)}
        for place, (text, to) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _as_script(things: list[Mapping[str, Any]]) -> str:
    """JSON-LD that cannot end the script element it stands in, whatever a title holds."""
    if not things:
        return ""
    graph = {"@context": "https://schema.org", "@graph": things}
    text = msgspec.json.encode(graph).decode()
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
