"""The leak check: what is secret in an edition, and that no file can carry it out in any disguise."""

from __future__ import annotations

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from html import escape
from unicodedata import normalize
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Code, Origin, Severity
from generator.notes.manner import Reading
from generator.notes.note import Audience, Consent, Note
from generator.notes.reading import read_note
from generator.publishing.leaks.gathering import secrets_of
from generator.publishing.leaks.looking import Looker
from generator.publishing.leaks.secrets import Secret, SecretKind
from generator.publishing.leaks.telling import told

DANA = Secret("Dana Rivera", SecretKind.NAME, "interviews/dana.md", "person")
PART = Secret("Rivera", SecretKind.PART, "interviews/dana.md", "person")
RENEE = Secret("Renée Ångström", SecretKind.NAME, "interviews/renee.md", "person")
WANG = Secret("王小明", SecretKind.NAME, "interviews/wang.md", "person")
RUN = Secret("she took a cut in pay", SecretKind.PASSAGE, "interviews/dana.md", "body")
VALUE = Secret("State Department of Health", SecretKind.VALUE, "interviews/dana.md", "path.organization")
ALL = Looker([DANA, PART, RENEE, WANG, RUN, VALUE])


def found(data: str | bytes, path: str = "index.html", looker: Looker = ALL) -> list[str]:
    """The texts of the secrets in a file, sorted."""
    raw = data.encode() if isinstance(data, str) else data
    return sorted({hit.secret.text for hit in looker.look(path, raw)})


# Disguises


@pytest.mark.parametrize(
    "text",
    [
        "<p>I met Dana Rivera.</p>",
        "<p>DANA RIVERA</p>",
        "<p>Dana Riveras Weg</p>",
        "<p>Dana Rivera's desk; Dana Rivera’s</p>",
        "<p>Dánà Rívęra</p>",
        "<p>Da\u0301na Rivera</p>",
        "<p>Dana\n   Rivera</p>",
        "<p>Dana&nbsp;Rivera</p>",
        "<p>Dana\u00a0Rivera</p>",
        "<p>&#68;ana &#x52;ivera</p>",
        "<p>&amp;#68;ana Riv&amp;amp;#101;ra</p>",
        "<p>D&aacute;na Riv&eacutera</p>",
        "<p>Dana Ri\u00advera</p>",
        "<p>Dana&shy;&#8203;Rivera</p>",
        "<p>D\u200ba\u200bn\u200ba Ri\u2060vera</p>",
        "<p>Da<b>na</b> Ri\nvera</p>",
        "<p><span class='x'>Dana</span> <em>Rivera</em></p>",
        "<td>Dana</td><td>Rivera</td>",
        "<p>Ri<!-- nobody sees this -->vera</p>",
        "<p>Dana Ri<wbr>vera</p>",
        "<p>Rivera, Dana</p>",
        "".join(chr(ord(letter) + 0xFEE0) if letter.isalpha() else letter for letter in "Dana Rivera"),
        "<p>\U0001d403\U0001d41a\U0001d427\U0001d41a Rivera</p>",
        '<a href="/interviews/dana-rivera/">x</a>',
        '<a href="/x/dana_rivera.jpg">x</a>',
        '<a href="dana.rivera@example.org">x</a>',
        "Dana <rivera@example.org>",
        '<a href="https://example.org/DanaRivera">x</a>',
        '<a href="/photoDanaRivera2.jpg">x</a>',
        '<a href="/%44ana%20Rivera">x</a>',
        '<a href="/%2544ana%2520Rivera">x</a>',
        '<img alt="Dana Rivera">',
        "<!-- Dana Rivera -->",
        "<script>const a = 1 < 2; name = 'Dana Rivera'; b = 3 > 2</script>",
        r'{"name": "\u0044ana \u0052ivera"}',
        r'{"name": "Dana\nRivera", "x": "\\u0044ana"}',
        r"'\x44ana\u{20}Rivera'",
        '{"html": "Da\\u003cb\\u003ena\\u003c/b\\u003e Rivera"}',
        "<summary>&lt;p&gt;Da&lt;b&gt;na&lt;/b&gt; Rivera&lt;/p&gt;</summary>",
        "Dana Ri\\\nvera",
    ],
)
def test_name_is_found_in_every_disguise(text: str) -> None:
    """However a name is written, a reader or a program that decodes it would see it."""
    assert found(text) in (["Dana Rivera"], ["Rivera"], ["Dana Rivera", "Rivera"])


@pytest.mark.parametrize(
    "text",
    [
        "<p>Renee Angstrom, renée ångström</p>",
        "<p>REN&Eacute;E &Aring;NGSTR&Ouml;M</p>",
        "<p>Ren%C3%A9e-%C3%85ngstr%C3%B6m</p>",
        "<p>Ren%E9e %C5ngstr%F6m</p>",
    ],
)
def test_accents_do_not_matter(text: str) -> None:
    """A name with accents is found without, decomposed, and percent-encoded in either way."""
    assert ["Renée Ångström"] == found(text)


@pytest.mark.parametrize(
    "text", ["采访王小明先生", "王<b>小</b>明", "&#29579;小明", "%E7%8E%8B%E5%B0%8F%E6%98%8E", "王 小 明"]
)
def test_name_without_word_boundaries_is_found(text: str) -> None:
    """Chinese has no spaces, so a name is found inside a line."""
    assert ["王小明"] == found(text)


@pytest.mark.parametrize(
    "text",
    [
        "<p>Jordana Rivera-Lopez lives in Riverside.</p>".replace("Rivera-Lopez", "Riverality"),
        "<p>the river a mile away; dan a riverboat</p>",
        "<p>annual pay in the state; a department of healthy people</p>",
        "<p>She took a pay cut.</p>",
        "100%Dan &Dan; \\Dan",
        "<p>王小</p>",
    ],
)
def test_other_words_are_no_leak(text: str) -> None:
    """Parts of words and words that merely meet are left alone."""
    assert [] == found(text)


@pytest.mark.parametrize("text", ["<a href='x'>left in the fourth year</a> takes", "<a>in the fourth year</a>"])
def test_a_tags_name_is_no_word(text: str) -> None:
    """The end of a link is not the word "a", nor is its beginning."""
    runs = ("in the fourth year a", "a in the fourth year")
    assert [] == found(text, looker=Looker([Secret(run, SecretKind.PASSAGE, "a.md", "body") for run in runs]))


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Ann", "annual Hannah"),
        ("Li", "Li li"),
        ("Li Na", "Carolina, Lina, lin a"),
        ("Li Na", "<ul><li>Na ja</li><li>Ja, na ja</li>na</ul>"),
        ("Ann Lee", "annleen, hannlee, lee-anna, an nlee, ann leek"),
        ("Han Wu", "Wuhan"),
    ],
)
def test_short_name_is_looked_for_with_care(secret: str, text: str) -> None:
    """A short name is found as a word alone, the shortest not at all."""
    assert [] == found(text, looker=Looker([Secret(secret, SecretKind.NAME, "a.md", "person")]))


@pytest.mark.parametrize(
    ("secret", "text"),
    [
        ("Ann", "I met Ann."),
        ("Li Na", "LiNa li-na"),
        ("O'Brien", "obrien O’Brien"),
        ("Ann Lee", "annlee@example.org"),
        ("Ann Lee", "@leeann"),
        ("Amy Chen", "<a href='/amychen-cv.txt'>x</a>"),
        ("Amy Chen", "amy<b>chen</b>"),
        ("Amy Wu", "amywu"),
    ],
)
def test_short_name_is_found_as_a_word(secret: str, text: str) -> None:
    """A short name is found where it stands."""
    assert [secret] == found(text, looker=Looker([Secret(secret, SecretKind.NAME, "a.md", "person")]))


def test_stylesheet_escapes_are_read() -> None:
    """Style sheets write characters by number."""
    assert ["Rivera"] == found(r'a::after { content: "\52 ivera" }', "style.css")


def test_passage_and_value_are_found_across_markup() -> None:
    """Words of a passage are found as a run, whatever stands between them."""
    text = "<p>They said <em>she</em> took a\n<a href='x'>cut</a> in &quot;pay&quot;. state department of HEALTH</p>"
    assert ["State Department of Health", "she took a cut in pay"] == found(text)


# Kinds of file

SAYS = b"<p>by Dana Rivera</p>"


def zipped(data: bytes) -> bytes:
    """An archive with one member."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.html", data)
    return file.getvalue()


def png(kind: bytes, chunk: bytes) -> bytes:
    """A PNG with one chunk of metadata."""

    def framed(kind: bytes, chunk: bytes) -> bytes:
        return struct.pack(">I", len(chunk)) + kind + chunk + struct.pack(">I", zlib.crc32(kind + chunk))

    body = framed(b"IHDR", bytes(13)) + framed(kind, chunk) + framed(b"IDAT", zlib.compress(bytes(64)))
    return b"\x89PNG\r\n\x1a\n" + body + framed(b"IEND", b"")


def jpeg(marker: int, segment: bytes, tail: bytes = b"") -> bytes:
    """A JPEG with one segment of metadata, and something behind its end."""
    head = bytes([0xFF, 0xD8, 0xFF, marker]) + struct.pack(">H", len(segment) + 2) + segment
    return head + b"\xff\xda\x00\x02\x12\xff\x00\x34\xff\xd9" + tail


def webp(kind: bytes, chunk: bytes) -> bytes:
    """A WebP image with one chunk."""
    body = b"WEBP" + kind + struct.pack("<I", len(chunk)) + chunk + b"\0" * (len(chunk) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif(comment: bytes) -> bytes:
    """A GIF with a comment, whose blocks cut it in two."""
    blocks = b"".join(bytes([len(part)]) + part for part in (comment[:9], comment[9:]))
    return b"GIF89a" + bytes(7) + b"\x21\xfe" + blocks + b"\0\x3b"


def pdf(stream: bytes) -> bytes:
    """A PDF with one stream."""
    return b"%PDF-1.7\n1 0 obj <</Length 1>>\nstream\n" + stream + b"\nendstream\nendobj\n%%EOF"


FILES: dict[str, bytes] = {
    "index.html": SAYS,
    "feed.xml": b"<feed><author><name>Dana Rivera</name></author></feed>",
    "data/map.json": json.dumps({"people": ["Dana Rivera"]}).encode(),
    "theme/site.js": b'const who = "Dana " + "Rivera";',
    "theme/site.css": b'a { background: url("dana-rivera.png") }',
    "map.svg": b"<svg><title>Dana</title><text>Dana<tspan>Rivera</tspan></text></svg>",
    "robots.txt": b"Disallow: /interviews/dana-rivera/",
    ".fieldpath-manifest": b"# files\ninterviews/dana-rivera/index.html\n",
    "latin.txt": "Dána Rivera".encode("latin-1"),
    "wide.txt": "Dana Rivera".encode("utf-16"),
    "wide-be.bin": b"\x00\x01" + "Dána Rivera".encode("utf-16-be"),
    "pages.gz": gzip.compress(SAYS),
    "twice.gz": gzip.compress(gzip.compress(SAYS)),
    "data.zz": zlib.compress(SAYS),
    "site.zip": zipped(SAYS),
    "site.zip.gz": gzip.compress(zipped(SAYS)),
    "pagefind/en.pf_fragment": gzip.compress(b'pagefind_dcd{"content":"by Dana Rivera"}'),
    "pagefind/en.pf_index": gzip.compress(b"pagefind_dcd\x81\x82\x83frivera\x81\x83\x00\x828\xa8\x01\x80\x80"),
    "pagefind/en.pf_filter": gzip.compress(b"pagefind_dcd\x82fperson\x81\x82kDana Rivera\x81\x00"),
    "text.png": png(b"tEXt", b"Author\0Dana Rivera"),
    "ztxt.png": png(b"zTXt", b"Author\0\0" + zlib.compress(b"Dana Rivera")),
    "itxt.png": png(b"iTXt", b"Xx\0\1\0en\0x\0" + zlib.compress(b"Dana Rivera")),
    "exif.png": png(b"eXIf", b"II*\0" + b"Dana Rivera\0"),
    "exif.jpg": jpeg(0xE1, b"Exif\0\0MM\0*" + b"Dana Rivera\0"),
    "xp-author.jpg": jpeg(0xE1, b"Exif\0\0II*\0" + "Dana Rivera".encode("utf-16-le")),
    "xmp.jpg": jpeg(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:creator>Dana Rivera</dc:creator></x:xmpmeta>"),
    "iptc.jpg": jpeg(0xED, b"Photoshop 3.0\0\x1c\x02\x50\0\x0bDana Rivera"),
    "comment.jpg": jpeg(0xFE, b"Dana Rivera"),
    "behind.jpg": jpeg(0xE0, b"JFIF\0", b"Dana Rivera"),
    "comment.gif": gif(b"by Dana Rivera"),
    "exif.webp": webp(b"EXIF", b"II*\0Dana Rivera"),
    "plain.pdf": pdf(b"BT (Dana Rivera) Tj ET"),
    "flate.pdf": pdf(zlib.compress(b"BT [(Da) -20 (na) -250 (R\\151vera)] TJ ET")),
    "hex.pdf": pdf(zlib.compress(b"BT <44616e61205269 76657261> Tj ET")),
    "title.pdf": pdf(b"") + b"/Title <FEFF" + "Dana Rivera".encode("utf-16-be").hex().encode() + b">",
    "inline.css": b"a { background: url(data:image/svg+xml;base64,PHRleHQ+RGFuYSBSaXZlcmE8L3RleHQ+) }",
    "unknown.bin": bytes(range(256)) * 3 + b"\0Dana Rivera\0" + bytes(range(255, 0, -1)),
    "dana-rivera/index.html": b"<p>nobody</p>",
    "photos/DanaRivera2.jpg": jpeg(0xE0, b"JFIF\0"),
    "photos/rivera2.jpg": jpeg(0xE0, b"JFIF\0"),
}


@pytest.mark.parametrize("path", FILES)
def test_name_is_found_in_every_kind_of_file(path: str) -> None:
    """A sabotaged file of any kind is caught."""
    assert found(FILES[path], path) in (["Dana Rivera"], ["Rivera"], ["Dana Rivera", "Rivera"])


@pytest.mark.parametrize("path", FILES)
def test_file_without_the_name_is_clean(path: str) -> None:
    """The same files are clean for somebody whose secret they do not hold."""
    assert [] == found(FILES[path], path, Looker([RENEE, WANG, RUN, VALUE]))


def test_pixels_are_not_read() -> None:
    """What chance puts into the pixels of a picture is no leak."""
    assert [] == found(png(b"IDAT", b" Dana Rivera "), "a.png")


@pytest.mark.parametrize(
    "data", [b"\x1f\x8bbroken", b"\x78\x9cbroken", b"PKbroken", b"%PDF", b"\xff\xd8\xff", b"GIF89a"]
)
def test_damaged_file_does_not_fail(data: bytes) -> None:
    """What cannot be unpacked is searched as it is."""
    assert "Dana Rivera" in found(data + b" Dana Rivera ", "file")


# Law

LOOKS: dict[str, Callable[[str], str]] = {
    "upper": str.upper,
    "soft hyphens": lambda text: "\u00ad".join(text),
    "zero width": lambda text: "\u200b".join(text),
    "line break": lambda text: text.replace(" ", "\r\n   "),
    "no-break space": lambda text: text.replace(" ", "\u00a0"),
    "slug": lambda text: text.replace(" ", "-"),
    "decomposed": lambda text: normalize("NFD", text),
}
CODES: dict[str, Callable[[str], str]] = {
    "entities": lambda text: "".join(f"&#{ord(character)};" for character in text),
    "hex entities": lambda text: "".join(f"&#x{ord(character):X};" for character in text),
    "escaped": escape,
    "percent": quote,
    "json": lambda text: json.dumps(text)[1:-1],
    "script": lambda text: "".join(f"\\u{{{ord(character):x}}}" for character in text),
}
TEXT = st.text(alphabet="abcdefgh ijk.\n", max_size=40)


@settings(deadline=None)
@given(
    secret=st.sampled_from([DANA, RENEE, WANG, RUN, VALUE]),
    looks=st.lists(st.sampled_from(sorted(LOOKS)), max_size=3),
    tagged=st.booleans(),
    codes=st.lists(st.sampled_from(sorted(CODES)), max_size=3),
    before=TEXT,
    after=TEXT,
    pack=st.sampled_from([bytes, gzip.compress, zlib.compress, zipped]),
)
def test_disguise_of_a_disguise_is_found(
    secret: Secret,
    looks: list[str],
    tagged: bool,
    codes: list[str],
    before: str,
    after: str,
    pack: Callable[[bytes], bytes],
) -> None:
    """Any secret in any row of disguises, in any text, packed or not, is found."""
    text = secret.text
    for name in looks:
        text = LOOKS[name](text)
    if tagged:
        text = f"{text[:2]}<b>{text[2:]}</b>"
    for name in codes:
        text = CODES[name](text)
    assert secret.text in found(pack(f"<p>{before} {text} {after}</p>".encode()), "file")


@settings(deadline=None)
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"PK\x03\x04"]),
)
def test_no_bytes_break_it(data: bytes, head: bytes) -> None:
    """Whatever a file holds, it can be searched."""
    assert isinstance(found(head + data, "file"), list)


# What is told


def test_place_is_told() -> None:
    """A hit says the line, and shows the text as it stands in the file."""
    (hit,) = ALL.look("a.html", b"<p>\nmore\nby D&aacute;na <b>Rivera</b> here</p>")
    assert (3, "in the text", DANA) == (hit.line, hit.place, hit.secret)
    assert "by D&aacute;na <b>Rivera</b> here" in hit.found


def test_finding_says_what_to_do() -> None:
    """The diagnostic is an error about the output that names secret, place and note."""
    (hit,) = ALL.look("a.html", b"Dana Rivera")
    (finding,) = told([hit], {})
    assert (Code.LEAK, Severity.ERROR, Origin.OUTPUT, "a.html", 1) == (
        finding.code,
        finding.severity,
        finding.origin,
        finding.path,
        finding.line,
    )
    assert "“Dana Rivera”" in finding.message
    assert "interviews/dana.md" in finding.message
    assert "`allow`" in finding.hint


def test_one_secret_is_told_once() -> None:
    """However many files a slip comes to stand in, it is one finding, on the page of the note to be mended."""
    files = ("feed.xml", "g/index.html", "index.html")
    hits = [hit for path in files for hit in ALL.look(path, b"<p>Ask <b>Dana</b> Rivera.</p>")]
    (finding,) = told(hits, {"g/index.html": "g.md"})
    assert ("g/index.html", ("feed.xml", "index.html")) == (finding.path, finding.also)
    assert "(Ask Dana Rivera.)" in finding.message
    assert "the page of g.md" in finding.hint
    (inside,) = told(ALL.look("a.html", b'<a href="/x/dana-rivera/">x</a>'), {})
    assert "dana-rivera" in inside.message


def test_nothing_secret_is_nothing_found() -> None:
    """Without secrets there is nothing to look for."""
    assert () == Looker([]).look("a.html", b"Dana Rivera")


# What is secret


def note(path: str, text: str) -> Note:
    """A note as it is read."""
    return read_note(path, text.encode(), Reading())


def secrets(*notes: Note, audience: Audience = Audience.PUBLIC, allowed: tuple[str, ...] = ()) -> set[str]:
    """The texts of an edition's secrets."""
    return {secret.text for secret in secrets_of(notes, audience, stated, allowed)}


def stated(note: Note) -> Consent:
    """What the note itself says about consent."""
    return note.interview.consent if note.interview else Consent(Audience.PUBLIC)


HIDDEN = """---
person: Dana Rivera
aliases: [Dee Rivera]
role: Widget tamer
path: [Head smith @ Quillfoundry (2012–2018)]
skills: [tatting]
consent: private
---
Nobody knew that she left early. ![[blue-door.jpg]]
"""
STAND_IN = HIDDEN.replace(
    "consent: private", "consent: {audience: public, name: A quiet smith, withhold: [path.organization]}"
)
ALLOWING = STAND_IN.replace("A quiet smith,", "A smith at Rivera Labs, allow: [Rivera],")
GUIDE = note("guides/g.md", "A guide about the old smith who said nothing much.")


def test_hidden_interview_is_secret_whole() -> None:
    """Name, parts, aliases, values, pictures and sentences of an interview that may not be seen are secrets."""
    found = secrets(note("interviews/dana-rivera-2.md", HIDDEN))
    expected = {
        "Dana Rivera",
        "Dana",
        "Rivera",
        "Dee Rivera",
        "Widget tamer",
        "Head smith",
        "Quillfoundry",
        "blue-door",
    }
    assert set() == expected - found
    assert {"dana-rivera-2", "Nobody knew that she left early."} <= found
    assert "tatting" not in found


def test_private_edition_has_no_secrets() -> None:
    """Who wrote the notes may read them."""
    assert set() == secrets(note("interviews/d.md", HIDDEN), audience=Audience.PRIVATE)


def test_stand_in_keeps_the_name_secret() -> None:
    """Behind a stand-in only the name and what is withheld are secrets."""
    found = secrets(note("interviews/dana-rivera-2.md", STAND_IN))
    assert {"Dana Rivera", "Dana", "Rivera", "Dee", "Dee Rivera", "dana-rivera-2", "Quillfoundry"} == found


@pytest.mark.parametrize(
    "name",
    [
        *("Dana Rivera, PhD, MPH, RN", "Dana Rivera (she/her/hers)", "Dana Rivera and Sam Okafor", "Rivera, Dana"),
        *("Prof. Dr. Dana M. Rivera", "2024-03-14 Interview with Dana Rivera", "Dana Rivera - NOAA - March 2024"),
    ],
)
def test_name_is_found_in_what_a_note_is_called(name: str) -> None:
    """Degrees, pronouns, dates and what the interview is about are no part of it."""
    found = secrets(note("interviews/d.md", f"---\ntitle: {name}\nconsent: private\n---\n"))
    assert {"Dana", "Rivera"} <= found
    assert found & {"Dana Rivera", "Rivera, Dana"}
    assert not found & {"Interview", "March", "NOAA", "hers"}


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ("", "[page](https://cs.uni.edu/~rivera/)"),
        ("", "![[rivera.svg]]"),
        ("image: rivera.svg", ""),
        ("organization: Rivera Consulting", ""),
        ("linkedin: in/rivera", "rivera"),
    ],
)
def test_own_note_does_not_make_the_name_known(more: str, text: str) -> None:
    """What somebody's own note says under a stand-in is no reason why others may name them."""
    own = note("interviews/d.md", STAND_IN.replace("role:", f"{more}\nrole:") + text)
    other = note("interviews/o.md", "---\nperson: Ola\nrelated: [rivera, Quillfoundry]\nconsent: public\n---\n")
    assert {"Rivera", "Quillfoundry"} <= secrets(own, other)


@pytest.mark.parametrize(
    "page",
    [
        note("people/Dana Rivera.md", "Her mail is known."),
        note("guides/g.md", "# What Dana Rivera said\n"),
        note("about.md", "---\naliases: [Dana Rivera]\n---\n"),
        note("tags/dana-rivera.md", ""),
    ],
)
def test_page_called_after_somebody_does_not_make_the_name_known(page: Note) -> None:
    """Only who is called so, and may be seen, does."""
    assert {"Dana Rivera", "Rivera"} <= secrets(note("interviews/d.md", HIDDEN), page)


def test_stand_in_does_not_excuse_a_part_of_the_name() -> None:
    """Whoever is called after the person gives the person away, however it is written; only its author may allow it."""
    for stand_in in ("A tamer at Rivera Labs", "a tamer at rivera labs", "rivera"):
        dana = HIDDEN.replace("private", f"{{audience: public, name: {stand_in}}}")
        assert "Rivera" in secrets(note("interviews/d.md", dana))
    will = "---\nperson: Will Smith\nconsent: {audience: public, name: A quiet smith, allow: [smith]}\n---\n"
    assert "Smith" not in secrets(note("interviews/w.md", will))


def test_ordinary_word_is_no_secret() -> None:
    """A part of a name that somebody writes small, or that belongs to somebody else, is not looked for."""
    will = note("interviews/w.md", "---\nperson: Will Smith\nconsent: private\n---\n")
    jane = note("interviews/j.md", "---\nperson: Jane Will\nconsent: public\n---\nText.\n")
    assert {"Will Smith"} == secrets(will, jane, GUIDE)


def test_allowed_word_is_no_secret() -> None:
    """What the author allows may occur."""
    assert {"Rivera", "Dana"} == secrets(note("i/d.md", STAND_IN)) & {"Rivera", "Dana"}
    assert "Rivera" not in secrets(note("i/d.md", STAND_IN), allowed=("RIVERA",))


def test_word_that_a_note_allows_is_no_secret_of_that_note() -> None:
    """What one person agreed to, their own note may say."""
    assert "Rivera" not in secrets(note("i/d.md", ALLOWING))


@pytest.mark.parametrize("path", ["i/a.md", "i/z.md"])
@pytest.mark.parametrize("more", ["person: Sam Rivera", "person: Sam Okafor\nreferred_by: Bo Rivera"])
def test_word_that_a_note_allows_is_still_a_secret_of_others(path: str, more: str) -> None:
    """Another person of that name has agreed to nothing."""
    other = note(path, f"---\n{more}\nconsent: private\n---\n")
    assert "Rivera" in secrets(note("i/d.md", ALLOWING), other)


@pytest.mark.parametrize("name", ["Dana Rivera", '"[[d-rivera]]"'])
def test_word_that_somebody_allows_may_occur_whoever_names_them(name: str) -> None:
    """They made a contact, too: it is their own name still."""
    other = note("i/s.md", f"---\nperson: Sam Okafor\nreferred_by: {name}\nconsent: public\n---\n")
    found = secrets(note("i/d-rivera.md", ALLOWING), other)
    assert {"Dana", "Dana Rivera"} == found & {"Dana", "Dana Rivera", "Rivera"}


def test_what_settings_and_note_allow_together_may_occur() -> None:
    """A title is everybody's where each of its words may be said, whoever allows it."""
    hidden = HIDDEN.replace("person:", "title: Quizzical tinkering\nperson:").replace(
        "consent: private", "consent: {audience: private, allow: [Quizzical]}"
    )
    assert "Quizzical tinkering" in secrets(note("i/d.md", hidden))
    assert "Quizzical tinkering" not in secrets(note("i/d.md", hidden), allowed=("tinkering",))


def test_value_that_another_note_states_is_no_secret() -> None:
    """What somebody else says openly is not withheld; what the same note says in its text is."""
    other = note("interviews/o.md", "---\nperson: Ola\norganization: Quillfoundry\nconsent: public\n---\n")
    own = note("interviews/d.md", STAND_IN + "I was at Quillfoundry.")
    assert "Quillfoundry" not in secrets(note("interviews/d.md", STAND_IN), other)
    assert "Quillfoundry" in secrets(own)


def test_value_that_is_a_terms_address_is_no_secret() -> None:
    """A withheld value written as a link to a term is the name of the term's page, which is there for all."""
    linking = note("interviews/d.md", HIDDEN.replace("tatting", "'[[qf-rivera]]'"))
    term = note("organizations/qf-rivera.md", "---\ntitle: Quillfoundry\n---\n")
    assert {"qf-rivera", "Rivera"} <= secrets(linking)
    assert {"Rivera"} == secrets(linking, term) & {"qf-rivera", "Rivera"}


def test_real_name_in_a_guide_is_still_secret() -> None:
    """A name is not made public by who else writes it."""
    guide = note("guides/g.md", "---\ntitle: What Dana Rivera said\n---\nDana Rivera said it.")
    assert "Dana Rivera" in secrets(note("interviews/d.md", HIDDEN), guide)


def test_name_that_a_visible_person_bears_is_no_secret() -> None:
    """Somebody of the same name may be named."""
    public = note("interviews/p.md", "---\nperson: Dana Rivera\nconsent: public\n---\n")
    assert "Dana Rivera" not in secrets(note("interviews/d.md", HIDDEN), public)


def test_passage_is_secret_for_whom_it_is_not() -> None:
    """A passage is a secret of wider editions alone, but for the words that stand openly beside it."""
    said = "Open words stand here for everybody."
    text = f"{said}\n\n:::cohort\nZanzibar pays eleven more.\n\n{said}\n:::\n"
    page = note("guides/p.md", text)
    assert {"Zanzibar pays eleven more."} == secrets(page)
    assert set() == secrets(page, audience=Audience.COHORT)


def test_person_who_was_only_referred_to_is_secret() -> None:
    """Who made a contact has agreed to nothing, unless they were interviewed themselves."""
    text = "---\nperson: Ola\nreferred_by: ['[[Sam Okafor]]', Ida]\nconsent: public\n---\n"
    ida = note("interviews/ida.md", "---\nperson: Ida\nconsent: public\n---\n")
    assert {"Sam Okafor", "Okafor"} == secrets(note("interviews/o.md", text), ida)


def test_way_of_contact_is_nobody() -> None:
    """Who was met through a web site or an office did not meet a person of that name."""
    text = "---\nperson: Ola\nreferred_by: [LinkedIn, Career center, Sam Okafor (LinkedIn)]\nconsent: public\n---\n"
    assert {"Sam Okafor", "Okafor"} <= secrets(note("interviews/o.md", text))
    assert not {"LinkedIn", "Career", "center"} & secrets(note("interviews/o.md", text))


def test_long_text_is_found_by_any_ten_words() -> None:
    """A leak of a part of a long passage is found."""
    words = [f"word{number}x" for number in range(60)]
    page = note("guides/p.md", f":::private\n{' '.join(words)}\n:::\n")
    looker = Looker(secrets_of([page], Audience.PUBLIC, stated, ()))
    assert all(looker.look("a.html", " ".join(words[at : at + 10]).encode()) for at in range(50))
