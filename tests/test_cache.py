"""The cache: safe to delete, to damage, to copy and to share; it never decides what the site says."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from generator import builder
from generator.builder import Builder, Options
from generator.cache import KnownArtifact, KnownNote, open_cache
from generator.catalog import keeping
from generator.diagnostics import Code
from generator.notes.note import Audience
from tiny_wiki import TinyWiki

_OPTIONS = Options(Audience.PRIVATE, jobs=1)


@pytest.fixture
def built(wiki: TinyWiki) -> TinyWiki:
    """A wiki that has been built once, by a process that has ended."""
    for number in range(12):
        wiki.write(
            f"interviews/person-{number}.md",
            f"---\nperson: Person {number}\nfields: [Field {number % 3}]\n---\nSee [[person-1]].\n",
        )
    build(wiki)
    return wiki


def build(wiki: TinyWiki) -> list[Code]:
    """Build in a new process, as it were; return what was found."""
    with closing(Builder(wiki.wiki, _OPTIONS)) as process:
        return [found.code for found in process.build().diagnostics]


def site(wiki: TinyWiki) -> dict[str, bytes]:
    """Every file of the site."""
    output = wiki.wiki.output
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}


def cache_file(wiki: TinyWiki) -> Path:
    """The file that the cache is kept in."""
    (file,) = wiki.wiki.cache.glob("*.sqlite")
    return file


def edited(wiki: TinyWiki) -> dict[str, bytes]:
    """Edit a note that others show; return what the site is to be then."""
    wiki.write("interviews/person-1.md", "---\nperson: Renamed\nfields: [Field 1]\n---\nNew words.\n")
    copy = TinyWiki(wiki.root / "copy")
    shutil.copytree(wiki.root / "content", copy.root / "content")
    build(copy)
    return site(copy)


# What it keeps


def test_values_outlive_the_connection(tmp_path: Path) -> None:
    """What was committed is there for the next one who opens the cache; what was not is gone."""
    cache, _ = open_cache(tmp_path / "a.sqlite", "one")
    note, artifact = KnownNote(5, 7, b"digest"), KnownArtifact(b"recipe", 5, 7)
    cache.put("name", b"value")
    cache.put_notes([("a.md", note, b"encoded")])
    cache.put_artifacts([("a/index.html", artifact)])
    cache.commit()
    cache.put("name", b"other")
    cache.close()
    again, finding = open_cache(tmp_path / "a.sqlite", "one")
    assert finding is None
    assert (b"value", {"a.md": note}, {"a/index.html": artifact}) == (
        again.get("name"),
        again.known_notes(),
        again.artifacts(),
    )
    again.close()


def test_other_version_begins_anew_in_silence(tmp_path: Path) -> None:
    """A cache of another version of the program or its libraries is emptied without a word."""
    cache, _ = open_cache(tmp_path / "a.sqlite", "one")
    cache.put("name", b"value")
    cache.commit()
    cache.close()
    again, finding = open_cache(tmp_path / "a.sqlite", "two")
    assert (None, b"") == (finding, again.get("name"))
    again.close()


def test_folder_of_the_cache_is_ignored_by_git(built: TinyWiki) -> None:
    """The cache does not ask to be committed."""
    assert "*\n" == (built.wiki.cache / ".gitignore").read_text(encoding="utf-8")


# What may happen to it


def _overwrite(file: Path) -> None:
    file.write_bytes(random.Random(1).randbytes(4096))


def _truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _end_early(file: Path) -> None:
    os.truncate(file, 100)


def _spoil_the_middle(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 4 : len(data) // 2] = random.Random(2).randbytes(len(data) // 2 - len(data) // 4)
    file.write_bytes(data)


def _copy_from_elsewhere(file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    os.replace(copy, file)


def _put_other_database(file: Path) -> None:
    file.unlink()
    other = sqlite3.connect(file)
    other.execute("create table other (name text)")
    other.close()


@pytest.mark.parametrize(
    "harm", [_overwrite, _truncate, _end_early, _spoil_the_middle, _copy_from_elsewhere, _put_other_database]
)
def test_spoilt_cache_is_set_aside(built: TinyWiki, harm: Callable[[Path], None]) -> None:
    """A cache that is damaged or foreign costs one line of notice and a build from nothing."""
    expected = edited(built)
    harm(cache_file(built))
    assert [Code.CACHE_SET_ASIDE] == build(built)
    assert expected == site(built)
    assert [] == build(built)


@pytest.mark.parametrize("harm", [lambda file: file.unlink(), lambda file: file.write_bytes(b"")])
def test_missing_cache_is_nothing_to_tell(built: TinyWiki, harm: Callable[[Path], None]) -> None:
    """A cache that was deleted, or only just begun when its process was killed, is begun in silence."""
    expected = edited(built)
    harm(cache_file(built))
    assert [] == build(built)
    assert expected == site(built)


def test_cache_of_another_version_is_not_used(built: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken over from another version of the program."""
    expected = edited(built)
    monkeypatch.setattr(builder, "program_identity", lambda: "another version")
    with closing(Builder(built.wiki, _OPTIONS)) as process:
        report = process.build()
    assert (report.pages, expected) == (report.made, site(built))


@pytest.mark.parametrize(
    "statement",
    [
        "update notes set note = x'c1'",
        "update notes set path = x'ff' where path like '%person-2.md'",
        "update keys set keys = x'c1'",
        "update answers set answers = x'c1'",
        "update answers set answers = x'91930ac40166c403616263'",
        "update answers set answers = 'text'",
        "update artifacts set path = x'ff' where path = 'index.html'",
        "update meta set value = x'c1' where name = 'inputs'",
        "update meta set value = 'text' where name = 'inputs'",
        "update meta set value = 'text' where name = 'place'",
        "update meta set value = x'c1' where name = 'settings'",
        "drop table artifacts",
    ],
)
def test_spoilt_values_are_noticed(built: TinyWiki, statement: str) -> None:
    """Values that cannot have been put there are damage, too, however sound the file around them."""
    expected = edited(built)
    spoilt = sqlite3.connect(cache_file(built))
    spoilt.execute(statement)
    spoilt.commit()
    spoilt.close()
    assert [Code.CACHE_SET_ASIDE] == build(built)
    assert expected == site(built)


def test_answers_of_many_builds_are_put_together(built: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each build adds what is new; what is remembered of old ones does not grow for ever, nor is anything lost."""
    monkeypatch.setattr(keeping, "_MANY_RUNS", 3)
    for number in range(8):
        built.write(f"interviews/person-{number}.md", f"---\nperson: Number {number}\nskills: [Law]\n---\nNew.\n")
        built.write("passing.md", "# Passing\n") if number % 2 == 0 else built.remove("passing.md")
        build(built)
    with closing(sqlite3.connect(cache_file(built))) as cache:
        assert 1 <= cache.execute("select count(*) from answers").fetchone()[0] <= 4
    expected = edited(built)
    build(built)
    assert expected == site(built)


def test_edit_adds_its_answers_at_once(built: TinyWiki) -> None:
    """A build that is no large one remembers once, at its end: each time more is a row to read at every later start."""
    rows = []
    for words in ("See [[nobody]].", "See [[nobody else]]."):
        build(built.write("passing.md", words))
        with closing(sqlite3.connect(cache_file(built))) as cache:
            rows.append(cache.execute("select count(*) from answers").fetchone()[0])
    assert rows[1] == rows[0] + 1


def test_place_without_room_for_a_cache_is_told(built: TinyWiki) -> None:
    """Where no cache can be kept, the site is built all the same."""
    shutil.rmtree(built.wiki.cache)
    built.wiki.cache.write_bytes(b"a file in its place")
    expected = edited(built)
    assert [Code.CACHE_SET_ASIDE] == build(built)
    assert expected == site(built)


# Who else uses it


def test_running_process_notices_the_build_of_another(built: TinyWiki) -> None:
    """What another process wrote meanwhile is not mistaken for what this one had left there."""
    process = Builder(built.wiki, _OPTIONS)
    process.build()
    before, note = site(built), built.root / "content/interviews/person-1.md"
    text = note.read_bytes()
    edited(built)
    build(built)
    note.write_bytes(text)
    process.build()
    process.close()
    assert before == site(built)


def test_running_process_survives_the_loss_of_its_cache(built: TinyWiki) -> None:
    """The cache may be deleted at any time."""
    process = Builder(built.wiki, _OPTIONS)
    process.build()
    shutil.rmtree(built.wiki.cache)
    expected = edited(built)
    assert ((), expected) == (process.build().diagnostics, site(built))
    process.close()
    assert [] == build(built)


def test_cache_says_when_it_is_outrun(tmp_path: Path) -> None:
    """A commit of one's own is no news; one of somebody else's is."""
    cache, _ = open_cache(tmp_path / "a.sqlite", "one")
    cache.put("name", b"mine")
    cache.commit()
    alone = cache.is_outrun()
    other, _ = open_cache(tmp_path / "a.sqlite", "one")
    other.put("name", b"theirs")
    other.commit()
    assert (False, True) == (alone, cache.is_outrun())
    other.close()
    cache.close()
