"""Addresses: slugs, output paths and relative links."""

from __future__ import annotations

from unicodedata import normalize
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.addresses import (
    ROOT,
    absolute,
    fold,
    is_safe_address,
    link_to,
    output_path,
    parse_address,
    slugify,
    way_to_root,
)

addresses = st.builds(
    lambda parts, end: "/" + "/".join(parts) + (end if parts else ""),
    st.lists(st.text(max_size=12).map(slugify), max_size=4),
    st.sampled_from(["/", ".xml", "/index.html"]),
)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Dana Rivera", "dana-rivera"),
        ("  R & D -- (2nd)  ", "r-d-2nd"),
        ("Straße Ünïcode", "straße-ünïcode"),
        ("公共卫生", "公共卫生"),
        ("हिन्दी में", "हिन्दी-में"),
        ("What's on O\u2019Brien\u2019s desk?", "whats-on-obriens-desk"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("❤️ I ❤️ data", "i-data"),
        ("../../etc/passwd", "etc-passwd"),
        ("", "untitled"),
        ("?!", "untitled"),
        ("NUL", "nul-page"),
        ("com1", "com1-page"),
        ("trailing.", "trailing"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_slug_of_a_title(text: str, slug: str) -> None:
    """A title becomes a readable slug in its own script."""
    assert slug == slugify(text)


@given(st.text())
def test_slug_is_stable_and_a_safe_name(text: str) -> None:
    """The slug of a slug is itself, and any slug can name a file."""
    slug = slugify(text)
    assert slug == slugify(slug)
    assert slug == normalize("NFC", slug)
    assert is_safe_address(f"/{slug}/")


@given(st.text(alphabet="aé中\U00020000ß-", min_size=150, max_size=400))
def test_slug_is_bounded(text: str) -> None:
    """However long the title, the slug fits a file name with room for a suffix, and does not end in a hyphen."""
    slug = slugify(text)
    assert len(slug.encode()) <= 200
    assert not slug.endswith("-")


@pytest.mark.parametrize(
    ("address", "path"),
    [("/", "index.html"), ("/interviews/dana/", "interviews/dana/index.html"), ("/feed.xml", "feed.xml")],
)
def test_output_path(address: str, path: str) -> None:
    """A folder address is that folder's index; any other is its own file."""
    assert path == output_path(address)


@pytest.mark.parametrize(
    ("start", "target", "online", "offline"),
    [
        ("/interviews/dana/", "/fields/health/", "../../fields/health/", "../../fields/health/index.html"),
        ("/", "/", "./", "./index.html"),
        ("/map/", "/map/", "../map/", "../map/index.html"),
        ("/map/", "/", "../", "../index.html"),
        ("/feed.xml", "/", "./", "./index.html"),
        ("/", "/feed.xml", "./feed.xml", "./feed.xml"),
        ("/tags/", "/fields/公/", "../fields/%E5%85%AC/", "../fields/%E5%85%AC/index.html"),
        ("/", "/a b:c?.png", "./a%20b%3Ac%3F.png", "./a%20b%3Ac%3F.png"),
    ],
)
def test_link_on_a_page(start: str, target: str, online: str, offline: str) -> None:
    """Links go up and down by folders, percent-encoded, and name the file only where no server would find it."""
    assert online == _link_on(start, target)
    assert offline == _link_on(start, target, offline=True)


def _link_on(start: str, target: str, *, offline: bool = False) -> str:
    """A link as it stands on the finished page at ``start``."""
    return link_to(target, offline=offline).replace(ROOT, way_to_root(start))


@given(addresses, addresses)
def test_link_leads_to_its_target(start: str, target: str) -> None:
    """A browser that follows a relative link arrives at the target, under any path of a host."""
    base = "https://example.org/wiki"
    arrived = urljoin(absolute(base, start), _link_on(start, target))
    assert base + target == unquote(arrived)
    opened = urljoin(absolute(base, start), _link_on(start, target, offline=True))
    assert f"{base}/{output_path(target)}" == unquote(opened)


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://example.org/x/", "https://example.org/x/caf%C3%A9/"),
        ("https://example.org/x", "https://example.org/x/caf%C3%A9/"),
        ("", "/caf%C3%A9/"),
    ],
)
def test_absolute_url(base_url: str, url: str) -> None:
    """A base with or without its last slash gives the same URL; no base gives the path alone."""
    assert url == absolute(base_url, "/café/")


@pytest.mark.parametrize(
    ("one", "other"),
    [("/A/", "/a/"), ("/caf\u00e9/", "/cafe\u0301/"), ("/stra\u00dfe/", "/STRASSE/"), ("/a/", "/a/index.html")],
)
def test_fold_brings_colliding_addresses_together(one: str, other: str) -> None:
    """Addresses that some disk would store in one file fold to one form."""
    assert fold(one) == fold(other)


@given(st.text())
def test_fold_is_stable(text: str) -> None:
    """Folding what is folded changes nothing."""
    assert fold("/" + text) == fold("/" + fold("/" + text))


@pytest.mark.parametrize(
    "text",
    [
        "/../secret/",
        "/a/../../b/",
        "/./a/",
        "//host/a/",
        "/a//b/",
        "/a\\b/",
        "C:/windows/",
        "/a\x00b/",
        "/a\nb/",
        "/con/",
        "/a/NUL.txt",
        "/com¹/",
        "/a./",
        "/a /b/",
        "/.git/config",
        "/%2e%2e/secret/",
        "/a%5cb/",
        "/a?b/",
        "/" + "é" * 200 + "/",
        "/\ud800/",
    ],
)
def test_unsafe_address_is_refused(text: str) -> None:
    """An old address that could leave the output folder, or that some system cannot store, is none."""
    assert None is parse_address(text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/interviews/old-name/", "/interviews/old-name/"),
        ("interviews/old-name", "/interviews/old-name/"),
        ("/old.html", "/old.html"),
        ("/caf%C3%A9", "/café/"),
        ("/", "/"),
    ],
)
def test_typed_address_is_made_whole(text: str, address: str) -> None:
    """An old address may lack its slashes."""
    assert address == parse_address(text)
