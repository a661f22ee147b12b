"""The command line: what it prints, what it writes, how it exits."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml

from generator import __version__
from generator.builder import Builder
from generator.cli import main
from generator.cli.program import program
from generator.notes.dates import Date
from generator.notes.manner import Reading
from generator.notes.note import Audience, Consent
from generator.notes.reading import read_note
from generator.notes.schema import NoteFields
from generator.reporting import Report
from generator.theme import sample_folder
from random_wikis import picture
from tiny_wiki import TinyWiki

_BROKEN_LINK = "---\nperson: Dana\nconsent: public\n---\n\nSee [[Nobody]].\n"
_KEYS_OF_OTHERS = {"title", "kind", "series", "part", "taxonomy", "broader", "sample"}


@pytest.fixture
def here(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> TinyWiki:
    """A wiki whose folder is the current one."""
    (wiki.root / "content").mkdir()
    monkeypatch.chdir(wiki.root)
    return wiki


# build and check


def test_build_writes_the_site_and_tells(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """A build says where the site is and what it was made from."""
    here.write("interviews/dana.md", "---\nperson: Dana\nfields: [Health]\nconsent: public\n---\n")
    status = main(["build"])
    told = capsys.readouterr().out
    assert (0, True) == (status, (here.root / "site/interviews/dana/index.html").is_file())
    assert "1 note: 1 interview, 1 field, 1 interview–field assignment" in told


def test_build_tells_the_edition_and_who_said_nothing_of_consent(
    here: TinyWiki, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which edition was made, how many interviews it shows of all, and how many notes leave it to the settings."""
    here.write("interviews/a.md", "---\nperson: A\nconsent: public\n---\n")
    here.write("interviews/b.md", "---\nperson: B\nconsent: cohort\n---\n")
    main(["build"])
    assert "  public edition: 1 of 2 interviews\n" in capsys.readouterr().out
    here.write("interviews/c.md", "---\nperson: C\n---\n")
    for edition, shown in (("public", 1), ("cohort", 2), ("private", 3)):
        main(["build", "--edition", edition])
        assert (
            f"  {edition} edition: {shown} of 3 interviews"
            " (1 say nothing of consent: `[consent] default` in fieldpath.toml decides)\n"
        ) in capsys.readouterr().out


@pytest.mark.parametrize(("edition", "whom"), [("cohort", "the cohort"), ("private", "you")])
def test_build_warns_of_an_edition_that_is_not_for_everybody(
    here: TinyWiki, capsys: pytest.CaptureFixture[str], edition: str, whom: str
) -> None:
    """It lies where the public one does, and may be copied to a server in its place; also where nothing was written."""
    here.write("interviews/a.md", "---\nperson: A\nconsent: public\n---\n")
    line = f"  this folder now holds the {edition} edition, only for {whom}: nobody else may see it\n"
    for _ in range(2):
        main(["build", "--edition", edition])
        assert line in capsys.readouterr().out


def test_build_of_the_public_edition_warns_of_nobody(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """It is for publishing, also where a narrower edition was before."""
    here.write("interviews/a.md", "---\nperson: A\nconsent: public\n---\n")
    main(["build", "--edition", "private"])
    capsys.readouterr()
    main(["build"])
    assert "nobody else may see it" not in capsys.readouterr().out


def test_build_that_publishes_nothing_does_not_say_what_the_folder_holds(
    here: TinyWiki, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is in it is of an earlier build, perhaps of another edition."""
    here.write("interviews/cid.md", "---\nperson: Cid Hiddenman\n---\n").write("g.md", "Ask Hiddenman.")
    main(["build", "--edition", "cohort"])
    told = capsys.readouterr().out
    assert (True, False) == ("nothing was published" in told, "this folder now holds" in told)


def test_build_tells_what_was_withdrawn(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """An interview that was shown before and is not now is named by its file, once; a deleted note is none of them."""
    agreed = "---\nperson: {}\nconsent: {}\n---\n"
    for name in "abc":
        here.write(f"interviews/{name}.md", agreed.format(name.upper(), "public"))
    main(["build"])
    assert "withdrawn" not in capsys.readouterr().out
    here.write("interviews/a.md", agreed.format("A", "private")).write("interviews/b.md", agreed.format("B", "cohort"))
    here.remove("interviews/c.md")
    main(["build"])
    assert "  withdrawn: interviews/a.md, interviews/b.md\n" in capsys.readouterr().out
    assert not (here.root / "site/interviews/a").exists()
    main(["build"])
    assert "withdrawn" not in capsys.readouterr().out


def test_build_names_the_ordinary_pages_that_others_will_see(
    here: TinyWiki, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a vault there may be more of them than one thinks; drafts are none of them, nor is a folder's index."""
    here.write("index.md", "Hello").write("a.md", "---\ndraft: true\n---\n")
    for name in "bcdefgh":
        here.write(f"daily/{name}.md", "text")
    main(["build"])
    assert "and 7 ordinary pages: daily/b.md, daily/c.md, daily/d.md, daily/e.md, daily/f.md and 2 more" in (
        capsys.readouterr().out
    )
    main(["build", "--edition", "private"])
    assert "ordinary" not in capsys.readouterr().out


def test_build_says_what_was_withdrawn(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """A withdrawn interview is named; where a leak keeps the old site, it is said that it is still there."""
    here.write("interviews/bob.md", "---\nperson: Bob Quill\nconsent: public\n---\n")
    main(["build"])
    here.write("interviews/bob.md", "---\nperson: Bob Quill\nconsent: private\n---\n")
    here.write("interviews/cid.md", "---\nperson: Cid Hiddenman\n---\n").write("g.md", "Ask Hiddenman.")
    assert 1 == main(["build"])
    told = capsys.readouterr().out
    assert "nothing was published" in told
    assert "still there, though to be withdrawn: interviews/bob.md" in told
    here.write("g.md", "Ask.")
    assert 0 == main(["build"])
    told = capsys.readouterr().out
    assert "  withdrawn: interviews/bob.md" in told
    assert "nothing was published" not in told


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
    place = {"file": "content/interviews/dana.md", "line": 6, "column": 5, "severity": "warning", "code": "broken-link"}
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


@pytest.mark.parametrize(("typed", "meant"), [("chek", "check"), ("bild", "build"), ("zzz", "")])
def test_a_slip_in_a_command(typed: str, meant: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Who mistypes a command is told which one is like it."""
    main([typed])
    assert capsys.readouterr().err.rstrip().endswith(f"Did you mean `{meant}`?" if meant else f"command '{typed}'.")


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


def test_name_of_two_words_needs_no_quotes(here: TinyWiki) -> None:
    """Who forgets them gets the note all the same."""
    assert 0 == main(["new", "interview", "Dana", "Rivera"])
    assert (here.root / "content/interviews/dana-rivera.md").is_file()


def test_refused_folder_is_not_counted(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing was read, the summary does not speak of no notes."""
    here.write("a.md", "# A\n")
    (here.root / "theirs").mkdir()
    (here.root / "theirs/letter.txt").write_text("Dear", encoding="utf-8")
    assert 1 == main(["build", "--output", "theirs"])
    assert "0 notes" not in capsys.readouterr().out


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


def test_new_interview_is_private_until_somebody_was_asked(here: TinyWiki) -> None:
    """The consent block says private, and each of its choices can be uncommented as it stands."""
    main(["new", "interview", "Dana Rivera", "--date", "2026-03-14"])
    file = here.root / "content/interviews/dana-rivera.md"
    text = file.read_text(encoding="utf-8")
    asked = re.sub(r"^  # (?=[a-z]+:)", "  ", text, flags=re.MULTILINE)
    before, after = (read_note("interviews/dana-rivera.md", each.encode(), Reading()) for each in (text, asked))
    assert before.interview
    assert after.interview
    withheld = ("organization", "path.organization")
    stand_in = "A project manager at a state agency"
    expected = Consent(Audience.PRIVATE, Date(2026, 3, 14), Date(2031, 3), stand_in, withheld, stated=True)
    assert (Consent(stated=True), expected) == (before.interview.consent, after.interview.consent)
    assert () == (*before.diagnostics, *after.diagnostics)


def test_new_interview_uses_the_keys_of_the_wiki(here: TinyWiki) -> None:
    """Where the settings map `person` onto `title`, a new note has a title."""
    here.settings('[frontmatter]\nperson = "title"\n')
    main(["new", "interview", "Dana"])
    assert '\ntitle: "Dana"\n' in (here.root / "content/interviews/dana.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command", [["build"], ["consent"], ["publish", "--zip", "a.zip"], ["new", "interview", "Dana"]]
)
@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01"])
def test_what_is_no_day_is_told_with_one(
    here: TinyWiki, command: list[str], day: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """In no programmer's notation."""
    assert 2 == main([*command, "--date", day])
    told = capsys.readouterr().err
    assert ("as in 2026-03-14" in told, "%Y" in told, (here.root / "site").exists()) == (True, False, False)


def test_a_leak_on_many_pages_is_told_whole_if_one_asks(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """With --verbose, each page on which it is."""
    here.write("interviews/d.md", "---\nperson: Zora Quillmore\nconsent: private\n---\n")
    for number in range(9):
        here.write(f"guides/g{number}.md", "# Guide\n\nZora Quillmore helped.\n")
    assert 1 == main(["build"])
    assert "more" in capsys.readouterr().err
    assert 1 == main(["build", "--verbose"])
    told = capsys.readouterr().err
    assert [True] * 9 == [f"guides/g{number}/index.html" in told for number in range(9)]


# init and schema


def test_init_makes_a_wiki_that_builds_without_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new wiki has settings, a first page, three interviews and the five-part guide, and nothing wrong with it in
    any edition.
    """
    monkeypatch.chdir(tmp_path)
    status = main(["init", "new wiki"])
    told = capsys.readouterr().out
    assert (0, True) == (status, '  cd "new wiki"\n  fieldpath build' in told)
    for edition in Audience:
        built = TinyWiki(tmp_path / "new wiki").build(edition=edition)
        assert (3, ()) == (built.report.interviews, built.report.diagnostics)
    assert 5 == len(list((tmp_path / "new wiki/content/guides").rglob("*.md")))


def test_a_new_wiki_needs_none_of_the_invented_people(tmp_path: Path) -> None:
    """Once they are deleted, nothing links to them, and nobody who is called like one of them is given away."""
    main(["init", str(tmp_path / "wiki")])
    wiki = TinyWiki(tmp_path / "wiki")
    for file in (tmp_path / "wiki/content/interviews").glob("*.md"):
        file.unlink()
    people = [note.stem.replace("-", " ").title() for note in (sample_folder() / "interviews").glob("*.md")]
    for number, person in enumerate(people):
        wiki.write(f"interviews/{number}.md", f"---\nperson: Xq{number} {person.split()[-1]}\nconsent: private\n---\n")
        wiki.write(f"interviews/{number}b.md", f"---\nperson: {person.split()[0]} Xr{number}\nconsent: private\n---\n")
    built = wiki.build()
    assert (2 * len(people), ()) == (built.report.interviews, built.report.diagnostics)


@pytest.mark.parametrize("name", ["dana-rivera", "sam-okafor", "ingrid-solheim"])
@pytest.mark.parametrize("consent", ["private", "{audience: public, expires: 2026-03-15}"])
def test_each_invented_person_of_a_new_wiki_can_be_hidden(tmp_path: Path, name: str, consent: str) -> None:
    """Whoever tries out what consent does finds that it does it, and no text that gives them away."""
    main(["init", str(tmp_path / "wiki")])
    wiki = TinyWiki(tmp_path / "wiki")
    note = wiki.root / f"content/interviews/{name}.md"
    text = re.sub(
        r"^consent:.*\n(?: .*\n)*", f"consent: {consent}\n", note.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    built = wiki.write(f"interviews/{name}.md", text).build(edition=Audience.PUBLIC)
    assert ((), 2) == (built.report.diagnostics, built.report.published)
    assert not [path for path in built.files() if name in path]


def test_first_five_minutes_go_as_the_readme_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its commands, one after the other, but for the preview, which never ends."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    minutes = readme.split("## Your first wiki in five minutes")[1].split("```")[1]
    monkeypatch.chdir(tmp_path)
    done = []
    for line in minutes.split("\n"):
        command, *arguments = shlex.split(line, comments=True) or [""]
        if command == "cd":
            monkeypatch.chdir(tmp_path / arguments[0])
        elif command == "fieldpath" and arguments[0] != "serve":
            done.append((arguments[0], main(arguments)))
    assert [("init", 0), ("new", 0), ("check", 0), ("build", 0)] == done


def test_init_writes_a_workflow_that_publishes(tmp_path: Path) -> None:
    """Its commands and options exist, each action is pinned, and no more may be done than must."""
    main(["init", str(tmp_path / "wiki")])
    text = (tmp_path / "wiki/.github/workflows/publish.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    runs = [step["run"].split()[1:] for step in steps if step.get("run", "").startswith("fieldpath ")]
    assert [["check", "--format", "github"], ["build", "--strict"]] == runs
    for name, *options in runs:
        command = program.get_command(click.Context(program), name)
        assert command
        command.make_context(name, options)
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    assert {"contents": "read"} == yaml.safe_load(text)["permissions"]
    assert [None, {"pages": "write", "id-token": "write"}] == [job.get("permissions") for job in jobs.values()]


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


def test_process_that_built_leaves_nothing_undone(here: TinyWiki) -> None:
    """It ends without taking its memory apart, but all is said, the status tells of errors, and the cache is closed."""
    here.write("interviews/dana.md", "---\nperson: Dana\nconsent: public\ndate: never\n---\n")
    python_path = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with process("build", cwd=here.root, env=python_path) as building:
        told, findings = building.communicate()
        assert (1, True, True) == (building.returncode, "1 note: 1 interview" in told, "never" in findings)
    assert [] == [file.name for file in (here.root / ".fieldpath").iterdir() if file.name.endswith(("-wal", "-shm"))]
    with process("build", cwd=here.root, env=python_path) as building:
        assert "0 files written" in building.communicate()[0]


@pytest.mark.parametrize(
    "settings", ['title = "Careers"\ntilte = "a mistake that is told"\n', None], ids=["settings", "none"]
)
def test_build_of_nothing_new_starts_without_the_pipeline(here: TinyWiki, settings: str | None) -> None:
    """Most of a short run is its start: where nothing differs, what only a build needs is not even imported."""
    if settings is not None:
        here.settings(settings)
    old = here.write("a.md", "Hello").root / "content/a.md"
    os.utime(old, ns=(0, 0))
    needed = {"generator.building", "generator.editions.door", "jinja2", "markdown_it", "yaml", "pydantic"}
    assert needed == imported_by_a_build(here) & {*needed, "PIL"}
    assert set() == imported_by_a_build(here) & {*needed, "PIL"}


def test_build_without_pictures_starts_without_pillow(here: TinyWiki) -> None:
    """Each process of a build would wait for it, in many a wiki for nothing."""
    here.write("a.md", "![[b.png]]")
    assert "PIL" not in imported_by_a_build(here)
    here.write("b.png", picture(0))
    assert "PIL" in imported_by_a_build(here)


def imported_by_a_build(wiki: TinyWiki) -> set[str]:
    """The modules that a build imports, which succeeds."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONPROFILEIMPORTTIME": "1"}
    with process("build", cwd=wiki.root, env=environment) as building:
        told = building.communicate()[1]
    assert 0 == building.returncode
    return {line.rpartition("|")[2].strip() for line in told.splitlines()}


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
