"""``[[target|label]]``, ``[[target#heading]]``, ``![[embed]]``, ``![[image.png|300x200]]``, as in Obsidian.

A table's cell needs its pipe escaped: ``[[target\\|label]]``; that is read everywhere. ``[[1]](https://…)`` stays the
Markdown link it is.
"""

from __future__ import annotations

import re
from typing import Any

from markdown_it.rules_inline import StateInline

from generator.notes.note import Form

WIKILINK = r"!?\[\[([^\[\]|\n]+)(?:\|((?:(?!\[\[|\]\])[^\n])*))?\]\](?!\((?:https?:|mailto:|#|\.{0,2}/))"
"""One of them, as a pattern."""

_WIKILINK = re.compile(WIKILINK)
_IMAGE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|avif|bmp)$", re.IGNORECASE)
_OTHER_FILE = re.compile(
    r"\.(?:pdf|mp[34]|m4[av]|wav|ogg|og[av]|flac|webm|mov|mkv|zip|docx?|xlsx?|pptx?|csv|tsv|txt|json|canvas|base|html?|epub)$",
    re.IGNORECASE,
)
_SIZE = re.compile(r"(\d{1,5})(?:x(\d{1,5}))?$")


def wikilink(state: StateInline, silent: bool) -> bool:
    """The inline rule."""
    found = wikilink_at(state.src, state.pos, state.posMax)
    if found is None:
        return False
    end, label, meta = found
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content, token.meta = label, meta
    state.pos = end
    return True


def wikilink_at(text: str, start: int, end: int) -> tuple[int, str, dict[str, Any]] | None:
    """The link that begins at ``start``: where it ends, its label, and what its token's ``meta`` says of it; None if
    there is none.
    """
    embedded = text[start] == "!"
    if not text.startswith("![[" if embedded else "[[", start):
        return None
    match = _WIKILINK.match(text, start, end)
    if match is None:
        return None
    name, _, fragment = match[1].rstrip("\\").partition("#")
    name, fragment = name.strip(), fragment.strip()
    if not name and not fragment:
        return None
    form = _form(name) if embedded else Form.LINK
    meta = {"span": match.span(), "target": name, "fragment": fragment, "form": form}
    return match.end(), (match[2] or "").strip(), meta


def size_and_alt(label: str) -> tuple[tuple[str, str], ...]:
    """The attributes that an image's label gives: ``300``, ``300x200``, ``alt text``, ``alt text|300``."""
    alt, _, last = label.rpartition("|")
    size = _SIZE.fullmatch(last.strip())
    if size is None:
        return (("alt", label),) if label else ()
    sizes = (("width", size[1]), ("height", size[2])) if size[2] else (("width", size[1]),)
    return (("alt", alt.strip()), *sizes) if alt else sizes


def _form(name: str) -> Form:
    if _IMAGE.search(name):
        return Form.IMAGE
    return Form.LINK if _OTHER_FILE.search(name) else Form.EMBED
