"""`fieldpath consent`: who has agreed to what, and whom to ask again."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from click.testing import CliRunner, Result

from generator.cli.consent import command
from tiny_wiki import TinyWiki

_TODAY = ("--date", "2026-06-01")


@pytest.fixture
def here(wiki: TinyWiki, monkeypatch: pytest.MonkeyPatch) -> TinyWiki:
    """A wiki whose folder is the current one."""
    (wiki.root / "content").mkdir()
    monkeypatch.chdir(wiki.root)
    return wiki


def person(wiki: TinyWiki, name: str, consent: str = "") -> None:
    """An interview with somebody, and the line or lines about consent in it."""
    lines = f"consent: {consent}\n" if consent else ""
    wiki.write(f"interviews/{name.lower().replace(' ', '-')}.md", f"---\nperson: {name}\n{lines}---\n")


def asked(*arguments: str) -> Result:
    """What the command answers."""
    return CliRunner().invoke(command, [*_TODAY, *arguments], standalone_mode=False)


def entries(*arguments: str) -> dict[str, dict[str, Any]]:
    """The entries as JSON, by person."""
    told = json.loads(asked("--format", "json", *arguments).stdout)
    return {entry["person"]: entry for entry in told["interviews"]}


def test_the_table_names_everyone(here: TinyWiki) -> None:
    """The table shows the person, the audience, the days, the stand-in, and counts."""
    person(here, "Dana Rivera", "{audience: cohort, given: 2026-01-02, expires: 2030-01-02, name: A manager}")
    person(here, "Sam Okafor", "public")
    told = asked().stdout
    row = next(line for line in told.split("\n") if "Dana" in line)
    assert ["Dana", "Rivera", "cohort", "2026-01-02", "2030-01-02", "A", "manager"] == row.split()
    assert told.endswith("2 interviews: 1 public, 1 cohort\n")


def test_json_has_every_column(here: TinyWiki) -> None:
    """The shape that programs rely on."""
    person(here, "Dana Rivera", "{audience: public, given: 2026-01-02, withhold: [path.organization, role]}")
    expected = {
        "file": "interviews/dana-rivera.md",
        "person": "Dana Rivera",
        "audience": "public",
        "stated": True,
        "since": "2026-01-02",
        "until": "",
        "stand_in": "",
        "withhold": ["path.organization", "role"],
        "missing": [],
    }
    assert {"Dana Rivera": expected} == entries()


def test_a_portrait_that_is_withheld_is_nothing_missing(here: TinyWiki) -> None:
    """Who has agreed need not be asked again because of a picture."""
    consent = "consent: {audience: public, given: 2026-01-02, name: A manager}"
    here.write("interviews/dana.md", f"---\nperson: Dana Rivera\n{consent}\nimage: dana.jpg\n---\n")
    assert [] == entries()["Dana Rivera"]["missing"]


@pytest.mark.parametrize(
    ("consent", "audience", "missing"),
    [
        ("", "private", "no consent stated"),
        ("public", "public", "no day noted"),
        ("{audience: public, given: 2020-01-01, expires: 2026-06-01}", "private", "expired"),
        ("{audience: public, given: 2020-01-01, expires: 2026-06-02}", "public", ""),
        ("pubic", "private", "the note is private"),
        ("{audience: public, name: Dana R, given: 2026-01-01}", "public", ""),
        ("{audience: public, name: The Dana Rivera, given: 2026-01-01}", "private", "holds the real"),
    ],
)
def test_the_audience_is_the_one_in_force(here: TinyWiki, consent: str, audience: str, missing: str) -> None:
    """Past its day, or in doubt, an interview is private, and the table says why."""
    person(here, "Dana Rivera", consent)
    entry = entries()["Dana Rivera"]
    assert (audience, True) == (entry["audience"], missing in "; ".join(entry["missing"]))
    assert bool(missing) == bool(entry["missing"])


def test_the_default_of_the_wiki_is_named(here: TinyWiki) -> None:
    """Where the settings make interviews public that do not say, the table tells."""
    here.settings('[consent]\ndefault = "public"\n')
    person(here, "Dana Rivera")
    entry = entries()["Dana Rivera"]
    assert ("public", ["no consent stated; public by the settings"]) == (entry["audience"], entry["missing"])


def test_two_notes_on_one_person_have_the_narrower_audience(here: TinyWiki) -> None:
    """What one note holds back, another on the same person does not show."""
    person(here, "Dana Rivera", "{audience: public, given: 2026-01-01}")
    here.write("interviews/later.md", "---\nperson: Dana Rivera\nconsent: private\n---\n")
    told = json.loads(asked("--format", "json").stdout)["interviews"]
    assert ["private", "private"] == [entry["audience"] for entry in told]


@pytest.mark.parametrize(
    ("consent", "reason"),
    [
        ("", "no consent stated"),
        ("private", "private, and no answer is noted"),
        ("{audience: private, given: 2026-01-01}", None),
        ("public", None),
        ("{audience: public, given: 2026-01-01, expires: 2026-07-31}", "expires on 2026-07-31"),
        ("{audience: public, given: 2026-01-01, expires: 2026-08-01}", None),
        ("{audience: public, given: 2024-01-01, expires: 2026-05-31}", "expired on 2026-05-31"),
        ("{audience: public, given: 2021-06-01}", "agreed on 2021-06-01, more than 5 years ago"),
        ("{audience: public, given: 2021-06-02}", None),
    ],
)
def test_due_lists_those_to_ask_again(here: TinyWiki, consent: str, reason: str | None) -> None:
    """Consent that is lacking, gone, soon to go or old is a reason to ask; an answer that holds is none."""
    person(here, "Dana Rivera", consent)
    assert ([reason] if reason else []) == [entry["reason"] for entry in entries("--due", "60").values()]


def test_a_file_that_cannot_be_read_is_told_of(here: TinyWiki) -> None:
    """What is missing from the table is not passed over in silence."""
    (here.root / "content" / "gone.md").symlink_to(here.root / "elsewhere.md")
    person(here, "Dana Rivera", "public")
    (here.root / "elsewhere.md").write_text("x", encoding="utf-8")
    answer = asked()
    assert (1, True, True) == (answer.return_value, "Dana" in answer.stdout, "gone.md" in answer.stderr)


def test_a_folder_that_is_not_there_opens_nothing(here: TinyWiki) -> None:
    """The settings count as they do in a build: where one of their folders is lost, no default holds."""
    person(here, "Dana Rivera")
    here.settings('[consent]\ndefault = "public"\nfolders = {"nowhere" = "public"}\n')
    result = asked()
    assert (1, "1 interview: 1 private") == (result.return_value, result.stdout.strip().split("\n")[-1])
    assert "nowhere" in result.stderr


def test_a_damaged_cache_is_set_aside(here: TinyWiki) -> None:
    """What was remembered wrongly is read anew, and that is told once."""
    person(here, "Dana Rivera", "public")
    expected = asked().stdout
    with closing(sqlite3.connect(here.wiki.cache / "consent.sqlite")) as cache:
        cache.execute("update notes set note = x'00'")
        cache.commit()
    assert (expected, True) == ((told := asked()).stdout, "damaged" in told.stderr)
    assert (expected, "") == ((told := asked()).stdout, told.stderr)


def test_the_last_day_there_is(here: TinyWiki) -> None:
    """A century from now may be more than a calendar has."""
    person(here, "Dana Rivera", "{audience: public, given: 2026-01-02, expires: 9999-01-02}")
    late = CliRunner().invoke(command, ["--date", "9990-01-01", "--due", "36500"], standalone_mode=False)
    assert "Dana Rivera" in " ".join(late.stdout.split())
