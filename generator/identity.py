"""What the meaning of a cache depends on besides the wiki's files: this program and its libraries.

In: the installed package. Out: one digest, another whenever a line of the source or a library's version is. Nothing is
cached across versions: a stale answer costs more than a build.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = (
    "ahocorasick_rs",
    "jinja2",
    "markdown-it-py",
    "mdit-py-plugins",
    "msgspec",
    "nh3",
    "pillow",
    "pydantic",
    "pygments",
    "python-frontmatter",
    "pyyaml",
)


@lru_cache(maxsize=1)
def program_identity() -> str:
    """A digest of Fieldpath's own source and data, of its libraries' versions and of Python's."""
    digest = blake2b(digest_size=16)
    package = Path(__file__).parent
    for file in sorted(path for path in package.rglob("*") if path.suffix in (".py", ".toml")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    digest.update(sys.version.encode())
    return digest.hexdigest()
