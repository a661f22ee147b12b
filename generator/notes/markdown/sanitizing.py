"""The allow-list of elements and attributes, and nh3 with it: the last word on every note's HTML.

It admits what `writing` makes and the HTML of honest prose. Nothing that runs, frames, submits, styles, or loads from
another host.
"""

from __future__ import annotations

import nh3

_PROSE = (
    "p div span h1 h2 h3 h4 h5 h6 hr br blockquote q cite dl dt dd ul figure figcaption details summary table "
    "caption colgroup thead tbody tfoot tr pre address article aside section header footer main nav hgroup "
    "kbd samp var sub sup abbr dfn mark ins del bdi bdo ruby rt rp wbr time data small s u b i em strong code "
)

PROSE_ATTRIBUTES: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _PROSE.split(),
        frozenset[str](),
    ),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "col": frozenset({"span"}),
    "details": frozenset({"open"}),
    "time": frozenset({"datetime"}),
}
"""What an author may write as HTML: elements, and the attributes of each beyond `EVERYWHERE`."""

EVERYWHERE = frozenset({"title", "lang", "dir", "id"})
"""Attributes that any element may have, formatting elements apart: browsers repeat those in every later block when
they are left open.
"""

FORMATTING = frozenset({"b", "i", "em", "strong", "code", "small", "s", "u"})

VOID = frozenset({"img", "br", "hr", "wbr", "col", "input"})

_OURS = {"a": {"rel", "class", "role", "aria-label"}, "input": {"checked", "disabled", "class"}, "section": {"role"}}


def _attributes() -> dict[str, set[str]]:
    names = {element: set(own) for element, own in PROSE_ATTRIBUTES.items()}
    for element, own in _OURS.items():
        names.setdefault(element, set()).update(own)
    names["*"] = set(EVERYWHERE) | {"class"}
    return names


_CLEANER = nh3.Cleaner(
    tags=set(PROSE_ATTRIBUTES) | {"input"},
    attributes=_attributes(),
    tag_attribute_values={"input": {"type": {"checkbox"}}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def sanitized(html: str) -> str:
    """The HTML that may come out, always well-formed."""
    return _CLEANER.clean(html)
