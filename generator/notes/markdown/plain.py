"""Pieces as plain text: whole, as an excerpt, the sentence around a mention, and a heading as it is typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

from generator.notes.markdown.links import last_part
from generator.notes.note import Form, Piece, Reference

_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|table|thead|tbody|tr|td|th|div|section|aside|details|summary|figure|figcaption|hr|br)\b[^>]*>"
)
_FOOTNOTE = re.compile(r'<sup class="footnote-ref">.*?</sup>|<a [^>]*class="footnote-backref"[^>]*>.*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_OUTSIDE = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_LINE_END = re.compile(r"\s*\n\s*")
_SPACE = re.compile(r"\s{2,}|[^\S ]")  # whatever is not one space already
_PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(.*?)</p>", re.DOTALL)
_HEADING = re.compile(r"<h[1-6][ >].*?</h[1-6]>", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*\s+(?=[^\Wa-z_])|[。！？]")
_LONGEST_SIDE = 160
_ENOUGH = 2 * _LONGEST_SIDE
_FAR = 2_000


def plain_text(pieces: Iterable[Piece]) -> str:
    """The text without tags; blocks on lines of their own; a mention is its label, else its target, an image its
    ``alt``.
    """
    return _text(_html(pieces))


def excerpt(pieces: Iterable[Piece], length: int = 200) -> str:
    """The first paragraph's text, at most about ``length`` characters of it, cut after a word with an ellipsis; where
    there is none, what else there is but headings.
    """
    html = ""
    for piece in pieces:
        added = piece if isinstance(piece, str) else _of(piece)
        html += added
        for match in _PARAGRAPH.finditer(html) if "</p>" in added else ():
            if text := _one_line(match[1]):
                return _cut_after(text, length)
        if html.endswith("</p>\n"):
            html = ""
    return _cut_after(_one_line(_HEADING.sub("", html)).strip(), length)


def heading_as_typed(pieces: Sequence[Piece], at: int) -> str:
    """The words of the heading that begins at ``pieces[at]`` as they stand in the source: with where its links lead,
    and apart where a mark stands between them; "" where it is shown as it is typed.
    """
    parts: list[str] = []
    for place in range(at, len(pieces)):
        piece = pieces[place]
        inside, end, _ = (_as_typed(piece), "", "") if isinstance(piece, Reference) else piece.partition("</h")
        parts.append(inside)
        if end:
            break
    _, _, html = "".join(parts).partition(">")
    return unescape(_TAG.sub(" ", _OUTSIDE.sub(r"\2 \1", html))) if len(parts) > 1 or "<" in html else ""


def sentence_around(pieces: tuple[Piece, ...], at: int) -> tuple[str, str, str]:
    """The sentence in whose block ``pieces[at]`` stands: the text before it, the mention's own, and the text after
    it, on one line each.
    """
    reference = pieces[at]
    label = _one_line(_label(reference)) if isinstance(reference, Reference) else ""
    before, after = _before(pieces, at), _after(pieces, at)
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    if ends:
        before = before[ends[-1] :]
    end = _SENTENCE_END.search(after)
    if end:
        after = after[: end.end()].rstrip()
    return _cut_before(before, _LONGEST_SIDE), label, _cut_after(after, _LONGEST_SIDE)


def _before(pieces: tuple[Piece, ...], at: int) -> str:
    """The text of the block before ``pieces[at]`` on one line, or enough of its end."""
    texts: list[str] = []
    length = 0
    for place in range(at - 1, -1, -1):
        piece = pieces[place]
        edge = _last_edge(piece) if isinstance(piece, str) else -1
        html = (piece[edge if edge >= 0 else -_FAR :]) if isinstance(piece, str) else _of(piece)
        texts.append(_one_line(html))
        length += len(texts[-1])
        if edge >= 0 or length >= _ENOUGH:
            break
    return _spaced("".join(reversed(texts)))


def _last_edge(html: str) -> int:
    """Where the last tag of a block ends, looking back from the end as far as need be; -1 if there is none near."""
    end = len(html)
    while (end := html.rfind("<", max(0, len(html) - _FAR), end)) >= 0:
        match = _BLOCK.match(html, end)
        if match:
            return match.end()
    return -1


def _after(pieces: tuple[Piece, ...], at: int) -> str:
    """The text of the block after ``pieces[at]`` on one line, or enough of its beginning."""
    texts: list[str] = []
    length = 0
    for place in range(at + 1, len(pieces)):
        piece = pieces[place]
        edge = _BLOCK.search(piece, 0, _FAR) if isinstance(piece, str) else None
        html = piece[: edge.start() if edge else _FAR] if isinstance(piece, str) else _of(piece)
        texts.append(_one_line(html))
        length += len(texts[-1])
        if edge or length >= _ENOUGH:
            break
    return _spaced("".join(texts))


def _html(pieces: Iterable[Piece]) -> str:
    return "".join([piece if isinstance(piece, str) else _of(piece) for piece in pieces])


def _of(reference: Reference) -> str:
    """A mention as HTML without its link; an embed is a break between blocks."""
    if reference.form is Form.IMAGE:
        return escape(dict(reference.attributes).get("alt", ""), quote=False)
    return "<br>" if reference.form is Form.EMBED else _label(reference)


def _as_typed(reference: Reference) -> str:
    """A mention's words in the order of its source, as HTML."""
    target, label = escape(f"{reference.target} {reference.fragment}", quote=False), _html(reference.label)
    return f" {target} {label} " if reference.wiki else f" {label} {target} "


def _label(reference: Reference) -> str:
    return _html(reference.label) or escape(reference.target or last_part(reference.fragment), quote=False)


def _text(html: str) -> str:
    broken = _TAG.sub("", _BLOCK.sub("\n", _FOOTNOTE.sub("", html) if "footnote-" in html else html))
    return _LINE_END.sub("\n", unescape(broken)).strip()


def _one_line(html: str) -> str:
    if "<" in html:
        html = _TAG.sub("", _FOOTNOTE.sub("", html) if "footnote-" in html else html)
    return _spaced(unescape(html) if "&" in html else html)


def _spaced(text: str) -> str:
    """The text with one space for each run of white space; seldom is there anything to do."""
    return text if text.isprintable() and "  " not in text else _SPACE.sub(" ", text)


def _cut_after(text: str, length: int) -> str:
    text = text.rstrip() if len(text) > length else text
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut if text[length].isspace() else cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + "…"


def _cut_before(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[-length:]
    return "…" + (cut if text[-length - 1].isspace() else cut.partition(" ")[2] or cut).lstrip()
