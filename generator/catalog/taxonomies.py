"""Terms: which spellings are one term, what it is called, where it is, and what stands under it.

The spelling policy: case and white space make no difference; a term note's title, aliases and file name (its hyphens
read as spaces or not) are one term, shown by the title; without a term note, the most used spelling is shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec import Struct

from generator.addresses import slugify
from generator.catalog.addressing import address_of, apart, holder, is_list_page
from generator.catalog.catalog import Catalog
from generator.catalog.extract import Place
from generator.catalog.memory import query
from generator.catalog.order import newest_first
from generator.names import fold_name
from generator.notes.note import Kind


class TermCard(Struct, frozen=True):
    """What pages show of a term. ``path`` is its note, "" where it has none."""

    taxonomy: str
    key: str
    label: str
    address: str
    path: str
    summary: str


@query
def canonical(ask: Catalog, taxonomy: str, name: str) -> str:
    """The folded name of the term that a folded spelling belongs to."""
    entries = ask.said("entry", taxonomy, name)
    titles = sorted((title != name, path, title) for path, (title, _) in entries.items())
    return str(titles[0][2]) if titles else name


@query
def members(ask: Catalog, taxonomy: str, key: str, kind: str = Kind.INTERVIEW) -> tuple[str, ...]:
    """The notes of a kind that name a term under any of its spellings, the newest first."""
    return members_by_kind(ask, taxonomy, key).get(kind, ())


@query
def members_by_kind(ask: Catalog, taxonomy: str, key: str) -> dict[str, tuple[str, ...]]:
    """The same of each kind, for pages ask for all of them: most terms are named by interviews alone."""
    found: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    for name in _spellings(ask, taxonomy, key):
        for path, said in ask.said("term", taxonomy, name).items():
            found[said.kind][path] = said.place
    return {kind: newest_first(places) for kind, places in found.items()}


@query
def count(ask: Catalog, taxonomy: str, key: str) -> int:
    """How many interviews name a term."""
    return len(members(ask, taxonomy, key))


@query
def term(ask: Catalog, taxonomy: str, key: str) -> TermCard:
    """What pages show of the term with this folded name."""
    path = _note_of(ask, taxonomy, key)
    if path:
        card = ask.card(path)
        return TermCard(taxonomy, key, card.title, address_of(ask, path), path, card.summary)
    label = _most_used(ask, taxonomy, key)
    return TermCard(taxonomy, key, label, _free_address(ask, taxonomy, key, label), "", "")


@query
def terms_of(ask: Catalog, path: str) -> tuple[tuple[str, str], ...]:
    """The terms that a note names, as (taxonomy, folded name), each once, in the note's order."""
    named = ask.said("term names", path).get(path, ())
    return tuple(dict.fromkeys(term_spelt(ask, taxonomy, name) for taxonomy, name in named))


@query
def term_spelt(ask: Catalog, taxonomy: str, name: str) -> tuple[str, str]:
    """The term that a folded spelling belongs to, as (taxonomy, folded name): for all notes the very same object, for
    they are counted by the hundred thousand.
    """
    return taxonomy, canonical(ask, taxonomy, name)


def term_named(ask: Catalog, taxonomy: str, name: str) -> TermCard:
    """What pages show of the term that a name, in any spelling, belongs to."""
    return term(ask, taxonomy, canonical(ask, taxonomy, fold_name(name)))


@query
def all_terms(ask: Catalog, taxonomy: str) -> tuple[str, ...]:
    """Every term of a taxonomy, sorted by folded name: those named in notes, those with a note of their own, and those
    that another is said to be within.
    """
    names = {name for named in ask.said("terms", taxonomy).values() for name in named}
    names.update(ask.said("entries", taxonomy).values(), ask.said("broader terms", taxonomy).values())
    return tuple(sorted({canonical(ask, taxonomy, name) for name in names}))


def named_alike(ask: Catalog, taxonomy: str, slug: str) -> list[str]:
    """The folded names, in any spelling, that have this slug: those that say so, and the one that the slug tells."""
    alike = {name for names in ask.said("slug", taxonomy, slug).values() for name in names}
    plain = slug.replace("-", " ")
    is_said = ask.said("term", taxonomy, plain) or ask.said("narrower", taxonomy, plain)
    if is_said and slugify(plain) == slug:
        alike.add(plain)
    return sorted(alike)


@query
def second_notes(ask: Catalog, taxonomy: str) -> tuple[tuple[str, str], ...]:
    """The notes on terms that another note describes already, as (path, that note's path)."""
    titles = ask.said("entries", taxonomy)
    first: dict[str, str] = {}
    for path in sorted(titles):
        first.setdefault(titles[path], path)
    return tuple((path, first[titles[path]]) for path in sorted(titles) if first[titles[path]] != path)


@query
def broader(ask: Catalog, taxonomy: str, key: str) -> tuple[str, ...]:
    """The broader terms of a term, the widest first; of terms in a circle, the first by name counts as the widest."""
    chain = [key]
    while (wider := _next_broader(ask, taxonomy, chain[-1])) and wider not in chain:
        chain.append(wider)
    if wider:
        widest = min(chain[chain.index(wider) :])
        del chain[chain.index(widest) + 1 :]
    return tuple(reversed(chain[1:]))


@query
def narrower(ask: Catalog, taxonomy: str, key: str) -> tuple[str, ...]:
    """The terms directly below a term, sorted."""
    below = {
        title for name in _spellings(ask, taxonomy, key) for title, _ in ask.said("narrower", taxonomy, name).values()
    }
    return tuple(sorted({canonical(ask, taxonomy, title) for title in below} - {key}))


def _next_broader(ask: Catalog, taxonomy: str, key: str) -> str:
    above = ask.said("broader", taxonomy, key)
    return canonical(ask, taxonomy, fold_name(above[min(above)][0])) if above else ""


def _spellings(ask: Catalog, taxonomy: str, key: str) -> tuple[str, ...]:
    """The folded names that count as this term and as no other."""
    entries = ask.said("entry", taxonomy, key)
    claimed = {name for title, names in entries.values() if title == key for name in names}
    return tuple(sorted(name for name in claimed | {key} if canonical(ask, taxonomy, name) == key))


def _note_of(ask: Catalog, taxonomy: str, key: str) -> str:
    entries = ask.said("entry", taxonomy, key)
    return min((path for path, (title, _) in entries.items() if title == key), default="")


def _most_used(ask: Catalog, taxonomy: str, key: str) -> str:
    uses = Counter(said.spelling for said in ask.said("term", taxonomy, key).values())
    uses = uses or Counter(spelling for _, spelling in ask.said("narrower", taxonomy, key).values())
    return min(uses, key=lambda spelling: (-uses[spelling], spelling), default=key)


def _free_address(ask: Catalog, taxonomy: str, key: str, label: str) -> str:
    """``/skills/statistics/``; where another term or a note has that address, told apart from it."""
    slug = slugify(label)
    plain = f"/{taxonomy}/{slug}/"
    rivals = {canonical(ask, taxonomy, name) for name in named_alike(ask, taxonomy, slug)}
    first = min((rival for rival in rivals if not _note_of(ask, taxonomy, rival)), default=key)
    is_free = first == key and not holder(ask, plain) and not is_list_page(plain)
    return plain if is_free else apart(plain, key)
