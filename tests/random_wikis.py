"""Wikis at random: notes whose names, links, terms and addresses meet as often as those of a whole vault.

In: nothing. Out: Hypothesis strategies for the paths and bytes of notes, attachments, templates and settings. All is
drawn from few words, so that a handful of files suffices for two to share a title, link to each other or ask for one
address.
"""

from __future__ import annotations

import struct
import zlib

from hypothesis import strategies as st

NOTE_PATHS = (
    "interviews/dana.md",
    "interviews/sam.md",
    "interviews/Zoë Ng.markdown",
    "interviews/2019/dana.md",
    "interviews/index.md",
    "interviews/by-name.md",
    "fields/page-2.md",
    "guides/start/01-what.md",
    "guides/start/02-how.md",
    "guides/alone.md",
    "guides/index.md",
    "fields/public-health.md",
    "fields/policy.md",
    "fields/index.md",
    "paths/research.md",
    "positions/postdoc.md",
    "skills/statistics.md",
    "questions/day.md",
    "about.md",
    "index.md",
    "more/deep/about.md",
    "more/sam.md",
)
FOLDERS = ("interviews", "interviews/2019", "guides/start", "fields", "more", "more/deep", "files")
ATTACHMENT_PATHS = ("photo.png", "files/photo.png", "files/Plan A.pdf", "interviews/dana.png", "more/a.b.txt")

_NAMES = ("Dana Rivera", "Sam Okafor", "dana", "Zoë Ng", "Zoe\u0308 Ng", "About", "Public health", "张伟")
_TERMS = ("Public health", "public  Health", "Publc health", "Policy", "Health policy", "Statistics", "C++")
_ADDRESSES = (
    "/old/",
    "/interviews/old-dana/",
    "/about/",
    "/interviews/sam/",
    "/OLD/",
    "old/page.html",
    "/sitemap.xml",
    "/a/../b/",
    "/x.y",
    "/x.y/z/",
)
_STEPS = (
    "PhD Physics @ State University (2012–2018)",
    "Postdoc @ Lab (2018–2020)",
    "Analyst @ Lab (2020–)",
    "postdoc",
    "@@",
)
_CONSENTS = (
    "public",
    "cohort",
    "private",
    "maybe",
    "{audience: public, name: Q. Q.}",
    "{audience: public, expires: 2026-05-01}",
    "{audience: public, withhold: [path.organization, skills]}",
)
_DATES = ("2026-03-14", "2026-03", "2019", "March 2026", "04/24/2023", "soon")


def picture(shade: int) -> bytes:
    """A PNG of one grey dot, which differs by its shade and not in size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    dot = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")


PICTURES = (picture(1), picture(200))


def note_bytes() -> st.SearchStrategy[bytes]:
    """What a note's file holds: mostly front matter and a body, now and then something that is hard to read."""
    whole = st.builds(_note, front_matter(), bodies())
    return st.one_of(whole, whole, whole, whole, st.sampled_from(_ODD))


_ODD = (
    b"",
    b"\xef\xbb\xbf---\r\ntitle: Dana Rivera\r\n---\r\nWith a mark and [[sam]].\r\n",
    b"---\ntitle: [unclosed\n---\nText.\n",
    b"---\ntitle: one\ntitle: two\n---\nText.\n",
    b"---\nperson: Sam\n",
    b"+++\ntitle = 'Sam Okafor'\nfields = ['Policy']\n+++\n# Policy\n",
    b"\xff\xfe not UTF-8 [[dana]]",
    b"No front matter, [[dana]] and ![[about]].",
)


def front_matter() -> st.SearchStrategy[str]:
    """Front matter with any of our keys, and one that is not ours."""
    name, term = st.sampled_from(_NAMES), st.sampled_from(_TERMS)
    terms = st.lists(term, min_size=1, max_size=3).map(_listed)
    keys = {
        "person": name,
        "title": name,
        "name": name,
        "role": st.sampled_from(["Analyst", "Project manager"]),
        "organization": st.sampled_from(["Lab", "State University"]),
        "aliases": st.lists(st.one_of(name, st.sampled_from(_ADDRESSES)), min_size=1, max_size=3).map(_listed),
        "fields": terms,
        "categories": terms,
        "career_path": st.sampled_from(["Research", "Research to policy"]),
        "sector": st.sampled_from(["Government", "Goverment"]),
        "skills": terms,
        "tags": st.sampled_from(["[new]", "[new, read]"]),
        "path": st.lists(st.sampled_from(_STEPS), min_size=1, max_size=3).map(_listed),
        "date": st.sampled_from(_DATES),
        "referred_by": st.one_of(name, st.sampled_from(["photo.png", "more/sam"])).map(lambda one: f'"[[{one}]]"'),
        "summary": st.sampled_from(["In short.", "Otherwise."]),
        "image": st.sampled_from(["photo.png", "missing.png"]),
        "slug": st.sampled_from(["dana", "about", "../up", "con"]),
        "broader": term,
        "taxonomy": st.sampled_from(["fields", "skills"]),
        "series": st.sampled_from(["Start", "More"]),
        "part": st.sampled_from(["1", "2"]),
        "kind": st.sampled_from(["interview", "guide", "term", "page", "gude"]),
        "consent": st.sampled_from(_CONSENTS),
    }
    return st.fixed_dictionaries({}, optional=keys).map(
        lambda some: "".join(f"{key}: {value}\n" for key, value in some.items())
    )


_PASSAGES = (
    "See [[dana]].",
    "Ask [[Sam Okafor|Sam]] or [[Zoë Ng]].",
    "Read [[interviews/dana]] and [[2019/dana]].",
    "![[about]]",
    "![[about#Part]]",
    "![[dana#^b1]]",
    "![[sam]]",
    "![[photo.png|100]]",
    "![A photo](photo.png)",
    "[The plan](<files/Plan A.pdf>) and [text](/more/a.b.txt).",
    "[Dana](../interviews/dana.md) or [here](dana.md#part).",
    "[[Nobody]] knows [[Sam Okafo]].",
    "[[Public health]], [[statistics]] and [[C++]].",
    "[[old]] and [[#Part]].",
    "## Part\n\nOne.\n\n### Below\n\nTwo.",
    "# About",
    "Marked. ^b1",
    "Text with #new and #Policy.",
    "%%Hidden [[dana]].%%",
    "`[[dana]]`",
    "Noted.[^1]\n\n[^1]: By [[sam]].",
    "> [!tip] Title\n> With [[dana]].",
    ":::cohort\nNot for all.\n:::",
    "{{ page.title }} {% raw %} <script>x</script>",
    "Plain words.",
    "Other words.",
)


def bodies() -> st.SearchStrategy[str]:
    """A body of a few passages."""
    return st.lists(st.sampled_from(_PASSAGES), max_size=4).map("\n\n".join)


def settings_bytes() -> st.SearchStrategy[bytes]:
    """What ``fieldpath.toml`` holds, now and then broken."""
    keys = {
        "title": st.sampled_from(['"Paths"', '"Other paths"', "3"]),
        "page_size": st.sampled_from(["1", "2", "0"]),
        "base_url": st.sampled_from(['"https://example.org/wiki"', '"https://example.net"']),
        "language": st.just('"de"'),
        "author": st.just('"The cohort"'),
        "description": st.just('"What people do."'),
        "ignore": st.sampled_from(['["more/"]', '["*.png"]']),
        "[frontmatter]": st.sampled_from(
            ['person = "name"', 'fields = "categories"', 'person = "title"\nrole = "summary"']
        ),
    }
    whole = st.fixed_dictionaries({}, optional=keys).map(
        lambda some: "".join(
            f"{key}\n{value}\n" if key[0] == "[" else f"{key} = {value}\n" for key, value in sorted(some.items())[::-1]
        ).encode()
    )
    return st.one_of(whole, whole, whole, st.sampled_from([b"title = ", b"\xff", b"titel = 'x'\n"]))


def _note(front: str, body: str) -> bytes:
    return f"---\n{front}---\n{body}\n".encode() if front else f"{body}\n".encode()


def _listed(items: list[str]) -> str:
    return "[" + ", ".join(f'"{item}"' for item in items) + "]"
