"""A note's body with every mention of another file turned into a link, an image, or the mentioned content itself.

In: the catalog and a note. Out: safe HTML. A mention that leads
nowhere becomes text marked as missing, never a dead link. What is embedded loses its ids and footnotes, so that no id
stands twice on a page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from html import escape, unescape
from urllib.parse import quote

from generator.addresses import slugify
from generator.catalog.addressing import address_of
from generator.catalog.anchors import anchor_of, part_of
from generator.catalog.catalog import Catalog
from generator.catalog.embeds import DEEPEST, beyond
from generator.catalog.resolving import Target, resolve
from generator.catalog.taxonomies import canonical, term, term_named, terms_of
from generator.names import fold_name
from generator.notes.markdown.links import last_part
from generator.notes.note import Audience, Body, Form, Piece, Reference, Taxonomy
from generator.pages.frame import Link, link_to

_FOR = {Audience.COHORT: "Only for the cohort", Audience.PRIVATE: "Only for you"}
_ID = re.compile(r' id="[^"]*"')
_FOOTNOTE_MARK = re.compile(r'<sup class="footnote-ref">.*?</sup>', re.DOTALL)
_FOOTNOTES = re.compile(r'<section class="footnotes".*?</section>', re.DOTALL)
_TAG_MARK = '<span class="tag">'
_IN_TEXT = re.compile(f"{_TAG_MARK}([^<]*)</span>")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col"})


def body_html(ask: Catalog, path: str) -> str:
    """The whole body of the note at ``path``; in an edition that has passages for some only, these are marked so."""
    body = _body(ask, path)
    return _Resolver(ask, path).pieces(path, _marked(body) if body.passages else body.pieces)


def contents(ask: Catalog, path: str) -> tuple[Link, ...]:
    """A table of contents: the note's headings of its topmost level, as links within the page."""
    headings = _body(ask, path).headings
    top = min((heading.level for heading in headings), default=0)
    return tuple(Link(heading.text, f"#{heading.id}") for heading in headings if heading.level == top)


def _body(ask: Catalog, path: str) -> Body:
    body: Body = ask.said("body", path)[path]
    return body


def _marked(body: Body) -> Iterator[Piece]:
    """The pieces, with a frame around each passage that says whom it is for."""
    starts: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, int] = defaultdict(int)
    for passage in body.passages:
        if passage.at == passage.until:
            continue
        starts[passage.at].append(
            f'<div class="passage passage-{passage.audience}"><p class="passage-for">{_FOR[passage.audience]}</p>\n'
        )
        ends[passage.until] += 1
    for place in range(len(body.pieces) + 1):
        yield "</div>\n" * ends[place]
        yield from starts[place]
        yield from body.pieces[place : place + 1]


def label_of(ask: Catalog, path: str, title: str, reference: Reference) -> str:
    """What a link shows that has no label: the title of what it leads to, and the part it leads to there, if there is
    one: a heading that is kept back is not told by who links to it.
    """
    if not reference.fragment:
        return title
    is_there = bool(ask.said("file", path)) or anchor_of(ask, path, reference.fragment)
    part = last_part(reference.fragment) if is_there or not (path and title) else ""
    return " › ".join(shown for shown in dict.fromkeys((title, part)) if shown)


class _Resolver:
    """Resolves the pieces of one page, that of the note ``shown``; ``within`` are the notes and parts being embedded
    just now, to cut circles.
    """

    def __init__(self, ask: Catalog, shown: str, within: tuple[tuple[str, str], ...] = ()) -> None:
        self._ask = ask
        self._shown = shown
        self._within = within

    @cached_property
    def _beyond(self) -> frozenset[Reference]:
        return beyond(self._ask, self._shown)

    def pieces(self, source: str, pieces: Iterable[Piece]) -> str:
        return "".join(
            self._with_tags(source, piece) if isinstance(piece, str) else self._reference(source, piece)
            for piece in pieces
        )

    def _with_tags(self, source: str, html: str) -> str:
        """The tags in the text as links to their pages; one in a passage alone has none."""
        if _TAG_MARK not in html:
            return html

        def linked(tag: re.Match[str]) -> str:
            key = canonical(self._ask, Taxonomy.TAGS, fold_name(unescape(tag[1])[1:]))
            if (Taxonomy.TAGS, key) not in terms_of(self._ask, source):
                return tag[0]
            href = link_to(self._ask, term(self._ask, Taxonomy.TAGS, key).address)
            return f'<a class="tag" href="{escape(href)}">{tag[1]}</a>'

        return _IN_TEXT.sub(linked, html)

    def _reference(self, source: str, reference: Reference) -> str:
        target = resolve(self._ask, source, reference)
        if reference.form is Form.IMAGE:
            return self._image(reference, target)
        if reference.form is Form.EMBED and target.path and not self._ask.said("file", target.path):
            return self._embed(source, reference, target.path)
        return self._link(source, reference, target)

    def _link(self, source: str, reference: Reference, target: Target) -> str:
        label = self.pieces(source, reference.label) or escape(self._default_label(reference, target))
        if target.term is not None:
            href = link_to(self._ask, term_named(self._ask, *target.term).address)
            return f'<a href="{escape(href)}">{label}</a>'
        if target.address:
            return f'<a href="{escape(link_to(self._ask, target.address))}">{label}</a>'
        if not target.path:
            return f'<span class="missing" title="{escape(_why_missing(reference, target))}">{label}</span>'
        href = link_to(self._ask, address_of(self._ask, target.path))
        anchor = anchor_of(self._ask, target.path, reference.fragment)
        if reference.fragment and self._ask.said("file", target.path):
            anchor = quote(reference.fragment, safe="=&,")  # page=3 of a PDF is for whatever opens it
        if target.path == source and not self._within and not reference.target:
            if anchor is None:
                return f'<span class="missing" title="This page has no such heading">{label}</span>'
            href = ""
        fragment = f"#{anchor}" if anchor else ""
        return f'<a href="{escape(href + fragment) or "#"}">{label}</a>'

    def _default_label(self, reference: Reference, target: Target) -> str:
        if target.term is not None:
            return term_named(self._ask, *target.term).label
        if target.path and reference.target:
            file = self._ask.said("file", target.path)
            title = target.path.rpartition("/")[2] if file else self._ask.card(target.path).title
        else:
            title = reference.target
        return label_of(self._ask, target.path, title, reference)

    def _image(self, reference: Reference, target: Target) -> str:
        attributes = dict(reference.attributes)
        alt = attributes.get("alt", "")
        if not target.path or not self._ask.said("file", target.path):
            shown = escape(alt or reference.target)
            return f'<span class="missing" title="{escape(_why_missing(reference, target))}">{shown}</span>'
        source = link_to(self._ask, address_of(self._ask, target.path))
        rest = "".join(
            f' {name}="{escape(attributes[name])}"' for name in ("title", "width", "height") if attributes.get(name)
        )
        return f'<img src="{escape(source)}" alt="{escape(alt)}"{rest} loading="lazy">'

    def _embed(self, source: str, reference: Reference, path: str) -> str:
        part = (path, slugify(reference.fragment) if reference.fragment else "")
        pieces = part_of(self._ask, path, reference.fragment)
        is_within = part in self._within or path in (inside for inside, of_part in self._within if not of_part)
        has_no_room = len(self._within) >= DEEPEST or (not self._within and reference in self._beyond)
        if is_within or part == (self._shown, "") or pieces is None or has_no_room:
            return f"<p>{self._link(source, reference, Target(path=path))}</p>"
        inner = _Resolver(self._ask, self._shown, (*self._within, part)).pieces(path, pieces)
        quiet = _balanced(_ID.sub("", _FOOTNOTES.sub("", _FOOTNOTE_MARK.sub("", inner))))
        title = self._link(
            source, Reference(Form.LINK, reference.target, reference.fragment, wiki=reference.wiki), Target(path=path)
        )
        if quiet.startswith("<li"):
            quiet = f"<ul>{quiet}</ul>"  # an item, which its list does not come along with
        return f'<div class="embed"><p class="embed-title">{title}</p>{quiet}</div>'


def _balanced(html: str) -> str:
    """A section that begins inside a quote or a list ends with it; what it leaves open is closed."""
    still_open: list[str] = []
    for tag in _TAG.finditer(html):
        closing, name = tag.groups()
        if name in _VOID:
            continue
        if not closing:
            still_open.append(name)
        elif still_open:
            still_open.pop()
        else:
            return html[: tag.start()]
    return html + "".join(f"</{name}>" for name in reversed(still_open))


def _why_missing(reference: Reference, target: Target) -> str:
    if target.candidates:
        return f"“{reference.target}” could be any of {len(target.candidates)} notes"
    return f"Nothing here is called “{reference.target}”"
