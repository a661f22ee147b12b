"""The law: whatever happens to a wiki, its site is what a clean build of its final state would be."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from generator import builder, looking
from generator.builder import Builder, Options
from generator.diagnostics import Code
from generator.notes import collecting
from generator.notes.dates import Date
from generator.notes.note import Audience
from generator.press import producing, static
from generator.publishing.manifest import read_manifest
from generator.reporting import Report
from generator.theme import sample_folder, theme_folder
from generator.wiki import Wiki, locate
from random_wikis import ATTACHMENT_PATHS, FOLDERS, NOTE_PATHS, PICTURES, note_bytes, settings_bytes

STEPS = int(os.environ.get("FIELDPATH_LAW_STEPS", "1000"))
"""How many steps the law is tried for."""

_STEPS_AT_ONCE = 30
_STEPS_TAKEN = 25
"""How many of them are taken at least, on an average: now and then Hypothesis stops early."""

_SOURCES = ("content", "fieldpath.toml")
_DAYS = (Date(2026, 3, 1), Date(2026, 7, 1))
_FOREIGN = "mine/notes.txt"
"""A file in the output folder that is not ours."""

_TEMPLATES = ("interview.html", "base.html", "components/lists.html", "redirect.html", "feed.xml")
_BROKEN = ("{% if %}", "{{ view.nothing_like_it }}", "{% include 'missing.html' %}", "{{ 1 // 0 }}")


class WikiMachine(RuleBasedStateMachine):
    """A wiki that is written, renamed, broken and mended; after each step it is built, and beside it a copy from
    nothing.
    """

    steps = 0
    today = _DAYS[0]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.root = self.folder / "wiki"
        self.content = self.root / "content"
        self.content.mkdir(parents=True)
        self.options = Options(Audience.PRIVATE, jobs=1)
        WikiMachine.today = _DAYS[0]
        self.former: list[tuple[str, bytes]] = []
        self.watched = False
        self.seen = self._see()
        self.builder = self._new_process()

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.builder.close()
        shutil.rmtree(self.folder)

    # ---- notes

    @rule(path=st.sampled_from(NOTE_PATHS), data=note_bytes())
    def write_note(self, path: str, data: bytes) -> None:
        """Write a note, or write it anew."""
        self._put(self.content / path, data)

    @rule(data=st.data(), more=st.sampled_from(["\n\nAnd [[dana]].\n", "\n\n## Part\n", "\n\nMore.\n"]))
    @precondition(lambda self: self._notes())
    def add_to_note(self, data: st.DataObject, more: str) -> None:
        """Add a line to a note."""
        note = data.draw(st.sampled_from(self._notes()))
        note.write_bytes(note.read_bytes() + more.encode())

    @rule(data=st.data(), letters=st.sampled_from([(b"a", b"o"), (b"e", b"E"), (b"D", b"T")]))
    @precondition(lambda self: self._files())
    def edit_in_secret(self, data: st.DataObject, letters: tuple[bytes, bytes]) -> None:
        """Change a file without changing its size or the time that it shows."""
        file = data.draw(st.sampled_from(self._files()))
        status = file.stat()
        file.write_bytes(file.read_bytes().replace(*letters, 1))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    @rule(data=st.data())
    @precondition(lambda self: self._files())
    def delete(self, data: st.DataObject) -> None:
        """Delete a note or an attachment."""
        file = data.draw(st.sampled_from(self._files()))
        self.former.append((file.relative_to(self.content).as_posix(), file.read_bytes()))
        file.unlink()

    @rule(data=st.data())
    @precondition(lambda self: self.former)
    def restore(self, data: st.DataObject) -> None:
        """Bring back a file that was deleted."""
        path, former = data.draw(st.sampled_from(self.former))
        self._put(self.content / path, former)

    @rule(data=st.data(), path=st.sampled_from(NOTE_PATHS))
    @precondition(lambda self: self._notes())
    def rename(self, data: st.DataObject, path: str) -> None:
        """Rename a note, over another one if need be."""
        note = data.draw(st.sampled_from(self._notes()))
        target = self.content / path
        if not target.parent.is_file() and not target.is_dir():
            target.parent.mkdir(parents=True, exist_ok=True)
            note.replace(target)

    @rule(folder=st.sampled_from(FOLDERS), to=st.sampled_from([*FOLDERS, "elsewhere", "../kept"]))
    def move_folder(self, folder: str, to: str) -> None:
        """Move a folder within the wiki, out of it, or back in."""
        source, target = self.content / folder, self.content / to
        if not source.exists() and target.exists():
            source, target = target, source
        if source.is_dir() and not target.exists() and not target.is_relative_to(source):
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)

    @rule(path=st.sampled_from(NOTE_PATHS), to=st.sampled_from(NOTE_PATHS))
    def link_note(self, path: str, to: str) -> None:
        """Make a note a symbolic link to another, which need not exist."""
        link = self.content / path
        if path != to and not link.is_dir():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(self.content / to)

    # ---- attachments, settings, theme

    @rule(path=st.sampled_from(ATTACHMENT_PATHS), data=st.sampled_from([b"one", b"two", b"three", *PICTURES]))
    def write_attachment(self, path: str, data: bytes) -> None:
        """Add an attachment, or change it, sometimes to one of the same size."""
        self._put(self.content / path, data)

    @rule(data=settings_bytes())
    def write_settings(self, data: bytes) -> None:
        """Change the settings, or break them."""
        self._put(self.root / "fieldpath.toml", data)

    @rule()
    def remove_settings(self) -> None:
        """Go back to the default settings."""
        (self.root / "fieldpath.toml").unlink(missing_ok=True)

    @rule(name=st.sampled_from(_TEMPLATES), how=st.sampled_from([None, "", "<!-- one -->", "<!-- two -->", *_BROKEN]))
    def change_template(self, name: str, how: str | None) -> None:
        """Replace a template by one that differs a little or that fails, or go back to the theme's."""
        if how is not None and how in _BROKEN:
            self._put(self.root / "templates" / name, how.encode())
        elif how is not None:
            text = (theme_folder() / name).read_text(encoding="utf-8")
            self._put(self.root / "templates" / name, (text + how).encode())
        else:
            (self.root / "templates" / name).unlink(missing_ok=True)

    @rule(name=st.sampled_from(["style.css", "own.css"]), data=st.sampled_from([b"a{}", b"b{}", b"abc{}", None]))
    def change_asset(self, name: str, data: bytes | None) -> None:
        """Add a style sheet, change it, or go back to the theme's."""
        file = self.root / "templates" / "assets" / name
        if data is None:
            file.unlink(missing_ok=True)
        else:
            self._put(file, data)

    # ---- the program

    @rule()
    def start_again(self) -> None:
        """End the process and start another."""
        self.builder.close()
        self.builder = self._new_process()

    @rule()
    def watch(self) -> None:
        """From now on tell the program which files have changed, or no longer do."""
        self.watched = not self.watched

    @rule()
    def look_ahead(self) -> None:
        """Do beforehand what the next build would do first."""
        self.builder.look_ahead()

    @rule()
    def turn_offline(self) -> None:
        """Build into the same folder in the other manner, with a cache of its own."""
        self.options = replace(self.options, offline=not self.options.offline)
        self.start_again()

    @rule(edition=st.sampled_from([Audience.PRIVATE, Audience.COHORT, Audience.PUBLIC]))
    def change_edition(self, edition: Audience) -> None:
        """Build for another audience into the same folder."""
        self.options = replace(self.options, edition=edition)
        self.start_again()

    @rule(day=st.sampled_from(_DAYS))
    def let_time_pass(self, day: Date) -> None:
        """Go on to the day on which a consent runs out, or set the clock back."""
        WikiMachine.today = day

    @rule()
    def let_another_process_build(self) -> None:
        """Build once with another process, while this one goes on."""
        with closing(self._new_process()) as other:
            other.build()

    @rule()
    def lose_content(self) -> None:
        """Build while the content folder is away, as a disk may be: that empties no site."""
        before = _without_failed(self.root / "site")
        self.content.rename(self.root / "away")
        self.builder.build()
        (self.root / "away").rename(self.content)
        assert before == _without_failed(self.root / "site")

    @rule()
    def delete_cache(self) -> None:
        """Delete the cache, while the program runs."""
        shutil.rmtree(self.root / ".fieldpath", ignore_errors=True)

    @rule(data=st.data(), how=st.sampled_from([b"", b"spoilt", None]))
    @precondition(lambda self: self._published())
    def damage_output(self, data: st.DataObject, how: bytes | None) -> None:
        """Spoil or delete a file of the site while no process is there, and start again."""
        file = self.root / "site" / data.draw(st.sampled_from(self._published()))
        if how is None:
            file.unlink()
        else:
            file.write_bytes(how)
        self.start_again()

    @rule()
    def delete_output(self) -> None:
        """Delete the whole site and start again."""
        shutil.rmtree(self.root / "site", ignore_errors=True)
        self.start_again()

    # ---- the law

    @invariant()
    def site_is_that_of_a_clean_build(self) -> None:
        """Build; compare with a clean build; build again, and see that nothing is left to do."""
        WikiMachine.steps += 1
        before = _without_failed(self.root / "site")
        before_that, self.seen = self.seen, self._see()
        hints = {path for path in before_that.keys() | self.seen if before_that.get(path) != self.seen.get(path)}
        report = self.builder.build(hints if self.watched else None)
        clean, site = self._clean_build()
        assert clean.diagnostics == report.diagnostics
        assert _counts(clean) == _counts(report)
        if any(found.code in (Code.LEAK, Code.SETTINGS_IN_DOUBT) for found in clean.diagnostics):
            assert before == _without_failed(self.root / "site")
            return
        assert _without_failed(site) == _without_failed(self.root / "site", of=site)
        self._put(self.root / "site" / _FOREIGN, b"not ours")
        again = self.builder.build()
        assert report.diagnostics == again.diagnostics
        failing = any(found.code is Code.TEMPLATE_ERROR for found in report.diagnostics)
        assert (0, 0, True) == (again.written, again.removed, failing or not again.made)

    def _clean_build(self) -> tuple[Report, Path]:
        root = self.folder / "clean"
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir()
        for name in _SOURCES:
            source = self.root / name
            if source.is_dir():
                shutil.copytree(source, root / name, symlinks=True)
            elif source.exists():
                shutil.copy(source, root / name)
        for link in (root / "content").rglob("*"):
            if link.is_symlink():
                target = os.readlink(link)
                link.unlink()
                link.symlink_to(target.replace(str(self.root), str(root)))
        # The templates are used where they are: to compile them twice would take longer than all the rest.
        wiki = replace(_wiki_in(root), templates=self.root / "templates")
        with closing(Builder(wiki, self.options)) as process:
            return process.build(), wiki.output

    def _see(self) -> dict[Path, tuple[int, ...]]:
        """What tells whether a file was changed, or a folder came or went."""
        seen: dict[Path, tuple[int, ...]] = {}
        for path in (self.root / "fieldpath.toml", *self.content.rglob("*"), *(self.root / "templates").rglob("*")):
            if path.is_symlink() or path.exists():
                status = path.lstat()
                is_folder = stat.S_ISDIR(status.st_mode)
                seen[path] = (status.st_ino,) if is_folder else (status.st_ino, status.st_size, status.st_ctime_ns)
        return seen

    def _new_process(self) -> Builder:
        return Builder(_wiki_in(self.root), self.options)

    # ---- what there is

    def _notes(self) -> list[Path]:
        return [file for file in self._files() if file.suffix in (".md", ".markdown")]

    def _files(self) -> list[Path]:
        return sorted(file for file in self.content.rglob("*") if file.is_file() and not file.is_symlink())

    def _published(self) -> list[str]:
        output = self.root / "site"
        return sorted(path for path in read_manifest(output) or () if (output / path).is_file())

    def _put(self, file: Path, data: bytes) -> None:
        if file.is_symlink():
            file.unlink()
        if file.is_dir() or any(parent.is_file() for parent in file.parents):
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def _wiki_in(root: Path) -> Wiki:
    return locate(content=root / "content", config=None, output=None, cwd=root)


def _counts(report: Report) -> tuple[int, ...]:
    return report.notes, report.interviews, report.fields, report.assignments, report.pages, report.attachments


def _without_failed(output: Path, of: Path | None = None) -> dict[str, bytes | None]:
    """All files of an output folder and, as None, its folders; but not what a broken template left unmade in the folder
    ``of``.

    Such a page stays as it was, and where it never was, it is missing: the one thing that the past may decide.
    """
    reference = of or output
    failed = {path for path in read_manifest(reference) or () if not (reference / path).exists()}
    failed |= {parent.as_posix() for path in failed for parent in Path(path).parents}
    found = {
        path.relative_to(output).as_posix(): path.read_bytes() if path.is_file() else None for path in output.rglob("*")
    }
    return {path: data for path, data in found.items() if path not in failed and path not in (_FOREIGN, "mine")}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files count as settled by the next step, keep the compiled templates of more than one folder, and set the
    clock.
    """
    for module in (collecting, looking, static):
        monkeypatch.setattr(module, "FRESH", 20_000_000)
    theme = producing._theme.__wrapped__
    monkeypatch.setattr(producing, "_theme", lru_cache(maxsize=16)(theme))
    monkeypatch.setattr(builder, "_today", lambda: WikiMachine.today)


@pytest.mark.usefixtures("quick")
def test_site_is_always_that_of_a_clean_build() -> None:
    """Notes, terms, attachments, templates, settings, the program and the output folder: nothing that happens to them
    leaves a trace.
    """
    WikiMachine.steps = 0
    run_state_machine_as_test(
        WikiMachine,
        settings=settings(
            max_examples=-(-STEPS // _STEPS_TAKEN),
            stateful_step_count=_STEPS_AT_ONCE,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert WikiMachine.steps >= STEPS


@pytest.mark.usefixtures("quick")
def test_page_that_is_broken_and_tells_too_much_leaves_no_trace() -> None:
    """A page stays as it was where a template breaks it, unless that gives somebody away: then it is as if it had never
    been, in the list of files, too.
    """
    machine = WikiMachine()
    machine.write_note("interviews/dana.md", b"---\nperson: Dana Rivera\nconsent: cohort\n---\n")
    machine.site_is_that_of_a_clean_build()
    machine.change_template("components/lists.html", "{% include 'missing.html' %}")
    machine.change_edition(Audience.PUBLIC)
    machine.site_is_that_of_a_clean_build()
    assert not (machine.root / "site" / "interviews" / "index.html").exists()
    machine.teardown()


_RIVALS = {
    "interviews/Rivera.md": "---\nperson: Dana\nfields: [Publc health, policy]\nskills: [C, C++]\n---\n[[Notes]] and [[ÉCOLE]].\n",
    "interviews/rivera.markdown": "---\nperson: dana\nfields: [Public health, Policy]\naliases: [/old/]\n---\n[[Dana]].\n",
    "interviews/école.md": "---\nperson: École\nfields: [POLICY]\naliases: [/old/, Notes]\nslug: rivera\n---\n![[notes]]\n",
    "one/notes.md": "# Notes\n\n![[Two/Notes]] #New\n",
    "Two/Notes.md": "# Notes\n\n![[one/notes]] #new\n",
    "fields/policy.md": "---\naliases: [Law]\nbroader: Law and order\n---\n",
    "fields/law.md": "---\ntitle: Law and order\naliases: [policy]\nbroader: Policy\n---\n",
    "broken.md": "---\ntitle: [\n---\n",
}


def test_site_is_the_same_everywhere(tmp_path: Path) -> None:
    """Neither hash seed nor locale, time zone, order of files on the disk or number of processes shows in what a build
    writes and says.
    """
    sample = {file.relative_to(sample_folder()).as_posix(): file.read_bytes() for file in sample_folder().rglob("*.md")}
    many = {f"more/{number}.md": b"# More\n\n#More and [[%d]].\n" % (number + 1) for number in range(300)}
    texts = {**sample, **many, **{path: text.encode() for path, text in _RIVALS.items()}}
    one = _built_by_a_process(tmp_path / "one", texts, ["--jobs", "1"], PYTHONHASHSEED="0", LC_ALL="C", TZ="UTC")
    backwards = dict(reversed(texts.items()))
    elsewhere = {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"}
    other = _built_by_a_process(tmp_path / "other", backwards, ["--jobs", "2"], **elsewhere)
    assert one == other


def _built_by_a_process(
    root: Path, texts: Mapping[str, bytes], options: list[str], **environment: str
) -> tuple[str, dict[str, bytes | None]]:
    """Write notes in the order given and build them in a process of its own; return what it said of them, and the site."""
    for path, data in texts.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    command = [sys.executable, "-m", "generator", "build", "--edition", "private", "--date", "2026-01-01", *options]
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        command, cwd=root, env={**os.environ, "PYTHONPATH": paths, **environment}, capture_output=True, check=False
    )
    assert (1, True) == (done.returncode, (root / "site/more/299/index.html").is_file())
    return done.stderr.decode(), _without_failed(root / "site")
