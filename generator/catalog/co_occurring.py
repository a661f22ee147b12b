"""Which terms are named beside a term, in the same interviews."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.taxonomies import members, terms_of
from generator.notes.note import Taxonomy

_TAXONOMIES = (
    Taxonomy.FIELDS,
    Taxonomy.PATHS,
    Taxonomy.POSITIONS,
    Taxonomy.ORGANIZATIONS,
    Taxonomy.SECTORS,
    Taxonomy.SKILLS,
)
_MOST = 12
"""Of each taxonomy."""


@query
def co_occurring(ask: Catalog, taxonomy: str, key: str) -> tuple[tuple[str, str, int], ...]:
    """The terms most often named beside a term, as (taxonomy, folded name, how many interviews), taxonomy by taxonomy,
    the most frequent first.
    """
    counts = Counter(chain.from_iterable(terms_of(ask, path) for path in members(ask, taxonomy, key)))
    del counts[taxonomy, key]
    ranked: dict[str, list[tuple[int, str]]] = {of: [] for of in Taxonomy}
    for (of, name), number in counts.items():
        ranked[of].append((-number, name))
    return tuple((of, name, -number) for of in _TAXONOMIES for number, name in sorted(ranked[of])[:_MOST])
