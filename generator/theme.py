"""Where the files lie that come with Fieldpath: the theme and the sample wiki.

In an installed package both stand inside it; in a checkout they are the top-level ``templates/`` and ``content/``, so
that what is edited there is what runs. Only `signature` and `words_of_theme` read.
"""

from __future__ import annotations

import re
from functools import cache
from hashlib import blake2b
from pathlib import Path

_WORD = re.compile(r"[A-Za-z]{3,}")
_METADATA = (
    *("https://schema.org", "Person", "Role", "Occupation", "Organization", "BreadcrumbList", "ListItem"),
    *("DefinedTerm", "Home"),
)
_PACKAGE = Path(__file__).resolve().parent


def theme_folder() -> Path:
    """The folder of the theme's templates, with its ``assets/``."""
    return _packed_or_beside("_theme", "templates")


def sample_folder() -> Path:
    """The content folder of the sample wiki."""
    return _packed_or_beside("_sample", "content")


@cache
def words_of_theme() -> frozenset[str]:
    """What stands in the theme's own templates, word by word, and in metadata: it tells nothing of anybody."""
    words: set[str] = set(_METADATA)
    for file in theme_folder().rglob("*"):
        if file.suffix in (".html", ".xml", ".css"):
            words.update(_WORD.findall(file.read_text(encoding="utf-8")))
    return frozenset(words)


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
