"""Looking at the content folder."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from generator.diagnostics import Code, Diagnostic
from generator.notes import tree
from generator.notes.tree import holds_notes, read_bytes, scan


def write(root: Path, *paths: str) -> Path:
    """Make files that each hold their own path."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path, encoding="utf-8")
    return root


def notes(content: Path, *ignore: str) -> list[str]:
    """The paths of the notes that a scan finds."""
    return [source.path for source in scan(content, ignore).notes]


def test_notes_and_attachments_are_told_apart(tmp_path: Path) -> None:
    """Markdown files are notes, in any case; all others are attachments; both are sorted by path."""
    write(tmp_path, "b.md", "a/Z.MARKDOWN", "a/photo.jpg", "ü 中.md", "c.mdx", "a.md")
    found = scan(tmp_path)
    assert ["a.md", "a/Z.MARKDOWN", "b.md", "ü 中.md"] == [source.path for source in found.notes]
    assert ["a/photo.jpg", "c.mdx"] == [source.path for source in found.attachments]
    assert () == found.diagnostics


def test_whether_there_are_many_notes_is_told_without_a_scan(tmp_path: Path) -> None:
    """At any depth, but in no hidden folder; attachments are none; where there is no folder, there is no note."""
    write(tmp_path, "b.md", "a/Z.MARKDOWN", "a/photo.jpg", "a/b/c.md", ".git/d.md", "node_modules/e/f.md")
    assert [True, True, False] == [holds_notes(tmp_path, count) for count in (1, 3, 4)]
    assert not holds_notes(tmp_path / "nowhere", 1)


def test_source_tells_size_and_time(tmp_path: Path) -> None:
    """A source carries what is needed to notice that its file changed, also when its time was set back."""
    write(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(1, 4_234_567_890_123_456_789))
    assert (tree.Source("a.md", 4, 4_234_567_890_123_456_789),) == scan(tmp_path).notes
    os.utime(tmp_path / "a.md", ns=(1, 1))
    assert (tree.Source("a.md", 4, (tmp_path / "a.md").stat().st_ctime_ns),) == scan(tmp_path).notes


@pytest.mark.parametrize(
    "path",
    [
        ".git/a.md",
        ".obsidian/a.md",
        "x/.trash/a.md",
        "node_modules/p/README.md",
        "a.md~",
        ".#a.md",
        "#a.md#",
        ".a.md.swp",
        "4913",
        "a.md.tmp",
        "~$a.md",
        "a.md___jb_tmp___",
        "a.sync-conflict-20260101-120000-ABCDEFG.md",
        "a (Sam's conflicted copy 2026-03-14).md",
        ".a.md.icloud",
    ],
)
def test_hidden_and_temporary_files_are_passed_over(tmp_path: Path, path: str) -> None:
    """What editors and other programs leave behind is no content."""
    assert tree.Tree() == scan(write(tmp_path, path))


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("drafts/", ["a.md", "x/[b] c.md"]),
        ("drafts", ["a.md", "x/[b] c.md"]),
        ("x/*", ["a.md", "drafts/d.md"]),
        ("x/drafts/**", ["a.md", "drafts/d.md", "x/[b] c.md"]),
        ("**/d.md", ["a.md", "x/[b] c.md"]),
        ("[b]*.md", ["a.md", "drafts/d.md", "x/drafts/d.md"]),
        ("?.md", ["x/[b] c.md"]),
        ("/a.md", ["drafts/d.md", "x/[b] c.md", "x/drafts/d.md"]),
    ],
)
def test_ignore_patterns(tmp_path: Path, pattern: str, left: list[str]) -> None:
    """A pattern without a slash inside it matches a name anywhere, any other a path from the content folder."""
    write(tmp_path, "a.md", "drafts/d.md", "x/[b] c.md", "x/drafts/d.md")
    assert left == notes(tmp_path, pattern)


def test_excluded_folder_is_not_read(tmp_path: Path) -> None:
    """An output folder inside the content is no content, even by way of a link."""
    write(tmp_path, "a.md", "site/b.md", "fieldpath.toml")
    (tmp_path / "link").symlink_to("site")
    found = scan(tmp_path, (), (tmp_path / "site", tmp_path / "fieldpath.toml"))
    assert (["a.md"], ()) == ([source.path for source in found.notes], found.attachments + found.diagnostics)


def test_link_that_leads_out_is_passed_over(tmp_path: Path) -> None:
    """Files and folders outside the content are never part of it."""
    write(tmp_path, "outside/secret.md", "content/a.md")
    content = tmp_path / "content"
    (content / "file.md").symlink_to("../outside/secret.md")
    (content / "folder").symlink_to(tmp_path / "outside")
    found = scan(content)
    assert ["a.md"] == [source.path for source in found.notes]
    assert [(Code.LINK_OUT_OF_CONTENT, "file.md"), (Code.LINK_OUT_OF_CONTENT, "folder")] == [
        (finding.code, finding.path) for finding in found.diagnostics
    ]


def test_link_to_nothing_is_passed_over(tmp_path: Path) -> None:
    """What it led to was moved or deleted: that the note is missing is told, unless the link is ignored."""
    write(tmp_path, "a.md")
    (tmp_path / "b.md").symlink_to("gone.md")
    assert [(Code.LINK_OUT_OF_CONTENT, "b.md")] == [(found.code, found.path) for found in scan(tmp_path).diagnostics]
    assert () == scan(tmp_path, ["B.md"]).diagnostics


def test_link_to_a_folder_around_it_is_passed_over(tmp_path: Path) -> None:
    """A loop of links ends, with a finding."""
    write(tmp_path, "a/x.md", "b/y.md")
    (tmp_path / "a" / "up").symlink_to("..")
    (tmp_path / "a" / "b").symlink_to("../b")
    (tmp_path / "b" / "a").symlink_to("../a")
    found = scan(tmp_path)
    assert ["a/b/y.md", "a/x.md", "b/a/x.md", "b/y.md"] == [source.path for source in found.notes]
    assert {Code.LINK_OUT_OF_CONTENT} == {finding.code for finding in found.diagnostics}
    assert ["a/b/a", "a/up", "b/a/b", "b/a/up"] == [finding.path for finding in found.diagnostics]


def test_link_inside_the_content_is_fine(tmp_path: Path) -> None:
    """Links to files and folders of the content are content; the content folder may itself be a link."""
    write(tmp_path, "real/a.md", "real/img/p.png")
    (tmp_path / "real/b.md").symlink_to("a.md")
    (tmp_path / "real/pictures").symlink_to("img")
    (tmp_path / "content").symlink_to("real")
    found = scan(tmp_path / "content")
    assert ["a.md", "b.md"] == [source.path for source in found.notes]
    assert ["img/p.png", "pictures/p.png"] == [source.path for source in found.attachments]
    assert b"real/a.md" == read_bytes(tmp_path / "content", "b.md")


def test_pipes_and_sockets_are_passed_over(tmp_path: Path) -> None:
    """Only files are read, so nothing can make a build wait."""
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(tmp_path / "socket.md"))
        assert tree.Tree() == scan(tmp_path)
    assert isinstance(read_bytes(tmp_path, "pipe.md"), Diagnostic)


def test_name_that_is_not_text_is_reported(tmp_path: Path) -> None:
    """A name that no address can hold is a finding that can be printed."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.md")).touch()
    found = scan(tmp_path)
    assert ((), ["caf\ufffd.md"]) == (found.notes, [finding.path for finding in found.diagnostics])


def test_missing_content_folder_is_reported(tmp_path: Path) -> None:
    """No content folder is an error; no notes in it are none."""
    assert [(Code.UNREADABLE_FILE, ".")] == [(d.code, d.path) for d in scan(tmp_path / "nowhere").diagnostics]
    assert tree.Tree() == scan(tmp_path)


def test_unreadable_folder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed costs only what is in it."""
    write(tmp_path, "a.md", "locked/b.md")
    list_folder = os.scandir

    def refuse(place: str) -> object:
        if place.endswith("locked"):
            raise PermissionError(13, "Permission denied", place)
        return list_folder(place)

    monkeypatch.setattr(os, "scandir", refuse)
    found = scan(tmp_path)
    assert ["a.md"] == [source.path for source in found.notes]
    assert [("locked", "This cannot be read: permission denied.")] == [(d.path, d.message) for d in found.diagnostics]


def test_file_that_went_is_a_finding(tmp_path: Path) -> None:
    """Between the scan and the reading a file may go."""
    finding = read_bytes(tmp_path, "gone.md")
    assert isinstance(finding, Diagnostic)
    assert (Code.UNREADABLE_FILE, "gone.md") == (finding.code, finding.path)


def test_link_swapped_in_after_the_scan_is_not_followed_outside(tmp_path: Path) -> None:
    """A file that became a link to somewhere else is not read."""
    write(tmp_path, "secret.txt", "content/other.md")
    (tmp_path / "content/a.md").symlink_to("../secret.txt")
    finding = read_bytes(tmp_path / "content", "a.md")
    assert isinstance(finding, Diagnostic)
    assert Code.LINK_OUT_OF_CONTENT == finding.code
