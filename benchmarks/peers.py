"""The other tools: the same notes in their dialect, and the command that builds them.

In: the `content/` folder that `corpus.generate` wrote. Out: a folder each tool can build, with a theme that shows
about what Fieldpath shows: a page a note, terms with paginated lists, feeds. Preparing is never part of what is timed.
What a peer does less than Fieldpath is in its favour, and is said where it happens.
"""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from benchmarks import notes
from benchmarks.tool import Tool, ToolMissingError

THEMES = Path(__file__).parent / "themes"


def _version_of(distribution: str) -> Callable[[], str]:
    def version() -> str:
        try:
            return metadata.version(distribution)
        except metadata.PackageNotFoundError as missing:
            raise ToolMissingError(f"the Python package `{distribution}` is not installed") from missing

    return version


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def _copied_theme(name: str, folder: Path) -> None:
    shutil.copytree(THEMES / name, folder, dirs_exist_ok=True)


def _prepare_hugo(content: Path, folder: Path) -> None:
    """The same six taxonomies, lists that show as much of each interview, others on the same path, previous and next,
    feeds of all terms; but no backlinks, no breadcrumbs, no steps laid side by side, and no interviews related by more
    than their path.
    """
    _copied_theme("hugo", folder)
    interviews = tuple(notes.read(content))
    slugs = {note.person: note.slug for note in interviews}
    for note in interviews:
        values = {
            "title": note.person,
            "date": note.date,
            "role": note.role,
            "organization": note.organization,
            "sector": note.sector,
            "sectors": [note.sector],
            "positions": note.positions,
            "organizations": note.organizations,
            "fields": note.fields,
            "paths": [note.career_path],
            "skills": note.skills,
            "steps": note.steps,
        }
        body = notes.linked(note.body, slugs, lambda slug: f"../{slug}/")
        _write(folder / "content" / "interviews" / f"{note.slug}.md", notes.with_front_matter(values, body))
    _write(folder / "content" / "interviews" / "_index.md", notes.with_front_matter({"title": "Interviews"}, ""))
    for field in notes.read_fields(content):
        values = {"title": field.title}
        _write(folder / "content" / "fields" / field.slug / "_index.md", notes.with_front_matter(values, field.body))


def _prepare_hugo_related(content: Path, folder: Path) -> None:
    """The same with Hugo's own related notes, weighed over three taxonomies: much dearer, so compared apart."""
    _prepare_hugo(content, folder)
    _copied_theme("hugo-related", folder)


def _prepare_pelican(content: Path, folder: Path) -> None:
    """The same six taxonomies, career paths as categories and all others as tags, with lists and feeds; no related
    notes, no previous and next, no path of steps.
    """
    _copied_theme("pelican", folder)
    interviews = tuple(notes.read(content))
    slugs = {note.person: note.slug for note in interviews}
    for note in interviews:
        # Pelican's Markdown reader takes plain `Key: value` lines; its tags are separated by commas.
        head = "\n".join(
            (
                f"Title: {note.person}",
                f"Date: {note.date}",
                f"Slug: {note.slug}",
                f"Category: {note.career_path}",
                f"Tags: {', '.join((*note.fields, *note.skills, *note.positions, *note.organizations, note.sector))}",
                f"Summary: {note.role}, {note.organization}",
            )
        )
        body = notes.linked(note.body, slugs, lambda slug: f"../{slug}/")
        _write(folder / "content" / "interviews" / f"{note.slug}.md", f"{head}\n\n{body}\n")
    for field in notes.read_fields(content):
        head = f"Title: {field.title}\nSlug: {field.slug}"
        _write(folder / "content" / "fields" / f"{field.slug}.md", f"{head}\n\n{field.body}\n")


def _prepare_mkdocs(content: Path, folder: Path) -> None:
    """Every term is a tag, all on one page of tags, and one list of everybody: Material has no paginated lists."""
    _copied_theme("mkdocs", folder)
    interviews = tuple(notes.read(content))
    slugs = {note.person: note.slug for note in interviews}
    for note in interviews:
        values = {"title": note.person, "date": note.date, "tags": [*note.fields, note.career_path, *note.skills]}
        body = notes.linked(note.body, slugs, lambda slug: f"{slug}.md")
        _write(folder / "content" / "interviews" / f"{note.slug}.md", notes.with_front_matter(values, body))
    for field in notes.read_fields(content):
        values = {"title": field.title}
        _write(folder / "content" / "fields" / f"{field.slug}.md", notes.with_front_matter(values, field.body))
    everybody = "\n".join(f"- [{note.person}](interviews/{note.slug}.md)" for note in interviews)
    _write(folder / "content" / "index.md", f"# Career paths\n\n{everybody}\n")
    _write(folder / "content" / "tags.md", "# Tags\n\n<!-- material/tags -->\n")


def _hugo_command(folder: Path, output: Path) -> tuple[str, ...]:
    # Its cache is kept beside its notes, never in the user's own folder.
    places = ("--source", str(folder), "--destination", str(output), "--cacheDir", str(folder / "cache"))
    return (sys.executable, "-m", "hugo", *places)


def _hugo_serve(folder: Path, port: int) -> tuple[str, ...]:
    places = ("--source", str(folder), "--cacheDir", str(folder / "cache"))
    return (sys.executable, "-m", "hugo", "server", *places, "--bind", "127.0.0.1", "--port", str(port), "--watch")


def _pelican_command(folder: Path, output: Path) -> tuple[str, ...]:
    places = ("--settings", str(folder / "pelicanconf.py"), "--output", str(output))
    return (sys.executable, "-m", "pelican", "--quiet", *places)


def _mkdocs_command(folder: Path, output: Path) -> tuple[str, ...]:
    places = ("--config-file", str(folder / "mkdocs.yml"), "--site-dir", str(output))
    return (sys.executable, "-m", "mkdocs", "build", "--quiet", *places)


HUGO = Tool("hugo", _version_of("hugo"), _prepare_hugo, _hugo_command, caches=("cache", "resources"), serve=_hugo_serve)

PEERS = (
    HUGO,
    replace(HUGO, name="hugo-related", prepare=_prepare_hugo_related, serve=None, slow=True),
    Tool("pelican", _version_of("pelican"), _prepare_pelican, _pelican_command, caches=("cache",), slow=True),
    Tool("mkdocs", _version_of("mkdocs-material"), _prepare_mkdocs, _mkdocs_command, slow=True),
)
