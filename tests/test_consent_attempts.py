"""What authors do to consent, by mistake and by design, and consent that changes."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest

from canary_wiki import COHORT, PRIVATE, PUBLIC, SAM, all_it_holds, photo
from generator.diagnostics import Code, Diagnostic, Severity
from generator.notes import collecting
from generator.notes.dates import Date
from generator.notes.tree import read_bytes
from generator.theme import words_of_markup
from tiny_wiki import Built, TinyWiki

# What authors do


DAY = Date(2026, 6, 15)
NAME = "Zqxvdana Zqxvrivera"
UNDER = "{audience: public, name: Robin Field}"


def dana(consent: str = "consent: public", body: str = "zqxvprose", more: str = "") -> str:
    """An interview with somebody whose name nobody else has."""
    return f"---\nperson: {NAME}\n{more}\n{consent}\n---\n{body}\n"


def canaries_in(built: Built) -> set[str]:
    """The canaries that a site holds, in lower case."""
    return {word.decode() for word in re.findall(rb"zqxv[a-z]*", all_it_holds(built.files()))}


def pages_of_interviews(built: Built) -> list[str]:
    """The files of interviews' own pages."""
    return [path for path in built.files() if re.fullmatch(r"interviews/(?!by-name/).+/index\.html", path)]


def leaks(built: Built) -> set[str]:
    """Where secrets were found."""
    leaking = [found for found in built.report.diagnostics if found.code is Code.LEAK]
    return {path for found in leaking for path in (found.path, *found.also)}


@pytest.mark.parametrize(
    "mistake",
    [
        '[frontmatter]\npreson = "title"',
        '[frontmatter]\nperson = ["title"]',
        '[front_matter]\nperson = "title"',
        '[frontmatter]\nperson = "title',
    ],
)
def test_a_mistake_in_the_settings_makes_no_page_of_an_interview(wiki: TinyWiki, mistake: str) -> None:
    """Where the settings may say which notes are interviews and cannot be read, the site stays as it is."""
    wiki.write("about.md", "# About").write("notes/dana.md", f"---\ntitle: {NAME}\n---\nzqxvprose\n")
    before = wiki.settings('[frontmatter]\nperson = "title"\n').build(edition=PUBLIC)
    assert (set(), 0) == (canaries_in(before), before.report.published)
    after = wiki.settings(mistake).build(edition=PUBLIC)
    assert ([Code.SETTINGS_IN_DOUBT], before.files()) == (after.codes(), after.files())
    assert canaries_in(wiki.settings("").build(edition=PUBLIC))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("interviews/a.md", "---\n---\nperson: Zqxvdana\nconsent: private\n---\nzqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\n---\n---\nconsent: private\n---\nzqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\nmeta:\n  consent: private\n---\nzqxvprose"),
        ("interviews/a.md", "# Zqxvdana\n\nconsent:: private\n\nzqxvprose"),
        ("interviews/a.md", "# Zqxvdana\n\nWe met. [consent:: private]\n\nzqxvprose"),
        ("interviews/a.md", "# Zqxvdana\n\n(consent:: no) zqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\nconsent: public\n---\nconsent:: private\n\nzqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\nconsent: public\n---\nexpires:: 2020-01-01\n\nzqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\nconsent: public\n---\n## Why?\n\nzqxvprose\n\nwithhold:: role\n"),
        ("interviews/a.md", "---\nperson: Zqxvdana\n---\nzqxvprose\n\nWe agreed (consent:: private) on that."),
        ("interviews/a.md", "---\nperson: Zqxvdana\nconsent: public\n---\nWe met. [withhold:: person]\n\nzqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\nPermission: private\n---\nzqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\npermision: private\n---\nzqxvprose"),
        ("interviews/a.md", "---\nperson: Zqxvdana\npermission: privat\n---\nzqxvprose"),
    ],
)
def test_consent_in_an_odd_place_counts(wiki: TinyWiki, path: str, text: str) -> None:
    """Where interviews are public by default, whatever looks like a word against it makes the note private."""
    wiki.settings('[consent]\ndefault = "public"\n[frontmatter]\nconsent = "permission"\n')
    built = wiki.write(path, text).build(edition=PUBLIC)
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(built), [code for code in built.codes() if "consent" in code])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("notes/a.md", f"---\nkind: intervew\ntitle: {NAME}\n---\nzqxvprose"),
        ("guides/g/a.md", f"---\ntitle: Chat\nperson: {NAME}\n---\nzqxvprose"),
        ("fields/a.md", f"---\nperson: {NAME}\n---\nzqxvprose"),
    ],
)
def test_an_interview_in_the_wrong_place_is_one(wiki: TinyWiki, path: str, text: str) -> None:
    """A note that names a person, or says with a slip what it is, needs consent wherever it lies."""
    built = wiki.write(path, text).build(edition=PUBLIC)
    assert (set(), 1) == (canaries_in(built), len(built.codes()))


@pytest.mark.parametrize(
    "person",
    ["[Xena Xylem, Zqxvdana Zqxvrivera]", "{first: Zqxvdana, last: Zqxvrivera}", "[[Zqxvdana Zqxvrivera, MPH]]"],
)
def test_a_name_that_cannot_be_read_is_still_secret(wiki: TinyWiki, person: str) -> None:
    """Whoever is called in a way that a key does not take must not be named by others either."""
    wiki.write("interviews/a.md", f"---\nperson: {person}\nconsent: private\n---\n")
    built = wiki.write("g.md", f"{NAME} said so.").build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), Code.LEAK in built.codes())


@pytest.mark.parametrize(
    "text",
    [
        f'+++\nperson = "{NAME}"\nconsent = "private"\ntitle = "Eve\n+++\n',
        f'+++\nperson = "{NAME}"\nconsent = "private"\nconsent = "no"\n+++\n',
        f"---\nperson: {NAME}\nconsent: private\n\nNever closed.",
        f"---\n\tperson: '{NAME}' # her real name\nconsent: private\n---\n",
        f"---\n- interviewee: {NAME}\n- consent: private\n---\n",
        f"---\nperson: &dana {NAME}\nconsent: private\n---\n",
        f'{{"consent": "private", "person": "{NAME}", "role": "Chemist"}}\n',
        f"**Person:** {NAME}\n**Consent:** private\n",
        f"---\ncssclass: wide\n---\n---\ntitle: {NAME}\nconsent: private\n---\n",
        f"---\nperson: {NAME}\nconsent: private\n---\n" + "All night. " * 800_000,
    ],
)
def test_a_name_in_front_matter_that_cannot_be_read_is_still_secret(wiki: TinyWiki, text: str) -> None:
    """One slip in the note of somebody who must not be named does not make a name of theirs that all may say."""
    built = wiki.write("interviews/a.md", text).write("about.md", f"I met {NAME}.").build(edition=PUBLIC)
    assert ({"about/index.html", "pages/index.html"}, {}) == (leaks(built), built.files())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("interviews/a.md", "---\nperson: April Marksman\n---\n"),
        ("interviews/a.md", "---\nperson: Since Marksman\n---\n"),
        ("interviews/2026-04-03.md", "Not ready."),
        ("interviews/2026.md", "Not ready."),
        ("interviews/a.md", "---\nperson: Plan 2026\n---\n"),
    ],
)
def test_a_date_names_nobody(wiki: TinyWiki, path: str, text: str) -> None:
    """The days and months that pages show are no part of a name, nor is a note's that is called after its day."""
    open_ = "---\nperson: Bo Birch\nconsent: public\ndate: 2026-04-03\npath: [A @ B (2010–)]\n---\nIn 2026.\n"
    built = wiki.write(path, text).write("interviews/b.md", open_).build(edition=PUBLIC)
    assert [] == built.codes()
    assert "3 April 2026" in built.page("/interviews/b/").text()


def test_passages_taken_out_leave_no_trace(wiki: TinyWiki) -> None:
    """Not even empty lines tell how many passages there are, or where."""
    passage = ":::private\nzqxvprose\n:::\n\n"
    for name, between in (("a", ""), ("b", passage), ("c", passage * 3)):
        wiki.write(f"{name}.md", f"# A\n\nStart.\n\n{between}End.\n").write(f"only/{name}.md", f"# A\n\n{between}")
    built = wiki.build(edition=PUBLIC)
    for folder in ("", "only/"):
        one, *others = (built.text(f"/{folder}{name}/").replace(f"/{name}/", "/a/") for name in "abc")
        assert [one, one] == others


def test_consent_that_is_yet_to_be_given_is_none(wiki: TinyWiki) -> None:
    """A slip in the year publishes nothing early; on the day itself, the note comes without a change."""
    wiki.write("interviews/dana.md", dana("consent: {audience: public, given: 2026-06-16}"))
    early = wiki.build(edition=PUBLIC, date=DAY)
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(early), early.codes())
    then = wiki.build(edition=PUBLIC, date=Date(2026, 6, 16))
    assert ([], True) == (then.codes(), bool(canaries_in(then)))


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: On this page\ndraft: true\n---\n",
        "---\ntitle: Interviews by name\ndraft: true\n---\n",
        "---\ndraft: true\n---\n[us](https://example.org/wiki/interviews/), [them](https://schema.org)\n",
    ],
)
def test_a_draft_s_ordinary_words_stop_nothing(wiki: TinyWiki, text: str) -> None:
    """What every page says anyway is no secret of a note that is kept back."""
    wiki.settings('base_url = "https://example.org/wiki"\n').write(
        "interviews/b.md", "---\nperson: Bo Birch\nconsent: public\n---\n# A\n\n# B\n\n# C\n"
    )
    assert [] == [code for code in wiki.write("x.md", text).build(edition=PUBLIC).codes() if code is Code.LEAK]


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("zriveraine@example.org", True),
        ("@ZRiveraine", True),
        ("Riveraine", False),
        ("zrivera@example.org", False),
        ("they aren't willing", False),
    ],
)
def test_an_initial_and_a_last_name_are_a_name(wiki: TinyWiki, text: str, *, leaks: bool) -> None:
    """So it is written in addresses; words that merely follow a letter are nobody."""
    wiki.write("interviews/a.md", "---\nperson: Zdana Riveraine\nconsent: private\n---\n")
    wiki.write("interviews/b.md", "---\nperson: Tom Willing\nconsent: private\n---\n")
    wiki.write("interviews/c.md", "---\nperson: Carl Riveraine\nconsent: public\n---\n")
    built = wiki.write("g.md", f"Ask {text}.").build(edition=PUBLIC)
    assert leaks is (Code.LEAK in built.codes())


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("daily/zqxvfile.md", "draft: true"),
        ("guides/zqxvfile.md", "consent: cohort"),
        ("fields/zqxvfile.md", "publish: no"),
    ],
)
def test_a_note_kept_back_is_nowhere(wiki: TinyWiki, path: str, keys: str) -> None:
    """A draft of any kind is in no list, no feed and no address; links to it are plain words; taken back, it goes."""
    wiki.write("a.md", f"# A\n\nSee [[zqxvfile]], [[Zqxvtitle One|that]], [x](/{path}) and ![[zqxvfile]].\n")
    text = f"---\ntitle: Zqxvtitle One\n{keys}\nsummary: zqxvsummary\ntags: [zqxvtag]\n---\nzqxvprose zqxvprose\n"
    built = wiki.write(path, text.replace(keys, "")).build(edition=PUBLIC)
    assert {"zqxvfile", "zqxvtitle", "zqxvprose", "zqxvtag"} <= canaries_in(built)
    built = wiki.write(path, text).build(edition=PUBLIC)
    assert (set(), (path,)) == (canaries_in(built), built.report.withdrawn)
    assert "See something, that, x and something." in built.page("/a/").text()


@pytest.mark.parametrize(
    ("consent", "code"),
    [
        ("consent: pubic", Code.BAD_CONSENT),
        ("consent: Everyone", Code.BAD_CONSENT),
        ("consent: yes", Code.BAD_CONSENT),
        ("consent: true", Code.BAD_CONSENT),
        ("consent: [public, private]", Code.BAD_CONSENT),
        ("consent: 1", Code.BAD_CONSENT),
        ("consent: {audience: public, expires: someday}", Code.BAD_CONSENT),
        ("consent: {audience: public, expires: 2026-02-31}", Code.BAD_CONSENT),
        ("consent: {audience: public, expire: 2026-01-01}", Code.BAD_CONSENT),
        ("consent: {audience: public, nmae: Robin Field}", Code.BAD_CONSENT),
        ("consent: {name: Robin Field}", Code.BAD_CONSENT),
        ("consent:\n  audience: public\n  name:", Code.BAD_CONSENT),
        ("consent: {audience: public, name: ' '}", Code.BAD_CONSENT),
        ("consent:\n  audience: public\n  expires: # ask her", Code.BAD_CONSENT),
        ("consent:\n  audience: public\n  withhold:", Code.BAD_CONSENT),
        ("consent: public\nconsent: private", Code.DUPLICATE_KEY),
        ("consent: public\nConsent: private", Code.BAD_CONSENT),
        ("Consent: public", Code.BAD_CONSENT),
        ("concent: public", Code.BAD_CONSENT),
        ("consents: public", Code.BAD_CONSENT),
        ("any: &anchor public\nconsent: *anchor", Code.YAML_ALIAS),
        ("base: &base {audience: public}\nconsent:\n  <<: *base", Code.YAML_ALIAS),
        ("consent: public\nrole: [unclosed", Code.BAD_YAML),
        ("role: Editor: books\npublish: true", Code.BAD_CONSENT),
        ("publish: true\npublish: false", Code.BAD_CONSENT),
    ],
)
def test_a_consent_that_cannot_be_read_is_none(wiki: TinyWiki, consent: str, code: Code) -> None:
    """Whatever was meant, nothing goes out, and the author is told."""
    built = wiki.write("interviews/zqxvdana.md", dana(consent)).build(edition=PUBLIC, date=DAY)
    assert (set(), True, 0) == (canaries_in(built), code in built.codes(), built.report.published)
    assert built.report.has(Severity.ERROR)


@pytest.mark.parametrize("stand_in", [NAME, NAME.upper(), "zqxvdana-zqxvrivera", f"Dr. {NAME}", "Zqxvdána Zqxvrivera"])
def test_a_stand_in_that_is_the_real_name_hides_nothing_so_the_note_is_hidden(wiki: TinyWiki, stand_in: str) -> None:
    """With other capitals, accents, joints or titles, too."""
    built = wiki.write("interviews/a.md", dana(f"consent: {{audience: public, name: {stand_in}}}")).build(
        edition=PUBLIC
    )
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(built), built.codes())


def test_two_notes_on_one_person_are_as_open_as_the_narrower(wiki: TinyWiki) -> None:
    """The open one would tell who is in the other."""
    wiki.write("interviews/a.md", dana()).write("interviews/b.md", dana("consent: private"))
    built = wiki.build(edition=PUBLIC)
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(built), built.codes())


@pytest.mark.parametrize(
    "called",
    [
        f"{NAME}, Ph.D.",
        f"Dr. {NAME} (follow-up)",
        f"{NAME} [she/her]",
        f"{NAME} - second talk",
        f"{NAME} | Flamingo",
        f"Interview with {NAME}",
        f"2024-01-01 Conversation with {NAME}",
        "Zqxvrivera, Zqxvdana",
        f"{NAME} & Bob Two",
        "Zqxvdana Marie Zqxvrivera",
        'Zqxvdana "Dee" Zqxvrivera',
        "Zqxvdana de Zqxvrivera",
        f"{NAME}’s interview",
    ],
)
@pytest.mark.parametrize("hides_the_longer", [False, True])
def test_a_person_is_the_same_however_the_name_is_written(wiki: TinyWiki, called: str, hides_the_longer: bool) -> None:
    """Degrees, asides, topics and company make nobody another person: the narrowest consent holds for all interviews."""
    for path, name, consent in zip(
        "ab", (NAME, called), ("public", "private")[:: 1 if hides_the_longer else -1], strict=True
    ):
        wiki.write(f"interviews/{path}.md", f"---\nperson: '{name}'\nconsent: {consent}\n---\nHello.\n")
    built = wiki.build(edition=PUBLIC)
    assert (set(), 0) == (canaries_in(built), built.report.published)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-03-14 {}", "2026-05-01 {}"),
        ("2026-03-14-{}", "{}"),
        ("2026.03.14 Interview with {}", "{}"),
        ("{} - Public Health", "{}"),
        ("01 {}", "{}"),
        ("{} - 2026-03-14", "{}"),
    ],
)
@pytest.mark.parametrize("hides_the_other", [False, True])
def test_a_person_is_the_same_whatever_the_file_is_called(
    wiki: TinyWiki, one: str, other: str, hides_the_other: bool
) -> None:
    """A day, a number or a topic beside the name, where nothing but the file's name tells it."""
    for file, consent in zip((one, other), ("public", "private")[:: 1 if hides_the_other else -1], strict=True):
        wiki.write(f"interviews/{file.format(NAME)}.md", f"---\nconsent: {consent}\n---\nHello.\n")
    built = wiki.build(edition=PUBLIC)
    assert (set(), 0) == (canaries_in(built), built.report.published)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Søren Østergård", "Soren Ostergard"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("Nguyễn Đức", "Nguyen Duc"),
        ("Ayşe Y\u0131lmaz", "Ayse Yilmaz"),
        ("Thandiwe Oyela\u00adran", "Thandiwe Oyelaran"),
    ],
)
@pytest.mark.parametrize("hides_the_other", [False, True])
def test_a_person_is_the_same_on_any_keyboard(wiki: TinyWiki, one: str, other: str, hides_the_other: bool) -> None:
    """Strokes that a keyboard lacks, and what a word processor puts between letters, make nobody another person."""
    consents = ("public", "private")[:: 1 if hides_the_other else -1]
    for path, name, consent in zip("ab", (one, other), consents, strict=True):
        wiki.write(f"interviews/{path}.md", f"---\nperson: {name}\nconsent: {consent}\n---\nzqxvprose\n")
    built = wiki.build(edition=PUBLIC)
    assert (set(), 0) == (canaries_in(built), built.report.published)


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("\u738b\u5c0f\u660e (Zqxvdana Zqxvwang)", "Zqxvdana Zqxvwang grew up here."),
        ("Zqxvdana (Zqxvtandi) Zqxvrivera", "As Zqxvtandi says."),
        (f"{NAME} (n\u00e9e Zqxvquill)", "Dr. Zqxvquill says."),
        ('"[[Zqxvdana Zqxvrivera|Tee]]"', f"{NAME} says."),
        ('"[Tee](../people/Zqxvdana%20Zqxvrivera.md)"', "Zqxvrivera says."),
    ],
)
@pytest.mark.parametrize("consent", ["consent: private", f"consent: {UNDER}"])
def test_every_name_in_what_a_person_is_called_is_theirs(wiki: TinyWiki, person: str, text: str, consent: str) -> None:
    """What stands in parentheses, and the note that a link with a label leads to."""
    wiki.write("interviews/a.md", f"---\nperson: {person}\n{consent}\n---\n")
    assert set() == canaries_in(wiki.build(edition=PUBLIC))
    assert set() == canaries_in(wiki.write("about.md", text).build(edition=PUBLIC))


@pytest.mark.parametrize("aside", ["she/her", "They/Them", "PhD", "NIH", "class of 2019", "Flamingo Labs"])
def test_what_is_no_name_in_parentheses_stops_nothing(wiki: TinyWiki, aside: str) -> None:
    """Pronouns, degrees, letters, years, and where they work."""
    keys = f"person: {NAME} ({aside})\norganization: Flamingo Labs\nconsent: {UNDER}"
    wiki.write("interviews/a.md", f"---\n{keys}\n---\n").write(
        "about.md", f"They/Them, PhD, NIH, class of 2019: {aside}."
    )
    built = wiki.build(edition=PUBLIC)
    assert (set(), True) == (leaks(built), "about/index.html" in built.files())


@pytest.mark.parametrize(
    "file",
    [
        "Dr Zqxvdana M Zqxvrivera",
        "Z. Zqxvrivera",
        "Zqxvrivera",
        "Zqxvdana",
        "2024-03-14 lunch with Zqxvdana M. Zqxvrivera",
    ],
)
@pytest.mark.parametrize("consent", ["consent: private", f"consent: {UNDER}"])
def test_a_page_called_after_somebody_makes_nobody_known(wiki: TinyWiki, file: str, consent: str) -> None:
    """Not even with a title, an initial or half of the name."""
    built = (
        wiki.write("interviews/a.md", dana(consent, "Hello.")).write(f"contacts/{file}.md", "555").build(edition=PUBLIC)
    )
    assert set() == canaries_in(built)


@pytest.mark.parametrize(
    "contact",
    [
        *(f"My advisor {NAME}", f"a friend of {NAME}", f"Alumni office, {NAME}", f"Email from {NAME}"),
        *(f'"LinkedIn: {NAME}"', f'"[{NAME}](https://x.org)"', "zqxvdana.zqxvrivera@x.org", f"LinkedIn ({NAME})"),
    ],
)
def test_a_name_within_what_is_said_of_a_contact_is_one(wiki: TinyWiki, contact: str) -> None:
    """Who made the contact was not asked, whatever stands before the name."""
    keys = f"---\nperson: Bob\nreferred_by: {contact}\nconsent: public\n---\n"
    assert set() == leaks(wiki.write("interviews/b.md", f"{keys}Hello.\n").build(edition=PUBLIC))
    assert leaks(wiki.write("interviews/b.md", f"{keys}I met {NAME}.\n").build(edition=PUBLIC))


@pytest.mark.parametrize("name", ["a.md.txt", "a.md.bak", "old a.mdx"])
def test_a_copy_of_a_note_is_no_attachment(wiki: TinyWiki, name: str) -> None:
    """Nobody would read what it says of consent."""
    wiki.write(f"files/{name}", dana("consent: private")).write("files/plain.txt", "---\nA rule.\n")
    built = wiki.write("about.md", f"[x](<files/{name}>) [y](files/plain.txt)").build(edition=PUBLIC)
    assert (set(), [Code.COPIED_NOTE]) == (canaries_in(built), built.codes())
    assert [path for path in built.files() if path.endswith("plain.txt")]


def test_only_the_public_edition_is_for_search_engines(wiki: TinyWiki) -> None:
    """What a cohort may read is not to be found by others."""
    wiki.write("interviews/a.md", dana())
    for edition, robots in ((PUBLIC, []), (COHORT, ["noindex"]), (PRIVATE, ["noindex"])):
        page = wiki.build(edition=edition).page("/interviews/a/")
        assert robots == [meta.attributes["content"] for meta in page.css('meta[name="robots"]')]


@pytest.mark.parametrize(
    ("organization", "text"),
    [
        ("Flamingo University", "She loves Flamingo."),
        ("National Institutes of Flamingos", "at NIF"),
        ("Flamingo Consulting Group", "FCG pays well"),
        ("Johnson & Flamingo", "Johnson and Flamingo"),
        ("Flamingo and Sons", "Flamingo & Sons"),
        ("3M", "at 3M now"),
        ("AT&T", "at AT&T now"),
    ],
)
def test_an_employer_is_found_by_what_people_call_it(wiki: TinyWiki, organization: str, text: str) -> None:
    """By the word that tells it from others, by its letters, and however its "and" is written."""
    keys = f"---\nperson: Dana\norganization: {organization}\nconsent: {{audience: public, withhold: [organization]}}\n---\n"
    assert set() == leaks(wiki.write("interviews/a.md", f"{keys}Hello.\n").build(edition=PUBLIC))
    assert leaks(wiki.write("interviews/a.md", f"{keys}{text}\n").build(edition=PUBLIC))


@pytest.mark.parametrize(
    "way", ["Reddit", "ChatGPT", "A podcast", "Word of mouth", "Mom", "My PI", "Department newsletter"]
)
def test_a_way_to_a_contact_is_nobody(wiki: TinyWiki, way: str) -> None:
    """Others may speak of it."""
    wiki.write("interviews/b.md", f"---\nperson: Bob\nreferred_by: {way}\nconsent: public\n---\n")
    assert set() == leaks(wiki.write("about.md", f"Try {way}.").build(edition=PUBLIC))


def test_people_with_other_middle_names_are_not_one_person(wiki: TinyWiki) -> None:
    """Their consents are their own."""
    for number, (name, consent) in enumerate([("Ann Bea One", "private"), ("Ann Cat One", "public")]):
        wiki.write(f"interviews/{number}.md", f"---\nperson: {name}\nconsent: {consent}\n---\nHello.\n")
    assert 1 == wiki.build(edition=PUBLIC).report.published


@pytest.mark.parametrize("file", ["2026-03-14 {}", "2026-03-14-{}", "01 {}", "{} - Public Health", "{} - 2026-03-14"])
def test_a_name_is_secret_whatever_the_file_is_called(wiki: TinyWiki, file: str) -> None:
    """Though each of its words is somebody else's, too."""
    wiki.write(f"interviews/{file.format('Dana Rivera')}.md", "---\nconsent: private\n---\nHello.\n")
    for number, name in enumerate(("Dana Smith", "Jo Rivera")):
        wiki.write(f"interviews/{number}.md", f"---\nperson: {name}\nconsent: public\n---\nHello.\n")
    built = wiki.write("about.md", "Dana Rivera was great.").build(edition=PUBLIC)
    assert "Dana Rivera" in built.only(Code.LEAK).message


def test_people_of_one_topic_or_one_interview_are_not_one_person(wiki: TinyWiki) -> None:
    """What stands beside a name narrows nobody's consent, nor does somebody who was there once."""
    for number, (name, consent) in enumerate(
        [
            ("Ann One - Flamingo Works", "private"),
            ("Bob Two - Flamingo Works", "public"),
            ("Bob Two & Cat Three", "public"),
        ]
    ):
        wiki.write(f"interviews/{number}.md", f"---\nperson: {name}\nconsent: {consent}\n---\nHello.\n")
    assert 2 == wiki.build(edition=PUBLIC).report.published


def test_a_stand_in_in_one_of_two_notes_on_a_person_counts_for_both(wiki: TinyWiki) -> None:
    """Both are published under it."""
    wiki.write("interviews/a.md", dana(body="one")).write("interviews/b.md", dana(f"consent: {UNDER}", "two"))
    built = wiki.build(edition=PUBLIC)
    assert (set(), 2) == (canaries_in(built), built.report.published)


@pytest.mark.parametrize("target", ["zqxvfile", NAME, "zqxvfile#Part", "zqxvfile#^block", "interviews/zqxvfile"])
def test_a_private_note_that_is_embedded_stays_private(wiki: TinyWiki, target: str) -> None:
    """Whole or in part, by whatever name."""
    wiki.write("interviews/zqxvfile.md", dana("consent: private", "zqxvprose\n\n## Part\n\nzqxvpart ^block"))
    built = wiki.write("guides/a.md", f"Before.\n\n![[{target}]]\n\nAfter.").build(edition=PUBLIC)
    assert (set(), set(), True) == (canaries_in(built), leaks(built), "After." in built.text("/guides/a/"))


@pytest.mark.parametrize("alias", [NAME, "/interviews/zqxvdana-zqxvrivera/", "Zqxvrivera"])
def test_an_alias_that_is_the_real_name_goes_with_it(wiki: TinyWiki, alias: str) -> None:
    """The note is not found by it any more, but other notes' links lead to the stand-in."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello.", f"title: Robin\naliases: ['{alias}']"))
    built = wiki.write("guides/a.md", f"[[{alias}]]").build(edition=PUBLIC)
    assert (set(), set(), 1) == (canaries_in(built), leaks(built), built.report.published)


@pytest.mark.parametrize("alias", [NAME, "/zqxvdana-zqxvrivera/"])
def test_a_page_called_after_a_person_loses_that_alias(wiki: TinyWiki, alias: str) -> None:
    """A page on somebody with a stand-in is redirected to from no address that tells the name."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello."))
    built = wiki.write("about.md", f"---\naliases: ['{alias}']\n---\nHello.\n").build(edition=PUBLIC)
    assert (set(), set(), True) == (canaries_in(built), leaks(built), "about/index.html" in built.files())


def test_a_page_called_after_somebody_who_is_hidden_stops_the_build(wiki: TinyWiki) -> None:
    """An old address of it that is their name is a page of the site and stands in its list of files."""
    wiki.write("interviews/a.md", dana("consent: private"))
    built = wiki.write("about.md", "---\naliases: [/zqxvdana-zqxvrivera/]\n---\nHello.\n").build(edition=PUBLIC)
    assert ({}, {".fieldpath-manifest", "zqxvdana-zqxvrivera/index.html"}) == (built.files(), leaks(built))


def test_a_photo_called_after_a_person_gets_another_name(wiki: TinyWiki) -> None:
    """With a stand-in for the person comes one for the photo's name."""
    wiki.write("interviews/zqxvdana-zqxvrivera.jpg", photo("zqxvexif")).write(
        "guides/a.md", "![](/interviews/zqxvdana-zqxvrivera.jpg)"
    )
    built = wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "![x](zqxvdana-zqxvrivera.jpg)")).build(
        edition=PUBLIC
    )
    pictures = [path for path in built.files() if path.endswith(".jpg")]
    assert (set(), set(), ["attachments/interviews/robin-field.jpg"]) == (canaries_in(built), leaks(built), pictures)


def pictures_in(built: Built) -> list[str]:
    """The photos that a site has, by what their files are called."""
    return [Path(path).name for path in built.files() if path.endswith(".jpg")]


def test_a_portrait_beside_a_stand_in_is_withheld(wiki: TinyWiki) -> None:
    """A face tells who it is; the author hears of it, and of what can be done."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello.", "image: portrait.jpg"))
    built = wiki.write("interviews/portrait.jpg", photo("x")).build(edition=PUBLIC)
    found = built.only(Code.PORTRAIT_WITHHELD)
    assert ([], set()) == (pictures_in(built), leaks(built))
    assert None is built.page("/interviews/robin-field/").css_first("main img")
    assert (Severity.INFO, "interviews/a.md", True) == (found.severity, found.path, "![[portrait.jpg]]" in found.hint)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("email: q7x@lab.example", "Write to q7x@lab.example."),
        ("email: Q7X@lab.example", "[Write](mailto:q7x@lab.example)"),
        ("contact: {mail: <q7x@lab.example>}", "It is q7x (at) lab.example, or rather q7x@lab.example"),
        ("phone: +1 (555) 010-2233", "Call +1 555 010 2233, or 1-555-010-2233"),
        ("phone: +49 170 5550102", "Call 0170 / 555 01 02"),
        ("phone: +1 (555) 010-2233", "Call (555) 010-2233"),
        ("phone: 0049 30 5550102-9", "Call 030-55501029"),
        ("phone: 0170 5550102", "Call +49 (170) 555-0102"),
        ("phone: 555-0142", "Call 555-0142"),
        ("Phone number: 22 55 01 42", "Call 2255 0142"),
        ('contact: {mobile: "+47 22 55 01 42"}', "Call 22550142"),
        ("tel: (617) 555-0142", "Call 555 0142"),
        ("telefon: 22 55 01", "Call 225501."),
        ("orcid: 0000-0002-1825-0097", "See <https://orcid.org/0000-0002-1825-0097>."),
    ],
)
def test_whoever_has_a_stand_in_cannot_be_reached(wiki: TinyWiki, key: str, said: str) -> None:
    """How to reach them stands in a key of the author's own, which is not published, and in an answer, which would be."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", said, key))
    built = wiki.build(edition=PUBLIC)
    assert ("", "interviews/robin-field/index.html") == ("".join(built.files()), built.only(Code.LEAK).path)


@pytest.mark.parametrize(
    "key",
    [
        "seen: 2026-03-14",
        "email: unknown",
        "score: 12345678",
        "email: asked@desk.example",
        "phone: 2345",
        "tel: 6-03-14",
    ],
)
def test_what_reaches_nobody_stops_nothing(wiki: TinyWiki, key: str) -> None:
    """A day is no telephone number, and an address that another note gives is no secret."""
    wiki.write(
        "interviews/a.md", dana(f"consent: {UNDER}", "On 2026-03-14, unknown, 12345678, asked@desk.example.", key)
    )
    wiki.write("about.md", "Write to <asked@desk.example>.")
    assert "interviews/robin-field/index.html" in wiki.build(edition=PUBLIC).files()


def test_a_portrait_beside_a_stand_in_stays_in_the_private_edition(wiki: TinyWiki) -> None:
    """There the person goes by their own name."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello.", "image: portrait.jpg"))
    built = wiki.write("interviews/portrait.jpg", photo("x")).build(edition=PRIVATE)
    assert (["portrait.jpg"], []) == (pictures_in(built), built.codes())


def test_check_tells_of_a_portrait_beside_a_stand_in(wiki: TinyWiki) -> None:
    """Whoever looks at the private edition hears what the public one leaves out."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello.", "image: portrait.jpg"))
    built = wiki.write("interviews/portrait.jpg", photo("x")).build(edition=PRIVATE, write=False)
    assert [Code.PORTRAIT_WITHHELD] == built.codes()


@pytest.mark.parametrize(
    ("consent", "told"),
    [
        ("{audience: public, name: Robin Field, withhold: [image]}", []),
        ("{audience: public, withhold: [person]}", [Code.PORTRAIT_WITHHELD]),
    ],
)
def test_a_portrait_of_somebody_without_a_name_is_withheld(wiki: TinyWiki, consent: str, told: list[Code]) -> None:
    """Whatever takes the name away; nothing is told to an author who has written that the picture is withheld."""
    wiki.write("interviews/a.md", dana(f"consent: {consent}", "Hello.", "image: portrait.jpg\ntitle: An interview"))
    built = wiki.write("interviews/portrait.jpg", photo("x")).build(edition=PUBLIC)
    assert ([], told) == (pictures_in(built), built.codes())


def test_a_portrait_in_another_note_on_the_person_is_withheld_too(wiki: TinyWiki) -> None:
    """A stand-in holds for all interviews with one person, and so does what it brings."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "one"))
    wiki.write("interviews/b.md", dana(body="two", more="image: portrait.jpg"))
    built = wiki.write("interviews/portrait.jpg", photo("x")).build(edition=PUBLIC)
    assert ([], "interviews/b.md", 2) == (
        pictures_in(built),
        built.only(Code.PORTRAIT_WITHHELD).path,
        built.report.published,
    )


def test_a_portrait_on_a_page_called_after_somebody_with_a_stand_in_is_withheld(wiki: TinyWiki) -> None:
    """The page goes by the stand-in, too."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello."))
    wiki.write("b.md", f"---\nkind: page\nconsent: public\ntitle: {NAME}\nimage: portrait.jpg\n---\nHello.\n")
    built = wiki.write("portrait.jpg", photo("x")).build(edition=PUBLIC)
    assert ([], "b.md") == (pictures_in(built), built.only(Code.PORTRAIT_WITHHELD).path)


@pytest.mark.parametrize("image", ["", "image: portrait.jpg"])
def test_a_picture_in_the_text_stays_beside_a_stand_in(wiki: TinyWiki, image: str) -> None:
    """The author has put it where it is to be seen, even if it is the one of the front matter."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "A portrait: ![[portrait.jpg]]", image))
    built = wiki.write("interviews/portrait.jpg", photo("x")).build(edition=PUBLIC)
    assert (["portrait.jpg"], set()) == (pictures_in(built), leaks(built))


def test_a_photo_called_after_somebody_who_is_hidden_stops_the_build(wiki: TinyWiki) -> None:
    """There is no stand-in to call it by, and the page that shows it is somebody else's."""
    wiki.write("zqxvdana-zqxvrivera.jpg", photo("x")).write("interviews/a.md", dana("consent: private"))
    built = wiki.write("about.md", "![](zqxvdana-zqxvrivera.jpg)").build(edition=PUBLIC)
    assert ({}, True) == (built.files(), "attachments/zqxvdana-zqxvrivera.jpg" in leaks(built))


def test_a_photo_called_after_somebody_who_may_be_seen_is_no_secret(wiki: TinyWiki) -> None:
    """A narrower passage that shows it hides the photo, not the name that the page has anyway."""
    text = "---\nperson: Sam Okafor\nconsent: public\n---\nHello.\n\n:::private\n![](sam-okafor.jpg)\n:::\n"
    built = (
        wiki.write("interviews/sam-okafor.md", text)
        .write("interviews/sam-okafor.jpg", photo("x"))
        .build(edition=PUBLIC)
    )
    pictures = [path for path in built.files() if path.endswith(".jpg")]
    assert (set(), [], True) == (leaks(built), pictures, "interviews/sam-okafor/index.html" in built.files())


def test_a_heading_in_a_script_without_spaces_says_the_stand_in_too(wiki: TinyWiki) -> None:
    """Its id is made of the stand-in as any other's is."""
    text = f"---\nperson: 龘靐齉\nconsent: {UNDER}\n---\n## 龘靐齉\n\nHello.\n"
    page = wiki.write("interviews/a.md", text).build(edition=PUBLIC).page("/interviews/robin-field/")
    assert [("robin-field", "Robin Field")] == [
        (heading.attributes.get("id"), heading.text()) for heading in page.css(".prose h2")
    ]


@pytest.mark.parametrize("heading", [NAME, f"How {NAME} works", "About zqxvdana  zqxvrivera", f"*{NAME}*"])
@pytest.mark.parametrize("path", ["interviews/b.md", "guides/b.md"])
def test_a_heading_that_is_the_name_says_the_stand_in(wiki: TinyWiki, heading: str, path: str) -> None:
    """In its id as well, and in links to it."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", f"## {heading}\n\n[[#{heading}]]"))
    front = "---\nperson: Sam Okafor\nconsent: public\n---\n" if path.startswith("interviews") else ""
    built = wiki.write(path, f"{front}## {heading}\n\n[[#{heading}]] [[a#{heading}]]\n").build(edition=PUBLIC)
    assert (set(), set()) == (canaries_in(built), leaks(built))
    assert "Robin Field" in built.text("/interviews/robin-field/")


def test_a_real_name_in_a_guide_is_told_by_its_stand_in(wiki: TinyWiki) -> None:
    """Wherever prose has the whole name."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello."))
    built = wiki.write("guides/a.md", f"---\nsummary: By {NAME}\n---\nAs {NAME} says.").build(edition=PUBLIC)
    assert (set(), set(), True) == (
        canaries_in(built),
        leaks(built),
        "As Robin Field says." in built.text("/guides/a/"),
    )


@pytest.mark.parametrize(
    "text", ["As Zqxvrivera says.", "Zqxvdana's way", "zqxvdana.zqxvrivera@example.org", "ZqxvdanaZqxvrivera"]
)
def test_a_part_of_a_real_name_in_a_guide_stops_the_build(wiki: TinyWiki, text: str) -> None:
    """What the door does not know to replace, the leak check finds."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello."))
    built = wiki.write("guides/a.md", text).build(edition=PUBLIC)
    assert ({}, True) == (built.files(), "guides/a/index.html" in leaks(built))


@pytest.mark.parametrize(
    ("said", "withheld", "is_private"),
    [
        ("path: ['PhD @ State University (2010–2015)', 'Analyst, Zqxvcorp (2015–2018)']", "path.organization", True),
        ("path: ['Analyst | Zqxvcorp']", "path.organization", True),
        ("path: [{position: Analyst @ Zqxvcorp, start: 2012}]", "path.organization", True),
        ("role: Analyst, Zqxvcorp", "organization", True),
        ("path: ['Analyst, policy']", "path.organization, path.position", False),
        ("path: ['Policy analyst', 'Analyst, policy @ Zqxvcorp']", "path.organization", False),
        ("role: Director, Policy\norganization: Zqxvcorp", "organization", False),
    ],
)
def test_an_organization_that_is_withheld_may_stand_with_a_position(
    wiki: TinyWiki, said: str, withheld: str, is_private: bool
) -> None:
    """Where it cannot be told whether it does, the note is private, and its author hears why."""
    consent = f"consent: {{audience: public, withhold: [{withheld}]}}"
    built = wiki.write("interviews/a.md", f"---\nperson: Dana\n{said}\n{consent}\n---\nHello.\n").build(edition=PUBLIC)
    told = [found.message for found in built.report.diagnostics if found.code is Code.BAD_CONSENT]
    assert (set(), is_private, is_private) == (canaries_in(built), built.report.published == 0, bool(told))


@pytest.mark.parametrize(
    "note",
    [
        "Follow up with #people/zqxvrivera soon.",
        "#zqxvrivera and all.",
        "---\ntags: [zqxvrivera]\n---\n",
        "---\ntags: [contacts/zqxvdana-zqxvrivera]\n---\n",
    ],
)
def test_a_tag_called_after_somebody_makes_nobody_known(wiki: TinyWiki, note: str) -> None:
    """Nor does a page or a term that is."""
    wiki.write("interviews/a.md", dana("consent: private")).write("about.md", note)
    built = wiki.write("guides/a.md", "Zqxvrivera told me so.").build(edition=PUBLIC)
    assert ({}, True) == (built.files(), "guides/a/index.html" in leaks(built))


@pytest.mark.parametrize("address", ["@zqxvrivera", "lab.edu/~zqxvrivera/", "info@zqxvrivera.org", "zqxvrivera.py"])
def test_a_name_within_an_address_makes_it_no_ordinary_word(wiki: TinyWiki, address: str) -> None:
    """Addresses and handles are written small whatever they mean."""
    wiki.write("interviews/a.md", dana("consent: private"))
    wiki.write("about.md", f"See {address} for more.").write("guides/a.md", "Zqxvrivera told me so.")
    built = wiki.build(edition=PUBLIC)
    assert ({}, True) == (built.files(), "guides/a/index.html" in leaks(built))


@pytest.mark.parametrize(
    ("person", "text"),
    [
        ("Georgia White", "Ask Georgia at the desk."),
        ("Georgia White", "Dr. White was kind."),
        ("Georgia White", "![Georgia](x.png)"),
        ("April Strong", "As April says, it pays."),
        ("April Strong", "I was introduced by April."),
        ("Mark Self", "Self said so."),
    ],
)
@pytest.mark.parametrize("path", ["interviews/a.md", "about.md"])
def test_a_name_that_is_a_word_of_the_theme_or_a_month_is_a_name_all_the_same(
    wiki: TinyWiki, person: str, text: str, path: str
) -> None:
    """A type face, a colour, a tag or a month in a page's markup or dates tells nothing; in a sentence it does."""
    keys = f"person: {person}\nconsent: {UNDER}\ndate: 2026-04-14\npath: [Chemist @ Lab (May 2012–June 2018)]"
    quiet = f"---\n{keys}\n---\nIn April, by the end of June, and since May 2020, **much** `code`.\n"
    built = wiki.write("interviews/a.md", quiet).build(edition=PUBLIC)
    assert (set(), True) == (leaks(built), bool(built.files()))
    front = f"---\n{keys}\n---\n" if path == "interviews/a.md" else ""
    assert leaks(wiki.write(path, f"{front}{text}\n").build(edition=PUBLIC))


def test_whoever_is_called_like_a_word_of_the_theme_can_be_hidden(wiki: TinyWiki) -> None:
    """Every word of the markup is a name in turn, and no page tells it."""
    for number, word in enumerate(sorted({word.capitalize() for word in words_of_markup()})):
        person = f"Qz{chr(97 + number % 26)}v{chr(97 + number // 26)} {word}"
        wiki.write(
            f"interviews/{number}.md", f"---\nperson: {person}\nconsent: {{audience: public, name: P {number}}}\n---\n"
        )
    built = wiki.settings('base_url = "https://wiki.test/"\n').build(edition=PUBLIC)
    assert (set(), True) == (leaks(built), "interviews/p-0/index.html" in built.files())


@pytest.mark.parametrize(
    ("organization", "text"),
    [("Apple", "at Apple now"), ("Meta", "Meta is fine"), ("WHO", "at WHO"), ("ITS", "with ITS")],
)
def test_an_employer_that_is_a_word_of_the_theme_is_found(wiki: TinyWiki, organization: str, text: str) -> None:
    """Withheld is withheld."""
    keys = f"organization: {organization}\nconsent: {{audience: public, withhold: [organization]}}"
    assert set() == leaks(wiki.write("interviews/a.md", f"---\nperson: Dana\n{keys}\n---\n").build(edition=PUBLIC))
    assert leaks(wiki.write("interviews/a.md", f"---\nperson: Dana\n{keys}\n---\n{text}\n").build(edition=PUBLIC))


def test_a_passage_is_not_known_by_an_older_copy_of_its_note(wiki: TinyWiki) -> None:
    """A program that syncs keeps a second copy of a note; what has become a passage since stands openly in it."""
    said = "She is leaving soon for another job in Berlin."
    wiki.write("interviews/a 2.md", dana("consent: public", said))
    built = wiki.write("interviews/a.md", dana("consent: public", f":::private\n{said}\n:::\n")).build(edition=PUBLIC)
    assert ({}, {Code.LEAK}) == (built.files(), set(built.codes()))
    other = dana("consent: public", said).replace(NAME, "Somebody Else")
    built = wiki.remove("interviews/a 2.md").write("interviews/b.md", other).build(edition=PUBLIC)
    assert [] == built.codes()


@pytest.mark.parametrize(
    ("settings", "keys"),
    [
        ("", "tags: [career paths]"),
        ('title = "Science policy careers"', "fields: [Science policy]"),
        ('description = "Talks by students of Coastal University"', "organization: Coastal University"),
        ('base_url = "https://careers.coastal-university.edu/wiki"', "organization: Coastal University"),
        ('author = "Dana Rivera"', "role: Chemist"),
    ],
)
def test_what_the_settings_say_is_no_leak(wiki: TinyWiki, settings: str, keys: str) -> None:
    """The owner has put it on every page."""
    wiki.settings(settings).write(
        "interviews/a.md", f"---\nperson: Dana Rivera\nconsent: private\n{keys}\n---\nHello.\n"
    )
    built = wiki.write("about.md", "Hello.\n").build(edition=PUBLIC)
    assert ([], True) == (built.codes(), "about/index.html" in built.files())


@pytest.mark.parametrize(
    ("own", "settings", "leaking"),
    [("[Zqxvrivera]", "", True), ("[]", '[consent]\nallow = ["Zqxvrivera"]\n', False)],
)
def test_what_one_person_allows_is_a_secret_of_another(wiki: TinyWiki, own: str, settings: str, leaking: bool) -> None:
    """A note's word counts for its own person, the wiki's for everybody."""
    consent = f"consent: {{audience: public, name: Robin Field, allow: {own}}}"
    wiki.write("interviews/a.md", dana(consent, "Hello.")).settings(settings)
    wiki.write("interviews/b.md", "---\nperson: Sam Zqxvrivera\nconsent: private\n---\nHello.\n")
    built = wiki.write("guides/a.md", "Ask Zqxvrivera.").build(edition=PUBLIC)
    assert leaking == ("guides/a/index.html" in leaks(built))


def test_what_a_stand_in_says_is_no_secret(wiki: TinyWiki) -> None:
    """Though it is what somebody hidden does, too."""
    wiki.write("interviews/program-officer.md", "---\nperson: Ann One\nrole: Program officer\nconsent: private\n---\n")
    under = "consent: {audience: public, name: A program officer at an agency}"
    built = wiki.write("interviews/b.md", f"---\nperson: Bo Two\n{under}\n---\nHello.\n").build(edition=PUBLIC)
    assert ([], 1) == (built.codes(), built.report.published)


@pytest.mark.parametrize(
    "contact",
    [
        *("Graduate Career Consortium", "My roommate", "friend of the family", "Slack", "Versatile PhD", "LinkedIn"),
        *("Alumni network event", "my advisor", "my dad", "my friend who works there", "LinkedIn Cold Message"),
        *("Graduate Career Alumni", "Versatile Consortium conference", "LinkedIn: message", "my friend (LinkedIn)"),
        *(
            "my family friend",
            "my friend from graduate school",
            "my lab (Graduate Career)",
            "a friend in family policy",
        ),
        *(
            "a friend at Consortium",
            "my advisor on LinkedIn",
            "LinkedIn/Email",
            "Alumni Career Day",
            "my dean's office",
        ),
    ],
)
def test_a_contact_that_is_no_person_is_no_secret(wiki: TinyWiki, contact: str) -> None:
    """Its words may stand anywhere."""
    wiki.write("interviews/a.md", f'---\nperson: Ann One\nconsent: public\nreferred_by: ["{contact}"]\n---\nHello.\n')
    built = wiki.write("about.md", "My Graduate Career, a Family Friend, Versatile Consortium. Cold Message.\n").build(
        edition=PUBLIC
    )
    assert [] == built.codes()


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        ("An Nguyen", "An Nguyen"),
        ("My Tran", "My Tran"),
        ("Jane Quillmore PhD", "Jane Quillmore"),
        ("Jane Quillmore, PhD", "Jane Quillmore"),
        ("Sam Quillmore, advisor", "Sam Quillmore"),
        ("Advisor Sam Quillmore", "Sam Quillmore"),
        ("Quillmore via LinkedIn", "Quillmore"),
        ("Paul Slack", "Paul Slack"),
        ("David Quillmore", "David"),
        ("Ada Okonkwo LinkedIn", "Ada Okonkwo"),
        ("LinkedIn Ada Okonkwo", "Ada Okonkwo"),
        ("Alumni Ada Okonkwo", "Ada Okonkwo"),
        ("Alumni Ada Okonkwo (LinkedIn)", "Ada Okonkwo"),
        ("my friend ada okonkwo", "Ada Okonkwo"),
        ("my friend Ada Okonkwo LinkedIn", "Ada Okonkwo"),
        ("my advisor Okonkwo", "Okonkwo"),
        ("my advisor Dr. Okonkwo", "Okonkwo"),
        ("my advisor, Okonkwo", "Okonkwo"),
        ("my advisor (Okonkwo)", "Okonkwo"),
        ("LinkedIn: Okonkwo", "Okonkwo"),
        ("LinkedIn message: Okonkwo", "Okonkwo"),
        ("my advisor Okonkwo via LinkedIn", "Okonkwo"),
    ],
)
def test_a_contact_is_a_person_whatever_stands_beside_the_name(wiki: TinyWiki, contact: str, name: str) -> None:
    """A degree, a post or a way makes nobody of them, nor does a first name that is an English word."""
    wiki.write("interviews/a.md", f'---\nperson: Ann One\nconsent: public\nreferred_by: ["{contact}"]\n---\nHello.\n')
    built = wiki.write("about.md", f"Thanks to {name}!\n").build(edition=PUBLIC)
    assert ({}, {Code.LEAK}) == (built.files(), set(built.codes()))


@pytest.mark.parametrize(
    ("name", "consent", "leaks"),
    [
        ("David Quillmore", "private", False),
        ("Ottoline Quillmore", "private", True),
        ("David Quillmore", "{audience: public, name: A chemist}", True),
    ],
)
def test_a_frequent_first_name_is_no_secret_by_itself(wiki: TinyWiki, name: str, consent: str, *, leaks: bool) -> None:
    """There are many of that name; but under a stand-in, it may be the one who is speaking."""
    wiki.write("interviews/a.md", f"---\nperson: {name}\nconsent: {consent}\n---\nHello.\n")
    wiki.write("interviews/b.md", f"---\nperson: Bo Two\nconsent: public\n---\nMy manager, {name.split()[0]}, left.\n")
    assert leaks is (Code.LEAK in wiki.build(edition=PUBLIC).codes())


def test_words_of_the_wiki_s_own_title_are_no_leak(wiki: TinyWiki) -> None:
    """Many a university is also somebody's last name; the owner has put it on every page."""
    wiki.settings('title = "Duke career paths"\nauthor = "Pat Taylor"')
    for name in ("Ruth Duke", "Sam Taylor"):
        wiki.write(f"interviews/{name}.md", f"---\nperson: {name}\nconsent: private\n---\nHello.\n")
    built = wiki.build(edition=PUBLIC)
    assert ([], True) == (built.codes(), "index.html" in built.files())


def test_whoever_withholds_a_name_is_told_which_key_holds_it(wiki: TinyWiki) -> None:
    """In the front matter a name is a person; `name` is the stand-in."""
    built = wiki.write("interviews/a.md", dana("consent: {audience: public, withhold: [name]}")).build(edition=PUBLIC)
    assert "`person`" in built.only(Code.BAD_CONSENT).hint
    assert set() == canaries_in(built)


def test_the_real_name_of_somebody_hidden_in_a_guide_stops_the_build(wiki: TinyWiki) -> None:
    """There is nothing to say instead, so the author has to."""
    built = wiki.write("interviews/a.md", dana("")).write("guides/a.md", f"As {NAME} says.").build(edition=PUBLIC)
    found = built.only(Code.LEAK)
    assert ({}, True, True) == (built.files(), NAME in found.message, "interviews/a.md" in found.message)
    assert found.hint.startswith("It stands on the page of guides/a.md. ")


@pytest.mark.parametrize(
    "front",
    [
        "person\uff1a%s",
        "title: A\nperson: x\nconsent\uff1aprivate",
        "\u00a0consent: private\nperson: %s",
        "title: %s\nreferred_by: Sam",
        "title: %s\ncareer_path: Research",
        "title: %s\npath:\n- Analyst @ Acme (2019–)",
        "title: %s\npath: [{position: Analyst}]",
    ],
)
def test_a_note_outside_of_interviews_that_tells_of_somebody_needs_consent(wiki: TinyWiki, front: str) -> None:
    """Wherever it lies, and whatever colon was typed: only an interview says how somebody got there."""
    front = front.replace("%s", "Dana Zqxvname")
    built = wiki.write("people/a.md", f"---\n{front}\n---\nZqxvprose\n").build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), "index.html" in built.files())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("people/a.md", f"# {NAME}\n\n---\nperson: {NAME}\nrole: X\n---\nZqxvprose\n"),
        ("people/a.md", f"<!-- template v2 -->\n---\ntitle: X\nperson: {NAME}\n---\nZqxvprose\n"),
        ("people/a.md", f"person:: {NAME}\n\nZqxvprose\n"),
        ("Interviews 2019/a.md", "Zqxvprose\n"),
        ("Interview Notes/a.md", "Zqxvprose\n"),
        ("2024/my-interviews_old/a.md", "Zqxvprose\n"),
        ("Transcripts/a.md", "Zqxvprose\n"),
        ("notes/Interview with Dana Rivera.md", "Zqxvprose\n"),
        ("a.md", "---\ntitle: “Coffee chat with Dana”\n---\nZqxvprose\n"),
        ("2024/a.md", "\n# 2026-03-14 Informational interview with Dana\n\nZqxvprose\n"),
        ("a.md", "---\ntitle: Coffee chat - Dana Rivera\n---\nZqxvprose\n"),
        ("2026-03-14 Call with Dana.md", "Zqxvprose\n"),
        ("a.md", "# Notes from my talk with Dana Rivera\n\nZqxvprose\n"),
        ("a.md", "---\ntags: [jobs, Interview]\n---\nZqxvprose\n"),
        ("a.md", "---\ntags: jobs, informational-interviews\n---\nZqxvprose\n"),
        ("people/a.md", f"---\nname: {NAME}\n---\nZqxvprose\n"),
        ("a.md", f"---\nname: Dr. {NAME}\nCompany: Works\n---\nZqxvprose\n"),
        ("a.md", f"---\nname: {NAME}\nrole: Analyst\n---\nZqxvprose\n"),
        ("a.md", "#interview #biotech\n\nZqxvprose\n"),
        ("a.md", "Met on Monday, #coffee-chat.\n\nZqxvprose\n"),
        ("a.md", "---\ntags: [interview/biotech]\n---\nZqxvprose\n"),
        ("a.md", '---\ntype: "[[Interview]]"\n---\nZqxvprose\n'),
        ("a.md", "---\ncategory: Informational interviews\n---\nZqxvprose\n"),
        ("a.md", f"- **Name**:: {NAME}\n- Company:: Works\n\nZqxvprose\n"),
        ("Interview Dana Rivera.md", "Zqxvprose\n"),
        ("Dana Rivera Interview.md", "Zqxvprose\n"),
        ("notes/interview_dana_rivera.md", "Zqxvprose\n"),
        ("Dana Rivera - Informational Interview.md", "Zqxvprose\n"),
        ("a.md", "# Info Interview - Dana Rivera\n\nZqxvprose\n"),
        ("Gespräch mit Dana.md", "Zqxvprose\n"),
        ("Entrevista con Dana.md", "Zqxvprose\n"),
    ],
)
def test_a_note_that_looks_like_an_interview_needs_consent(wiki: TinyWiki, path: str, text: str) -> None:
    """By the folder that it lies in, what it is called, or keys that are not where they belong or are none of ours."""
    built = wiki.write(path, text).build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), "index.html" in built.files())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Interview with Dana.md", "---\nkind: page\n---\nZqxvprose\n"),
        ("guides/Interview with confidence.md", "Zqxvprose\n"),
        ("Interview questions.md", "Zqxvprose\n"),
        ("a.md", "I had an interview with Zqxvprose.\n"),
        ("Interview - tips for the day.md", "Zqxvprose\n"),
        ("a.md", "# Talk to your adviser\n\nZqxvprose\n"),
        ("a.md", "---\ntags: [interviewing]\n---\nZqxvprose\n"),
        ("The Informational Interview.md", "Zqxvprose\n"),
        ("Interview Question Bank.md", "Zqxvprose\n"),
        ("interview-prep-guide.md", "Zqxvprose\n"),
        ("a.md", "# Interview people early\n\nZqxvprose\n"),
        ("a.md", "See /interview and page#interview.\n\nName:: Dana Rivera\n\nZqxvprose\n"),
        ("tools/a.md", "---\nname: Zotero\nposition: 3\n---\nZqxvprose\n"),
        ("a.md", "---\nname: Career Center\n---\nZqxvprose\n"),
        ("people/a.md", f"---\nname: {NAME}\nkind: page\n---\nZqxvprose\n"),
    ],
)
def test_a_page_that_only_speaks_of_interviews(wiki: TinyWiki, path: str, text: str) -> None:
    """Who says what a note is, is believed, and to write of interviews is none."""
    assert {"zqxvprose"} == canaries_in(wiki.write(path, text).build(edition=PUBLIC))


@pytest.mark.parametrize(
    ("said", "is_shown"),
    [
        ("<!-- consent: private -->", False),
        ("NO CONSENT", False),
        ("**Consent:** none so far", False),
        ("> Please do not share this.", False),
        ("_Confidential_", False),
        ("What is confidential stays so, she says.", True),
        ("## Consent\n\n- is asked for before I publish", True),
        ("I asked for consent: everybody does.", True),
    ],
)
def test_a_line_on_consent_is_heeded_where_the_wiki_s_default_would_decide(
    wiki: TinyWiki, said: str, is_shown: bool
) -> None:
    """What is published by default is only what says nothing of who may see it."""
    wiki.settings('[consent]\ndefault = "public"\n')
    wiki.write("interviews/a.md", f"---\nperson: Dana\n---\nHello.\n\n{said}\n\nZqxvprose\n")
    built = wiki.build(edition=PUBLIC)
    assert (is_shown, not is_shown) == ("zqxvprose" in canaries_in(built), Code.KEPT_PRIVATE in built.codes())


def test_a_name_under_another_key_is_the_person_s(wiki: TinyWiki) -> None:
    """A page that names who is called so in an interview that nobody has agreed to does not go out."""
    wiki.write("interviews/a.md", f"---\nname: {NAME}\n---\nHello.\n").write("b.md", f"I know {NAME}.\n")
    built = wiki.build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), Code.LEAK in built.codes())


def test_a_page_in_a_folder_that_sounds_like_interviews_is_told(wiki: TinyWiki) -> None:
    """It may be about them; who says what it is, is believed."""
    wiki.write("Interview tips/a.md", "Hello.\n").write("Interview tips/b.md", "---\nkind: page\n---\nHello.\n")
    wiki.write("Interview tips/c.md", dana("consent: public"))
    built = wiki.build(edition=PUBLIC)
    assert "Interview tips/a.md" == built.only(Code.MISSPELT_FOLDER).path
    assert [False, True, True] == [
        any(path.startswith(folder) for path in built.files())
        for folder in ("interviews/a", "interview-tips/b", "interviews/c")
    ]


@pytest.mark.parametrize(
    "front", ["title: About\npath: /about/", "title: About\npath: [a, b]", "title: About\ntags: [x]"]
)
def test_a_page_is_a_page(wiki: TinyWiki, front: str) -> None:
    """Other programs have a `path`, too."""
    built = wiki.write("people/a.md", f"---\n{front}\n---\nHello.\n").build(edition=PUBLIC)
    assert "people/a/index.html" in built.files()


@pytest.mark.parametrize(
    "line",
    ["private:: true", "- publish:: false", "(confidential:: yes)", "| Consent | private |", "| **consent** | `no` |"],
)
def test_keys_in_the_text_count_beside_front_matter(wiki: TinyWiki, line: str) -> None:
    """Some programs have a note's keys in its text, or show them as a table."""
    built = wiki.write("interviews/a.md", dana("consent: public", f"{line}\n\nZqxvprose\n")).build(edition=PUBLIC)
    assert (set(), "interviews/a.md") == (canaries_in(built), built.only(Code.BAD_CONSENT).path)


@pytest.mark.parametrize("space", ["\u00a0", "\u3000", "\u2009", "\u200b", "\ufeff", "\u00ad", " \u00a0"])
@pytest.mark.parametrize("block", [":::%sprivate\nZqxvpassage\n:::\n", ">%s[!private]\n> Zqxvpassage\n"])
def test_a_space_of_another_kind_opens_a_passage(wiki: TinyWiki, block: str, space: str) -> None:
    """Keyboards type spaces that look like any other, or are not seen at all."""
    built = wiki.write("interviews/a.md", dana("consent: public", f"Hello.\n\n{block % space}")).build(edition=PUBLIC)
    assert (True, False) == tuple(word in built.text("/interviews/a/") for word in ("Hello.", "Zqxvpassage"))


def shown(wiki: TinyWiki, text: str) -> tuple[bool, bool]:
    """Whether the page of a public note shows what stands before a text, and what is in it."""
    built = wiki.write("interviews/a.md", dana("consent: public", f"Hello.\n\n{text}\n")).build(edition=PUBLIC)
    page = built.text("/interviews/a/")
    return "Hello." in page, "Zqxvpassage" in page


@pytest.mark.parametrize(
    "opening",
    [
        '::: {.note title="a: b" .private}',
        ":::note private",
        "::: {.note .private}",
        "::: {#x .private}",
        ":::note {class=private}",
        ":::note[A title]{.private}",
        ":::[private]",
        ":::(Private)",
        ":::off-the-record",
        ":::off the record",
        ":::please do not share",
        ":::note not for the web",
        ":::just for me",
        ":::for the cohort only",
        ":::vertraulich",
        ":::withheld",
        ":::note\n::: {.private}",
    ],
)
def test_an_audience_among_a_block_s_names_makes_it_a_passage(wiki: TinyWiki, opening: str) -> None:
    """Pandoc and Quarto write classes in braces; others put a second word after the first."""
    assert (True, False) == shown(wiki, f"{opening}\nZqxvpassage\n:::")


@pytest.mark.parametrize(
    "marker",
    [
        *("private note", "cohort only", "private/cohort", "note private", "note|private", "off the record", "draft"),
        *("not public", "confidental", "offtherecord", "pvt"),
    ],
)
def test_a_callout_whose_marker_has_several_words_is_a_passage(wiki: TinyWiki, marker: str) -> None:
    """One word among them is enough, and one that is nearly so."""
    assert (True, False) == shown(wiki, f"> [!{marker}]\n> Zqxvpassage")


@pytest.mark.parametrize(
    "text",
    [
        ":::private\n:::\nZqxvpassage",
        ":::private\nA\n:::\n\nB\n\n:::\nZqxvpassage\n:::",
        ":::private\na\n    :::\n\nZqxvpassage\n:::",
        ":::private\n- a\n  :::\n- Zqxvpassage\n:::",
        ":::private\n<div>\n:::\n</div>\nZqxvpassage\n:::",
        ":::private\n$$\n:::\n$$\nZqxvpassage\n:::",
    ],
)
def test_a_passage_of_which_the_end_cannot_be_told_goes_on(wiki: TinyWiki, text: str) -> None:
    """A line that closes nothing, or a passage without anything in it: something went wrong, so the rest is private."""
    built = wiki.write("interviews/a.md", dana("consent: public", f"Hello.\n\n{text}\n")).build(edition=PUBLIC)
    assert (True, False) == tuple(word in built.text("/interviews/a/") for word in ("Hello.", "Zqxvpassage"))
    assert "cannot be told" in built.only(Code.UNCLOSED_CONTAINER).message


@pytest.mark.parametrize(
    "text",
    [
        ":::private\n%% later %%\n:::\n\nZqxvpassage",
        ":::private\na\n:::\n\n```\n:::\n```\n\nZqxvpassage",
        ":::note\n:::private\na\n:::\n:::\n\nZqxvpassage",
        ":::private\na\n\n:::note\nb\n:::\n:::\nZqxvpassage",
    ],
)
def test_a_passage_that_ends_ends(wiki: TinyWiki, text: str) -> None:
    """What follows is for all."""
    assert (True, True) == shown(wiki, text)


@pytest.mark.parametrize(
    "text",
    [
        "<p hidden>Zqxvpassage</p>",
        'Well, <span style="display:none">Zqxvpassage</span>',
        "<div class='note private'>\n\nZqxvpassage\n\n</div>",
        "!!! private\n    Zqxvpassage",
        "+++private\nZqxvpassage\n+++",
        "{{< private >}}Zqxvpassage{{< /private >}}",
        "## Plans {.private}\n\nZqxvpassage",
        "### Cohort only\n\nZqxvpassage",
        "## Salary (for the cohort only)\n\nZqxvpassage",
        "**Cohort only:** Zqxvpassage",
        "<private>Zqxvpassage</private>",
        "```{private}\nZqxvpassage\n```",
        "> \\[!private]\n> Zqxvpassage",
        "> [!note] Private\n> Zqxvpassage",
        "> [!warning] Do not publish!\n> Zqxvpassage",
        "<details>\n<summary><b>Private notes</b></summary>\n\nZqxvpassage\n\n</details>",
        "<details><summary>For the cohort only</summary>Zqxvpassage</details>",
    ],
)
def test_what_is_hidden_where_it_is_written_is_not_shown(wiki: TinyWiki, text: str) -> None:
    """The author does not see it, or has said whom it is for in another program's way."""
    assert (True, False) == shown(wiki, text)


@pytest.mark.parametrize(
    "comment",
    [
        *("<!\u2014 %s \u2014>", "<!\u2013 %s \u2013>", "<! -- %s -->", "<!- %s ->", "<!\u2014 %s"),
        "<!\u2014\n%s\n\nx \u2014>",
    ],
)
@pytest.mark.parametrize("before", ["", "Well, "])
def test_a_comment_with_dashes_is_a_comment(wiki: TinyWiki, before: str, comment: str) -> None:
    """Telephones make one dash of two hyphens."""
    assert (True, False) == shown(wiki, f"{before}{comment % 'Zqxvpassage'}")


def test_a_comment_with_dashes_that_never_ends_is_told(wiki: TinyWiki) -> None:
    """As one with hyphens is: all that follows is hidden."""
    built = wiki.write("a.md", "Hello.\n\nWell, <!\u2014 so\n\nZqxvpassage\n").build(edition=PUBLIC)
    assert ("a.md", set()) == (built.only(Code.UNCLOSED_COMMENT).path, canaries_in(built))


@pytest.mark.parametrize(
    "text",
    [
        "In HTML, `<p hidden>` hides, and `<b class=private>` does not. Zqxvpassage",
        "```html\n<p hidden>\n```\n\nZqxvpassage",
        "> [!note] Private sector pay\n> Zqxvpassage",
        "<details><summary>Private sector pay</summary>Zqxvpassage</details>",
        '<p aria-hidden="true">Zqxvpassage</p>',
        '<p style="overflow: hidden">Zqxvpassage</p>',
    ],
)
def test_what_is_seen_where_it_is_written_is_shown(wiki: TinyWiki, text: str) -> None:
    """Other words with "hidden" in them hide nothing."""
    assert (True, True) == shown(wiki, text)


@pytest.mark.parametrize(
    "body",
    [
        "---\nconsent: private\n---\nHello.",
        "---\nconsent:\n  audience: public\n  name: A chemist\n---\nHello.",
        "---\npublish: false\n---\nHello.",
        "Consent: private\n\nHello.",
        "**Consent:** cohort only, not public\n\nHello.",
    ],
)
def test_a_second_word_on_consent_makes_a_note_private(wiki: TinyWiki, body: str) -> None:
    """Some programs add a block of keys of their own; which of the two words counts cannot be told."""
    built = wiki.write("interviews/a.md", dana("consent: public", body)).build(edition=PUBLIC)
    assert (set(), "interviews/a.md") == (canaries_in(built), built.only(Code.BAD_CONSENT).path)


def test_comments_in_front_matter_are_in_no_edition(wiki: TinyWiki) -> None:
    """A summary is text like any other; two signs on other lines are no comment, for consent may stand between them."""
    keys = (
        'consent: public\nrole: Chemist %%zqxvask%%\nsummary: "Half %%zqxvask her%% of it"\nskills: [a, %%zqxvask%% b]'
    )
    built = wiki.write("interviews/a.md", f"---\nperson: Ann One\n{keys}\n---\nHello.\n").build()
    assert (set(), True) == (canaries_in(built), "Half of it" in built.text("/interviews/a/"))
    wiki.settings('[consent]\ndefault = "public"')
    keys = "summary: 50%% more\nconsent: private\nrole: 20%% less"
    built = wiki.write("interviews/a.md", f"---\nperson: Ann One\n{keys}\n---\nHello.\n").build(edition=PUBLIC)
    assert 0 == built.report.published


@pytest.mark.parametrize("keys", ["meta: {consent: private}", "history:\n- consent: private"])
def test_consent_within_another_key_makes_a_note_private(wiki: TinyWiki, keys: str) -> None:
    """Also beside one that is public."""
    built = wiki.write("interviews/a.md", dana(f"consent: public\n{keys}")).build(edition=PUBLIC)
    assert (set(), "interviews/a.md") == (canaries_in(built), built.only(Code.BAD_CONSENT).path)


@pytest.mark.parametrize("part", ['withhold: [""]', "withhold:\n  -", "withhold:\n  - #organization", "name: []"])
def test_a_part_of_consent_left_empty_makes_a_note_private(wiki: TinyWiki, part: str) -> None:
    """As a list, too: what was to be written there is missing."""
    consent = "consent:\n  audience: public\n" + textwrap.indent(part, "  ")
    built = wiki.write("interviews/a.md", dana(consent)).build(edition=PUBLIC)
    assert (set(), Code.BAD_CONSENT) == (canaries_in(built), built.report.diagnostics[0].code)


@pytest.mark.parametrize("opening", [":::tip What to do in private", "::: {.note #a}", ":::note[A private word]"])
def test_a_block_s_title_makes_no_passage(wiki: TinyWiki, opening: str) -> None:
    """A title may speak of what is private."""
    assert (True, True) == shown(wiki, f"{opening}\nZqxvpassage\n:::")


@pytest.mark.parametrize("marker", ["[\uff01private]", "[ !private]", "[!off-the-record]"])
def test_a_callout_s_marker_may_be_typed_otherwise(wiki: TinyWiki, marker: str) -> None:
    """Keyboards for Chinese type a wide mark."""
    assert (True, False) == shown(wiki, f"> {marker}\n> Zqxvpassage")


@pytest.mark.parametrize(
    "line",
    [
        "consent_name: A chemist",
        "consent withhold: [organization]",
        "consent_expires: 2020-01-01",
        "consent.audience: private",
        "given: 2099-01-01",
        "embargo: 2099-01-01",
        "hide: [organization]",
        "display_name: A chemist",
        "expiryDate: 2020-01-01",
    ],
)
@pytest.mark.parametrize("consent", ["consent: public\n", ""])
def test_a_part_of_consent_at_the_left_margin_makes_a_note_private(wiki: TinyWiki, consent: str, line: str) -> None:
    """Some programs cannot edit keys within keys, so people write them in one word."""
    wiki.settings('[consent]\ndefault = "public"')
    built = wiki.write("interviews/a.md", dana(f"{consent}{line}")).build(edition=PUBLIC)
    assert (set(), "interviews/a.md") == (canaries_in(built), built.only(Code.BAD_CONSENT).path)


def test_a_private_folder_holds_back_pages_and_terms_too(wiki: TinyWiki) -> None:
    """Whoever says so of a folder speaks of everything in it; a note's own word counts all the same."""
    wiki.settings('[consent]\nfolders = {"people" = "private"}')
    wiki.write("people/a.md", "Zqxvpassage\n").write("people/b.md", "---\nconsent: public\n---\nHello.\n")
    built = wiki.write("people/fields/c.md", "---\nkind: term\ntaxonomy: fields\n---\nZqxvpassage\n").build(
        edition=PUBLIC
    )
    assert (False, True, False) == tuple(
        any(path.startswith(folder) for path in built.files()) for folder in ("people/a", "interviews/b", "fields/c")
    )
    assert not any(b"Zqxvpassage" in data for data in built.files().values())


@pytest.mark.parametrize(
    ("ignore", "is_built"), [('"Drafts/"', True), ('["DRAFTS/"]', True), ('["content/drafts/"]', False)]
)
def test_what_is_to_be_ignored_is(wiki: TinyWiki, ignore: str, *, is_built: bool) -> None:
    """Whatever its case, and without a list; a pattern that can mean nothing stops the build."""
    wiki.settings(f"ignore = {ignore}").write("drafts/a.md", "Zqxvprose\n").write("about.md", "Hello.\n")
    built = wiki.build(edition=PUBLIC)
    assert (set(), is_built) == (canaries_in(built), "about/index.html" in built.files())


def test_a_file_of_a_private_folder_goes_out_only_with_a_note_of_that_folder(wiki: TinyWiki) -> None:
    """A page elsewhere may use it by mistake; a note beside it has been asked."""
    wiki.settings('[consent]\nfolders = {"people" = "private"}')
    wiki.write("people/zqxvfile.txt", "Hello.\n").write("about.md", "# About\n\n![[zqxvfile.txt]]\n")
    built = wiki.build(edition=PUBLIC)
    assert not any("zqxvfile" in path for path in built.files())
    built = wiki.write("people/a.md", dana("consent: public", "![[zqxvfile.txt]]")).build(edition=PUBLIC)
    assert any("zqxvfile" in path for path in built.files())


def test_a_public_folder_that_is_not_there_opens_nothing(wiki: TinyWiki) -> None:
    """Whom it was meant for cannot be told, so no default holds; the rest is built."""
    wiki.settings('[consent]\ndefault = "public"\nfolders = {"alumni" = "public"}')
    built = wiki.write("interviews/a.md", dana("", "Hello.")).write("guides/a.md", "Hello.\n").build(edition=PUBLIC)
    assert (0, True, "alumni") == (
        built.report.published,
        "guides/a/index.html" in built.files(),
        built.only(Code.BAD_SETTINGS).message.split("“")[1].split("”")[0],
    )


@pytest.mark.parametrize("audience", ["private", "cohort"])
def test_a_narrow_folder_that_is_not_there_stops_the_build(wiki: TinyWiki, audience: str) -> None:
    """It may have been renamed: what lies in it would go out."""
    wiki.settings(f'[consent]\nfolders = {{"poeple" = "{audience}"}}')
    built = wiki.write("people/a.md", "Hello.\n").build(edition=PUBLIC)
    assert ({}, "poeple") == (built.files(), built.only(Code.SETTINGS_IN_DOUBT).message.split("“")[1].split("”")[0])


@pytest.mark.parametrize(
    "settings",
    ['default = "publik"\nfolders = {"people" = "cohort"}', 'folders = {"people" = "cohort", "gone" = "public"}'],
)
def test_a_mistake_elsewhere_leaves_a_narrow_folder_shut(wiki: TinyWiki, settings: str) -> None:
    """Pages in it are nobody's interviews, so no default would hold them back."""
    wiki.settings(f"[consent]\n{settings}").write("people/a.md", "Zqxvprose\n").write("about.md", "Hello.\n")
    built = wiki.build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), "about/index.html" in built.files())


BROKEN = f"---\nperson: {NAME}\nrole: Editor: books\n%s---\nHello.\n"


@pytest.mark.parametrize(
    "line",
    [
        "summary: Likes it. <!-- zqxvprose, private -->",
        "role: Analyst<!--zqxvprose-->",
        'skills: ["a <!-- zqxvprose --> b"]',
    ],
)
def test_an_html_comment_in_front_matter_is_in_no_edition(wiki: TinyWiki, line: str) -> None:
    """As in the text."""
    built = wiki.write("interviews/a.md", f"---\nperson: Dana\n{line}\nconsent: public\n---\nHello.\n").build()
    assert (set(), []) == (canaries_in(built), built.codes())


@pytest.mark.parametrize("consent", ["public <!-- not yet -->", "\n  audience: public <!-- from June -->"])
def test_an_html_comment_beside_consent_makes_it_unreadable(wiki: TinyWiki, consent: str) -> None:
    """It may take back what stands beside it."""
    built = wiki.write("interviews/a.md", dana(f"consent: {consent}")).build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), Code.BAD_CONSENT in built.codes())


def test_one_slip_in_front_matter_does_not_stop_a_wiki_that_is_public(wiki: TinyWiki) -> None:
    """Where nothing is said of consent, the wiki's default holds, so what others say of the person is no leak."""
    wiki.settings('[consent]\ndefault = "public"')
    built = wiki.write("interviews/a.md", BROKEN % "").write("guides/a.md", f"As {NAME} says.").build(edition=PUBLIC)
    assert ({Code.BAD_YAML}, True) == (
        {found.code for found in built.report.diagnostics if found.severity is Severity.ERROR},
        "guides/a/index.html" in built.files(),
    )


@pytest.mark.parametrize(
    "line",
    [
        "consent: private",
        "cosent: private",
        "consent private",
        "# not public",
        "audience: me",
        "draft: true",
        "vis: Hidden",
    ],
)
def test_a_slip_in_front_matter_that_may_hide_a_refusal_is_one(wiki: TinyWiki, line: str) -> None:
    """Any word about who may see the note makes it private, and its names secret."""
    wiki.settings('[consent]\ndefault = "public"')
    wiki.write("interviews/a.md", BROKEN % f"{line}\n").write("guides/a.md", "They say hello.")
    assert set() == canaries_in(wiki.build(edition=PUBLIC))
    built = wiki.write("guides/a.md", f"As {NAME} says.").build(edition=PUBLIC, clean=True)
    assert "Mend the front matter of interviews/a.md first" in built.only(Code.LEAK).hint


def test_a_note_that_cannot_be_read_stops_the_build(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may say what another note must not: a file that is locked for a moment gives no name away."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello.")).write("about.md", f"As {NAME} says.")
    before = wiki.build(edition=PUBLIC).files()
    with monkeypatch.context() as locked:
        locked.setattr(collecting, "read_bytes", lambda content, path: _locked(content, path, "interviews/a.md"))
        wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "Hello again."))
        built = wiki.build(edition=PUBLIC)
        assert (before, True) == (built.files(), "nothing was published" in built.only(Code.UNREADABLE_FILE).message)
        assert wiki.build(edition=PRIVATE).report.pages
    assert "Hello again." in wiki.build(edition=PUBLIC).text("/interviews/robin-field/")


def test_a_note_that_goes_while_it_is_read_stops_nothing(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> None:
    """It hides nobody any more: the rest is published, and the author is told."""
    wiki.write("interviews/a.md", dana("consent: public", "Hello.")).write("interviews/b.md", "Gone.")
    monkeypatch.setattr(collecting, "read_bytes", _after_deleting_b)
    built = wiki.build(edition=PUBLIC)
    assert built.only(Code.UNREADABLE_FILE).path == "interviews/b.md"
    assert "Hello." in built.text("/interviews/a/")


def _after_deleting_b(content: Path, path: str) -> bytes | Diagnostic:
    if path == "interviews/b.md":
        (content / path).unlink()
    return read_bytes(content, path)


def _locked(content: Path, path: str, locked: str) -> bytes | Diagnostic:
    return Diagnostic(Code.UNREADABLE_FILE, path, "It is locked.") if path == locked else read_bytes(content, path)


# Consent that changes


@pytest.fixture
def public(wiki: TinyWiki) -> TinyWiki:
    """A wiki whose public edition shows Dana everywhere."""
    wiki.write("interviews/zqxvdana.md", dana(more="fields: [Zqxvfield]\nskills: [Zqxvskill]\nimage: zqxvface.jpg"))
    wiki.write("interviews/zqxvface.jpg", photo("x"))
    wiki.write(
        "interviews/sam.md",
        "---\nperson: Sam Okafor\nconsent: public\nreferred_by: '[[zqxvdana]]'\n---\n[[zqxvdana]]\n",
    )
    wiki.write("guides/a.md", "[[zqxvdana]], ![[zqxvdana]] and [them](../interviews/zqxvdana.md)")
    assert {"zqxvdana", "zqxvrivera", "zqxvprose", "zqxvfield", "zqxvskill", "zqxvface"} == canaries_in(
        wiki.build(edition=PUBLIC, date=DAY)
    )
    return wiki


@pytest.mark.parametrize(
    "consent", ["consent: private", "consent: cohort", "", "consent: {audience: public, expires: 2026-06-01}"]
)
def test_consent_that_is_withdrawn_takes_every_trace_along(public: TinyWiki, consent: str) -> None:
    """Pages, lists, links and pictures go on the next build, which says whose."""
    built = public.write(
        "interviews/zqxvdana.md", dana(consent, more="fields: [Zqxvfield]\nskills: [Zqxvskill]\nimage: zqxvface.jpg")
    ).build(edition=PUBLIC, date=DAY)
    assert (set(), ("interviews/zqxvdana.md",)) == (canaries_in(built), built.report.withdrawn)
    empty = [folder for folder in built.output.rglob("*") if folder.is_dir() and not any(folder.iterdir())]
    assert [] == empty


def test_a_note_that_is_deleted_leaves_no_trace(public: TinyWiki) -> None:
    """It is not called withdrawn, for it is no longer there to be named."""
    built = (
        public.remove("interviews/zqxvdana.md")
        .write("guides/a.md", "Hello.")
        .write("interviews/sam.md", SAM)
        .build(edition=PUBLIC)
    )
    assert (set(), ("interviews/sam.md",)) == (canaries_in(built), built.report.withdrawn)


def test_consent_that_is_narrowed_stays_in_the_narrower_edition(public: TinyWiki) -> None:
    """What is for the cohort is in its edition."""
    public.write("interviews/zqxvdana.md", dana("consent: cohort"))
    assert set() == canaries_in(public.build(edition=PUBLIC, date=DAY))
    assert {"zqxvdana", "zqxvrivera", "zqxvprose"} == canaries_in(public.build(edition=COHORT, date=DAY))


def test_consent_expires_on_its_day(wiki: TinyWiki) -> None:
    """No file has changed; the day of the build decides, and it alone."""
    wiki.write("interviews/zqxvdana.md", dana("consent: {audience: public, expires: 2026-06-16}"))
    days = [Date(2026, 6, 15), Date(2026, 6, 16), Date(2027), Date(2026, 6, 14)]
    shown = []
    for day in days:
        built = wiki.build(edition=PUBLIC, date=day)
        shown.append((bool(canaries_in(built)), built.report.withdrawn))
    gone = ("interviews/zqxvdana.md",)
    assert [(True, ()), (False, gone), (False, ()), (True, ())] == shown


def test_a_stand_in_that_comes_later_takes_the_name_along(public: TinyWiki) -> None:
    """The note is still there, under the new name alone."""
    built = public.write("interviews/zqxvdana.md", dana(f"consent: {UNDER}", "Hello.")).build(edition=PUBLIC, date=DAY)
    assert (set(), set(), (), 2) == (canaries_in(built), leaks(built), built.report.withdrawn, built.report.published)


@pytest.mark.parametrize(
    ("settings", "published"),
    [
        ("", 0),
        ('[consent]\ndefault = "public"', 2),
        ('[consent]\ndefault = "cohort"', 0),
        ('[consent]\nfolders = { "interviews/old" = "public" }', 1),
        ('[consent]\ndefault = "public"\nfolders = { "interviews/old" = "private" }', 1),
        ('[consent]\ndefault = "publik"', 0),
        ('[consent]\ndefault = "public"\ndefualt = "private"', 0),
    ],
)
def test_the_settings_say_what_holds_where_a_note_does_not(wiki: TinyWiki, settings: str, published: int) -> None:
    """For the wiki or for a folder; a mistake in them opens nothing, and what a note says always counts."""
    for number, path in enumerate(("interviews/a.md", "interviews/old/b.md", "interviews/c.md", "interviews/old/d.md")):
        consent = "consent: private" if number > 1 else ""
        wiki.write(path, f"---\nperson: Zqxv{'abcd'[number]} Zqxvname{'abcd'[number]}\n{consent}\n---\n")
    report = wiki.settings(settings).build(edition=PUBLIC).report
    assert (published, 2) == (report.published, report.unstated)


@pytest.mark.parametrize("written", [f"{NAME}’s", f"“{NAME}”", f"—{NAME}…", f"_{NAME}_", NAME.upper()])
def test_one_of_many_real_names_is_found_beside_any_sign(wiki: TinyWiki, written: str) -> None:
    """Where twenty people have a stand-in, a name with a quotation mark or an apostrophe at it is a name, too."""
    for number in range(20):
        consent = f"consent: {{audience: public, name: Somebody {chr(65 + number)}}}"
        wiki.write(
            f"interviews/{number}.md", f"---\nperson: Q{'abcdefghijklmnopqrst'[number] * 5} Person\n{consent}\n---\n"
        )
    wiki.write("interviews/dana.md", dana(f"consent: {UNDER}"))
    built = wiki.write("guides/a.md", f"Hello {written} again.").build(edition=PUBLIC)
    assert ({"zqxvprose"}, set()) == (canaries_in(built), leaks(built))


def test_check_tells_of_a_stand_in_that_is_none(wiki: TinyWiki) -> None:
    """What a public build would hold back is told without one, too."""
    wiki.write("interviews/a.md", dana(f"consent: {{audience: public, name: '{NAME} (a chemist)'}}"))
    assert [Code.BAD_CONSENT] == list(wiki.build(edition=PRIVATE, write=False).codes())


@pytest.mark.parametrize("second", ["Sam Okafor", NAME])
def test_two_may_have_the_same_stand_in(wiki: TinyWiki, second: str) -> None:
    """Two program officers are no mistake: each interview has an address, and nobody is asked to change anything."""
    wiki.write("interviews/a.md", dana(f"consent: {UNDER}", "One."))
    wiki.write("interviews/2019/b.md", dana(f"consent: {UNDER}", "Two.").replace(NAME, second))
    wiki.write("interviews/robin-field-2.md", "---\nperson: Robin\nconsent: public\n---\nThree.\n")
    built = wiki.build(edition=PUBLIC)
    assert [] == list(built.codes())
    texts = [built.text(f"/interviews/robin-field{number}/") for number in ("", "-2", "-3")]
    assert [True] * 3 == [any(said in text for text in texts) for said in ("One.", "Two.", "Three.")]
    assert "Three." in texts[1]


@pytest.mark.parametrize(
    ("folder", "is_there"), [("alumni", False), ("content/interviews/alumni", False), ("Interviews/Alumni", True)]
)
def test_default_for_a_folder_that_is_not_there_is_no_default(wiki: TinyWiki, folder: str, is_there: bool) -> None:
    """Whom it was meant for cannot be told, so nobody is published by default."""
    wiki.settings(f'[consent]\ndefault = "public"\nfolders = {{ "{folder}" = "private" }}\n')
    wiki.write("interviews/alumni/a.md", dana("")).write("interviews/b.md", "---\nperson: Bo\n---\nzqxvopen\n")
    built = wiki.build(edition=PUBLIC)
    assert ([] if is_there else [Code.SETTINGS_IN_DOUBT]) == list(built.codes())
    assert ({"zqxvopen"} if is_there else set()) == canaries_in(built)


@pytest.mark.parametrize("link", ["[[ines#Zqxvsalary]]", "![[ines#Zqxvsalary]]", "[[ines#^zqxvblock]]"])
def test_a_link_to_what_a_passage_holds_does_not_tell_of_it(wiki: TinyWiki, link: str) -> None:
    """Neither where the link stands nor in the list of who links."""
    passage = ":::private\n## Zqxvsalary\n\nMuch. ^zqxvblock\n:::"
    wiki.write("interviews/ines.md", f"---\nperson: Ines Vega\nconsent: public\n---\nHello.\n\n{passage}\n")
    built = wiki.write("guides/a.md", f"# A\n\nSee {link} there.\n").build(edition=PUBLIC)
    assert ("Ines Vega" in built.text("/guides/a/"), set()) == (True, canaries_in(built))


# What people and organizations are called


STAND_IN = 'person: "{}"\nconsent: {{audience: public, name: A program officer}}'
WITHHELD = "person: Sam Okafor\norganization: {}\nconsent: {{audience: public, withhold: [organization]}}"


@pytest.mark.parametrize(
    "called",
    [
        "Informational Interview - Dana Quillmore",
        "informational interview Dana Quillmore",
        "Coffee chat - Dana Quillmore",
        "Phone call: Dana Quillmore",
        "Career chat with Dana Quillmore about policy work at the agency",
        "Public Health - Dana Quillmore",
        "From bench to policy: Dana Quillmore",
        "Day in the life - Dana Quillmore",
        "Dana Quillmore Director of Policy Research at the Acme Institute",
    ],
)
@pytest.mark.parametrize("keys", ['title: "{}"\nconsent: private', 'person: "{}"\nconsent: private', STAND_IN])
def test_a_name_beside_what_it_was_about(wiki: TinyWiki, called: str, keys: str) -> None:
    """A file or a title often says what a conversation was about, before the name or after it."""
    wiki.write("interviews/a.md", f"---\n{keys.format(called)}\n---\nHi.\n")
    wiki.write("guides/a.md", "Dana Quillmore told me to call.\n")
    assert b"quillmore" not in all_it_holds(wiki.build(edition=PUBLIC).files())


def test_a_topic_in_a_title_is_no_name(wiki: TinyWiki) -> None:
    """It may be written by whoever is filed under it."""
    wiki.write("interviews/a.md", "---\ntitle: Public Health - Dana Quillmore\nconsent: private\n---\n")
    wiki.write(
        "interviews/b.md", "---\nperson: Sam Okafor\nfields: [Public health]\nconsent: public\n---\nPublic Health!\n"
    )
    assert set() == leaks(wiki.build(edition=PUBLIC))


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (WITHHELD.format('"Quillfoundry, Inc."'), "I joined Quillfoundry in 2019."),
        (WITHHELD.format("The Quillfoundry"), "At Quillfoundry we met."),
        (WITHHELD.format("Environmental Quill Agency (EQA)"), "I joined the Environmental Quill Agency."),
        (WITHHELD.format("Environmental Quill Agency (EQA)"), "The EQA pays well."),
        (WITHHELD.format('"Dept. of Chemistry, Quilluniv"'), "Quilluniv was fine."),
        (WITHHELD.format("CDC"), "I joined the CDC."),
        (STAND_IN.format("Amy Wu"), "**Amy:** Hello."),
        (STAND_IN.format("Amy Wu"), "Dr. Wu says hello."),
        (STAND_IN.format("Dee Quillmore") + "\naliases: [Dee]", "So says Dee."),
        (STAND_IN.format("Amy Chen"), "Write to amychen@example.org."),
        (STAND_IN.format("Amy Chen"), "She is @amychen there."),
    ],
)
def test_what_is_withheld_under_a_shorter_name(wiki: TinyWiki, keys: str, text: str) -> None:
    """Nobody says `Inc.`; and what is short is told by its capitals."""
    wiki.write("interviews/a.md", f"---\n{keys}\n---\n{text}\n")
    assert leaks(wiki.build(edition=PUBLIC))


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (WITHHELD.format("WHO"), "Those who call are heard."),
        (WITHHELD.format('"Quillfoundry, Inc."'), "Inc and Co are forms."),
        (STAND_IN.format("Al Wu"), "We met, et al; a wu-wei of sorts."),
        (STAND_IN.format("Ana Soto (was Out)"), "We were out. Out we went."),
        (STAND_IN.format("Ana Soto, formerly of Quillfoundry"), "She was at Quillfoundry."),
        (STAND_IN.format("Ana Soto, was at Quillfoundry"), "She was at Quillfoundry."),
        (STAND_IN.format("An van de Quillmore"), "An agency moved its van. De novo, and Van too."),
    ],
)
def test_words_that_only_look_like_it(wiki: TinyWiki, keys: str, text: str) -> None:
    """A word is no name because its letters are."""
    wiki.write("interviews/a.md", f"---\n{keys}\n---\n{text}\n")
    assert set() == leaks(wiki.build(edition=PUBLIC))


def test_a_file_called_after_somebody_in_one_word(wiki: TinyWiki) -> None:
    """Its address tells who they are."""
    wiki.write("files/amychen-cv.txt", "Degrees.\n")
    wiki.write("interviews/a.md", f"---\n{STAND_IN.format('Amy Chen')}\n---\n[CV](<files/amychen-cv.txt>)\n")
    assert leaks(wiki.build(edition=PUBLIC))


@pytest.mark.parametrize(
    ("person", "said"),
    [
        *((f"Adaeze Okonkwo, {word} Zimmer", "Zimmer") for word in ("née", "formerly", "geb.", "f/k/a", "was")),
        *(
            (f"Adaeze Okonkwo ({word} Zimmer)", "Zimmer")
            for word in ("née", "geb.", "geborene", "f/k/a", "a.k.a.", "was", "prev.", "maiden name", "z domu")
        ),
        ("Adaeze Okonkwo née Zimmer", "Adaeze Okonkwo"),
        ("Max Born Quill", "Ask Born."),
        ("Adaeze Okonkwo (real name is Ada Zimmer)", "Zimmer"),
        ("Adaeze Okonkwo (maiden name was ZIMMER)", "Zimmer"),
        ("Okonkwo, Adaeze, née Zimmer", "Adaeze Okonkwo"),
        ("Adaeze Okonkwo, née Zimmer and Sam Quill", "Sam Quill"),
        *(
            (f"Adaeze Okonkwo{nick}", "Addie")
            for nick in (' ("Addie")', ', "Addie"', " (“Addie”)", ", nicknamed „Addie“")
        ),
        ('Robert "Bob" Quillmore', "Everybody calls him Bob."),
        ("Robert “Bob” Quillmore", "Bob Quillmore"),
        ('Robert Quillmore, "Bob"', "Everybody calls him Bob."),
        ("Ana Soto (née Wu)", "Wu said so."),
    ],
)
def test_another_name_that_is_stated_is_one(wiki: TinyWiki, person: str, said: str) -> None:
    """Whatever the word before it, in parentheses, behind a comma or in quotes, and however short."""
    keys = f"---\nperson: '{person}'\nconsent: {{audience: public, name: A chemist}}\n---\n"
    assert set() == leaks(wiki.write("interviews/a.md", f"{keys}Hello.\n").build(edition=PUBLIC))
    assert leaks(wiki.write("interviews/a.md", f"{keys}{said}\n").build(edition=PUBLIC))


@pytest.mark.parametrize("person", ["Dana", "Dana Q."])
def test_a_last_name_that_only_the_file_has(wiki: TinyWiki, person: str) -> None:
    """`person` may hold but the first."""
    wiki.write("interviews/dana-quillmore.md", f"---\nperson: {person}\nconsent: private\n---\n")
    wiki.write("about.md", "Thanks to Ms. Quillmore!\n")
    assert b"quillmore" not in all_it_holds(wiki.build(edition=PUBLIC).files())


# Other ways to say no


@pytest.mark.parametrize(
    "keys",
    [
        *(
            "status: draft - waiting for OK",
            "status: pending approval",
            "visibility: cohort only",
            "audience: cohort only",
        ),
        *("publish: cohort only", "public: cohort", "publish: after graduation", "approved: waiting on her"),
        *(
            "embargo_until: 2099-01-01",
            "publish_after: 2099-01-01",
            "do_not_share: true",
            "do not name: true",
            "nda: true",
        ),
        *("can_share: no", "permission: none given", "use_real_name: no", "sensitivity: private", "unlisted: true"),
        *("tags: [draft, other]", "tags: private, interview", 'tags: "#private #interview"', "tags: [status/private]"),
        *("tags: [private/notes]",),
        *("tags: [off-the-record]", "Can publish: ❌", "real_name: Somebody Else"),
    ],
)
def test_a_no_beside_a_consent(wiki: TinyWiki, keys: str) -> None:
    """Whatever is no plain yes keeps the note private, and its author is told of the contradiction."""
    built = wiki.write("interviews/a.md", dana(f"consent: public\n{keys}")).build(edition=PUBLIC)
    assert ([], Code.BAD_CONSENT) == (pages_of_interviews(built), built.codes()[0])


@pytest.mark.parametrize(
    "keys",
    [
        *("status: evergreen", "status: in progress", "status: consent given", "published: 2026-03-14", "publish: yes"),
        *("share_link: https://example.org/private/not", "publisher: none", "permission: granted", "nda: false"),
        *("tags: [private-sector, drafting]", "release: spring", "audience: students"),
    ],
)
def test_words_beside_a_consent_that_are_no_no(wiki: TinyWiki, keys: str) -> None:
    """What other programs keep in a note is none of ours."""
    built = wiki.write("interviews/a.md", dana(f"consent: public\n{keys}")).build(edition=PUBLIC)
    assert 1 == len(pages_of_interviews(built))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "# Monday\n\n#private\n\nZqxvprose\n"),
        ("a.md", "- one\n- #Private Zqxvprose\n"),
        ("interviews/a.md", "---\nperson: Dana\nconsent: public\n---\n#private\n\nZqxvprose\n"),
        ("private/a.md", "Zqxvprose\n"),
        ("notes/_drafts/a.md", "Zqxvprose\n"),
        ("Archive (do not publish)/a.md", "Zqxvprose\n"),
        ("PRIVATE - thoughts.md", "Zqxvprose\n"),
        ("a.md", "# DRAFT - do not publish: careers\n\nZqxvprose\n"),
        ("a.md", "---\ntitle: Careers (private)\n---\nZqxvprose\n"),
    ],
)
def test_a_note_that_says_so_itself(wiki: TinyWiki, path: str, text: str) -> None:
    """By a tag in its text, by its folder or by what it is called."""
    built = wiki.write(path, text).settings('[consent]\ndefault = "public"\n').build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), bool(built.codes()))


@pytest.mark.parametrize(
    "properties",
    [
        *("Publish: No", "Visibility: Private", "Tags: private, work", "Public?: No", "OK to share: No"),
        *(
            "Permission to publish: Waiting",
            "Can publish: ❌",
            "Status: Draft",
            "**Publish:** no",
            "- Publish: not yet",
        ),
    ],
)
def test_properties_below_the_heading(wiki: TinyWiki, properties: str) -> None:
    """Notion writes them there when it exports a page."""
    text = f"# Sam Okafor\n\nCreated: March 3, 2026\n{properties}\nOwner: Me\n\nZqxvprose\n"
    wiki.write("interviews/Sam Okafor.md", text).settings('[consent]\ndefault = "public"\n')
    built = wiki.build(edition=PUBLIC)
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(built), built.codes())


def test_prose_with_a_colon_is_no_property(wiki: TinyWiki) -> None:
    """Only what stands in a row below the heading is."""
    text = "# Sam Okafor\n\nWe talked long.\n\nStatus: draft was what she called her plan. Zqxvprose\n"
    wiki.write("interviews/a.md", text).settings('[consent]\ndefault = "public"\n')
    assert "zqxvprose" in canaries_in(wiki.build(edition=PUBLIC))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("private-sector/a.md", "Zqxvprose\n"),
        ("Private practice.md", "Zqxvprose of a #privately run firm\n"),
        ("Drafting a letter.md", "Do not publish without asking. Zqxvprose\n"),
        ("interviews/private/a.md", "---\nperson: Dana\nconsent: public\n---\nZqxvprose\n"),
    ],
)
def test_a_note_that_only_sounds_so(wiki: TinyWiki, path: str, text: str) -> None:
    """The private sector is for all to see, and who states a consent is believed before a folder."""
    assert {"zqxvprose"} == canaries_in(wiki.write(path, text).build(edition=PUBLIC))


_NOBODIES = [
    *(
        "Anonymous",
        "A biotech scientist",
        "Name withheld",
        "T.O.",
        "Participant 3",
        "P3",
        '"[redacted]"',
        "Someone at NIH",
    ),
    *("Anna (pseudonym)", "Anna (not her real name)", "XXX"),
]


@pytest.mark.parametrize("person", _NOBODIES)
@pytest.mark.parametrize("said", [f"title: Interview with {NAME}\n---\n", f"---\n# {NAME}\n"])
def test_a_title_behind_a_person_without_a_name_is_taken_for_theirs(wiki: TinyWiki, person: str, said: str) -> None:
    """What the page would be called may be who it is; with a stand-in, it is looked for."""
    built = wiki.write("interviews/a.md", f"---\nperson: {person}\nconsent: public\n{said}").build(edition=PUBLIC)
    assert (set(), [Code.BAD_CONSENT]) == (canaries_in(built), built.codes())


@pytest.mark.parametrize("person", _NOBODIES)
def test_a_file_s_name_behind_a_person_without_a_name_is_looked_for(wiki: TinyWiki, person: str) -> None:
    """Whoever goes by a stand-in is known by it alone."""
    keys = f"---\nperson: {person}\nconsent: {UNDER}\n---\n"
    built = wiki.write("interviews/zqxvdana-zqxvrivera.md", f"{keys}Zqxvrivera says.\n").build(edition=PUBLIC)
    assert (set(), True) == (canaries_in(built), Code.LEAK in built.codes())


@pytest.mark.parametrize("person", _NOBODIES)
@pytest.mark.parametrize(("keys", "is_shown"), [("", False), ("slug: biotech", True), ("aliases: [Nobody]", False)])
@pytest.mark.parametrize("consent", ["consent: public", ""])
def test_somebody_without_a_name_whose_file_has_it(
    wiki: TinyWiki, person: str, keys: str, is_shown: bool, consent: str
) -> None:
    """The address is made of the file's name."""
    wiki.write("interviews/dana-quillmore.md", f"---\nperson: {person}\n{consent}\n{keys}\n---\nHi.\n")
    built = wiki.settings('[consent]\ndefault = "public"\n').build(edition=PUBLIC)
    assert (is_shown, False) == (bool(pages_of_interviews(built)), b"quillmore" in all_it_holds(built.files()))


# Sections and comments as other programs have them


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- private -->\n\nZqxvprose\n\n<!-- /private -->",
        "%% private %%\nZqxvprose\n%% /private %%",
        "[private]Zqxvprose[/private]",
        "{private}Zqxvprose{/private}",
        ": : : private\n\nZqxvprose",
        ":::classmates\nZqxvprose\n:::",
        "We met. {>>Zqxvprose<<}",
        "{% comment %}Zqxvprose{% endcomment %}",
        "{/* Zqxvprose */}",
        "#+BEGIN_COMMENT\nZqxvprose\n#+END_COMMENT",
        "<comment>Zqxvprose</comment>",
        "<template>Zqxvprose</template>",
        "## Private notes\n\nZqxvprose",
        "## Her lab (do not publish)\n\nZqxvprose",
        "### Off the record\n\nZqxvprose",
        "**Off the record:** Zqxvprose",
        "PRIVATE: Zqxvprose",
        "> [!note] Do not share\n> Zqxvprose",
        "> [!note] Private: pay\n> Zqxvprose",
        "> [!info] For my eyes only\n> Zqxvprose",
    ],
)
def test_what_calls_itself_private_in_another_way(wiki: TinyWiki, hidden: str) -> None:
    """It is kept back, and the author is told how to write it."""
    built = wiki.write("interviews/a.md", dana(body=f"Before.\n\n{hidden}\n")).build(edition=PUBLIC)
    assert "zqxvprose" not in canaries_in(built)
    assert pages_of_interviews(built)


@pytest.mark.parametrize(
    "shown",
    [
        "## Private practice\n\nZqxvprose",
        "## How do you share what you know?\n\nZqxvprose",
        "[private](https://example.org/) [[private]] Zqxvprose",
        "She said that confidential work is dull. Private: a word. Zqxvprose",
        "`{>>` and `<!-- private -->` Zqxvprose",
        "{% if x %}{{ comment }} Zqxvprose",
        "> [!note] Private practice\n> Zqxvprose",
    ],
)
def test_what_only_speaks_of_it(wiki: TinyWiki, shown: str) -> None:
    """A private practice is none."""
    built = wiki.write("interviews/a.md", dana(body=f"Before.\n\n{shown}\n")).build(edition=PUBLIC)
    assert "zqxvprose" in canaries_in(built)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("[path.org]", "Did you mean `path.organization`?"),
        ("'organization, role'", "Write them as a list: [organization, role]"),
    ],
)
def test_a_hint_that_withholds_what_was_meant(wiki: TinyWiki, typed: str, hint: str) -> None:
    """Followed to the letter, it must not show what was to be withheld."""
    built = wiki.write("interviews/a.md", dana(f"consent: {{audience: public, withhold: {typed}}}")).build(
        edition=PUBLIC
    )
    assert hint == built.only(Code.BAD_CONSENT).hint


@pytest.mark.parametrize("text", ["# Dana Quillmore\n\n{}", "---\ntitle: Dana Quillmore\n---\n{}", "{}"])
def test_a_page_on_somebody_with_a_stand_in(wiki: TinyWiki, text: str) -> None:
    """A card of contacts may say where they work; who says that all may read it is believed."""
    wiki.write("interviews/a.md", f"---\n{STAND_IN.format('Dana Quillmore')}\n---\nHi.\n")
    wiki.write("People/Dana Quillmore.md", text.format("VP at Zqxvworks, 555-867-5309.\n"))
    wiki.write("People/Sam Okafor.md", "Met at a fair.\n")
    built = wiki.build(edition=PUBLIC)
    assert (set(), "People/Dana Quillmore.md") == (canaries_in(built), built.only(Code.BAD_CONSENT).path)
    assert "people/sam-okafor/index.html" in built.files()
    wiki.write("People/Dana Quillmore.md", "---\nkind: page\nconsent: public\n---\nOf Zqxvworks.\n")
    assert {"zqxvworks"} == canaries_in(wiki.build(edition=PUBLIC))


HIDDEN = "consent: private"
BEHIND = "consent: {audience: public, name: A chemist}"


@pytest.mark.parametrize("consent", [HIDDEN, BEHIND])
@pytest.mark.parametrize(
    ("path", "front", "said"),
    [
        ("interviews/Zora Quillmore.md", "title: Life after the PhD", "Zora Quillmore told me a lot."),
        ("interviews/Zora Quillmore.md", "title: Interview 3", "Quillmore told me a lot."),
        ("interviews/2024-05-06 Zora Quillmore.md", "title: Life after the PhD", "Zora Quillmore told me a lot."),
        ("interviews/2024-05-06-zora-quillmore.md", "person: Anonymous", "Zora Quillmore told me a lot."),
        ("interviews/20240506 Zora Quillmore.md", "person: Interviewee 3", "I met Quillmore."),
        ("people/Zora Quillmore/talk.md", "person: Zora Q.", "I met Quillmore."),
        ("interviews/2024-05-06 Zora Quillmore.md", "person: Zora Q.", "I met Quillmore."),
        ("interviews/z.md", "person: Zora\nlast_name: Quillmore", "I met Quillmore."),
        ("interviews/z.md", "person: Sam Ode\nfull name: Zora Quillmore", "I met Quillmore."),
        ("interviews/z.md", "title: Zora Quillmore’s path\nkind: interview", "Quillmore told me."),
    ],
)
def test_a_name_in_another_place_is_one(wiki: TinyWiki, consent: str, path: str, front: str, said: str) -> None:
    """What a file, its folder or a key of the author's own says of who it was is looked for as `person` is."""
    wiki.write(path, f"---\n{front}\n{consent}\n---\nHi.\n").write("guides/g.md", f"# Guide\n\n{said}\n")
    built = wiki.build(edition=PUBLIC)
    assert ("", True) == ("".join(built.files()), "guides/g/index.html" in leaks(built))


def test_an_address_tells_nobody_behind_a_day(wiki: TinyWiki) -> None:
    """A file that begins with the day of the talk may still be called after who asked to remain unnamed."""
    built = wiki.write("interviews/2024-05-06-zora-quillmore.md", "---\nperson: P3\nconsent: public\n---\nHi.\n")
    found = built.build(edition=PUBLIC)
    assert ([Code.BAD_CONSENT], False) == (found.codes(), any("quillmore" in path for path in found.files()))


def test_an_attachment_in_a_folder_called_after_somebody_is_held_back(wiki: TinyWiki) -> None:
    """Its address would hold what the folder is called."""
    front = "---\nperson: Zora Q.\nconsent: {audience: public, name: A chemist}\n---\nHi ![[lab.txt]]\n"
    wiki.write("people/Zora Quillmore/talk.md", front).write("people/Zora Quillmore/lab.txt", b"42")
    built = wiki.build(edition=PUBLIC)
    assert ("", True) == ("".join(built.files()), bool(leaks(built)))


@pytest.mark.parametrize("said", ["山田さん said so.", "They call me 太郎."])
def test_part_of_a_name_without_spaces_tells_who_goes_by_another(wiki: TinyWiki, said: str) -> None:
    """A surname alone is how one is called."""
    wiki.write("interviews/y.md", f"---\nperson: 山田 太郎\n{BEHIND}\n---\nHi.\n").write(
        "guides/g.md", f"# G\n\n{said}\n"
    )
    assert "guides/g/index.html" in leaks(wiki.build(edition=PUBLIC))


@pytest.mark.parametrize(
    "passage",
    [
        "\\> \\[!private\\] T\n\\> Zqxvprose",
        "> **[!private]**\n> Zqxvprose",
        "\\:::private\nZqxvprose\n\\:::",
        "```ad-private\nZqxvprose\n```",
        "Before.\n\n\\<!\\-- Zqxvprose \\--\\>",
        "&lt;!-- Zqxvprose --&gt;",
        "\\%\\% Zqxvprose \\%\\%",
    ],
)
def test_a_passage_that_a_converter_spoilt_keeps_the_note_back(wiki: TinyWiki, passage: str) -> None:
    """What looks like the beginning of a private passage is not shown because a backslash makes a text of it."""
    built = wiki.write("interviews/a.md", dana(body=f"Hello.\n\n{passage}\n\nBye.")).build(edition=PUBLIC)
    found = built.only(Code.BAD_CONSENT)
    assert (set(), Severity.ERROR, True) == (canaries_in(built), found.severity, found.line > 5)


@pytest.mark.parametrize("consent", [HIDDEN, BEHIND])
def test_an_initial_makes_nobody_another_person(wiki: TinyWiki, consent: str) -> None:
    """What one note keeps back is not published by another in which the first name is an initial; but where two are
    called by their whole names, each speaks for themselves.
    """
    wiki.write("interviews/d.md", f"---\nperson: Zora Quillmore\n{consent}\n---\nHi.\n")
    wiki.write("interviews/f.md", "---\nperson: Zack Quillmore\nconsent: public\n---\nHi.\n")
    assert [] == wiki.build(edition=PUBLIC).codes()
    wiki.write("interviews/e.md", "---\nperson: Z. Quillmore\nconsent: public\n---\nHello.\n")
    built = wiki.build(edition=PUBLIC)
    assert Code.BAD_CONSENT in built.codes()
    assert not any(b"Z. Quillmore" in data for data in built.files().values())


@pytest.mark.parametrize(
    "step", ["Analyst; Kestrelworks", "Kestrelworks: analyst", "Analyst → Kestrelworks", "Analyst -> Kestrelworks"]
)
def test_a_step_that_may_hold_the_withheld_organization_keeps_the_note_back(wiki: TinyWiki, step: str) -> None:
    """Whatever stands between the two."""
    front = f'path: ["PhD @ State University", "{step}"]\nconsent: {{audience: public, withhold: [path.organization]}}'
    built = wiki.write("interviews/d.md", f"---\nperson: Dana Open\n{front}\n---\nHi.\n").build(edition=PUBLIC)
    assert ([Code.BAD_CONSENT], False) == (
        built.codes(),
        any(b"Kestrelworks" in data for data in built.files().values()),
    )


def test_an_article_is_small_within_a_sentence(wiki: TinyWiki) -> None:
    """A stand-in reads as if it had been written there."""
    wiki.write("interviews/d.md", f"---\nperson: Zora Quillmore\n{BEHIND}\n---\nHi.\n")
    said = "Zora Quillmore came. I met Zora Quillmore, [[Zora Quillmore]] and “Zora Quillmore”."
    page = wiki.write("guides/g.md", f"# G\n\n{said}\n").build(edition=PUBLIC).page("/guides/g/")
    assert "A chemist came. I met a chemist, a chemist and “A chemist”." == page.css_first(".prose p").text()
