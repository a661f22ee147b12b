"""The short ways that reading Markdown takes give what the long ones would: markdown-it's own parser, and nh3."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from generator.notes.markdown import document, parser, plain_lists
from generator.notes.markdown.document import render
from generator.notes.markdown.findings import FINDINGS, Findings
from generator.notes.markdown.links import destination, normalized
from generator.notes.markdown.parser import DEEPEST, parse
from generator.notes.markdown.plain import sentence_around
from generator.notes.markdown.sanitizing import sanitized
from generator.notes.markdown.tokens import NewToken
from generator.notes.note import Form, Piece, Reference

LINES = st.sampled_from(
    [
        "\n",
        "\n\n",
        "\n- ",
        "\n  ",
        "\n    ",
        "\n> ",
        "\n\n    ",
        "\n1. ",
        "\n2) ",
        "\n\t",
        "\n---\n",
        "\n===\n",
        "\n- - -\n",
        "\n***\n",
        "\n___\n",
        "\n```\n",
        "\n~~~\n",
        "\n# ",
        "\n: ",
        "\n~ ",
        "\n\n: ",
        "\n<div>\n",
        "\n<!-- ",
        "\n[a]: /b 'c'\n",
        "\n[^1]: ",
        "\n## a ##\n",
        "\n   > ",
        "\n> ---\n",
        "\n> : ",
        "\n- a",
        "\n- **a** b",
        "\n- 1. a",
        "\n- 2019 a  ",
        "\n* b",
        "\n\n- c",
        "\n- [ ] a",
        "\n- d\n\n",
    ]
)
TABLES = st.sampled_from(
    ["\na | b\n---|:-:\n", "\n| a |\n| - |\n", " | ", "\n> a | b\n> --|--\n", "\n- a | b\n  -|-\n"]
)
INLINE = st.sampled_from(
    [
        "a",
        "b.",
        "é",
        "—",
        " ",
        "  \n",
        "*",
        "**",
        "***",
        "****",
        "_",
        "__",
        "~~",
        "~~~",
        "`",
        "``",
        "[a](b)",
        "[a](<b c> 'd')",
        "[",
        "](",
        ")",
        "]",
        "![a](b.png)",
        "[a]",
        "[^1]",
        "\\",
        "\\*",
        "&amp;",
        "&",
        "<",
        ">",
        "<b>",
        "</b>",
        "(",
        '"',
        "\xa0",
        "[x](y_(z))",
        "*a*",
        "**a b**",
        " **a** ",
        "(*a*)",
        "a**b**c",
    ]
)
MARKUP = st.lists(st.one_of(LINES, TABLES, INLINE, INLINE, st.text(max_size=3)), max_size=40).map("".join)
OURS = ("[[", ":::", "==", "^[", "[!", "://", "www.", "@", "#", "$", "^", "\ufffd")


def everything(tokens: Iterable[Token]) -> list[dict[str, Any]]:
    """All that tokens say, but for the places that we note in them; markdown-it leaves empty texts beside emphasis."""
    return [
        asdict(token) | {"meta": {}, "children": everything(token.children) if token.children else []}
        for token in tokens
        if token.type != "text" or token.content
    ]


@settings(max_examples=400, deadline=None)
@given(MARKUP)
@example("> a\n> ===")
@example(" **a** *b**c*")
@example("- a\n- b\n  ---\n- c")
@example("- a\n- **b** c  \n- 2019 d\n \n\ne")
@example("- a\n- b\n\n- c")
@example("- a\n- b\n\n  c")
@example("- a\n- b\n ---")
@example("- a\n- b\n* c\n")
@example("- a\n- b\n\n: c")
@example("> - a\n> - b\n- c")
@example("- a\n- 1. b\n- 2019. c")
@example("> a\n> : b")
@example("a\n: b\n: c")
@example("> a | b\n> --|--\nc\n___")
@example("a *b **c* d** __e__f ~~g *h~~ i*")
@example("*a **b** c* **d *e* **f**")
@example("**a**b *c*d**e** *f*")
@example("[a **b** *c](d) e* ~~f **g** h~~")
def test_tokens_are_those_of_markdown_it(text: str) -> None:
    """Where none of our own rules has anything to find, the tokens are those of the parser that tries every rule."""
    assume(not any(sign in text for sign in OURS) and "\0" not in text and "\r" not in text)
    original = MarkdownIt("commonmark", {"maxNesting": DEEPEST, "tasklists": True}).enable(["table", "strikethrough"])
    original.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin)
    original.disable("text_join")
    original.normalizeLink = normalized  # type: ignore[method-assign, assignment]
    original.validateLink = lambda url: True  # type: ignore[method-assign]
    environment: dict[str, Any] = {FINDINGS: Findings()}

    assert everything(original.parse(text)) == everything(parse(text, environment))


def test_new_token_begins_as_any_other() -> None:
    """A token made in the quick way has the fields that markdown-it would give it."""
    assert asdict(Token("p_open", "p", 1)) == asdict(NewToken("p_open", "p", 1, 0))


@given(st.text("ab/.:#?&;()<>\\ \n\t\x7fé%", max_size=30), st.integers(0, 3))
def test_destination_is_read_as_by_markdown_it(text: str, start: int) -> None:
    """The short way of reading a link's address changes nothing."""
    found, expected = destination(text, start, len(text)), parseLinkDestination(text, start, len(text))

    assert (expected.ok, expected.str, expected.ok and expected.pos) == (found.ok, found.str, found.ok and found.pos)


ADDRESS = st.lists(
    st.sampled_from(
        [*"a1-./:#?&'()%@", "xn--", "..", "127.0.0.1", "0x1", "[::1]", ":99999", "//", "www.", "b.c", "%41", "é"]
    ),
    max_size=8,
).map("".join)
PROSE = st.lists(
    st.one_of(
        LINES,
        TABLES,
        INLINE,
        st.sampled_from(
            ["==", "[[a]]", "[[a|b]]", "![[c]]", "![[d.png|3]]", "#tag", "\n^id\n", "\n:::cohort\n", "\n:::\n"]
        ),
        ADDRESS.map(lambda address: f"[a](https://{address})"),
        ADDRESS.map(lambda address: f"https://{address} "),
        st.text(max_size=4).map(lambda title: f'[a](https://b.c "{title}")'),
        st.text(max_size=4),
        st.characters(max_codepoint=0xFF),
    ),
    max_size=30,
).map("".join)


@settings(max_examples=600, deadline=None)
@given(PROSE)
@example("[a](https://xn--b.c)\n\n[d](https://1.2.3.999/)")
@example("[a <https://b.c> d](https://e.f)\n\n[g[^1]](h)\n\n[^1]: i")
@example("<div>\n\na")
@example("a\u00a0b")
@example("[a](https://b-.c)")
@example("[a](https://b.c- 'd') <https://e-/f>")
def test_what_is_not_cleaned_is_clean(text: str) -> None:
    """HTML that nh3 is spared is what nh3 would make of it."""
    assume(not any("\ud800" <= character <= "\udfff" for character in text))
    written: list[tuple[str, str]] = []

    def note_down(html: str, *, has_raw_html: bool) -> str:
        result = sanitized(html, has_raw_html=has_raw_html)
        written.append((sanitized(html, has_raw_html=True), result))
        return result

    with patch.object(document, "sanitized", note_down):
        render(text, path="note.md")

    for cleaned, result in written:
        assert cleaned == result


ITEMS = st.sampled_from(
    [
        *("\n- [[a]] b", "\n- [[", "\n- a #t ^x", "\n- **a** ==b==", "\n- ![[c]]", "\n- [ ] a", "\n* b", "\n\n- c"),
        *(
            "\n",
            "\n\n",
            "\n \n",
            "\n  c",
            "\n: d",
            "\n:::private\n",
            "\n:::\n",
            "\n> [!note] e\n",
            "\n- …:::private",
            " %% ",
        ),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(ITEMS, INLINE), max_size=12).map("".join))
@example("\n- [[a]] b\n- a #t ^x\n\n:::private\n- [[a]]\n:::")
@example("- [[a]] b\n- ![[c]]")
def test_lists_read_at_once_are_as_any_other(text: str) -> None:
    """With our own signs in them, too, lists of single lines are what the rule for all lists makes of them."""
    found = render(text, path="note.md")

    with patch.object(plain_lists, "_ITEMS", re.compile("(?!)")):
        assert render(text, path="note.md") == found


COMMON = st.sampled_from(
    [
        *("a", "b c", " ", ". ", "\n", " \n", "\\", "<b>", "[^1]", "1"),
        *("[[a]]", "[[a|b]] ", "[[a#b]]", "[[#]]", "![[a]]", "](", "[a](b)", "[a](https://b.c/d?e#f)", "[a](b c)"),
        *(" **a b**", "*a*", "**", "*", "`a`", "` a `", "``", "`", "[a](b 'c')", "[a](<b>)", "[a](//b)", "[:](b)"),
        *("(*a*) ", "a*b*c", "**a**b", "https://a.b ", "~~a~~", "==a==", "$a$", "$1 ", "a#", "#a "),
        *(":", "://", "www.a.b", "a@b.c", "!", "~", "~~", "=", "==", "&", "&amp;", "#", "$"),
    ]
)


@settings(max_examples=600, deadline=None)
@given(st.lists(COMMON, max_size=14).map("".join))
@example("a: **b** and *c*, `d`\n[[e|f]] of [g](https://h.i/j) and Q&A ~ 3 = $4!")
@example("[a](b)[[c]](d)")
@example("**a**b (*c*d)e*f*g")
def test_prose_read_at_once_is_as_any_other(text: str) -> None:
    """With our own signs in it, too, simple prose is what the rules would make of it, and stands where it stands."""
    found = render(text, path="note.md")

    with patch.object(parser._parser().inline, "_simple", lambda text: None):
        assert render(text, path="note.md") == found


class Watched(tuple[Piece, ...]):
    """Pieces that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, at: Any) -> Any:
        """Count, and give the piece."""
        self.looks += 1
        return super().__getitem__(at)


def test_sentence_is_found_near_its_mention() -> None:
    """How many pieces the sentence around a mention takes does not depend on how many there are."""
    pieces = Watched(Reference(Form.LINK, "Dana") for _ in range(5_000))

    assert sentence_around(pieces, 2_500)[1] == "Dana"
    assert pieces.looks < 1_000


def test_no_group_is_possessive() -> None:
    """Before Python 3.11.5, which Debian 12 does not have, such a group swallows the beginning of what it does not match."""
    sources = Path(document.__file__).parents[2].rglob("*.py")
    assert [] == [file.name for file in sources if re.search(r"\)(?:[*+?]|\{[\d,]+\})\+", file.read_text("utf-8"))]
