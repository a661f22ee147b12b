"""The addresses a note asks for itself: its slug, and old addresses among its aliases.

In come names as typed, out come slugs and addresses that are safe to write, and a diagnostic for each that is not.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.addresses import UNTITLED, parse_address, slugify
from generator.diagnostics import Code, Diagnostic
from generator.notes.note import NoteName


def slug_of(typed: NoteName | None, fallback: str, path: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """The slug from the ``slug`` key if it is fit for one, else from the fallback name."""
    if typed is None or not typed.target:
        return slugify(fallback), ()
    slug = slugify(typed.target)
    if "/" in typed.target or parse_address(typed.target) is None:
        message = f"`{typed.target}` cannot be the last part of an address"
    elif slug == UNTITLED and typed.target != UNTITLED:
        message = f"`{typed.target}` has no letter and no digit to make an address of"
    else:
        return slug, ()
    hint = f"Write letters, digits and hyphens; it is `{slugify(fallback)}` meanwhile"
    return slugify(fallback), (_bad_address(typed, path, message, hint),)


def sort_aliases(
    aliases: Iterable[NoteName], path: str
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Diagnostic, ...]]:
    """Other names of the note, its old addresses, and what was wrong with some of those."""
    names: dict[str, None] = {}
    redirects: dict[str, None] = {}
    diagnostics: list[Diagnostic] = []
    for alias in aliases:
        if not _looks_like_address(alias.target):
            if alias.target:
                names[alias.target] = None
            continue
        address = parse_address(alias.target)
        if address is None or address == "/":
            message = f"`{alias.target}` cannot be an old address of this note"
            diagnostics.append(
                _bad_address(alias, path, message, "Write it from the site's root: /interviews/old-name/")
            )
        else:
            redirects[address] = None
    return tuple(names), tuple(redirects), tuple(diagnostics)


def _looks_like_address(alias: str) -> bool:
    """Whether an alias is an address and no name: `AC/DC` is a name, `interviews/old-name` is not."""
    if alias.startswith(("/", "./", "../", "\\", "..\\")) or alias.endswith("/") or "://" in alias:
        return True
    return "/" in alias and " " not in alias and alias == alias.lower()


def _bad_address(typed: NoteName, path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.BAD_ADDRESS, path, message, hint, typed.line, typed.column, max(len(typed.target), 1))
