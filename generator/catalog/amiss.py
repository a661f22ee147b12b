"""All that is amiss between notes."""

from __future__ import annotations

from generator.catalog.catalog import Catalog
from generator.catalog.link_findings import link_findings
from generator.catalog.memory import query
from generator.catalog.naming_findings import address_findings, circular_terms, doubled_terms, near_duplicates
from generator.diagnostics import Diagnostic
from generator.notes.note import Taxonomy


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
