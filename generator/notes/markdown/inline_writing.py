"""Inline tokens to HTML with marks, and to plain text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from generator.diagnostics import Code
from generator.notes.markdown.footnotes import Footnotes
from generator.notes.markdown.links import Whither, last_part, outside, target_and_fragment, whither
from generator.notes.markdown.marks import REFERENCE, mark
from generator.notes.markdown.raw_html import Attributes, RawHtml
from generator.notes.markdown.report import Place, Report, Tag
from generator.notes.markdown.spaced_addresses import SIGN, spaced_addresses
from generator.notes.markdown.wikilinks import size_and_alt
from generator.notes.note import Form

_WITH_CONTENT = ("<script", "<style")


class InlineWriter:
    """Writes the inline tokens of one text."""

    def __init__(self, report: Report, footnotes: Footnotes, *, counts_tags: bool) -> None:
        self._report = report
        self._footnotes = footnotes
        self._counts_tags = counts_tags
        self._raw = RawHtml(report.ids.of_html, report.dropped)
        self._in_link: list[str] = []
        self._spaced: tuple[Token | None, int] = None, 0
        self.has_raw_html = False

    def write(self, token: Token, line: int, out: list[str]) -> None:
        """Write an inline token that begins at a line of the source."""
        self.write_children(token, token.children or (), line, out)

    def write_children(self, token: Token, children: Sequence[Token], line: int, out: list[str]) -> None:
        """Write some of an inline token's children."""
        skip_to = -1
        open_before = len(self._raw.open)
        for place, child in enumerate(children):
            if place < skip_to:
                continue
            kind = child.type
            if kind == "text" or kind == "text_special":
                text = child.content
                if SIGN in text:
                    self._find_spaced_addresses(children, place, token, line)
                if "&" in text or "<" in text or ">" in text:
                    text = escape(text, quote=False)
                out.append(text)
            elif kind == "softbreak":
                out.append("\n")
            elif kind == "link_open":
                out.append(self._link(child, token, line))
            elif kind == "link_close":
                out.append(self._in_link.pop())
            elif kind == "code_inline":
                out.append(f"<code>{escape(child.content, quote=False)}</code>")
            elif kind == "wikilink":
                out.append(self._wikilink(child, token, line))
            elif kind == "image":
                out.append(self._image(child, token, line))
            elif kind == "html_inline":
                skip_to = self._html(child, children, place, token, line, out)
            elif kind == "tag":
                out.append(self._tag(child, token, line))
            elif kind == "hardbreak":
                out.append("<br>\n")
            elif kind == "footnote_ref":
                out.append(self._footnotes.mention(child, line))
            else:
                out.append(f"<{child.tag}>" if child.nesting > 0 else f"</{child.tag}>")
        if len(self._raw.open) > open_before:
            # What an author leaves open in a paragraph ends with it, else it would go on through the note.
            out.append(self._raw.close_from(open_before))

    def raw(self, html: str, line: int) -> str:
        """What may stay of a block of HTML."""
        self.has_raw_html = True
        # A method of this writer is only lent: kept by what the writer keeps, it would make a circle of them.
        cleaned = self._raw.allowed(html, self._raw_link, lambda offset: line + html.count("\n", 0, offset))
        if self._raw.too_nested:
            self._report.too_nested(line)
        return cleaned

    def _html(
        self, child: Token, children: Sequence[Token], place: int, token: Token, line: int, out: list[str]
    ) -> int:
        start = child.meta["span"][0] if "span" in child.meta else 0
        out.append(self.raw(child.content, self._report.line(line, token, start)))
        typed = child.content[:7].lower()
        if typed.startswith(_WITH_CONTENT):
            closing = f"</{'script' if typed == '<script' else 'style'}"
            for end in range(place + 1, len(children)):
                if children[end].type == "html_inline" and children[end].content.lower().startswith(closing):
                    return end + 1
        return -1

    def _link(self, child: Token, token: Token, line: int) -> str:
        address = str(child.attrs["href"])
        kind = whither(address)
        if kind is Whither.OUTSIDE:
            self._in_link.append("</a>")
            start = outside(address)
            # An apostrophe as nh3 would write it.
            title = escape(str(child.attrs.get("title", ""))).replace("&#x27;", "'")
            return f'{start[:-1]} title="{title}">' if title else start
        place = self._report.place(line, token, child.meta.get("span"))
        if kind is Whither.UNSAFE:
            self._in_link.append("")
            self._report.unsafe_link(address, place)
            return ""
        self._in_link.append("</a>")
        return self._reference(*target_and_fragment(address), place)

    def _find_spaced_addresses(self, children: Sequence[Token], place: int, token: Token, line: int) -> None:
        for typed, address in spaced_addresses(children, place):
            searched, after = self._spaced
            begin = token.content.find(typed, after if searched is token else 0)
            span = None
            if begin >= 0:
                self._spaced = token, begin + len(typed)
                span = begin + len(SIGN), begin + len(SIGN) + len(address)
            self._report.find(
                Code.BROKEN_LINK,
                f"The address `{address}` has spaces in it, so this is no link but text.",
                f"Write `(<{address}>)`, or %20 for each space.",
                self._report.place(line, token, span),
            )

    def _reference(self, target: str, fragment: str, place: Place, *, wiki: bool = False) -> str:
        number = self._report.mention(Form.LINK, target, fragment, place, wiki=wiki)
        return f'<a href="{mark(REFERENCE, number)}">'

    def _wikilink(self, child: Token, token: Token, line: int) -> str:
        meta = child.meta
        if self._in_link:
            return escape(child.content or meta["target"] or last_part(meta["fragment"]), quote=False)
        place = self._report.place(line, token, meta["span"])
        if meta["form"] is Form.IMAGE:
            attributes = size_and_alt(child.content)
            number = self._report.mention(
                Form.IMAGE, meta["target"], meta["fragment"], place, wiki=True, attributes=attributes
            )
            return f'<img src="{mark(REFERENCE, number)}">'
        start = self._reference(meta["target"], meta["fragment"], place, wiki=True)
        return f"{start}{escape(child.content, quote=False)}</a>"

    def _image(self, child: Token, token: Token, line: int) -> str:
        alt = plain(child.children or ())
        # A mere number is a size for Obsidian alone: for all others it is what the picture is called.
        attributes = {"alt": ""} | dict((("alt", alt),) if alt.isdecimal() else size_and_alt(alt))
        if title := child.attrs.get("title"):
            attributes["title"] = str(title)
        return self._picture(
            str(child.attrs["src"]), attributes, self._report.place(line, token, child.meta.get("span"))
        )

    def _picture(self, address: str, attributes: Attributes, place: Place) -> str:
        """An image of the wiki as a mark; one from elsewhere as a link, as a page asks no other host for anything."""
        kind = whither(address)
        if kind is Whither.FILE:
            target, fragment = target_and_fragment(address)
            number = self._report.mention(
                Form.IMAGE, target, fragment, place, wiki=False, attributes=tuple(attributes.items())
            )
            return f'<img src="{mark(REFERENCE, number)}">'
        label = escape(attributes.get("alt") or address, quote=False)
        if kind is Whither.UNSAFE:
            self._report.unsafe_link(address, place)
            return escape(attributes.get("alt", ""), quote=False)
        self._report.picture_elsewhere(address, place)
        return label if self._in_link else f"{outside(address)}{label}</a>"

    def _raw_link(self, element: str, attributes: Attributes, line: int) -> str:
        place = Place(self._report.first_line + line)
        if element == "img":
            return self._picture(attributes.pop("src", ""), attributes, place)
        address = attributes.get("href", "")
        kind = whither(address)
        if not address:
            return "<a>"
        if kind is Whither.OUTSIDE:
            return outside(address)
        if kind is Whither.UNSAFE:
            self._report.unsafe_link(address, place)
            return "<a>"
        return self._reference(*target_and_fragment(address), place)

    def _tag(self, child: Token, token: Token, line: int) -> str:
        if self._counts_tags:
            place = self._report.place(line, token, child.meta["span"])
            self._report.tags.append(Tag(child.content[1:], place.line, place.column))
        shown = escape(child.content, quote=False)
        return shown if self._in_link else f'<span class="tag">{shown}</span>'


def plain(children: Sequence[Token]) -> str:
    """The plain text of inline tokens, as in a heading's id or an image's ``alt``."""
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "text_special", "code_inline", "tag"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(plain(child.children or ()))
        elif child.type == "wikilink":
            parts.append(child.content or child.meta["target"] or last_part(child.meta["fragment"]))
    return "".join(parts).strip()
