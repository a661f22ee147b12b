"""The command line: what it prints, what it writes, how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from generator import __version__
from generator.building import Builder
from generator.cli import main
from generator.cli.findings import Drawing, drawn, gravest
from generator.cli.formats import as_github
from generator.cli.terminal import Paint
from generator.diagnostics import Code, Diagnostic, Origin
from generator.excerpts import excerpt, visible
from generator.notes.schema import NoteFields
from generator.reporting import Report
from tiny_wiki import TinyWiki

_BROKEN_LINK = "---\nperson: Dana\n---\n\nSee [[Nobody]].\n"
_KEYS_OF_OTHERS = {"title", "kind", "series", "part", "taxonomy", "broader", "sample"}


@pytest.fixture
def here(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> TinyWiki:
    """A wiki whose folder is the current one."""
    (wiki.root / "content").mkdir()
    monkeypatch.chdir(wiki.root)
    return wiki


def drawing(wiki: TinyWiki) -> Drawing:
    """How findings of a wiki are drawn without colours in 80 columns."""
    return Drawing(wiki.wiki, wiki.root, Paint(), 80)


# Findings in the terminal


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


def test_thousands_of_findings_do_not_flood(here: TinyWiki) -> None:
    """Of many findings the gravest are shown, the rest is counted by code."""
    many = [Diagnostic(Code.BROKEN_LINK, f"{number}.md", "m") for number in range(1000)]
    error = Diagnostic(Code.BAD_YAML, "z.md", "m")
    texts = list(drawn([*many, error], here.wiki, sys.stdout, 50))
    assert (52, "… and 951 more: 951 broken-link") == (len(texts), texts[-2])


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


# build and check


def test_build_writes_the_site_and_tells(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """A build says where the site is and what it was made from."""
    here.write("interviews/dana.md", "---\nperson: Dana\nfields: [Health]\n---\n")
    status = main(["build"])
    told = capsys.readouterr().out
    assert (0, True) == (status, (here.root / "site/interviews/dana/index.html").is_file())
    assert "1 note: 1 interview, 1 field, 1 interview–field assignment" in told


@pytest.mark.parametrize(
    ("note", "arguments", "status"),
    [
        ("fine", [], 0),
        (_BROKEN_LINK, [], 0),
        (_BROKEN_LINK, ["--strict"], 1),
        ("---\na: [\n---\n", [], 1),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_exit_status(here: TinyWiki, command: str, note: str, arguments: list[str], status: int) -> None:
    """An error makes the status 1; so does a warning with --strict."""
    here.write("a.md", note)
    assert status == main([command, *arguments])


def test_check_writes_nothing_into_the_site(here: TinyWiki) -> None:
    """Checking leaves no output folder."""
    here.write("a.md", "text")
    main(["check"])
    assert not (here.root / "site").exists()


def test_check_as_json(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """The shape that programs rely on: version, summary, diagnostics."""
    here.write("interviews/dana.md", _BROKEN_LINK)
    main(["check", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    place = {"file": "content/interviews/dana.md", "line": 5, "column": 5, "severity": "warning", "code": "broken-link"}
    assert (1, 1, 1) == (told["version"], told["summary"]["interviews"], told["summary"]["warnings"])
    assert place == {key: told["diagnostics"][0][key] for key in place}


@pytest.mark.parametrize(
    "arguments",
    [
        ["chek"],
        ["build", "--nonsense"],
        ["check", "--content", "nowhere"],
        ["check", "--config", "nowhere.toml"],
        ["new", "interview", " "],
        ["new", "interview", "Dana", "--folder", "../out"],
        ["new", "interview", "Dana", "--date", "yesterday"],
        ["init"],
    ],
)
def test_wrong_usage(here: TinyWiki, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong usage is 2, with a sentence and no traceback."""
    status = main(arguments)
    assert (2, True) == (status, "Error: " in capsys.readouterr().err)


# new


@pytest.mark.parametrize(
    "name",
    [
        "Dana Rivera",
        'Dr. "Q": #1 / Ünü',
        "🎉",
        "陳怡君",
        "no",
        "[[x]]",
        "a: - b",
        "a\tb\x1b[31m",
        "../../etc",
        "Con",
        "$x",
    ],
)
def test_new_interview_is_a_note_with_that_name(here: TinyWiki, name: str) -> None:
    """Whatever a person is called, the new note is an interview with them, without a finding."""
    assert 0 == main(["new", "interview", name, "--date", "2026-03-14"])
    (file,) = (here.root / "content").rglob("*.md")
    report = here.build().report
    assert (here.root / "content" / "interviews", 1, ()) == (file.parent, report.interviews, report.diagnostics)


def test_new_interview_never_overwrites(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays as it is, and is named."""
    here.write("interviews/dana-rivera.md", "mine")
    status = main(["new", "interview", "Dana Rivera"])
    kept = (here.root / "content/interviews/dana-rivera.md").read_text(encoding="utf-8")
    assert (1, "mine", True) == (status, kept, "interviews/dana-rivera.md" in capsys.readouterr().err)


def test_new_interview_explains_every_key(here: TinyWiki) -> None:
    """Every key that an interview can have stands in a new one, and all questions of the bank do."""
    main(["new", "interview", "Dana"])
    text = (here.root / "content/interviews/dana.md").read_text(encoding="utf-8")
    named = {line.removeprefix("# ").partition(":")[0] for line in text.split("---")[1].strip().split("\n")}
    assert (set(), 19) == (NoteFields.model_fields.keys() - named - _KEYS_OF_OTHERS, text.count("\n## "))


def test_new_interview_uses_the_keys_of_the_wiki(here: TinyWiki) -> None:
    """Where the settings map `person` onto `title`, a new note has a title."""
    here.settings('[frontmatter]\nperson = "title"\n')
    main(["new", "interview", "Dana"])
    assert '\ntitle: "Dana"\n' in (here.root / "content/interviews/dana.md").read_text(encoding="utf-8")


# init and schema


def test_init_makes_a_wiki_that_builds_without_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new wiki has settings, a first page, one interview and the five-part guide, and nothing wrong with it."""
    monkeypatch.chdir(tmp_path)
    status = main(["init", "new wiki"])
    told = capsys.readouterr().out
    built = TinyWiki(tmp_path / "new wiki").build()
    assert (0, True) == (status, '  cd "new wiki"\n  fieldpath build' in told)
    assert (1, ()) == (built.report.interviews, built.report.diagnostics)
    assert 5 == len(list((tmp_path / "new wiki/content/guides").rglob("*.md")))


def test_init_refuses_a_folder_with_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is in a folder already is never mixed with a new wiki."""
    (tmp_path / "thesis.tex").write_text("mine", encoding="utf-8")
    status = main(["init", str(tmp_path)])
    assert (1, ["thesis.tex"]) == (status, os.listdir(tmp_path))
    assert "not empty" in capsys.readouterr().err


def test_schema_knows_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    """The schema for editors has all keys of front matter."""
    main(["schema"])
    assert NoteFields.model_fields.keys() == json.loads(capsys.readouterr().out)["properties"].keys()


def test_schema_into_a_file(tmp_path: Path) -> None:
    """--output writes what would be printed."""
    main(["schema", "--output", str(tmp_path / "schema.json")])
    assert "Front matter of a Fieldpath note" == json.loads((tmp_path / "schema.json").read_bytes())["title"]


# The process


def process(*arguments: str, **options: object) -> subprocess.Popen[str]:
    """The program as a process of its own."""
    command = [sys.executable, "-m", "generator", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", **options)  # type: ignore[call-overload, no-any-return]


def test_version_of_the_module() -> None:
    """`python -m generator` is the program, and says its version."""
    assert f"fieldpath {__version__}\n" == process("--version").communicate()[0]


def test_output_that_nobody_reads_is_no_error(here: TinyWiki) -> None:
    """`fieldpath check | head -1` ends in silence."""
    here.write("a.md", "[[x]]\n\n" * 3000)
    with process("check", cwd=here.root, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}) as checking:
        assert checking.stdout
        assert checking.stderr
        checking.stdout.readline()
        checking.stdout.close()
        assert ("", 141) == (checking.stderr.read(), checking.wait())


def test_stopping_is_one_line(
    here: TinyWiki, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with one line and 130."""

    def stopped(builder: Builder) -> Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(Builder, "build", stopped)
    assert (130, "Stopped.\n") == (main(["build"]), capsys.readouterr().err)
