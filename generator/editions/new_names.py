"""New paths for notes and attachments whose own would tell who a person is.

In: those who are guarded, and the files of the wiki. Out: paths made of stand-ins and of what is no secret, no two
alike. Which of two gets the plain one is never for a hidden name to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from posixpath import splitext

from generator.editions.guarded import Guarded, GuardedFile
from generator.editions.naming import holds_name, is_long, key_of, target_key
from generator.notes.naming import place_of
from generator.notes.note import Note, Piece
from generator.notes.tree import Source


def new_path(note: Note, slug: str) -> str:
    """The path of a note under its new slug: a file of that name in the same folder; an index's folder is called so."""
    *folders, file = note.path.split("/")
    _, dot, extension = file.rpartition(".")
    words = key_of(note.interview.person if note.interview else note.title).split()
    if folders and place_of(note.path).is_index:
        folders[-1] = slug
    else:
        file = f"{slug}{dot}{extension}"
    return "/".join((*(without_words(folder, words, slug) for folder in folders[:-1]), *folders[-1:], file))


def without_words(part: str, words: Iterable[str], slug: str) -> str:
    """A part of a path with each run of these words in it replaced."""
    hidden = frozenset(word for word in words if is_long(word))
    told = key_of(part).split()
    if hidden.isdisjoint(told):
        return part
    kept: list[str] = []
    for word in told:
        new = slug if word in hidden else word
        if not (new == slug and kept[-1:] == [slug]):
            kept.append(new)
    return "-".join(kept)


def with_paths(
    guarded: Iterable[Guarded], taken: Iterable[str], slugs: Iterable[str], told: Mapping[str, str]
) -> tuple[Guarded, ...]:
    """Those who are guarded, each new path given once, and each slug of a stand-in: two people may share one.

    ``taken`` are case-folded paths of others, ``slugs`` the keys of slugs of other interviews; of several that want the
    same, the first by ``told``, by real path, has it.
    """
    everyone = {each.path: each for each in guarded}
    seen = [each for each in sorted(everyone.values(), key=lambda each: told.get(each.path, "")) if each.shown]
    used, used_slugs = set(taken), set(slugs)
    given = {each.path: _free(each.new_path, used) for each in sorted(seen, key=lambda each: each.new_path)}
    named = [each for each in sorted(seen, key=lambda each: each.slug) if each.stand_in]
    given_slugs = {each.path: _free(each.slug, used_slugs, key_of) for each in named}
    return tuple(
        replace(each, new_path=given.get(path, ""), slug=given_slugs.get(path, each.slug))
        for path, each in everyone.items()
    )


def new_file_paths(
    notes: Iterable[Note], guarded: Mapping[str, Guarded], files: Iterable[Source]
) -> tuple[GuardedFile, ...]:
    """The attachments whose name tells of a person with a stand-in, under others.

    In the note's own files, any part of the name tells; in others, the whole name.
    """
    known = sorted(files, key=lambda file: (file.size, file.path))
    wanted: dict[str, str] = {}
    for note in notes:
        if note.interview is None or not guarded[note.path].stand_in:
            continue
        person, slug = note.interview.person, guarded[note.path].slug
        words = {word for name in (person, *note.names) for word in key_of(name).split()}
        own = {target_key(target) for target in (note.image, *_targets(note.body.pieces)) if target}
        for file in known:
            if target_key(file.path) in own or holds_name(file.path, person):
                parts = wanted.get(file.path, file.path).split("/")
                wanted[file.path] = "/".join(_without_words_in_file(part, words, slug) for part in parts)
    names: dict[str, int] = defaultdict(int)
    for file in known:
        names[target_key(file.path)] += 1
    used = {file.path.casefold() for file in known if wanted.get(file.path, file.path) == file.path}
    return tuple(
        GuardedFile(path, _free(new, used), names[target_key(path)] == 1) for path, new in wanted.items() if new != path
    )


def _without_words_in_file(part: str, words: Iterable[str], slug: str) -> str:
    stem, dot, extension = part.rpartition(".")
    return f"{without_words(stem, words, slug)}.{extension}" if dot else without_words(part, words, slug)


def _targets(pieces: Iterable[Piece]) -> Iterable[str]:
    for piece in pieces:
        if not isinstance(piece, str):
            yield piece.target
            yield from _targets(piece.label)


def _free(name: str, used: set[str], key: Callable[[str], str] = str.casefold) -> str:
    """The path or slug, or one like it that nothing has by its ``key``; it is used from now on."""
    stem, extension = splitext(name)
    found, number = name, 1
    while key(found) in used:
        number += 1
        found = f"{stem}-{number}{extension}"
    used.add(key(found))
    return found
