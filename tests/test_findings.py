"""How findings are drawn in a terminal, and written for GitHub."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from generator.cli.findings import Drawing, drawn, gravest
from generator.cli.formats import as_github
from generator.cli.terminal import Paint
from generator.diagnostics import Code, Diagnostic, Origin
from generator.excerpts import excerpt, source_line, visible
from tiny_wiki import TinyWiki


@pytest.fixture
def here(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> TinyWiki:
    """A wiki whose folder is the current one."""
    monkeypatch.chdir(wiki.root)
    return wiki


def drawing(wiki: TinyWiki) -> Drawing:
    """How findings of a wiki are drawn without colours in 80 columns."""
    return Drawing(wiki.wiki, wiki.root, Paint(), 80)


def test_finding_is_drawn_with_its_line(here: TinyWiki) -> None:
    """A finding shows code, message, place, the source line with the place marked, and what to do."""
    here.write("a.md", "one\nSee [[Nobody]].\n")
    finding = Diagnostic(Code.BROKEN_LINK, "a.md", "No note “Nobody” was found.", "Create it.", 2, 5, 10)
    expected = (
        "warning[broken-link]: No note “Nobody” was found.\n"
        " --> content/a.md:2:5\n"
        "  |\n"
        "2 | See [[Nobody]].\n"
        "  |     ^^^^^^^^^^\n"
        "  = help: Create it."
    )
    assert expected == drawing(here).draw(finding)


def test_finding_about_a_whole_file_shows_no_line(here: TinyWiki) -> None:
    """Without a line there is nothing to mark."""
    finding = Diagnostic(Code.OUTPUT_REFUSED, "", "It is the home folder.", origin=Origin.OUTPUT)
    assert "error[output-refused]: It is the home folder.\n--> site" == drawing(here).draw(finding)


def test_mark_stands_under_wide_characters_and_tabs(here: TinyWiki) -> None:
    """The mark is measured in cells: a Chinese character has two, a tab four."""
    here.write("a.md", "陳\t[[x]]\n")
    finding = Diagnostic(Code.BROKEN_LINK, "a.md", "m", line=1, column=3, width=5)
    assert ["1 | 陳    [[x]]", "  |       ^^^^^"] == drawing(here).draw(finding).split("\n")[3:]


def test_control_characters_are_shown_not_obeyed(here: TinyWiki) -> None:
    """An escape sequence or a change of direction in a note cannot touch the terminal."""
    here.write("a.md", "\x1b[31m \u202e\n")
    finding = Diagnostic(Code.BROKEN_LINK, "a.md", "\x1b[2J", "\u202e", 1, 1)
    assert not {"\x1b", "\u202e"} & set(drawing(here).draw(finding))


def test_colours_only_where_wanted(here: TinyWiki) -> None:
    """The same finding in colours says the same."""
    finding = Diagnostic(Code.BROKEN_LINK, "a.md", "m")
    assert "\x1b[" in replace(drawing(here), paint=Paint(True)).draw(finding)


@given(st.text(st.characters(exclude_characters="\n")), st.integers(0, 300), st.integers(0, 300), st.integers(20, 120))
def test_excerpt_fits_whatever_the_line_is(line: str, column: int, width: int, room: int) -> None:
    """Line and mark never leave the room there is, but for the mark of a line's end."""
    seen = excerpt(line, column, width, room)
    assert (cell_len(seen.text) <= room, seen.offset + seen.width <= room + 1) == (True, True)


def test_long_line_is_cut_around_the_mark() -> None:
    """What is marked stays in sight in a line of thousands of words."""
    line = "word " * 3000 + "[[Nowhere]]" + " tail" * 3000
    seen = excerpt(line, 15_001, 11, 60)
    assert "[[Nowhere]]" == seen.text[seen.offset : seen.offset + seen.width]


class NeverWhole(str):
    """A line of which parts are looked at, and never all of it."""

    def __iter__(self) -> Iterator[str]:
        """Refuse."""
        raise AssertionError("the whole line was gone through")


def test_of_a_long_line_only_what_is_near_is_looked_at() -> None:
    """A line may be a whole file, and have thousands of findings."""
    seen = excerpt(NeverWhole("word " * 3000 + "e\u0301" * 30 + " tail" * 3000), 15_001, 60, 60)
    assert (60, "…", "…") == (cell_len(seen.text), seen.text[0], seen.text[-1])


def test_thousands_of_findings_do_not_flood(here: TinyWiki) -> None:
    """Of many findings the gravest are shown, the rest is counted by code."""
    many = [Diagnostic(Code.BROKEN_LINK, f"{number}.md", "m") for number in range(1000)]
    error = Diagnostic(Code.BAD_YAML, "z.md", "m")
    texts = list(drawn([*many, error], here.wiki, sys.stdout, 50))
    assert (52, "… and 951 more: 951 broken-link") == (len(texts), texts[-2])


def test_what_stops_publication_is_always_shown(here: TinyWiki) -> None:
    """However many errors there are of other kinds: whoever is told that nothing was published is told why."""
    many = [Diagnostic(Code.BAD_YAML, f"{number}.md", "m") for number in range(1000)]
    leak = Diagnostic(Code.LEAK, "z.html", "Nothing was published.", origin=Origin.OUTPUT)
    assert any("Nothing was published." in text for text in drawn([*many, leak], here.wiki, sys.stdout, 50))


@given(st.lists(st.sampled_from([*Code])), st.integers(0, 5))
def test_no_finding_is_lost_by_the_limit(codes: list[Code], limit: int) -> None:
    """What is shown and what is counted are together all there is."""
    found = {Diagnostic(code, f"{number}.md", "m") for number, code in enumerate(codes)}
    shown, rest = gravest(list(found), limit)
    assert (found, min(limit, len(found))) == ({*shown, *rest}, len(shown))


def test_github_format_escapes() -> None:
    """What would end a workflow command or one of its properties is escaped."""
    wiki = TinyWiki(Path("/w")).wiki
    finding = Diagnostic(Code.BAD_YAML, "a,b:c.md", "50%\nof it", "h", 3, 4)
    expected = "::error file=content/a%2Cb%3Ac.md,title=bad-yaml,line=3,col=4::50%25%0Aof it%0Ah"
    assert expected == as_github(finding, wiki, Path("/w"))


def test_joiners_of_emoji_stay() -> None:
    """Characters that make one of several, as in a family emoji, are not torn apart."""
    assert "👩‍👧" == visible("👩‍👧")


def test_a_finding_without_a_line_opens_no_file(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may be about gigabytes, or lie outside of the content."""
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    assert source_line(Diagnostic(Code.LINK_OUT_OF_CONTENT, "film.mp4", "Leads out."), wiki.wiki) is None
