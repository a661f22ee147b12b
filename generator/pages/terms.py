"""The pages of a taxonomy: the list of its terms, and each term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.addresses import absolute
from generator.catalog.catalog import Catalog
from generator.catalog.co_occurring import co_occurring
from generator.catalog.links import backlinks, backlinks_of_term
from generator.catalog.memory import query
from generator.catalog.packing import Packed
from generator.catalog.taxonomies import TermCard, all_terms, broader, members, narrower, term
from generator.names import alphabetical
from generator.notes.note import Kind, Taxonomy
from generator.pages.body import body_html
from generator.pages.frame import TAXONOMY_TITLES, Frame, Link, link_to, list_frame
from generator.pages.interview import StepItem, step_items
from generator.pages.interviews import intro
from generator.pages.items import (
    BacklinkItem,
    InterviewItem,
    Pager,
    TermItem,
    TermLinks,
    backlink_items,
    interview_items,
    note_link,
    numbered,
    pager,
    pages_of,
    term_tree,
)
from generator.pages.view import View

_TERMS_PER_PAGE = 300

_RELATED_TITLES: Mapping[str, str] = {
    Taxonomy.FIELDS: "Fields they work in",
    Taxonomy.PATHS: "Career paths",
    Taxonomy.POSITIONS: "Positions on the way",
    Taxonomy.ORGANIZATIONS: "Organizations",
    Taxonomy.SECTORS: "Sectors",
    Taxonomy.SKILLS: "Skills they name",
}


class TermListView(View, frozen=True):
    """One page of the list of a taxonomy's terms; narrower terms stand below broader ones."""

    page: Frame
    title: str
    taxonomy: str
    intro: str
    total: int
    terms: tuple[TermItem, ...]
    pager: Pager | None


class RelatedTerms(View, frozen=True):
    """Terms of another taxonomy that this term's interviews name, the most frequent first."""

    title: str
    taxonomy: str
    terms: tuple[TermItem, ...]


class PersonPath(View, frozen=True):
    """One person's steps, to be laid beside others'."""

    person: Link
    steps: tuple[StepItem, ...]


class TermView(View, frozen=True):
    """The page of a term. ``paths`` are the steps of the people on it, for a career path; ``others`` the notes of other
    kinds that name it.
    """

    page: Frame
    title: str
    taxonomy: str
    taxonomy_title: str
    total: int
    summary: str
    body: str
    broader: tuple[Link, ...]
    narrower: tuple[TermItem, ...]
    interviews: tuple[Packed[InterviewItem], ...]
    pager: Pager | None
    paths: tuple[PersonPath, ...]
    related: tuple[RelatedTerms, ...]
    others: tuple[Link, ...]
    backlinks: tuple[BacklinkItem, ...]
    feed: str


@query
def root_terms(ask: Catalog, taxonomy: str) -> tuple[str, ...]:
    """The terms that stand at the top of a taxonomy's list, by label: those without a broader one among the terms."""
    known = set(all_terms(ask, taxonomy))
    roots = [key for key in known if not known.intersection(broader(ask, taxonomy, key))]
    return tuple(sorted(roots, key=lambda key: (alphabetical(term(ask, taxonomy, key).label), key)))


@query
def term_list_length(ask: Catalog, taxonomy: str) -> int:
    """How many pages the list of a taxonomy takes."""
    return pages_of(len(root_terms(ask, taxonomy)), _TERMS_PER_PAGE)


@query
def term_length(ask: Catalog, taxonomy: str, key: str) -> int:
    """How many pages the interviews of a term take."""
    return pages_of(len(members(ask, taxonomy, key)), ask.site().page_size)


@query
def term_list_page(ask: Catalog, taxonomy: str, number: int) -> TermListView:
    """Make page ``number`` of the list of a taxonomy's terms."""
    first = f"/{taxonomy}/"
    address = numbered(first, number)
    roots = root_terms(ask, taxonomy)
    shown = roots[(number - 1) * _TERMS_PER_PAGE : number * _TERMS_PER_PAGE]
    title = TAXONOMY_TITLES[taxonomy]
    return TermListView(
        page=list_frame(ask, address, title, number, ((title, first),)),
        title=title,
        taxonomy=taxonomy,
        intro=intro(ask, first) if number == 1 else "",
        total=len(all_terms(ask, taxonomy)),
        terms=tuple(term_tree(ask, taxonomy, key) for key in shown),
        pager=pager(ask, first, number, term_list_length(ask, taxonomy)),
    )


@query
def term_page(ask: Catalog, taxonomy: str, key: str, number: int) -> TermView:
    """Make page ``number`` of a term: the first tells all about it, the others go on with its interviews."""
    card = term(ask, taxonomy, key)
    address = numbered(card.address, number)
    found = members(ask, taxonomy, key)
    size = ask.site().page_size
    shown = found[(number - 1) * size : number * size]
    wider = [term(ask, taxonomy, other) for other in broader(ask, taxonomy, key)]
    above = tuple((other.label, other.address) for other in wider)
    first = number == 1
    return TermView(
        page=list_frame(
            ask,
            address,
            card.label,
            number,
            ((TAXONOMY_TITLES[taxonomy], f"/{taxonomy}/"), *above, (card.label, card.address)),
            description=card.summary,
            structured=_defined_term(ask, card, taxonomy),
        ),
        title=card.label,
        taxonomy=taxonomy,
        taxonomy_title=TAXONOMY_TITLES[taxonomy],
        total=len(found),
        summary=card.summary,
        body=body_html(ask, card.path) if card.path and first else "",
        broader=tuple(Link(other.label, link_to(ask, other.address)) for other in wider),
        narrower=tuple(term_tree(ask, taxonomy, other, (key,)) for other in narrower(ask, taxonomy, key)),
        interviews=interview_items(ask, shown),
        pager=pager(ask, card.address, number, pages_of(len(found), size)),
        paths=_paths(ask, shown) if taxonomy == Taxonomy.PATHS else (),
        related=_related(ask, taxonomy, key) if first else (),
        others=_others(ask, taxonomy, key) if first else (),
        backlinks=_backlinks(ask, card) if first else (),
        feed=link_to(ask, f"{card.address}feed.xml") if taxonomy == Taxonomy.FIELDS else "",
    )


def _related(ask: Catalog, taxonomy: str, key: str) -> tuple[RelatedTerms, ...]:
    links = TermLinks(ask)
    items: dict[str, list[TermItem]] = {of: [] for of in _RELATED_TITLES}
    for of, name, number in co_occurring(ask, taxonomy, key):
        link = links[of, name]
        items[of].append(TermItem(link.text, link.href, number))
    return tuple(RelatedTerms(_RELATED_TITLES[of], of, tuple(found)) for of, found in items.items() if found)


def _paths(ask: Catalog, paths: tuple[str, ...]) -> tuple[PersonPath, ...]:
    """The steps of people on one path; most are on no other, so these are not kept as items of lists are."""
    links = TermLinks(ask)
    cards = ((path, ask.card(path)) for path in paths)
    return tuple(PersonPath(note_link(ask, path), step_items(links, card)) for path, card in cards if card.steps)


def _others(ask: Catalog, taxonomy: str, key: str) -> tuple[Link, ...]:
    kinds = (Kind.GUIDE, Kind.PAGE, Kind.TERM)
    return tuple(note_link(ask, path) for kind in kinds for path in members(ask, taxonomy, key, kind))


def _backlinks(ask: Catalog, card: TermCard) -> tuple[BacklinkItem, ...]:
    found = backlinks(ask, card.path) if card.path else backlinks_of_term(ask, (card.taxonomy, card.key), card.label)
    return backlink_items(ask, (card.path, card.label), found)


def _defined_term(ask: Catalog, card: TermCard, taxonomy: str) -> dict[str, Any]:
    """schema.org's DefinedTerm, within the set that is its taxonomy."""
    defined: dict[str, Any] = {
        "@type": "DefinedTerm",
        "name": card.label,
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": TAXONOMY_TITLES[taxonomy]},
    }
    if card.summary:
        defined["description"] = card.summary
    if ask.site().base_url:
        defined["url"] = absolute(ask.site().base_url, card.address)
    return defined
