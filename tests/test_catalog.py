"""How notes hang together: terms and their spellings, links, embeds, backlinks, relations, addresses."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.catalog.catalog import Catalog
from generator.catalog.facts import Delta
from generator.diagnostics import Code, Severity
from generator.looking import reading_of
from generator.notes.note import Note, Taxonomy
from generator.notes.reading import read_note
from generator.pages.sitemaps import site_plan
from generator.settings import Settings
from looking_at_pages import links, person, texts
from site_checks.links import broken_links
from tiny_wiki import Built, TinyWiki


def about(built: Built, code: Code) -> list[tuple[str, str]]:
    """The files and messages of all findings with a code."""
    return [(found.path, found.message) for found in built.report.diagnostics if found.code is code]


# Terms


def test_spellings_are_one_term(wiki: TinyWiki) -> None:
    """Case, white space and Unicode's normal forms make no difference; the most used spelling is shown."""
    wiki.write("interviews/a.md", person("A", "fields: [public  health, École]"))
    wiki.write("interviews/b.md", person("B", "fields: [Public Health, E\u0301cole]"))
    wiki.write("interviews/c.md", person("C", "fields: [Public Health, école]"))
    built = wiki.build()
    assert ["École", "Public Health"] == texts(built, "/fields/", ".term a")
    assert ["3 interviews"] == texts(built, "/fields/public-health/", ".page-header .meta span")[1:]


def test_title_of_a_term_note_is_shown(wiki: TinyWiki) -> None:
    """A term note's title wins over what is used most."""
    wiki.write("fields/health.md", "---\ntitle: Public Health\naliases: [health]\n---\nAll about it.\n")
    wiki.write("interviews/a.md", person("A", "fields: [public health]"))
    wiki.write("interviews/b.md", person("B", "fields: [Health]"))
    built = wiki.build()
    assert {"Public Health": "../fields/health/"} == links(built, "/fields/", ".term a")
    assert ["A", "B"] == texts(built, "/fields/health/", ".interviews .item-title")
    assert {"Public Health": "../../fields/health/"} == links(built, "/interviews/a/", ".facts a")


def test_file_name_of_a_term_note_is_a_spelling(wiki: TinyWiki) -> None:
    """Whoever completes a wikilink in front matter gets the file's name; another note's title comes before it."""
    wiki.write("fields/public-health.md", "---\ntitle: Public health\n---\n")
    wiki.write("fields/care.md", "---\ntitle: Nursing\n---\n").write("fields/other.md", "---\ntitle: Care\n---\n")
    wiki.write("interviews/a.md", person("A", 'fields: ["[[public-health]]", "[[fields/public-health]]", care]'))
    built = wiki.build()
    assert {"Public health": "../../fields/public-health/", "Care": "../../fields/other/"} == links(
        built, "/interviews/a/", ".facts a"
    )
    assert ([], ["Care", "Nursing", "Public health"]) == (built.codes(), texts(built, "/fields/", ".term a"))


@pytest.mark.parametrize("file", ["public-health", "Public_Health"])
def test_hyphens_in_the_file_name_of_a_term_note_are_spaces(wiki: TinyWiki, file: str) -> None:
    """A note with another title is still on the term that its file is named after, and there is one page for both."""
    wiki.write(f"fields/{file}.md", "---\ntitle: Community health\n---\n")
    wiki.write("interviews/a.md", person("A", "fields: [Public health]"))
    built = wiki.build()
    assert ["Community health"] == texts(built, "/fields/", ".term a")
    assert ["Community health"] == texts(built, "/interviews/a/", ".facts a")
    assert [] == built.codes()


def test_term_that_is_only_broader_can_be_linked_to(wiki: TinyWiki) -> None:
    """It has a page, though no interview names it and no note describes it."""
    wiki.write("fields/epidemiology.md", "---\nbroader: Public health\n---\n")
    built = wiki.write("from.md", "[[public health]]\n").build()
    assert {"Public health": "../fields/public-health/"} == links(built, "/from/", ".prose a")


def test_alias_has_no_page_of_its_own(wiki: TinyWiki) -> None:
    """What is an alias of a term is that term, and nothing beside it."""
    wiki.write("skills/statistics.md", "---\naliases: [stats, biostatistics]\n---\n")
    wiki.write("interviews/a.md", person("A", "skills: [Stats, Biostatistics, statistics]"))
    built = wiki.build()
    assert {"skills/index.html", "skills/statistics/index.html"} == {
        path for path in built.files() if path.startswith("skills/")
    }
    assert ["Statistics"] == texts(built, "/interviews/a/", ".facts dd")


def test_term_is_listed_below_its_broader_one(wiki: TinyWiki) -> None:
    """Narrower terms stand inside broader ones, with or without a note of the broader one."""
    wiki.write("fields/epidemiology.md", "---\nbroader: Public health\n---\n")
    wiki.write("fields/outbreaks.md", "---\nbroader: Epidemiology\n---\n")
    wiki.write("interviews/a.md", person("A", "fields: [Outbreaks]"))
    built = wiki.build()
    assert ["Public health", "Epidemiology", "Outbreaks"] == texts(built, "/fields/", ".terms .term a")
    assert ["Home", "Fields", "Public health", "Epidemiology", "Outbreaks"] == texts(
        built, "/fields/outbreaks/", ".breadcrumbs li"
    )
    assert ["Epidemiology", "Outbreaks"] == texts(
        built, "/fields/public-health/", "[aria-labelledby=fp-narrower] .term a"
    )


def test_terms_very_far_below_others_are_listed_all_the_same(wiki: TinyWiki) -> None:
    """However long the chain, each stands in the list once."""
    for number in range(400):
        wiki.write(f"fields/f{number}.md", f"---\ntitle: F{number}\nbroader: F{number + 1}\n---\n")
    built = wiki.build()
    assert ([], {f"F{number}" for number in range(401)}) == (built.codes(), set(texts(built, "/fields/", ".term a")))
    assert 401 == len(texts(built, "/fields/", ".term a"))


def test_circle_of_broader_terms_is_told_and_cut(wiki: TinyWiki) -> None:
    """Terms that are broader than themselves are told, each at its file, and both still have their pages."""
    wiki.write("fields/a.md", "---\nbroader: B\n---\n").write("fields/b.md", "---\nbroader: A\n---\n")
    built = wiki.build()
    assert ["fields/a.md", "fields/b.md"] == [path for path, _ in about(built, Code.CIRCULAR_TERMS)]
    assert [["A"], ["B"]] == [texts(built, f"/fields/{name}/", "h1") for name in "ab"]
    assert (["A", "B"], ["Home", "Fields", "A", "B"]) == (
        texts(built, "/fields/", ".terms .term a"),
        texts(built, "/fields/b/", ".breadcrumbs li"),
    )


def test_near_duplicate_is_told_once(wiki: TinyWiki) -> None:
    """A spelling that differs by one letter is told at the rarer one, with the files of both, once however often it is
    used.
    """
    wiki.write("interviews/a.md", person("A", "fields: [Publc health]"))
    wiki.write("interviews/d.md", person("D", "skills: [Publc health]"))
    wiki.write("interviews/b.md", person("B", "fields: [Public health]"))
    wiki.write("interviews/c.md", person("C", "fields: [Public health]"))
    assert [
        (
            "interviews/a.md",
            "“Publc health” (interviews/a.md) is nearly “Public health” (interviews/b.md, interviews/c.md).",
        )
    ] == about(wiki.build(), Code.NEAR_DUPLICATE)


def test_near_duplicate_recommends_what_the_site_shows(wiki: TinyWiki) -> None:
    """The spelling to write is the one that the term's page has, and the finding is where the other stands."""
    wiki.write("interviews/a.md", person("A", "fields: [public Health]"))
    wiki.write("interviews/b.md", person("B", "fields: [Public health]"))
    wiki.write("interviews/c.md", person("C", "fields: [Publc health]"))
    built = wiki.build()
    found = built.only(Code.NEAR_DUPLICATE)
    assert ["Public health"] == texts(built, "/fields/public-health/", "h1")
    assert ("interviews/c.md", True) == (found.path, "write both as “Public health”" in found.hint)


@pytest.mark.parametrize(
    ("noted", "path", "written"),
    [("", "b.md", "career-change"), ("tags/careerchange.md", "a.md", "Careerchange")],
)
def test_of_spellings_used_as_often_the_first_or_the_described_is_recommended(
    wiki: TinyWiki, noted: str, path: str, written: str
) -> None:
    """Where uses do not decide, a term that has a note does, then the order that decides elsewhere on the site."""
    wiki.write("a.md", "---\ntags: [career-change]\n---\n").write("b.md", "---\ntags: [careerchange]\n---\n")
    if noted:
        wiki.write(noted, "---\ntitle: Careerchange\n---\n")
    found = wiki.build().only(Code.NEAR_DUPLICATE)
    assert (path, True) == (found.path, f"write both as “{written}”" in found.hint)


@pytest.mark.parametrize(
    "names", ["Grade 7 teaching, Grade 8 teaching", "MSc, BSc", "Policy, Police work", "Public health, public  HEALTH"]
)
def test_different_terms_are_no_duplicates(wiki: TinyWiki, names: str) -> None:
    """Numbers, short names and spellings that count as one are not told."""
    assert [] == about(wiki.write("interviews/a.md", person("A", f"fields: [{names}]")).build(), Code.NEAR_DUPLICATE)


def test_alias_settles_a_near_duplicate(wiki: TinyWiki) -> None:
    """What the author declares to be one term is not told any more."""
    wiki.write("fields/public-health.md", "---\naliases: [Publc health]\n---\n")
    wiki.write("interviews/a.md", person("A", "fields: [Publc health, Public health]"))
    assert [] == about(wiki.build(), Code.NEAR_DUPLICATE)


def test_alias_that_another_term_has_is_told(wiki: TinyWiki) -> None:
    """A spelling is one term's: that of the note it is the title of, else of the first; the other note is told."""
    wiki.write("fields/a.md", "---\ntitle: Medicine\naliases: [Care, Health]\n---\n")
    wiki.write("fields/b.md", "---\ntitle: Nursing\naliases: [care]\n---\n").write("fields/health.md", "")
    assert [
        ("fields/a.md", "“Health” is an alias of this term, but it means “Health”."),
        ("fields/b.md", "“care” is an alias of this term, but it means “Medicine”."),
    ] == about(wiki.build(), Code.NEAR_DUPLICATE)


def test_signs_keep_skills_apart(wiki: TinyWiki) -> None:
    """C, C++ and C# are three skills with three addresses."""
    built = wiki.write("interviews/a.md", person("A", "skills: [C, C++, 'C#']")).build()
    assert {"C": "../skills/c/", "C++": "../skills/c-plus-plus/", "C#": "../skills/c-sharp/"} == links(
        built, "/skills/", ".term a"
    )


def test_second_note_on_a_term_has_a_page_apart(wiki: TinyWiki) -> None:
    """Of two notes on one term the first in the order of paths is shown on the term's page; the other is told, not lost."""
    wiki.write("fields/a.md", "---\ntitle: Policy\n---\nFirst.").write(
        "fields/b.md", "---\ntitle: policy\n---\nSecond."
    )
    built = wiki.write("from.md", "[a](fields/a.md) [b](fields/b.md)").build()
    assert [("fields/b.md", "“fields/a.md” describes the same term as this note.")] == about(built, Code.NEAR_DUPLICATE)
    assert ["First.", "Second."] == [texts(built, f"/fields/{name}/", ".prose")[0] for name in "ab"]
    assert {"a": "../fields/a/", "b": "../fields/b/"} == links(built, "/from/", ".prose a")


# Wikilinks


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("interviews/dana", "../interviews/dana/"),
        ("interviews/dana.md", "../interviews/dana/"),
        ("dana", "../interviews/dana/"),
        ("DANA", "../interviews/dana/"),
        ("Dana Rivera", "../interviews/dana/"),
        ("dana  rivera", "../interviews/dana/"),
        ("D. R.", "../interviews/dana/"),
        ("Deep", "../more/deep/"),
        ("more/deep", "../more/deep/"),
        ("Cafe\u0301", "../caf%C3%A9/"),
        ("dana#A day", "../interviews/dana/#a-day"),
        ("dana#a-day", "../interviews/dana/#a-day"),
        ("dana#^b1", "../interviews/dana/#^b1"),
        ("dana#Nowhere", "../interviews/dana/"),
        ("Public health", "../fields/public-health/"),
        ("#Here", "#here"),
        ("plan.pdf", "../attachments/files/plan.pdf"),
        ("plan.pdf#page=3", "../attachments/files/plan.pdf#page=3"),
    ],
)
def test_wikilink_resolves(wiki: TinyWiki, typed: str, leads_to: str) -> None:
    """By path, by unique file name, by title or person, by alias; case and normal form aside; with headings and blocks;
    to terms and files.
    """
    wiki.write(
        "interviews/dana.md",
        person("Dana Rivera", "aliases: [D. R.]\nfields: [Public health]", "## A day\n\nMarked. ^b1"),
    )
    wiki.write("more/deep.md", "Text.").write("Café.md", "Text.").write("files/plan.pdf", b"%PDF")
    wiki.write("from.md", f"Before [[{typed}]] after.\n\n## Here\n")
    assert [leads_to] == list(links(wiki.build(), "/from/", ".prose a").values())


def test_path_wins_over_name_and_name_over_title(wiki: TinyWiki) -> None:
    """The first way that knows a name decides: path, file name, title, alias."""
    wiki.write("dana.md", "# Note\n").write("interviews/other.md", person("Dana"))
    wiki.write("x.md", "---\naliases: [Dana, Other]\n---\n")
    wiki.write("more/dana.md", "# Second\n").write("from.md", "[[dana]] [[more/dana]] [[Note]] [[Other]]\n")
    built = wiki.build()
    assert ["../dana/", "../more/dana/", "../dana/", "../interviews/other/"] == [
        node.attributes["href"] for node in built.page("/from/").css(".prose a")
    ]


@pytest.mark.parametrize("typed", ["Dana", "deep/dana", "Sam"])
def test_ambiguous_link_is_told_and_not_guessed(wiki: TinyWiki, typed: str) -> None:
    """A name that several notes bear is text marked as missing, and the finding names them."""
    for folder in ("a/deep", "b/deep"):
        wiki.write(f"{folder}/dana.md", "---\ntitle: Sam\n---\n")
    built = wiki.write("from.md", f"[[{typed}]]\n").build()
    assert ([typed], 0) == (texts(built, "/from/", ".prose .missing"), len(built.page("/from/").css(".prose a")))
    found = built.only(Code.AMBIGUOUS_LINK)
    assert ("from.md", 1, f"“{typed}” could be “a/deep/dana.md”, “b/deep/dana.md”.") == (
        found.path,
        found.line,
        found.message,
    )


def test_broken_link_is_told_with_a_suggestion(wiki: TinyWiki) -> None:
    """What leads nowhere is text marked as missing, never a dead link; something like it is suggested, at its place."""
    wiki.write("interviews/dana.md", person("Dana Rivera"))
    built = wiki.write("from.md", "One.\n\nAsk [[Dana Rivra|her]].\n").build()
    found = built.only(Code.BROKEN_LINK)
    assert (Severity.WARNING, 3, 5, "Did you mean “Dana Rivera”?") == (
        found.severity,
        found.line,
        found.column,
        found.hint,
    )
    assert (["her"], 0) == (texts(built, "/from/", ".prose .missing"), len(built.page("/from/").css(".prose a")))


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("[[dana-riverra]]", "Did you mean “Dana-Rivera”?"),
        ("[[MS Rivra]]", "Did you mean “Ms Rivera”?"),
        ("[[Nope]]", "Did you mean “Note”?"),
        ("[x](/people/dana-riverra/)", "Did you mean “Dana-Rivera”?"),
        ("[x](/people/Dana-Riverra.md)", "Did you mean “Dana-Rivera”?"),
        ("[x](/nope/)", "Create it"),
    ],
)
def test_a_suggestion_is_as_written_and_near(wiki: TinyWiki, typed: str, hint: str) -> None:
    """The name that is nearest is shown as its note has it; for an address, only what lies at one that is near."""
    wiki.write("people/Dana-Rivera.md", "---\ntitle: Dr. Rivera\naliases: [Ms Rivera]\n---\n")
    wiki.write("deep/er/note.md", "# Note\n")
    assert wiki.write("from.md", typed).build().only(Code.BROKEN_LINK).hint.startswith(hint)


@pytest.mark.parametrize("typed", ["p.txt", "p.TXT", "files/p.TXT"])
def test_files_that_differ_by_case_are_told_apart(wiki: TinyWiki, typed: str) -> None:
    """Where two lie side by side, the one whose name is written letter for letter as in the link is meant."""
    wiki.write("files/p.txt", "p.txt").write("files/p.TXT", "p.TXT")
    if len(list((wiki.root / "content/files").iterdir())) < 2:
        pytest.skip("this disk does not tell them apart")
    built = wiki.write("from.md", f"[[{typed}]]").build()
    (href,) = links(built, "/from/", ".prose a").values()
    assert typed.removeprefix("files/") == built.text(str(href).removeprefix(".."))


@pytest.mark.parametrize(
    ("heading", "typed", "id_"),
    [
        ("C++ #now", "C++ now", "c-now"),
        ("10^6 ways: a | b", "10 6 ways a b", "106-ways-a-b"),
        ("What's next?", "What’s next", "whats-next"),
        ("🎉", "🎉", "section-1"),
        ("The _real_ story", "The _real_ story", "the-real-story"),
        ("Re*think*ing `work`", "Re*think*ing `work`", "rethinking-work"),
        ("See [[Sam Okafor|Sam]] and *more* #tag", "See Sam Okafor Sam and *more* tag", "see-sam-and-more-tag"),
        ("See [[Sam Okafor|Sam]] and *more* #tag", "See Sam and more tag", "see-sam-and-more-tag"),
        ("How [[Sam Okafor#Pay]] grew: R & D", "How Sam Okafor Pay grew R & D", "how-sam-okafor-grew-r-d"),
    ],
)
def test_heading_is_found_by_its_words(wiki: TinyWiki, heading: str, typed: str, id_: str) -> None:
    """Obsidian takes a heading into a link as it is typed, with its markup and where its links lead, but without signs
    that a link cannot hold; it may also be written as it is shown.
    """
    wiki.write("sam.md", "---\ntitle: Sam Okafor\n---\n## Pay\n")
    wiki.write("dana.md", f"## 🚀\n\n## {heading}\n")
    built = wiki.write("from.md", f"[[dana#{typed}]]\n").build()
    assert ([f"../dana/#{id_}"], []) == (list(links(built, "/from/", ".prose a").values()), built.codes())


def test_heading_with_links_is_found_where_all_links_are_markdown_s(wiki: TinyWiki) -> None:
    """Obsidian can be told to write no others; it takes a heading into them with the addresses in it."""
    wiki.write("dana.md", "## See [Sam](sam.md) and [site](https://example.org/a)\n").write("sam.md", "Text.")
    typed = "[x](dana.md#See%20[Sam](sam.md)%20and%20[site](https%20//example.org/a))"
    built = wiki.write("from.md", f"{typed}\n").build()
    assert ({"x": "../dana/#see-sam-and-site"}, []) == (links(built, "/from/", ".prose a"), built.codes())


def test_heading_as_shown_goes_before_one_as_typed(wiki: TinyWiki) -> None:
    """What a reader sees is what a link means, where another heading says the same in its source."""
    wiki.write("dana.md", "## Ask [[Sam Okafor|Sam]]\n\n## Ask Sam Okafor Sam\n").write("Sam Okafor.md", "Text.")
    built = wiki.write("from.md", "[[dana#Ask Sam Okafor Sam]]\n").build()
    assert ["../dana/#ask-sam-okafor-sam"] == list(links(built, "/from/", ".prose a").values())


@pytest.mark.parametrize(
    "place", ['<a id="pay"></a>', '<a name="pay"/>', '<a id="pay" name="pay">', '<h2 id="pay">Pay</h2>\n\n']
)
def test_id_in_html_can_be_linked_to(wiki: TinyWiki, place: str) -> None:
    """A place that an author marked in HTML is one, closed or not, and takes in nothing of what follows."""
    wiki.write("dana.md", f"{place} Her pay, [[sam]]'s and [mine](#pay).\n").write("sam.md", "Text.")
    built = wiki.write("from.md", "[pay](dana.md#pay)\n").build()
    assert {"pay": "../dana/#pay"} == links(built, "/from/", ".prose a")
    assert {"Sam": "../sam/", "mine": "#pay"} == links(built, "/dana/", ".prose a")
    assert ([], []) == (built.codes(), broken_links(built.output))


@pytest.mark.parametrize(
    ("typed", "leads_to", "shown"),
    [
        ("[[dana#Big Title]]", "../dana/", "Big Title"),
        ("[x](dana.md#Big%20Title)", "../dana/", "x"),
        ("[[dana#Big Title#B]]", "../dana/#b", "Big Title › B"),
        ("[[dana#B#Pay]]", "../dana/#pay-1", "Big Title › Pay"),
        ("[[dana#A#Pay]]", "../dana/#pay", "Big Title › Pay"),
        ("[[dana#Pay]]", "../dana/#pay", "Big Title › Pay"),
        ("[[dana#Elsewhere#Pay]]", "../dana/#pay", "Big Title › Pay"),
        ("[[dana#C#]]", "../dana/#c", "Big Title › C"),
        ("[[dana#Pay#^block]]", "../dana/#^block", "Big Title › block"),
    ],
)
def test_heading_is_found_below_others(wiki: TinyWiki, typed: str, leads_to: str, shown: str) -> None:
    """As Obsidian writes it: the headings that one stands under come before it, and the note's own title is its top."""
    wiki.write("dana.md", "# Big Title\n\n## A\n\n### Pay\n\nLow.\n\n## B\n\n### Pay\n\nHigh. ^block\n\n## C#\n")
    built = wiki.write("from.md", f"{typed}\n").build()
    assert ({shown: leads_to}, []) == (links(built, "/from/", ".prose a"), built.codes())


def test_a_note_s_own_title_can_be_linked_to_and_embedded(wiki: TinyWiki) -> None:
    """It is the whole note, from its top."""
    built = wiki.write("dana.md", "# Big Title\n\nSee [[#Big Title]].\n").write("a.md", "![[dana#Big Title]]").build()
    assert ({"Big Title": "#"}, []) == (links(built, "/dana/", ".prose a"), built.codes())
    assert "See" in texts(built, "/a/", ".prose .embed")[0]


def test_missing_heading_is_told(wiki: TinyWiki) -> None:
    """A link to a heading or block that is not there leads to the note, and is told."""
    built = wiki.write("dana.md", "## One\n").write("from.md", "[[dana#Two]] [[dana#^x]]\n").build()
    assert ["“Dana” has no heading “Two”.", "“Dana” has no block “^x”."] == [
        text for _, text in about(built, Code.BROKEN_FRAGMENT)
    ]


def test_links_in_code_and_comments_are_none(wiki: TinyWiki) -> None:
    """What is code or a comment neither links nor is told, and is no backlink."""
    wiki.write("dana.md", "Text.")
    wiki.write("from.md", "`[[dana]]` %%[[nobody]] [[dana]]%%\n\n```\n[[gone]]\n```\n\n    [[also]]\n")
    built = wiki.build()
    assert ([], [], 0) == (
        built.codes(),
        texts(built, "/dana/", ".backlinks li"),
        len(built.page("/from/").css(".prose a")),
    )


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("[x](dana.md)", "../../one/dana/"),
        ("[x](dana)", "../../one/dana/"),
        ("[x](./dana.md#a-day)", "../../one/dana/#a-day"),
        ("[x](/more/caf%C3%A9.md)", "../../more/caf%C3%A9/"),
        ("[x](<../more/café.md>)", "../../more/caf%C3%A9/"),
        ("[x](../more/plan%20a.txt)", "../../attachments/more/plan-a.txt"),
        ("[x](https://example.org/a.md)", "https://example.org/a.md"),
    ],
)
def test_markdown_link_is_a_path(wiki: TinyWiki, typed: str, leads_to: str) -> None:
    """A link in Markdown's own form is a path from the note's folder, or from the content folder; to a note or a file."""
    wiki.write("one/dana.md", "## A day\n").write("more/café.md", "Text.").write("more/plan a.txt", "Plan.")
    built = wiki.write("one/from.md", f"{typed}\n").build()
    assert [leads_to] == list(links(built, "/one/from/", ".prose a").values())


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("[x](Sam%20Okafor.md)", "../../interviews/sam-okafor/"),
        ("[x](interviews/Sam%20Okafor.md#advice)", "../../interviews/sam-okafor/#advice"),
        ("[x](2024/dana.md)", "../../interviews/dana/"),
        ("[x](plan.txt)", "../../attachments/files/plan.txt"),
        ("[x](here.md)", "../../one/here/"),
    ],
)
def test_markdown_link_is_read_as_obsidian_writes_it(wiki: TinyWiki, typed: str, leads_to: str) -> None:
    """A path from the vault's folder, or a name where one file has it, if nothing lies at the path from the note."""
    wiki.write("interviews/Sam Okafor.md", "## Advice\n").write("interviews/2024/dana.md", "Text.")
    wiki.write("files/plan.txt", "Plan.").write("one/here.md", "Here.").write("two/here.md", "There.")
    built = wiki.write("one/from.md", f"{typed}\n").build()
    assert [leads_to] == list(links(built, "/one/from/", ".prose a").values())


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/", "../"),
        ("/interviews/", "../interviews/"),
        ("/interviews/by-name", "../interviews/by-name/"),
        ("fields/", "../fields/"),
        ("/fields/public-health/", "../fields/public-health/"),
        ("/guides/", "../guides/"),
        ("/guides/start-here/", "../guides/start-here/"),
        ("/feed.xml", "../feed.xml"),
        ("/2019/dana.html", "../interviews/dana/"),
        ("/skills/", None),
        ("/fields/policy/", None),
    ],
)
def test_link_to_an_address_of_the_site(wiki: TinyWiki, typed: str, leads_to: str | None) -> None:
    """A list, a term without a note and an old address can be linked to by where readers find them."""
    wiki.write("interviews/dana.md", person("Dana", "fields: Public health\naliases: /2019/dana.html"))
    built = wiki.write("guides/Start here/a.md", "Text.").write("from.md", f"[x]({typed})\n").build()
    assert ([leads_to] if leads_to else []) == list(links(built, "/from/", ".prose a").values())
    assert ([] if leads_to else [Code.BROKEN_LINK], []) == (built.codes(), broken_links(built.output))


@pytest.mark.parametrize("typed", ["[x](/2019/17/)", "[x](/fields/public-health/)"])
def test_link_to_an_address_is_a_backlink(wiki: TinyWiki, typed: str) -> None:
    """Whoever is linked to by an old address, and a term by its own, tells so."""
    wiki.write("interviews/dana.md", person("Dana", "fields: Public health\naliases: /2019/17/"))
    built = wiki.write("from.md", f"{typed}\n").build()
    (leads_to,) = links(built, "/from/", ".prose a").values()
    assert ["From"] == texts(built, str(leads_to).removeprefix(".."), ".backlinks a")


def test_an_ambiguous_link_comes_with_the_path_that_is_nearest(wiki: TinyWiki) -> None:
    """The note beside the one that links is most likely meant."""
    wiki.write("a/dana.md", "One.").write("b/dana.md", "Two.").write("b/from.md", "[[dana]]\n")
    assert "Write the path: [[b/dana]]." == wiki.build().only(Code.AMBIGUOUS_LINK).hint


@pytest.mark.parametrize("link", ["![[one a.png]]", "[[one a.png]]", "![x](one%20a.png)", "[x](dana.md)", "![[dana]]"])
def test_hint_for_an_ambiguous_link_is_right(wiki: TinyWiki, png: bytes, link: str) -> None:
    """Whoever does as it says has a link that leads to one thing."""
    for folder in ("b", "c"):
        wiki.write(f"{folder}/one a.png", png).write(f"{folder}/dana.md", "x")
    hint = wiki.write("d/a.md", link).build().only(Code.AMBIGUOUS_LINK).hint
    written = hint.removeprefix("Write the path: ").removesuffix(".")
    better = written if "[[" in written else f"{link.partition('(')[0]}({written})"
    assert [] == wiki.write("d/a.md", better).build().codes()


def test_markdown_link_by_a_name_that_two_files_have_is_told(wiki: TinyWiki) -> None:
    """It is not guessed at, and a path that says where it begins is no such name."""
    wiki.write("a/dana.md", "One.").write("b/dana.md", "Two.")
    built = wiki.write("from.md", "[x](dana.md) [y](./dana.md) [z](/dana.md)\n").build()
    assert [Code.AMBIGUOUS_LINK, Code.BROKEN_LINK, Code.BROKEN_LINK] == built.codes()


@pytest.mark.parametrize(
    "typed",
    [
        "[x](../../secret.md)",
        "[[../../secret]]",
        "[x](../from.md)",
        "![x](/../secret.png)",
        "![[../secret.png]]",
        "[x](/etc/passwd)",
    ],
)
def test_no_link_leads_out_of_the_content(wiki: TinyWiki, typed: str) -> None:
    """A path that leaves the content folder means nothing, whatever lies there."""
    wiki.write("../secret.md", "Secret.").write("../secret.png", b"secret")
    built = wiki.write("from.md", f"{typed}\n").build()
    assert ([Code.BROKEN_LINK], []) == (built.codes(), [path for path in built.files() if "secret" in path])


# Embeds


@pytest.fixture
def told(wiki: TinyWiki) -> TinyWiki:
    """A note with sections and a marked block, and a picture."""
    text = "# Dana\n\nBefore.\n\n## A day\n\nI read.[^1]\n\n### Morning\n\nTea. ^tea\n\n## Advice\n\nAsk [[sam]].\n\n[^1]: A lot.\n"
    return wiki.write("dana.md", text).write("sam.md", "Sam's.").write("files/plan.txt", "Plan.")


@pytest.mark.parametrize(
    ("typed", "shown", "not_shown"),
    [
        ("dana", ["Before.", "I read.", "Tea.", "Ask Sam."], []),
        ("dana#A day", ["I read.", "Tea."], ["Before.", "Ask"]),
        ("dana#Morning", ["Tea."], ["I read.", "Ask"]),
        ("dana#^tea", ["Tea."], ["I read.", "Morning"]),
    ],
)
def test_embed_shows_what_it_names(told: TinyWiki, typed: str, shown: list[str], not_shown: list[str]) -> None:
    """A whole note, a section with what is below it, or one block; its links lead where they led, and no id comes
    twice.
    """
    built = told.write("deep/er/from.md", f"## A day\n\n![[{typed}]]\n").build()
    (text,) = texts(built, "/deep/er/from/", ".embed")
    assert (shown, []) == ([words for words in shown if words in text], [words for words in not_shown if words in text])
    assert 1 == len(built.page("/deep/er/from/").css("#a-day"))
    assert {"../../../sam/"} >= {
        href for text, href in links(built, "/deep/er/from/", ".embed a").items() if text == "Sam"
    }


def test_embed_of_an_embed_follows(told: TinyWiki) -> None:
    """What an embedded note embeds is shown, too."""
    built = told.write("two.md", "![[dana#Morning]]\n").write("three.md", "![[two]]\n").build()
    assert "Tea." in texts(built, "/three/", ".embed .embed")[0]


@pytest.mark.parametrize(
    ("notes", "embedded"),
    [
        ({"a.md": "A.\n\n![[a]]"}, 0),
        ({"a.md": "A.\n\n![[b]]", "b.md": "B.\n\n![[c]]", "c.md": "C.\n\n![[a]]"}, 2),
    ],
)
def test_circle_of_embeds_is_told_and_cut(wiki: TinyWiki, notes: dict[str, str], embedded: int) -> None:
    """Notes that embed each other in a circle are told at each, and the circle is cut where it closes: no page shows its
    own note twice.
    """
    for path, text in notes.items():
        wiki.write(path, text)
    built = wiki.build()
    assert sorted(notes) == [path for path, _ in about(built, Code.EMBED_CYCLE)]
    assert (1, embedded) == (texts(built, "/a/", ".prose")[0].count("A."), len(built.page("/a/").css(".prose .embed")))


@pytest.mark.parametrize(
    "text",
    ["## One\n\nText ^b1\n\n## Two\n\n![[#One]]\n\n![[#^b1]]", "![[b#Apart]]\n\n## One\n\nText"],
)
def test_embed_of_another_part_is_no_circle(wiki: TinyWiki, text: str) -> None:
    """A note may show a part of itself again, or of a note that shows another part of it."""
    built = wiki.write("a.md", text).write("b.md", "![[a]]\n\n## Apart\n\n![[a#One]]").build()
    assert [] == built.codes()
    assert any("Text" in shown for shown in texts(built, "/a/", ".prose .embed"))


@pytest.mark.parametrize(("times", "notes"), [(1, 300), (2, 30), (600, 2)])
def test_embeds_make_no_page_without_end(wiki: TinyWiki, times: int, notes: int) -> None:
    """However many others each note embeds, its page stays of some size: further embeds are links, and are told of where
    a page leaves them out.
    """
    for number in range(notes):
        wiki.write(f"b{number}.md", f"![[b{number + 1}]]\n\n" * times)
    built = wiki.write(f"b{notes}.md", "End.").build()
    assert ({Code.TOO_MANY_EMBEDS} if times > 1 else set()) == set(built.codes())
    assert 0 < max(len(built.page(f"/b{number}/").css(".prose .embed")) for number in range(notes)) <= 500
    assert all(built.page(f"/b{number}/").css(".prose a") for number in range(notes))


def test_tags_in_the_text_lead_to_their_pages(wiki: TinyWiki) -> None:
    """In whatever spelling; not within another link, nor one that only a passage has."""
    text = "---\ntags: [Career-Change]\n---\n# A\n\n#career-change, #Yak and [#zebra](b.md)\n\n:::private\n#secretive\n:::\n"
    wiki.write("b.md", "# B\n").write("a.md", text)
    built = wiki.build()
    assert {"#Yak": "../tags/yak/", "#career-change": "../tags/career-change/"} == links(built, "/a/", ".prose a.tag")
    assert {"#zebra": "../b/"}.items() <= links(built, "/a/", ".prose a").items()
    assert ["#secretive"] == texts(built, "/a/", ".prose span.tag")


def test_an_item_of_a_list_is_embedded_in_a_list(wiki: TinyWiki) -> None:
    """By itself it would be no valid HTML."""
    wiki.write("b.md", "# B\n\n- one ^one\n- two\n")
    built = wiki.write("a.md", "# A\n\n![[b#^one]]\n").build()
    assert ["one"] == texts(built, "/a/", ".embed > ul > li")


def test_missing_embed_is_text(wiki: TinyWiki) -> None:
    """An embed of what is not there is told and marked; so is one of a missing section, as a link to the note."""
    built = wiki.write("dana.md", "Text.").write("from.md", "![[nobody]]\n\n![[dana#No]]\n\n![x](no.png)\n").build()
    assert [Code.BROKEN_LINK, Code.BROKEN_FRAGMENT, Code.BROKEN_LINK] == built.codes()
    assert ["nobody", "x"] == texts(built, "/from/", ".prose .missing")
    assert 0 == len(built.page("/from/").css(".embed, .prose img"))


def test_picture_is_shown_with_its_size_and_text(wiki: TinyWiki, png: bytes) -> None:
    """Both ways to show a picture lead to the published file."""
    built = wiki.write("files/a.png", png).write("more/from.md", "![[a.png|100]] ![A face](../files/a.png)\n").build()
    shown = [dict(image.attributes) for image in built.page("/more/from/").css(".prose img")]
    assert ["../../attachments/files/a.png"] * 2 == [image["src"] for image in shown]
    assert ("100", "A face") == (shown[0].get("width"), shown[1]["alt"])


@pytest.fixture
def png() -> bytes:
    """A picture of one dot."""
    from random_wikis import picture

    return picture(7)


@pytest.mark.parametrize("link", ["[[LICENSE]]", "[it](LICENSE)", "![[LICENSE]]", "![it](LICENSE)"])
def test_attachment_without_an_ending_is_published_where_it_is_linked(wiki: TinyWiki, link: str) -> None:
    """A link to it leads somewhere, though its name does not tell that it is a file."""
    wiki.write("LICENSE", "Free.").write("Makefile", "all:").write("a.md", f"See {link} and [[Makefiles]].")
    assert {"attachments/license": b"Free."} == {
        path: data for path, data in wiki.build().files().items() if path.startswith("attachments/")
    }


def test_only_used_attachments_are_published(wiki: TinyWiki, png: bytes) -> None:
    """What no note links to or shows stays at home; a comment or a piece of code does not use it."""
    for name in ("linked.txt", "wiki.txt", "unused.txt", "comment.txt", "code.txt"):
        wiki.write(f"files/{name}", name)
    wiki.write("files/face.png", png).write("interviews/a.md", person("A", "image: files/face.png"))
    wiki.write("from.md", "[a](files/linked.txt) [[wiki.txt]] %%[[comment.txt]]%% `[a](files/code.txt)`\n")
    built = wiki.build()
    assert {"face.png", "linked.txt", "wiki.txt"} == {
        Path(path).name for path in built.files() if path.startswith("attachments/")
    }


# Backlinks, relations, order


def test_backlink_comes_with_its_sentence(wiki: TinyWiki) -> None:
    """A note lists who links to it, by title and each once, with the words around the link, whatever name was used."""
    wiki.write("interviews/dana.md", person("Dana Rivera", "aliases: [D. R.]", "I am [[dana]]."))
    wiki.write("b.md", "# B\n\nFirst. Then *I* asked [[Dana Rivera|her]] for advice! Last. [[D. R.]]\n")
    wiki.write("a.md", "# A\n\n[Dana](interviews/dana.md)\n")
    built = wiki.build()
    assert ["A", "B Then I asked her for advice!"] == [
        text.replace("A Dana", "A") for text in texts(built, "/interviews/dana/", ".backlinks li")
    ]


def test_backlink_is_told_as_its_link_is_shown(wiki: TinyWiki) -> None:
    """Where a link has no label of its own, both show the title of what it leads to."""
    wiki.write("interviews/dana-rivera.md", person("Dana Rivera", body="## Work\n\nText."))
    wiki.write("interviews/o.md", person("Ola", "fields: [Public health]"))
    wiki.write("fields/public-health.md", "---\ntitle: Public health\n---\nAll of it.\n")
    wiki.write("b.md", "# B\n\nAsk [[dana-rivera]] about [[public-health]].\n")
    wiki.write("c.md", "# C\n\nSee [[dana-rivera#Work]].\n")
    built = wiki.build()
    assert ["Dana Rivera", "Dana Rivera › Work"] == texts(built, "/interviews/dana-rivera/", ".backlinks mark")
    assert ["Public health"] == texts(built, "/fields/public-health/", ".backlinks mark")


def test_term_without_a_note_has_backlinks(wiki: TinyWiki) -> None:
    """Who links to a term is listed on its page, note or none."""
    wiki.write("interviews/a.md", person("A", "fields: [Public health]"))
    wiki.write("b.md", "# B\n\nRead about [[public health]].\n")
    assert ["B Read about Public health."] == texts(wiki.build(), "/fields/public-health/", ".backlinks li")


def test_related_interviews_tell_why(wiki: TinyWiki) -> None:
    """Who shares what few share comes first, with what is shared; who shares nothing is not there."""
    wiki.write("interviews/a.md", person("A", "fields: [Policy]\nskills: [Glassblowing]"))
    wiki.write("interviews/b.md", person("B", "fields: [Policy]"))
    wiki.write("interviews/c.md", person("C", "fields: [Policy]\nskills: [glassblowing]"))
    wiki.write("interviews/d.md", person("D", "fields: [Law]"))
    built = wiki.build()
    assert ["C", "B"] == texts(built, "/interviews/a/", ".related .item-title")
    assert ["Policy", "Glassblowing", "Policy"] == texts(built, "/interviews/a/", ".related .shared dd")


def test_rare_terms_weigh_more(wiki: TinyWiki) -> None:
    """Of two interviews with one shared skill each, the one with the rarer comes first."""
    for number in range(9):
        wiki.write(f"interviews/n{number}.md", person(f"N{number}", "skills: [Writing]"))
    wiki.write("interviews/a.md", person("A", "skills: [Writing, Sailing]"))
    wiki.write("interviews/z.md", person("Z", "skills: [Sailing]"))
    assert "Z" == texts(wiki.build(), "/interviews/a/", ".related .item-title")[0]


def test_neighbours_are_by_date(wiki: TinyWiki) -> None:
    """Before and after an interview stand the next newer and the next older; those without a date come last, and beside
    one nothing is called newer or older.
    """
    for name, date in (("A", "2026-01-01"), ("B", "2026-03"), ("C", "2025"), ("D", "")):
        wiki.write(f"interviews/{name}.md", person(name, f"date: {date}" if date else ""))
    built = wiki.build()
    assert ["B", "A", "C", "D"] == texts(built, "/interviews/", ".interviews .item-title")
    assert ["Newer B", "Older C"] == texts(built, "/interviews/a/", ".neighbours a")
    assert ["Older A"] == texts(built, "/interviews/b/", ".neighbours a")
    assert ["Previous A", "Next D"] == texts(built, "/interviews/c/", ".neighbours a")
    assert ["Previous C"] == texts(built, "/interviews/d/", ".neighbours a")


def test_referrals_are_shown_on_both_sides(wiki: TinyWiki) -> None:
    """Who named whom is on the pages of both; somebody without a note is a plain name."""
    wiki.write("interviews/a.md", person("Ann", 'referred_by: ["[[Bob]]", Nobody Known]'))
    wiki.write("interviews/b.md", person("Bob"))
    built = wiki.build()
    referrals = "[aria-labelledby=fp-referrals] dd"
    assert (["Bob", "Nobody Known"], ["Ann"]) == (
        texts(built, "/interviews/a/", referrals),
        texts(built, "/interviews/b/", referrals),
    )
    assert {"Bob": "../../interviews/b/"} == links(built, "/interviews/a/", f"{referrals} a")


# Addresses


def test_one_address_asked_for_twice_names_both(wiki: TinyWiki) -> None:
    """The first in the order of paths has it; the other is told, and is at an address beside it."""
    built = wiki.write("interviews/a.md", person("A", "slug: dana")).write("interviews/dana.md", person("B")).build()
    (found,) = about(built, Code.ADDRESS_TAKEN)
    assert ("interviews/dana.md", "This note and “interviews/a.md” both have the address /interviews/dana/.") == found
    (beside,) = {path for path in built.files() if path.startswith("interviews/dana-")}
    assert (["A"], ["B"]) == (
        texts(built, "/interviews/dana/", "h1"),
        texts(built, "/" + beside.removesuffix("index.html"), "h1"),
    )


def test_second_first_page_is_as_sound_as_any(wiki: TinyWiki) -> None:
    """Of two notes for the first page, ``README.md`` and ``index.md``, the other has an address like every page."""
    built = wiki.write("README.md", "Other.").write("index.md", "One. [[README]]").build()
    (beside,) = {path for path, data in built.files().items() if b"<p>Other." in data}
    assert f"Give this note another `slug:`. Until then it is at /{beside.removesuffix('index.html')}." == (
        built.only(Code.ADDRESS_TAKEN).hint
    )
    assert [] == broken_links(built.output)


@pytest.mark.parametrize("readme", ["README.md", "Readme.markdown"])
@pytest.mark.parametrize("folder", ["", "talks/", "guides/start/"])
def test_index_has_the_address_of_its_folder(wiki: TinyWiki, folder: str, readme: str) -> None:
    """Beside a ``README.md``, which many keep for those who look at the files, it is ``index.md`` that readers see."""
    built = wiki.write(f"{folder}{readme}", "Other.").write(f"{folder}index.md", "One.").build()
    told = f"This note and “{folder}index.md” both have the address "
    (found,) = about(built, Code.ADDRESS_TAKEN)
    assert (f"{folder}{readme}", True) == (found[0], found[1].startswith(told))
    at = found[1].removeprefix(told).removesuffix(".")
    assert "<p>One.</p>" in built.text(at)


@pytest.mark.parametrize(
    ("one", "other"), [("Straße.md", "STRASSE.md"), ("café.md", "cafe\u0301.md"), ("A b.md", "a-b.md")]
)
def test_addresses_that_a_disk_may_fold_are_one(wiki: TinyWiki, one: str, other: str) -> None:
    """Addresses that differ only by case or normal form would share a file on some disks."""
    built = wiki.write(one, "One.").write(other, "Other.").build()
    pages = [path for path, data in built.files().items() if b"<p>One.</p>" in data or b"<p>Other.</p>" in data]
    assert (1, 2) == (len(about(built, Code.ADDRESS_TAKEN)), len(pages))


@pytest.mark.parametrize(
    "path", ["interviews/by-name.md", "interviews/Page 2.md", "fields/page-2.md", "skills/page-2.md"]
)
def test_pages_of_lists_give_way_to_no_note(wiki: TinyWiki, path: str) -> None:
    """A note that would be where a list goes on is told and stands beside it, so that nobody's page is lost."""
    wiki.settings("page_size = 1").write("interviews/a.md", person("A")).write("interviews/b.md", person("B"))
    built = wiki.write(path, "---\ntitle: Mine\n---\n").build()
    assert [path] == [told for told, _ in about(built, Code.ADDRESS_TAKEN)]
    assert 1 == sum(b"<h1>Mine</h1>" in data for data in built.files().values())


def test_term_gives_way_to_the_pages_of_its_list(wiki: TinyWiki) -> None:
    """A term that is called as a list's second page stands beside it."""
    built = wiki.write("interviews/a.md", person("A", "tags: [Page 2]")).build()
    assert (1, False) == (len(texts(built, "/tags/", ".term a")), (built.output / "tags/page-2").exists())


@pytest.mark.parametrize(
    "old",
    [
        "/interviews/b/",
        "/INTERVIEWS/B/",
        "/interviews/",
        "/",
        "/404.html",
        "/feed.xml",
        "/sitemap.xml",
        "/fields/policy/",
    ],
)
def test_old_address_never_hides_a_page(wiki: TinyWiki, old: str) -> None:
    """An alias that is somebody's address, or one of the site's own, is told, and the page stays."""
    wiki.settings('base_url = "https://example.org"').write("interviews/b.md", person("B", "fields: [Policy]"))
    before = wiki.write("interviews/a.md", person("A")).build().files()
    built = wiki.write("interviews/a.md", person("A", f"aliases: [{old}]")).build()
    assert 1 == sum(found.code in (Code.ADDRESS_TAKEN, Code.BAD_ADDRESS) for found in built.report.diagnostics)
    assert before == built.files()


def test_old_address_never_hides_a_file(wiki: TinyWiki) -> None:
    """The same holds for attachments and the theme's own files."""
    wiki.write("plan.txt", "Plan.").write("about.md", "[x](plan.txt)\n")
    wiki.write("a.md", "---\naliases: [/attachments/plan.txt, /assets/style.css]\n---\n")
    built = wiki.build()
    assert (b"Plan.", False) == (built.files()["attachments/plan.txt"], "refresh" in built.text("/assets/style.css"))
    assert ["a.md", "a.md"] == [path for path, _ in about(built, Code.ADDRESS_TAKEN)]


def test_old_address_asked_for_twice_is_told(wiki: TinyWiki) -> None:
    """Of two notes with one old address, the first in the order of paths has it."""
    built = wiki.write("a.md", "---\naliases: [/old/]\n---\n").write("b.md", "---\naliases: [/Old/]\n---\n").build()
    assert [("b.md", "The old address /Old/ belongs to “a.md”.")] == about(built, Code.ADDRESS_TAKEN)
    assert "../a/" in built.text("/old/")


@pytest.mark.parametrize("old", ["/x.y", "/a.b/c"])
def test_old_address_is_no_folder_of_another(wiki: TinyWiki, old: str) -> None:
    """A file cannot be where another address needs a folder: told, whichever came first."""
    wiki.write("a.md", "---\naliases: [/x.y/z/, /a.b]\n---\n")
    first = wiki.build()
    built = wiki.write("b.md", f"---\naliases: [{old}]\n---\n").build()
    assert ([], 1) == (about(first, Code.NOT_WRITTEN), len(built.codes()))
    assert first.files().keys() <= built.files().keys()


def test_term_gives_way_to_a_note(wiki: TinyWiki) -> None:
    """A term without a note whose address a page has gets one beside it; both are there."""
    wiki.write("interviews/a.md", person("A", "tags: [C++, c plus plus]"))
    wiki.write("tags/page.md", "---\nkind: page\n---\nPage.")
    built = wiki.build()
    assert {"C++", "c plus plus"} == set(texts(built, "/tags/", ".term a"))
    assert 2 == len(set(links(built, "/tags/", ".term a").values()))


def test_a_new_tag_leaves_others_undoubted() -> None:
    """What is shown of other terms need not even be looked at again when one note names a new one."""
    notes = [_tagged(number, f"tag {number}", "shared") for number in range(9)]
    catalog = Catalog()
    catalog.apply(Delta({note.path: (None, note) for note in notes}))
    for page in site_plan(catalog):
        catalog.recall(page.key)
    catalog.apply(Delta({notes[0].path: (notes[0], _tagged(0, "tag 0", "shared", "new"))}))

    doubtful = {key[2] for key in catalog.outdated() if key[:2] == ("term()", Taxonomy.TAGS)}
    assert doubtful <= {"tag 0", "shared", "new"}


def _tagged(number: int, *tags: str) -> Note:
    text = f"---\nperson: P {number}\nconsent: public\ntags: [{', '.join(tags)}]\n---\nHello.\n"
    return read_note(f"interviews/p{number}.md", text.encode(), reading_of(Settings()))
