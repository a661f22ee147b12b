"""The home page."""

from __future__ import annotations

from generator.catalog.addressing import holder
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.order import interviews_by_date, pages_by_name
from generator.catalog.packing import Packed
from generator.catalog.series import single_guides
from generator.catalog.taxonomies import all_terms, count, term
from generator.notes.note import Taxonomy
from generator.pages.frame import Frame, Link, frame, link_to
from generator.pages.guides import GUIDES, GuideItem, SeriesItem, guide_item, series_items
from generator.pages.interviews import BY_DATE, intro
from generator.pages.items import InterviewItem, TermItem, interview_items, note_link, term_item
from generator.pages.plain import PAGES
from generator.pages.view import View

HOME = "/"
_RECENT = 6
_TERMS = 24
_GUIDES = 12
_PAGES = 24


class HomeView(View, frozen=True):
    """The home page: ``recent``, ``fields`` and ``paths`` are the first of each, ``guides`` of those in no series, and
    ``pages`` of the ordinary pages that lie beside it; ``more_guides`` counts the others. The addresses are those of
    the whole lists.
    """

    page: Frame
    title: str
    intro: str
    interview_count: int
    interviews_href: str
    field_count: int
    fields_href: str
    path_count: int
    paths_href: str
    recent: tuple[Packed[InterviewItem], ...]
    fields: tuple[TermItem, ...]
    paths: tuple[TermItem, ...]
    series: tuple[SeriesItem, ...]
    guides: tuple[GuideItem, ...]
    more_guides: int
    guides_href: str
    pages: tuple[Link, ...]
    page_count: int
    pages_href: str


@query
def home_page(ask: Catalog) -> HomeView:
    """Make the home page; the note ``index.md`` gives its title and introduction."""
    note = holder(ask, HOME)
    paths = interviews_by_date(ask)
    guides = single_guides(ask)
    pages = pages_by_name(ask)
    beside = tuple(path for path in pages if "/" not in path)
    return HomeView(
        page=frame(ask, HOME, ""),
        title=ask.card(note).title if note else ask.site().title,
        intro=intro(ask, HOME),
        interview_count=len(paths),
        interviews_href=link_to(ask, BY_DATE),
        field_count=len(all_terms(ask, Taxonomy.FIELDS)),
        fields_href=link_to(ask, f"/{Taxonomy.FIELDS}/"),
        path_count=len(all_terms(ask, Taxonomy.PATHS)),
        paths_href=link_to(ask, f"/{Taxonomy.PATHS}/"),
        recent=interview_items(ask, paths[:_RECENT]),
        fields=most_named(ask, Taxonomy.FIELDS),
        paths=most_named(ask, Taxonomy.PATHS),
        series=series_items(ask),
        guides=tuple(guide_item(ask, path, 0) for path in guides[:_GUIDES]),
        more_guides=max(0, len(guides) - _GUIDES),
        guides_href=link_to(ask, GUIDES),
        pages=tuple(note_link(ask, path) for path in beside[:_PAGES]),
        page_count=len(pages),
        pages_href=link_to(ask, PAGES),
    )


def most_named(ask: Catalog, taxonomy: str) -> tuple[TermItem, ...]:
    """The terms of a taxonomy that most interviews name, the most named first."""
    counted = sorted((-count(ask, taxonomy, key), key) for key in all_terms(ask, taxonomy))
    return tuple(term_item(ask, term(ask, taxonomy, key), -number) for number, key in counted[:_TERMS])
