"""Publishing: what is written to the output folder, what is deleted there, and what never is."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Code, Diagnostic
from generator.publishing import files
from generator.publishing.files import PARTIAL, Staged, Written, remove_all, stage, stamp_all
from generator.publishing.files import publish as publish_file
from generator.publishing.folder import OutputFolder
from generator.publishing.manifest import MANIFEST, manifest_text, read_manifest
from generator.publishing.refusal import refusal
from generator.publishing.turns import turn
from generator.theme import theme_folder
from generator.wiki import Wiki, locate


def write(output: Path, path: str, data: bytes) -> Written | Diagnostic:
    """Stage one file and make it part of the site."""
    staged = stage(output, path, data)
    return publish_file(output, staged) if isinstance(staged, Staged) else staged


def publish(output: Path, site: Mapping[str, bytes], *, adopt: bool = False) -> list[Diagnostic]:
    """Publish a site as a build does, and give back all findings."""
    folder = OutputFolder(output)
    assert folder.prepare() is None
    begun = folder.begin(site.keys(), adopt=adopt)
    written = [write(output, path, site[path]) for path in sorted(site) if path not in begun.taken]
    failed = [result for result in written if isinstance(result, Diagnostic)]
    finished = folder.finish(site.keys())
    return [*begun.diagnostics, *failed, *finished.diagnostics]


def holding(output: Path) -> dict[str, bytes]:
    """Every file in a folder but the manifest."""
    files = (path for path in output.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def wiki_at(root: Path) -> Wiki:
    """A wiki with content, templates and settings."""
    for folder in ("content/interviews", "templates"):
        (root / folder).mkdir(parents=True)
    (root / "fieldpath.toml").touch()
    return locate(content=None, config=None, output=None, cwd=root)


def reason(output: Path, wiki: Wiki, *, adopt: bool = False) -> str:
    """Why a folder is refused; "" where it is not."""
    found = refusal(output, wiki, adopt=adopt)
    assert found is None or Code.OUTPUT_REFUSED == found.code
    return found.message.partition(": ")[2] if found else ""


# Single files


def test_file_that_the_system_takes_in_pieces_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write may take less than it was given: the rest is written after it."""
    write_all = os.write
    monkeypatch.setattr(os, "write", lambda opened, data: write_all(opened, data[:7]))
    data = bytes(range(256))
    assert isinstance(write(tmp_path, "a.bin", data), Written)
    assert data == (tmp_path / "a.bin").read_bytes()


def test_file_is_written_once(tmp_path: Path) -> None:
    """Bytes that are there already are not written again."""
    first = write(tmp_path, "a/b.html", b"one")
    second = write(tmp_path, "a/b.html", b"one")
    assert isinstance(first, Written)
    assert Written("a/b.html", False, first.stamp) == second
    assert (True, {"a/b.html": b"one"}) == (first.changed, holding(tmp_path))


def test_same_length_is_not_same_bytes(tmp_path: Path) -> None:
    """A file of the same size with other bytes is replaced."""
    write(tmp_path, "a", b"one")
    write(tmp_path, "a", b"two")
    assert {"a": b"two"} == holding(tmp_path)


def test_stamp_tells_a_change_behind_our_back(tmp_path: Path) -> None:
    """The stamp given on writing is the one seen later, until somebody touches the file."""
    stamps = {}
    for path in ("a/x.html", "a/y.html", "z"):
        result = write(tmp_path, path, b"text")
        assert isinstance(result, Written)
        stamps[path] = result.stamp
    assert stamps == stamp_all(tmp_path, stamps)
    (tmp_path / "a/x.html").write_bytes(b"other text")
    (tmp_path / "z").unlink()
    seen = stamp_all(tmp_path, stamps)
    assert (["a/x.html", "a/y.html"], stamps["a/y.html"]) == (sorted(seen), seen["a/y.html"])
    assert stamps["a/x.html"] != seen["a/x.html"]


@pytest.mark.parametrize("path", ["../out", "a/../../out", "/abs", "a\\b", "con/x", "a./b", "C:x", PARTIAL, MANIFEST])
def test_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """No path, however it came about, names a file outside the output folder or one of our own."""
    result = write(tmp_path / "site", path, b"")
    assert isinstance(result, Diagnostic)
    assert Code.NOT_WRITTEN == result.code
    assert {} == holding(tmp_path)


def test_planted_link_is_not_followed(tmp_path: Path) -> None:
    """A link in the output folder leads no write and no deletion elsewhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.html").write_bytes(b"theirs")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/interviews").symlink_to("../elsewhere")
    (tmp_path / "site/b.html").symlink_to("../elsewhere/a.html")
    assert isinstance(write(tmp_path / "site", "interviews/a.html", b"ours"), Diagnostic)
    assert isinstance(write(tmp_path / "site", "b.html", b"ours"), Written)
    assert {} == remove_all(tmp_path / "site", ["interviews/a.html"])
    assert {"a.html": b"theirs"} == holding(tmp_path / "elsewhere")
    assert b"ours" == (tmp_path / "site/b.html").read_bytes()


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "not allowed"), (errno.EACCES, "not allowed")],
)
def test_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    """When the disk is full or may not be written to, the old bytes stay and nothing half-written is left."""
    write(tmp_path, "a.html", b"old")

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", fail)
    result = write(tmp_path, "a.html", b"new")
    assert isinstance(result, Diagnostic)
    assert Code.NOT_WRITTEN == result.code
    assert words in result.message
    assert {"a.html": b"old"} == holding(tmp_path)


def test_file_that_is_being_read_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows, a file that another program has open can be replaced a moment later."""
    refusals = [PermissionError(errno.EACCES, "in use")] * 2
    really_replace = os.replace

    def replace(source: str, target: str) -> None:
        if refusals:
            raise refusals.pop()
        really_replace(source, target)

    monkeypatch.setattr(files, "_TRIES", 3)
    monkeypatch.setattr(files, "_FIRST_PAUSE", 0)
    monkeypatch.setattr(os, "replace", replace)
    assert isinstance(write(tmp_path, "a", b"1"), Written)
    assert {"a": b"1"} == holding(tmp_path)


def test_folder_in_the_place_of_a_file_is_reported(tmp_path: Path) -> None:
    """Someone else's folder under the name of a page stays."""
    (tmp_path / "a.html").mkdir()
    (tmp_path / "a.html/theirs").touch()
    result = write(tmp_path, "a.html", b"")
    assert isinstance(result, Diagnostic)
    assert "folder in its place" in result.message
    assert {"a.html/theirs": b""} == holding(tmp_path)


# The folder as a whole

paths = st.sampled_from(
    ["index.html", "a", "A", "a/index.html", "a/b/index.html", "a/b", "b", "b/index.html", "B/x.html"]
)
sites = st.dictionaries(paths, st.binary(max_size=3), max_size=5)


def fits(site: Mapping[str, bytes]) -> bool:
    """Whether no disk would take two of these names for one, or a file for a folder."""
    spelling: dict[str, str] = {}
    for path in site:
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            name = "/".join(parts[:end]) + ("/" if end < len(parts) else "")
            if spelling.setdefault(name.rstrip("/").lower(), name) != name:
                return False
    return True


@settings(max_examples=150, deadline=None)
@given(st.lists(sites.filter(fits), max_size=5))
def test_any_sequence_of_sites_leaves_the_last(sequence: list[dict[str, bytes]]) -> None:
    """Whatever was published before, the folder holds the last site and what others put there, and nothing else."""
    theirs = {"README.md": b"theirs", "b/notes.txt": b"theirs"}
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary)
        (output / "b").mkdir()
        for path, data in theirs.items():
            (output / path).write_bytes(data)
        for site in sequence:
            assert [path for path in site if path == "b"] == [finding.path for finding in publish(output, site)]
            ours = {path: data for path, data in site.items() if path != "b"}
            assert theirs | ours == holding(output)
            assert ours.keys() == read_manifest(output)
            empty = [folder for folder in output.rglob("*") if folder.is_dir() and not any(folder.iterdir())]
            assert [] == empty


@settings(max_examples=100, deadline=None)
@given(sites.filter(fits), sites.filter(fits), st.integers(0, 5))
def test_build_that_was_killed_is_made_up_for(before: dict[str, bytes], after: dict[str, bytes], done: int) -> None:
    """After a build that ended in the middle, the next one leaves exactly its site."""
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary)
        publish(output, before)
        OutputFolder(output).begin(after.keys())
        for path in sorted(after)[:done]:
            write(output, path, after[path])
        (output / PARTIAL).mkdir(exist_ok=True)
        (output / PARTIAL / "1-0").write_bytes(b"half")
        assert [] == publish(output, before)
        assert before == holding(output)
        assert not (output / PARTIAL).exists()


def test_new_file_is_listed_before_it_is_written(tmp_path: Path) -> None:
    """Whenever a build is killed, the manifest names every file of ours, old and new."""
    publish(tmp_path, {"old": b""})
    OutputFolder(tmp_path).begin({"new"})
    assert frozenset({"old", "new"}) == read_manifest(tmp_path)


def test_manifest_is_touched_only_when_the_paths_change(tmp_path: Path) -> None:
    """Other bytes under the same paths leave the manifest alone, and equal sites have equal manifests."""
    publish(tmp_path, {"b": b"1", "a": b"1"})
    before = (tmp_path / MANIFEST).stat()
    publish(tmp_path, {"a": b"2", "b": b"2"})
    after = (tmp_path / MANIFEST).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert manifest_text(["b", "a"]) == (tmp_path / MANIFEST).read_bytes()


@pytest.mark.parametrize("text", [b"", b"a\nb\n", b"\xff\xfe", b"# Another program's list\na\n"])
def test_foreign_manifest_is_none(tmp_path: Path, text: bytes) -> None:
    """A list that is not exactly ours lets nothing be deleted."""
    (tmp_path / "a").write_bytes(b"theirs")
    (tmp_path / MANIFEST).write_bytes(text)
    publish(tmp_path, {"new": b""})
    assert {"a": b"theirs", "new": b""} == holding(tmp_path)


def test_file_of_others_is_left_alone(tmp_path: Path) -> None:
    """A page whose place is taken is not written, now or later, and not listed as ours."""
    (tmp_path / "about.html").write_bytes(b"theirs")
    for _ in range(2):
        (finding,) = publish(tmp_path, {"about.html": b"ours", "x": b""})
        assert (Code.NOT_WRITTEN, "about.html") == (finding.code, finding.path)
    publish(tmp_path, {})
    assert {"about.html": b"theirs"} == holding(tmp_path)


def test_adopted_file_is_replaced(tmp_path: Path) -> None:
    """When told so, files under the names of pages are replaced, and no others."""
    (tmp_path / "about.html").write_bytes(b"theirs")
    (tmp_path / "other.html").write_bytes(b"theirs")
    assert [] == publish(tmp_path, {"about.html": b"ours"}, adopt=True)
    assert {"about.html": b"ours", "other.html": b"theirs"} == holding(tmp_path)


def test_other_spelling_of_a_page_clears_the_old_first(tmp_path: Path) -> None:
    """On a disk that takes two spellings for one file, deleting the old one afterwards would delete the new one."""
    publish(tmp_path, {"Tags/x.html": b"1"})
    folder = OutputFolder(tmp_path)
    folder.begin({"tags/x.html"})
    assert {} == holding(tmp_path)


def test_two_processes_take_turns_on_one_folder(tmp_path: Path) -> None:
    """A folder object that lives on notices what another build did meanwhile."""
    folder = OutputFolder(tmp_path)
    folder.begin({"a"})
    write(tmp_path, "a", b"1")
    folder.finish({"a"})
    publish(tmp_path, {"b": b"2"})
    assert frozenset() == folder.begin({"b"}).taken
    assert ((), {"b": b"2"}) == (folder.finish({"b"}).removed, holding(tmp_path))


def test_removed_paths_are_told(tmp_path: Path) -> None:
    """A summary can say what went; folders that this empties go too, others stay."""
    publish(tmp_path, {"a/b/x": b"", "a/y": b"", "c/z": b""})
    (tmp_path / "c/theirs").touch()
    folder = OutputFolder(tmp_path)
    folder.begin(frozenset())
    assert ("a/b/x", "a/y", "c/z") == folder.finish(frozenset()).removed
    assert ["c"] == sorted(path.name for path in tmp_path.iterdir() if path.is_dir())


def test_file_that_cannot_be_deleted_stays_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What could not be deleted is reported, and tried again by the next build."""
    publish(tmp_path, {"a": b"", "b": b""})

    def refuse(path: str) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "unlink", refuse)
        (finding,) = publish(tmp_path, {"a": b""})
    assert (Code.NOT_WRITTEN, "b") == (finding.code, finding.path)
    assert frozenset({"a", "b"}) == read_manifest(tmp_path)
    assert [] == publish(tmp_path, {"a": b""})
    assert {"a": b""} == holding(tmp_path)


def test_folder_that_cannot_be_written_to_fails_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When not even the manifest can be written, the build learns so before it writes a page."""
    publish(tmp_path, {"a": b"old"})

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", fail)
    begun = OutputFolder(tmp_path).begin({"a", "b"})
    assert (True, Code.NOT_WRITTEN) == (begun.failed, begun.diagnostics[0].code)
    assert {"a": b"old"} == holding(tmp_path)


def test_killed_writer_leaves_whole_files(tmp_path: Path) -> None:
    """A process killed while it writes over and over leaves the old bytes or the new ones."""
    program = (
        "import sys, itertools\nfrom pathlib import Path\nfrom generator.publishing.files import publish, stage\n"
        "for n in itertools.count():\n"
        "    output = Path(sys.argv[1])\n"
        "    publish(output, stage(output, 'a.html', bytes([65 + n % 26]) * 300_000))\n"
        "    n or print('go', flush=True)"
    )
    for wait in (0.0, 0.01, 0.03):
        with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout
            writer.stdout.readline()
            threading.Event().wait(wait)
            writer.kill()
        data = (tmp_path / "a.html").read_bytes()
        assert data[:1] * 300_000 == data
    publish(tmp_path, {}, adopt=True)
    assert {"a.html": data} == holding(tmp_path)


# Which folders may be an output folder


def test_new_and_empty_folders_are_accepted(tmp_path: Path) -> None:
    """A folder that is not there, is empty, or holds only what keeps it in Git, is fine."""
    wiki = wiki_at(tmp_path)
    assert "" == reason(wiki.output, wiki)
    wiki.output.mkdir()
    for name in (".gitkeep", ".gitignore", "README.md"):
        (wiki.output / name).touch()
    assert "" == reason(wiki.output, wiki)


def test_folder_with_our_manifest_is_accepted(tmp_path: Path) -> None:
    """Where Fieldpath has written, it may write again."""
    wiki = wiki_at(tmp_path)
    publish(wiki.output, {"a": b""})
    assert "" == reason(wiki.output, wiki)


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        (".", "it holds the content"),
        ("..", "it holds the content"),
        ("content", "it holds the content"),
        ("content/site", "it lies inside the content"),
        ("templates", "it holds the templates"),
        ("templates/site", "it lies inside the templates"),
        (".fieldpath", "it holds the cache"),
        (".git/site", "it lies inside what Git keeps"),
        ("fieldpath.toml", "it holds the settings"),
        ("way-in", "it holds the content"),
        ("/", "it is the root of a disk"),
        ("~", "home folder"),
        (str(theme_folder()), "it holds the theme"),
    ],
)
def test_folder_of_sources_is_refused(tmp_path: Path, folder: str, words: str) -> None:
    """Nothing that holds or is part of what the author wrote is an output folder, not even when told to adopt it."""
    wiki = wiki_at(tmp_path / "w")
    (tmp_path / "w/way-in").symlink_to("content")
    output = Path(os.path.abspath(wiki.root / Path(folder).expanduser()))
    assert words in reason(output, wiki, adopt=True)


def test_hidden_folder_in_the_content_is_accepted(tmp_path: Path) -> None:
    """A hidden folder in the content is never read, so it may be written to."""
    wiki = wiki_at(tmp_path)
    assert "" == reason(wiki.content / ".site", wiki)


def test_folder_above_the_present_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder around the one the command was called in is hardly meant."""
    wiki = wiki_at(tmp_path / "w")
    (tmp_path / "other/here").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "other/here")
    assert "called in" in reason(tmp_path / "other", wiki, adopt=True)
    assert "" == reason(tmp_path / "other/here", wiki)


@pytest.mark.parametrize(("name", "words"), [("thesis.docx", "such as `thesis.docx`"), (".git", "Git work tree")])
def test_folder_of_others_is_refused_unless_adopted(tmp_path: Path, name: str, words: str) -> None:
    """Files that Fieldpath did not write keep it out, until it is told to share the folder with them."""
    wiki = wiki_at(tmp_path)
    wiki.output.mkdir()
    (wiki.output / name).touch()
    assert words in reason(wiki.output, wiki)
    assert "" == reason(wiki.output, wiki, adopt=True)


# Turns


def test_second_build_waits_and_says_so(tmp_path: Path) -> None:
    """Two builds into one folder take turns; the one that waits says why."""
    said: list[str] = []
    order: list[str] = []
    waiting = threading.Event()

    def told(text: str) -> None:
        said.append(text)
        waiting.set()

    def second() -> None:
        with turn(tmp_path / "site", tmp_path / "cache", told):
            order.append("second")

    thread = threading.Thread(target=second)
    with turn(tmp_path / "site", tmp_path / "cache", said.append):
        thread.start()
        assert waiting.wait(10)
        order.append("first")
    thread.join(10)
    assert (["first", "second"], 1) == (order, len(said))
    assert "Another Fieldpath is building `site`" in said[0]


def test_builds_into_two_folders_do_not_wait(tmp_path: Path) -> None:
    """Only builds into the same folder stand in each other's way."""
    said: list[str] = []
    with (
        turn(tmp_path / "one", tmp_path / "cache", said.append),
        turn(tmp_path / "two", tmp_path / "cache", said.append),
    ):
        assert [] == said


def test_build_goes_on_where_no_lock_can_be_made(tmp_path: Path) -> None:
    """A wiki whose cache folder cannot be made can be built, with a word of warning."""
    said: list[str] = []
    (tmp_path / "cache").touch()
    with turn(tmp_path / "site", tmp_path / "cache", said.append):
        assert "No lock could be made" in said[0]
