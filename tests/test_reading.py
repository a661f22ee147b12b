"""Reading a whole note from bytes: encodings, kinds, names, addresses, and what is kept from readers."""

from __future__ import annotations

import pickle
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Code, Severity
from generator.names import fold_name
from generator.notes.decoding import MAX_BYTES
from generator.notes.manner import Reading
from generator.notes.note import Audience, Consent, Guide, Kind, Note, Taxonomy, Term
from generator.notes.reading import read_note

PLAIN = Reading()
FOREIGN = Reading({"person": "title", "role": "summary", "fields": "categories"})


def read(path: str, text: str | bytes = "", settings: Reading = PLAIN) -> Note:
    """Read a note from text or bytes."""
    return read_note(path, text if isinstance(text, bytes) else text.encode(), settings)


def html(note: Note) -> str:
    """The body's HTML, what mentions other files left out."""
    return "".join(piece for piece in note.body.pieces if isinstance(piece, str))


def codes(note: Note) -> list[tuple[Code, int, int]]:
    """What was found: code, line and column."""
    return [(found.code, found.line, found.column) for found in note.diagnostics]


@pytest.mark.parametrize(
    "data",
    [
        "---\ntitle: Grün\n---\nText".encode(),
        "\ufeff---\ntitle: Grün\n---\nText".encode(),
        "---\r\ntitle: Grün\r\n---\r\nText".encode(),
        "---\rtitle: Grün\r---\rText".encode(),
        "\ufeff---\ntitle: Grün\n---\nText".encode("utf-16-le"),
        "\ufeff---\ntitle: Grün\n---\nText".encode("utf-16-be"),
    ],
)
def test_encodings(data: bytes) -> None:
    """UTF-8 and marked UTF-16 with any line ends read the same."""
    note = read("a.md", data)
    assert (note.title, html(note), note.diagnostics) == ("Grün", "<p>Text</p>\n", ())


@pytest.mark.parametrize(
    ("data", "title", "place"),
    [
        (b"---\r\ntitle: caf\xe9\r\n---\r\n", "café", (Code.BAD_ENCODING, 2, 11)),
        ("---\ntitle: 中文 café".encode() + b" caf\xe9\n---\n", "中文 café café", (Code.BAD_ENCODING, 2, 19)),
        (b"---\ntitle: a\n---\nx\0", "a", (Code.BAD_ENCODING, 4, 2)),
        (b"\xff\xfe-", "A", (Code.BAD_ENCODING, 1, 1)),
    ],
)
def test_guessed_encodings(data: bytes, title: str, place: tuple[Code, int, int]) -> None:
    """Those bytes that are no UTF-8 are read as Windows-1252, and the first of them is pointed at."""
    note = read("a.md", data)
    assert (note.title, codes(note)) == (title, [place])


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# Dana\n---\nperson: Dana\nconsent: private\n---\n", 4),
        ("<!-- lint off -->\n---\nconsent:\n  audience: cohort\n---\n", 3),
        ('{"person": "Dana", "consent": "public"}\n', 1),
        ("--\nperson: Dana\nconsent: 'private'\n--\n", 3),
        ("# Dana\n\nDate: 2026\nConsent: Private\n", 4),
        ("- **Consent:** private\n", 1),
        ("# Dana\n---\nperson: Dana\nconsent: private # she said no\n---\n", 4),
        ("# Dana\n---\nconsent: no\n---\n", 3),
        ("\n```yaml\n---\nperson: Dana\nconsent: private\n---\n```\n", 5),
    ],
)
def test_consent_outside_front_matter_is_heeded(text: str, line: int) -> None:
    """A note whose front matter is not known for what it is says who may see it all the same: it is told, and private."""
    note = read("notes/dana.md", text + "Secret.")
    assert (note.interview and note.interview.consent, codes(note)) == (
        Consent(Audience.PRIVATE, stated=True),
        [(Code.BAD_CONSENT, line, 1)],
    )


@pytest.mark.parametrize(
    ("consent", "place"),
    [
        ("consent: public  # cohort only", (3, 18)),
        ("consent: Public # withdrawn 2026-03-01", (3, 17)),
        ("consent:\n  given: 2026\n  audience: 'cohort' # private until June", (5, 22)),
        ("consent: {audience: public} # waiting for her answer", (3, 29)),
        ("consent: public # anonymous", (3, 17)),
        ("consent: public # but not before June", (3, 17)),
        ("consent: public # ask Dana first", (3, 17)),
    ],
)
def test_a_remark_that_takes_consent_back_is_heeded(consent: str, place: tuple[int, int]) -> None:
    """A parser passes over comments, but whoever wrote “cohort only” beside “public” meant it."""
    note = read("interviews/a.md", f"---\nperson: Dana\n{consent}\n---\nText.\n")
    assert (note.interview and note.interview.consent, codes(note)) == (
        Consent(Audience.PRIVATE, stated=True),
        [(Code.BAD_CONSENT, *place)],
    )


@pytest.mark.parametrize(
    "consent",
    [
        "consent: public  # who may read it: private (only you), cohort or public",
        "consent: public                    # or cohort, or private; or a mapping, see Consent",
        "consent: public # or cohort",
        "consent: public # given by e-mail, 14 March",
        "consent: public\n# cohort only, they said at first",
        "consent: cohort # asked the cohort lead",
    ],
)
def test_a_remark_that_explains_takes_nothing_back(consent: str) -> None:
    """Nor does one on a line of its own, such as the choices that a new note comes with."""
    note = read("interviews/a.md", f"---\nperson: Dana\n{consent}\n---\nText.\n")
    assert (note.interview and note.interview.consent.audience is not Audience.PRIVATE, codes(note)) == (True, [])


@pytest.mark.parametrize(
    "key",
    [
        *("withold: [organization]", "With-hold: role", "withheld: [role]", "expire: 2020-01-01", "expires_on: 2020"),
        *("publish: false", "Private: yes", "draft: true", "permission: no"),
        *("stand-in: A chemist", "pseudonym: A", "anonymous: yes", "audience: private", "name: A chemist"),
        *("anon: yes", "cohort_only: true", "revoked: 2025-01-01", "until: 2020-01-01", "publish_as: A chemist"),
        *(
            "show_name: false",
            "named: no",
            "name_ok: no",
            "sensitive: true",
            "scope: cohort",
            "tags: [consent-pending]",
        ),
    ],
)
def test_part_of_consent_outside_of_it_makes_the_note_private(key: str) -> None:
    """However it is spelt: who typed it wanted something kept back."""
    note = read("interviews/a.md", f"---\nperson: Dana\nconsent: public\n{key}\n---\nText.\n")
    assert (note.interview and note.interview.consent, codes(note)) == (
        Consent(Audience.PRIVATE, stated=True),
        [(Code.BAD_CONSENT, 4, 1)],
    )


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("withold: [role]", "Indent it under `consent:`, as `withhold:`"),
        ("stand-in: A chemist", "Indent it under `consent:`, as `name:`"),
        ("publish: false", "Write `consent: private`, or take it out"),
    ],
)
def test_part_of_consent_outside_of_it_comes_with_what_to_write(key: str, hint: str) -> None:
    """What to do is told in Fieldpath's own keys."""
    (found,) = read("interviews/a.md", f"---\nperson: Dana\nconsent: public\n{key}\n---\n").diagnostics
    assert hint == found.hint


@pytest.mark.parametrize(
    "key",
    [
        "audience: beginners",
        "publish: true",
        "draft: false",
        "holder: Ann",
        "named: x",
        "unit: 3",
        "level: senior",
        "scope: national",
        "expertise: law",
        "standing: senior",
        "names: Dana",
    ],
)
def test_other_keys_are_no_part_of_consent(key: str) -> None:
    """What merely begins like a part of consent is an author's own."""
    note = read("interviews/a.md", f"---\nperson: Dana\nconsent: public\n{key}\n---\nText.\n")
    assert note.interview
    assert note.interview.consent.audience is Audience.PUBLIC


@pytest.mark.parametrize(
    ("path", "kind", "found"),
    [
        ("interview/jim.md", Kind.INTERVIEW, [(Code.MISSPELT_FOLDER, 0, 0)]),
        ("Intervews/jim.md", Kind.INTERVIEW, [(Code.MISSPELT_FOLDER, 0, 0)]),
        ("organisations/wellcome.md", Kind.PAGE, [(Code.MISSPELT_FOLDER, 0, 0)]),
        ("career-paths/industry.md", Kind.PAGE, [(Code.MISSPELT_FOLDER, 0, 0)]),
        ("notes/industry.md", Kind.PAGE, []),
        ("organizations/wellcome.md", Kind.TERM, []),
    ],
)
def test_folder_that_is_nearly_one_of_ours_is_told(path: str, kind: Kind, found: list[tuple[Code, int, int]]) -> None:
    """And what may be an interview is one, so that it is not published before somebody says so."""
    note = read(path, "# Jim\n\nText.\n")
    assert (note.kind, codes(note)) == (kind, found)


@pytest.mark.parametrize(
    ("person", "found"),
    [
        ("Dana Rivera, Sam Okafor", [(Code.MANY_IN_ONE, 2, 9)]),
        ("Dana Rivera and Sam Okafor", []),
        ("Dana Rivera, MPH", []),
        ("Dana Rivera, chief of staff", []),
        ("Rivera, Dana Maria", []),
    ],
)
def test_second_person_behind_a_comma_is_told(person: str, found: list[tuple[Code, int, int]]) -> None:
    """Nobody would know that name for one that others must not say."""
    assert found == codes(read("interviews/a.md", f"---\nperson: {person}\nconsent: public\n---\nText.\n"))


def test_interviewee_is_the_person() -> None:
    """Another word for the same key: the note is an interview wherever it lies."""
    assert read("a.md", "---\ninterviewee: Mo More\n---\nText.\n").kind is Kind.INTERVIEW


def test_first_of_several_headings_is_none_of_the_title() -> None:
    """Where the title is given, headings of the first level are the note's parts, unless one repeats the title."""
    note = read("interviews/a.md", "---\nperson: Dana\nconsent: public\n---\n# Career\n\n## Small\n\n# Pay\n")
    assert ["Career", "Small", "Pay"] == [heading.text for heading in note.body.headings]
    again = read("interviews/a.md", "---\nperson: Dana\nconsent: public\n---\n# Dana\n\n# Pay\n")
    assert ["Pay"] == [heading.text for heading in again.body.headings]


def test_consent_as_an_example_is_text() -> None:
    """A page that shows how consent is written, or begins a sentence with the word, is a page."""
    note = read("a.md", "consent: what is it?\n\nConsent: public\n\n```yaml\nconsent: private\n```\n")
    assert (note.kind, note.diagnostics) == (Kind.PAGE, ())


def test_a_file_too_large_is_left_out() -> None:
    """A file over the limit gives an empty note, and no consent is assumed for it."""
    note = read("interviews/a.md", b"---\nconsent: public\n---\n" + b"a" * MAX_BYTES)
    assert note.body.pieces == ()
    assert note.interview is not None
    assert note.interview.consent == Consent(Audience.PRIVATE, stated=True)
    assert Code.FILE_TOO_LARGE in {found.code for found in note.diagnostics}


@pytest.mark.parametrize(
    ("path", "front_matter", "kind"),
    [
        ("interviews/a.md", "", Kind.INTERVIEW),
        ("Interviews/2024/a.md", "", Kind.INTERVIEW),
        ("a.md", "person: A", Kind.INTERVIEW),
        ("a.md", "Person: A", Kind.INTERVIEW),
        ("a.md", "consent: private", Kind.INTERVIEW),
        ("a.md", "consnet: private", Kind.INTERVIEW),
        ("a.md", "b: c: d\nperson: A", Kind.INTERVIEW),
        ("a.md", "person:", Kind.PAGE),
        ("a.md", "title: A", Kind.PAGE),
        ("a.md", "b: c: d", Kind.PAGE),
        ("a.md", "kind: guide", Kind.GUIDE),
        ("a.md", "type: Interview", Kind.INTERVIEW),
        ("a.md", "type: post", Kind.PAGE),
        ("interviews/a.md", "kind: page", Kind.PAGE),
        ("Spring 2026/interviews/a.md", "", Kind.INTERVIEW),
        ("vault/Interview/2024/a.md", "", Kind.INTERVIEW),
        ("guides/interviews/a.md", "", Kind.GUIDE),
        ("vault/interviews/index.md", "", Kind.PAGE),
        ("interviews/index.md", "", Kind.PAGE),
        ("interviews/dana/index.md", "", Kind.INTERVIEW),
        ("guides/start/index.md", "", Kind.GUIDE),
        ("job-functions/a.md", "person: A", Kind.INTERVIEW),
        ("job-functions/a.md", "person: A\nkind: term", Kind.TERM),
        ("guides/start/a.md", "person: A", Kind.INTERVIEW),
        ("a.md", "kind: intervew", Kind.INTERVIEW),
        ("a.md", "persno: A", Kind.INTERVIEW),
        ("a.md", "Interviewees: [A, B]", Kind.INTERVIEW),
        ("a.md", "personal: true\nversion: 2\nreason: A", Kind.PAGE),
        ("a.md", "kind: gide", Kind.PAGE),
        ("a.md", "kind: term\ntaxonomy: Career path", Kind.TERM),
        ("a.md", "kind: term", Kind.PAGE),
    ],
)
def test_kinds(path: str, front_matter: str, kind: Kind) -> None:
    """The kind key decides, then the folder, then whether a person or consent is named, even in broken front matter."""
    note = read(path, f"---\n{front_matter}\n---\n")
    assert note.kind is kind
    assert [note.interview is not None, note.guide is not None, note.term is not None] == [
        kind is Kind.INTERVIEW,
        kind is Kind.GUIDE,
        kind is Kind.TERM,
    ]


@pytest.mark.parametrize(
    ("path", "text", "title", "slug"),
    [
        ("interviews/dana-rivera.md", "", "Dana Rivera", "dana-rivera"),
        ("interviews/joshua.topolsky.markdown", "", "Joshua Topolsky", "joshua-topolsky"),
        ("interviews/x.md", "# Dana Rivera\n\nText", "Dana Rivera", "x"),
        ("Daily Notes/2023-08-17.md", "", "2023-08-17", "2023-08-17"),
        ("journals/2024_02_22.md", "", "2024-02-22", "2024-02-22"),
        ("interviews/x.md", "---\nperson: Dana\n---\n# Dana\n", "Dana", "x"),
        ("interviews/x.md", "---\nperson: Dana\ntitle: On policy\n---\n", "On policy", "x"),
        ("interviews/dana-rivera/index.md", "", "Dana Rivera", "dana-rivera"),
        ("what-it_is.md", "", "What it is", "what-it-is"),
        ("iPhone notes.md", "", "iPhone notes", "iphone-notes"),
        ("interviews/Anne-Marie Duval.md", "", "Anne-Marie Duval", "anne-marie-duval"),
        ("interviews/J.R. Ewing.md", "", "J.R. Ewing", "j-r-ewing"),
        ("interviews/2026-03-14 dana rivera.md", "", "Dana Rivera", "2026-03-14-dana-rivera"),
        ("interviews/2026-03-14-dana-rivera.md", "", "Dana Rivera", "2026-03-14-dana-rivera"),
        ("interviews/Dana_Rivera.md", "", "Dana Rivera", "dana-rivera"),
        ("organizations/Coca-Cola.md", "", "Coca-Cola", "coca-cola"),
        ("fields/U.S. policy.md", "", "U.S. policy", "u-s-policy"),
        ("Node.js.md", "", "Node.js", "node-js"),
        ("guides/start/01-what-it-is.md", "", "What it is", "what-it-is"),
        ("guides/start/2024.md", "", "2024", "2024"),
        ("fields/README.md", "", "Fields", "index"),
        ("index.md", "", "Home", "index"),
        ("公共卫生.md", "", "公共卫生", "公共卫生"),
        (".md", "", "Md", "md"),
        ("a.md", "---\nslug: Other name\n---\n", "A", "other-name"),
    ],
)
def test_titles_and_slugs(path: str, text: str, title: str, slug: str) -> None:
    """A note is called by its title, person, first heading or file name, and addressed by its file's name."""
    note = read(path, text)
    assert (note.title, note.slug) == (title, slug)


def test_an_image_from_elsewhere_is_told() -> None:
    """At its place, with what to do; it is no file that could not be found."""
    note = read("a.md", "---\ntitle: A\nimage: https://example.org/a.png\n---\n")
    assert ("", [(Code.PICTURE_ELSEWHERE, 3, 8)]) == (
        note.image,
        [(each.code, each.line, each.column) for each in note.diagnostics],
    )


def test_a_heading_that_is_not_the_title_stays() -> None:
    """Where front matter gives another title, the first heading is kept in the body, and what lies behind it stays in
    place.
    """
    note = read("a.md", "---\ntitle: A\n---\n# B & C\n\n## Advice\n\nText ^here\n")
    assert html(note).startswith("<p><strong>B &amp; C</strong></p>\n")
    heading, block = note.body.headings[0], note.body.blocks[0]
    assert "Advice" in str(note.body.pieces[heading.at])
    assert "Text" in str(note.body.pieces[block.at : block.until])


@pytest.mark.parametrize(
    "slug", ["../x", "a/b", "a\\b", "con", "nul.txt", "a.b.", "'%2e%2e'", "'a\\0b'", '"a\\0b"', "'!'"]
)
def test_slugs_with_tricks_are_refused(slug: str) -> None:
    """A slug that could leave its folder or be no file's name is an error, and the file's name is used."""
    note = read("good-name.md", f"---\nslug: {slug}\n---\n")
    expected = ("good-name", [Code.BAD_ADDRESS]) if slug != '"a\\0b"' else ("ab", [])
    assert (note.slug, [found.code for found in note.diagnostics]) == expected


def test_aliases_are_names_or_old_addresses() -> None:
    """An alias that looks like a path is an old address, made whole; one that is not safe is an error; the rest are
    names.
    """
    aliases = (
        "[/interviews/old, old/x.html, AC/DC, Dana R., '[[Dana]]', ../../etc/passwd, /, 'https://x.org/a', /a/../b/]"
    )
    note = read("a.md", f"---\naliases: {aliases}\n---\n")
    assert note.names == ("AC/DC", "Dana R.", "Dana")
    assert note.redirects == ("/interviews/old/", "/old/x.html")
    assert [found.code for found in note.diagnostics] == [Code.BAD_ADDRESS] * 4


@pytest.mark.parametrize(
    ("path", "front_matter", "names", "codes"),
    [
        ("fields/health.md", "aliases: Health careers, Health work", ("Health careers", "Health work"), []),
        ("fields/health.md", "alias: Health careers,", ("Health careers",), []),
        ("fields/arts.md", 'aliases: ["Arts, media and sports"]', ("Arts, media and sports",), []),
        ("interviews/dana.md", "person: Dana Rivera\naliases: Rivera, Dana", ("Rivera, Dana",), []),
        ("interviews/dana.md", "person: Dana Rivera\naliases: Dee, D. R.", ("Dee, D. R.",), [(Code.MANY_IN_ONE, 3)]),
        ("interviews/dana.md", 'person: Dana Rivera\naliases: ["Dee, D. R."]', ("Dee, D. R.",), []),
    ],
)
def test_aliases_in_one_text(
    path: str, front_matter: str, names: tuple[str, ...], codes: list[tuple[Code, int]]
) -> None:
    """Commas part them, as in Obsidian, but in a person's note, where a name may hold one: there, what looks like
    several is told. A list is taken as it is.
    """
    note = read(path, f"---\n{front_matter}\n---\n")
    found = [(found.code, found.line) for found in note.diagnostics if found.code is not Code.BAD_CONSENT]
    assert (names, codes) == (note.names, found)


@pytest.mark.parametrize(
    ("path", "front_matter", "guide"),
    [
        ("guides/start/01-what.md", "", Guide("start", 1)),
        ("guides/start/01-what.md", "series: Basics\npart: 3", Guide("Basics", 3)),
        ("guides/what.md", "", Guide("", 0)),
        ("what.md", "kind: guide", Guide("", 0)),
    ],
)
def test_guides(path: str, front_matter: str, guide: Guide) -> None:
    """A guide's series is its folder and its part the number of its file, unless it says otherwise."""
    assert read(path, f"---\n{front_matter}\n---\n").guide == guide


@pytest.mark.parametrize(
    ("path", "front_matter", "term"),
    [
        ("fields/public-health.md", "broader: '[[Health]]'", Term("fields", "Health", 2)),
        ("questions/salary.md", "", Term("questions")),
        ("paths/a.md", "taxonomy: skill", Term("skills")),
    ],
)
def test_terms(path: str, front_matter: str, term: Term) -> None:
    """A term's taxonomy is its folder unless it says otherwise."""
    assert read(path, f"---\n{front_matter}\n---\n").term == term


def test_keys_of_another_kind_are_left_to_templates() -> None:
    """A page's ``path: /about/`` from another vault is no step, and no finding."""
    note = read("about.md", "---\npath: /about/\nseries: x\n---\n")
    assert (note.extra, note.mentions, note.diagnostics) == ({"path": "/about/", "series": "x"}, (), ())


def test_tags_of_the_body_are_mentioned() -> None:
    """Tags in front matter come first, then those of the body with their place in the file, each once."""
    note = read("a.md", "---\ntags: [Policy]\n---\n\nText #policy and #health\n")
    assert [(mention.name, mention.line, mention.column) for mention in note.mentions] == [
        ("Policy", 2, 8),
        ("health", 5, 18),
    ]


@pytest.mark.parametrize(
    ("keys", "audience", "found"),
    [
        ("consent: cohort", Audience.COHORT, []),
        ("publish: false", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("consent: public\npublish: false", Audience.PRIVATE, [Code.BAD_CONSENT]),
        ("tags: [talk, Private]", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("consent: public\ntags: '#confidential'", Audience.PRIVATE, [Code.BAD_CONSENT]),
        ("hidden: true", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("do_not_publish: yes", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("published: not yet", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("consent: public\napproved: pending", Audience.PRIVATE, [Code.BAD_CONSENT]),
        ("ok_to_publish: no", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("release signed: false", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("access: restricted", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("published: 2024-03-01", None, [Code.UNKNOWN_KEY]),
        ("access: public", None, [Code.UNKNOWN_KEY]),
        ("publications: none", None, [Code.UNKNOWN_KEY]),
        ("designed: no", None, [Code.UNKNOWN_KEY]),
        ("visibility: cohort", Audience.PRIVATE, [Code.KEPT_PRIVATE]),
        ("consent: {audience: public, name: A}", Audience.PRIVATE, [Code.BAD_CONSENT]),
        ("consent: open", Audience.PRIVATE, [Code.BAD_CONSENT]),
    ],
)
def test_a_note_of_another_kind_says_whom_it_is_for(keys: str, audience: Audience | None, found: list[Code]) -> None:
    """A guide may be for some only; more than that cannot be asked of it, so then it is private."""
    note = read("guides/a.md", f"---\n{keys}\n---\nText\n")
    assert (note.kind, note.audience) == (Kind.GUIDE, audience)
    assert [finding.code for finding in note.diagnostics] == found


def test_unclosed_front_matter_shows_nothing() -> None:
    """Front matter that is never closed is not published as text, and the note is private."""
    note = read("a.md", "---\nperson: A\nconsent: public\n\nText\n")
    assert note.body.pieces == ()
    assert note.interview is not None
    assert note.interview.consent == Consent(Audience.PRIVATE, stated=True)


def test_line_numbers_count_from_the_top_of_the_file() -> None:
    """What is found in the body is placed in the file, front matter counted."""
    note = read("a.md", "---\ntitle: A\n---\n\nText %%never closed\n")
    assert [(found.code, found.line) for found in note.diagnostics] == [(Code.UNCLOSED_COMMENT, 5)]


def test_real_interviews_with_foreign_keys() -> None:
    """Interviews that were never written for Fieldpath read without an error or a warning."""
    folder = Path(__file__).parents[2] / "shared" / "corpora" / "usesthis"
    files = sorted(folder.glob("*.markdown"))
    if not files:
        pytest.skip("the interviews are not beside this checkout")
    notes = [read_note(file.name, file.read_bytes(), FOREIGN) for file in files]
    fields = [mention.name for note in notes for mention in note.mentions if mention.taxonomy is Taxonomy.FIELDS]
    assert [note.kind for note in notes] == [Kind.INTERVIEW] * 319
    assert (len(fields), len({fold_name(name) for name in fields})) == (912, 61)
    assert {found.severity for note in notes for found in note.diagnostics} <= {Severity.INFO}


def survives_the_cache(note: Note) -> bool:
    """Whether a note comes back from the cache as it went in."""
    return msgspec.msgpack.Decoder(Note).decode(msgspec.msgpack.encode(note)) == note


@pytest.mark.parametrize(
    "path", ["guides/s/1-ask.md", "fields/public-health.md", "index.md", "interviews/index.md", "README.md"]
)
def test_a_title_that_is_mapped_onto_persons_is_that_of_other_notes(path: str) -> None:
    """A guide, a term, and what stands for a list are not somebody, and keep their titles and summaries."""
    text = "---\ntitle: How to ask\nsummary: In short.\n---\nText\n"
    note = read(path, text, Reading({"person": "title", "role": "summary"}))
    assert (None, "How to ask", "In short.", None, []) == (
        note.interview, note.title, note.summary, note.extra, [found.code for found in note.diagnostics]
    )  # fmt: skip


@pytest.mark.parametrize("more", ["", "fields: [Law]\n", "kind: page\n"])
def test_a_title_alone_that_makes_an_interview_is_told(more: str) -> None:
    """It may be an ordinary page's; what has more of an interview is one without a word, as is said for whole folders."""
    note = read("about.md", f"---\ntitle: About us\n{more}---\nText\n", Reading({"person": "title"}))
    told = [found.code for found in note.diagnostics]
    assert (note.interview is None, told) == ("page" in more, [Code.MISSPELT_FOLDER] if not more else [])


@pytest.mark.parametrize("mapped", ["Name", "name", "Contact Name", "contact-name"])
@pytest.mark.parametrize("typed", ["name", "Name", "contact name", "Contact Name"])
def test_a_mapped_key_is_known_in_any_case(mapped: str, typed: str) -> None:
    """Or a note that names a person would be taken for an ordinary page, which everybody may read."""
    note = read("notes/a.md", f"---\n{typed}: Dana Rivera\n---\nText\n", Reading({"person": mapped}))
    assert (note.interview is not None) == (("contact" in mapped.lower()) == ("contact" in typed.lower()))


def test_the_settings_travel_to_worker_processes() -> None:
    """Settings come out of a pickle as they went in."""
    assert pickle.loads(pickle.dumps(FOREIGN)) == FOREIGN


@given(st.binary(max_size=200))
def test_any_bytes_are_a_note(data: bytes) -> None:
    """Whatever the bytes, there is a note, and it survives the cache."""
    assert survives_the_cache(read("interviews/a.md", data))


signs = st.sampled_from(
    [*"abc:-[]{}|>'\"#,@ \n", "\n", ": ", "- ", "  ", "[[", "]]", "consent", "path", "\n\n", "(2012–", "2018)"]
)
keys = st.sampled_from(
    ["title", "person", "path", "fields", "tags", "aliases", "slug", "consent", "date", "sector", "image", "part"]
)


@given(
    st.lists(st.tuples(keys, st.lists(signs, max_size=12).map("".join)), max_size=6),
    st.sampled_from(["interviews/a.md", "guides/x/01-a.md", "fields/a.md", "a.md"]),
)
def test_any_front_matter_is_a_note(pairs: list[tuple[str, str]], path: str) -> None:
    """Whatever stands at the keys, there is a note with a title and a slug, it survives the cache, and what is broken
    is private, whatever the wiki's default, if anything is said of consent.
    """
    block = "".join(f"{key}: {value}\n" for key, value in pairs)
    note = read(path, f"---\n{block}---\nText\n")
    assert note.title
    assert note.slug
    assert survives_the_cache(note)
    if note.interview and Code.BAD_YAML in {found.code for found in note.diagnostics}:
        assert note.interview.consent == Consent(Audience.PRIVATE, stated="consent" in block)
