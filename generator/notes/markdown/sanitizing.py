"""The allow-list of elements and attributes, and nh3 with it: the last word on a note's HTML.

It admits what `writing` makes and the HTML of honest prose. Nothing that runs, frames, submits, styles, or loads from
another host.
"""

from __future__ import annotations

import re

import nh3

from generator.notes.markdown.marks import END, REFERENCE

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

_OURS = {
    "a": {"rel", "class", "role", "aria-label"},
    "input": {"checked", "disabled", "class", "aria-label"},
    "section": {"role"},
}

SCROLLING = ("table", "pre")
"""What scrolls by itself where it is too wide, and so must be reached by keyboard: these have a ``tabindex``, whoever
wrote them.
"""


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
    set_tag_attribute_values={element: {"tabindex": "0"} for element in SCROLLING},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


_TEXT = r"[^<>&\x00-\x08\x0b-\x1f\x7f-\xa0]++|&(?:amp|lt|gt);"
_IN_LINE = r"</?(?:em|strong|code|s|mark)>|<br>"
_MARK = f"{REFERENCE}[0-9]+{END}"
# nh3 drops an address that is none, such as one of a host that ends in a number or begins with xn--.
_ADDRESS = r"https?://(?>(?:[a-z0-9]++(?>(?:-[a-z0-9]++)*)\.)+)[a-z]++(?:[/?#][\w\-.~/?#=+,;:@!()%]*+)?"
_TITLE = r'title="[^"<>&\x00-\x1f\x7f-\xa0]*"'
# Atomic groups: before Python 3.11.5, possessive ones match more than they should (gh-106052).
_PLAIN = re.compile(
    f"(?>(?:{_TEXT}|{_IN_LINE}"
    r"|</?(?:p|blockquote|ul|ol|li|dl|dt|dd|thead|tbody|tr|th|td|div)>|<hr>|</h[2-6]>|</span>"
    r'|<table tabindex="0">|</table>'
    rf'|<h[2-6] id="{_MARK}">|<t[hd] class="align-(?:left|center|right)">|<span class="tag">|<img src="{_MARK}">'
    rf'|<a href="(?:{_MARK}|{_ADDRESS}" rel="noopener noreferrer)"(?: {_TITLE})?>(?>(?:{_TEXT}|{_IN_LINE})*)</a>)*)',
    re.ASCII,
)
"""HTML in which nh3 has nothing to do: the tags that prose is made of, written as nh3 writes them, with no attribute
but a mark, a fixed class, a plain address of another host or a title, and no link in another.
"""


def sanitized(html: str, *, has_raw_html: bool) -> str:
    """The HTML that may come out, always well-formed.

    nh3 takes out what is not allowed, and balances tags. Our own tags are balanced, so where an author has typed none,
    HTML that consists of `_PLAIN` parts only is left as it is.
    """
    return html if not has_raw_html and _PLAIN.fullmatch(html) else _CLEANER.clean(html)
