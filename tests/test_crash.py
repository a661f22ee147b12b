"""Whatever ends a build early, the site stays whole, and the next build is as good as a first one."""

from __future__ import annotations

import errno
import fnmatch
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any, NoReturn

import pytest

from generator.builder import Builder, Options
from generator.cli import main
from generator.diagnostics import Code
from generator.notes.note import Audience
from generator.press import press
from generator.publishing import files
from generator.publishing.folder import OutputFolder
from generator.publishing.manifest import read_manifest
from tiny_wiki import TinyWiki

_KILLS = int(os.environ.get("FIELDPATH_KILLS", "200"))
_COMPARED = 10
"""How many builds are killed one after the other before the next is let go on to its end, and compared."""

_PAUSE = 0.01
"""Seconds from one look at the pages to the next."""

_NOTES = 60
_OPTIONS = Options(Audience.PRIVATE, jobs=1)


def build(root: Path) -> tuple[Code, ...]:
    """Build the wiki at ``root``, and return what was found."""
    with closing(Builder(TinyWiki(root).wiki, _OPTIONS)) as process:
        return tuple(found.code for found in process.build().diagnostics)


def clean_site(root: Path) -> dict[str, bytes]:
    """The site that a build from nothing makes of the wiki at ``root``."""
    copy = TinyWiki(root.parent / "copy")
    shutil.rmtree(copy.root, ignore_errors=True)
    shutil.copytree(root / "content", copy.root / "content")
    build(copy.root)
    return site(copy.root)


def site(root: Path) -> dict[str, bytes]:
    """Every file of the site, what is left half-written included."""
    output = TinyWiki(root).wiki.output
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}


def cut_off(output: Path) -> list[str]:
    """The pages of a site, as somebody finds them who comes by now, that are empty or not whole."""
    bad = []
    for folder, _, names in os.walk(output):
        for name in fnmatch.filter(names, "*.html"):
            with suppress(FileNotFoundError):  # deleted since it was listed
                text = Path(folder, name).read_bytes()
                if not (text.startswith(b"<!doctype html>") and text.endswith(b"</html>\n")):
                    bad.append(Path(folder, name).relative_to(output).as_posix())
    return bad


def note(number: int, chance: random.Random) -> str:
    """A note that differs each time it is written."""
    links = " ".join(f"[[person-{chance.randrange(_NOTES)}]]" for _ in range(3))
    alias = f"/old/{chance.randrange(9)}/" if chance.random() < 0.2 else "Nobody"
    return (
        f"---\nperson: Person {number} {'abcdef'[chance.randrange(6)]}\naliases: [{alias}]\nfields: [Field {chance.randrange(5)}]\n"
        f"date: 2026-0{chance.randrange(9) + 1}\n---\n{links}\n\n{'Words. ' * chance.randrange(200)}\n"
    )


def change(content: Path, chance: random.Random) -> None:
    """Write, rename and delete a few notes, or many."""
    for _ in range(chance.choice([1, 3, 30])):
        number = chance.randrange(_NOTES)
        file = content / "interviews" / f"person-{number}.md"
        if file.exists() and chance.random() < 0.2:
            file.unlink()
        elif file.exists() and chance.random() < 0.2:
            file.rename(file.with_stem(f"person-{chance.randrange(_NOTES)}"))
        else:
            file.write_text(note(number, chance), encoding="utf-8")
    (content / "plan.txt").write_text(str(chance.random()), encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs processes that are forked from one that is ready")
def test_killed_builds_leave_the_site_whole(tmp_path: Path) -> None:
    """200 builds are killed at any moment: pages are whole at all times, and the next build equals a clean one."""
    seed = int(os.environ.get("FIELDPATH_SEED", random.randrange(1_000_000)))
    print(f"FIELDPATH_SEED={seed}")
    chance = random.Random(seed)
    wiki = TinyWiki(tmp_path / "wiki").write("about.md", "# About\n\n[The plan](plan.txt)\n")
    content, output = wiki.root / "content", wiki.wiki.output
    for number in range(_NOTES):
        wiki.write(f"interviews/person-{number}.md", note(number, chance))
    change(content, chance)
    build(wiki.root)
    ready = get_context("forkserver")
    ready.set_forkserver_preload(["generator.builder", "generator.building"])
    usual = _seconds_to_build(ready, wiki, chance)
    killed = 0
    while killed < _KILLS:
        change(content, chance)
        process = ready.Process(target=Builder(wiki.wiki, _OPTIONS).build)
        process.start()
        until = time.monotonic() + chance.random() * usual
        while time.monotonic() < until and process.is_alive():
            assert [] == cut_off(output)
            assert (output / "index.html").exists()
            time.sleep(_PAUSE)
        was_alive = process.is_alive()
        killed += was_alive
        process.kill()
        process.join()
        assert [] == cut_off(output)
        assert {path for path in site(wiki.root) if not path.startswith(".")} <= (read_manifest(output) or frozenset())
        if was_alive and killed % _COMPARED == 0:
            assert Code.CACHE_SET_ASIDE not in build(wiki.root)
            assert clean_site(wiki.root) == site(wiki.root)


def _seconds_to_build(ready: ForkServerContext, wiki: TinyWiki, chance: random.Random) -> float:
    """How long a process takes that nobody kills, here and now."""
    took = []
    for _ in range(3):
        change(wiki.root / "content", chance)
        process = ready.Process(target=Builder(wiki.wiki, _OPTIONS).build)
        began = time.monotonic()
        process.start()
        process.join()
        took.append(time.monotonic() - began)
    return sorted(took)[1]


# Trouble with the disk


@pytest.fixture
def edited(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> TinyWiki:
    """A wiki that was built, and then edited so that pages come, change and go."""
    wiki.settings('[consent]\ndefault = "public"\n')
    wiki.write("interviews/dana.md", "---\nperson: Dana\n---\nFirst.\n").write("about.md", "# About\n")
    monkeypatch.chdir(wiki.root)
    main(["build", "--jobs", "1"])
    wiki.write("interviews/dana.md", "---\nperson: Dana\n---\nSecond.\n").write("new.md", "# New\n").remove("about.md")
    return wiki


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EROFS, "writing there is not allowed"),
        (errno.EACCES, "writing there is not allowed"),
        (errno.EIO, "input/output error"),
    ],
)
def test_disk_that_takes_no_more_leaves_the_old_site(
    edited: TinyWiki, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: int, said: str
) -> None:
    """A disk that is full or read-only, at once or after any number of files: a clear error, exit status 1, and the old
    site whole, or, when only the list of its files could not be shortened, the new one; later all is well.
    """
    before = site(edited.root)
    status, room = 1, 0
    while status == 1:
        with monkeypatch.context() as broken:
            broken.setattr(files, "_write_beside", _with_room_for(room, OSError(error, os.strerror(error))))
            status = main(["build", "--jobs", "1"])
        assert (status == 1) == (said in capsys.readouterr().err)
        if site(edited.root) != before:
            break
        room += 1
    assert 0 == main(["build", "--jobs", "1"])
    assert "Second." in (edited.wiki.output / "interviews/dana/index.html").read_text(encoding="utf-8")
    assert not (edited.wiki.output / "about").exists()


def _with_room_for(room: int, error: OSError) -> Callable[[str, bytes], tuple[str, files.Stamp]]:
    """Write files as ever, until there is room for no more."""
    left = iter(range(room))
    write_beside = files._write_beside

    def write(root: str, data: bytes) -> tuple[str, files.Stamp]:
        if next(left, None) is None:
            raise error
        return write_beside(root, data)

    return write


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() == 0, reason="the superuser may write anywhere")
def test_read_only_output_leaves_the_old_site(edited: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """An output folder in which nothing may be written: a clear error, exit status 1, the old site whole."""
    before = site(edited.root)
    edited.wiki.output.chmod(0o500)
    status = main(["build", "--jobs", "1"])
    edited.wiki.output.chmod(0o700)
    assert (1, before) == (status, site(edited.root))
    assert "writing there is not allowed" in capsys.readouterr().err


def test_folder_in_the_way_of_a_page_concerns_that_page_only(
    edited: TinyWiki, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is in the way of one page is told, and keeps no other from being written or deleted; once gone, all is well."""
    (edited.wiki.output / "new/index.html").mkdir(parents=True)
    assert 1 == main(["build", "--jobs", "1"])
    assert "new/index.html" in capsys.readouterr().err
    assert not (edited.wiki.output / "about").exists()
    shutil.rmtree(edited.wiki.output / "new")
    assert 0 == main(["build", "--jobs", "1"])
    assert (edited.wiki.output / "new/index.html").is_file()


def test_file_of_others_can_be_adopted_afterwards(edited: TinyWiki) -> None:
    """A file that was not ours is left alone until it is gone or `--adopt` says that it may be replaced."""
    page = edited.wiki.output / "new/index.html"
    page.parent.mkdir()
    page.write_bytes(b"mine")
    assert (1, b"mine") == (main(["build", "--jobs", "1"]), page.read_bytes())
    assert (1, b"mine") == (main(["build", "--jobs", "1"]), page.read_bytes())
    assert (0, True) == (main(["build", "--jobs", "1", "--adopt"]), page.read_bytes().endswith(b"</html>\n"))


@pytest.mark.parametrize("step", ["begin", "publish_all", "finish"])
def test_interrupted_build_leaves_nothing_behind(edited: TinyWiki, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    """Ctrl-C at any step of publishing: the next build of the same process is as good as a first one."""
    process = Builder(edited.wiki, Options(Audience.PUBLIC, jobs=1))

    def interrupt(*_: Any, **__: Any) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(press if step == "publish_all" else OutputFolder, step, interrupt)
        with pytest.raises(KeyboardInterrupt):
            process.build()
    assert [] == cut_off(edited.wiki.output)
    process.build()
    process.close()
    files_now = site(edited.root)
    shutil.rmtree(edited.wiki.output)
    main(["build", "--clean", "--jobs", "1"])
    assert site(edited.root) == files_now


# Two at once


def test_two_processes_build_one_wiki(tmp_path: Path) -> None:
    """Two builds begun at the same time both end well; the site is right and the cache is sound."""
    wiki = TinyWiki(tmp_path / "wiki")
    for number in range(20):
        wiki.write(f"interviews/person-{number}.md", note(number, random.Random(number)))
    for round_ in range(3):
        command = [sys.executable, "-m", "generator", "build", "--edition", "private", "--jobs", "1"]
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        both = [
            subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, cwd=wiki.root, env=env)
            for _ in range(2)
        ]
        told = [process.communicate() for process in both]
        assert ([0, 0], []) == (
            [process.returncode for process in both],
            [err for _, err in told if b"Traceback" in err],
        )
        assert clean_site(wiki.root) == site(wiki.root)
        assert Code.CACHE_SET_ASIDE not in build(wiki.root)
        wiki.write("interviews/person-3.md", note(3, random.Random(100 + round_)))
