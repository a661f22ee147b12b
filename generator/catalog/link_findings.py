"""What is amiss with the links between notes.

In: the catalog. Out: diagnostics, as answers to queries, so that a finding goes when its cause is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from posixpath import dirname, relpath
from urllib.parse import quote

from generator.catalog.addressing import address_of
from generator.catalog.anchors import anchor_of
from generator.catalog.catalog import Catalog
from generator.catalog.embeds import beyond, comes_back, embeds
from generator.catalog.extract import link_key, without_extension
from generator.catalog.memory import query
from generator.catalog.resolving import MISSING, Target, resolve
from generator.diagnostics import Code, Diagnostic
from generator.names import fold_name, stem_of
from generator.notes.note import Form, Reference

_LISTED = 5
"""How many candidates of an ambiguous link are named."""

_ALIKE = 0.75
"""How much a name must be like what was typed to be suggested; 1 is the same."""


@query
def link_findings(ask: Catalog, path: str) -> tuple[Diagnostic, ...]:
    """What is amiss with the links of the note at ``path``."""
    references: tuple[Reference, ...] = ask.said("references", path).get(path, ())
    found = [finding for reference in references if (finding := _finding(ask, path, reference))]
    if any(reference.form is Form.EMBED for reference in references):
        found += _of_embeds(ask, path)
    return tuple(found)


def _finding(ask: Catalog, path: str, reference: Reference) -> Diagnostic | None:
    target = resolve(ask, path, reference)
    if target.candidates:
        return _at(Code.AMBIGUOUS_LINK, path, reference, *_ambiguous(path, reference, target))
    if target == MISSING:
        what = "file" if reference.form is Form.IMAGE else "note"
        return _at(
            Code.BROKEN_LINK, path, reference, f"No {what} “{reference.target}” was found.", _suggest(ask, reference)
        )
    if _points_nowhere(ask, target, reference):
        what = "block" if reference.fragment.startswith("^") else "heading"
        message = f"“{ask.card(target.path).title}” has no {what} “{reference.fragment}”."
        until = "the link leads to the top of the note" if reference.target else "its text is shown without a link"
        return _at(Code.BROKEN_FRAGMENT, path, reference, message, f"Until it has, {until}.")
    return None


def _of_embeds(ask: Catalog, path: str) -> Iterator[Diagnostic]:
    """What is amiss with the embeds that lead somewhere."""
    too_many = beyond(ask, path)
    for reference in embeds(ask, path):
        named = f"{reference.target}#{reference.fragment}".removesuffix("#")
        if comes_back(ask, path, reference):
            message = f"Embedding “{named}” leads back to this note."
            yield _at(Code.EMBED_CYCLE, path, reference, message, "Link to it instead: leave out the “!”.")
        elif reference in too_many:
            message = f"Embedding “{named}” would make this page too long, with all that is embedded there in turn."
            yield _at(Code.TOO_MANY_EMBEDS, path, reference, message, "It is shown as a link; embed less.")


def _at(code: Code, path: str, reference: Reference, message: str, hint: str) -> Diagnostic:
    return Diagnostic(code, path, message, hint, reference.line, reference.column, reference.width)


def _ambiguous(path: str, reference: Reference, target: Target) -> tuple[str, str]:
    names = ", ".join(f"“{candidate}”" for candidate in target.candidates[:_LISTED])
    more = f" and {len(target.candidates) - _LISTED} more" if len(target.candidates) > _LISTED else ""
    folder = path.rpartition("/")[0]
    nearest = next((other for other in target.candidates if other.rpartition("/")[0] == folder), target.candidates[0])
    return f"“{reference.target}” could be {names}{more}.", f"Write the path: {_written(path, reference, nearest)}."


def _written(path: str, reference: Reference, to: str) -> str:
    """How a reference in the note at ``path`` leads to one path alone, in the manner in which it was written."""
    if reference.wiki:
        return f"{'' if reference.form is Form.LINK else '!'}[[{without_extension(to)}]]"
    return quote(relpath(to, dirname(path) or "."))


def _suggest(ask: Catalog, reference: Reference) -> str:
    path, name = suggestion(ask, link_key(reference.target))
    if path and not reference.wiki and reference.target.startswith("/"):
        wanted = without_extension(reference.target).strip("/")
        lies_near = any(
            get_close_matches(wanted, [place.strip("/")], cutoff=_ALIKE)
            for place in (fold_name(without_extension(path)), address_of(ask, path))
        )
        name = name if lies_near else ""
    return (
        f"Did you mean “{name}”?"
        if name
        else "Create it or correct the link; until then its text is shown without a link."
    )


@query
def suggestion(ask: Catalog, name: str) -> tuple[str, str]:
    """The note whose name is most like a folded one, among those that begin alike, and that name as the note has it; ""
    and "" where none is.
    """
    alike = {other for names in ask.said("initials", name[:2]).values() for other in names}
    near = next(iter(get_close_matches(name, sorted(alike), n=1, cutoff=_ALIKE)), "")
    path = min((path for path, ways in ask.said("name", near).items() if ways[0] != "file"), default="")
    if not path:
        return "", ""
    card = ask.card(path)
    spellings = (card.title, card.person, *card.names, stem_of(path))
    return path, next(spelling for spelling in spellings if fold_name(spelling) == near)


def _points_nowhere(ask: Catalog, target: Target, reference: Reference) -> bool:
    to_note = bool(reference.fragment and target.path) and not ask.said("file", target.path)
    return to_note and anchor_of(ask, target.path, reference.fragment) is None
