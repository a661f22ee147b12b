"""Settings that are remembered: the same as those that are read, and never of use where reading would stop a build."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator import settings_file
from generator.cache import Cache, open_cache
from generator.diagnostics import Code, Diagnostic
from generator.notes.note import Audience
from generator.settings import Settings
from generator.settings_file import load_settings
from generator.settings_memory import SettingsMemory
from tiny_wiki import TinyWiki

_ALL = """
title = "Careers"
language = "pt-BR"
base_url = "https://example.org/wiki"
page_size = 10
ignore = ["drafts/"]
tilte = "x"
[frontmatter]
person = "title"
[consent]
default = "cohort"
allow = ["Paris"]
folders = {"interviews/old" = "public"}
[vocabularies]
sectors = ["Space"]
"""


def read_again(file: Path, cache: Cache) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """What the next process has of a file, after one that read and saved it."""
    memory = SettingsMemory(cache)
    memory.settings_in(file)
    memory.save()
    return SettingsMemory(cache).settings_in(file)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The settings files that were parsed, in their order."""
    texts: list[str] = []
    parse = settings_file.parse_settings

    def counted(text: str) -> tuple[Settings, tuple[Diagnostic, ...]]:
        texts.append(text)
        return parse(text)

    monkeypatch.setattr(settings_file, "parse_settings", counted)
    return texts


@pytest.mark.parametrize("text", ["", _ALL, 'title = 3\n[consent]\ndefault = "publik"\n'])
def test_remembered_settings_are_those_of_the_file(tmp_path: Path, parsed: list[str], text: str) -> None:
    """Settings and findings come out as they went in, and the file is parsed once."""
    file = tmp_path / "fieldpath.toml"
    file.write_text(text, encoding="utf-8")
    cache, _ = open_cache(tmp_path / "cache.sqlite", "")
    with closing(cache):
        remembered = read_again(file, cache)
        assert [text] == parsed
        assert load_settings(file) == remembered


def test_changed_settings_are_read(tmp_path: Path, parsed: list[str]) -> None:
    """Only the bytes count, not how many there are, and only those of last time are known."""
    file = tmp_path / "fieldpath.toml"
    cache, _ = open_cache(tmp_path / "cache.sqlite", "")
    titles = []
    with closing(cache):
        for title in ("A", "B", "B", "A"):
            file.write_text(f'title = "{title}"\n', encoding="utf-8")
            titles.append(read_again(file, cache)[0].title)
    assert (["A", "B", "B", "A"], 3) == (titles, len(parsed))


def test_settings_in_doubt_are_not_remembered(tmp_path: Path, parsed: list[str]) -> None:
    """They are told as they were, by every process that reads them."""
    file = tmp_path / "fieldpath.toml"
    file.write_text("exclude = 3\n", encoding="utf-8")
    cache, _ = open_cache(tmp_path / "cache.sqlite", "")
    with closing(cache):
        _, (finding,) = read_again(file, cache)
    assert (Code.SETTINGS_IN_DOUBT, 2) == (finding.code, len(parsed))


def test_file_that_went_means_the_defaults(tmp_path: Path) -> None:
    """What it said is not what holds."""
    file = tmp_path / "fieldpath.toml"
    file.write_text('title = "T"\n', encoding="utf-8")
    cache, _ = open_cache(tmp_path / "cache.sqlite", "")
    with closing(cache):
        read_again(file, cache)
        file.unlink()
        assert (Settings(), ()) == SettingsMemory(cache).settings_in(file)


def test_file_that_cannot_be_read_any_more_stops_the_build(wiki: TinyWiki) -> None:
    """What it said last does not stand in for it."""
    built = wiki.settings('title = "Before"\n').write("a.md", "Before").build()
    wiki.wiki.settings_file.unlink()
    wiki.wiki.settings_file.mkdir()
    wiki.write("a.md", "After").build().only(Code.SETTINGS_IN_DOUBT)
    assert "Before" in built.text("/a/")


def test_folder_that_went_is_told_though_the_settings_stayed(wiki: TinyWiki, parsed: list[str]) -> None:
    """What settings say of the disk is looked up each time, and stops the build as if they had just been read."""
    wiki.settings('[consent.folders]\n"people" = "cohort"\n').write("people/a.md", "A").write("b.md", "B").build()
    wiki.remove("people/a.md")
    (wiki.root / "content/people").rmdir()
    wiki.build().only(Code.SETTINGS_IN_DOUBT)
    assert 1 == len(parsed)


def test_spoilt_settings_are_not_used(wiki: TinyWiki) -> None:
    """Remembered settings that could be some, but are not those that were read, are damage: nobody is shown by them."""
    wiki.settings('[consent]\ndefault = "private"\n').write("interviews/a.md", "---\nperson: Dana Rivera\n---\n")
    wiki.build(edition=Audience.PUBLIC)
    (file,) = wiki.wiki.cache.glob("*.sqlite")
    with closing(sqlite3.connect(file)) as cache:
        (value,) = cache.execute("select value from meta where name = 'settings'").fetchone()
        spoilt = value.replace(b"\xa7private", b"\xa6public")
        cache.execute("update meta set value = ? where name = 'settings'", (spoilt,))
        cache.commit()
    assert value != spoilt
    built = wiki.build(edition=Audience.PUBLIC)
    assert ([Code.CACHE_SET_ASIDE], 0) == (built.codes(), built.report.published)
