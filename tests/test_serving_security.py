"""The preview is safe on a shared network: each test is an attack, sent byte by byte to a running server.

Most of them worked once on a preview server that many people use; those are named after what was published about them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from served_wiki import PNG, Answer, ServedWiki, serving
from tiny_wiki import TinyWiki

SECRET = "the secret of the house"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedWiki]:
    """One preview for all attacks, of a wiki whose folder holds secrets beside the notes."""
    wiki = TinyWiki(tmp_path_factory.mktemp("attacked"))
    wiki.write("about.md", "# About\n\n![[dot.png]] ![[dot.svg]]\n")
    wiki.write("dot.png", PNG).write("dot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    wiki.write("unused.txt", SECRET)
    (wiki.root / "secret.txt").write_text(SECRET)
    (wiki.root / ".env").write_text(SECRET)
    with serving(wiki.root) as running:
        running.get("/")
        yield running


def keeps(answer: Answer, *statuses: int) -> bool:
    """Whether an answer has one of these statuses, tells no secret, and lets no other origin in."""
    told = SECRET.encode() in answer.body or b"root:" in answer.body
    return (answer.status in statuses, told, allows_others(answer)) == (True, False, False)


def allows_others(answer: Answer) -> bool:
    """Whether any header lets pages of other origins read the answer."""
    return any(name.startswith("access-control-") for name in answer.headers)


def from_elsewhere(mode: str, dest: str, site: str = "cross-site") -> dict[str, str]:
    """What a browser sends along with a request that another site's page causes."""
    return {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest, "Referer": "http://evil.example/"}


# Known holes of others


@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1234", "null"])
def test_cve_2025_24010_vite_answers_any_origin(served: ServedWiki, origin: str) -> None:
    """Vite let every site read its answers and hear of changes: it allowed any origin, and any Host."""
    stream = served.get(f"{served.own()}/events", {"Origin": origin})
    page = served.get("/", {"Origin": origin})
    assert keeps(stream, 403)
    assert not allows_others(page)
    assert keeps(served.get("/", {"Host": f"evil.example:{served.port}"}), 421)


@pytest.mark.parametrize("query", ["?raw", "?raw??", "?import&raw??", "?url??", "?import&raw&"])
@pytest.mark.parametrize("prefix", ["/@fs", ""])
def test_cve_2025_30208_vite_raw_with_question_marks(served: ServedWiki, prefix: str, query: str) -> None:
    """Vite read any file for ``/@fs/…?raw??``, as trailing question marks hid the word from its check."""
    assert keeps(served.get(f"{prefix}{served.root}/secret.txt{query}"), 404)
    assert keeps(served.get(f"{prefix}/etc/passwd{query}"), 404)


@pytest.mark.parametrize(
    "query", ["?import&?inline=1.wasm?init", "?import&?raw", "?inline&import", "?raw?import", "?.svg?.wasm?init"]
)
def test_cve_2025_31125_vite_inline_and_import(served: ServedWiki, query: str) -> None:
    """Vite read files for ``?inline&import`` and ``?raw?import``."""
    assert keeps(served.get(f"/@fs{served.root}/secret.txt{query}"), 404)


@pytest.mark.parametrize(
    "target",
    [
        "/@fs/etc/passwd?.svg?.wasm?init",
        "/@fs/x/x/x/?/../../../../../../../../etc/passwd?import&raw",
        "/x/?/../../secret.txt?.svg?.wasm?init",
        "/../../secret.txt?.svg?import",
    ],
)
def test_cve_2025_31486_vite_svg_and_relative_paths(served: ServedWiki, target: str) -> None:
    """Vite took a file for harmless if ``.svg`` followed, and lost its way over relative paths."""
    assert keeps(served.get(target), 404)


@pytest.mark.parametrize("target", ["/@fs{root}/#/../../../../etc/passwd", "/#/../secret.txt", "/about/#", "#", "/#"])
def test_cve_2025_32395_vite_hash_in_request_target(served: ServedWiki, target: str) -> None:
    """Vite checked a path up to its ``#`` and read all of it; no browser sends one, but a socket does."""
    assert keeps(served.get(target.format(root=served.root)), 400, 404)


@pytest.mark.parametrize("path", ["/", "/about/", "/assets/style.css", "/sitemap.xml", "/nothing"])
def test_ghsa_67mh_4wv8_2f99_esbuild_allows_every_origin(served: ServedWiki, path: str) -> None:
    """esbuild sent ``Access-Control-Allow-Origin: *`` with everything, its event stream included."""
    answers = [served.get(path, {"Origin": "http://evil.example"}), served.get(path, {"Origin": "null"}, "OPTIONS")]
    assert ["same-origin", "same-origin"] == [one.headers["cross-origin-resource-policy"] for one in answers]
    assert [False, False] == [allows_others(one) for one in answers]


@pytest.mark.parametrize("dest", ["script", "style", "image", "iframe", "object", "empty"])
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_cve_2025_30359_webpack_scripts_read_by_other_sites(served: ServedWiki, dest: str, site: str) -> None:
    """webpack's code was stolen by a page that loaded it in a script element, which asks for no permission."""
    mode = "navigate" if dest in ("iframe", "object") else "no-cors"
    for path in ("/about/", "/assets/style.css", f"{served.own()}/follow.js"):
        assert keeps(served.get(path, from_elsewhere(mode, dest, site)), 403)


@pytest.mark.parametrize(
    "origin", ["http://192.0.2.7", "http://127.0.0.1:1", "http://[::1]", "https://127.0.0.1:{port}"]
)
def test_cve_2025_30360_webpack_trusts_addresses(served: ServedWiki, origin: str) -> None:
    """webpack let any page hear of changes whose origin was an IP address."""
    assert keeps(served.get(f"{served.own()}/events", {"Origin": origin.format(port=served.port)}), 403)


@pytest.mark.parametrize(
    "up", ["..", "%2e%2e", "%2E.", "..%2f", "..%5c", "..\\", "%252e%252e", "..;", "%c0%ae%c0%ae", "\uff0e\uff0e"]
)
def test_cve_2021_40978_mkdocs_traversal(served: ServedWiki, up: str) -> None:
    """mkdocs served what lies above its site: ``GET /../../etc/passwd``."""
    encoded = up.encode().decode("latin-1")
    for depth in (1, 2, 12):
        way = f"{encoded}/" * depth
        for target in (f"/{way}secret.txt", f"/{way}etc/passwd", f"/about/{way}.env", f"/assets/{way}secret.txt"):
            assert keeps(served.raw(request(served, target.encode("latin-1"))), 400, 404)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example.", "192.0.2.1", "0.0.0.0"],
)
def test_hugo_14869_dns_rebinding(served: ServedWiki, host: str) -> None:
    """Hugo answers to any name: a site whose name comes to lead here can read every draft."""
    for named in (host, f"{host}:{served.port}", f"127.0.0.1@{host}:{served.port}"):
        assert keeps(served.get("/about/", {"Host": named}), 421)


def test_hugo_14870_forwarded_host_is_not_believed(served: ServedWiki) -> None:
    """Hugo compared the origin with ``X-Forwarded-Host``, which whoever asks can set."""
    forged = {"Origin": "http://evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    assert keeps(served.get(f"{served.own()}/events", forged), 403)
    mine = {"Host": "evil.example", "X-Forwarded-Host": f"127.0.0.1:{served.port}"}
    assert keeps(served.get("/", mine), 421)


# Who may ask


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_own_names_are_answered(served: ServedWiki, name: str) -> None:
    """The names of this machine's loopback are the preview's."""
    assert 200 == served.get("/", {"Host": f"{name}:{served.port}"}).status


@pytest.mark.parametrize(
    "host", ["", "localhost", "localhost:1", "localhost:", "localhost:99999999", "localhost:\uff18\uff10"]
)
def test_other_ports_and_no_host_are_refused(served: ServedWiki, host: str) -> None:
    """A Host that is missing, or names another port, is none of ours."""
    assert keeps(served.get("/", {"Host": host}), 400, 421)


def test_two_hosts_are_refused(served: ServedWiki) -> None:
    """One that is ours does not vouch for a second one."""
    two = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\nHost: evil.example\r\n\r\n"
    assert keeps(served.raw(two.encode()), 400)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_only_get_and_head(served: ServedWiki, method: str) -> None:
    """Whatever could change something, or ask for leave to, is refused everywhere."""
    for path in ("/", "/about/", "/nothing", f"{served.own()}/events"):
        assert (405, "GET, HEAD") == (lambda one: (one.status, one.headers["allow"]))(served.get(path, {}, method))


def test_a_link_from_elsewhere_may_lead_here(served: ServedWiki) -> None:
    """Following a link from another site opens a page; nothing else from there is answered."""
    assert 200 == served.get("/about/", from_elsewhere("navigate", "document")).status


@pytest.mark.parametrize("token", ["", "x", "é", "%2e%2e", "events"])
def test_event_stream_needs_its_token(served: ServedWiki, token: str) -> None:
    """Without this run's token there is no stream, and no script."""
    for name in ("events", "follow.js"):
        target = f"/.fieldpath/{token}/{name}".encode()
        assert keeps(served.raw(request(served, target)), 400, 404)


def test_event_stream_is_for_our_pages(served: ServedWiki) -> None:
    """Even with the token, a request from another site's page is refused."""
    for site in ("cross-site", "same-site", "none"):
        headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
        assert keeps(served.get(f"{served.own()}/events", headers), 403)


def test_tokens_differ(wiki: TinyWiki, served: ServedWiki) -> None:
    """Every run has a token of its own."""
    wiki.write("a.md", "a")
    with serving(wiki.root) as other:
        assert served.own() != other.own()


# What may be asked for


@pytest.mark.parametrize(
    "target",
    [
        "/about%00.html", "/about/%00", "/\x00", "/%2fetc%2fpasswd", "//etc/passwd", "/\\etc\\passwd", "/%ff%fe",
        "/C:%5CWindows%5Cwin.ini", "/about%2findex.html%2f..%2f..%2fsecret.txt", "/.env", "/secret.txt", "/unused.txt",
        "/content/about.md", "/fieldpath.toml", "/.fieldpath-manifest", "/.fieldpath/", "/.fieldpath/preview-private/404.html",
        "/con", "/about::$DATA", "http://127.0.0.1/about/", "http://evil.example/", "file:///etc/passwd", "*", "about/",
        "?", "/ about",
    ],
)  # fmt: skip
def test_only_files_of_the_site(served: ServedWiki, target: str) -> None:
    """A path is compared with the list of the site's files, never looked for on the disk."""
    assert keeps(served.raw(request(served, target.encode("latin-1"))), 400, 404, 421)


def test_a_link_planted_in_the_output_is_not_followed(served: ServedWiki) -> None:
    """What lies behind a link in the output folder is not the site's, though its name is."""
    output = served.root / ".fieldpath" / "preview-private"
    try:
        os.symlink(served.root / "secret.txt", output / "planted.txt")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    assert keeps(served.get("/planted.txt"), 404)
    with replaced(output / "attachments/dot.png", served.root / "secret.txt"):
        assert keeps(served.get("/attachments/dot.png"), 404)
    assert 200 == served.get("/attachments/dot.png").status


def test_overlong_paths_end_in_an_error(served: ServedWiki) -> None:
    """A path of 60 KB is not found; one of a megabyte is cut off."""
    assert keeps(served.get(f"/{'a' * 60_000}"), 400, 404)
    assert keeps(served.get(f"/{'../' * 20_000}etc/passwd"), 400, 404)
    with suppress(ConnectionError):  # cut off while we were still talking
        assert keeps(served.get(f"/{'a' * 1_000_000}"), 400)


def test_redirect_stays_here(served: ServedWiki) -> None:
    """An address without its last slash leads to the page of this site, whatever it looks like."""
    assert "/about/" == served.get("/about").headers["location"]
    for target in ("//evil.example", "//evil.example/about", "/\\evil.example", "/about%0d%0aX: y", "//about"):
        answer = served.raw(request(served, target.encode()))
        assert ("location" in answer.headers, "x" in answer.headers) == (False, False)


# What goes along with every answer


def test_headers_keep_answers_to_ourselves(served: ServedWiki) -> None:
    """Nothing is stored, guessed, embedded by others or sent along to them."""
    expected: Mapping[str, str] = {
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "same-origin",
        "x-frame-options": "SAMEORIGIN",
    }
    for path in (
        "/",
        "/about",
        "/attachments/dot.png",
        "/nothing",
        "/assets/style.css",
        f"{served.own()}/follow.js",
        "/.fieldpath/x/y",
    ):
        assert expected == {name: served.get(path).headers.get(name) for name in expected}


def test_pages_run_no_script_but_the_sites_own(served: ServedWiki) -> None:
    """A script that somehow got into a page does not run, and a picture that is opened has none."""
    policies = [served.get(path).headers["content-security-policy"] for path in ("/about/", "/attachments/dot.svg")]
    assert ("script-src 'self';" in policies[0], "default-src 'none'" in policies[1]) == (True, True)


def test_server_does_not_name_itself(served: ServedWiki) -> None:
    """What software answers is nobody's business."""
    assert "server" not in served.get("/").headers


def test_findings_stay_on_this_machine(wiki: TinyWiki) -> None:
    """Where others can reach the preview, a warning says so, and what findings quote is sent to this machine only."""
    wiki.write("a.md", "See [[Nobody]].\n")
    with serving(wiki.root, "--host", "0.0.0.0", "--edition", "public") as served:
        served.tells("can be reached from other machines")
        with served.events() as events:
            assert 1 == len(next(events)["findings"]["warnings"])


def request(served: ServedWiki, target: bytes) -> bytes:
    """A request for exactly these bytes."""
    return b"GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % (target, served.port)


class replaced:
    """A file of the output that is a link to another one for a while."""

    def __init__(self, file: Path, target: Path) -> None:
        self.file, self.target, self.data = file, target, file.read_bytes()

    def __enter__(self) -> None:
        self.file.unlink()
        os.symlink(self.target, self.file)

    def __exit__(self, *_: object) -> None:
        self.file.unlink()
        self.file.write_bytes(self.data)
