"""Which interviews are related, and why.

Two interviews are related by the fields, career paths, positions and skills they share; what few share says more than
what many do. How rare a term is, is told in powers of two alone: twice as many interviews must name it before it is
held to be more common. So one more interview rarely moves anything, and few pages need be asked whether it does.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.taxonomies import count, members, terms_of
from generator.notes.note import Taxonomy

_WEIGHTS: Mapping[str, int] = {
    Taxonomy.PATHS: 3000,
    Taxonomy.FIELDS: 2000,
    Taxonomy.POSITIONS: 1500,
    Taxonomy.SKILLS: 1000,
}
_CANDIDATES = 40
"""How many interviews are weighed at most: those that share the rarest terms; of a common term, those nearest in time.
"""

_SHOWN = 5
_REASONS = 3

Term = tuple[str, str]
"""A taxonomy and the folded name of a term in it."""


class Relation(Struct, frozen=True):
    """A related interview and the terms, as (taxonomy, folded name), that it shares, the most telling first."""

    path: str
    shared: tuple[Term, ...]


@query
def rarity(ask: Catalog, taxonomy: str, key: str) -> int:
    """How often a term is named by interviews, as the number of binary digits that its count takes."""
    return count(ask, taxonomy, key).bit_length()


@query
def telling_terms(ask: Catalog, path: str) -> frozenset[Term]:
    """The terms of a note that can relate it to another."""
    return frozenset(term for term in terms_of(ask, path) if term[0] in _WEIGHTS)


@query
def member_places(ask: Catalog, taxonomy: str, key: str) -> dict[str, int]:
    """The interviews that name a term, each with its place among them by date."""
    return {path: place for place, path in enumerate(members(ask, taxonomy, key))}


@query
def related(ask: Catalog, path: str) -> tuple[Relation, ...]:
    """The interviews most related to one, the nearest first: asked again far more often than the answer is another."""
    terms = telling_terms(ask, path)
    rarities = {term: rarity(ask, *term) for term in terms}
    weights = {term: _WEIGHTS[term[0]] // digits for term, digits in rarities.items()}
    shared = {other: terms & telling_terms(ask, other) for other in _candidates(ask, path, rarities)}
    nearest = sorted([(-sum(map(weights.__getitem__, common)), other) for other, common in shared.items()])[:_SHOWN]
    return tuple(
        Relation(other, tuple(sorted(shared[other], key=lambda term: (-weights[term], term))[:_REASONS]))
        for _, other in nearest
    )


def _candidates(ask: Catalog, path: str, rarities: Mapping[Term, int]) -> set[str]:
    found: set[str] = set()
    for _, term in sorted((digits, term) for term, digits in rarities.items()):
        room = _CANDIDATES - len(found)
        if room <= 0:
            break
        named_in = members(ask, *term)
        if len(named_in) <= room:
            found.update(named_in)
        else:
            before = member_places(ask, *term)[path] - room // 2
            first = max(0, min(before, len(named_in) - room))
            found.update(named_in[first : first + room])
    found.discard(path)
    return found
