"""What tests look for on a page, and the shortest interview there is.

In: a built site, an address and a CSS selector. Out: texts and attributes of what the selector finds there.
"""

from __future__ import annotations

from tiny_wiki import Built


def person(name: str, front: str = "", body: str = "Hello.") -> str:
    """An interview, with more lines of front matter."""
    return f"---\nperson: {name}\n{front}\n---\n{body}\n"


def texts(built: Built, address: str, selector: str) -> list[str]:
    """The texts of the elements that a selector finds, white space folded."""
    return [" ".join(node.text().split()) for node in built.page(address).css(selector)]


def attributes(built: Built, address: str, selector: str, name: str) -> list[str | None]:
    """One attribute of each element that a selector finds."""
    return [node.attributes.get(name) for node in built.page(address).css(selector)]


def links(built: Built, address: str, selector: str) -> dict[str, str | None]:
    """Text → target of the links that a selector finds."""
    return dict(zip(texts(built, address, selector), attributes(built, address, selector, "href"), strict=True))
