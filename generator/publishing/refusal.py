"""Whether a folder may be an output folder at all.

In come the folder and the wiki, out comes the reason against it, if there is one. It only looks, and it looks at where
the folder truly is: links on the way to it are resolved first. Nothing is made or deleted here.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.diagnostics import Code, Diagnostic, Origin
from generator.publishing.files import PARTIAL
from generator.publishing.manifest import read_manifest
from generator.theme import theme_folder
from generator.wiki import Wiki

_HARMLESS = frozenset({".gitkeep", ".gitignore", ".ds_store", "thumbs.db", "desktop.ini", PARTIAL})
_ELSEWHERE = "Name a folder of its own with `--output`, such as `site`."
_ADOPT = (
    "Name an empty folder, or build once with `--adopt`, which replaces files with the names of pages and no others."
)


def refusal(output: Path, wiki: Wiki, *, adopt: bool = False) -> Diagnostic | None:
    """Why nothing may be written to ``output``; None where it may.

    Refused are a folder that is or holds the wiki's sources, its settings, the theme, the home folder or the folder the
    command was called in; one inside the content, unless it is hidden there; one inside the templates or the theme; a
    disk's root; and a folder that holds files but no manifest of ours, a Git work tree above all, unless ``adopt`` says
    that it may be used.
    """
    place = _true_place(output)
    reason = _reason_by_place(place, wiki) or _reason_by_contents(place, adopt=adopt)
    if reason is None:
        return None
    message = f"`{output}` cannot be the output folder: {reason[0]}."
    return Diagnostic(Code.OUTPUT_REFUSED, ".", message, reason[1], origin=Origin.OUTPUT)


def _reason_by_place(place: Path, wiki: Wiki) -> tuple[str, str] | None:
    if place == place.parent:
        return "it is the root of a disk", _ELSEWHERE
    if ".git" in place.parts:
        return "it lies inside what Git keeps", _ELSEWHERE
    held = {
        "it holds the content": wiki.content,
        "it holds the templates": wiki.templates,
        "it holds the settings": wiki.settings_file,
        "it holds the cache": wiki.cache,
        # Before the theme, which lies there, too, where Fieldpath itself does.
        "it is or holds the home folder": Path(os.path.expanduser("~")),
        "it holds the theme": theme_folder(),
    }
    for reason, held_place in held.items():
        if _holds(place, _true_place(held_place)):
            return reason, _ELSEWHERE
    here = _true_place(Path.cwd())
    if place != here and _holds(place, here):
        return "it holds the folder this was called in", _ELSEWHERE
    content = _true_place(wiki.content)
    if _holds(content, place) and not any(part.startswith(".") for part in _parts_below(content, place)):
        return "it lies inside the content, where other programs take pages for notes", _ELSEWHERE
    if _holds(_true_place(wiki.templates), place) or _holds(_true_place(theme_folder()), place):
        return "it lies inside the templates", _ELSEWHERE
    return None


def _reason_by_contents(place: Path, *, adopt: bool) -> tuple[str, str] | None:
    if not os.path.lexists(place):
        return None
    if not place.is_dir():
        return "it is a file", _ELSEWHERE
    try:
        names = os.listdir(place)
    except OSError as error:
        return f"it cannot be looked into ({(error.strerror or str(error)).lower()})", _ELSEWHERE
    if adopt or read_manifest(place) is not None:
        return None
    if ".git" in names:
        return "it is a Git work tree", _ADOPT
    strangers = sorted(name for name in names if not _is_harmless(name))
    if not strangers:
        return None
    return f"it holds files that Fieldpath did not write, such as `{strangers[0]}`", _ADOPT


def _is_harmless(name: str) -> bool:
    return name.lower() in _HARMLESS or name.lower().partition(".")[0] == "readme"


def _true_place(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _holds(outer: Path, inner: Path) -> bool:
    """Whether ``inner`` is ``outer`` or lies in it, however a disk that takes ``A`` and ``a`` for one spells them."""
    around = (inner, *inner.parents)
    return outer in around or (outer.exists() and any(place.exists() and place.samefile(outer) for place in around))


def _parts_below(outer: Path, inner: Path) -> tuple[str, ...]:
    return inner.parts[len(outer.parts) :]
