"""Pages: what the site shows of a wiki, as a browser would read it."""

from __future__ import annotations

import json
import posixpath
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.diagnostics import Code
from generator.notes.dates import Date
from generator.notes.note import Audience
from generator.settings_file import load_settings
from looking_at_pages import attributes, links, person, texts
from random_wikis import ATTACHMENT_PATHS, NOTE_PATHS, PICTURES, note_bytes, settings_bytes
from site_checks.links import broken_links
from tiny_wiki import Built, TinyWiki


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    notes=st.dictionaries(st.sampled_from(NOTE_PATHS), note_bytes(), max_size=8),
    attachments=st.dictionaries(st.sampled_from(ATTACHMENT_PATHS), st.sampled_from([b"text", *PICTURES]), max_size=3),
    toml=st.one_of(st.just(b""), settings_bytes()),
    offline=st.booleans(),
)
def test_every_page_is_sound(
    notes: dict[str, bytes], attachments: dict[str, bytes], toml: bytes, offline: bool
) -> None:
    """Whatever the notes say: no link leads nowhere, each page has one `h1`, and no id stands twice on a page."""
    with tempfile.TemporaryDirectory() as folder:
        wiki = TinyWiki(Path(folder)).settings(toml.decode(errors="replace"))
        for path, data in {**notes, **attachments}.items():
            wiki.write(path, data)
        built = wiki.build(offline=offline)
        # A file that only calls itself a picture is told, and left out when all pages are made.
        if Code.BAD_PICTURE not in built.codes():
            base = urlsplit(load_settings(wiki.wiki.settings_file)[0].base_url).path + "/"
            assert [] == broken_links(built.output, base=base, from_disk=offline)
        for file in built.output.rglob("*.html"):
            tree = LexborHTMLParser(file.read_bytes())
            if tree.css_first("meta[http-equiv=refresh]") is None:
                assert 1 == len(tree.css("h1")), file
            ids = Counter(node.attributes["id"] for node in tree.css("[id]"))
            assert [] == [name for name, times in ids.items() if times > 1]


def structured(built: Built, address: str) -> dict[str, dict[str, Any]]:
    """The page's JSON-LD: type → thing."""
    (found,) = texts(built, address, 'script[type="application/ld+json"]')
    return {thing["@type"]: thing for thing in json.loads(found)["@graph"]}


# Who may see it


@pytest.mark.parametrize(
    ("edition", "says"),
    [
        (Audience.PUBLIC, None),
        (Audience.COHORT, "The cohort edition. Only for the cohort: do not pass it on."),
        (Audience.PRIVATE, "The private edition. Only for you: not everybody here has agreed to be shown."),
    ],
)
def test_every_page_says_which_edition_it_is_of(wiki: TinyWiki, edition: Audience, says: str | None) -> None:
    """In the cohort and the private edition each page, the one for missing pages too, says that it is not for all."""
    wiki.write("interviews/a.md", person("A", "consent: public\nfields: [Health]\ncareer_path: Into health"))
    built = wiki.write("guides/start/1-one.md", "One.").write("about.md", "About.").build(edition=edition)
    pages = [path for path in built.files() if path.endswith(".html")]
    assert {"index.html", "404.html", "about/index.html", "interviews/a/index.html", "fields/health/index.html"} < {
        *pages
    }
    for path in pages:
        banners = LexborHTMLParser(built.files()[path]).css("p.edition")
        assert ([says] if says else []) == [" ".join(banner.text().split()) for banner in banners], path


@pytest.mark.parametrize(
    ("consent", "says"),
    [
        ("consent: public", "By the person's consent, this is for everybody."),
        ("consent: private", "This is private: the note says so, or its consent cannot be relied on."),
        (
            "consent: {audience: cohort, given: 2026-03-20, expires: 2031-03-20, name: A manager}",
            "By the person's consent, this is for the cohort, given 20 March 2026, until 20 March 2031,"
            " under the name A manager.",
        ),
        (
            "consent: {audience: public, expires: 2026-06-15}",
            "The person's consent, for everybody, until 15 June 2026, does not hold today, so this is private.",
        ),
        (
            "consent: {audience: cohort, given: 2026-06-16}",
            "The person's consent, for the cohort, given 16 June 2026, does not hold today, so this is private.",
        ),
        ("", "The note says nothing of consent; by the settings, this is private."),
    ],
)
def test_an_interview_says_for_whom_it_is_and_why(wiki: TinyWiki, consent: str, says: str) -> None:
    """In the private edition, what was agreed stands on the page, so that nobody has to look it up in the note."""
    built = wiki.write("interviews/a.md", person("Dana Rivera", consent)).build(date=Date(2026, 6, 15))
    assert [says] == texts(built, "/interviews/a/", ".page-header .notice")


def test_an_interview_without_consent_says_for_whom_it_is_by_the_settings(wiki: TinyWiki) -> None:
    """Also to the cohort, whom a default lets in."""
    wiki.settings('[consent]\ndefault = "cohort"\n').write("interviews/a.md", person("A"))
    for edition in (Audience.COHORT, Audience.PRIVATE):
        notice = texts(wiki.build(edition=edition), "/interviews/a/", ".page-header .notice")
        assert ["The note says nothing of consent; by the settings, this is for the cohort."] == notice


def test_the_public_edition_says_nothing_of_consent(wiki: TinyWiki) -> None:
    """What everybody may see needs no notice."""
    built = wiki.write("interviews/a.md", person("A", "consent: public")).build(edition=Audience.PUBLIC)
    assert [] == texts(built, "/interviews/a/", ".notice")


# Lists


def test_lists_are_paginated(wiki: TinyWiki) -> None:
    """Interviews come page by page, by date and by name, and each page leads to the next and the one before."""
    wiki.settings("page_size = 2")
    for number, name in enumerate(["Eve", "Dan", "Cat", "Bob", "Ann"]):
        wiki.write(f"interviews/{name}.md", person(name, f"date: 2026-01-0{number + 1}\nfields: [Policy]"))
    built = wiki.build()
    lists = {
        address: texts(built, address, ".interviews .item-title")
        for address in ("/interviews/", "/interviews/by-name/", "/fields/policy/")
    }
    assert {
        "/interviews/": ["Ann", "Bob"],
        "/interviews/by-name/": ["Ann", "Bob"],
        "/fields/policy/": ["Ann", "Bob"],
    } == lists
    assert ["Cat", "Dan"] == texts(built, "/interviews/page-2/", ".interviews .item-title")
    assert ["Eve"] == texts(built, "/interviews/by-name/page-3/", ".interviews .item-title")
    assert ["Previous", "1", "2", "3", "Next"] == texts(built, "/fields/policy/page-2/", ".pager li")
    assert ("../../../fields/policy/", "../../../fields/policy/page-3/") == tuple(
        attributes(built, "/fields/policy/page-2/", f"a[rel={way}]", "href")[0] for way in ("prev", "next")
    )


def test_pages_of_lists_say_which_they_are(wiki: TinyWiki) -> None:
    """The list by name and every further page of a list have a title of their own, and their place in the breadcrumbs."""
    wiki.settings('title = "Ways"\npage_size = 1')
    for name in ("Ann", "Bob"):
        wiki.write(f"interviews/{name}.md", person(name, "fields: [Policy]"))
    built = wiki.build()
    told = {
        "/interviews/": ("Interviews", ["Home", "Interviews"]),
        "/interviews/page-2/": ("Interviews · page 2", ["Home", "Interviews", "Page 2"]),
        "/interviews/by-name/": ("Interviews by name", ["Home", "Interviews", "By name"]),
        "/interviews/by-name/page-2/": (
            "Interviews by name · page 2",
            ["Home", "Interviews", "By name", "Page 2"],
        ),
        "/fields/policy/": ("Policy", ["Home", "Fields", "Policy"]),
        "/fields/policy/page-2/": ("Policy · page 2", ["Home", "Fields", "Policy", "Page 2"]),
    }
    for address, (title, trail) in told.items():
        assert ([f"{title} · Ways"], [title], trail) == tuple(
            texts(built, address, part) for part in ("title", "h1", ".breadcrumbs li")
        )


def test_long_list_of_terms_says_which_page_it_is(wiki: TinyWiki) -> None:
    """So does the list of a taxonomy."""
    built = wiki.write("a.md", f"---\ntags: [{', '.join(f'tag {number}' for number in range(301))}]\n---\n").build()
    assert (["Tags · page 2"], ["Home", "Tags", "Page 2"]) == tuple(
        texts(built, "/tags/page-2/", part) for part in ("h1", ".breadcrumbs li")
    )


def test_list_that_fits_has_no_pager(wiki: TinyWiki) -> None:
    """One page needs no way to others."""
    built = wiki.write("interviews/a.md", person("A")).build()
    assert ([], False) == (built.page("/interviews/").css(".pager"), (built.output / "interviews/page-2").exists())


def test_names_are_sorted_as_people_look_for_them(wiki: TinyWiki) -> None:
    """Case and accents do not put a name at the end, and numbers count."""
    for name in ("Zoe", "élodie", "Émile", "edgar", "Dana 10", "Dana 9"):
        wiki.write(f"interviews/{name}.md", person(name))
    assert ["Dana 9", "Dana 10", "edgar", "élodie", "Émile", "Zoe"] == texts(
        wiki.build(), "/interviews/by-name/", ".item-title"
    )


def test_letters_lead_to_where_names_begin(wiki: TinyWiki) -> None:
    """A long list by name is parted by initials, and each page leads to the beginning of each, on whichever page."""
    wiki.settings("page_size = 10")
    names = ["4711", *(f"{letter}{number}" for letter in "aÁbcdé" for number in "1234"), "Ж", "王小明", "小明"]
    for number, name in enumerate(names):
        wiki.write(f"interviews/{number}.md", person(f"'{name}'"))
    built = wiki.build()
    assert ["#", "A", "B"] == texts(built, "/interviews/by-name/", "h2.letter")
    assert ["B", "C", "D"] == texts(built, "/interviews/by-name/page-2/", "h2.letter")
    assert ["#", "A", "B", "C", "D", "E", "Ж", "Other"] == texts(built, "/interviews/by-name/page-2/", ".letters a")
    begun = {}
    for letter, href in zip(
        "#ABCDEЖ…", attributes(built, "/interviews/by-name/page-2/", ".letters a", "href"), strict=True
    ):
        page, _, anchor = (href or "").partition("#")
        address = f"/interviews/by-name/page-2/{page}"
        section = built.page(posixpath.normpath(address) + "/").css_first(f"section[aria-labelledby={anchor}]")
        begun[letter] = section.css_first(".item-title").text()
    assert {"#": "4711", "A": "a1", "B": "b1", "C": "c1", "D": "d1", "E": "é1", "Ж": "Ж", "…": "小明"} == begun
    assert [] == texts(built, "/interviews/", "h2.letter, .letters a")


def test_short_list_by_name_has_no_letters_above(wiki: TinyWiki) -> None:
    """Nobody needs a way to what is in sight."""
    built = wiki.write("interviews/a.md", person("Ann")).write("interviews/b.md", person("Bob")).build()
    assert ([], ["A", "B"]) == tuple(texts(built, "/interviews/by-name/", part) for part in (".letters", "h2.letter"))


def test_index_notes_introduce_lists(wiki: TinyWiki) -> None:
    """A folder's `index.md` stands above its list; the one at the top gives the home page its title and first words."""
    wiki.write("index.md", "# Welcome\n\nStart [[interviews/index|here]].\n").write(
        "interviews/index.md", "All we asked."
    ).write("fields/index.md", "What they do.")
    built = wiki.write("interviews/a.md", person("A", "fields: [Policy]")).build()
    assert (["Welcome"], ["Start here."]) == (texts(built, "/", "h1"), texts(built, "/", ".prose"))
    assert [["All we asked."], ["What they do."]] == [
        texts(built, address, ".prose") for address in ("/interviews/", "/fields/")
    ]


def test_empty_wiki_says_so(wiki: TinyWiki) -> None:
    """A wiki in which nothing may be seen yet has a home page that says so, and no more."""
    empty = wiki.write("interviews/a.md", person("A")).build(edition=Audience.PUBLIC)
    assert ["There is nothing here yet."] == texts(empty, "/", "main p")
    some = wiki.write("about.md", "x").build(edition=Audience.PUBLIC)
    assert [] == texts(some, "/", "main > p")


def test_every_page_is_in_a_list(wiki: TinyWiki) -> None:
    """Ordinary pages at the top are on the home page; all of them, wherever they lie, are in a list that every page leads to."""
    wiki.write("index.md", "# Welcome").write("zoo.md", "# Contact").write("about.md", "# About us")
    wiki.write("guides/a.md", "# A guide").write("guides/index.md", "# All guides")
    built = wiki.write("notes/deep.md", "# Deep\n\nFar down.").write("pages/index.md", "What else there is.").build()
    links = built.page("/").css("[aria-labelledby=fp-pages] .tags a")
    assert [("About us", "./about/"), ("Contact", "./zoo/")] == [(one.text(), one.attributes["href"]) for one in links]
    assert ["All 3 pages"] == texts(built, "/", "[aria-labelledby=fp-pages] .whole a")
    assert ["About us", "Contact", "Deep Far down."] == texts(built, "/pages/", "main li:not(.breadcrumbs li)")
    assert ["What else there is."] == texts(built, "/pages/", ".prose")
    assert "../../pages/" in [link.attributes["href"] for link in built.page("/notes/deep/").css(".site-footer a")]


def test_single_page_in_a_folder_is_found_from_home(wiki: TinyWiki) -> None:
    """The home page leads to the list in which it stands."""
    built = wiki.write("notes/deep.md", "# Deep").build()
    assert (["1 page"], ["Deep"]) == (texts(built, "/", "#fp-pages + p a"), texts(built, "/pages/", ".guides a"))


def test_page_beside_the_one_above_a_list_is_listed(wiki: TinyWiki) -> None:
    """Of two texts for one list, the second is published apart, and found where all pages are."""
    built = wiki.write("index.md", "# Welcome").write("README.md", "# Read me").write("about.md", "# About").build()
    assert ([Code.ADDRESS_TAKEN], ["Read me"]) == (built.codes(), texts(built, "/pages/", "main li a")[-1:])


def test_wiki_without_pages_has_no_list_of_them(wiki: TinyWiki) -> None:
    """A text above a list is no page of its own, so it makes no list of pages either."""
    built = wiki.write("interviews/a.md", person("A")).write("interviews/index.md", "All we asked.").build()
    assert ([], []) == (
        texts(built, "/", "[aria-labelledby=fp-pages]"),
        texts(built, "/", ".site-footer a[href$='pages/']"),
    )
    assert "pages/index.html" not in built.files()


def test_passages_say_whom_they_are_for(wiki: TinyWiki) -> None:
    """Whoever writes sees in the preview what is kept back; an edition that has no such passage has no frame."""
    text = "Open.\n\n:::cohort\nFor some.\n\n:::private\nFor me.\n:::\n:::\n\n:::private\n:::\n\n- a\n\n  > [!private]\n  > Too.\n"
    wiki.write("a.md", text)
    seen = {}
    for audience in Audience:
        built = wiki.build(edition=audience)
        seen[audience] = [" ".join(each.text().split()) for each in built.page("/a/").css(".passage")]
    assert {
        Audience.PUBLIC: [],
        Audience.COHORT: ["Only for the cohort For some."],
        Audience.PRIVATE: [
            "Only for the cohort For some. Only for you For me.",
            "Only for you For me.",
            "Only for you Too.",
        ],
    } == seen


def test_home_counts_what_there_is_and_leads_there(wiki: TinyWiki) -> None:
    """Each count is the way to its list; what there is none of is not counted, and with nothing at all nothing is."""
    assert [] == wiki.build().page("/").css(".hero .meta")
    built = wiki.write("interviews/a.md", person("A", "fields: [Policy, Law]")).build()
    assert {"1 interview": "./interviews/", "2 fields": "./fields/"} == links(built, "/", ".hero .meta > *")
    built = wiki.write("interviews/b.md", person("B", "career_path: Lab to law")).build()
    assert ["2 interviews", "2 fields", "1 career path"] == texts(built, "/", ".hero .meta > *")


def test_home_leads_from_a_part_to_the_whole_list(wiki: TinyWiki) -> None:
    """Below a list that shows only some stands the way to all; below one that shows all, nothing."""
    for number in range(6):
        wiki.write(f"interviews/{number}.md", person(f"Person {number}", f"fields: [Field {number}]"))
    assert {} == links(wiki.build(), "/", ".whole a")
    fields = ", ".join(f"Other {number}" for number in range(20))
    for number in range(13):
        wiki.write(f"guides/{number:02}.md", f"# Guide {number}\n")
    built = wiki.write("interviews/6.md", person("Person 6", f"fields: [{fields}]")).build()
    wholes = {"All 26 fields": "./fields/", "All 7 interviews": "./interviews/", "All guides": "./guides/"}
    assert wholes == links(built, "/", ".whole a")
    assert 12 == len(built.page("/").css("[aria-labelledby=fp-guides] li"))


def test_home_lists_every_guide_by_title(wiki: TinyWiki) -> None:
    """Guides in a series and those in none are found from the home page; what they are about is for their own list."""
    wiki.write("guides/alone.md", "---\nsummary: By itself.\n---\n# Alone\n")
    built = wiki.build()
    assert ([], ["Alone"]) == tuple(texts(built, "/", f"[aria-labelledby=fp-guides] {part}") for part in ("h3", "li"))
    built = wiki.write("guides/asking/01-what.md", "---\nsummary: One half.\n---\n# What\n").build()
    assert (["asking", "More guides"], ["1 What", "Alone"]) == tuple(
        texts(built, "/", f"[aria-labelledby=fp-guides] {part}") for part in ("h3", "li")
    )
    assert ["1 What One half.", "Alone By itself."] == texts(built, "/guides/", ".guides li")


# Interviews and terms


def test_path_is_an_ordered_list_of_linked_steps(wiki: TinyWiki) -> None:
    """Each step of a path leads to its position and organization, and says when."""
    steps = "path:\n  - PhD Physics @ State University (2012–2018)\n  - {position: Analyst, organization: Lab, start: 2020-03, end: now}\n"
    built = wiki.write("interviews/a.md", person("A", steps)).build()
    assert ["2012–2018 PhD Physics State University", "since March 2020 Analyst Lab"] == texts(
        built, "/interviews/a/", "ol.steps > li"
    )
    assert ["../../positions/phd/", "../../organizations/state-university/"] == [
        link.attributes["href"] for link in built.page("/interviews/a/").css("ol.steps li:first-child a")
    ]
    assert (["A"], ["A"]) == tuple(
        texts(built, address, ".interviews .item-title") for address in ("/positions/analyst/", "/organizations/lab/")
    )


def test_step_without_a_year_has_no_empty_one_for_machines(wiki: TinyWiki) -> None:
    """What is only known to go on says so in words."""
    built = wiki.write("interviews/a.md", person("A", "path: [Analyst @ Lab (current)]")).build()
    assert (["now Analyst Lab"], []) == (
        texts(built, "/interviews/a/", "ol.steps > li"),
        built.page("/interviews/a/").css("ol.steps time"),
    )


def test_career_path_shows_steps_side_by_side(wiki: TinyWiki) -> None:
    """The page of a career path lays the steps of everybody on it beside each other; who told none is only listed."""
    wiki.write(
        "interviews/a.md",
        person("Ann", "date: 2026\ncareer_path: Research to policy\npath: [PhD @ Uni, Analyst @ Lab]"),
    )
    wiki.write("interviews/b.md", person("Bob", "date: 2025\ncareer_path: Research to policy\npath: [Postdoc @ Lab]"))
    wiki.write("interviews/c.md", person("Cat", "date: 2024\ncareer_path: research to policy"))
    built = wiki.build()
    assert ["Ann PhD Uni Analyst Lab", "Bob Postdoc Lab"] == texts(
        built, "/paths/research-to-policy/", ".columns > ul > li"
    )
    assert ["Ann", "Bob", "Cat"] == texts(built, "/paths/research-to-policy/", ".interviews .item-title")


def test_term_page_tells_what_goes_with_it(wiki: TinyWiki) -> None:
    """A field's page shows its description, its interviews, and the paths, positions and skills found in them."""
    wiki.write("fields/policy.md", "What *policy* is.\n")
    wiki.write(
        "interviews/a.md",
        person("Ann", "fields: [Policy]\ncareer_path: Research to policy\npath: [PhD @ Uni]\nskills: [Writing]"),
    )
    wiki.write("interviews/b.md", person("Bob", "fields: [Policy, Law]\nskills: [Writing]"))
    wiki.write("more.md", "---\nfields: [Policy]\n---\n")
    built = wiki.build()
    assert ["What policy is."] == texts(built, "/fields/policy/", ".prose")
    found = built.page("/fields/policy/").css(".groups > div")
    groups = {
        group.css_first("h3").text(): [" ".join(item.text().split()) for item in group.css("li")] for group in found
    }
    assert (["Writing 2"], ["Research to policy 1"], ["PhD 1"], ["Law 1"]) == tuple(
        groups[title] for title in ("Skills they name", "Career paths", "Positions on the way", "Fields they work in")
    )


def test_guides_know_their_place(wiki: TinyWiki) -> None:
    """A part of a series says which it is, and leads to the one before and the next; the series has a page."""
    for number, name in enumerate(["What", "How", "Then"], start=1):
        wiki.write(f"guides/asking/0{number}-{name}.md", f"# {name}\n")
    built = wiki.write("guides/alone.md", "# Alone\n").build()
    assert ["Part 2 of 3 of asking"] == texts(built, "/guides/asking/how/", ".page-header .meta")
    assert ["Previous part What", "Next part Then"] == texts(built, "/guides/asking/how/", ".neighbours a")
    assert ["What", "How", "Then"] == texts(built, "/guides/asking/", ".guides a")
    assert ["What", "How", "Then", "Alone"] == texts(built, "/guides/", ".guides a")


# Addresses and feeds


def test_old_address_leads_on(wiki: TinyWiki) -> None:
    """An alias that is an address becomes a page that leads to the note, for browsers and for people."""
    wiki.settings('base_url = "https://example.org/wiki"')
    built = wiki.write(
        "interviews/new.md", person("Dana", "aliases: [/interviews/old name/, /people/dana.html]")
    ).build()
    for address, up in (("/interviews/old name/", "../../"), ("/people/dana.html", "../")):
        assert [f"0; url={up}interviews/new/"] == attributes(built, address, "meta[http-equiv=refresh]", "content")
        assert [f"{up}interviews/new/"] == attributes(built, address, "main a", "href")
        assert ["https://example.org/wiki/interviews/new/"] == attributes(built, address, "link[rel=canonical]", "href")


_ATOM = "{http://www.w3.org/2005/Atom}"


def test_feeds_list_the_newest_interviews(wiki: TinyWiki) -> None:
    """The site's feed and each field's hold the dated interviews, the newest first, with whole addresses and summaries."""
    wiki.settings('title = "Ways"\nauthor = "The cohort"\nbase_url = "https://example.org/wiki/"')
    wiki.write("interviews/a.md", person("Ann & Co", "date: 2026-03-14\nfields: [Policy]", "First words."))
    wiki.write("interviews/b.md", person("Bob", "date: 2026-04", "Hi.")).write("interviews/c.md", person("Cat"))
    built = wiki.build()
    feed = ElementTree.fromstring(built.text("/feed.xml"))
    entries = [
        [entry.findtext(f"{_ATOM}{name}") for name in ("title", "updated", "id")]
        for entry in feed.iter(f"{_ATOM}entry")
    ]
    assert [
        ["Bob", "2026-04-01T00:00:00Z", "https://example.org/wiki/interviews/b/"],
        ["Ann & Co", "2026-03-14T00:00:00Z", "https://example.org/wiki/interviews/a/"],
    ] == entries
    assert ("Ways", "The cohort", "2026-04-01T00:00:00Z") == tuple(
        feed.findtext(f"{_ATOM}{name}") for name in ("title", f"author/{_ATOM}name", "updated")
    )
    field = ElementTree.fromstring(built.text("/fields/policy/feed.xml"))
    assert ["Ann & Co"] == [entry.findtext(f"{_ATOM}title") for entry in field.iter(f"{_ATOM}entry")]


def test_control_characters_spoil_no_feed(wiki: TinyWiki) -> None:
    """What came in with text pasted from a PDF, by an escape or with a file's name is on no page, and feeds stay XML."""
    body = "in\x02formation\v\f\x7f\ufffe\uffff `\x08` &#2; &#xffff; <b title='&#2;'>&#xb;</b>"
    wiki.write("interviews/body.md", f"---\ndate: 2026\n---\n# A\x02nn\x1b\n\n{body}\n")
    escapes = 'person: "B\\x02o\\uffffb"\nsummary: "in\\x02for\\fm\\ufffea"\nfields: ["P\\x02\\uffff"]\ndate: 2026'
    wiki.write("interviews/keys.md", f"---\n{escapes}\n---\n").write(
        "interviews/C\x02at\uffff.md", person("", "date: 2026")
    )
    built = wiki.build()
    told = {path: data.decode() for path, data in built.files().items() if path.endswith((".html", ".xml"))}
    assert [] == [
        path for path, text in told.items() if any(sign in text for sign in "\x02\x08\v\f\x1b\x7f\ufffe\uffff")
    ]
    feed = ElementTree.fromstring(built.text("/feed.xml"))
    assert ["Ann", "Bob", "C at"] == sorted(str(title.text) for title in feed.iter(f"{_ATOM}title"))[:3]
    assert "information" in texts(built, "/interviews/body/", ".prose")[0]


def test_feed_without_a_host_has_lasting_names(wiki: TinyWiki) -> None:
    """Where the site will be is not known: entries have names that stay the same."""
    wiki.write("interviews/a.md", person("A", "date: 2026"))
    ids = {ElementTree.fromstring(wiki.build().text("/feed.xml")).findtext(f"{_ATOM}entry/{_ATOM}id") for _ in range(2)}
    assert ["urn:uuid:"] == [str(id_)[:9] for id_ in ids]


def test_sitemap_lists_pages_where_the_host_is_known(wiki: TinyWiki) -> None:
    """With a `base_url` there is a sitemap of all pages but redirects and the 404 page; without, none."""
    wiki.write("interviews/é.md", person("É", "aliases: [/old/]"))
    without = wiki.build().files()
    built = wiki.settings('base_url = "https://example.org/wiki"').build()
    listed = [
        element.text
        for element in ElementTree.fromstring(built.text("/sitemap.xml")).iter()
        if (element.tag or "").endswith("loc")
    ]
    pages = ("", "interviews/", "interviews/by-name/", "interviews/%C3%A9/")
    assert (False, [f"https://example.org/wiki/{page}" for page in pages]) == ("sitemap.xml" in without, listed)


@pytest.mark.parametrize(("path", "address"), [("about.md", "/about/"), ("guides/asking.md", "/guides/asking/")])
def test_terms_beside_a_text(wiki: TinyWiki, path: str, address: str) -> None:
    """What a page or a guide is filed under leads there, as on an interview's page."""
    built = wiki.write(path, "---\ntags: [method, Method]\nfields: Law\n---\n#method\n").build()
    shown = [(link.attributes["href"], link.text()) for link in built.page(address).css(".side a")]
    up = "../" * address.count("/", 1)
    assert shown == [(f"{up}fields/law/", "Law"), (f"{up}tags/method/", "method")]


def test_two_names_of_a_series_with_one_address_are_one_series(wiki: TinyWiki) -> None:
    """What differs but in signs that an address leaves out would otherwise be two lists at one place."""
    wiki.write("guides/a.md", "---\nseries: Data science\npart: 1\n---\n")
    built = wiki.write("guides/b.md", "---\nseries: Data-science\npart: 2\n---\n").build()
    parts = [link.attributes["href"] for link in built.page("/guides/data-science/").css("main li a")]
    assert ["../../guides/data-science/a/", "../../guides/data-science/b/"] == parts[-2:]


def test_canonical_and_preview_tags(wiki: TinyWiki) -> None:
    """With a `base_url` pages say where they are and what a preview of them shows; without, nothing that may be wrong."""
    wiki.write("interviews/a.md", person("Ann “A” <b>", "summary: Short & sweet."))
    selectors = {
        "link[rel=canonical]": "href",
        'meta[property="og:url"]': "content",
        'meta[property="og:title"]': "content",
        "meta[name=description]": "content",
    }
    bare = wiki.build()
    assert [[], [], ["Ann “A” <b>"], ["Short & sweet."]] == [
        attributes(bare, "/interviews/a/", *pair) for pair in selectors.items()
    ]
    built = wiki.settings('base_url = "https://example.org/wiki"').build()
    here = "https://example.org/wiki/interviews/a/"
    assert [[here], [here], ["Ann “A” <b>"], ["Short & sweet."]] == [
        attributes(built, "/interviews/a/", *pair) for pair in selectors.items()
    ]


def test_structured_data_tells_person_and_path(wiki: TinyWiki) -> None:
    """An interview is a schema.org Person whose steps are Roles with Occupations; what is not known is left out."""
    steps = "role: Analyst\norganization: Lab\npath: [PhD @ Uni (2012–2018), Analyst @ Lab (2020–)]"
    wiki.settings('base_url = "https://example.org"').write("interviews/a.md", person("Ann </script>", steps))
    found = structured(wiki.build(), "/interviews/a/")
    assert {
        "@type": "Person",
        "name": "Ann </script>",
        "jobTitle": "Analyst",
        "worksFor": {"@type": "Organization", "name": "Lab"},
        "hasOccupation": [
            {
                "@type": "Role",
                "hasOccupation": {"@type": "Occupation", "name": "PhD"},
                "startDate": "2012",
                "endDate": "2018",
            },
            {"@type": "Role", "hasOccupation": {"@type": "Occupation", "name": "Analyst"}, "startDate": "2020"},
        ],
    } == found["Person"]
    assert [(1, "Home"), (2, "Interviews"), (3, "Ann </script>")] == [
        (item["position"], item["name"]) for item in found["BreadcrumbList"]["itemListElement"]
    ]


def test_structured_data_tells_terms(wiki: TinyWiki) -> None:
    """A term is a DefinedTerm in the set that is its taxonomy."""
    built = wiki.write("fields/policy.md", "---\nsummary: Rules.\n---\n").build()
    assert {
        "@type": "DefinedTerm",
        "name": "Policy",
        "description": "Rules.",
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "Fields"},
    } == structured(built, "/fields/policy/")["DefinedTerm"]


# Every page


def test_offline_links_name_files(wiki: TinyWiki) -> None:
    """With `offline`, links end in `index.html`, so that the site works opened from a disk."""
    built = (
        wiki.write("interviews/a.md", person("A", "fields: [Policy]", "[[about]]"))
        .write("about.md", "Text.")
        .build(offline=True)
    )
    assert ["../../about/index.html"] == attributes(built, "/interviews/a/", ".prose a", "href")
    assert [] == [
        link
        for file in built.output.rglob("index.html")
        for node in LexborHTMLParser(file.read_bytes()).css("a[href]")
        if (link := node.attributes["href"] or "").partition("#")[0].endswith("/")
    ]


def test_page_for_missing_addresses_works_at_any_depth(wiki: TinyWiki) -> None:
    """Its links begin at the root of the host, below the path of the site's own address."""
    built = wiki.settings('base_url = "https://example.org/wiki"').write("about.md", "Text.").build()
    assert {"/wiki/"} == {
        (node.attributes["href"] or "")[:6]
        for node in built.page("/404.html").css("a[href^='/'], link[rel=stylesheet]")
    }


@pytest.mark.parametrize(
    "address",
    ["/", "/interviews/", "/interviews/a/", "/fields/", "/fields/policy/", "/guides/x/", "/about/", "/404.html"],
)
def test_page_has_landmarks(wiki: TinyWiki, address: str) -> None:
    """Every page has one main part, to which its first link skips, a header with navigation, and a footer."""
    wiki.write("interviews/a.md", person("A", "fields: [Policy]")).write("guides/x.md", "Text.")
    wiki.write("about.md", "Text.")
    page = wiki.build().page(address)
    (main,) = page.css("main")
    assert f"#{main.attributes['id']}" == (page.css_first("body a").attributes["href"])
    assert [1, 1, 1, 1] == [
        len(page.css(part)) for part in ("body > header", "body > footer", "nav[aria-label=Main]", "h1")
    ]
    assert "en" == page.css_first("html").attributes["lang"]


def test_footer_leads_to_every_list_that_has_entries(wiki: TinyWiki) -> None:
    """Below every page stand all lists with something in them, and the feed; an empty list is not named."""
    wiki.write("interviews/a.md", person("A", "skills: [Writing]\npath: [PhD @ Uni]")).write("guides/x.md", "Text.")
    built = wiki.write("fields/policy.md", "Text.").write("tagged.md", "#one").build()
    feed = ["Feed of new interviews"]
    lists = ["Interviews by name", "Fields", "Positions", "Organizations", "Skills", "Tags", "Guides", "Pages"]
    for address in ("/", "/interviews/a/", "/skills/writing/", "/404.html"):
        assert lists + feed == texts(built, address, "body > footer a")
    targets = attributes(built, "/interviews/a/", "body > footer a", "href")
    assert ("../../interviews/by-name/", "../../fields/", "../../feed.xml") == (*targets[:2], targets[-1])
    for path in ("interviews/a.md", "guides/x.md", "fields/policy.md", "tagged.md"):
        wiki.remove(path)
    assert feed == texts(wiki.build(), "/", "body > footer a")


def test_headings_of_a_page_are_folded_up_below_a_heading(wiki: TinyWiki) -> None:
    """What is on a page can be opened without a script; its heading stays one. A page with two headings has none."""
    built = wiki.write("long.md", "## One\n\n## Two\n\n## Three\n").write("short.md", "## One\n\n## Two\n").build()
    contents = ".contents[aria-labelledby=fp-contents]"
    assert (["On this page"], ["On this page"], ["One", "Two", "Three"]) == tuple(
        texts(built, "/long/", f"{contents} > {part}")
        for part in ("h2#fp-contents", "details:not([open]) > summary", "details a")
    )
    assert [] == built.page("/short/").css(".contents")


def test_titles_are_text(wiki: TinyWiki) -> None:
    """Whatever a name holds is shown as typed, on its page and in lists."""
    name = "A <b>&amp; “{{ 7 * 7 }}”"
    built = wiki.write("interviews/a.md", f"---\nperson: '{name}'\n---\n").build()
    assert ([name], [name]) == (texts(built, "/interviews/a/", "h1"), texts(built, "/interviews/", ".item-title"))


def test_referrer_that_is_a_file_is_a_name(wiki: TinyWiki) -> None:
    """Front matter may name anything; an attachment is nobody who could have referred."""
    built = wiki.write("plan.txt", "Plan.").write("interviews/a.md", person("A", "referred_by: plan.txt")).build()
    assert ["plan.txt"] == texts(built, "/interviews/a/", "[aria-labelledby=fp-referrals] dd")
