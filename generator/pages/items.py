"""How interviews, terms and notes are shown in lists on other pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from generator.catalog.addressing import address_of
from generator.catalog.catalog import Catalog
from generator.catalog.extract import Card, LinkSaid
from generator.catalog.links import Backlink
from generator.catalog.memory import query
from generator.catalog.packing import Packed, pack
from generator.catalog.related import Term
from generator.catalog.taxonomies import TermCard, canonical, count, narrower, term, terms_of
from generator.names import fold_name
from generator.notes.dates import Date
from generator.notes.note import Taxonomy
from generator.pages.body import label_of
from generator.pages.frame import TAXONOMY_TITLES, Link, link_to
from generator.pages.view import View

_DEEPEST = 12
"""In how many lists within lists terms stand."""

_NEAR = 2
"""How many pages before and after the present one a pager leads to."""

_SHOWN_TAXONOMIES = (
    Taxonomy.FIELDS,
    Taxonomy.PATHS,
    Taxonomy.SECTORS,
    Taxonomy.JOB_FUNCTIONS,
    Taxonomy.SKILLS,
    Taxonomy.TAGS,
)
"""What stands beside a text; positions and organizations stand in its path."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Day(View, frozen=True):
    """A date to show: ``iso`` for machines ("2026-03-14"), ``text`` for people ("14 March 2026")."""

    iso: str
    text: str


class InterviewItem(View, frozen=True):
    """An interview in a list."""

    title: str
    href: str
    role: str
    organization: str
    day: Day | None
    summary: str
    fields: tuple[Link, ...]


class TermItem(View, frozen=True):
    """A term in a list, with how many interviews name it, and the terms below it."""

    label: str
    href: str
    count: int
    summary: str = ""
    narrower: tuple[TermItem, ...] = ()


class TermGroup(View, frozen=True):
    """The terms of one taxonomy that a note names."""

    title: str
    taxonomy: str
    terms: tuple[Link, ...]


class BacklinkItem(View, frozen=True):
    """A note that links here, with the words around the link."""

    link: Link
    before: str
    label: str
    after: str


class Pager(View, frozen=True):
    """Where one stands in a list of several pages. ``pages`` holds links to the first, the last and those near by, each
    with its number; one without an address stands for those left out.
    """

    number: int
    total: int
    previous: str
    next: str
    pages: tuple[Link, ...]


WORDS_OF_TIME = frozenset({"Since", "Until"})
"""The words with which pages say when, whatever the notes say; a month may be somebody's name."""


@lru_cache(maxsize=65_536)
def day(date: Date | None) -> Day | None:
    """A date as lists and pages show it."""
    return Day(str(date), date_text(date)) if date else None


@lru_cache(maxsize=65_536)
def date_text(date: Date) -> str:
    """A date for people, as exact as it is: "14 March 2026", "March 2026", "2026"."""
    month = _MONTHS[date.month - 1] if date.month else ""
    return " ".join(part for part in (str(date.day or ""), month, str(date.year)) if part)


def interview_items(ask: Catalog, paths: Iterable[str]) -> tuple[Packed[InterviewItem], ...]:
    """How interviews are listed."""
    return tuple(interview_item(ask, path) for path in paths)


@query
def interview_item(ask: Catalog, path: str) -> Packed[InterviewItem]:
    """How an interview is listed."""
    card = ask.card(path)
    fields = [name for taxonomy, name in terms_of(ask, path) if taxonomy == Taxonomy.FIELDS]
    return pack(
        InterviewItem(
            title=card.title,
            href=link_to(ask, address_of(ask, path)),
            role=card.role,
            organization=card.organization,
            day=day(card.date),
            summary=card.summary,
            fields=tuple(term_link(ask, Taxonomy.FIELDS, name) for name in fields),
        )
    )


class TermLinks(dict[Term, Link]):
    """Links to the pages of terms, as (taxonomy, folded name); each is asked for when it is needed."""

    def __init__(self, ask: Catalog) -> None:
        """Links for one page."""
        super().__init__()
        self._ask = ask

    def __missing__(self, term: Term) -> Link:
        """Ask for a link, once for all its places on the page."""
        link = self[term] = term_link(self._ask, *term)
        return link

    def named(self, taxonomy: str, name: str) -> Link | None:
        """A link to the term that a name, in any spelling, belongs to; None for no name."""
        return self[taxonomy, fold_name(name)] if name else None


@query
def term_link(ask: Catalog, taxonomy: str, name: str) -> Link:
    """A link to the page of the term that a folded name belongs to."""
    card = term(ask, taxonomy, canonical(ask, taxonomy, name))
    return Link(card.label, link_to(ask, card.address))


def terms_beside(ask: Catalog, card: Card) -> tuple[TermGroup, ...]:
    """The terms that a note names, to stand beside its text."""
    return term_groups(card.terms, TermLinks(ask))


def term_groups(terms: Iterable[Term], links: TermLinks) -> tuple[TermGroup, ...]:
    """Terms by taxonomy; two spellings of one term are one link."""
    groups: dict[str, dict[Link, None]] = {taxonomy: {} for taxonomy in _SHOWN_TAXONOMIES}
    for named in terms:
        if named[0] in groups:
            groups[named[0]][links[named]] = None
    return tuple(TermGroup(TAXONOMY_TITLES[of], of, tuple(links)) for of, links in groups.items() if links)


def term_item(ask: Catalog, card: TermCard, interviews: int) -> TermItem:
    """How a term is listed, without what is below it; ``interviews`` is the number to show beside it."""
    return TermItem(card.label, link_to(ask, card.address), interviews, card.summary)


def term_tree(ask: Catalog, taxonomy: str, key: str, above: tuple[str, ...] = ()) -> TermItem:
    """How a term is listed with all that is below it; a circle of broader terms is cut, and what lies very deep stands
    side by side.
    """
    card, within = term(ask, taxonomy, key), (*above, key)
    if len(within) < _DEEPEST:
        below = [other for other in narrower(ask, taxonomy, key) if other not in within]
        items = tuple(term_tree(ask, taxonomy, other, within) for other in below)
    else:
        items = tuple(
            term_item(ask, term(ask, taxonomy, other), count(ask, taxonomy, other))
            for other in _all_below(ask, taxonomy, within)
        )
    return TermItem(card.label, link_to(ask, card.address), count(ask, taxonomy, key), card.summary, items)


def _all_below(ask: Catalog, taxonomy: str, within: tuple[str, ...]) -> list[str]:
    """Every term below the last of some, at whatever depth, but for those themselves."""
    found: dict[str, None] = {}
    ahead = [within[-1]]
    while ahead:
        for other in narrower(ask, taxonomy, ahead.pop()):
            if other not in within and other not in found:
                found[other] = None
                ahead.append(other)
    return list(found)


@query
def note_link(ask: Catalog, path: str) -> Link:
    """A link to a note, by its title."""
    return Link(ask.card(path).title, link_to(ask, address_of(ask, path)))


def backlink_items(ask: Catalog, here: tuple[str, str], found: Sequence[Backlink]) -> tuple[BacklinkItem, ...]:
    """How the notes that link here, to the path ("" for a term without a note) and title of ``here``, are listed."""
    to, title = here

    def label(said: LinkSaid) -> str:
        if said.reference.label:
            return said.label
        return label_of(ask, to, title, said.reference) if to else title

    return tuple(
        BacklinkItem(note_link(ask, link.path), link.said.before, label(link.said), link.said.after) for link in found
    )


def numbered(address: str, number: int) -> str:
    """The address of a list's page: the list's own for the first, ``page-2/`` below it for the second."""
    return address if number == 1 else f"{address}page-{number}/"


def pager(ask: Catalog, first: str, number: int, total: int) -> Pager | None:
    """The pager of page ``number`` of the list that begins at ``first``; none where one page holds all."""
    if total < 2:
        return None

    def at(page: int) -> str:
        return link_to(ask, numbered(first, page)) if 1 <= page <= total else ""

    near = range(max(1, number - _NEAR), min(total, number + _NEAR) + 1)
    links: list[Link] = []
    for page in sorted({1, *near, total}):
        if links and links[-1].text != str(page - 1):
            links.append(Link("…", ""))
        links.append(Link(str(page), at(page)))
    return Pager(number, total, at(number - 1), at(number + 1), tuple(links))


def pages_of(count: int, size: int) -> int:
    """How many pages a list of ``count`` takes; one if it is empty."""
    return max(1, -(-count // size))
