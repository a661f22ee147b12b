"""The schema of front matter, through a whole note's reading, and as JSON Schema."""

from __future__ import annotations

import pytest

from generator.cli import main
from generator.diagnostics import Code, Diagnostic
from generator.notes.dates import Date
from generator.notes.manner import Reading
from generator.notes.note import Audience, Consent, Interview, Mention, Note, NoteName, Step, Taxonomy
from generator.notes.reading import read_note
from generator.notes.schema import json_schema
from generator.notes.vocabulary import Vocabulary, question_bank, ucot
from tiny_wiki import TinyWiki


def read(front_matter: str, settings: Reading | None = None) -> Note:
    """Read an interview with this front matter."""
    return read_note("interviews/dana-rivera.md", f"---\n{front_matter}\n---\n".encode(), settings or Reading())


def interview(front_matter: str) -> Interview:
    """What only an interview has, from this front matter."""
    found = read(front_matter).interview
    assert found is not None
    return found


def names(front_matter: str, taxonomy: Taxonomy) -> list[str]:
    """The terms of one taxonomy that this front matter mentions."""
    return [mention.name for mention in read(front_matter).mentions if mention.taxonomy is taxonomy]


def findings(front_matter: str) -> list[tuple[Code, int]]:
    """What is wrong: code and line in the file."""
    return [(found.code, found.line) for found in read(front_matter).diagnostics]


DESIGN = """\
person: Dana Rivera
role: Project manager                     # where they are now; default: the last step
organization: State Department of Health
date: 2026-03-14                          # the day of the conversation
fields: [Public health]
career_path: Research to program management
sector: Government
path:                                     # short form, or a mapping: position, organization, start, end, area
  - PhD Materials science @ Midwest State University (2012–2018)
  - Postdoc @ National Laboratory (2018–2020)
  - Project manager @ State Department of Health (2020–)
skills: [grant writing, statistics]
referred_by: "[[Sam Okafor]]"
consent: public                           # or cohort, or private; or a mapping, see Consent"""


def test_the_designed_note() -> None:
    """The note of the documentation reads without a finding, every key as it is meant."""
    note = read(DESIGN)
    assert note.diagnostics == ()
    assert (note.title, note.date) == ("Dana Rivera", Date(2026, 3, 14))
    assert note.interview == Interview(
        person="Dana Rivera",
        role="Project manager",
        organization="State Department of Health",
        steps=(
            Step("PhD", "Midwest State University", "Materials science", Date(2012), Date(2018), line=10),
            Step("Postdoc", "National Laboratory", "", Date(2018), Date(2020), line=11),
            Step("Project manager", "State Department of Health", "", Date(2020), None, ongoing=True, line=12),
        ),
        referred_by=(NoteName("Sam Okafor", 14, 15),),
        consent=Consent(Audience.PUBLIC, stated=True),
    )
    assert note.mentions == (
        Mention(Taxonomy.FIELDS, "Public health", 6, 10),
        Mention(Taxonomy.PATHS, "Research to program management", 7, 14),
        Mention(Taxonomy.POSITIONS, "PhD", 10, 5),
        Mention(Taxonomy.POSITIONS, "Postdoc", 11, 5),
        Mention(Taxonomy.POSITIONS, "Project manager", 12, 5),
        Mention(Taxonomy.ORGANIZATIONS, "State Department of Health", 4, 15),
        Mention(Taxonomy.ORGANIZATIONS, "Midwest State University", 10, 29),
        Mention(Taxonomy.ORGANIZATIONS, "National Laboratory", 11, 15),
        Mention(Taxonomy.SECTORS, "Government", 8, 9),
        Mention(Taxonomy.SKILLS, "grant writing", 13, 10),
        Mention(Taxonomy.SKILLS, "statistics", 13, 25),
    )


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Public health", ["Public health"]),
        ("[Public health, Policy]", ["Public health", "Policy"]),
        ("[Public health, public  HEALTH]", ["Public health"]),
        ("[[Public health]]", ["Public health"]),
        ("'[[fields/Public health|health]]'", ["Public health"]),
        ("['[[A]]', [[B]]]", ["A", "B"]),
        ("' Public\n\n  health '", ["Public health"]),
        ("[]", []),
        ("", []),
    ],
)
def test_names_of_terms(typed: str, expected: list[str]) -> None:
    """A bare name, a list and a wikilink in any quotes name terms, trimmed and each once."""
    assert names(f"fields: {typed}", Taxonomy.FIELDS) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("a, b c", ["a", "b c"]), ("['#a', b]", ["a", "b"]), ("'#a/b'", ["a/b"]), ("'#a  #b, c'", ["a", "b", "c"])],
)
def test_tags(typed: str, expected: list[str]) -> None:
    """Tags may be one text with commas, and carry their sign."""
    assert names(f"tags: {typed}", Taxonomy.TAGS) == expected


@pytest.mark.parametrize("typed", ['"[[2026-03-14]]"', "[[2026-03-14]]", '"[[Daily/2026-03-14|Saturday]]"'])
def test_a_date_may_be_a_link_to_the_note_of_that_day(typed: str) -> None:
    """As Obsidian's daily notes are linked to."""
    note = read(f"date: {typed}\nconsent: {{audience: public, given: {typed}}}")
    assert (str(note.date), str(note.interview and note.interview.consent.given), note.diagnostics) == (
        "2026-03-14",
        "2026-03-14",
        (),
    )


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("2026-14-03", "Did you mean 2026-03-14? Write 2026-03-14, 2026-03 or 2026"),
        ("soon", "Write 2026-03-14, 2026-03 or 2026"),
    ],
)
def test_a_bad_date_is_told_with_the_likely_one(typed: str, hint: str) -> None:
    """The hint on a date that cannot be read is what it was probably meant to be, if anything."""
    (found,) = read(f"date: {typed}").diagnostics
    assert (found.code, found.hint) == (Code.BAD_DATE, hint)


def test_a_list_of_one_is_a_value() -> None:
    """Where one value is meant, a list of one is accepted, and a wikilink reads as its label."""
    note = read("title: [A talk]\nperson: '[[people/dana|Dana]]'")
    assert note.interview is not None
    assert (note.title, note.interview.person) == ("A talk", "Dana")


def test_steps_as_mappings() -> None:
    """A step may be a mapping, with the names that résumés use for its parts, and degrees part as in the short form."""
    steps = interview(
        "path:\n- {position: PhD Chemistry, institution: '[[MIT]]', start: 2012-09, end: 2018}\n"
        "- position: Analyst\n  company: Acme\n  start: 2018\n  end: present\n- {role: Clerk, years: 2020–}"
    ).steps
    assert steps == (
        Step("PhD", "MIT", "Chemistry", Date(2012, 9), Date(2018), line=3),
        Step("Analyst", "Acme", "", Date(2018), None, ongoing=True, line=4),
        Step("Clerk", "", "", Date(2020), None, ongoing=True, line=8),
    )


@pytest.mark.parametrize(
    ("last", "goes_on"),
    [
        ("start: 2021", True),
        ("start: 2021, end: ", True),
        ("start: 2021, end: 2023", False),
        ("years: 2021", False),
        ("organization: Acme", False),
    ],
)
def test_the_last_step_goes_on(last: str, goes_on: bool) -> None:
    """A mapping that says when a step began and not when it ended goes on if nothing follows; an earlier one does not."""
    steps = interview(f"path:\n- {{position: Clerk, start: 2018}}\n- {{position: Analyst, {last}}}").steps
    assert [step.ongoing for step in steps] == [False, goes_on]


def test_role_and_organization_default_to_the_last_step() -> None:
    """Where they are now is where the path ends."""
    found = interview("path: [A @ B, C @ D]")
    assert (found.role, found.organization) == ("C", "D")


def test_all_errors_at_once() -> None:
    """Every mistake of a note is found at its own line, and what is right is kept."""
    front_matter = (
        "person: [A, B]\ndate: 2023-02-30\npath:\n  - A @ B (2018–2012)\n  - '@ X'\n  - Analyst @ Acme\n"
        "  - {position: P, start: soon}\nslug: ../x\nfields: [{a: b}, Policy]"
    )
    assert findings(front_matter) == [
        (Code.BAD_VALUE, 2), (Code.BAD_DATE, 3), (Code.BAD_VALUE, 5), (Code.BAD_STEP, 6), (Code.BAD_DATE, 8),
        (Code.BAD_ADDRESS, 9), (Code.BAD_VALUE, 10),
    ]  # fmt: skip
    assert interview(front_matter).steps == (Step("Analyst", "Acme", line=7),)
    assert names(front_matter, Taxonomy.FIELDS) == ["Policy"]


def test_a_bad_step_shows_the_form() -> None:
    """The hint on a step that cannot be read is the form of one."""
    (found,) = read("path: A @ B @ C").diagnostics
    assert found == Diagnostic(
        Code.BAD_STEP, "interviews/dana-rivera.md", "There is more than one @ in this step; each step takes a line of its own, after `- `",
        "Write it as `Position @ Organization (2012–2018)`", 2, 7, 9,
    )  # fmt: skip


def test_lines_of_a_text_are_a_list() -> None:
    """A list typed as lines of one text is that list, and what is wrong in it is told with its line."""
    note = read("path: |\n  - A @ B (2010-2012)\n\n  C @ D (2012-)\n  E @ F @ G\nfields: |\n  Law\n  Art, music")
    assert note.interview is not None
    assert [step.position for step in note.interview.steps] == ["A", "C"]
    assert [mention.name for mention in note.mentions if mention.taxonomy is Taxonomy.FIELDS] == ["Law", "Art, music"]
    assert [(found.code, found.line) for found in note.diagnostics] == [(Code.BAD_STEP, 6)]


@pytest.mark.parametrize(
    ("front_matter", "found"),
    [
        ("date: 04/24/2023", [(Code.UNUSUAL_DATE, 2)]),
        ("fields: Public health, Data science", [(Code.MANY_IN_ONE, 2)]),
        ("skills: a; b;c", [(Code.MANY_IN_ONE, 2)]),
        ("fields: ['Arts, media']", []),
        ("skills: |\n  a, b\n  - c", []),
        ("tags: #one #two", [(Code.COMMENTED_OUT, 2)]),
        ("tags:\n  - #one\n  - two", [(Code.COMMENTED_OUT, 3)]),
        ("role: # where they are now", []),
        ("tags: one #two", []),
        ("career_path: 1,000 papers", []),
        ("date: 04/05/2023", [(Code.AMBIGUOUS_DATE, 2)]),
        ("date: 3/14/26", [(Code.UNUSUAL_DATE, 2)]),
        ("date: 5/6/26", [(Code.AMBIGUOUS_DATE, 2)]),
        ("path: A @ B (2008-12)", [(Code.AMBIGUOUS_DATE, 2)]),
        ("sector: Industry", [(Code.UNKNOWN_SECTOR, 2)]),
        ("sector: government\ncareer_type: primarily research\njob_function: POSTDOCTORAL", []),
        ("job_function: Regulatory", [(Code.UNKNOWN_JOB_FUNCTION, 2)]),
        ("career_type: Fun", [(Code.UNKNOWN_CAREER_TYPE, 2)]),
        ("titel: A", [(Code.MISSPELT_KEY, 2)]),
        ("interviewer: A", [(Code.UNKNOWN_KEY, 2)]),
        ("Title: A", [(Code.MISSPELT_KEY, 2)]),
        ("cssclasses: wide", [(Code.UNKNOWN_KEY, 2)]),
        ("content: A", [(Code.UNKNOWN_KEY, 2)]),
        ("career path: A\nfield: B\nskill: C\ntag: D\nalias: E\norganisation: F\ndescription: G", []),
    ],
)
def test_remarks(front_matter: str, found: list[tuple[Code, int]]) -> None:
    """What can be used but could have been meant otherwise is remarked upon, other spellings of a key are not."""
    assert findings(front_matter) == found


def test_the_nearest_listed_value_is_suggested() -> None:
    """A sector that is not listed is used as typed, with the listed one that is spelt most like it."""
    note = read("sector: Non-profit")
    assert [mention.name for mention in note.mentions] == ["Non-profit"]
    assert [found.hint for found in note.diagnostics] == ["Did you mean `Nonprofit`?"]


def test_a_long_list_is_not_told_whole() -> None:
    """Where no listed value is near and there are many, a few that are like it are named, and where all stand."""
    (few,) = read("sector: Circus").diagnostics
    assert few.hint == f"Listed are: {' · '.join(ucot().sectors)}"
    (many,) = read("job_function: Postdoc in physics").diagnostics
    assert "Postdoctoral" in many.hint
    assert many.hint.endswith(f"`fieldpath schema` lists all {len(ucot().job_functions)}")
    assert len(many.hint) < 200
    (unlike,) = read("job_function: Zzz").diagnostics
    assert unlike.hint == f"`fieldpath schema` lists all {len(ucot().job_functions)}"


def test_a_wiki_brings_its_own_vocabulary() -> None:
    """A vocabulary from the settings takes UCOT's place, and an empty one suggests nothing."""
    own = Reading(vocabulary=Vocabulary(sectors=("Industry",)))
    assert read("sector: INDUSTRY\njob_function: Any", own).diagnostics == ()


def test_unknown_keys_are_kept_as_text() -> None:
    """What has no meaning is kept for templates, in strings, lists and mappings."""
    assert read("rating: 010\nlinks:\n  - {a: [b, ~]}\nsample: true").extra == {
        "rating": "010",
        "links": [{"a": ["b", ""]}],
    }


CONSENT = {
    "consent: public": Consent(Audience.PUBLIC, stated=True),
    "consent: Cohort": Consent(Audience.COHORT, stated=True),
    "title: A": Consent(Audience.PRIVATE, stated=False),
    "r: 5\nconsent: {audience: public, given: 2026-03-14, expires: 2027, name: D., withhold: [path.to, r]}": Consent(
        Audience.PUBLIC, Date(2026, 3, 14), Date(2027), "D.", ("path.end", "r"), stated=True
    ),
    "consent: {audience: public, withhold: organisation}": Consent(
        Audience.PUBLIC, withhold=("organization",), stated=True
    ),
}  # fmt: skip


@pytest.mark.parametrize(("front_matter", "consent"), CONSENT.items())
def test_consent(front_matter: str, consent: Consent) -> None:
    """Consent is a word or a mapping; without it a note is private, and nothing is said to have been stated."""
    found = read(front_matter)
    assert found.interview is not None
    assert found.interview.consent == consent
    assert Code.BAD_CONSENT not in {diagnostic.code for diagnostic in found.diagnostics}


@pytest.mark.parametrize(
    "front_matter",
    [
        "consent: yes",
        "consent:",
        "consent: [public, private]",
        "consent: publik",
        "consent: public\nconsent: public",
        "consent: public\nConsent: private",
        "Consent: public",
        "CONSENT: public",
        "consnet: public",
        "consent given: public",
        "consent: &all public",
        "consent: *all",
        "<<: *all\nconsent: public",
        "consent: !!str public",
        "consent: {withhold: date}",
        "consent: {audience: public, audience: public}",
        "consent: {audience: public, expire: 2026}",
        "consent: {audience: public, expires: tomorrow}",
        "consent: {audience: public, expires: 04/05/2026}",
        "consent: {audience: public, expires: 2026, given: 2027}",
        "consent: {audience: public, withhold: [salery]}",
        "consent: {audience: public, withhold: path.salary}",
        "consent: {audience: public, name: dana RIVERA}\nperson: Dana Rivera",
        "consent: public\nwithhold: organization",
        "consent: public\ntitle: a: b",
        "consent: public\n- x",
    ],
)
def test_consent_fails_closed(front_matter: str) -> None:
    """Whatever cannot be relied on about consent makes the note private, stated so, with an error."""
    note = read(front_matter)
    assert note.interview is not None
    assert note.interview.consent == Consent(Audience.PRIVATE, stated=True)
    assert Code.BAD_CONSENT in {found.code for found in note.diagnostics}


def test_foreign_keys() -> None:
    """A mapped key has the meaning it is given and no other, may serve two of ours, and is not unknown."""
    settings = Reading({"person": "name", "title": "name", "role": "summary", "consent": "permission"})
    note = read("name: Dana\nsummary: Editor\npermission: public", settings)
    assert note.diagnostics == ()
    assert note.interview is not None
    assert (note.title, note.summary, note.interview.role) == ("Dana", "", "Editor")
    assert note.interview.consent.audience is Audience.PUBLIC


def test_our_own_name_wins_over_a_foreign_one() -> None:
    """A note that has both the mapped key and ours is read by ours."""
    assert read("name: A\nperson: B", Reading({"person": "name"})).title == "B"


def test_the_vocabularies_that_come_along() -> None:
    """UCOT has six sectors and 24 job functions besides `Unknown`, and every question has a wording."""
    assert (len(ucot().sectors), len(ucot().job_functions)) == (6, 25)
    assert all(wording.endswith("?") for wording in question_bank().values())


def test_json_schema() -> None:
    """An editor is offered the listed words, and told each key's meaning; lists and single values are both valid."""
    schema = json_schema(ucot())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert properties["fields"]["anyOf"] == [{"type": "string"}, {"items": {"type": "string"}, "type": "array"}]
    assert "Government" in properties["sector"]["anyOf"][0]["enum"]
    assert all("title" in described and "description" in described for described in properties.values())


def test_schema_lists_the_words_of_the_wiki(
    wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An editor suggests what `check` accepts."""
    wiki.settings('[vocabularies]\nsectors = ["Own one", "Own two"]\n')
    monkeypatch.chdir(wiki.root)
    main(["schema"])
    own = capsys.readouterr().out
    monkeypatch.chdir(wiki.root.parent)
    main(["schema"])
    assert (True, False) == ("Own two" in own, "Own two" in capsys.readouterr().out)
