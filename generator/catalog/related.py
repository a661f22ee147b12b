"""Which interviews are related, and why.

Two interviews are related by the fields, career paths, positions and skills they share; what few share says more than
what many do. The weight of a shared term halves its surprise each time twice as many interviews have it, so that one
more interview rarely moves anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

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
_CANDIDATES = 80
"""How many interviews are weighed at most: those that share the rarest terms; of a common term, those nearest in time.
"""

_REASONS = 3

Term = tuple[str, str]
"""A taxonomy and the folded name of a term in it."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A related interview and the terms, as (taxonomy, folded name), that it shares, the most telling first."""

    path: str
    shared: tuple[Term, ...]


@query
def member_places(ask: Catalog, taxonomy: str, key: str) -> dict[str, int]:
    """The interviews that name a term, each with its place among them by date."""
    return {path: place for place, path in enumerate(members(ask, taxonomy, key))}


def related(ask: Catalog, path: str, limit: int = 5) -> tuple[Relation, ...]:
    """The interviews most related to one, the nearest first."""
    terms = [term for term in terms_of(ask, path) if term[0] in _WEIGHTS]
    shared = [(term, places) for term in terms if len(places := member_places(ask, *term)) > 1]
    weighed = sorted((-_WEIGHTS[term[0]] // len(places).bit_length(), term, places) for term, places in shared)
    candidates = _candidates(ask, path, shared)
    scores: dict[str, int] = defaultdict(int)
    for weight, _, places in weighed:
        for other in candidates & places.keys():
            scores[other] += weight
    nearest = sorted(scores, key=lambda other: (scores[other], other))[:limit]
    return tuple(
        Relation(other, tuple(term for _, term, places in weighed if other in places)[:_REASONS]) for other in nearest
    )


def _candidates(ask: Catalog, path: str, shared: list[tuple[Term, dict[str, int]]]) -> set[str]:
    found: set[str] = set()
    for term, places in sorted(shared, key=lambda pair: (len(pair[1]), pair[0])):
        room = _CANDIDATES - len(found)
        if room <= 0:
            break
        first = max(0, places[path] - room // 2) if len(places) > room else 0
        found.update(members(ask, *term)[first : first + room])
    return found - {path}
