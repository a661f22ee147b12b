"""Reuse is real: a change makes again what it touches and nothing else. And it is right where other generators were
not.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import generator.builder
from generator import looking
from generator.builder import Builder, Options
from generator.catalog.catalog import Catalog
from generator.diagnostics import Code, Diagnostic
from generator.notes import collecting
from generator.notes.dates import Date
from generator.notes.note import Audience
from generator.notes.tree import read_bytes
from generator.pages.interview import InterviewView, interview_page
from generator.press import static
from generator.publishing.leaks.openness import Key, Openness
from generator.publishing.leaks.statements import Statement
from generator.reporting import Report
from generator.theme import theme_folder
from generator.workers import WORTH_IT, Workers
from tiny_wiki import TinyWiki

_INTERVIEWS = 300
_OPTIONS = Options(Audience.PRIVATE, jobs=1)


@dataclass(slots=True)
class Running:
    """A wiki and a process that builds it again and again."""

    wiki: TinyWiki
    builder: Builder

    def build(self) -> Report:
        """Build once more."""
        return self.builder.build()

    def after(self, path: str, text: str) -> Report:
        """Write a note and build."""
        self.build()
        self.wiki.write(path, text)
        return self.build()

    def start_again(self) -> Builder:
        """End the process and start another."""
        self.builder.close()
        self.builder = Builder(self.wiki.wiki, _OPTIONS)
        return self.builder

    def text(self, path: str) -> str:
        """What a file of the site says."""
        return (self.wiki.wiki.output / path).read_text(encoding="utf-8")

    def pages_saying(self, words: str) -> set[str]:
        """The files of the site that hold some words."""
        output = self.wiki.wiki.output
        files = (file for file in output.rglob("*") if file.suffix in (".html", ".xml"))
        return {file.relative_to(output).as_posix() for file in files if words in file.read_text(encoding="utf-8")}


_begun: list[Running] = []


def running(wiki: TinyWiki) -> Running:
    """A process that is about to build a wiki for the first time."""
    (wiki.root / "content").mkdir(exist_ok=True)
    _begun.append(Running(wiki, Builder(wiki.wiki, _OPTIONS)))
    return _begun[-1]


@pytest.fixture(autouse=True)
def processes_end() -> Iterator[None]:
    """Whatever a test has begun ends with it."""
    yield
    while _begun:
        _begun.pop().builder.close()


def interview(number: int, *, title: str = "", more: str = "") -> str:
    """An interview like 299 others."""
    return (
        f"---\nperson: {title or f'Person {number:03}'}\ndate: {2000 + number % 25}-{number % 12 + 1:02}\n"
        f"fields: [Field {number % 6}]\nskills: [Skill {number % 7}]\n"
        f"path:\n  - PhD Physics @ University {number % 5} (2010–2015)\n  - Analyst @ Office {number % 9} (2015–)\n---\n"
        f"{'This is how it began. ' * 12}\n\n## A day\n\nI ask {number} questions a day, as [[person-{(number + 1) % _INTERVIEWS:03}]] does.\n"
        f"\n{more}\n"
    )


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A running process, its wiki of 300 interviews built."""
    wiki = TinyWiki(tmp_path_factory.mktemp("many"))
    for number in range(_INTERVIEWS):
        wiki.write(f"interviews/person-{number:03}.md", interview(number))
    wiki.write("guides/start/01-what.md", "# What it is\n\nRead on.\n").write(
        "guides/start/02-how.md", "# How\n\nDo it.\n"
    )
    wiki.write("quoting.md", "# Quoting\n\n![[person-007#A day]]\n")
    wiki.write("plan.txt", b"one").write("about.md", "# About\n\n[The plan](plan.txt)\n")
    made = running(wiki)
    made.build()
    yield made
    made.builder.close()
    shutil.rmtree(wiki.root)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as settled as soon as they are saved."""
    for module in (collecting, looking, static):
        monkeypatch.setattr(module, "FRESH", 0)


# How much is made again


def test_answer_touches_its_page(many: Running) -> None:
    """One line in an answer among 300 interviews renders the page of that interview."""
    report = many.after("interviews/person-100.md", interview(100, more="And I like it."))
    assert (1, frozenset({"interviews/person-100/index.html"})) == (report.made, report.changed)


def test_answer_touches_those_who_quote_it(many: Running) -> None:
    """A page that embeds the answer is rendered with it."""
    report = many.after("interviews/person-007.md", interview(7, more="And I like it."))
    assert (2, {"interviews/person-007/index.html", "quoting/index.html"}) == (report.made, set(report.changed))


def test_new_title_touches_all_that_show_it(many: Running) -> None:
    """A new name renders every page that shows it, and none that does not."""
    shown = many.pages_saying("Person 150")
    report = many.after("interviews/person-150.md", interview(150, title="Person 150 the second"))
    assert shown == many.pages_saying("Person 150 the second") == report.changed
    assert len(shown) == report.made


def test_new_note_touches_few(many: Running) -> None:
    """One interview more renders its lists and neighbours; the other three hundred stay as they are."""
    report = many.after(
        "interviews/newcomer.md", "---\nperson: Newcomer\ndate: 2013-05\nfields: [Field 1]\n---\nHello.\n"
    )
    interviews = {path for path in report.changed if path.startswith("interviews/person-")}
    assert many.pages_saying("Newcomer") <= report.changed
    assert len(interviews) <= 2 + 5


def test_new_interview_makes_few_think_again(many: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody shares a position with it; the pages of those who stay related to the same are not made again."""
    many.build()
    asked, make = set[str](), interview_page.function

    def counted(ask: Catalog, path: str) -> InterviewView:
        asked.add(path)
        view: InterviewView = make(ask, path)
        return view

    monkeypatch.setattr(interview_page, "function", counted)
    many.wiki.write("interviews/colleague.md", interview(301, title="A colleague"))
    many.build()
    assert {"interviews/person-001.md", "interviews/colleague.md"} <= asked
    assert len(asked) < _INTERVIEWS / 10


def test_first_term_of_a_taxonomy_touches_every_page(wiki: TinyWiki) -> None:
    """Every page leads to all lists, so the first sector is told on each; a second one changes none of the others."""
    wiki.write("about.md", "# About\n").write("interviews/a.md", "---\nperson: A\n---\n")
    process = running(wiki)
    report = process.after("interviews/a.md", "---\nperson: A\nsector: Government\n---\n")
    assert "about/index.html" in report.changed
    assert 'href="../sectors/"' in process.text("about/index.html")
    report = process.after("interviews/a.md", "---\nperson: A\nsector: [Government, Industry]\n---\n")
    assert ("about/index.html" in report.changed, "interviews/a/index.html" in report.changed) == (False, True)


def test_nothing_changed_makes_nothing(many: Running) -> None:
    """Without a change no page is made and no file written."""
    many.build()
    report = many.build()
    assert (0, 0, 0, frozenset()) == (report.made, report.written, report.removed, report.changed)


@pytest.mark.usefixtures("settled")
def test_nothing_changed_opens_no_note(many: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that starts and finds notes of the same size and time does not read a single one."""
    many.build()
    opened: list[str] = []

    def noted(content: Path, path: str) -> bytes | Diagnostic:
        opened.append(path)
        return read_bytes(content, path)

    monkeypatch.setattr(collecting, "read_bytes", noted)
    report = many.start_again().build()
    assert (0, 0, []) == (report.made, report.written, opened)


def test_processes_start_before_much_that_is_new_is_looked_at(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are few notes, or they are remembered, none is started before it is known what has changed."""
    seen: list[str] = []
    monkeypatch.setattr(Workers, "start", lambda *_: seen.append("start"))

    def look_at(*args: Any) -> looking.Looked:
        seen.append("look")
        return looking.look_at(*args)

    monkeypatch.setattr(generator.builder, "look_at", look_at)
    wiki.write("a.md", "# A\n").build(write=False)
    assert ["look"] == seen
    for number in range(WORTH_IT):
        wiki.write(f"many/{number}.md", "Words.\n")
    many = running(wiki)
    many.build()
    many.start_again().build()
    assert ["look", "start", "look", "look"] == seen


def test_time_alone_makes_nothing(many: Running) -> None:
    """A file saved with the same bytes is looked into, and that is all."""
    many.build()
    os.utime(many.wiki.root / "content/interviews/person-020.md")
    report = many.build()
    assert (0, 0) == (report.made, report.written)


def test_restart_with_an_edit_makes_one_page(many: Running) -> None:
    """What was remembered by an earlier process spares this one as much."""
    many.build()
    many.wiki.write("interviews/person-200.md", interview(200, more="Said later."))
    report = many.start_again().build()
    assert (1, frozenset({"interviews/person-200/index.html"})) == (report.made, report.changed)


def test_restart_asks_only_the_edited_note_what_it_makes_known(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """What others told of a secret in an earlier process is not asked again, be it on another day."""
    for number in range(5):
        wiki.write(f"interviews/person-{number}.md", f"---\nperson: Person {number}\nconsent: public\n---\nHello.\n")
    wiki.write("interviews/dana.md", "---\nperson: Dana Rivera\nconsent: private\norganization: Quillfoundry\n---\n")
    asked: list[str] = []
    told_by = Openness.told_by

    def recorded(self: Openness, statement: Statement, wanted: Container[Key]) -> set[Key]:
        asked.append(statement.note.path)
        return told_by(self, statement, wanted)

    monkeypatch.setattr(Openness, "told_by", recorded)

    wiki.build(edition=Audience.PUBLIC, date=Date(2026, 6, 1))
    assert len(asked) == 5
    asked.clear()
    wiki.write("interviews/person-3.md", "---\nperson: Person 3\nconsent: public\n---\nGood-bye.\n")
    wiki.build(edition=Audience.PUBLIC, date=Date(2026, 6, 2))
    assert ["interviews/person-3.md"] == asked


def test_template_touches_the_pages_that_use_it(many: Running) -> None:
    """A template of the wiki's own renders the pages it is for."""
    many.build()
    text = (theme_folder() / "guide.html").read_text(encoding="utf-8")
    many.wiki.template("guide.html", text.replace("<h1>", '<h1 class="own">'))
    report = many.build()
    assert (2, {"guides/start/how/index.html", "guides/start/what/index.html"}) == (report.made, set(report.changed))


def test_style_sheet_touches_no_page(many: Running) -> None:
    """A style sheet is copied; pages only name it."""
    many.build()
    many.wiki.template("assets/style.css", "body { color: navy }")
    report = many.build()
    assert (0, {"assets/style.css"}) == (report.made, set(report.changed))


def test_attachment_touches_no_page(many: Running) -> None:
    """An attachment with other bytes, even as many as before, is copied; pages only name it."""
    many.build()
    many.wiki.write("plan.txt", b"two")
    report = many.build()
    assert (0, {"attachments/plan.txt"}) == (report.made, set(report.changed))


def test_wiki_title_touches_every_page(many: Running) -> None:
    """A setting that every page shows renders every page."""
    many.build()
    many.wiki.settings('title = "Ways"')
    report = many.build()
    assert report.pages == report.made


@pytest.mark.usefixtures("settled")
def test_mapping_touches_notes_not_saved_since(wiki: TinyWiki) -> None:
    """A new mapping of keys is applied to notes whose files are as they were, old as they may be."""
    process = running(wiki.write("interviews/a.md", "---\nname: Dana Rivera\n---\n"))
    process.build()
    wiki.settings('[frontmatter]\nperson = "name"\n')
    process.build()
    assert "<h1>Dana Rivera</h1>" in process.text("interviews/a/index.html")


@pytest.mark.usefixtures("settled")
def test_mapped_key_that_no_note_has_is_told_until_one_has_it(wiki: TinyWiki) -> None:
    """At its line, wherever that is now, also by a build in which no note differs and by the next process."""
    wiki.settings('title = "W"\n[frontmatter]\nperson = "tilte"\nrole = "Job title"\n')
    wiki.write("a.md", "---\ntitle: A\njob-title: Analyst\n---\n").write("b.md", "---\nkind: page\n---\n")
    process = running(wiki)
    told = [process.build(), process.build(), wiki.build().report]
    wiki.settings('[frontmatter]\nperson = "tilte"\nrole = "Job title"\ntitle = "name"\n')
    wiki.write("b.md", "---\nname: B\n---\n")
    told += [process.build(), wiki.build().report]
    wiki.write("b.md", "---\ntilte: B\nname: B\n---\n")
    told += [process.build(), wiki.remove("b.md").build().report]
    message = "No note has the key `tilte`, so no `person` comes from it."
    mistyped, moved = (("fieldpath.toml", line, message, "Did you mean `title`?") for line in (3, 2))
    gone = "fieldpath.toml", 4, "No note has the key `name`, so no `title` comes from it.", ""
    assert [[mistyped], [mistyped], [mistyped], [moved], [moved], [], [moved, gone]] == [
        [
            (found.path, found.line, found.message, found.hint)
            for found in report.diagnostics
            if found.code is Code.UNMET_KEY
        ]
        for report in told
    ]


def test_an_attachment_that_cannot_be_read_is_left_out(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is published; once it can be read, it is there."""
    process = running(wiki.write("about.md", "[Plan](plan.txt)\n").write("plan.txt", "One.\n"))
    plan, read = wiki.root / "content/plan.txt", Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file == plan:
            raise PermissionError(13, "Permission denied")
        return read(file)

    with monkeypatch.context() as shut:
        shut.setattr(Path, "read_bytes", refuse)
        first = process.build()
    assert [(Code.UNREADABLE_FILE, "plan.txt")] == [(found.code, found.path) for found in first.diagnostics]
    assert "Plan" in process.text("about/index.html")
    plan.write_text("Two.\n", encoding="utf-8")
    assert ((), "Two.\n") == (process.build().diagnostics, process.text("attachments/plan.txt"))


def test_unreadable_file_is_told_as_long_as_it_is_unreadable(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding about one file outlasts a build that is told that only another has changed."""
    process = running(wiki.write("a.md", "One.").write("b.md", "Two."))
    unreadable = Diagnostic(Code.UNREADABLE_FILE, "a.md", "This cannot be read: no.")
    with monkeypatch.context() as locked:
        locked.setattr(
            collecting, "read_bytes", lambda content, path: unreadable if path == "a.md" else read_bytes(content, path)
        )
        first = process.build()
        wiki.write("b.md", "Other.")
        second = process.builder.build({wiki.root / "content/b.md"})
    third = process.builder.build({wiki.root / "content/a.md"})
    assert [(unreadable,), (unreadable,), ()] == [report.diagnostics for report in (first, second, third)]


# Bugs of other generators, each named after its report


def test_hugo_3537_deleted_page_is_unpublished(wiki: TinyWiki) -> None:
    """Hugo 3537: the page of a deleted note stayed published, and so did what listed it."""
    process = running(
        wiki.write("interviews/dana.md", "---\nperson: Dana\n---\n").write(
            "interviews/sam.md", "---\nperson: Sam\n---\n"
        )
    )
    process.build()
    wiki.remove("interviews/sam.md")
    process.build()
    assert (False, set()) == ((wiki.wiki.output / "interviews/sam").exists(), process.pages_saying("Sam"))


def test_hugo_379_last_note_of_a_folder_is_unpublished(wiki: TinyWiki) -> None:
    """Hugo 379: what was deleted while nobody watched stayed in the output folder."""
    running(wiki.write("fields/policy.md", "# Policy\n").write("about.md", "# About\n")).build()
    shutil.rmtree(wiki.root / "content/fields")
    running(wiki).build()
    assert not (wiki.wiki.output / "fields").exists()


def test_hugo_5266_old_address_is_gone_after_a_rename(wiki: TinyWiki) -> None:
    """Hugo 5266: after a rename the old address was still served."""
    process = running(wiki.write("interviews/old.md", "---\nperson: Dana\n---\n"))
    process.build()
    (wiki.root / "content/interviews/old.md").rename(wiki.root / "content/interviews/new.md")
    process.build()
    assert {"new"} == {path.name for path in (wiki.wiki.output / "interviews").iterdir()} - {"index.html", "by-name"}


def test_hugo_8863_part_of_a_template_is_edited(wiki: TinyWiki) -> None:
    """Hugo 8863: pages stayed as they were when a part that their template includes was edited."""
    process = running(wiki.write("interviews/dana.md", "---\nperson: Dana\npath: [PhD @ State University]\n---\n"))
    process.build()
    part = (theme_folder() / "components/steps.html").read_text(encoding="utf-8")
    wiki.template("components/steps.html", part.replace("<ol", '<ol data-own="yes"'))
    process.build()
    assert 'data-own="yes"' in process.text("interviews/dana/index.html")


def test_hugo_10130_last_item_of_a_list_is_removed(wiki: TinyWiki) -> None:
    """Hugo 10130: a term stayed listed after the last note that named it had dropped it."""
    process = running(wiki.write("interviews/dana.md", "---\nperson: Dana\nfields: [Policy, Law]\n---\n"))
    process.build()
    wiki.write("interviews/dana.md", "---\nperson: Dana\nfields: [Policy]\n---\n")
    process.build()
    assert (False, set()) == ((wiki.wiki.output / "fields/law").exists(), process.pages_saying("Law"))


def test_eleventy_3505_list_shows_the_new_title(wiki: TinyWiki) -> None:
    """Eleventy 3505: an incremental build left the old title in lists of other pages."""
    process = running(wiki.write("interviews/dana.md", "---\nperson: Dana\nfields: [Policy]\n---\n"))
    process.build()
    wiki.write("interviews/dana.md", "---\nperson: Diana\nfields: [Policy]\n---\n")
    process.build()
    lists = {"index.html", "interviews/index.html", "interviews/by-name/index.html", "fields/policy/index.html"}
    assert lists <= process.pages_saying("Diana")
    assert set() == process.pages_saying("Dana")


def test_quartz_791_embed_follows_its_note(wiki: TinyWiki) -> None:
    """Quartz 791: a page kept showing what an embedded note had said before; so did a page that embeds that page."""
    wiki.write("one.md", "# One\n\nFirst.\n").write("two.md", "# Two\n\n![[one]]\n").write(
        "three.md", "# Three\n\n![[two]]\n"
    )
    process = running(wiki)
    process.build()
    wiki.write("one.md", "# One\n\nSecond.\n")
    process.build()
    assert {"one/index.html", "two/index.html", "three/index.html", "pages/index.html"} == process.pages_saying(
        "Second."
    )
    assert set() == process.pages_saying("First.")


def test_quartz_1709_navigation_is_whole_after_an_edit(wiki: TinyWiki) -> None:
    """Quartz 1709: a partial rebuild left only the edited note in the navigation."""
    parts = {
        f"guides/start/0{number}-part.md": f"---\ntitle: Part {name}\nslug: part-{number}\n---\nText.\n"
        for number, name in enumerate(["one", "two", "six"], 1)
    }
    for path, text in parts.items():
        wiki.write(path, text)
    process = running(wiki)
    process.build()
    wiki.write("guides/start/02-part.md", "---\ntitle: Part two\nslug: part-2\n---\nOther text.\n")
    process.start_again().build()
    edited = process.text("guides/start/part-2/index.html")
    assert ["Other text.", "Part one", "Part six"] == [
        words for words in ("Other text.", "Part one", "Part six") if words in edited
    ]


def test_zola_3155_renamed_folder_moves_its_pages(wiki: TinyWiki) -> None:
    """Zola 3155: the rename of a folder was missed."""
    process = running(wiki.write("more/one.md", "# One\n").write("more/two.md", "# Two\n\n[[one]]\n"))
    process.build()
    (wiki.root / "content/more").rename(wiki.root / "content/other")
    process.build()
    assert (False, {"one", "two"}) == (
        (wiki.wiki.output / "more").exists(),
        {path.name for path in (wiki.wiki.output / "other").iterdir()},
    )
    assert 'href="../../other/one/"' in process.text("other/two/index.html")


def test_sphinx_5506_part_of_a_series_appears_on_the_others(wiki: TinyWiki) -> None:
    """Sphinx 5506: the sidebar of pages that were not edited did not show a new page."""
    process = running(wiki.write("guides/start/01-what.md", "# What it is\n"))
    process.build()
    wiki.write("guides/start/02-how.md", "# How it goes\n")
    process.build()
    assert "How it goes" in process.text("guides/start/what/index.html")
    assert "Part 1 of 2" in process.text("guides/start/what/index.html")


def test_a_link_to_nothing_is_told_by_every_build(wiki: TinyWiki) -> None:
    """Also by one that has no hint of a change, after one in which nothing else was new."""
    process = running(wiki.write("about.md", "# About\n"))
    process.build()
    link = wiki.root / "content/gone.md"
    link.symlink_to(wiki.root / "content/nowhere.md")
    told = [process.builder.build(hints).diagnostics for hints in ({link}, (), ())]
    assert [[Code.LINK_OUT_OF_CONTENT]] * 3 == [[found.code for found in each] for each in told]


@pytest.mark.parametrize("clean", [False, True])
def test_mkdocs_346_output_that_is_the_project_is_refused(wiki: TinyWiki, clean: bool) -> None:
    """MkDocs 346: with the output folder set to the project's own, cleaning deleted the project."""
    wiki.write("about.md", "# About\n").settings("")
    before = files_in(wiki.root)
    for output in (wiki.root, wiki.root / "content", wiki.root.parent):
        place = replace(wiki.wiki, output=output)
        with closing(Builder(place, Options(Audience.PRIVATE, jobs=1, clean=clean))) as builder:
            assert ["output-refused"] == [found.code for found in builder.build().diagnostics]
    assert before == {path: data for path, data in files_in(wiki.root).items() if not path.startswith(".fieldpath/")}


@pytest.mark.parametrize("adopt", [False, True])
def test_pelican_731_files_of_others_are_never_deleted(wiki: TinyWiki, adopt: bool) -> None:
    """Pelican 731: cleaning the output folder deleted a repository and whatever else was there."""
    wiki.write("about.md", "# About\n")
    kept = {".git/config": b"[core]", "thesis.tex": b"years of work", "about/draft.txt": b"mine"}
    for path, data in kept.items():
        (wiki.wiki.output / path).parent.mkdir(parents=True, exist_ok=True)
        (wiki.wiki.output / path).write_bytes(data)
    wiki.build(edition=Audience.PRIVATE, adopt=adopt)
    wiki.remove("about.md").build(edition=Audience.PRIVATE, adopt=adopt, clean=True)
    assert kept == {path: data for path, data in files_in(wiki.wiki.output).items() if path in kept}


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file in a folder."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
