"""A link checker for a finished site.

In: an output folder. Out: one line a link that leads nowhere: a file that is not there, or a fragment that no element
has. It shares no code with what makes the links.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

_LINKS = {
    "a": ("href",),
    "area": ("href",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "use": ("href",),
}
_ANYWHERE = "404.html"
"""The page shown for any address that is none: its links begin at the root of the host."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's path, its links as they stand there, and the ids that a fragment can name."""

    path: str
    links: tuple[str, ...]
    ids: frozenset[str]


def broken_links(output: Path, *, base: str = "/", from_disk: bool = False) -> list[str]:
    """All links of all pages that lead nowhere.

    ``base`` is the site's path on its host, for the page that a host shows at any address; ``from_disk`` looks at links
    as a browser does that opened a file.
    """
    files = {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}
    pages = {path: _page(path, (output / path).read_bytes()) for path in sorted(files) if path.endswith(".html")}
    problems: list[str] = []
    for page in pages.values():
        for link in page.links:
            if page.path == _ANYWHERE:
                problem = _problem(link.removeprefix(base) or "./", page.path, pages, files, False)
            else:
                problem = _problem(link, page.path, pages, files, from_disk)
            if problem:
                problems.append(f"{page.path}: {link}: {problem}")
    return problems


def _page(path: str, data: bytes) -> Page:
    tree = LexborHTMLParser(data)
    ids = {node.attributes["id"] or "" for node in tree.css("[id]")}
    return Page(path, tuple(_links(tree)), frozenset(ids))


def _links(tree: LexborHTMLParser) -> Iterator[str]:
    for tag, names in _LINKS.items():
        for node in tree.css(tag):
            for name in names:
                value = node.attributes.get(name)
                if value is None:
                    continue
                yield from (part.split()[0] for part in value.split(",")) if name == "srcset" else (value,)
    for node in tree.css("meta[http-equiv=refresh]"):
        yield (node.attributes["content"] or "").partition("url=")[2]


def _problem(link: str, path: str, pages: dict[str, Page], files: set[str], from_disk: bool) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return ""
    if parts.path.startswith("/"):
        return "is not relative, so it fails under a path of a host"
    target = _target(path, unquote(parts.path), from_disk)
    if target not in files:
        return "there is no such file"
    fragment = unquote(parts.fragment)
    if fragment and fragment != "top" and target in pages and fragment not in pages[target].ids:
        return "nothing there has this id"
    return ""


def _target(path: str, link: str, from_disk: bool) -> str:
    """The file that a relative link means; a folder's ``index.html`` is only found by a server."""
    if not link:
        return path
    joined = normpath(f"/{path.rpartition('/')[0]}/{link}").lstrip("/")
    is_folder = link.endswith(("/", "/.", "/..")) or link in (".", "..")
    return f"{joined}/index.html".lstrip("/") if is_folder and not from_disk else joined
