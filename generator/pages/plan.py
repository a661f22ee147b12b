"""Which pages the site has.

In: the catalog. Out: the plan: every page's address, its template, and the query that makes its view. One list, one
place to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from itertools import filterfalse

from msgspec import Struct

from generator.addresses import fold, output_path
from generator.catalog.addressing import address_of, holder, is_ours
from generator.catalog.catalog import Catalog
from generator.catalog.extract import link_key
from generator.catalog.memory import Key, query
from generator.catalog.order import pages_by_name
from generator.catalog.resolving import resolve
from generator.catalog.series import all_series, series
from generator.catalog.taxonomies import all_terms, second_notes, term
from generator.diagnostics import Code, Diagnostic
from generator.notes.note import Kind, Reference, Taxonomy
from generator.pages.feeds import FEED, site_feed, term_feed
from generator.pages.guides import GUIDES, guide_list_page, guide_page, series_address, series_page
from generator.pages.home import HOME, home_page
from generator.pages.interview import interview_page
from generator.pages.interviews import BY_DATE, BY_NAME, interview_list_length, interview_list_page
from generator.pages.items import numbered
from generator.pages.plain import MISSING, PAGES, missing_page, page_list_page, plain_page, redirect_page
from generator.pages.terms import term_length, term_list_length, term_list_page, term_page

_REDIRECT = "redirect.html"


class Page(Struct, frozen=True):
    """One address of the site, and the question whose answer is its view."""

    address: str
    template: str
    key: Key


@query
def plan(ask: Catalog) -> tuple[Page, ...]:
    """Every page of the site but the sitemaps; no two share an address: generated lists come before notes, and notes
    before redirects.
    """
    pages: dict[str, Page] = {}
    for page in _lists_and_notes(ask):
        pages.setdefault(fold(page.address), page)
    redirects = tuple(_redirects(ask))
    folders = {folder for place in pages for folder in _folders(place)} if redirects else set()
    for page in redirects:
        place = fold(page.address)
        if place not in pages and place not in folders and pages.keys().isdisjoint(_folders(place)):
            pages[place] = page
            folders.update(_folders(place))
    return tuple(pages.values())


@query
def lost_redirects(ask: Catalog) -> tuple[Diagnostic, ...]:
    """Old addresses that lead nowhere, because something else is published there."""
    pages = {fold(page.address): page for page in plan(ask)} if ask.said("redirects") else {}
    found = []
    for path, redirects in sorted(ask.said("redirects").items()):
        for redirect in redirects:
            page = pages.get(fold(redirect))
            owner = holder(ask, redirect) or (page.key[2] if page and page.template == _REDIRECT else "")
            if owner == path:
                continue
            what = f"belongs to “{owner}”" if owner else "is one that Fieldpath publishes something else at"
            hint = "Take it out of `aliases:` here or there." if owner else "Take it out of `aliases:`."
            found.append(Diagnostic(Code.ADDRESS_TAKEN, path, f"The old address {redirect} {what}.", hint))
    return tuple(found)


def notes_on(ask: Catalog, pages: Iterable[Page], files: Set[str]) -> dict[str, str]:
    """Which note, by path, each of these output files is the page of; none for lists and others that many make up."""
    asked = {file: page.key[1:] for page in pages if (file := output_path(page.address)) in files}
    return {file: args[0] for file, args in asked.items() if len(args) == 1 and ask.said("card", args[0])}


def _folders(place: str) -> list[str]:
    """The folders that a file lies in: ``a``, ``a/b`` for ``a/b/c``."""
    return [place[:at] for at, character in enumerate(place) if character == "/"]


def _redirects(ask: Catalog) -> Iterator[Page]:
    for path, redirects in sorted(ask.said("redirects").items()):
        for redirect in filterfalse(is_ours, redirects):
            yield Page(redirect, _REDIRECT, redirect_page.key(redirect, path))


def _lists_and_notes(ask: Catalog) -> Iterator[Page]:
    yield Page(HOME, "home.html", home_page.key())
    if not ask.offline:  # no server, nobody who would ask for what is not there
        yield Page(MISSING, "404.html", missing_page.key())
    yield Page(FEED, "feed.xml", site_feed.key())
    for first in (BY_DATE, BY_NAME):
        for number in range(1, interview_list_length(ask) + 1):
            yield Page(numbered(first, number), "interviews.html", interview_list_page.key(first, number))
    for taxonomy in Taxonomy:
        yield from taxonomy_pages(ask, taxonomy)
    yield from guide_pages(ask)
    if pages_by_name(ask):
        yield Page(PAGES, "pages.html", page_list_page.key())
    yield from note_pages(ask)


@query
def taxonomy_pages(ask: Catalog, taxonomy: str) -> tuple[Page, ...]:
    """The pages of one taxonomy: its list, its terms, and a feed for each field. A taxonomy without terms has none."""
    keys = all_terms(ask, taxonomy)
    if not keys:
        return ()
    template = "path.html" if taxonomy == Taxonomy.PATHS else "term.html"
    pages = [
        Page(numbered(f"/{taxonomy}/", number), "taxonomy.html", term_list_page.key(taxonomy, number))
        for number in range(1, term_list_length(ask, taxonomy) + 1)
    ]
    for key in keys:
        address = term(ask, taxonomy, key).address
        for number in range(1, term_length(ask, taxonomy, key) + 1):
            pages.append(Page(numbered(address, number), template, term_page.key(taxonomy, key, number)))
        if taxonomy == Taxonomy.FIELDS:
            pages.append(Page(f"{address}feed.xml", "feed.xml", term_feed.key(taxonomy, key)))
    return tuple(pages)


@query
def guide_pages(ask: Catalog) -> tuple[Page, ...]:
    """The list of guides, each series, each guide; none where there are no guides."""
    guides = sorted(ask.said("kind", Kind.GUIDE))
    if not guides:
        return ()
    listed = [series_page.key(key) for key in all_series(ask)]
    return (
        Page(GUIDES, "guides.html", guide_list_page.key()),
        *(Page(series_address(series(ask, key[1]).title), "series.html", key) for key in listed),
        *(Page(address_of(ask, path), "guide.html", guide_page.key(path)) for path in guides),
    )


@query
def note_pages(ask: Catalog) -> tuple[Page, ...]:
    """The pages of interviews, of plain notes, and of term notes that no page of a taxonomy shows."""
    interviews = sorted(ask.said("kind", Kind.INTERVIEW))
    pages = [Page(address_of(ask, path), "interview.html", interview_page.key(path)) for path in interviews]
    terms = ask.said("kind", Kind.TERM)
    loose = [path for path in terms if terms[path] not in set(Taxonomy)]
    loose += [path for taxonomy in Taxonomy for path, _ in second_notes(ask, taxonomy)]
    for path in sorted([*ask.said("kind", Kind.PAGE), *loose]):
        pages.append(Page(address_of(ask, path), "page.html", plain_page.key(path)))
    return tuple(pages)


@query
def used_files(ask: Catalog) -> tuple[str, ...]:
    """The attachments that some page shows or links to, sorted; no others are published."""
    named = {file for path in ask.said("with files") for file in files_of(ask, path)}
    return tuple(sorted(named.union(file for file in ask.said("bare files") if is_linked(ask, file))))


@query
def is_linked(ask: Catalog, file: str) -> bool:
    """Whether some note links to a file."""
    said = ask.said("link", link_key(file))
    return any(resolve(ask, path, link.reference).path == file for path, links in said.items() for link in links)


@query
def files_of(ask: Catalog, path: str) -> tuple[str, ...]:
    """The attachments that one note uses."""
    references: tuple[Reference, ...] = ask.said("file references", path).get(path, ())
    found = {resolve(ask, path, reference).path for reference in references}
    return tuple(sorted(file for file in found if ask.said("file", file)))
