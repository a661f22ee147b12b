"""What stands at an address that no note asked for: a note that was there once, a term without a note, a list.

In: the catalog and an address. Out: what is there, for a link that names it by where a reader finds it.
"""

from __future__ import annotations

from generator.addresses import fold, slugify
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.series import all_series, series
from generator.catalog.taxonomies import all_terms, canonical, named_alike, term
from generator.notes.note import Kind, Taxonomy

_ALWAYS = frozenset({"/", "/interviews/", "/interviews/by-name/", "/feed.xml"})


def once_at(ask: Catalog, address: str) -> str:
    """The note that names this among its old addresses; "" where none does."""
    return min(ask.said("old address", fold(address)), default="")


def term_at(ask: Catalog, address: str) -> tuple[str, str] | None:
    """The term at an address, as (taxonomy, folded name)."""
    taxonomy, _, slug = address.strip("/").partition("/")
    terms = sorted({canonical(ask, taxonomy, name) for name in named_alike(ask, taxonomy, slug)})
    return next(((taxonomy, key) for key in terms if term(ask, taxonomy, key).address == address), None)


@query
def is_list(ask: Catalog, address: str) -> bool:
    """Whether Fieldpath has a page of its own at an address, or the feed."""
    first, _, rest = address.strip("/").partition("/")
    if first in frozenset(Taxonomy):
        return not rest and bool(all_terms(ask, first))
    if first == "guides" and not rest:
        return bool(ask.said("kind", Kind.GUIDE))
    if first == "guides":
        return rest in {slugify(series(ask, key).title) for key in all_series(ask)}
    return address in _ALWAYS
