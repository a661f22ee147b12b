"""What is amiss with names: addresses asked for twice, spellings that are nearly the same, terms broader than
themselves.

In: the catalog. Out: diagnostics, as answers to queries, so that a finding goes when its cause is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.addresses import fold
from generator.catalog.addressing import address_of, is_list_page, precedence
from generator.catalog.catalog import Catalog
from generator.catalog.memory import query
from generator.catalog.taxonomies import canonical, second_notes, term
from generator.diagnostics import Code, Diagnostic
from generator.names import fold_name
from generator.notes.note import Mention

_LISTED = 5
"""How many files a finding names."""

_SHORTEST = 5
"""Names with fewer letters differ by one too easily (MSc, BSc)."""


@query
def address_findings(ask: Catalog) -> tuple[Diagnostic, ...]:
    """Notes that ask for the same address, or for one that the site itself needs."""
    addresses: dict[str, str] = dict(ask.said("addresses"))
    claims: dict[str, list[str]] = defaultdict(list)
    for path in sorted(addresses, key=precedence):
        claims[fold(addresses[path])].append(path)
    found = []
    for first, *others in claims.values():
        wanted = addresses[first]
        told = {other: f"This note and “{first}” both have the address {addresses[other]}." for other in others}
        if is_list_page(wanted):
            told |= dict.fromkeys((first, *others), f"Fieldpath has a page of its own at {wanted}.")
        for path, message in told.items():
            hint = f"Give this note another `slug:`. Until then it is at {address_of(ask, path)}."
            found.append(Diagnostic(Code.ADDRESS_TAKEN, path, message, hint))
    return tuple(found)


@query
def near_duplicates(ask: Catalog, taxonomy: str) -> tuple[Diagnostic, ...]:
    """Pairs of terms that differ by one letter or by punctuation: probably one term, spelt in two ways. Each pair is
    told once, at the rarer, with the other as the site shows it.
    """
    uses: dict[str, list[str]] = defaultdict(list)
    for path, names in sorted(ask.said("terms", taxonomy).items()):
        for name in names:
            uses[name].append(path)
    found = []
    for one, other in _alike(uses):
        if canonical(ask, taxonomy, one) == canonical(ask, taxonomy, other):
            continue
        common = min(one, other, key=lambda name: (not _has_note(ask, taxonomy, name), -len(uses[name]), name))
        rare = other if common == one else one
        place, path = _place(ask, taxonomy, rare, uses[rare][0]), uses[rare][0]
        shown = term(ask, taxonomy, canonical(ask, taxonomy, common))
        usual = shown.label if shown.key == common else _place(ask, taxonomy, common, uses[common][0]).name
        message = f"“{place.name}” ({_files(uses[rare])}) is nearly “{usual}” ({_files(uses[common])})."
        hint = (
            f"If they are one, write both as “{shown.label}”, "
            "or give it a note with the other spelling among its `aliases:`. "
            "If they are two, give each a note of its own."
        )
        found.append(Diagnostic(Code.NEAR_DUPLICATE, path, message, hint, place.line, place.column, len(place.name)))
    return tuple(found)


@query
def doubled_terms(ask: Catalog, taxonomy: str) -> tuple[Diagnostic, ...]:
    """Terms that two notes describe, of which the page shows the first, and aliases that another term has."""
    hint = "Put both into one note, or give one another title. Until then this one has a page apart."
    found = [
        Diagnostic(Code.NEAR_DUPLICATE, path, f"“{first}” describes the same term as this note.", hint)
        for path, first in second_notes(ask, taxonomy)
    ]
    for path, title in sorted(ask.said("entries", taxonomy).items()):
        for alias in ask.card(path).names:
            owner = canonical(ask, taxonomy, fold_name(alias))
            if owner != title:
                message = f"“{alias}” is an alias of this term, but it means “{term(ask, taxonomy, owner).label}”."
                hint = "Take it out of `aliases:` here, or out of the title or aliases there."
                found.append(Diagnostic(Code.NEAR_DUPLICATE, path, message, hint))
    return tuple(found)


@query
def circular_terms(ask: Catalog, taxonomy: str) -> tuple[Diagnostic, ...]:
    """Terms that are broader than themselves, by whatever way round."""
    above = {
        title: fold_name(name)
        for title in sorted(set(ask.said("entries", taxonomy).values()))
        for name in _broader(ask, taxonomy, title)
    }
    found = []
    for start in above:
        chain = [start]
        while (wider := canonical(ask, taxonomy, above.get(chain[-1], ""))) and wider not in chain:
            chain.append(wider)
        if wider == start:
            path, (name, line) = min(ask.said("broader", taxonomy, start).items())
            round_trip = " → ".join([*chain, start])
            message = f"“{name}” is both above and below this term: {round_trip}."
            found.append(Diagnostic(Code.CIRCULAR_TERMS, path, message, "Take `broader:` out of one of them.", line))
    return tuple(found)


def _broader(ask: Catalog, taxonomy: str, title: str) -> Iterator[str]:
    said = ask.said("broader", taxonomy, title)
    if said:
        yield said[min(said)][0]


def _alike(names: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of names whose letters are the same but for one inserted, dropped, changed or swapped with the next.

    Two such names have a form in common among those with one letter dropped (the symmetric-delete index of SymSpell, W.
    Garbe 2012), so that not all pairs need comparing. Numbers must agree: Grade 7 is not Grade 8.
    """
    by_form: dict[str, list[str]] = defaultdict(list)
    letters = {name: "".join(filter(str.isalnum, name)) for name in names}
    for name, plain in sorted(letters.items()):
        if len(plain) >= _SHORTEST:
            for form in {plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))}:
                by_form[form].append(name)
    pairs = {(one, other) for group in by_form.values() for one in group for other in group if one < other}
    return sorted(pair for pair in pairs if _near(letters[pair[0]], letters[pair[1]]))


def _near(one: str, other: str) -> bool:
    """Whether one edit leads from one to the other, none of them in a number."""
    if list(filter(str.isdigit, one)) != list(filter(str.isdigit, other)):
        return False
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other):
        return abs(len(one) - len(other)) == 1
    swapped = len(differing) == 2 and differing[1] == differing[0] + 1
    swapped = swapped and one[differing[0]] == other[differing[1]] and one[differing[1]] == other[differing[0]]
    return len(differing) <= 1 or swapped


def _has_note(ask: Catalog, taxonomy: str, name: str) -> bool:
    return bool(ask.said("entry", taxonomy, name))


def _place(ask: Catalog, taxonomy: str, name: str, path: str) -> Mention:
    mentions: tuple[Mention, ...] = ask.said("places", path)[path]
    return next(mention for mention in mentions if mention.taxonomy == taxonomy and fold_name(mention.name) == name)


def _files(paths: list[str]) -> str:
    return ", ".join(paths[:_LISTED]) + (f" and {len(paths) - _LISTED} more" if len(paths) > _LISTED else "")
