"""The catalog in figures, and all that is amiss in it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog.catalog import Catalog
from generator.catalog.link_findings import link_findings
from generator.catalog.memory import query
from generator.catalog.naming_findings import address_findings, circular_terms, doubled_terms, near_duplicates
from generator.catalog.taxonomies import all_terms, count
from generator.diagnostics import Diagnostic
from generator.notes.note import Kind, Taxonomy


@dataclass(frozen=True, slots=True)
class Tally:
    """How many interviews there are, how many fields they name, and how many pairs of interview and field."""

    interviews: int
    fields: int
    assignments: int


@query
def tally(ask: Catalog) -> Tally:
    """Count what there is."""
    counts = [count(ask, Taxonomy.FIELDS, key) for key in all_terms(ask, Taxonomy.FIELDS)]
    return Tally(len(ask.said("kind", Kind.INTERVIEW)), sum(map(bool, counts)), sum(counts))


@query
def all_findings(ask: Catalog) -> tuple[Diagnostic, ...]:
    """Everything that is amiss between notes, in no particular order."""
    found = [finding for path in ask.said("referring") for finding in link_findings(ask, path)]
    found += address_findings(ask)
    for taxonomy in Taxonomy:
        found += near_duplicates(ask, taxonomy)
        found += doubled_terms(ask, taxonomy)
        found += circular_terms(ask, taxonomy)
    return tuple(found)
