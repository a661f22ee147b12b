"""Where the files lie that come with Fieldpath: the theme and the sample wiki.

In an installed package both stand inside it; in a checkout they are the top-level ``templates/`` and ``content/``, so
that what is edited there is what runs. Only `signature` and what is told of words read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

_WORD = re.compile(r"[A-Za-z]{3,}")
_MARKUP = re.compile(r"\{#.*?#\}|\{[{%].*?[%}]\}|<[^>]*>", re.DOTALL)
_SAID = re.compile(r"""aria-label="([^"]*)"|\{[{%][^}]*?(?:"([\w ]+)"|'([\w ]+)')""")
"""What a label says, and a word that a template prints in some cases."""

_METADATA = (
    *("https://schema.org", "Person", "Role", "Occupation", "Organization", "BreadcrumbList", "ListItem", "Position"),
    *("DefinedTerm", "Home", "Name", "Title", "Type", "List", "Item"),
)
"""Words of schema.org, and what they are made of."""
_PACKAGE = Path(__file__).resolve().parent


def theme_folder() -> Path:
    """The folder of the theme's templates, with its ``assets/``."""
    return _packed_or_beside("_theme", "templates")


def sample_folder() -> Path:
    """The content folder of the sample wiki."""
    return _packed_or_beside("_sample", "content")


@cache
def words_of_theme() -> frozenset[str]:
    """What the theme itself shows, word by word, and says in metadata: on every page, it tells nothing of anybody."""
    templates = [text for name, text in _texts() if not name.endswith(".css")]
    said = (word for text in templates for found in _SAID.findall(text) for word in found)
    return frozenset(_METADATA).union(*map(_WORD.findall, (*said, *(_MARKUP.sub(" ", text) for text in templates))))


@cache
def words_of_markup() -> frozenset[str]:
    """What else stands in the theme's templates and style sheets: names of tags, classes, colours and type faces."""
    return frozenset().union(*(_WORD.findall(text) for _, text in _texts())) - words_of_theme()


def _texts() -> Iterator[tuple[str, str]]:
    """The theme's templates and style sheets, by name."""
    for file in sorted(theme_folder().rglob("*")):
        if file.suffix in (".html", ".xml", ".css"):
            yield file.name, file.read_text(encoding="utf-8")


def signature(*folders: Path) -> bytes:
    """A digest of all files in some folders, by which to tell that a template or a style sheet has changed."""
    digest = blake2b(digest_size=16)
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            try:
                data = file.read_bytes()
            except OSError:
                continue  # whoever needs it will say that it cannot be read
            digest.update(f"{file.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.digest()


def _packed_or_beside(packed: str, beside: str) -> Path:
    inside = _PACKAGE / packed
    return inside if inside.is_dir() else _PACKAGE.parent / beside
