"""`fieldpath serve`: what is served, when, and what is told, through a running server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from generator.cli import main
from generator.serving.injection import with_script
from generator.serving.lookup import Found, Moved, find
from generator.serving.security import is_loopback, type_of
from served_wiki import PATIENCE, PNG, ServedWiki, serving, until
from tiny_wiki import TinyWiki

_DANA = "---\nperson: Dana Rivera\nfields: [Health]\n---\n\nFirst words.\n"


@pytest.fixture
def served(wiki: TinyWiki) -> Iterator[ServedWiki]:
    """A small wiki, previewed."""
    wiki.write("interviews/dana-rivera.md", _DANA).write("über uns.md", "# Über uns\n\n![[dot.png]]\n")
    wiki.write("dot.png", PNG)
    with serving(wiki.root) as running:
        yield running


@pytest.fixture
def here(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> TinyWiki:
    """A wiki whose folder is the current one."""
    monkeypatch.chdir(wiki.write("a.md", "a").root)
    return wiki


# What is served


def test_page_comes_with_the_script(served: ServedWiki) -> None:
    """A page is served with the script that follows the site, which is not in its file."""
    shown = served.text("/interviews/dana-rivera/")
    written = (served.root / ".fieldpath/preview-private/interviews/dana-rivera/index.html").read_text("utf-8")
    assert (True, False) == ("follow.js" in shown, "follow.js" in written)
    assert written == "\n".join(line for line in shown.split("\n") if "follow.js" not in line)


def test_nothing_is_written_to_the_site_folder(served: ServedWiki) -> None:
    """The preview has a folder of its own: ``site/`` is for what is published."""
    served.get("/")
    assert not (served.root / "site").exists()


def test_address_without_its_slash_leads_on(served: ServedWiki) -> None:
    """A page's address works without its last slash, and keeps what was asked along."""
    answer = served.get("/interviews/dana-rivera?q=1")
    assert (302, "/interviews/dana-rivera/?q=1") == (answer.status, answer.headers["location"])


@pytest.mark.parametrize("address", ["/%C3%BCber-uns/", "/u%CC%88ber-uns/"])
def test_address_in_any_unicode_form(served: ServedWiki, address: str) -> None:
    """An address is found however its letters are composed."""
    assert 200 == served.get(address).status


def test_unknown_address_shows_the_sites_own_404(served: ServedWiki) -> None:
    """What is not there is answered with the site's page for it, and the status says so."""
    answer = served.get("/no/such/page/")
    assert (404, True) == (answer.status, b"Page not found" in answer.body)


def test_attachment_is_served_as_what_its_name_says(served: ServedWiki) -> None:
    """A file's type comes from a fixed table, by its name."""
    answer = served.get("/attachments/dot.png")
    assert (200, "image/png", b"\x89PNG") == (answer.status, answer.headers["content-type"], answer.body[:4])


def test_head_gives_no_body(served: ServedWiki) -> None:
    """HEAD tells what GET would, without the bytes."""
    answer, full = served.get("/", method="HEAD"), served.get("/")
    assert (b"", full.headers["content-length"]) == (answer.body, answer.headers["content-length"])


def test_deleted_note_is_gone_at_once(wiki: TinyWiki, served: ServedWiki) -> None:
    """A page whose note was deleted is no longer served."""
    assert 200 == served.get("/interviews/dana-rivera/").status
    wiki.remove("interviews/dana-rivera.md")
    until(lambda: served.get("/interviews/dana-rivera/").status == 404)


# When


def test_first_request_waits_for_the_first_build(wiki: TinyWiki) -> None:
    """Who asks before anything is built gets the page, not an error."""
    wiki.write("interviews/dana-rivera.md", _DANA)
    with serving(wiki.root) as served:
        assert "First words." in served.text("/interviews/dana-rivera/")


def test_page_without_any_build_follows_too(wiki: TinyWiki) -> None:
    """Where the first build fails, what is shown says so, and gives way to the page once that is mended."""
    wiki.write("interviews/dana-rivera.md", "---\nperson: Dana Rivera\nconsent: private\n---\nText.\n")
    wiki.write("about.md", "# About\n\nAs Dana Rivera says.\n")
    with serving(wiki.root, "--edition", "public") as served:
        answer = served.get("/")
        assert (404, True, True) == (
            answer.status,
            b"Nothing is built yet" in answer.body,
            b"follow.js" in answer.body,
        )
        wiki.write("about.md", "# About\n\nNothing.\n")
        assert until(lambda: served.get("/").status == 200 or None)


def test_request_during_a_build_gets_what_is_being_built(wiki: TinyWiki) -> None:
    """Pages that hang together are never seen one new and one old while a change is under way."""
    for number in range(300):
        wiki.write(f"{number}.md", f"# Note {number}\n")
    wiki.settings('title = "Before"\n')
    with serving(wiki.root, "--jobs", "1") as served:
        served.get("/")
        with served.events() as events:
            next(events)
            seen: list[bool] = []
            asking = threading.Thread(target=lambda: seen.extend(_both(served) for _ in range(30)))
            asking.start()
            wiki.settings('title = "After"\n')
            next(events)
            asking.join()
    assert {True} == set(seen)


def _both(served: ServedWiki) -> bool:
    """Whether a page that is asked for after a new one is not older."""
    return not ("After" in served.text("/0/") and "Before" in served.text("/299/"))


def test_event_names_what_changed_and_nothing_else(wiki: TinyWiki, served: ServedWiki) -> None:
    """An edit inside a note tells of its page; other pages need not look again."""
    with served.events() as events:
        assert [] == next(events)["changed"]
        wiki.write("interviews/dana-rivera.md", _DANA + "\n## Another heading\n\nMore.\n")
        changed = next(events)["changed"]
    assert ("/interviews/dana-rivera/" in changed, "/über-uns/" in changed) == (True, False)


# What goes wrong


@pytest.mark.parametrize(
    ("file", "text", "code"),
    [
        ("content/interviews/dana-rivera.md", "---\nperson: [\n---\n", "bad-yaml"),
        ("templates/interview.html", "{% if %}", "template-error"),
        ("fieldpath.toml", "title = ", "settings-in-doubt"),
    ],
)
def test_broken_file_never_stops_serving(served: ServedWiki, file: str, text: str, code: str) -> None:
    """A mistake in a note, a template or the settings is told, and mended by mending the file."""
    place = served.root / file
    before = place.read_bytes() if place.exists() else None
    with served.events() as events:
        next(events)
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)
        assert code in [error["code"] for error in next(events)["findings"]["errors"]]
        served.tells(code)
        assert 200 == served.get("/").status
        assert 200 == served.get("/interviews/dana-rivera/").status
        if before is None:
            place.unlink()
        else:
            place.write_bytes(before)
        assert [] == next(events)["findings"]["errors"]


def test_content_folder_deleted_and_made_again(served: ServedWiki) -> None:
    """A content folder that goes and comes back is followed as if it had never been away."""
    content, away = served.root / "content", served.root / "away"
    content.rename(away)
    served.tells("error")
    away.rename(content)
    served.tells("No findings")
    (content / "new.md").write_text("# New\n\nHere.\n")
    until(lambda: served.get("/new/").status == 200)


def test_bug_is_shown_and_serving_goes_on(served: ServedWiki, wiki: TinyWiki) -> None:
    """Whatever fails in a build is told; the last site is still served, and the next change is built."""
    cache = served.root / ".fieldpath"
    with served.events() as events:
        next(events)
        preview = cache / "preview-private"
        preview.rename(cache / "aside")
        preview.write_text("in the way")
        wiki.write("new.md", "# New\n")
        message = next(events)["findings"]
        assert message["crash"] or message["errors"]
        preview.unlink()
        (cache / "aside").rename(preview)
        wiki.write("new.md", "# New\n\nWords.\n")
        until(lambda: served.get("/new/").status == 200)


# The command


def test_other_machines_get_an_edition_that_was_named(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """Beyond loopback, serving without ``--edition`` is wrong usage: nobody shows private notes by oversight."""
    assert 2 == main(["serve", "--host", "0.0.0.0"])
    assert "--edition" in capsys.readouterr().err


def test_edition_is_the_private_one_unless_named(wiki: TinyWiki) -> None:
    """The writer sees every note; with ``--edition public``, what would be published."""
    wiki.write("interviews/dana-rivera.md", _DANA)
    for arguments, status in (((), 200), (("--edition", "public"), 404)):
        with serving(wiki.root, *arguments) as served:
            assert status == served.get("/interviews/dana-rivera/").status


@pytest.mark.skipif(sys.platform == "win32", reason="a browser of one's own is named in another way")
def test_open_shows_the_address_that_is_printed(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--open``, the browser is called once, when the first pages are there, and with the address as printed."""
    page, called, browser = ".fieldpath/preview-private/a/index.html", wiki.root / "called", wiki.root / "browser"
    browser.write_text(f'#!/bin/sh\ntest -f "{wiki.root}/{page}" && echo "$1" >> "{called}"\n')
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    with serving(wiki.write("a.md", "a").root, "--open") as served:
        until(called.is_file)
        assert f"{served.url}\n" == called.read_text()


def test_taken_port_leads_to_the_next(wiki: TinyWiki) -> None:
    """Where the port is taken, the next free one is used, and a note says so."""
    wiki.write("a.md", "a")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with serving(wiki.root, "--port", str(port)) as served:
            assert served.port > port
            served.tells(f"Port {port} is taken")


def test_ctrl_c_ends_quietly(served: ServedWiki) -> None:
    """Ctrl-C stops at once, also while pages listen, says so, and is no error."""
    with served.events() as events:
        next(events)
        assert 0 == served.stop()
        served.tells("Stopped.")


def test_ctrl_c_during_the_first_build(wiki: TinyWiki) -> None:
    """A build that is under way is given up; what it had not finished, the next one does."""
    for number in range(300):
        wiki.write(f"{number}.md", f"# Note {number}\n")
    with serving(wiki.root, "--jobs", "1") as served:
        assert 0 == served.stop()
        assert not [line for line in served.told if "Traceback" in line]
    with serving(wiki.root) as served:
        assert "Note 299" in served.text("/299/")


def test_findings_are_told_once(wiki: TinyWiki, served: ServedWiki) -> None:
    """A finding is drawn in the terminal when it is new, and only counted after that."""
    wiki.write("a.md", "See [[Nobody]].\n")
    served.tells("1 warning in 1 file")
    wiki.write("b.md", "See [[Nowhere]].\n")
    served.tells("2 warnings in 2 files")
    assert 1 == len([line for line in served.told if "No note “Nobody”" in line])


# Parts


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("/", Found("index.html")),
        ("/index.html", Found("index.html")),
        ("/a/", Found("a/index.html")),
        ("/a", Moved("/a/")),
        ("/a/index.html", Found("a/index.html")),
        ("/feed.xml", Found("feed.xml")),
        ("/feed.xml/", None),
        ("//a/", None),
        ("/b", None),
    ],
)
def test_find(asked: str, found: Found | Moved | None) -> None:
    """An address is one of the site's, leads to one, or is none."""
    assert found == find(asked, {"index.html", "a/index.html", "feed.xml"})


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>a</body></html>", b"<body>a@</body></html>"),
        (b"<p></body></p></BODY>", b"<p></body></p>@</BODY>"),
        (b"no end", b"no end@"),
        (b"", b"@"),
    ],
)
def test_script_stands_at_the_end_of_the_body(page: bytes, expected: bytes) -> None:
    """The script comes last, whatever the page is like."""
    script = with_script(b"", "/s.js", 3, '/ü"/')
    assert expected.replace(b"@", script) == with_script(page, "/s.js", 3, '/ü"/')
    assert b'src="/s.js" data-build="3" data-served="/&#252;&quot;/"' in script


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("localhost", True),
        ("::ffff:127.0.0.1", True),
        ("0.0.0.0", False), ("::", False), ("192.0.2.1", False), ("example.org", False), ("", False),
    ],
)  # fmt: skip
def test_is_loopback(host: str, expected: bool) -> None:
    """Only addresses that no other machine can reach are taken for such."""
    assert expected is is_loopback(host)


def test_unknown_type_is_only_bytes() -> None:
    """A file of an unknown kind is downloaded, not shown."""
    assert "application/octet-stream" == type_of("a/b.xyz")


def test_a_preview_whose_terminal_is_gone_goes_on(wiki: TinyWiki) -> None:
    """Whoever reads its output may end (`fieldpath serve | head -1`); the browser follows all the same."""
    wiki.write("about.md", "First.\n")
    command = [sys.executable, "-u", "-m", "generator", "serve", "--port", "0"]
    search = {"PYTHONPATH": str(Path(__file__).parent.parent)}
    process = subprocess.Popen(command, cwd=wiki.root, env=os.environ | search, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        url = process.stdout.readline().split()[0]
        process.stdout.close()
        for words in ("Second.", "Third."):
            wiki.write("about.md", f"{words}\n")
            until(lambda words=words: words in urlopen(f"{url}about/").read().decode() or None)  # type: ignore[misc]
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_the_last_port_there_is(here: TinyWiki, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it is taken, there is none after it."""
    with closing(socket.create_server(("127.0.0.1", 65_535))):
        assert 1 == main(["serve", "--port", "65535"])
    assert "Nothing can be served at 127.0.0.1, port 65535: Address already in use." in capsys.readouterr().err
