"""Which folders are watched, and which paths in them matter.

In: a wiki. Out: folders, each with a test for paths. A folder that is a link is watched where it leads to; the folders
around are watched too, for a folder that is deleted tells nobody when it is made again. Nothing is watched here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.notes.tree import lies_in
from generator.theme import theme_folder
from generator.wiki import Wiki


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to watch: all that lies in it, or only what it holds itself; and whether a path in it matters."""

    folder: str
    deep: bool
    matters: Callable[[str], bool]


def places(wiki: Wiki) -> tuple[Place, ...]:
    """Every place that can change what a build makes; folders that do not exist are among them."""
    own = own_places(wiki)
    deep = tuple(Place(tree, True, _in_tree(tree, own)) for tree in trees(wiki))
    around: dict[str, set[str]] = {}
    for path in (wiki.content, wiki.templates, wiki.settings_file):
        for seen in {os.path.join(os.path.realpath(path.parent), path.name), os.path.realpath(path)}:
            around.setdefault(os.path.dirname(seen), set()).add(seen)
    return deep + tuple(Place(folder, False, frozenset(named).__contains__) for folder, named in around.items())


def trees(wiki: Wiki) -> tuple[str, ...]:
    """The folders of which everything matters: the notes, the wiki's templates and the theme, where they truly lie."""
    return tuple(dict.fromkeys(os.path.realpath(folder) for folder in (wiki.content, wiki.templates, theme_folder())))


def own_places(wiki: Wiki) -> tuple[Path, ...]:
    """What we write to ourselves: nothing that happens there may cause a build."""
    return Path(os.path.realpath(wiki.output)), Path(os.path.realpath(wiki.cache))


def spelled(wiki: Wiki, paths: Iterable[str]) -> frozenset[Path]:
    """The same paths under the wiki's own names for its folders, which may be links."""
    found = set()
    for path in paths:
        for folder in (wiki.content, wiki.templates, theme_folder()):
            true_place = os.path.realpath(folder)
            if lies_in(path, true_place):
                path = os.path.join(folder, os.path.relpath(path, true_place))
                break
        found.add(Path(path))
    return frozenset(found)


def _in_tree(tree: str, own: tuple[Path, ...]) -> Callable[[str], bool]:
    ours = tuple(map(str, own))

    def matters(path: str) -> bool:
        if not lies_in(path, tree) or any(lies_in(path, place) for place in ours):
            return False
        # What is hidden is no part of a wiki: .git, .obsidian, the lock and swap files of editors.
        return f"{os.sep}." not in path[len(tree) :]

    return matters
