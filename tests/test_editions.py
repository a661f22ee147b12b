"""The door: what each audience may see of a wiki, and what must not be felt in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.addresses import slugify
from generator.diagnostics import Code
from generator.editions.door import Door
from generator.editions.edition import Edition, agreed
from generator.editions.guarded import Roster
from generator.editions.register import Register
from generator.notes.dates import Date
from generator.notes.keys import KEYS
from generator.notes.manner import Reading
from generator.notes.note import Audience, Body, Mention, Note, Piece, Reference
from generator.notes.reading import read_note
from generator.notes.tree import Source
from generator.settings import ConsentSettings

TODAY = Date(2026, 6, 15)
PUBLIC = Edition(Audience.PUBLIC, TODAY)
COHORT = Edition(Audience.COHORT, TODAY)
PRIVATE = Edition(Audience.PRIVATE, TODAY)
NO_DEFAULTS = ConsentSettings()


def read(texts: Mapping[str, str]) -> list[Note]:
    """The notes of a wiki, from path → text."""
    return [read_note(path, text.encode(), Reading()) for path, text in texts.items()]


def admitted(
    texts: Mapping[str, str],
    edition: Edition = PUBLIC,
    defaults: ConsentSettings = NO_DEFAULTS,
    files: Iterable[str] = (),
) -> dict[str, Note]:
    """What is admitted of a wiki: path in the edition → note."""
    notes = read(texts)
    door = door_for(notes, edition, defaults, [Source(path, 1, 0) for path in files])
    found = (door.admit(note) for note in notes)
    return {note.path: note for note in found if note is not None}


def door_for(
    notes: Iterable[Note],
    edition: Edition = PUBLIC,
    defaults: ConsentSettings = NO_DEFAULTS,
    files: Iterable[Source] = (),
) -> Door:
    """The door of a wiki with these notes."""
    register = Register(edition, defaults)
    register.update(notes, files=files)
    return Door(edition, register.roster(), defaults)


def interview(person: str = "Dana Rivera", consent: str = "public", more: str = "", body: str = "") -> str:
    """An interview's file."""
    return f"---\nperson: {person}\nconsent: {consent}\n{more}\n---\n{body}\n"


def under(stand_in: str, person: str = "Dana Rivera", more: str = "", body: str = "") -> str:
    """A public interview with a stand-in name."""
    return interview(person, f"{{audience: public, name: {stand_in}}}", more, body)


def told(note: Note) -> str:
    """Everything an admitted note says, but for what is told to the author alone."""
    return repr(replace(note, diagnostics=()))


def text(note: Note) -> str:
    """A body with its references written as ``<target#fragment|label>``."""
    return "".join(map(_written, note.body.pieces))


def _written(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    fragment = f"#{piece.fragment}" if piece.fragment else ""
    return f"<{piece.target}{fragment}|{''.join(map(_written, piece.label))}>"


# Who may see


@pytest.mark.parametrize(
    ("consent", "audiences"),
    [
        ("public", {"public", "cohort", "private"}),
        ("cohort", {"cohort", "private"}),
        ("private", {"private"}),
        ("pubic", {"private"}),
        ("yes", {"private"}),
        ("{audience: public, expires: 2026-06-15}", {"private"}),
        ("{audience: public, expires: 2026-06}", {"private"}),
        ("{audience: public, expires: 2026-06-16}", {"public", "cohort", "private"}),
        ("{audience: public, name: dána-rivera}", {"private"}),
        ("{audience: public, name: Ms Dana Rivera}", {"private"}),
        ("{audience: public, withhold: kind}", {"private"}),
    ],
)
def test_a_note_is_admitted_to_the_editions_its_consent_includes(consent: str, audiences: set[str]) -> None:
    """The audience decides; what is in doubt or past its day is private, and so is a stand-in that hides nothing."""
    wiki = {"interviews/dana.md": interview(consent=consent)}
    assert audiences == {edition.audience for edition in (PUBLIC, COHORT, PRIVATE) if admitted(wiki, edition)}


def test_an_inexact_day_does_not_lengthen_consent() -> None:
    """A build for "2026" takes a consent that expires within the year to have expired."""
    (note,) = read({"interviews/dana.md": interview(consent="{audience: public, expires: 2026-12-01}")})
    assert Audience.PRIVATE == agreed(note, Edition(Audience.PUBLIC, Date(2026)), NO_DEFAULTS).audience


def test_a_note_that_does_not_say_has_its_folders_default() -> None:
    """The wiki's settings may open a folder; a consent that cannot be read stays private there."""
    defaults = ConsentSettings(folders={"interviews/old": "public"})
    wiki = {
        "interviews/old/a.md": "---\nperson: Ann Ash\n---\n",
        "interviews/old/b.md": "---\nperson: Bo Birch\nConsent: public\n---\n",
        "interviews/new/c.md": "---\nperson: Cy Cedar\n---\n",
    }
    assert ["interviews/old/a.md"] == list(admitted(wiki, defaults=defaults))


def test_the_private_edition_shows_everything_as_it_was_typed() -> None:
    """There the notes pass as the very objects they are."""
    dana = under("Robin Field", body=":::private\nx\n:::")
    notes = read({"interviews/dana.md": dana, "guides/a.md": "[[Dana Rivera]]"})
    door = door_for(notes, PRIVATE)
    assert all(door.admit(note) is note for note in notes)


def test_a_note_with_nothing_to_hide_is_the_very_same() -> None:
    """So that nothing need be made again for it, whatever else is hidden in the wiki."""
    body = "## Work\n\n[[Public health|the *field*]], [d](d.md), ![x](x.png), [[#Work]]"
    notes = read(
        {
            "interviews/a.md": interview("Ann Ash", body=body, more="referred_by: Di Dogwood"),
            "interviews/b.md": under("Robin Field", "Bo Birch"),
            "interviews/c.md": interview("Cy Cedar", "private"),
            "interviews/d.md": interview("Di Dogwood"),
        }
    )
    assert door_for(notes).admit(notes[0]) is notes[0]


@pytest.mark.parametrize("narrow", ["private", "cohort"])
def test_two_notes_on_one_person_have_the_narrower_consent(narrow: str) -> None:
    """Consent is a person's: where two notes disagree, neither goes out, and the author is told."""
    wiki = {"interviews/a.md": interview(), "interviews/b.md": interview(consent=narrow)}
    register = Register(PUBLIC, NO_DEFAULTS)
    register.update(read(wiki))
    assert ({}, [("interviews/a.md", Code.BAD_CONSENT)]) == (
        admitted(wiki),
        [(found.path, found.code) for found in register.doubts()],
    )


def test_a_stand_in_given_once_holds_for_all_notes_on_the_person() -> None:
    """The other note would tell who is behind it."""
    wiki = {"interviews/a.md": interview(), "interviews/b.md": under("Robin Field")}
    assert ["Robin Field"] * 2 == [note.title for note in admitted(wiki).values()]


# Passages


PASSAGES = """# Dana

## One

:::cohort
## Cohort part
[[cohort link]]

:::private
## Private part
:::

:::

## Two

last ^two
"""


@pytest.mark.parametrize(
    ("edition", "headings"),
    [
        (PUBLIC, ["One", "Two"]),
        (COHORT, ["One", "Cohort part", "Two"]),
        (PRIVATE, ["One", "Cohort part", "Private part", "Two"]),
    ],
)
def test_passages_for_others_are_cut_out(edition: Edition, headings: list[str]) -> None:
    """With their headings; the headings that stay still point to their tags."""
    (note,) = admitted({"pages/a.md": PASSAGES}, edition).values()
    html = [str(note.body.pieces[heading.at]).partition("</h")[0] for heading in note.body.headings]
    tags = [re.sub("<.*?>", "", tag) for tag in html]
    assert (headings, headings) == ([heading.text for heading in note.body.headings], tags)


def test_blocks_after_a_passage_are_still_in_their_place() -> None:
    """A block's slice is what it was."""
    (note,) = admitted({"pages/a.md": PASSAGES}).values()
    (block,) = (block for block in note.body.blocks if block.id == "two")
    assert '<p id="^two">last</p>' == "".join(map(str, note.body.pieces[block.at : block.until])).strip()


@pytest.mark.parametrize(
    ("path", "keys", "audience"),
    [
        ("pages/a.md", "kind: page\nconsent: cohort", Audience.COHORT),
        ("pages/a.md", "kind: page\nconsent: public", Audience.PUBLIC),
        ("pages/a.md", "kind: page\nconsent: {audience: public, expires: 2020-01-01}", Audience.PRIVATE),
        ("pages/a.md", "kind: page\nconsent: {audience: public, withhold: summary}", Audience.PRIVATE),
        ("guides/a.md", "consent: private", Audience.PRIVATE),
        ("fields/a.md", "publish: false", Audience.PRIVATE),
        ("pages/a.md", "draft: true", Audience.PRIVATE),
        ("pages/a.md", "Draft: yes", Audience.PRIVATE),
        ("pages/a.md", "draft: false", Audience.PUBLIC),
        ("pages/a.md", "draft: [true]", Audience.PRIVATE),
        ("pages/a.md", "draft: 1", Audience.PRIVATE),
        ("pages/a.md", "private:", Audience.PRIVATE),
        ("pages/a.md", "publish: off", Audience.PRIVATE),
        ("pages/a.md", "published: 2024-01-01", Audience.PUBLIC),
        ("pages/a.md", "status: draft", Audience.PRIVATE),
        ("pages/a.md", "meta:\n  draft: true", Audience.PRIVATE),
        ("guides/a.md", "draft: true\nx: y: z", Audience.PRIVATE),
        ("guides/a.md", "x: y: z\ndraft: true", Audience.PRIVATE),
        ("guides/a.md", "draft: false\ndraft: true", Audience.PRIVATE),
        ("guides/a.md", "draft:true", Audience.PRIVATE),
        ("guides/a.md", "consent: {audience: public, given: 2999-01-01}", Audience.PRIVATE),
    ],
)
def test_a_note_of_another_kind_is_for_whom_it_says(path: str, keys: str, audience: Audience) -> None:
    """It has no consent of its own, but an audience; the other editions do not have it at all."""
    for edition in Audience:
        seen = admitted({path: f"---\ntitle: A\n{keys}\n---\ntext"}, Edition(edition, TODAY))
        assert bool(seen) is Edition(edition, TODAY).shows(audience)


# Withholding


EVERYTHING = """---
title: Zztitle
person: Zzperson One
role: Zzrole
organization: Zzorganization
date: 1987-03-14
fields: [Zzfields]
career_path: Zzcareer_path
sector: Zzsector
career_type: Zzcareer_type
job_function: Zzjob_function
path:
  - {{position: Zzpath.position, organization: Zzpath.organization, area: Zzpath.area, start: 1971, end: 1972}}
  - {{position: Zzpath.position2, organization: Zzpath.organization2, area: Zzpath.area2, years: 1971–1972}}
skills: [Zzskills]
tags: [Zztags]
summary: Zzsummary
aliases: [Zzaliases]
referred_by: Sam Okafor
image: zzimage.jpg
slug: zzslug
series: Zzseries
part: Zzpart
taxonomy: Zztaxonomy
broader: Zzbroader
sample: true
zzextra: Zzextra
consent: {{audience: public, withhold: [{key}]}}
---
#zztags
"""
PATH_KEYS = ("path.position", "path.organization", "path.area", "path.start", "path.end", "path.years")
CANARIES = {
    "date": r"1987",
    "referred_by": "Sam Okafor",
    "sample": r"sample=True|'sample'",
    "kind": "(?s).*",
    "path.start": r"year=1971",
    "path.end": r"year=1972",
    "path.years": r"year=197[12]",
    "consent": "withhold",
}
ALSO_GONE = {
    # Withheld with the key: values that are the same thing, or that would tell it.
    "path": {*PATH_KEYS},
    "path.years": {"path.start", "path.end"},
    "kind": {*KEYS, *PATH_KEYS, "zzextra"},
    "title": {"aliases", "slug"},
    "person": {"title", "aliases", "slug", "image"},
    "slug": {"aliases"},
}
IN_EXTRA = {"series", "part", "taxonomy", "broader", "zzextra"}
OTHER_NOTE = interview("Sam Okafor")


def canaries(key: str, wiki_key: str) -> bool:
    """Whether the value of ``wiki_key`` is still told when ``key`` is withheld."""
    wiki = {"interviews/x.md": EVERYTHING.format(key=key), "interviews/sam.md": OTHER_NOTE}
    note = admitted(wiki).get("interviews/x.md") or next(
        (note for path, note in admitted(wiki).items() if path != "interviews/sam.md"), None
    )
    pattern = CANARIES.get(wiki_key, f"(?i)zz{re.escape(wiki_key.removeprefix('zz'))}")
    return note is not None and re.search(pattern, told(note)) is not None


@pytest.mark.parametrize("key", [*KEYS, *PATH_KEYS, "zzextra"])
def test_each_key_can_be_withheld(key: str) -> None:
    """Its value goes, and the others stay but for those that tell the same."""
    everything = (*KEYS, *PATH_KEYS, "zzextra")
    gone = {other for other in everything if not canaries(key, other)}
    extra = set() if key == "zzextra" else IN_EXTRA
    assert {key, *ALSO_GONE.get(key, ()), *extra} - {"consent", "kind"} <= gone | {"consent", "kind"}
    allowed = {key, *ALSO_GONE.get(key, ()), *extra, "consent", "kind", "sample", "path"}
    assert set() == gone - allowed


def mentions(note: Note, taxonomy: str) -> list[str]:
    """The names a note has in a taxonomy."""
    return [mention.name for mention in note.mentions if mention.taxonomy == taxonomy]


@pytest.mark.parametrize(
    ("key", "organization", "shown", "terms", "steps"),
    [
        ("organization", "Own", "", ["A", "B"], ["A", "B"]),
        ("path.organization", "Own", "Own", ["Own"], ["", ""]),
        ("path", "Own", "Own", ["Own"], []),
        ("path.organization", "", "", [], ["", ""]),
        ("path", "", "", [], []),
        ("organization", "B", "", ["A"], ["A", ""]),
        ("path.organization", "B", "", [], ["", ""]),
    ],
)
def test_organizations_go_with_the_key_they_came_from(
    key: str, organization: str, shown: str, terms: list[str], steps: list[str]
) -> None:
    """One key's value neither leaves nor removes the other's, but a value that both have goes with either."""
    more = f"organization: {organization}\npath: [P @ A (2001), Q @ B (2002)]"
    consent = f"{{audience: public, withhold: {key}}}"
    (note,) = admitted({"interviews/x.md": interview(consent=consent, more=more)}).values()
    assert note.interview is not None
    assert (shown, terms, steps) == (
        note.interview.organization,
        mentions(note, "organizations"),
        [step.organization for step in note.interview.steps],
    )


def test_a_withheld_role_is_not_told_by_the_last_step() -> None:
    """A role taken from the last step is that step's position; it goes there too."""
    more = "path: [PhD @ A (2001), Zzrole @ B (2002)]"
    (note,) = admitted({"interviews/x.md": interview(consent="{audience: public, withhold: role}", more=more)}).values()
    assert ("Zzrole" not in told(note), ["PhD"]) == (True, mentions(note, "positions"))


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("fields", "fields: [Zz health]\ntags: [zz-health]"),
        ("skills", "skills: [Zz writing]\ncareer_path: Zz writing"),
        ("fields", "fields: [Zz health]\npath: [{position: PhD, area: Zz health}]"),
        ("path.area", "sector: Zz health\npath: [{position: PhD, area: Zz health}]"),
        ("organization", "organization: Zz Office\ncareer_type: Zz Office"),
        ("mine", "mine: {a: [Zz writing]}\nskills: [Zz writing]"),
    ],
)
def test_a_withheld_value_goes_from_every_key_that_repeats_it(key: str, more: str) -> None:
    """Whatever the other key is, for it would tell the same."""
    consent = f"{{audience: public, withhold: {key}}}"
    (note,) = admitted({"interviews/x.md": interview(consent=consent, more=more)}).values()
    assert re.search("(?i)zz", told(note)) is None


@pytest.mark.parametrize("spelling", ["Zz Department", "zz-dept", "[[zz-dept]]", "Zz Affairs"])
def test_a_withheld_value_goes_in_every_spelling_of_its_term(spelling: str) -> None:
    """A term note's title, aliases and file name are one term: to tell one is to tell them all."""
    ann = interview(
        consent="{audience: public, withhold: organization}", more=f"organization: ZZX\npath: ['Chief @ {spelling}']"
    )
    term = "---\ntitle: Zz Department\naliases: [ZZX, Zz affairs]\n---\nAll of it.\n"
    notes = admitted({"interviews/x.md": ann, "organizations/zz-dept.md": term})
    assert re.search("(?i)zz", told(notes["interviews/x.md"])) is None
    assert "organizations/zz-dept.md" in notes


@pytest.mark.parametrize("name", ["Dr. Dana Rivera", "Dana M. Rivera", "dana rivera, PhD"])
def test_titles_and_initials_make_nobody_else(name: str) -> None:
    """Two interviews with one person, once with a title: the narrower consent holds for both."""
    notes = {"interviews/a.md": interview(consent="private"), "interviews/b.md": interview(person=name)}
    assert admitted(notes) == {}


def test_what_one_interview_withholds_all_of_the_person_do() -> None:
    """Consent is a person's: the other note would tell it. The author of that one hears of it."""
    one = interview(consent="{audience: public, withhold: [organization]}", more="organization: Zz Office")
    notes = {"interviews/a.md": one, "interviews/b.md": interview(more="organization: Zz Office\nrole: Chief")}
    seen = admitted(notes)
    assert 2 == len(seen)
    assert [] == [path for path, note in seen.items() if "Zz" in told(note)]
    register = Register(PUBLIC, NO_DEFAULTS)
    register.update(read(notes))
    (doubt,) = register.doubts()
    assert ("interviews/b.md", True) == (doubt.path, "withholds organization" in doubt.message)


# Stand-ins


def test_a_stand_in_replaces_every_name_of_the_note() -> None:
    """Title, person, slug, path, aliases, old addresses, own keys, headings with ids, prose, alt texts, files."""
    front = ("title: Dana Rivera on work", "aliases: [D. R., /interviews/dr/]", "slug: dana", "image: dana.jpg")
    body = (
        "# Dana Rivera\n\nI met Dana\nRivera. ![Dana Rivera at work](rivera.png)",
        "## Dana Rivera\n\n[up](#dana-rivera)",
    )
    dana = under("Robin Field", more="\n".join((*front, "mail: dana@x.org")), body="\n\n".join(body))
    files = ["interviews/dana.jpg", "interviews/rivera.png"]
    (note,) = admitted({"interviews/dana-rivera.md": dana}, files=files).values()
    assert (None, "Robin Field", "robin-field", "interviews/robin-field.md") == (
        re.search("dana|rivera|D. R.", told(note), re.IGNORECASE),
        note.title,
        note.slug,
        note.path,
    )


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[[Dana Rivera]]", "<interviews/robin-field.md|Robin Field>"),
        ("[[dana-rivera|Dr. Rivera]]", "<interviews/robin-field.md|Robin Field>"),
        ("[[interviews/dana-rivera|she]]", "<interviews/robin-field.md|she>"),
        ("[[dánä_rivera]]", "<interviews/robin-field.md|Robin Field>"),
        ("[[DR]]", "<interviews/robin-field.md|Robin Field>"),
        ("[[Dana Rivera#About Dana Rivera]]", "<interviews/robin-field.md#About Robin Field|Robin Field>"),
        ("[Dana](../interviews/dana-rivera.md)", "<interviews/robin-field.md|Robin Field>"),
        ("[she](/interviews/old-dana/#about-dana-rivera)", "<interviews/robin-field.md#about-robin-field|she>"),
        ("![[Dana Rivera]]", "<interviews/robin-field.md|Robin Field>"),
        ("Dana  RIVERA", "Robin Field"),
        ("*Dana* Riverani", "<em>Dana</em> Riverani"),
        ("<abbr title='Dana Rivera'>D</abbr>", '<abbr title="Robin Field">D</abbr>'),
    ],
)
def test_other_notes_say_the_stand_in(link: str, shown: str) -> None:
    """Links reach the note under its new name; a label that tells goes, so that the stand-in shows; so does prose."""
    wiki = {
        "interviews/dana-rivera.md": under("Robin Field", more="aliases: [DR, /interviews/old-dana/]"),
        "guides/a.md": f"before {link} after",
    }
    html = text(admitted(wiki)["guides/a.md"])
    assert shown == re.sub(r"</?p>|</?div>|\n|before ?| ?after", "", html)


def test_a_page_called_after_the_person_has_the_stand_in_too() -> None:
    """Its title, path and address would tell."""
    text = "---\nkind: page\nconsent: public\n---\ntext"
    wiki = {"interviews/dana.md": under("Robin Field"), "people/Dana Rivera.md": text}
    page = admitted(wiki)["people/robin-field.md"]
    assert ("Robin Field", "robin-field") == (page.title, page.slug)


def test_referrals_say_the_stand_in() -> None:
    """``referred_by`` is a link like any other."""
    wiki = {
        "interviews/dana.md": under("Robin Field"),
        "interviews/b.md": interview("Bo Birch", more='referred_by: "[[Dana Rivera]]"'),
    }
    note = admitted(wiki)["interviews/b.md"]
    assert note.interview is not None
    assert ["interviews/robin-field.md"] == [name.target for name in note.interview.referred_by]


def test_two_with_one_stand_in_get_two_paths_by_what_may_be_seen() -> None:
    """Whatever their files are called: swapping the hidden names swaps nothing."""
    one, other = under("Robin", "Ann Ash", body="first"), under("Robin", "Bo Birch", body="second")
    there = admitted({"interviews/a.md": one, "interviews/b.md": other})
    back = admitted({"interviews/a.md": other, "interviews/b.md": one})
    assert {path: text(note) for path, note in there.items()} == {path: text(note) for path, note in back.items()}


def test_relative_links_still_lead_there_when_the_folder_is_renamed() -> None:
    """They are told from the root of the content instead."""
    wiki = {"interviews/dana-rivera/index.md": under("Robin Field", body="[a](../../guides/a.md)"), "guides/a.md": "a"}
    assert "<p></guides/a.md|a></p>\n" == text(admitted(wiki)["interviews/robin-field/index.md"])


@pytest.mark.parametrize("link", ["[x](sam.md)", "[x](missing.md)", "![x](./missing.png)"])
def test_link_to_nothing_does_not_tell_the_folder(link: str) -> None:
    """A path that leads nowhere from a folder named after the person stays as typed; it may be a name from elsewhere."""
    wiki = {"interviews/dana-rivera/index.md": under("Robin Field", body=link), "interviews/sam.md": "s"}
    note = admitted(wiki)["interviews/robin-field/index.md"]
    assert "dana-rivera" not in text(note)


def test_attachments_called_after_the_person_are_renamed() -> None:
    """The file, what names it, and the way back for whoever copies it."""
    guide_text = "![[dana-rivera-cv.png]] ![](dana-rivera-cv.png) ![x](/img/cat.png)"
    notes = read({"interviews/dana.md": under("Robin Field"), "guides/a.md": guide_text})
    files = [Source("img/cat.png", 1, 0), Source("img/dana-rivera-cv.png", 2, 0)]
    door = door_for(notes, files=files)
    guide = door.admit(notes[1])
    assert guide is not None
    assert (
        "<p></img/robin-field-cv.png|> </img/robin-field-cv.png|> </img/cat.png|></p>\n",
        ["img/cat.png", "img/robin-field-cv.png"],
    ) == (
        text(guide),
        [door.admit_file(file).path for file in files],
    )
    assert "img/dana-rivera-cv.png" == door.real_path("img/robin-field-cv.png")


# What may not be seen


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        ("[[Dana Rivera]]", "someone"),
        ("[[Dana Rivera|a friend]]", "a friend"),
        ("[[Dana Rivera|the Rivera lab]]", "someone"),
        ("[Dana](../interviews/dana-rivera.md)", "someone"),
        ("[a friend](/interviews/dana-rivera/)", "a friend"),
        ("\n\n![[Dana Rivera]]\n\n", ""),
        ("[[Sam Okafor]]", "someone"),
    ],
)
def test_a_link_to_who_may_not_be_seen_is_plain_text(link: str, shown: str) -> None:
    """Its label, where that does not tell; an embed is nothing. Someone only named as a contact is not named."""
    wiki = {
        "interviews/dana-rivera.md": interview(consent="private", more="referred_by: Sam Okafor"),
        "guides/a.md": f"before {link} after",
    }
    html = text(admitted(wiki)["guides/a.md"])
    assert shown == re.sub(r"</?p>|</?div>|\n|before ?| ?after", "", html)


def test_who_made_the_contact_is_named_only_with_a_note_to_be_seen() -> None:
    """The others have agreed to nothing."""
    more = "referred_by: ['[[Ann Ash]]', '[[Bo Birch]]', Cy Cedar]"
    wiki = {
        "interviews/x.md": interview(more=more),
        "interviews/a.md": interview("Ann Ash"),
        "interviews/b.md": interview("Bo Birch", "private"),
    }
    note = admitted(wiki)["interviews/x.md"]
    assert note.interview is not None
    assert ["Ann Ash"] == [name.target for name in note.interview.referred_by]


def test_a_name_that_an_open_note_has_is_no_secret() -> None:
    """A private note called like a term does not take the links to the term."""
    wiki = {"interviews/statistics.md": "to do", "skills/statistics.md": "# Statistics", "a.md": "[[Statistics]]"}
    assert "<p><Statistics|></p>\n" == text(admitted(wiki)["a.md"])


# The law: what may not be seen has no influence on what is seen


WITHHELD = (
    "organization", "path.organization", "role", "summary", "fields", "skills", "tags", "aliases", "image", "date",
)  # fmt: skip
FIRST = ("Zelda Quill", "Yusuf Brandt", "Xenia Marsh", "Wanda Pryce")
SECOND = ("Aaron Thorn", "Bella Crest", "Carla Dunn", "Derek Stone")


@dataclass(frozen=True, slots=True)
class Person:
    """How an interview of a random wiki is made; its number stands for all its secrets."""

    number: int
    way: str
    stand_in: str
    withhold: tuple[str, ...]
    links: tuple[tuple[int, str], ...]
    passage: str
    in_folder: bool


LINKS = (
    "[[{name}]]",
    "[[{slug}|the label]]",
    "[[interviews/{slug}|{name}]]",
    "[{name}](/interviews/{slug}/)",
    "![[{name}]]",
    "[[{name}#Work]]",
    "{name} said so.",
)
people = st.integers(1, 4).flatmap(
    lambda count: st.tuples(
        *(
            st.builds(
                Person,
                number=st.just(number),
                way=st.sampled_from(["open", "hidden", "stand-in"]),
                stand_in=st.sampled_from(["Robin", "A colleague"]),
                withhold=st.lists(st.sampled_from(WITHHELD), max_size=3, unique=True).map(tuple),
                links=st.lists(st.tuples(st.integers(0, count - 1), st.sampled_from(LINKS)), max_size=3).map(tuple),
                passage=st.sampled_from(["", "cohort", "private"]),
                in_folder=st.booleans(),
            )
            for number in range(count)
        )
    )
)


def wiki_of(persons: tuple[Person, ...], names: tuple[str, ...], salt: str) -> dict[str, str]:
    """A wiki in which everything that is withheld comes from ``names`` and ``salt``, and nothing else does."""
    named = {p.number: f"Open Person{p.number}" if p.way == "open" else names[p.number] for p in persons}

    def value(person: Person, key: str) -> str:
        is_withheld = person.way == "hidden" or key in person.withhold
        return f"{salt if is_withheld else 'open'}{key}{person.number}".replace(".", "")

    def links(person: Person) -> list[str]:
        found = []
        for to, link in person.links:
            target = persons[to]
            # Prose that names the hidden is for the leak check, and a label must be all secret or none of it.
            if not (target.way == "hidden" and link.startswith("{name} said")):
                found.append(link.format(name=named[to], slug=slugify(named[to])))
        return found

    wiki: dict[str, str] = {}
    for person in persons:
        consent = {
            "open": f"{{audience: public, withhold: [{', '.join(person.withhold)}]}}",
            "hidden": "private",
            "stand-in": f"{{audience: public, name: {person.stand_in}, withhold: [{', '.join(person.withhold)}]}}",
        }[person.way]
        day = ("1990" if salt == "first" else "1991") if person.way == "hidden" or "date" in person.withhold else "2000"
        front = [
            f"person: {named[person.number]}",
            f"consent: {consent}",
            f"date: {day}",
            *(f"{key}: [{value(person, key)}]" for key in ("fields", "skills", "tags", "aliases")),
            *(f"{key}: {value(person, key)}" for key in ("organization", "role", "summary")),
            f"image: {value(person, 'image')}.jpg",
            f"path: [Start @ {value(person, 'path.organization')} (2001–2002)]",
        ]
        secret = f":::{person.passage}\n{salt}\n\n## {salt}\n[[{salt}]] #{salt}\n" + "\n" * len(salt) + ":::\n"
        body = [f"%%{salt}%%", f"## Work {person.number}", *links(person), secret if person.passage else "", "end"]
        if person.way == "hidden":
            body = [salt, *body]
        slug = slugify(named[person.number])
        path = f"interviews/{slug}/index.md" if person.in_folder else f"interviews/{slug}.md"
        wiki[path] = "---\n" + "\n".join(front) + "\n---\n" + "\n\n".join(body) + "\n"
    wiki["guides/all.md"] = "\n\n".join(line for person in persons for line in links(person))
    return wiki


def without_places(value: Any) -> Any:
    """The same without lines and columns, which are for the author, and with text in one piece."""
    if isinstance(value, Note):
        return replace(
            value,
            diagnostics=(),
            body=without_places(value.body),
            mentions=tuple(Mention(mention.taxonomy, mention.name) for mention in value.mentions),
            interview=without_places(value.interview) if value.interview else None,
        )
    if isinstance(value, Body):
        return (
            tuple(map(without_places, value.pieces)),
            tuple((heading.level, heading.id, heading.text, heading.at) for heading in value.headings),
            value.blocks,
        )
    if isinstance(value, Reference):
        return replace(value, line=0, column=0, width=0, label=tuple(map(without_places, value.label)))
    if hasattr(value, "steps"):
        return replace(
            value,
            steps=tuple(replace(step, line=0) for step in value.steps),
            referred_by=tuple(name.target for name in value.referred_by),
            consent=None,
        )
    return value


@settings(max_examples=200, deadline=None)
@given(people)
def test_what_may_not_be_seen_has_no_influence_on_what_is_seen(persons: tuple[Person, ...]) -> None:
    """Other secrets of the same shape, the same edition: notes, paths, texts and all."""
    first = admitted(wiki_of(persons, FIRST, "first"))
    second = admitted(wiki_of(persons, SECOND, "secondsecret"))
    assert {path: without_places(note) for path, note in first.items()} == {
        path: without_places(note) for path, note in second.items()
    }


@settings(max_examples=100, deadline=None)
@given(people)
def test_no_secret_is_admitted(persons: tuple[Person, ...]) -> None:
    """Names, values, passages and comments: none of their words is in any admitted note."""
    names = "|".join(word for person in persons if person.way != "open" for word in FIRST[person.number].split())
    secret = re.compile(f"zzsecret|{names}" if names else "zzsecret", re.IGNORECASE)
    found = [secret.search(told(note)) for note in admitted(wiki_of(persons, FIRST, "zzsecret")).values()]
    assert [None] * len(found) == found


# From one build to the next


def test_an_edit_of_what_was_said_leaves_the_roster_as_it_was() -> None:
    """So that no other note need pass the door again."""
    notes = read({"interviews/a.md": interview("Ann Ash"), "interviews/b.md": interview("Bo Birch", "private")})
    register = Register(PUBLIC, NO_DEFAULTS)
    register.update(notes)
    before = register.roster()
    register.update(read({"interviews/a.md": interview("Ann Ash", body="more")}))
    assert register.roster() is before


def test_withdrawn_consent_is_known_at_once() -> None:
    """And so is what links to the note; a note that is gone hides nobody."""
    guide, open_, shut = read({"guides/a.md": "[[Ann Ash]]", "interviews/a.md": interview("Ann Ash")}) + read(
        {"interviews/a.md": interview("Ann Ash", "private")}
    )
    register = Register(PUBLIC, NO_DEFAULTS)
    shown = []
    for changed, gone in (([guide, open_], []), ([shut], []), ([], ["interviews/a.md"])):
        register.update(changed, gone)
        note = Door(PUBLIC, register.roster(), NO_DEFAULTS).admit(guide)
        assert note is not None
        shown.append(text(note))
    assert ["<p><Ann Ash|></p>\n", "<p>someone</p>\n", "<p><Ann Ash|></p>\n"] == shown


def test_a_roster_can_be_kept() -> None:
    """It is plain data, the same after it was written and read."""
    register = Register(PUBLIC, NO_DEFAULTS)
    register.update(read({"interviews/a.md": under("Robin", "Ann Ash")}), files=[Source("ann-ash.png", 1, 0)])
    kept = msgspec.msgpack.encode(register.roster())
    assert register.roster() == msgspec.msgpack.decode(kept, type=Roster)
