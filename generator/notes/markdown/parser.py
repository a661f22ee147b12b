"""The one Markdown parser of the process: which rules, in which order, and which characters each can start at.

Comes in: text. Goes out: markdown-it tokens. The rules are those of markdown-it-py and mdit-py-plugins, and ours
where no plugin does it.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkTitle
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.notes.markdown.bare_links import bare_address, bare_link, bare_mail
from generator.notes.markdown.block_ids import mark_blocks
from generator.notes.markdown.block_parser import Blocks
from generator.notes.markdown.callouts import mark_callouts
from generator.notes.markdown.containers import container
from generator.notes.markdown.findings import FINDINGS, Findings
from generator.notes.markdown.highlights import highlight, pair_highlights
from generator.notes.markdown.inline_parser import Inlines, link_label
from generator.notes.markdown.links import destination, normalized
from generator.notes.markdown.math import math
from generator.notes.markdown.plain_lists import list_at_once
from generator.notes.markdown.quoted_passages import quoted_passage
from generator.notes.markdown.tags import tag
from generator.notes.markdown.wikilinks import wikilink

DEEPEST = 60

_INLINE_STARTS = {
    "\n": ("newline",),
    "\\": ("escape",),
    "`": ("backticks",),
    "~": ("strikethrough",),
    "*": ("emphasis",),
    "_": ("emphasis",),
    "[": ("wikilink", "footnote_ref", "link"),
    "!": ("wikilink", "image"),
    "<": ("autolink", "html_inline"),
    "&": ("entity",),
    "=": ("highlight",),
    "#": ("tag",),
    ":": ("bare_link",),
    "w": ("bare_address",),
    "@": ("bare_mail",),
    "^": ("footnote_inline",),
    "$": ("math",),
}

_PAIRING_SIGNS = {"strikethrough": "~~", "highlight": "=="}

_BLOCK_STARTS = {
    "container": ":",
    "fence": "`~",
    "blockquote": ">",
    "quoted_passage": ">",
    "hr": "*-_",
    "list_at_once": "*-+",
    "list": "*-+0123456789",
    "footnote_def": "[",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
}
_BLOCK_ENDS = {"deflist": ":~"}


def parse(text: str, environment: dict[str, Any]) -> list[Token]:
    """The block tokens of a text, each ``inline`` one with its children; what was noticed is in the environment's
    `Findings`.
    """
    parser = _parser()
    findings: Findings = environment[FINDINGS]
    tokens: list[Token] = []
    parser.block.parse(text, parser, environment, tokens)
    if "[!" in text:
        mark_callouts(tokens)
    if "^" in text:
        mark_blocks(tokens)
    for token in tokens:
        if token.type == "inline":
            if token.map:
                findings.line = token.map[0]
            children: list[Token] = []
            token.children = children
            parser.inline.parse(token.content, parser, environment, children)
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "tasklists": True})
    parser.enable(["table", "strikethrough"])
    parser.inline, parser.block = Inlines(parser.inline), Blocks(parser.block)
    parser.helpers = SimpleNamespace(  # type: ignore[assignment]
        parseLinkLabel=link_label, parseLinkDestination=destination, parseLinkTitle=parseLinkTitle
    )
    parser.normalizeLink = normalized  # type: ignore[method-assign, assignment]
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # `links.whither` decides, with a diagnostic
    parser.use(footnote_plugin, move_to_end=False)
    parser.use(deflist_plugin)
    interrupts = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    parser.block.ruler.before("table", "container", container, interrupts)  # type: ignore[arg-type]
    parser.block.ruler.before("table", "list_at_once", list_at_once)
    parser.block.ruler.before("blockquote", "quoted_passage", quoted_passage, interrupts)  # type: ignore[arg-type]
    for name, rule in (
        ("wikilink", wikilink),
        ("highlight", highlight),
        ("tag", tag),
        ("bare_link", bare_link),
        ("bare_address", bare_address),
        ("bare_mail", bare_mail),
        ("math", math),
    ):
        parser.inline.ruler.push(name, rule)
    parser.inline.ruler2.before("fragments_join", "highlight", pair_highlights)
    parser.inline.begin(_INLINE_STARTS, _PAIRING_SIGNS)
    parser.block.begin(_BLOCK_STARTS, _BLOCK_ENDS)
    return parser
