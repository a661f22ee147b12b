"""Tokens to HTML with marks: one text, which is a note or one passage of it.

Comes in: tokens. Goes out: HTML in which a mark stands for every mention of another file, heading, marked block and
passage. It is not safe yet: `sanitizing` comes after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from markdown_it.token import Token

from generator.notes.markdown.code import code_block
from generator.notes.markdown.footnotes import Footnotes
from generator.notes.markdown.inline_writing import InlineWriter, plain
from generator.notes.markdown.marks import BLOCK, EMBED, PASSAGE, REFERENCE, mark
from generator.notes.markdown.pieces import MarkedHeading
from generator.notes.markdown.raw_html import start_tag
from generator.notes.markdown.report import Report
from generator.notes.note import Form


class Writer:
    """Writes one text. ``passage`` gives a passage token's mark its number; ``shift`` is added to every heading's
    level.
    """

    def __init__(
        self, report: Report, shift: int, footnotes: Footnotes, passage: Callable[[Token], int], *, counts_tags: bool
    ) -> None:
        self._report = report
        self._shift = shift
        self._footnotes = footnotes
        self._passage = passage
        self._inline = InlineWriter(report, footnotes, counts_tags=counts_tags)

    @property
    def has_raw_html(self) -> bool:
        """Whether HTML that an author typed is in what was written."""
        return self._inline.has_raw_html

    def html(self, tokens: Sequence[Token]) -> str:
        """The HTML of a text's tokens and of the footnotes it refers to."""
        out: list[str] = []
        self._write(tokens, out)
        self._footnotes.write(self._write, out)
        return "".join(out)

    def _write(self, tokens: Sequence[Token], out: list[str]) -> None:
        line = 0
        before = ""
        opened = False
        for place, token in enumerate(tokens):
            kind = token.type
            if token.map:
                line = token.map[0]
            if kind == "inline":
                children = token.children
                if children:
                    if (
                        before == "paragraph_open"
                        and "![[" in token.content
                        and any(child.type == "wikilink" and child.meta["form"] is Form.EMBED for child in children)
                    ):
                        opened = self._with_embeds(token, line, opened, out)
                    else:
                        self._inline.write(token, line, out)
            elif kind == "paragraph_open":
                opened = not token.hidden
                if opened:
                    out.append("<p>" if not token.meta else self._start(token))
            elif kind == "paragraph_close":
                if opened:
                    out.append("</p>\n")
                elif token.hidden and place + 1 < len(tokens) and tokens[place + 1].type != "list_item_close":
                    out.append("\n")
            elif kind == "heading_open":
                self._heading(token, tokens[place + 1], line, out)
            elif kind == "heading_close":
                out.append(f"</h{self._level(token)}>\n")
            elif kind in _METHODS:
                _METHODS[kind](self, token, out)
            elif token.tag:
                out.append(f"</{token.tag}>\n" if token.nesting < 0 else self._start(token))
            before = kind

    def _start(self, token: Token) -> str:
        if not token.attrs and not token.meta:
            return f"<{token.tag}>"
        return start_tag(token.tag, {name: str(value) for name, value in token.attrs.items()} | self._block_id(token))

    def _block_id(self, token: Token) -> dict[str, str]:
        """The attribute that marks a block with an id; none where the note has the id already."""
        name: Any = token.meta.get("block")
        if not name or not self._report.ids.claim(f"^{name}"):
            return {}
        self._report.marked.blocks.append(name)
        return {"id": mark(BLOCK, len(self._report.marked.blocks) - 1)}

    def _level(self, token: Token) -> int:
        return min(6, max(2, int(token.tag[1]) + self._shift))

    def _heading(self, token: Token, inline: Token, line: int, out: list[str]) -> None:
        text = plain(inline.children or ())
        marked, level = self._report.marked, self._level(token)
        out.append(f'<h{level} id="{mark(REFERENCE, len(marked.headings))}">')
        marked.headings.append(
            MarkedHeading(level, self._report.ids.of_heading(text), text, self._report.first_line + line)
        )

    def _with_embeds(self, token: Token, line: int, opened: bool, out: list[str]) -> bool:
        """A paragraph with embeds: one on a line of its own stands between paragraphs, as its content is blocks.
        Whether a paragraph is open.
        """
        lines = _lines(token.children or [])
        in_paragraph = opened
        for children in lines:
            alone = [child for child in children if child.type != "text" or child.content.strip()]
            if len(alone) == 1 and alone[0].type == "wikilink" and alone[0].meta["form"] is Form.EMBED:
                if opened:
                    if out[-1] == "<p>":
                        out.pop()
                    else:
                        out.append("</p>\n")
                    opened = False
                place = self._report.place(line, token, alone[0].meta["span"])
                number = self._report.mention(
                    Form.EMBED, alone[0].meta["target"], alone[0].meta["fragment"], place, wiki=True
                )
                out.append(f"<div>{mark(EMBED, number)}</div>\n")
            else:
                if in_paragraph and not opened:
                    out.append("<p>")
                    opened = True
                self._inline.write_children(token, children, line, out)
        return opened

    def _fence(self, token: Token, out: list[str]) -> None:
        html = code_block(token.content, token.info)
        out.append(self._with_id(token, html))

    def _code_block(self, token: Token, out: list[str]) -> None:
        out.append(self._with_id(token, code_block(token.content)))

    def _with_id(self, token: Token, html: str) -> str:
        for name, value in self._block_id(token).items():
            return f'<pre {name}="{value}"{html[4:]}'
        return html

    def _html_block(self, token: Token, out: list[str]) -> None:
        out.append(self._inline.raw(token.content, (token.map or [0])[0]))

    def _hr(self, token: Token, out: list[str]) -> None:
        out.append("<hr>\n")

    def _list_item(self, token: Token, out: list[str]) -> None:
        out.append(self._start(token))
        if "checked" in token.meta:
            name, checked = ("Done", " checked") if token.meta["checked"] else ("To do", "")
            out.append(
                f'<input type="checkbox" class="task-list-item-checkbox" aria-label="{name}" disabled{checked}> '
            )

    def _table(self, token: Token, out: list[str]) -> None:
        # A wide table scrolls, for which it must be reached by keyboard; see SCROLLING.
        out.append(f'{self._start(token)[:-1]} tabindex="0">')

    def _passage_mark(self, token: Token, out: list[str]) -> None:
        out.append(f"<div>{mark(PASSAGE, self._passage(token))}</div>\n")

    def _too_nested(self, token: Token, out: list[str]) -> None:
        self._report.too_nested((token.map or [0])[0])
        out.append(f"<p>{escape(token.content, quote=False)}</p>\n")

    def _container(self, token: Token, out: list[str]) -> None:
        out.append(start_tag("div", {"class": f"container container-{token.info}"}) + "\n")

    def _cell(self, token: Token, out: list[str]) -> None:
        alignment = str(token.attrs.get("style", "")).removeprefix("text-align:")
        out.append(f'<{token.tag} class="align-{alignment}">' if alignment else f"<{token.tag}>")


_METHODS: Mapping[str, Callable[[Writer, Token, list[str]], None]] = {
    "fence": Writer._fence,
    "code_block": Writer._code_block,
    "html_block": Writer._html_block,
    "hr": Writer._hr,
    "list_item_open": Writer._list_item,
    "table_open": Writer._table,
    "passage": Writer._passage_mark,
    "too_nested": Writer._too_nested,
    "container_open": Writer._container,
    "td_open": Writer._cell,
    "th_open": Writer._cell,
}
"""What writes a token of each of these kinds. A writer keeps no method of its own: it would be in a circle with itself,
and stay when it is done, until Python looks for such circles.
"""


def _lines(children: Sequence[Token]) -> list[list[Token]]:
    """The children of a paragraph, cut at the line ends that are in no other element."""
    lines: list[list[Token]] = [[]]
    depth = 0
    for child in children:
        depth += child.nesting
        if child.type in ("softbreak", "hardbreak") and depth == 0:
            lines.append([])
        else:
            lines[-1].append(child)
    return lines
