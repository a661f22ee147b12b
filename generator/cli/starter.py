"""The files of a new wiki.

In: the sample wiki and the few files written for beginners. Out: path → text, relative to the new wiki's folder. Links
to notes that do not come along, and from the guides to interviews, become plain text, and embeds quotes: a new wiki has
no finding, nor has it one when the invented interviews are deleted, or hidden. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

from generator.names import fold_name
from generator.notes.manner import Reading
from generator.notes.note import Note, Reference
from generator.notes.reading import read_note

_INTERVIEWS = ("dana-rivera", "sam-okafor", "ingrid-solheim")
"""Each was referred by the next; nobody else is named in them, for who is not there has agreed to nothing."""
_FROM_THE_SAMPLE = ("guides/**/*.md", "asking-for-consent.md", *(f"interviews/{name}.md" for name in _INTERVIEWS))


def starter_files(sample: Path) -> dict[str, str]:
    """All files of a new wiki, from the folder of the sample wiki and from ``generator/data/starter/``."""
    return _own_files() | {f"content/{path}": text for path, text in _sample_notes(sample).items()}


def _own_files() -> dict[str, str]:
    starter = files("generator").joinpath("data", "starter")
    named = {
        "fieldpath.toml": "fieldpath.toml",
        ".gitignore": "gitignore",
        ".github/workflows/publish.yml": "publish.yml",
    }
    pages = {f"content/{page.name}": f"content/{page.name}" for page in _sorted(starter.joinpath("content"))}
    return {path: starter.joinpath(*name.split("/")).read_text("utf-8") for path, name in (named | pages).items()}


def _sorted(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda file: file.name)


def _sample_notes(sample: Path) -> dict[str, str]:
    found = sorted(file for pattern in _FROM_THE_SAMPLE for file in sample.glob(pattern))
    texts = {file.relative_to(sample).as_posix(): file.read_text("utf-8") for file in found}
    notes = {path: read_note(path, text.encode(), Reading()) for path, text in texts.items()}
    names = {
        path: {fold_name(name) for name in (note.title, *note.names, Path(path).stem)} for path, note in notes.items()
    }
    every = frozenset(chain.from_iterable(names.values()))
    lasting = every.difference(*(names[path] for path, note in notes.items() if note.interview))
    by_name = {name: texts[path] for path in texts for name in names[path]}
    return {
        path: _without_links_out(text, notes[path], every if notes[path].interview else lasting, by_name)
        for path, text in texts.items()
    }


def _without_links_out(text: str, note: Note, known: frozenset[str], texts: Mapping[str, str]) -> str:
    lines = text.split("\n")
    references = [piece for piece in note.body.pieces if isinstance(piece, Reference)]
    for reference in sorted(references, key=lambda reference: (reference.line, reference.column), reverse=True):
        if reference.wiki and reference.target and fold_name(reference.target) not in known:
            line, start = lines[reference.line - 1], reference.column - 1
            typed = line[start : start + reference.width]
            is_embed = typed.startswith("!")
            shown = _quote(texts[fold_name(reference.target)], reference.fragment) if is_embed else _label(typed)
            lines[reference.line - 1] = line[:start] + shown + line[start + reference.width :]
    return "\n".join(lines)


def _quote(text: str, heading: str) -> str:
    """What stands under a heading of the second level, as a quote."""
    _, _, below = text.partition(f"\n## {heading}\n")
    section, _, _ = below.partition("\n## ")
    return "\n".join(f"> {line}".rstrip() for line in section.strip().split("\n"))


def _label(typed: str) -> str:
    """What ``[[target#heading|label]]`` shows as plain text."""
    target, _, label = typed.strip("![]").partition("|")
    return label or target.partition("#")[0]
