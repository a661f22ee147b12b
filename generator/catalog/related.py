"""Which interviews are related, and why.

Two interviews are related by the fields, career paths, positions and skills they share; what few share says more than
what many do. The weight of a shared term halves its surprise each time twice as many interviews have it, so that one
more interview rarely moves anything.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.taxonomies import members, terms_of
from generator.notes.note import Taxonomy

_WEIGHTS = {Taxonomy.PATHS: 3000, Taxonomy.FIELDS: 2000, Taxonomy.POSITIONS: 1500, Taxonomy.SKILLS: 1000}
_CANDIDATES = 150
"""How many interviews are weighed at most: those that share the rarest terms; of a common term, those nearest in time.
"""

_REASONS = 3


@dataclass(frozen=True, slots=True)
class Relation:
    """A related interview and the terms, as (taxonomy, folded name), that it shares, the most telling first."""

    path: str
    shared: tuple[tuple[str, str], ...]


@query
def member_set(ask: Catalog, taxonomy: str, key: str) -> frozenset[str]:
    """The interviews that name a term."""
    return frozenset(members(ask, taxonomy, key))


def related(ask: Catalog, path: str, limit: int = 5) -> tuple[Relation, ...]:
    """The interviews most related to one, the nearest first."""
    weighed = _weighed_terms(ask, path)
    candidates = _candidates(ask, path, [term for _, term in weighed])
    scores: dict[str, int] = defaultdict(int)
    for weight, term in weighed:
        for other in candidates & member_set(ask, *term):
            scores[other] += weight
    nearest = sorted(scores, key=lambda other: (-scores[other], other))[:limit]
    return tuple(
        Relation(other, tuple(term for _, term in weighed if other in member_set(ask, *term))[:_REASONS])
        for other in nearest
    )


def _weighed_terms(ask: Catalog, path: str) -> list[tuple[int, tuple[str, str]]]:
    """The terms that can relate an interview to others, the weightiest first."""
    terms = [term for term in terms_of(ask, path) if term[0] in _WEIGHTS]
    counts = {term: len(member_set(ask, *term)) for term in terms}
    weighed = [(_WEIGHTS[Taxonomy(term[0])] // counts[term].bit_length(), term) for term in terms if counts[term] > 1]
    return sorted(weighed, key=lambda pair: (-pair[0], pair[1]))


def _candidates(ask: Catalog, path: str, terms: list[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    for term in sorted(terms, key=lambda term: (len(member_set(ask, *term)), term)):
        room = _CANDIDATES - len(found)
        if room <= 0:
            break
        sharing = members(ask, *term)
        first = max(0, sharing.index(path) - room // 2) if len(sharing) > room else 0
        found.update(sharing[first : first + room])
    return found - {path}
