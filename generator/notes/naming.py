"""What a note's place in the content folder says about it: its kind, its taxonomy or series, and a name to fall back
on.

In comes a path, out come words. What front matter says comes first; this is for where it says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from generator.notes.note import Kind, Taxonomy
from generator.notes.vocabulary import nearest

TAXONOMIES = frozenset({*Taxonomy, "questions"})
"""What a term note may describe, named as their folders are."""

_OF_KINDS = ("interviews", "guides")

_SINGULAR = {
    "field": "fields",
    "path": "paths",
    "career_path": "paths",
    "career_paths": "paths",
    "position": "positions",
    "organization": "organizations",
    "organisation": "organizations",
    "organisations": "organizations",
    "sector": "sectors",
    "job_function": "job-functions",
    "job_functions": "job-functions",
    "skill": "skills",
    "tag": "tags",
    "question": "questions",
}
_INTERVIEWS = frozenset({"interview", "interviews", "transcript", "transcripts"})
_INDEXES = frozenset({"index", "readme"})
_NUMBERED = re.compile(r"(?P<number>[0-9]{1,3})[-_. ]+(?P<rest>.*\w.*)")
_DAY = re.compile(r"(\d{4})[-_](\d\d)[-_](\d\d)")
_JOINTS = re.compile(r"[-_.\s\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufffe\uffff]+")
_BEFORE_A_PERSON = re.compile(r"\A(?:\d{4}[-_.]?\d\d[-_.]?\d\d|\d{1,3}[.)]?)[-_.\s]+(?=\S*[^\W\d_])")
"""The day of a conversation, or a number, before the name of who was interviewed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a note lies: its first folder in lower case ("" at the top), the folders below that, and the file's name
    without ending.
    """

    folder: str
    below: tuple[str, ...]
    stem: str

    @property
    def is_index(self) -> bool:
        """Whether the note stands for its folder: ``index.md`` or ``README.md``."""
        return self.stem.lower() in _INDEXES

    @property
    def is_of_a_list(self) -> bool:
        """Whether it is the index of the wiki, or of a folder that has a meaning."""
        return self.is_index and not self.below and self.folder in ("", *TAXONOMIES, *_OF_KINDS)

    @property
    def folder_meant(self) -> str:
        """The folder with a meaning that this one is only nearly called as; "" where there is none."""
        return _folder_meant(self.folder)

    @property
    def kind(self) -> Kind | None:
        """The kind that the folder gives; None where it gives none. An index right in that folder is a page.

        What lies in a folder of interviews is one, however deep, so that nothing goes out that nobody agreed to.
        """
        if self.is_index and not self.below:
            return None
        if self.folder == "guides":
            return Kind.GUIDE
        if self.folder in TAXONOMIES:
            return Kind.TERM
        return Kind.INTERVIEW if self.of_interviews else None

    @property
    def of_interviews(self) -> str:
        """The folder of interviews that the note lies in, in lower case; "" for none. An index stands for its folder,
        and does not lie in it.
        """
        folders = (self.folder, *map(str.lower, self.below))
        return next(filter(_is_for_interviews, folders[:-1] if self.is_index else folders), "")


@lru_cache(maxsize=1024)
def _is_for_interviews(folder: str) -> bool:
    """Whether a folder is one of interviews: ``interviews``, nearly so, or with such a word: ``Interviews 2019``."""
    return _folder_meant(folder) == "interviews" or not _INTERVIEWS.isdisjoint(_JOINTS.split(folder))


@lru_cache(maxsize=1024)
def _folder_meant(folder: str) -> str:
    if not folder or folder in TAXONOMIES or folder in _OF_KINDS:
        return ""
    return taxonomy_named(folder) or nearest(folder, _OF_KINDS, 0.85) or ""


def place_of(path: str) -> Place:
    """Take apart a path relative to the content folder, with ``/``."""
    *folders, file = path.split("/")
    dot = file.rfind(".")
    return Place(folders[0].lower() if folders else "", tuple(folders[1:]), file[:dot] if dot > 0 else file)


def own_name(place: Place, kind: Kind) -> tuple[str, int]:
    """The name a note takes from its file, and a guide's number: ``01-what-it-is`` is the first part, `what-it-is`.

    An index in a folder of its own is called as the folder: ``interviews/dana-rivera/index.md``.
    """
    if place.is_index and place.below and kind is not Kind.GUIDE and place.kind is kind:
        return place.below[-1], 0
    if kind is Kind.GUIDE and (numbered := _NUMBERED.fullmatch(place.stem)):
        return numbered["rest"], int(numbered["number"])
    return place.stem, 0


def readable(name: str, *, is_person: bool = False) -> str:
    """A file's name as a title: ``dana-rivera`` is `Dana Rivera` for a person, and `Dana rivera` for anything else.

    What has a space or a capital was written to be read, and stays as it is: `Anne-Marie Duval`, `U.S. policy`. A day,
    as daily notes are called, stays one.
    """
    if day := _DAY.fullmatch(name):
        return "-".join(day.groups())
    if is_person:
        name = _BEFORE_A_PERSON.sub("", name)
    words = _UNSEEN.sub(" ", name).strip()
    if words != words.lower():
        return words if " " in words else words.replace("_", " ").strip()
    words = words if " " in words else _JOINTS.sub(" ", name).strip() or name
    return (
        " ".join(word[:1].upper() + word[1:] for word in words.split(" "))
        if is_person
        else words[:1].upper() + words[1:]
    )


def folder_title(place: Place) -> str:
    """A title for an index that gives none: its folder's name, or `Home` at the top."""
    folder = (place.folder, *place.below)[-1]
    return readable(folder) if folder else "Home"


def taxonomy_named(text: str) -> str | None:
    """The taxonomy that a word names, in whatever number, case and joints; None for none."""
    word = _JOINTS.sub("_", text.strip()).lower()
    return _SINGULAR.get(word) or next((name for name in TAXONOMIES if name.replace("-", "_") == word), None)
