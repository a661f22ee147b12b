"""The documentation tells of everything there is, and its links work."""

from __future__ import annotations

import re
import shlex
from dataclasses import fields, is_dataclass
from pathlib import Path

import click
import pytest

from generator.cli.program import program
from generator.diagnostics import Code, Diagnostic
from generator.notes.markdown.sanitizing import EVERYWHERE, PROSE_ATTRIBUTES
from generator.notes.schema import NoteFields
from generator.settings import Settings
from generator.theme import theme_folder

_ROOT = Path(__file__).parents[1]
_PAGES = sorted([*_ROOT.glob("*.md"), *_ROOT.glob("docs/*.md")])
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def doc(name: str) -> str:
    """The text of a page of the docs."""
    return (_ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("code", list(Code))
def test_every_finding_is_explained(code: Code) -> None:
    """Each code has a heading of its own, with the severity that it has."""
    headings = "\n".join(line for line in doc("diagnostics.md").split("\n") if line.startswith("### "))
    assert f"`{code}` ({Diagnostic(code, '', '').severity})" in headings


def test_all_html_that_may_be_used_is_listed() -> None:
    """Each element and attribute stands in the table, but for headings, of which the first and the last do."""
    table = doc("writing.md").partition("### HTML")[2].partition("###")[0]
    listed = set(re.findall(r"`([a-z1-6]+)`", table))
    allowed = set(PROSE_ATTRIBUTES).union(*PROSE_ATTRIBUTES.values(), EVERYWHERE) - {"h2", "h3", "h4", "h5"}
    assert allowed == listed


def test_every_setting_is_explained() -> None:
    """Each key of the settings stands in a table of its page, and in the settings of a new wiki."""
    tables = {field.name: field.default for field in fields(Settings)}
    inner = [each.name for table in tables.values() if is_dataclass(table) for each in fields(table)]
    page, starter = doc("settings.md"), (_ROOT / "generator/data/starter/fieldpath.toml").read_text(encoding="utf-8")
    assert [] == [key for key in [*tables, *inner] if f"`{key}`" not in page and f"`[{key}]`" not in page]
    assert [] == [key for key in [*tables, *inner] if not re.search(rf"^#? ?\[?{key}\b", starter, re.MULTILINE)]


def test_every_key_of_front_matter_is_explained() -> None:
    """Each key that a note can have stands on the page about writing."""
    page = doc("writing.md")
    assert [] == [key for key in NoteFields.model_fields if f"`{key}`" not in page]


def test_every_command_and_option_is_explained() -> None:
    """Each command has a heading, and each of its options is named below it."""
    sections = {part.split("`")[0]: part for part in doc("commands.md").split("## `fieldpath ")[1:]}
    missing: list[str] = []
    for name, command in commands():
        section = next((text for heading, text in sections.items() if f"{heading} ".startswith(f"{name} ")), "")
        options = [option for param in command.params for option in param.opts if option.startswith("--")]
        missing += [f"{name} {option}" for option in options if f"{option}" not in section] if section else [name]
    assert [] == missing


def commands() -> list[tuple[str, click.Command]]:
    """All commands by their full names, but for groups of them."""
    found: list[tuple[str, click.Command]] = []
    context = click.Context(program)
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found += [(f"{name} {inner}", each) for inner, each in command.commands.items()]
        else:
            found.append((name, command))
    return found


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_every_command_line_is_one(page: Path) -> None:
    """Each command line in the docs has a command that exists, with options that it has."""
    known = {name: {option for param in each.params for option in param.opts} for name, each in commands()}
    wrong: list[str] = []
    for line in re.findall(r"(?:^|`|run: )(fieldpath [a-z][^`\n>|#]*)", page.read_text(encoding="utf-8"), re.MULTILINE):
        _, name, *rest = shlex.split(line)
        name = f"new {rest[0]}" if name == "new" and rest else name
        options = {word.partition("=")[0] for word in rest if word.startswith("--")}
        if name not in known or not options <= known[name] | {"--help"}:
            wrong.append(line)
    assert [] == wrong


def test_every_template_is_explained() -> None:
    """Each template that can be replaced stands on the page about themes."""
    page = doc("themes.md")
    assert [] == [file.name for file in theme_folder().glob("*.*") if f"`{file.name}`" not in page]


@pytest.mark.parametrize("page", _PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link of every page leads to a file and, where it has a fragment, to a heading."""
    missing: list[str] = []
    for link in _LINK.findall(_CODE.sub("", page.read_text(encoding="utf-8"))):
        if "://" in link:
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_file() or (fragment and fragment not in anchors(target)):
            missing.append(link)
    assert [] == missing


def anchors(page: Path) -> set[str]:
    """The fragments of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
