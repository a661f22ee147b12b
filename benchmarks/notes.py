"""The invented wiki, read back for a tool that speaks another dialect.

In: the `content/` folder that `corpus.generate` wrote. Out: one frozen `Note` an interview, and the wikilinks
of its body turned into ordinary links by a rule that the caller gives.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import frontmatter

_WIKILINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")


@dataclass(frozen=True, slots=True)
class Note:
    """One interview; `steps` is the `path` key, a name that Hugo keeps for itself."""

    slug: str
    person: str
    role: str
    organization: str
    date: str
    sector: str
    fields: tuple[str, ...]
    career_path: str
    steps: tuple[str, ...]
    skills: tuple[str, ...]
    body: str

    @property
    def positions(self) -> tuple[str, ...]:
        """Of each step what the person was, each once."""
        return tuple(dict.fromkeys(step.partition(" @ ")[0] for step in self.steps))

    @property
    def organizations(self) -> tuple[str, ...]:
        """Of each step where, each once."""
        return tuple(dict.fromkeys(step.partition(" @ ")[2].rpartition(" (")[0] for step in self.steps))


def _texts(value: object) -> tuple[str, ...]:
    """A front-matter list; anything else means that corpus.py and this file no longer agree."""
    if not isinstance(value, list):
        raise TypeError(f"a list was expected, not {value!r}")
    return tuple(map(str, value))


def read(content: Path) -> Iterator[Note]:
    """All interviews in the order of their file names."""
    for file in sorted((content / "interviews").glob("*.md")):
        post = frontmatter.loads(file.read_text(encoding="utf-8"))
        yield Note(
            slug=file.stem,
            person=str(post["person"]),
            role=str(post["role"]),
            organization=str(post["organization"]),
            date=str(post["date"]),
            sector=str(post["sector"]),
            fields=_texts(post["fields"]),
            career_path=str(post["career_path"]),
            steps=_texts(post["path"]),
            skills=_texts(post["skills"]),
            body=post.content,
        )


def linked(body: str, slugs: Mapping[str, str], address: Callable[[str], str]) -> str:
    """The body with `[[Name|label]]` as `[label](address of Name's slug)`."""

    def link(match: re.Match[str]) -> str:
        name, label = match.group(1), match.group(2)
        return f"[{label or name}]({address(slugs[name])})"

    return _WIKILINK.sub(link, body)


def with_front_matter(values: Mapping[str, object], body: str) -> str:
    """A note for another tool. JSON is YAML too, so every value is quoted rightly without a YAML writer."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
    return "\n".join(("---", *lines, "---", "", body, ""))


@dataclass(frozen=True, slots=True)
class FieldNote:
    """The description of one field."""

    slug: str
    title: str
    body: str


def read_fields(content: Path) -> Iterator[FieldNote]:
    """All field notes in the order of their file names."""
    for file in sorted((content / "fields").glob("*.md")):
        post = frontmatter.loads(file.read_text(encoding="utf-8"))
        yield FieldNote(file.stem, str(post["title"]), post.content)
