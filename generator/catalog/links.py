"""Links between notes, seen from the note they lead to."""

from __future__ import annotations

from msgspec import Struct

from generator.catalog.catalog import Catalog
from generator.catalog.extract import LinkSaid, link_key, place_in_time
from generator.catalog.order import newest_first
from generator.catalog.resolving import Target, resolve, resolve_name
from generator.catalog.taxonomies import term as card_of
from generator.names import stem_of


class Backlink(Struct, frozen=True):
    """A note that links here, with the first sentence in which it does."""

    path: str
    said: LinkSaid


def backlinks(ask: Catalog, path: str) -> tuple[Backlink, ...]:
    """The notes that link to the note at ``path``, by title; each once."""
    card = ask.card(path)
    addresses = (card.address, *ask.said("redirects of", path).get(path, ()))
    names = (stem_of(path), card.title, card.person, *card.names, *addresses)
    return _links_to(ask, names, Target(path=path), path)


def backlinks_of_term(ask: Catalog, term: tuple[str, str], label: str) -> tuple[Backlink, ...]:
    """The notes that link to a term which has no note of its own."""
    return _links_to(ask, (label, card_of(ask, *term).address), Target(term=term), "")


def referred(ask: Catalog, path: str) -> tuple[str, ...]:
    """The interviews whose ``referred_by`` names this person, the newest first."""
    card = ask.card(path)
    found = {
        source
        for name in dict.fromkeys(map(link_key, (stem_of(path), card.title, card.person, *card.names)))
        for source, named in ask.said("referral", name).items()
        if source != path and any(resolve_name(ask, source, person.target).path == path for person in named)
    }
    cards = {source: ask.card(source) for source in found}
    return newest_first({source: place_in_time(card.date, card.title) for source, card in cards.items()})


def _links_to(ask: Catalog, names: tuple[str, ...], target: Target, itself: str) -> tuple[Backlink, ...]:
    found: dict[str, LinkSaid] = {}
    for name in dict.fromkeys(link_key(name) for name in names if name):
        for source, links in ask.said("link", name).items():
            if source == itself:
                continue
            for said in links:
                if resolve(ask, source, said.reference) == target:
                    earlier = found.get(source)
                    if earlier is None or _place(said) < _place(earlier):
                        found[source] = said
                    break
    by_title = sorted(found, key=lambda source: (ask.card(source).title.casefold(), source))
    return tuple(Backlink(source, found[source]) for source in by_title)


def _place(said: LinkSaid) -> tuple[int, int]:
    return said.reference.line, said.reference.column
