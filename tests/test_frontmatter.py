"""Telling front matter from body, and reading its YAML or TOML into values with their places."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.diagnostics import Code
from generator.notes import frontmatter, yaml_values
from generator.notes.frontmatter import FrontMatter, divide
from generator.notes.values import plain


def read(text: str) -> FrontMatter:
    """Divide a text that lies in ``note.md``."""
    return divide(text, "note.md")


def contents(front: FrontMatter) -> dict[str, object]:
    """All values without their places."""
    return {key: plain(entry.value) for key, entry in front.values.entries.items()}


def yaml_contents(block: str) -> dict[str, object]:
    """The values of a YAML block."""
    return contents(read(f"---\n{block}\n---\n"))


def findings(block: str) -> list[tuple[Code, int, int]]:
    """What is wrong with a YAML block: code, line and column in the file."""
    front = read(f"---\n{block}\n---\nBody")
    return [(found.code, found.line, found.column) for found in front.values.diagnostics]


@pytest.mark.parametrize(
    ("text", "values", "body", "first_line"),
    [
        ("---\ntitle: A\n---\nBody\n", {"title": "A"}, "Body\n", 4),
        ("---\ntitle: A\n---\n\n    code\n", {"title": "A"}, "\n    code\n", 4),
        ("\n\n---\ntitle: A\n---\nBody", {"title": "A"}, "Body", 6),
        ("---  \ntitle: A\n---\t\nBody", {"title": "A"}, "Body", 4),
        ("---\ntitle: A\n...\nBody", {"title": "A"}, "Body", 4),
        ("---\ntitle: a --- b\n---\nBody\n---\nmore", {"title": "a --- b"}, "Body\n---\nmore", 4),
        ("---\n---\nBody", {}, "Body", 3),
        ("---\ntitle: A\n---", {"title": "A"}, "", 3),
        ('+++\ntitle = "A"\n+++\nBody', {"title": "A"}, "Body", 4),
        ("---\ncontent: A\n---\nBody", {"content": "A"}, "Body", 4),
        ("—-\ntitle: A\n—-\nBody", {"title": "A"}, "Body", 4),
        ("---\ntitle: A\n–-\nBody", {"title": "A"}, "Body", 4),
        ("\u200b\xa0---\xa0\ntitle: A\n---\xa0\nBody", {"title": "A"}, "Body", 4),
        ("---yaml\ntitle: A\n---\nBody", {"title": "A"}, "Body", 4),
        ('---\ntitle = "A"\n---\nBody', {"title": "A"}, "Body", 4),
        ("+++\ntitle: A\n+++\nBody", {"title": "A"}, "Body", 4),
        ("No front matter\n---\nb: c\n---", {}, "No front matter\n---\nb: c\n---", 1),
        ("", {}, "", 1),
    ],
)
def test_dividing(text: str, values: dict[str, object], body: str, first_line: int) -> None:
    """Front matter stands between fences at the start; the body is untouched, and its first line is known."""
    front = read(text)
    assert (contents(front), front.body, front.first_line) == (values, body, first_line)


@pytest.mark.parametrize(
    "text",
    [
        "---\nSome prose.\n",
        "---\n\nSome prose.\n\n---\nmore",
        "---",
        "+++\n\nSome prose.",
        "—-\n\nSome prose.\n\nDana: yes\n\n—-\n",
        "—\nDana: yes\n",
        "---\nE = mc^2\n---\n",
    ],
)
def test_a_thematic_break_is_markdown(text: str) -> None:
    """A rule at the start with nothing like a key after it is part of the body."""
    assert read(text) == FrontMatter(read("").values, text)


def test_keys_without_a_space_are_not_published() -> None:
    """Fenced lines whose colons lack their space are no mapping, but no text to publish either."""
    front = read("---\nperson:Dana\nconsent:private\n---\nBody")
    assert (front.body, [found.code for found in front.values.diagnostics]) == ("Body", [Code.NOT_A_MAPPING])
    assert front.glimpsed == {"person", "consent"}


def test_unclosed_front_matter_is_not_published() -> None:
    """Front matter without its closing fence is an error, and nothing of the note is taken for its body."""
    front = read("---\nperson: A\nconsent: private\n\nText\n")
    assert (front.body, front.values.sound, front.glimpsed) == ("", False, frozenset({"person", "consent"}))
    assert [found.code for found in front.values.diagnostics] == [Code.UNCLOSED_FRONT_MATTER]


def test_scalars_stay_as_typed() -> None:
    """No text turns into a truth value, a number or a date."""
    assert yaml_contents("a: no\nb: 010\nc: 12:30\nd: 1.10\ne: 2026-03-14\nf: 1_000\ny: on") == {
        "a": "no", "b": "010", "c": "12:30", "d": "1.10", "e": "2026-03-14", "f": "1_000", "y": "on",
    }  # fmt: skip


def test_nothing_is_absent() -> None:
    """An empty value, ``~`` and ``null`` are nothing; the same words in quotes are text."""
    entries = read("---\na:\nb: ~\nc: null\nd: 'null'\n---\n").values.entries
    assert [entry.value.content for entry in entries.values()] == [None, None, None, "null"]


def test_places_are_those_of_the_file() -> None:
    """Keys and values know their line and column in the file, quotes not counted."""
    entries = read("---\na: x\nb:\n  - one\n  - 'two'\n---\n").values.entries
    items = entries["b"].value.content
    assert isinstance(items, list)
    assert [(item.line, item.column) for item in items] == [(4, 5), (5, 6)]
    assert (entries["b"].line, entries["b"].column) == (3, 1)


@pytest.mark.parametrize(
    ("block", "found"),
    [
        ("a: 1\nb: 2\na: 3", [(Code.DUPLICATE_KEY, 4, 1)]),
        ("a: &x 1\nb: *x", [(Code.YAML_ALIAS, 2, 4), (Code.YAML_ALIAS, 3, 4)]),
        ("a: !!python/object:os.system x", [(Code.YAML_ALIAS, 2, 4)]),
        ("title: a: b", [(Code.BAD_YAML, 2, 9)]),
        ("a: 1\n\t- b: 2", [(Code.BAD_YAML, 3, 1)]),
        ("tags: [a, b\nc: d", [(Code.BAD_YAML, 2, 7)]),
        ("title: @foo", [(Code.BAD_YAML, 2, 8)]),
        ('title: "abc\nb: c', [(Code.BAD_YAML, 2, 8)]),
        ('title: "\\q"', [(Code.BAD_YAML, 2, 9)]),
        ("title: {{ page.title }}", [(Code.BAD_YAML, 2, 9)]),
        ("title: a\x01b", [(Code.BAD_YAML, 2, 9)]),
        ("- a: 1", [(Code.NOT_A_MAPPING, 2, 1)]),
        (f"a: {'[' * 40}x{']' * 40}", [(Code.TOO_DEEP, 2, 19)]),
        (f"a: {'x' * 70_000}", [(Code.TOO_DEEP, 2, 0)]),
    ],
)
def test_broken_yaml(block: str, found: list[tuple[Code, int, int]]) -> None:
    """Each mistake is found at its place in the file."""
    assert findings(block) == found


def test_keys_before_a_mistake_are_kept() -> None:
    """Of broken front matter, the keys above the line of the mistake are read, and the result is marked as unsound."""
    front = read("---\nperson: A\ntitle: b: c\n---\nBody")
    assert (contents(front), front.values.sound, front.body) == ({"person": "A"}, False, "Body")


def test_the_first_of_two_equal_keys_stands_but_is_doubted() -> None:
    """A key given twice keeps its first value, and is marked as not to be relied on."""
    front = read("---\na: 1\nb:\n  c: 1\n  c: 2\na: 2\n---\n")
    assert (contents(front), front.values.doubtful) == ({"a": "1", "b": {"c": "1"}}, frozenset({"a", "b"}))


def test_toml_values_are_text() -> None:
    """TOML's dates, numbers and truth values come as text, each with the line of its key."""
    front = read('+++\nday = 2026-03-14\nn = 1.10\nyes = true\n[consent]\naudience = "public"\n+++\n')
    assert contents(front) == {"day": "2026-03-14", "n": "1.10", "yes": "true", "consent": {"audience": "public"}}
    assert [entry.line for entry in front.values.entries.values()] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("block", "code", "line"),
    [("a = 1\nb = x", Code.BAD_TOML, 3), ("a = 1\na = 2", Code.BAD_TOML, 3), (f"a = {'[' * 9000}", Code.TOO_DEEP, 2),
        (f"a{'.a' * 9000} = 1", Code.TOO_DEEP, 2),
     (f"a = {'9' * 5000}", Code.BAD_TOML, 2)],
)  # fmt: skip
def test_broken_toml(block: str, code: Code, line: int) -> None:
    """Each mistake in TOML is found at its line."""
    diagnostics = read(f"+++\n{block}\n+++\n").values.diagnostics
    assert [(found.code, found.line) for found in diagnostics] == [(code, line)]


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.text(max_size=40), max_size=5), st.booleans())
def test_yaml_round_trip(values: dict[str, str], in_python: bool) -> None:
    """Whatever text safe_dump writes comes back equal, from the C parser and from the Python one."""
    block = yaml.safe_dump(values, allow_unicode=False)
    with pytest.MonkeyPatch.context() as patch:
        if in_python:
            patch.setattr(yaml_values, "Loader", yaml.SafeLoader)
        entries = yaml_values.read_yaml(block, "note.md", 2).entries
    assert {key: entry.value.content for key, entry in entries.items()} == values


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.sampled_from(["---", "+++"]), st.booleans())
def test_any_text_is_divided(text: str, fence: str, in_python: bool) -> None:
    """No text between fences makes reading fail."""
    with pytest.MonkeyPatch.context() as patch:
        if in_python:
            patch.setattr(yaml_values, "Loader", yaml.SafeLoader)
        read(f"{fence}\na: 1\n{text}\n{fence}\nBody")


yaml_like = st.lists(
    st.sampled_from([*"abc:-[]{}&*!|>'\"%@`#,? \n\t\\", "\n", ": ", "- ", "  ", "\\ud800"]), max_size=30
).map("".join)


@given(yaml_like, st.booleans())
def test_anything_like_yaml_is_divided(text: str, in_python: bool) -> None:
    """No arrangement of YAML's own signs makes reading fail, and what comes out can be written to a file."""
    with pytest.MonkeyPatch.context() as patch:
        if in_python:
            patch.setattr(yaml_values, "Loader", yaml.SafeLoader)
        front = read(f"---\na: 1\n{text}\n---\nBody")
    str(contents(front)).encode()


SIGNS = (frontmatter._ASTRAY, frontmatter._INLINE, frontmatter._PERSON, frontmatter._AGAINST)


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(["", "---\ntitle: A\n---\n", "---\nconsent: public\n---\n"]),
    st.sampled_from(["", "Words.\n", "- ", "```\n"]),
    st.sampled_from(SIGNS).flatmap(st.from_regex),
)
@example("", "", "con\u017fent: private")
@example("---\nconsent: public\n---\n", "", "publ\u0131shed: no")
@example("", "", "PUBL\u0130SH:: no")
def test_no_sign_in_a_body_is_passed_over(keys: str, before: str, sign: str) -> None:
    """What tells at a glance that a body has no keys astray is never wrong, whatever the case of letters."""
    text = f"{keys}{before}{sign}\n\nWords.\n"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(frontmatter, "_HINTS", dict.fromkeys(SIGNS, ("",)))
        expected = read(text)
    assert expected == read(text)
