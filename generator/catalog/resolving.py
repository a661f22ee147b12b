"""Which note or file a link means, by Obsidian's rules.

A ``[[wikilink]]`` is looked for by path, then by file name, by title or person, by alias; the first of these that knows
the name decides, and if it knows several notes, the link is ambiguous. A ``[label](path.md)`` is a path from the note's
own folder, or from the content folder where it begins with ``/``; where it leads nowhere, it is read as Obsidian writes
such links unless told otherwise: a path from the content folder, or as much of the end of one as tells files apart.
Before that, it may be an address of the site. Upper and lower case and Unicode's normal forms make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from posixpath import join, normpath

from msgspec import Struct

from generator.catalog.addressing import holder
from generator.catalog.catalog import Catalog
from generator.catalog.extract import image_reference, link_key, without_extension
from generator.catalog.memory import query
from generator.catalog.standing import is_list, once_at, term_at
from generator.names import fold_name
from generator.notes.note import Reference, Taxonomy

_LINKABLE = tuple(taxonomy for taxonomy in Taxonomy if taxonomy is not Taxonomy.TAGS)
_OF_FILES = ("stem", "file")
_WAYS = (*_OF_FILES, "title", "alias")


class Target(Struct, frozen=True):
    """What a link means: a note or file by path, a term that has no note, or the address of a list; nothing of these
    where it is missing.

    ``candidates`` are the notes between which an ambiguous link does not decide.
    """

    path: str = ""
    term: tuple[str, str] | None = None
    address: str = ""
    candidates: tuple[str, ...] = ()


MISSING = Target()


def resolve(ask: Catalog, source: str, reference: Reference) -> Target:
    """Find what a reference in the note at ``source`` means."""
    if not reference.target:
        return Target(path=source)
    find = resolve_name if reference.wiki else _by_path
    return find(ask, source, reference.target)


def portrait(ask: Catalog, path: str) -> str:
    """The attachment that a note's ``image`` means; "" where it has none."""
    image = ask.card(path).image
    found = resolve(ask, path, image_reference(image)).path if image else ""
    return found if ask.said("file", found) else ""


def resolve_name(ask: Catalog, source: str, target: str) -> Target:
    """Find what a name means, as between ``[[`` and ``]]`` or in front matter (``referred_by: Sam Okafor``)."""
    return _by_path(ask, source, target) if target.startswith(("./", "../")) else name_target(ask, target)


@query
def name_target(ask: Catalog, target: str) -> Target:
    """What a name means, wherever it is written: asked by the page it stands on, by the one it leads to, and by who
    looks for broken links.
    """
    named = ask.said("name", link_key(target))
    wanted = target.strip("/")
    exact = _files_at(named, wanted)
    if exact:
        return _decide(exact, target)
    if "/" in target:
        inside = _files_ending(named, wanted)
        if inside:
            return _decide(inside, target)
        named = ask.said("name", fold_name(target))
    for way in _WAYS:
        called = [path for path, ways in named.items() if way in ways]
        if called:
            return _decide(called, target)
    return _term(ask, fold_name(target))


def _by_path(ask: Catalog, source: str, target: str) -> Target:
    folder = "" if target.startswith("/") else source.rpartition("/")[0]
    path = normpath(join(folder, target.lstrip("/")))
    if path.startswith("../") or path == "..":
        return MISSING
    named = ask.said("name", link_key(path))
    exact = _files_at(named, path)
    if exact:
        return _decide(exact, path)
    for address in ("/",) if path == "." else (f"/{path}/", f"/{path}"):
        if found := _standing_at(ask, address):
            return found
    if target.startswith(("/", "./", "../")):
        return MISSING
    return _decide(_files_at(named, target) or _files_ending(named, target), target)


def _standing_at(ask: Catalog, address: str) -> Target | None:
    if path := holder(ask, address):
        return Target(path=path)
    if is_list(ask, address):
        return Target(address=address)
    if term := term_at(ask, address):
        return Target(term=term)
    return Target(path=path) if (path := once_at(ask, address)) else None


def _files_at(named: Mapping[str, tuple[str, ...]], path: str) -> list[str]:
    """Of the notes and files with a name, each with the ways it comes to it, those at a path."""
    wanted = _fold_path(path)
    return [other for other, ways in named.items() if ways[0] in _OF_FILES and _fold_path(other) == wanted]


def _files_ending(named: Mapping[str, tuple[str, ...]], path: str) -> list[str]:
    """Those at a path of which this one is the end."""
    wanted = f"/{_fold_path(path)}"
    return [other for other, ways in named.items() if ways[0] in _OF_FILES and _fold_path(other).endswith(wanted)]


def _decide(paths: Iterable[str], target: str) -> Target:
    """One candidate is found; of several, one written letter for letter as in the link. Where they lie side by side and
    differ by case alone, the file's name is enough for that.
    """
    candidates = tuple(sorted(paths))
    if len(candidates) == 1:
        return Target(path=candidates[0])
    literal = [path for path in candidates if without_extension(path) == without_extension(target) or path == target]
    if not literal and len(set(map(_fold_path, candidates))) == 1:
        literal = [path for path in candidates if path.endswith(f"/{target}")]
    return Target(path=literal[0]) if len(literal) == 1 else Target(candidates=candidates)


def _term(ask: Catalog, name: str) -> Target:
    for taxonomy in _LINKABLE:
        if ask.said("term", taxonomy, name) or ask.said("narrower", taxonomy, name):
            return Target(term=(taxonomy.value, name))
    return MISSING


def _fold_path(path: str) -> str:
    return fold_name(without_extension(path))
