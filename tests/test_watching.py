"""Files changed: build again. Once for each burst, never for nothing, and always in the end."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.watching import watcher as watching
from generator.watching.places import places
from generator.watching.sweeping import differing, look, untold
from generator.watching.watcher import Listener, Watcher
from generator.wiki import Wiki
from served_wiki import PATIENCE, until
from tiny_wiki import TinyWiki

_SETTLED = 1.2
"""Seconds in which a build would have come that is not to come."""


@dataclass
class Builds:
    """Counts builds; each remembers what the content folder held."""

    wiki: Wiki
    seen: list[dict[str, str]] = field(default_factory=list)
    hints: list[frozenset[Path] | None] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    def rebuild(self, hints: frozenset[Path] | None) -> None:
        """Look at the notes, as a build does."""
        self.hints.append(hints)
        self.seen.append(
            {file.name: file.read_text("utf-8") for file in sorted(self.wiki.content.rglob("*.md")) if file.is_file()}
        )
        self.before()

    def wait_for(self, number: int) -> None:
        """Wait until so many builds were made."""
        until(lambda: len(self.seen) >= number)

    def wait_until_last(self, holds: dict[str, str]) -> None:
        """Wait until a build has seen these notes."""
        until(lambda: self.seen and self.seen[-1] == holds)

    def settled(self) -> int:
        """How many builds there are once no more come."""
        number = -1
        while number != len(self.seen):
            number = len(self.seen)
            time.sleep(_SETTLED)
        return number


@contextmanager
def watched(wiki: Wiki, *, poll: bool = False) -> Iterator[Builds]:
    """A watcher of a wiki that has built once."""
    builds = Builds(wiki)
    running = Watcher(wiki, Listener(builds.rebuild, _nothing, _nothing, builds.said.append), poll=poll)
    running.start()
    try:
        builds.wait_for(1)
        yield builds
    finally:
        running.stop()


@pytest.fixture
def notes(wiki: TinyWiki) -> TinyWiki:
    """A wiki of one note."""
    return wiki.write("a.md", "one")


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A watcher that takes no stall of a busy machine for the end of a burst: only so can builds be counted."""
    for quiet in ("_QUIET", "_QUIET_AFTER_CLOSE", "_QUIET_CROWD"):
        monkeypatch.setattr(watching, quiet, 0.8)
    for latest in ("_LATEST", "_LATEST_CROWD"):
        monkeypatch.setattr(watching, latest, PATIENCE)


@pytest.fixture
def quick_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sweeps that come quickly."""
    monkeypatch.setattr(watching, "_SWEEP", 0.2)
    monkeypatch.setattr(watching, "_DELIVERY", 0.1)


def _nothing() -> None:
    """What nobody listens to."""


# What causes a build


@pytest.mark.usefixtures("unhurried")
def test_edit_causes_one_build(notes: TinyWiki) -> None:
    """A saved note is built once."""
    with watched(notes.wiki) as builds:
        notes.write("a.md", "two")
        builds.wait_until_last({"a.md": "two"})
        assert 2 == builds.settled()


def _in_place(file: Path) -> None:
    file.write_text("two")


def _by_rename(file: Path) -> None:
    """VS Code and Obsidian's sync: a new file takes the old one's name."""
    fresh = file.with_name(".a.md.tmp")
    fresh.write_text("two")
    fresh.replace(file)


def _as_vim(file: Path) -> None:
    """Vim: the old file is renamed, a new one written, the old one deleted."""
    file.with_name("4913").touch()
    file.with_name("4913").unlink()
    file.rename(file.with_name("a.md~"))
    file.write_text("two")
    file.with_name("a.md~").unlink()


def _as_emacs(file: Path) -> None:
    """Emacs: a lock that is a dangling link, an autosave file, a backup by copy."""
    os.symlink("user@host.1", file.with_name(".#a.md"))
    file.with_name("#a.md#").write_text("tw")
    shutil.copy2(file, file.with_name("a.md~"))
    file.write_text("two")
    file.with_name("#a.md#").unlink()
    file.with_name(".#a.md").unlink()


def _slowly(file: Path) -> None:
    """A program that writes a file bit by bit."""
    with file.open("w") as opened:
        for part in ("t", "w", "o"):
            opened.write(part)
            opened.flush()
            time.sleep(0.1)


@pytest.mark.parametrize("save", [_in_place, _by_rename, _as_vim, _as_emacs, _slowly])
def test_every_way_to_save_is_seen(notes: TinyWiki, save: Callable[[Path], None]) -> None:
    """However an editor saves, the last build sees what it saved."""
    with watched(notes.wiki) as builds:
        save(notes.wiki.content / "a.md")
        builds.wait_until_last({"a.md": "two"})


@pytest.mark.usefixtures("unhurried")
def test_many_files_at_once_are_one_build(notes: TinyWiki) -> None:
    """What ``git checkout`` does to 2,000 files is built once, when it is done."""
    with watched(notes.wiki) as builds:
        for number in range(2000):
            notes.write(f"folder{number % 7}/{number}.md", f"{number}")
        until(lambda: len(builds.seen[-1]) == 2001)
        assert 2 == builds.settled()


@pytest.mark.usefixtures("unhurried")
def test_change_during_a_build_causes_one_more(notes: TinyWiki) -> None:
    """What changes while a build is under way is built after it, once."""
    ready, going = threading.Event(), threading.Event()

    def linger() -> None:
        ready.set()
        going.wait(PATIENCE)

    with watched(notes.wiki) as builds:
        builds.before = linger
        notes.write("a.md", "two")
        assert ready.wait(PATIENCE)
        for number in range(5):
            notes.write("a.md", f"later {number}")
            time.sleep(0.05)
        builds.before = _nothing
        going.set()
        builds.wait_until_last({"a.md": "later 4"})
        assert 3 == builds.settled()


def test_settings_and_templates_count(notes: TinyWiki) -> None:
    """The settings file and the wiki's templates are watched, also where they did not exist before."""
    with watched(notes.wiki) as builds:
        notes.settings('title = "New"\n')
        builds.wait_for(2)
        notes.template("page.html", "one")
        builds.wait_for(3)
        builds.settled()
        number = len(builds.seen)
        notes.template("page.html", "two")
        builds.wait_for(number + 1)


def test_build_is_told_where_to_look(notes: TinyWiki) -> None:
    """The first build has to look everywhere, one after an edit only at what was edited."""
    with watched(notes.wiki) as builds:
        notes.write("a.md", "two")
        builds.wait_for(2)
        assert [None, {notes.wiki.content / "a.md"}] == builds.hints


# What does not


def test_own_reads_and_writes_cause_none(notes: TinyWiki) -> None:
    """What a build itself reads and writes starts no other: no endless rebuild."""
    wiki = notes.wiki
    with watched(wiki) as builds:
        for file in (wiki.cache / "x.sqlite", wiki.output / "index.html", wiki.cache / "preview/index.html"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("ours")
        (wiki.content / "a.md").read_bytes()
        assert 1 == builds.settled()


def test_output_inside_the_content_causes_none(notes: TinyWiki) -> None:
    """Where the whole folder is the content, our own folders in it still are not."""
    root = notes.root
    wiki = Wiki(root, root, root / "templates", root / "site", root / ".fieldpath", root / "fieldpath.toml")
    with watched(wiki) as builds:
        (root / "site").mkdir()
        (root / "site" / "index.html").write_text("ours")
        assert 1 == builds.settled()


def test_hidden_and_neighbouring_files_cause_none(notes: TinyWiki) -> None:
    """Git's own files, an editor's locks and what lies beside the wiki's folders are nobody's change."""
    with watched(notes.wiki) as builds:
        for path in ("content/.git/index", "content/.obsidian/workspace.json", "content/.#a.md", "README.md"):
            file = notes.root / path
            file.parent.mkdir(exist_ok=True)
            file.write_text("x")
        assert 1 == builds.settled()


# Folders


def test_folder_moved_in_out_and_renamed(notes: TinyWiki) -> None:
    """A folder of notes that comes, goes or is renamed counts as all of its notes."""
    outside = notes.root / "outside"
    outside.mkdir()
    (outside / "b.md").write_text("two")
    with watched(notes.wiki) as builds:
        outside.rename(notes.wiki.content / "inside")
        builds.wait_until_last({"a.md": "one", "b.md": "two"})
        (notes.wiki.content / "inside").rename(notes.wiki.content / "renamed")
        number = builds.settled()
        notes.write("renamed/b.md", "three")
        builds.wait_until_last({"a.md": "one", "b.md": "three"})
        assert len(builds.seen) > number
        (notes.wiki.content / "renamed").rename(outside)
        builds.wait_until_last({"a.md": "one"})


def test_content_deleted_and_made_again(notes: TinyWiki) -> None:
    """A content folder that is deleted and made again is still followed."""
    with watched(notes.wiki) as builds:
        shutil.rmtree(notes.wiki.content)
        builds.wait_until_last({})
        notes.write("b.md", "two")
        builds.wait_until_last({"b.md": "two"})
        notes.write("b.md", "three")
        builds.wait_until_last({"b.md": "three"})


def test_content_behind_a_link(notes: TinyWiki) -> None:
    """A content folder that is a link is watched where it leads to."""
    true_place = notes.root / "vault"
    notes.wiki.content.rename(true_place)
    os.symlink(true_place, notes.wiki.content)
    with watched(notes.wiki) as builds:
        (true_place / "a.md").write_text("two")
        builds.wait_until_last({"a.md": "two"})
        assert frozenset({notes.wiki.content / "a.md"}) == builds.hints[-1]


# Where events fail


def test_poll_sees_changes(notes: TinyWiki) -> None:
    """With polling, no event is needed."""
    with watched(notes.wiki, poll=True) as builds:
        time.sleep(1.5)  # a polling observer must have looked once before
        notes.write("a.md", "two, longer")
        builds.wait_until_last({"a.md": "two, longer"})


@pytest.mark.usefixtures("quick_sweep", "unhurried")
def test_dropped_events_are_made_up_for(notes: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of which no event tells is found by the sweep, and then built once."""
    monkeypatch.setattr(Watcher, "hint", _only_from_the_sweep(Watcher.hint))
    with watched(notes.wiki) as builds:
        notes.write("a.md", "two")
        builds.wait_until_last({"a.md": "two"})
        assert (2, [None, None]) == (builds.settled(), builds.hints)


@pytest.mark.usefixtures("quick_sweep", "unhurried")
def test_sweep_is_content_with_what_events_told(notes: TinyWiki) -> None:
    """A change that an event has told of is not built twice."""
    with watched(notes.wiki) as builds:
        time.sleep(0.5)
        notes.write("a.md", "two")
        builds.wait_for(2)
        assert 2 == builds.settled()


def _only_from_the_sweep(hint: Callable[..., None]) -> Callable[..., None]:
    """A watcher that is deaf to events."""

    def deaf(self: Watcher, path: str, closed: bool = False) -> None:
        if threading.current_thread().name == "fieldpath-sweep":
            hint(self, path, closed)

    return deaf


def test_untold() -> None:
    """A path is told of by itself or by a folder on the way, unless it changed again after the last build."""
    now = {"/w/a": (1, 50), "/w/b/c": (1, 50), "/w/d": (1, 500), "/w/e": (1, 50)}
    told = {"/w/a", "/w/b", "/w/d", "/w/gone"}
    assert {"/w/d", "/w/e"} == untold({*now, "/w/gone"}, told, now, built_ns=100)


def test_differing() -> None:
    """Files that came, went or changed differ."""
    assert {"/b", "/c", "/d"} == differing(
        {"/a": (1, 1), "/b": (1, 1), "/c": (1, 1)}, {"/a": (1, 1), "/b": (1, 2), "/d": (1, 1)}
    )


def test_look_sees_notes_templates_and_settings(notes: TinyWiki) -> None:
    """The sweep looks at all that can change what a build makes."""
    notes.settings("").template("page.html", "x")
    root = os.path.realpath(notes.root)
    seen = {os.path.relpath(path, root) for path in look(notes.wiki) if path.startswith(root)}
    assert {os.path.join("content", "a.md"), os.path.join("templates", "page.html"), "fieldpath.toml"} == seen


def test_places_matter_by_name(notes: TinyWiki) -> None:
    """Around the folders only their own names matter; in them all but what is hidden."""
    found = {(os.path.relpath(one.folder, os.path.realpath(notes.root)), one.deep): one for one in places(notes.wiki)}
    around, inside = found[".", False], found["content", True]
    root = os.path.realpath(notes.root)
    matters = [around.matters(os.path.join(root, name)) for name in ("content", "fieldpath.toml", "README.md")]
    assert [True, True, False] == matters
    assert [True, False] == [inside.matters(os.path.join(root, "content", name)) for name in ("x/a.md", ".git/x")]
