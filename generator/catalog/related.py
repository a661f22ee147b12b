"""Which interviews are related, and why.

Two interviews are related by the fields, career paths, positions and skills they share; what few share says more than
what many do. The weight of a shared term halves its surprise each time twice as many interviews have it, so that one
more interview rarely moves anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.taxonomies import members, terms_of
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
def member_set(ask: Catalog, taxonomy: str, key: str) -> frozenset[str]:
    """The interviews that name a term."""
    return frozenset(members(ask, taxonomy, key))


@query
def member_places(ask: Catalog, taxonomy: str, key: str) -> dict[str, int]:
    """The same, each with its place among them by date."""
    return {path: place for place, path in enumerate(members(ask, taxonomy, key))}


def related(ask: Catalog, path: str) -> tuple[Relation, ...]:
    """The interviews most related to one, the nearest first."""
    terms = [term for term in terms_of(ask, path) if term[0] in _WEIGHTS]
    shared = [(term, named_in) for term in terms if len(named_in := member_set(ask, *term)) > 1]
    weighed = sorted((-_WEIGHTS[term[0]] // len(named_in).bit_length(), term, named_in) for term, named_in in shared)
    candidates = _candidates(ask, path, shared)
    scores = dict.fromkeys(candidates, 0)
    for weight, _, named_in in weighed:
        for other in candidates & named_in:
            scores[other] += weight
    # Most share but the one term by which they were found: only those near the top need be put in order.
    least = max(sorted(scores.values())[:_SHOWN], default=0)
    near = [(score, other) for other, score in scores.items() if score <= least]
    nearest = [other for _, other in sorted(near)[:_SHOWN]]
    return tuple(
        Relation(other, tuple(term for _, term, named_in in weighed if other in named_in)[:_REASONS])
        for other in nearest
    )


def _candidates(ask: Catalog, path: str, shared: list[tuple[Term, frozenset[str]]]) -> set[str]:
    found: set[str] = set()
    for term, named_in in sorted(shared, key=lambda pair: (len(pair[1]), pair[0])):
        room = _CANDIDATES - len(found)
        if room <= 0:
            break
        if len(named_in) <= room:
            found |= named_in
        else:
            first = max(0, member_places(ask, *term)[path] - room // 2)
            found.update(members(ask, *term)[first : first + room])
    return found - {path}
