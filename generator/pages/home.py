"""The home page."""

from __future__ import annotations

from generator.catalog.addressing import holder
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.order import interviews_by_date, pages_by_name
from generator.catalog.packing import Packed
from generator.catalog.taxonomies import all_terms, count, term
from generator.notes.note import Taxonomy
from generator.pages.frame import TAXONOMY_TITLES, Frame, Link, frame, link_to
from generator.pages.guides import SeriesItem, series_items
from generator.pages.interviews import intro
from generator.pages.items import InterviewItem, TermItem, interview_items, note_link, term_item
from generator.pages.view import View

HOME = "/"
_RECENT = 6
_TERMS = 24
_PAGES = 24


class HomeView(View, frozen=True):
    """The home page: ``fields`` and ``paths`` are the most named ones, ``browse`` leads to every taxonomy with terms in
    it, ``pages`` to the first of the ordinary pages that lie beside it; ``more_pages`` counts the others.
    """

    page: Frame
    title: str
    intro: str
    interview_count: int
    field_count: int
    path_count: int
    recent: tuple[Packed[InterviewItem], ...]
    fields: tuple[TermItem, ...]
    paths: tuple[TermItem, ...]
    series: tuple[SeriesItem, ...]
    browse: tuple[Link, ...]
    pages: tuple[Link, ...]
    more_pages: int


@query
def home_page(ask: Catalog) -> HomeView:
    """Make the home page; the note ``index.md`` gives its title and introduction."""
    note = holder(ask, HOME)
    paths = interviews_by_date(ask)
    pages = tuple(path for path in pages_by_name(ask) if "/" not in path and path != note)
    return HomeView(
        page=frame(ask, HOME, ""),
        title=ask.card(note).title if note else ask.site().title,
        intro=intro(ask, HOME, HOME),
        interview_count=len(paths),
        field_count=len(all_terms(ask, Taxonomy.FIELDS)),
        path_count=len(all_terms(ask, Taxonomy.PATHS)),
        recent=interview_items(ask, HOME, paths[:_RECENT]),
        fields=most_named(ask, HOME, Taxonomy.FIELDS),
        paths=most_named(ask, HOME, Taxonomy.PATHS),
        series=series_items(ask, HOME),
        browse=tuple(
            Link(TAXONOMY_TITLES[taxonomy], link_to(ask, HOME, f"/{taxonomy}/"))
            for taxonomy in Taxonomy
            if all_terms(ask, taxonomy)
        ),
        pages=tuple(note_link(ask, HOME, path) for path in pages[:_PAGES]),
        more_pages=max(0, len(pages) - _PAGES),
    )


def most_named(ask: Catalog, address: str, taxonomy: str) -> tuple[TermItem, ...]:
    """The terms of a taxonomy that most interviews name, the most named first."""
    counted = sorted((-count(ask, taxonomy, key), key) for key in all_terms(ask, taxonomy))
    return tuple(term_item(ask, address, term(ask, taxonomy, key), -number) for number, key in counted[:_TERMS])
