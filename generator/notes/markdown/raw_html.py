"""HTML that an author typed: what may stay, rebuilt from its parts, and a report of what was dropped.

`sanitizing` has the last word; this stage knows the author's HTML from ours, so it turns relative targets into
references, keeps classes and ids to us, says what was left out and where, and never lets half a tag swallow what
follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

from markdown_it.common.html_re import HTML_TAG_RE

from generator.notes.markdown.marks import without_encoded_marks, without_marks
from generator.notes.markdown.sanitizing import EVERYWHERE, FORMATTING, PROSE_ATTRIBUTES, VOID

_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9\-]*)")
_ATTRIBUTE = re.compile(r"\s([a-zA-Z_:][\w:.\-]*)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\"'=<>`\x00-\x20]+))?", re.ASCII)
_HIDDEN = (
    "script style iframe object svg math template noscript canvas title textarea select xmp noembed noframes "
    "plaintext applet "
)
_WITH_CONTENT = frozenset(_HIDDEN.split())
_DEEPEST = 100
_SIZE = re.compile(r"\d{1,5}%?\Z")

Attributes = dict[str, str]
Links = Callable[[str, Attributes, int], str]


class RawHtml:
    """The author's HTML of one note.

    ``an_id`` gives back an id that may stay; ``dropped`` hears of an element that was left out, or of an attribute of
    it, and where. ``open`` are the elements that are not closed yet, the outermost first.
    """

    def __init__(self, an_id: Callable[[str], str], dropped: Callable[[str, str, int], None]) -> None:
        self._an_id = an_id
        self._dropped = dropped
        self.open: list[str] = []
        self.too_nested = False

    def allowed(self, html: str, links: Links, place: Callable[[int], int]) -> str:
        """What may stay of a run of HTML; ``links`` makes the tag of an ``<a href>`` or ``<img src>`` from its
        attributes, ``place`` maps an offset in the HTML to a place in the source.
        """
        out: list[str] = []
        done = 0
        while (at := html.find("<", done)) >= 0:
            out.append(html[done:at])
            match = HTML_TAG_RE.match(html, at)
            name = _NAME.match(html, at) if match else None
            if match is None:
                hides_rest = html.startswith(("<!", "<?"), at)
                out.append("" if hides_rest else "&lt;")
                done = len(html) if hides_rest else at + 1
            elif name is None:
                done = match.end()
            else:
                element = name[1].lower()
                done = match.end()
                if element in _WITH_CONTENT and html[at + 1] != "/":
                    done = _end_of(element, html, done)
                out.append(self._tag(element, match[0], links, place(at)))
        out.append(html[done:])
        return without_encoded_marks("".join(out))

    def close_from(self, first: int) -> str:
        """The end tags of the elements opened since ``first`` were open."""
        left = self.open[first:]
        del self.open[first:]
        return "".join([f"</{element}>" for element in reversed(left)])

    def _tag(self, element: str, typed: str, links: Links, place: int) -> str:
        closing = typed[1] == "/"
        allowed = PROSE_ATTRIBUTES.get(element)
        if allowed is None:
            if not closing:
                self._dropped(element, "", place)
            return ""
        shown = "h2" if element == "h1" else element
        if closing:
            if element in VOID:
                return ""
            if shown in self.open:
                while self.open.pop() != shown:
                    pass
            elif element == "a":
                return ""
            return f"</{shown}>"
        attributes = self._attributes(element, allowed, typed, place)
        if element == "a" and "href" not in attributes:
            # A place to link to. Left open, as <a name="x"/> is, it would go on through all that follows.
            return f"{start_tag('span', attributes)}</span>" if attributes else ""
        if element not in VOID:
            if len(self.open) >= _DEEPEST:
                self.too_nested = True
                return ""
            self.open.append(shown)
        if element in ("a", "img"):
            return links(element, attributes, place)
        return start_tag(shown, attributes)

    def _attributes(self, element: str, allowed: frozenset[str], typed: str, place: int) -> Attributes:
        kept: Attributes = {}
        everywhere = frozenset[str]() if element in FORMATTING else EVERYWHERE
        for match in _ATTRIBUTE.finditer(typed, len(element) + 1):
            name, value = match[1].lower(), without_marks(unescape((match[2] or "").strip("\"'")))
            if element == "a" and name == "name":
                name = "id"
            if name == "id" and name in everywhere and name not in kept:
                value = self._an_id(value)
            fits = (name in allowed or name in everywhere) and (name != "id" or value)
            if fits and (name not in ("width", "height") or _SIZE.match(value)):
                kept.setdefault(name, value)
            else:
                self._dropped(element, name, place)
        return kept


def start_tag(element: str, attributes: Attributes) -> str:
    """A start tag, its attributes escaped."""
    written = "".join([f' {name}="{escape(value)}"' for name, value in attributes.items()])
    return f"<{element}{written}>"


def _end_of(element: str, html: str, start: int) -> int:
    """Where the content of an element that goes with its content ends: after its end tag, else with the run."""
    match = re.compile(rf"</{element}\b[^>]*>", re.IGNORECASE).search(html, start)
    return match.end() if match else len(html)
