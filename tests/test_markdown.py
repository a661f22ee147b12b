"""Markdown to pieces, through the room's door: fixture triples (name, input, output), single behaviours, and laws for
any text.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.diagnostics import Code
from generator.notes.markdown.document import Rendered, render
from generator.notes.markdown.links import normalized
from generator.notes.markdown.plain import excerpt, plain_text, sentence_around
from generator.notes.markdown.report import Tag
from generator.notes.note import Audience, Block, Form, Heading, Piece, Reference

FIXTURES = Path(__file__).parent / "fixtures" / "markdown"
VOID = {"img", "br", "hr", "wbr", "col", "input"}


def triples() -> Iterator[Any]:
    """Every fixture: a name, and between lines of one dot the input and the expected output."""
    for file in sorted(FIXTURES.glob("*.md")):
        for name, given_text, expected in re.findall(
            r"^(\S[^\n]*)\n\.\n(.*?)^\.\n(.*?)^\.$", file.read_text(encoding="utf-8"), re.M | re.S
        ):
            yield pytest.param(given_text, expected, id=f"{file.stem}: {name}")


def shown(pieces: Iterable[Piece]) -> str:
    """Pieces as one readable text: a reference as ``{form target#fragment | label | attributes}``."""
    parts: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(piece)
            continue
        fragment = f"#{piece.fragment}" if piece.fragment else ""
        label = f" | {shown(piece.label)}" if piece.label else ""
        attributes = "".join(f" {name}={value}" for name, value in piece.attributes)
        parts.append(f"{{{'wiki ' if piece.wiki else ''}{piece.form} {piece.target}{fragment}{label}{attributes}}}")
    return "".join(parts)


def body_of(text: str) -> str:
    """The body of a text, shown."""
    return shown(render(text, path="note.md").body.pieces)


def references(pieces: Iterable[Piece]) -> list[Reference]:
    """All references among the pieces, those in labels too."""
    found: list[Reference] = []
    for piece in pieces:
        if isinstance(piece, Reference):
            found.append(piece)
            found.extend(references(piece.label))
    return found


def codes(rendered: Rendered) -> list[tuple[Code, int]]:
    """Each finding's code and line."""
    return [(finding.code, finding.line) for finding in rendered.diagnostics]


@pytest.mark.parametrize(("text", "expected"), list(triples()))
def test_fixture(text: str, expected: str) -> None:
    """Each fixture's input gives its output."""
    assert body_of(text).rstrip("\n") == expected.rstrip("\n")


def test_reference_has_its_exact_place() -> None:
    """A reference knows line, column and width in the file, also the second of its kind, after a comment, in a quote
    and in a table.
    """
    text = "one %%x [[A]]%% [[A]] [[A]]\n\n> deep\n> in [x](b.md)\n\n| h | k |\n| - | - |\n| [[A\\|a]] | [[A\\|a]] |\n"
    found = references(render(text, path="note.md", first_line=11).body.pieces)
    places = [(reference.line, reference.column, reference.width) for reference in found]
    assert places == [(11, 17, 5), (11, 23, 5), (14, 6, 9), (18, 3, 7), (18, 14, 7)]


@pytest.mark.parametrize(
    "text",
    [
        "| a |\n| - |\n| b |\n",
        "| a |\n| - |\n| b |\n\n^wide\n",
        "<table><tr><td>b</td></tr></table>\n",
        "<table tabindex='7' role='none'><tr><td>b</td></tr></table>\n",
        "```\ncode\n```\n",
        "    code\n",
        "<pre>code</pre>\n",
    ],
)
def test_what_scrolls_can_be_reached_by_keyboard(text: str) -> None:
    """A table and a block of code scroll where they are too wide: each is a stop on the way through the page, in its
    place, whoever wrote it.
    """
    elements = [dict(attributes) for tag, attributes in parsed([body_of(text)]).elements if tag in ("table", "pre")]
    assert [("0", None)] == [(attributes.get("tabindex"), attributes.get("role")) for attributes in elements]


def test_title_is_taken_out_of_the_body() -> None:
    """A level-1 heading that begins the note is its title, not part of its body."""
    rendered = render("# The *road* to `x`\n\nText\n", path="note.md")
    assert (rendered.title, shown(rendered.body.pieces)) == ("The road to x", "<p>Text</p>\n")


def test_heading_levels_start_at_two() -> None:
    """The topmost level used becomes 2, the others keep their distance."""
    rendered = render("### A\n\n##### B\n\n### A\n", path="note.md")
    assert [(h.level, h.id, h.line) for h in rendered.body.headings] == [(2, "a", 1), (4, "b", 3), (2, "a-1", 5)]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("What's next?", "whats-next"),
        ("你好 世界", "你好-世界"),
        ("Cafe\u0301", "café"),
        ("Location", "h-location"),
        ("__proto__", "proto"),
        ("fp-menu", "h-fp-menu"),
        ("fn-1", "h-fn-1"),
        ("!!!", "section"),
        ("onclick", "h-onclick"),
    ],
)
def test_heading_id(heading: str, expected: str) -> None:
    """A heading's id is readable, keeps every script's letters, and shadows nothing."""
    assert render(f"## {heading}\n", path="note.md").body.headings[0].id == expected


def test_headings_blocks_and_passages_are_slices() -> None:
    """What a heading, a block and a passage point at are exactly their pieces."""
    body = render("para ^one\n\n## Next\n\n- item ^two\n- other\n\n:::cohort\nfor [[us]]\n:::\n", path="note.md").body
    assert body.headings == (Heading(2, "next", "Next", 3, 2),)
    assert str(body.pieces[2]).startswith('<h2 id="next">')
    assert [(block.id, shown(body.pieces[block.at : block.until])) for block in body.blocks] == [
        ("one", '<p id="^one">para</p>'),
        ("two", '<li id="^two">item</li>'),
    ]
    passage = body.passages[0]
    assert (passage.audience, passage.line) == (Audience.COHORT, 8)
    assert shown(body.pieces[passage.at : passage.until]) == "<p>for {wiki link us}</p>\n"


def test_block_id_alone_belongs_to_the_block_before() -> None:
    """``^id`` in a paragraph of its own marks the list, quote or table before it."""
    body = render("- a\n- b\n\n^both\n\nend\n", path="note.md").body
    assert [shown(body.pieces[b.at : b.until]) for b in body.blocks] == ['<ul id="^both"><li>a</li>\n<li>b</li>\n</ul>']
    assert isinstance(body.blocks[0], Block)


def test_tags() -> None:
    """Tags follow Obsidian's rules; those in a passage do not classify the note."""
    rendered = render(
        "#one a#no #123 #y2024 #a/b #日本 `#code`\n\n:::private\n#hidden\n:::\n", path="note.md", first_line=3
    )
    assert rendered.tags == (Tag("one", 3, 1), Tag("y2024", 3, 16), Tag("a/b", 3, 23), Tag("日本", 3, 28))


@pytest.mark.parametrize(
    "text",
    [
        "a %%SECRET%% b",
        "a %%begin\n\nSECRET\n\nend%% b",
        "%%\nSECRET\n%%\n\nb",
        "> a %%x\n> SECRET%% b",
        "- %%SECRET\n",
        "```\ncode\n```\n%%SECRET%%",
        "`a %%SECRET%% b",
        "> ```\n\n%%SECRET%%",
        "[x]: /url '%%SECRET%%'\n\n[x]",
        "<div title='%%SECRET%%'>x</div>",
        "a `b\n\n%%SECRET%% c` d",
        "    %%SECRET%%",
        "    %%\n\none %%SECRET%% two",
        "    %%\n\n%%SECRET%%\n\n    %%",
        "%% ask about pay\n\nShe starts at nine.\n\n%% SECRET %%",
        "%%\n    - ask about pay %%\n\n- Press ` to open\n- %% SECRET %%\n- press ` again\n",
        "> \t%%time\n\n- a\n\n  %%SECRET\n  SECRET%%",
        "a \uff05\uff05SECRET\uff05\uff05 b %%SECRET\uff05\uff05",
        "a <!-- SECRET --> b",
        "- One\n  <!--\n- SECRET\n  -->\n- Three",
        "> Quote\n> <!-- hidden\n\nSECRET -->",
        "> [!tip] V\n> <!-- x\n\nSECRET -->",
        "V\n: <!-- x\n\nSECRET -->",
        ":::note\n<!-- x\n:::\nSECRET -->",
        "<details>\n<summary>More</summary>\n<!-- x\n\nSECRET -->\n</details>",
        "<p>V <!-- x</p>\n\nSECRET -->",
        "a <!-- x\n\n<!-- y -->\n\nSECRET",
        "a <!-- ask again\n\nb\n\n:::private\n<!-- from mail -->\nSECRET\n:::",
        "a <!-- ask again\n\n> [!private]\n> <!-- r -->\n> SECRET",
        "a <!-- SECRET\n\nSECRET --> b",
        "a\n\n<!-- SECRET\n\nSECRET -->",
        "> a <!-- SECRET\n\n- SECRET -->",
        "a <!-- SECRET",
        "`<!--` a <!-- b --> c <!-- SECRET\n\n# SECRET",
        "| a <!-- SECRET | b |\n|-|-|\n| SECRET | d --> |",
        "# a <!-- SECRET\n\nSECRET [[SECRET]]-->",
        "a %%b%% <!-- SECRET\n\n%%c%% SECRET -->",
        ":::private\na <!-- SECRET\n\nSECRET -->\n:::",
        "a <!-- SECRET\n\n`SECRET` -->\n\nb <!-- SECRET\n\nSECRET -->",
    ],
)
def test_comment_never_comes_out(text: str) -> None:
    """A comment is in no output, wherever it stands."""
    assert "SECRET" not in repr(render(text, path="note.md"))


def test_comment_signs_in_code_are_code() -> None:
    """``%%`` in a fence or a code span starts no comment."""
    assert (
        plain_text(render("`%% a` b\n\n```matlab\n%% Section\n```\n", path="n.md").body.pieces) == "%% a b\n%% Section"
    )


def test_unclosed_comment_hides_the_rest() -> None:
    """A comment that never ends hides the rest of the note, and says where it begins."""
    rendered = render("one\n\ntwo %%three\n\nfour\n", path="note.md")
    assert (plain_text(rendered.body.pieces), codes(rendered)) == ("one\ntwo", [(Code.UNCLOSED_COMMENT, 3)])


@pytest.mark.parametrize(
    ("text", "address", "column"),
    [
        ("See ![tall](photos/IMG 2041 tall.png).", "photos/IMG 2041 tall.png", 13),
        ("[text](my file.md)", "my file.md", 8),
        ("[text](my file.md#a heading)", "my file.md#a heading", 8),
        ("[**text**](my_file a_b.md 'Title')", "my_file a_b.md", 12),
        ("[text](../other people/)", "../other people/", 8),
        ("![](IMG 2041 (1).png)", "IMG 2041 (1).png", 5),
        ("| a |\n|---|\n| [b](c d.md) |", "c d.md", 7),
    ],
)
def test_an_address_with_spaces_is_told(text: str, address: str, column: int) -> None:
    """It makes no link, so it would come out as typed; where it stands is told, and how to write it."""
    (found,) = render(text, path="note.md").diagnostics
    assert (found.code, found.column, found.width) == (Code.BROKEN_LINK, column, len(address))
    assert f"(<{address}>)" in found.hint
    assert not references(render(text, path="note.md").body.pieces)


def test_each_address_with_spaces_is_told_at_its_place() -> None:
    """The same one twice in a line is told twice."""
    found = render("[a](b c.md) and [a](b c.md)", path="note.md").diagnostics
    assert [5, 21] == [diagnostic.column for diagnostic in found]


@pytest.mark.parametrize(
    "text",
    [
        "`[text](my file.md)`",
        "[text](<my file.md>)",
        "[text](my%20file.md)",
        "[text](file.md 'a title')",
        "\\[text\\](my file.md)",
        "the list[0](of them) and [sic](as it stands.) there",
        "```\n[text](my file.md)\n```",
        "[text](\nmy file.md)",
    ],
)
def test_not_every_bracket_is_a_link(text: str) -> None:
    """Links that can be read, code and prose in parentheses are not told of."""
    assert render(text, path="note.md").diagnostics == ()


def test_html_comment_across_paragraphs_is_one() -> None:
    """An HTML comment begun within a paragraph ends where it says so, as in a browser; one that never does is told."""
    closed = render("one <!-- two\n\nthree --> four\n\nfive [six](javascript:x)\n", path="note.md")
    assert (plain_text(closed.body.pieces), codes(closed)) == ("one\nfour\nfive six", [(Code.UNSAFE_LINK, 5)])
    unclosed = render("one\n\ntwo <!-- three\n\nfour\n", path="note.md")
    assert (plain_text(unclosed.body.pieces), codes(unclosed)) == ("one\ntwo", [(Code.UNCLOSED_COMMENT, 3)])


@pytest.mark.parametrize("text", ["`<!--`", r"\<!-- x", "&lt;!-- x", "```\n<!--\n```"])
def test_html_comment_that_is_only_spoken_of(text: str) -> None:
    """Code and what is escaped begin no comment."""
    assert "<!--" in plain_text(render(f"{text}\n\nafter", path="note.md").body.pieces)


def test_comment_sign_that_may_be_code_is_told() -> None:
    """What only one way of reading an indented ``%%`` hides is hidden, and the author told; in a list all is plain."""
    doubtful = render("a\n\n    %%time\n\nb %%c%% d\n\n    %%time\n\ne\n", path="note.md")
    assert (plain_text(doubtful.body.pieces), codes(doubtful)) == ("a\ntime\ne", [(Code.UNCLOSED_COMMENT, 3)])
    listed = render("- a\n\n    %%b%% c\n\nd %%e%%\n", path="note.md")
    assert (plain_text(listed.body.pieces), codes(listed)) == ("a\nc\nd", [])


PASSAGES = [
    ":::private\nSECRET\n:::",
    ":::private\n:::note\nx\n:::\nSECRET\n:::",
    ":::private\n\n</div></details>\n\nSECRET\n\n:::",
    "<div>\n\n:::private\n\n</div>\n\nSECRET\n\n:::",
    "<table>\n\n:::private\n\n<tr><td>\n\nSECRET\n\n:::",
    ":::private\n```\n:::\n```\nSECRET\n:::",
    "- a\n  :::private\n  x\n\nSECRET\n",
    "> :::private\n> x\n\nSECRET\n",
    "text\n      :::private\nSECRET\n:::",
    "<div>\n:::private\nSECRET\n:::\n</div>",
    "      :::private\n      SECRET\n      :::",
    ":::privat\nSECRET\n:::",
    "::: {.private}\nSECRET\n:::",
    ":::Private\nSECRET\n:::",
    "a[^1]\n\n:::private\nx[^1]\n\n[^1]: SECRET\n:::",
    "[x]\n\n:::private\n[x]: https://SECRET\n:::",
    ":::private\n# SECRET\n:::\n\n# Public",
    "::::cohort\nx\n:::private\nSECRET\n:::\n::::",
    ":::private\nSECRET",
    ":::private\n#SECRET\n\n[[SECRET]] ^SECRET\n:::",
    "She left :::private for SECRET ::: in May.",
    "| a |\n|-|\n| b :::private SECRET ::: |",
    "In `:::private` it is, :::private SECRET :::.",
    "::private\nSECRET\n::",
    "> :: {.cohort}\n> SECRET\n> ::",
    "\uff1a\uff1a\uff1aprivate\nSECRET\n\uff1a\uff1a\uff1a",
    "\u200b:::private\nSECRET\n:::",
    ":::hidden\nSECRET\n:::",
    ":::private-only\nSECRET\n:::",
    "> [!confidential]\n> SECRET",
    "> [!private] SECRET\n> SECRET",
    "> [!private] SECRET\n> SECRET\n\n> SECRET",
    "> [!private]\n\nSECRET",
    "- a\n\n  > [!private]\n  > SECRET\n\n  > SECRET",
    "> [!Private]-\n> - SECRET\n>   - SECRET\nSECRET",
    ">[!cohort|right]+ SECRET",
    "- a\n\n  > [!private]\n  > SECRET",
    "> a\n>\n> > [!privat]\n> > SECRET",
    "> a\n> [!private]\n> SECRET",
    "text\n> [!private]\n> ```\n> SECRET\n> ```",
    "> [!private]\n>\n> SECRET\n>\n> [x]: https://SECRET",
    "> [!cohort]\n> a\n>\n> :::private\n> SECRET\n> :::",
    "<div>\n> [!private]\n> SECRET\n</div>",
    ">\n> [!private]\n> SECRET",
    "> %% note %%\n> [!hidden]\n> SECRET",
    "> [r]: https://a.org\n> [!cohort]\n> SECRET",
    ">\u00a0[!private]\n> SECRET",
    "> [!tip] x\n>\n> > \n> > [!privat] SECRET\n> > SECRET",
    "- > [!private]\n  > a\nSECRET",
    "> > [!private]\n> > a\nSECRET",
    "> > [!private] a\n\tSECRET",
]


@pytest.mark.parametrize("text", PASSAGES)
def test_passage_is_shut(text: str) -> None:
    """Without its passages, a note says nothing of what they say, and every passage is well-formed by itself."""
    rendered = render(f"before\n\n{text}\n", path="note.md")
    body = rendered.body
    hidden = {place for passage in body.passages for place in range(passage.at, passage.until)}
    assert body.passages
    assert "SECRET" not in repr([piece for place, piece in enumerate(body.pieces) if place not in hidden])
    assert "SECRET" not in repr((rendered.title, rendered.tags))
    assert [fault for p in body.passages for fault in faults(body.pieces[p.at : p.until])] == []


def test_passage_as_a_callout_ends_with_its_quote() -> None:
    """A callout called after an audience is that passage, its title as its first line; what follows is outside."""
    rendered = render("> [!private] On pay\n> Low.\nlazy\n# After\n\n> [!tip] Open\n> Yes.\n", path="note.md")
    (passage,) = rendered.body.passages
    inside = rendered.body.pieces[passage.at : passage.until]
    outside = (*rendered.body.pieces[: passage.at], *rendered.body.pieces[passage.until :])
    assert passage.audience is Audience.PRIVATE
    assert plain_text(inside) == "On pay\nLow.\nlazy"
    assert plain_text(outside) == "After\nOpen\nYes."


@pytest.mark.parametrize("name", ["external", "interval", "secretary", "important"])
def test_words_that_merely_look_alike_hide_nothing(name: str) -> None:
    """Only a slip in `private` or `cohort`, and words that mean as much, make a passage."""
    assert () == render(f":::{name}\na\n:::\n\n> [!{name}]\n> b\n", path="note.md").body.passages


def test_findings_in_a_passage_as_a_callout_have_their_lines() -> None:
    """What is wrong within such a passage is told with the note's own lines."""
    text = "a\n\n> [!private] b\n> [c](javascript:x)\n\n> [!privat]\n> d\n"
    assert codes(render(text, path="note.md")) == [(Code.UNSAFE_LINK, 4), (Code.BAD_CONSENT, 6)]


@pytest.mark.parametrize(
    "inside",
    [
        "# Advice",
        "x[^n]\n\n[^n]: other",
        "[x]: https://elsewhere.org",
        "</div></p><b>",
        "^here",
        "<p id='advice-2'>",
        ":::private\ny\n:::",
        "%%y%%",
        "#tag",
    ],
)
def test_passage_has_no_effect_outside(inside: str) -> None:
    """What is outside a passage is the same, byte for byte, whatever the passage says."""
    text = (
        "Advice[^n] [x]\n\n:::private\n{}\n:::\n\n# Advice\n\n:::cohort\n# Advice[^n]\n:::\n\nend ^here\n\n[^n]: note\n"
    )
    seen = []
    for content in (inside, "other"):
        rendered = render(text.format(content), path="note.md")
        body = rendered.body
        private = next(passage for passage in body.passages if passage.audience is Audience.PRIVATE)
        seen.append((shown((*body.pieces[: private.at], *body.pieces[private.until :])), rendered.tags))
    assert seen[0] == seen[1]


def test_unclosed_passage_is_reported() -> None:
    """A passage that never ends goes to the end of the note and says so."""
    assert codes(render("a\n\n:::cohort\nb\n", path="note.md")) == [(Code.UNCLOSED_CONTAINER, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Put it between `:::private` and `:::`.",
        "`::private`",
        r"\:::private is typed",
        "std::private",
        "::note",
        "`[!private]`",
        "a [!private] b",
    ],
)
def test_passage_that_is_only_spoken_of(text: str) -> None:
    """Code, what is escaped and other words with colons hide nothing."""
    rendered = render(f"{text}\n\nafter\n", path="note.md")
    assert ((), True) == (rendered.body.passages, "after" in plain_text(rendered.body.pieces))


UNSAFE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "&#106;avascript:alert(1)",
    "javascript&colon;alert(1)",
    "vbscript:x",
    "data:text/html,<script>x</script>",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("address", UNSAFE)
@pytest.mark.parametrize(
    "form", ["[x](<{}>)", "![x](<{}>)", '<a href="{}">x</a>', '<img src="{}" alt=x>', "[x]\n\n[x]: <{}>", "<{}>"]
)
def test_unsafe_link_never_comes_out(address: str, form: str) -> None:
    """No form of link runs code or reads files."""
    for tag, attributes in parsed(render(form.format(address), path="note.md").body.pieces).elements:
        assert not any(name in ("href", "src") and ":" in (value or "") for name, value in attributes), tag


def test_unsafe_link_is_reported() -> None:
    """An unsafe link becomes its text, with a warning."""
    rendered = render("a [b *c*](javascript:x)\n", path="note.md")
    assert (shown(rendered.body.pieces), codes(rendered)) == ("<p>a b <em>c</em></p>\n", [(Code.UNSAFE_LINK, 1)])


def test_removed_html_is_said_once_an_element() -> None:
    """What is left out of an author's HTML is reported once an element, with its line; whether all of it, or what."""
    rendered = render("a <b onclick=x>b</b>\n<b class=y>c</b>\n\n<iframe src=x></iframe>\n", path="note.md")
    assert codes(rendered) == [(Code.REMOVED_HTML, 1), (Code.REMOVED_HTML, 4)]
    assert ["`onclick` of `<b>`", "`<iframe>`"] == [found.message.split(" is ")[0] for found in rendered.diagnostics]


def test_a_picture_from_elsewhere_is_a_link_and_told() -> None:
    """Pages ask no other host for anything."""
    rendered = render("a ![b](https://example.org/b.jpg)\n", path="note.md")
    assert (True, False) == tuple(sign in shown(rendered.body.pieces) for sign in ("<a href", "<img"))
    assert [(Code.PICTURE_ELSEWHERE, 1)] == codes(rendered)


@pytest.mark.parametrize("formula", ["$$a*b*c \\\\ [[1]] _i_$$", "$$\na &= b \\\\\nC = [[1, 2]]\n$$"])
def test_a_displayed_formula_stays_as_typed(formula: str) -> None:
    """Brackets are a matrix there, no link."""
    rendered = render(formula, path="note.md")
    assert f"<p>{escape(formula)}</p>\n" == shown(rendered.body.pieces)


def test_a_footnote_with_two_texts_is_reported() -> None:
    """The first is shown; that the other is not is told, with its line."""
    rendered = render("a[^1]\n\n[^1]: one\n\n[^1]: two\n", path="note.md")
    text = shown(rendered.body.pieces)
    assert (True, False, [(Code.DUPLICATE_FOOTNOTE, 5)]) == ("one" in text, "two" in text, codes(rendered))


@pytest.mark.parametrize(
    "text",
    [">" * 10_000, "- " * 5_000 + "x", "[" * 10_000 + "]" * 10_000, "![" * 5_000 + "](x)" * 5_000, "<div>" * 5_000],
)
def test_deep_nesting_ends_with_a_finding(text: str) -> None:
    """However deep the input nests, it ends, and says that the rest is plain text."""
    assert [code for code, _ in codes(render(text, path="note.md"))] == [Code.TOO_NESTED]


@pytest.mark.parametrize(
    "text",
    [
        "*a **b _c " * 5_000,
        "`" * 20_000 + " `" * 20_000,
        "line\n" * 20_000,
        "[[a|" * 20_000,
        "<" * 200_000,
        "http://" * 20_000,
    ],
)
def test_large_input_ends(text: str) -> None:
    """Large and hostile input comes to an end, well-formed."""
    assert faults(render(text, path="note.md").body.pieces) == []


def test_plain_text() -> None:
    """Plain text has no tags, decodes entities, and puts blocks on lines; a mention is its label or target."""
    text = "## Head\n\na &amp; *b* [[Dana|D]] [[Sam]]\n\n- x\n- ![pic](p.png)\n"
    assert plain_text(render(text, path="n.md").body.pieces) == "Head\na & b D Sam\nx\npic"


def test_excerpt_is_the_first_paragraph() -> None:
    """An excerpt is of the first paragraph, cut after a word."""
    pieces = render("## Head\n\nOne [[two]] three[^1] four five.\n\nSix\n\n[^1]: n", path="n.md").body.pieces
    assert (excerpt(pieces), excerpt(pieces, 15)) == ("One two three four five.", "One two three…")


def test_excerpt_of_questions_alone_is_nothing() -> None:
    """A note that was just begun says nothing yet; a list says something."""
    began = "## How did you get here?\n\n## A day?\n\n"
    assert ("", "By train.") == tuple(
        excerpt(render(text, path="n.md").body.pieces) for text in (began, f"{began}- By train.\n")
    )


def test_sentence_around() -> None:
    """The sentence around a mention is cut at its neighbours and at its block."""
    pieces = render(
        "First one. You *could* ask [[Dana|her]] about [it](x.md) today. Last.\n\nNext", path="n.md"
    ).body.pieces
    at = next(place for place, piece in enumerate(pieces) if isinstance(piece, Reference))
    assert sentence_around(pieces, at) == ("You could ask ", "her", " about it today.")


SIGNS = (
    "[ ] ( ) ! [[ ]] ![[ | # ## * ** _ ` ``` ~~ == %% ::: :::private :::cohort :::note > - + 1. ^ ^b "
    '[^1] [^1]: ^[ $ $$ : :\\\\ &lt; &#xfdd0; \ufdd0 \ufdd1 <a <a> </a> <a/href="x.md"> <b> </b> <p> '
    "</p> <div> </div> <h2> <h1/id=x> <table> <tr> <td> </td> </table> <img/src=y.png> <script> "
    "</script> <style> <!-- --> <svg> <math> <details> <summary> </details> <select> <textarea> "
    "<title> javascript: https://x.y onclick= [!tip] [x](y.md) [z]: <pre> </pre> <plaintext> <ul> "
    "<li> <template> | --- == === <a/href=https://h/> SECRETNOT [/x/](y) @ www. a.b "
)

MARKUP = st.lists(
    st.one_of(
        st.sampled_from(SIGNS.split()),
        st.sampled_from(
            [
                " ",
                "\n",
                "\n\n",
                "\n    ",
                "\n> ",
                "\n- ",
                "  \n",
                "\t",
                '<a href="n.md">',
                "<a href='https://h.i'>",
                '<h2 id="x">',
                "\n\n",
                "[x](y)",
                "x^1",
            ]
        ),
        st.text(max_size=4),
    ),
    max_size=40,
).map("".join)


class Parsed(HTMLParser):
    """A checker of balanced tags that keeps the elements and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that must be open."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)


def joined(pieces: Iterable[Piece]) -> str:
    """The pieces with every reference as an ``<a>`` around its label, or as nothing."""
    return "".join(
        piece if isinstance(piece, str) else f"<a>{joined(piece.label)}</a>" if piece.label else "" for piece in pieces
    )


def parsed(pieces: Iterable[Piece]) -> Parsed:
    """The pieces, read as HTML."""
    parser = Parsed()
    parser.feed(joined(pieces))
    parser.close()
    return parser


def faults(pieces: Iterable[Piece]) -> list[str]:
    """Tags that do not balance."""
    parser = parsed(pieces)
    return parser.faults + parser.open


def check_laws(text: str) -> None:
    """What holds for any text at all."""
    body = render(text, path="note.md").body
    parser = parsed(body.pieces)
    assert parser.faults + parser.open == []
    ids = [value for _, attributes in parser.elements for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    for tag, attributes in parser.elements:
        assert tag not in ("script", "style", "svg", "iframe", "h1")
        for name, value in attributes:
            assert not name.startswith("on")
            assert name != "style"
            assert name != "href" or re.match(r"(?:https?:|mailto:|tel:|#)", value or "")
            assert name != "src"
    assert not re.search("[\ufdd0-\ufdef]", repr(body))
    for heading in body.headings:
        assert str(body.pieces[heading.at]).startswith(f'<h{heading.level} id="{heading.id}"')
    spans = [(block.at, block.until) for block in body.blocks] + [
        (passage.at, passage.until) for passage in body.passages
    ]
    for at, until in spans:
        assert 0 <= at <= until <= len(body.pieces)
        assert faults(body.pieces[at:until]) == []
    for reference in references(body.pieces):
        assert all(not isinstance(inner, Reference) or inner.form is Form.IMAGE for inner in reference.label)
    plain_text(body.pieces)
    excerpt(body.pieces)
    for place, piece in enumerate(body.pieces):
        if isinstance(piece, Reference):
            sentence_around(body.pieces, place)


@settings(max_examples=150, deadline=None)
@given(MARKUP)
def test_any_markup_gives_safe_balanced_pieces(text: str) -> None:
    """Whatever the markup, the result is balanced, safe, and its slices are piece boundaries."""
    check_laws(text)


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_safe_balanced_pieces(text: str) -> None:
    """Whatever the text, the result is balanced and safe."""
    check_laws(text)


@settings(max_examples=150, deadline=None)
@given(MARKUP, MARKUP, st.sampled_from(["%%QZX%%", "%%QZX\n\nQZX%%", "\n%%\nQZX\n%%\n"]))
def test_no_comment_comes_out(before: str, after: str, comment: str) -> None:
    """Wherever a comment stands in whatever markup, it does not come out, code apart."""
    text = before.replace("%", "").replace("`", "").replace("~", "") + comment + after
    assert "QZX" not in repr(render(text, path="note.md"))


@given(st.text(st.sampled_from("htps:/.aZ0-_~?#=&%+[]()!$'*,; é\\@<>\"|^`{}")))
def test_addresses_are_normalised_as_by_markdown_it(address: str) -> None:
    """The short way of normalising an address changes nothing."""
    for whole in (address, f"https://{address}", f"http://a.org/{address}"):
        assert normalized(whole) == MarkdownIt().normalizeLink(whole)


def test_reading_leaves_no_circles() -> None:
    """What was made on the way goes when a note is done, without being looked for: there are thousands of notes."""
    texts = [triple.values[0] for triple in triples()]
    for text in texts:  # what is made once, for all notes, is made the first time
        render(text, path="note.md")
    gc.collect()
    gc.disable()
    try:
        for text in texts:
            render(text, path="note.md")
        left = gc.collect()
    finally:
        gc.enable()

    assert left == 0
