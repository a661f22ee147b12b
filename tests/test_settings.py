"""Settings, and where a wiki lies."""

from __future__ import annotations

import pickle
import re
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import settings as module
from generator.diagnostics import Code, Origin, Severity
from generator.notes.keys import KEYS
from generator.settings import (
    FRONT_MATTER_KEYS,
    ConsentSettings,
    Settings,
    Vocabularies,
)
from generator.settings_file import load_settings, parse_settings, unmet_keys
from generator.wiki import Wiki, locate

names = st.sampled_from(["title", "page_size", "ignore", "frontmatter", "consent", "base_url", "vocabularies", "tilte"])
values = st.sampled_from(
    [
        '"x"',
        "3",
        "true",
        '["a"]',
        "[1]",
        "{}",
        "[{}]",
        '{default = "x"}',
        "{person = 1}",
        '{folders = "x"}',
        "1979-05-27",
    ]
)


def test_missing_file_means_defaults(tmp_path: Path) -> None:
    """A wiki needs no settings file."""
    assert (Settings(), ()) == load_settings(tmp_path / "fieldpath.toml")


def test_every_setting_is_read(tmp_path: Path) -> None:
    """What the file says is what the settings hold; a byte-order mark does no harm."""
    file = tmp_path / "fieldpath.toml"
    file.write_text(
        """
        title = " Careers "
        description = "d"
        language = "pt-BR"
        base_url = "https://example.org/wiki/"
        author = "A"
        page_size = 10
        ignore = ["drafts/"]
        [frontmatter]
        person = "title"
        [consent]
        default = "cohort"
        [consent.folders]
        "interviews/old/" = "public"
        [vocabularies]
        sectors = ["Space"]
        """,
        encoding="utf-8-sig",
    )
    expected = Settings(
        title="Careers",
        description="d",
        language="pt-BR",
        base_url="https://example.org/wiki",
        author="A",
        page_size=10,
        ignore=("drafts/",),
        frontmatter={"person": "title"},
        consent=ConsentSettings("cohort", {"interviews/old": "public"}),
        vocabularies=Vocabularies(sectors=("Space",)),
    )
    assert (expected, ()) == load_settings(file)


def test_unknown_key_is_named_with_its_line_and_a_suggestion() -> None:
    """A misspelt key costs nothing else, and the finding says what may have been meant."""
    settings, (finding,) = parse_settings('title = "T"\n\npagesize = 20\n')
    assert Settings(title="T") == settings
    assert (Code.UNKNOWN_SETTING, 3, "Did you mean `page_size`?") == (finding.code, finding.line, finding.hint)
    assert (Origin.WIKI, "fieldpath.toml") == (finding.origin, finding.path)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title = 3", 1),
        ('\npage_size = "ten"', 2),
        ("page_size = true", 1),
        ("page_size = 0", 1),
        ('base_url = "ftp://example.org"', 1),
        ('base_url = "http://["', 1),
        ('language = "not a tag!"', 1),
        ("[vocabularies]\nsectors = 3", 2),
        ("[consent]\ndefault = 'publik'", 2),
    ],
)
def test_bad_value_leaves_the_default(text: str, line: int) -> None:
    """A value of the wrong kind is an error at its line, and that key keeps its default."""
    settings, (finding,) = parse_settings(text)
    assert Settings() == settings
    assert (Code.BAD_SETTINGS, line) == (finding.code, finding.line)


def test_all_mistakes_are_reported_at_once() -> None:
    """One bad key hides no other, and good keys stay."""
    settings, findings = parse_settings('title = 1\npage_size = "x"\nauthor = "A"\nnope = 2\n')
    assert Settings(author="A") == settings
    assert [1, 2, 4] == sorted(finding.line for finding in findings)


def test_unknown_front_matter_key_is_reported() -> None:
    """Only keys of ours can be mapped; the good ones still are."""
    settings, (finding,) = parse_settings('[frontmatter]\npersn = "who"\nrole = "summary"\n')
    assert {"role": "summary"} == settings.frontmatter
    assert (Code.SETTINGS_IN_DOUBT, 2, "Did you mean `person`?") == (finding.code, finding.line, finding.hint)


def test_every_front_matter_key_can_be_mapped() -> None:
    """The settings know exactly the keys that notes know."""
    assert sorted(KEYS) == sorted(FRONT_MATTER_KEYS)


@pytest.mark.parametrize("mistake", ['folder = "x"', "allow = 3"])
def test_consent_fails_closed(mistake: str) -> None:
    """Whatever is wrong in the consent table, nothing becomes visible by it; what is private in it stays so."""
    folders = '[consent.folders]\n"people" = "cohort"\n"interviews" = "public"'
    settings, findings = parse_settings(f'[consent]\ndefault = "public"\n{mistake}\n{folders}')
    assert ConsentSettings("private", {"people": "private"}) == settings.consent
    assert "every interview that does not say is private" in findings[0].hint


def test_nearest_folder_decides_on_consent() -> None:
    """A folder's own word counts before that of the folder around it; a folder of a similar name is another folder."""
    consent = ConsentSettings("private", {"interviews": "cohort", "interviews/old": "public"})
    paths = ["interviews/old/2019/a.md", "interviews/older/a.md", "Interviews/a.md", "a.md"]
    assert ["public", "cohort", "cohort", "private"] == [consent.named_for(path) or consent.default for path in paths]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("title = ", 1, 0), ('a = 1\ntitle = "x\n', 2, 11), ("= 3", 1, 1), ("x = " + "[" * 5000, 0, 0)],
)
def test_broken_toml_gives_defaults_and_the_place(text: str, line: int, column: int) -> None:
    """Settings that are no TOML are an error where the parser stopped."""
    settings, (finding,) = parse_settings(text)
    assert Settings() == settings
    assert (Code.SETTINGS_IN_DOUBT, line, column) == (finding.code, finding.line, finding.column)


def test_settings_that_are_not_utf8(tmp_path: Path) -> None:
    """Another encoding is an error at the line of its first odd byte."""
    file = tmp_path / "fieldpath.toml"
    file.write_bytes(b'author = "a"\ntitle = "caf\xe9"\n')
    settings, (finding,) = load_settings(file)
    assert (Settings(), Code.SETTINGS_IN_DOUBT, 2) == (settings, finding.code, finding.line)


def test_settings_that_are_a_folder(tmp_path: Path) -> None:
    """A settings file that cannot be read is an error, not a crash."""
    assert Code.SETTINGS_IN_DOUBT == load_settings(tmp_path)[1][0].code


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[frontmatter]\nperson = 3", 2),
        ('[frontmatter]\nperson = ["title", "name"]', 2),
        ("frontmatter = []", 1),
        ('[consent.folders]\n"interviews/secret" = "privat"', 2),
        ('[consent.folders]\n"../x" = "private"', 2),
        ("ignore = 3", 1),
        ('exclude = ["private/"]', 1),
        ('ignored = ["private/"]', 1),
        ('[frontmatter]\nPerson = "title"', 2),
        ('[frontmatter]\nconsnet = "permission"', 2),
        ('\n[front_matter]\nperson = "title"', 2),
        ('[frontmater]\nconsent = "permission"', 1),
        ('[Consent]\ndefault = "public"', 1),
        ('person = "who"', 1),
        ('[vocabularies]\nconsent = "agreement"', 2),
        ('[consent.frontmatter]\nperson = "who"', 1),
        ('[properties]\nperson = "who"', 1),
        ('consent = "agreement"', 1),
    ],
)
def test_what_may_say_who_is_an_interview_is_in_doubt(text: str, line: int) -> None:
    """A mistake in how notes are to be read is no small one: it may make a page of an interview."""
    _, (finding,) = parse_settings(text)
    assert (Code.SETTINGS_IN_DOUBT, Severity.ERROR, line) == (finding.code, finding.severity, finding.line)


@given(st.lists(st.tuples(names, values), max_size=4, unique_by=lambda pair: pair[0]))
def test_no_settings_file_stops_a_build(pairs: list[tuple[str, str]]) -> None:
    """Any TOML gives settings, and a finding wherever they are not what was typed."""
    settings, findings = parse_settings("\n".join(f"{name} = {value}" for name, value in pairs))
    assert settings == pickle.loads(pickle.dumps(settings))
    assert all(finding.message and finding.line for finding in findings)


@pytest.mark.parametrize("table", [Settings, ConsentSettings, Vocabularies])
def test_every_setting_is_documented(table: type[Settings | ConsentSettings | Vocabularies]) -> None:
    """Each setting is followed by a docstring that names its default."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    for setting in fields(table):
        documented = rf'^    {setting.name}: .*\n    """[^"]*(?:"[^"]+)*?Default: '
        assert re.search(documented, source, re.MULTILINE), setting.name


def test_wiki_is_where_its_settings_are(tmp_path: Path) -> None:
    """From a folder inside a wiki, the nearest settings file at or above it marks the root."""
    (tmp_path / "fieldpath.toml").touch()
    inside = tmp_path / "content" / "interviews"
    inside.mkdir(parents=True)
    expected = Wiki(
        root=tmp_path,
        content=tmp_path / "content",
        templates=tmp_path / "templates",
        output=tmp_path / "site",
        cache=tmp_path / ".fieldpath",
        settings_file=tmp_path / "fieldpath.toml",
    )
    assert expected == locate(content=None, config=None, output=None, cwd=inside)


def test_options_are_relative_to_the_folder_of_the_command(tmp_path: Path) -> None:
    """A settings file that is named decides the root; content and output start where the command was typed."""
    wiki = locate(content=Path("notes"), config=Path("../w/my.toml"), output=Path("../out"), cwd=tmp_path / "here")
    paths = (wiki.root, wiki.settings_file, wiki.content, wiki.output)
    assert (tmp_path / "w", tmp_path / "w/my.toml", tmp_path / "here/notes", tmp_path / "out") == paths


def test_content_option_leads_to_its_wiki(tmp_path: Path) -> None:
    """Called from elsewhere with only the content named, the settings beside that content are used."""
    (tmp_path / "w/content").mkdir(parents=True)
    (tmp_path / "w/fieldpath.toml").touch()
    (tmp_path / "elsewhere").mkdir()
    wiki = locate(content=tmp_path / "w/content", config=None, output=None, cwd=tmp_path / "elsewhere")
    assert tmp_path / "w" == wiki.root


def test_without_settings_the_wiki_is_here(tmp_path: Path) -> None:
    """A folder without a settings file is a wiki too."""
    assert tmp_path == locate(content=None, config=None, output=None, cwd=tmp_path).root


def test_finding_is_placed_in_its_folder(tmp_path: Path) -> None:
    """A finding's path starts at the folder of its origin."""
    wiki = locate(content=Path("notes"), config=Path("my.toml"), output=None, cwd=tmp_path)
    assert tmp_path / "notes/a.md" == wiki.place(Origin.CONTENT, "a.md")
    assert tmp_path / "my.toml" == wiki.place(Origin.WIKI, "fieldpath.toml")


def test_settings_that_go_while_they_are_looked_at_have_no_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is to be told of them is told all the same."""
    file = tmp_path / "fieldpath.toml"
    file.write_text('[frontmatter]\nperson = "tilte"\n')

    def gone(_: Path) -> bytes:
        raise FileNotFoundError

    found = [unmet.line for unmet in unmet_keys(file, {"person": "tilte"}, {"person": "title"})]
    monkeypatch.setattr(Path, "read_bytes", gone)
    found += [unmet.line for unmet in unmet_keys(file, {"person": "tilte"}, {"person": "title"})]
    assert [2, 0] == found
