"""`fieldpath publish --zip`: one edition in one file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from generator.cli import main
from tiny_wiki import TinyWiki

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_DANA = "---\nperson: Dana Rivera\nfields: [Health]\nconsent: {}\n---\n\nHer words.\n"


@pytest.fixture
def here(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> TinyWiki:
    """A wiki called Our careers with one public and one cohort interview, whose folder is the current one."""
    wiki.settings('title = "Our careers"\n')
    wiki.write("interviews/dana-rivera.md", _DANA.format("public"))
    wiki.write("interviews/sam-okafor.md", "---\nperson: Sam Okafor\nconsent: cohort\n---\n")
    monkeypatch.chdir(wiki.root)
    return wiki


def test_the_zip_holds_one_folder_with_the_site(here: TinyWiki) -> None:
    """Everything lies in one folder named after the wiki; nothing of Fieldpath's own book-keeping is in it."""
    assert 0 == main(["publish", "--zip", "out.zip"])
    names = ZipFile("out.zip").namelist()
    assert ({"our-careers"}, True) == ({name.split("/")[0] for name in names}, "our-careers/index.html" in names)
    assert [] == [name for name in names if "/." in name]
    assert "our-careers/404.html" not in names, "a disk asks nobody for what is not there"


@pytest.mark.parametrize(("edition", "sees_sam"), [("public", False), ("cohort", True)])
def test_the_zip_is_one_edition(here: TinyWiki, edition: str, sees_sam: bool) -> None:
    """The public edition has no trace of whom only the cohort may see."""
    main(["publish", "--zip", "out.zip", "--edition", edition])
    archive = ZipFile("out.zip")
    assert sees_sam == any(b"Okafor" in archive.read(name) for name in archive.namelist())
    assert sees_sam == ("our-careers/interviews/sam-okafor/index.html" in archive.namelist())


def test_the_private_edition_is_not_packed(here: TinyWiki) -> None:
    """There is no way to send what is for the author alone."""
    assert 2 == main(["publish", "--zip", "out.zip", "--edition", "private"])


def test_the_same_wiki_gives_the_same_bytes(here: TinyWiki) -> None:
    """When and how often it is packed does not show."""
    main(["publish", "--zip", "one.zip"])
    os.utime("content/interviews/dana-rivera.md", (1_000_000_000, 1_000_000_000))
    main(["publish", "--zip", "two.zip"])
    assert Path("one.zip").read_bytes() == Path("two.zip").read_bytes()


@pytest.mark.parametrize(("arguments", "status", "kept"), [([], 1, True), (["--force"], 0, False)])
def test_a_file_of_others_is_not_replaced(here: TinyWiki, arguments: list[str], status: int, kept: bool) -> None:
    """What Fieldpath did not write stays, unless it is told."""
    Path("thesis.zip").write_bytes(b"mine")
    assert status == main(["publish", "--zip", "thesis.zip", *arguments])
    assert kept == (Path("thesis.zip").read_bytes() == b"mine")


def test_an_older_zip_is_replaced_and_a_withdrawn_interview_gone(here: TinyWiki) -> None:
    """Taking consent away takes the person out of the next zip."""
    main(["publish", "--zip", "out.zip"])
    here.write("interviews/dana-rivera.md", _DANA.format("private"))
    assert 0 == main(["publish", "--zip", "out.zip"])
    archive = ZipFile("out.zip")
    assert not any(b"Rivera" in archive.read(name) for name in archive.namelist())


def test_past_its_day_consent_holds_no_more(here: TinyWiki) -> None:
    """--date is the day on which consent must hold."""
    here.write("interviews/dana-rivera.md", _DANA.format("{audience: public, expires: 2030-01-01}"))
    sizes = []
    for day in ("2029-12-31", "2030-01-01"):
        main(["publish", "--zip", "out.zip", "--date", day])
        sizes.append("our-careers/interviews/dana-rivera/index.html" in ZipFile("out.zip").namelist())
    assert [True, False] == sizes


def test_nothing_is_packed_while_consent_is_in_doubt(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """A consent that cannot be read is mended before anything is sent."""
    here.write("interviews/dana-rivera.md", _DANA.format("pubic"))
    assert (1, False) == (main(["publish", "--zip", "out.zip"]), Path("out.zip").exists())
    assert "nothing was packed" in capsys.readouterr().err


def test_nothing_is_left_beside_the_zip(here: TinyWiki) -> None:
    """The half-written file is gone when the zip is there, and the wiki's own site is not touched."""
    main(["publish", "--zip", "out.zip"])
    assert {"content", "fieldpath.toml", "out.zip", ".fieldpath"} == set(os.listdir())


@pytest.mark.browser
def test_it_opens_from_a_disk(here: TinyWiki, browser: Browser) -> None:
    """Unpacked and opened by its file's address, it has its styles, and its links lead on."""
    main(["publish", "--zip", "out.zip"])
    ZipFile("out.zip").extractall("unpacked")
    page = browser.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto((here.root / "unpacked/our-careers/index.html").as_uri())
    fonts = page.evaluate("getComputedStyle(document.body).fontFamily")
    assert "Times" not in fonts
    page.get_by_role("link", name="Dana Rivera").first.click()
    assert ("Dana Rivera", []) == (page.get_by_role("heading", level=1).inner_text(), failed)
    page.close()
