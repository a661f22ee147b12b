"""The sitemaps, which list the plan, and so come after it.

In: the plan. Out: the views of the sitemaps and of their index. Without a ``base_url`` there are none: a sitemap needs
whole addresses.
"""

from __future__ import annotations

from typing import Any, get_type_hints

from generator.addresses import absolute
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query, query_named
from generator.pages.plan import Page, plan
from generator.pages.view import View

SITEMAP = "/sitemap.xml"
_LIMIT = 50_000
"""How many addresses one sitemap may hold (sitemaps.org, protocol 0.9)."""

_UNLISTED = frozenset({"404.html", "redirect.html", "feed.xml"})


class SitemapView(View, frozen=True):
    """Whole addresses: of pages, or, in the index of several sitemaps, of those."""

    pages: tuple[str, ...]
    sitemaps: tuple[str, ...]


@query
def site_plan(ask: Catalog) -> tuple[Page, ...]:
    """Every page of the site, sitemaps included."""
    pages = plan(ask)
    if not ask.site().base_url:
        return pages
    parts = -(-len(_listed(pages)) // _LIMIT)
    if parts < 2:
        return (*pages, Page(SITEMAP, "sitemap.xml", sitemap.key(1)))
    numbered = [Page(_part(number), "sitemap.xml", sitemap.key(number)) for number in range(1, parts + 1)]
    return (*pages, Page(SITEMAP, "sitemap.xml", sitemap_index.key(parts)), *numbered)


@query
def sitemap(ask: Catalog, number: int) -> SitemapView:
    """Make the sitemap of the ``number``-th fifty thousand pages."""
    listed = _listed(plan(ask))[(number - 1) * _LIMIT : number * _LIMIT]
    return SitemapView(tuple(absolute(ask.site().base_url, address) for address in listed), ())


@query
def sitemap_index(ask: Catalog, parts: int) -> SitemapView:
    """Make the index of several sitemaps."""
    return SitemapView((), tuple(absolute(ask.site().base_url, _part(number)) for number in range(1, parts + 1)))


def view_type(made_by: str) -> type[Any]:
    """The type of the views that a page's query makes; every query that the plan names is known here."""
    kind: type[Any] = get_type_hints(query_named(made_by))["return"]
    return kind


def _part(number: int) -> str:
    return f"/sitemap-{number}.xml"


def _listed(pages: tuple[Page, ...]) -> list[str]:
    return sorted(page.address for page in pages if page.template not in _UNLISTED)
