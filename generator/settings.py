"""The wiki's settings: what ``fieldpath.toml`` can say, as values.

Each setting stands here once: its name, its type, what it must be besides, its default, and what it means. Everything
that is built knows these values, so this imports next to nothing. No file is read here, and nothing here knows what a
setting does to a page.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal
from unicodedata import normalize

SETTINGS_FILE = "fieldpath.toml"
"""The name of the settings file, at the root of a wiki."""

FRONT_MATTER_KEYS = (
    "kind", "title", "slug", "summary", "date", "aliases", "image", "tags",
    "person", "role", "organization", "fields", "career_path", "sector", "career_type", "job_function", "skills",
    "path", "referred_by", "consent", "series", "part", "taxonomy", "broader", "sample",
)  # fmt: skip
"""The keys of ours that ``[frontmatter]`` may map onto another vault's."""

AudienceName = Literal["private", "cohort", "public"]
"""Who may see, as a word in the settings."""

_STRICT = {"extra": "forbid"}
"""To pydantic: a key that no setting has is a mistake."""

_WEB_ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?(/[^\s?#<>\"\\]*)?")


def _web_address(text: str) -> str:
    if text and not _WEB_ADDRESS.fullmatch(text):
        raise ValueError("an address that starts with https://, such as https://example.org/wiki")
    return text.rstrip("/")


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _folder(text: str) -> str:
    folder = normalize("NFC", text.strip("/"))
    if "\\" in folder or not {"", ".", ".."}.isdisjoint(folder.split("/")):
        raise ValueError("a folder of the content, such as interviews/2019")
    return folder


def _key_of_ours(text: str) -> str:
    if text not in FRONT_MATTER_KEYS:
        raise ValueError("a key that Fieldpath knows")
    return text


def _is_in(path: str, folder: str) -> bool:
    return not folder or normalize("NFC", path).casefold().startswith(f"{folder.casefold()}/")


class _Limits:
    """What a value must be besides its type, in the words of pydantic's schemas.

    Only whoever reads the file asks for it. Pydantic's own markers say the same, but to import them takes a third of
    the time of a build in which nothing differs.
    """

    def __init__(self, **limits: object) -> None:
        self._limits = limits

    def __get_pydantic_core_schema__(self, source: object, schema_of: Callable[[object], Any]) -> Any:
        return {**schema_of(source), **self._limits}


class _Through:
    """A function that a value goes through once its type is found right, or ``before`` it is looked at. It returns what
    holds instead, or raises a `ValueError` with what was wanted.
    """

    def __init__(self, function: Callable[[Any], object], *, before: bool = False) -> None:
        self._function, self._before = function, before

    def __get_pydantic_core_schema__(self, source: object, schema_of: Callable[[object], Any]) -> Any:
        from pydantic_core import core_schema as schemas

        through = (
            schemas.no_info_before_validator_function if self._before else schemas.no_info_after_validator_function
        )
        return through(self._function, schema_of(source))


Line = Annotated[str, _Limits(strip_whitespace=True)]
FilledLine = Annotated[str, _Limits(strip_whitespace=True, min_length=1)]


@dataclass(frozen=True, slots=True)
class ConsentSettings:
    """The table ``[consent]``: who may see a note that says nothing about it.

    A mistake anywhere in this table makes all of it private, and one in ``folders`` stops the build: consent fails
    closed.
    """

    __pydantic_config__: ClassVar[Mapping[str, str]] = _STRICT

    default: AudienceName = "private"
    """Who may see such an interview: ``private``, ``cohort`` or ``public``. Default: ``private``."""

    folders: Mapping[Annotated[FilledLine, _Through(_folder)], AudienceName] = field(default_factory=dict)
    """The same for all notes of one folder of the content, such as ``"interviews/2019" = "public"``. Default: none."""

    allow: tuple[FilledLine, ...] = ()
    """Words that the leak check lets pass though they are somebody's: a surname that is also a city. Default: none."""

    def closed(self) -> ConsentSettings:
        """The same without anything that opens what would be private: what is for some only is for nobody."""
        return ConsentSettings(
            folders={name: "private" for name, audience in self.folders.items() if audience != "public"}
        )

    def named_for(self, path: str) -> AudienceName | None:
        """Who may see the note at ``path`` (relative to the content folder) by its nearest named folder, if it is in
        one.
        """
        nearest = self.folder_around(path)
        return None if nearest is None else self.folders[nearest]

    def folder_around(self, path: str) -> str | None:
        """The nearest named folder that a file is in, if it is in one."""
        return max((name for name in self.folders if _is_in(path, name)), key=len, default=None)


@dataclass(frozen=True, slots=True)
class Vocabularies:
    """The table ``[vocabularies]``: the values that a wiki accepts without a hint, instead of the taxonomy's own."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _STRICT

    sectors: tuple[FilledLine, ...] = ()
    """Workforce sectors. Default: empty, which means those of the Unified Career Outcomes Taxonomy."""

    job_functions: tuple[FilledLine, ...] = ()
    """Job functions. Default: empty, which means those of the Unified Career Outcomes Taxonomy."""

    career_types: tuple[FilledLine, ...] = ()
    """Career types. Default: empty, which means those of the Unified Career Outcomes Taxonomy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything ``fieldpath.toml`` can say. Every key may be left out."""

    __pydantic_config__: ClassVar[Mapping[str, str]] = _STRICT

    title: FilledLine = "Career-paths wiki"
    """The wiki's name, shown on every page. Default: ``Career paths``."""

    description: Line = ""
    """What the wiki is about, in a sentence, for the home page, search engines and feeds. Default: empty."""

    language: Annotated[str, _Limits(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")] = "en"
    """The language of the pages, as a BCP 47 tag such as ``en`` or ``pt-BR``. Default: ``en``."""

    base_url: Annotated[Line, _Through(_web_address)] = ""
    """Where the site will be, such as ``https://example.org/wiki``: canonical links, the sitemap and feeds need it.
    Default: empty."""

    author: Line = ""
    """Who keeps the wiki, for feeds and page metadata. Default: empty."""

    page_size: Annotated[int, _Limits(strict=True, ge=1, le=1000)] = 50
    """How many interviews one page of a list shows, 1 to 1000. Default: ``50``."""

    ignore: Annotated[tuple[FilledLine, ...], _Through(_one_or_more, before=True)] = ()
    """Patterns of files and folders in the content that are passed over, such as ``drafts/`` or ``*.excalidraw.md``. A
    pattern without ``/`` inside it matches a name in any folder, any other the path from the content folder; ``*``
    stays within a name, ``**`` crosses folders. Hidden and temporary files are passed over anyway. Default: none."""

    frontmatter: Mapping[Annotated[str, _Through(_key_of_ours)], FilledLine] = field(default_factory=dict)
    """The table ``[frontmatter]``: our key = the notes' own key, such as ``person = "title"``. Default: none."""

    consent: ConsentSettings = ConsentSettings()
    """The table ``[consent]``: who may see an interview that does not say. Default: ``default = "private"``."""

    vocabularies: Vocabularies = Vocabularies()
    """The table ``[vocabularies]``: lists of ``sectors``, ``job_functions`` and ``career_types``. Default: none."""
