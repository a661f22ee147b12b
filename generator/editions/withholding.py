"""An interview without the values that its person withholds.

In: an interview, the keys to withhold, and which spellings are one term. Out: the interview without their values and
without the terms that came from them. A value is withheld wherever the front matter repeats it, in whatever spelling:
an organization that is also a step's would otherwise still be told by the step, and a field by a tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from msgspec.structs import replace

from generator.editions.naming import key_of
from generator.editions.retelling import with_headings
from generator.notes.keys import KEYS
from generator.notes.note import Body, Consent, Interview, Note, Piece, Reference, Step, Taxonomy

OF_NAMES = frozenset({"title", "person", "slug", "aliases"})
"""Keys that say what a note is called. They are the roster's affair, for other notes use these names."""

WHOLE = "kind"
"""The key that cannot be withheld but with the whole note."""

_TAXONOMIES: Mapping[str, Taxonomy] = {
    "fields": Taxonomy.FIELDS,
    "career_path": Taxonomy.PATHS,
    "sector": Taxonomy.SECTORS,
    "job_function": Taxonomy.JOB_FUNCTIONS,
    "skills": Taxonomy.SKILLS,
    "tags": Taxonomy.TAGS,
}
_WHEN: Mapping[str, Callable[[Step], Step]] = {
    "path.start": lambda step: replace(step, start=None),
    "path.end": lambda step: replace(step, end=None, ongoing=False),
    "path.years": lambda step: replace(step, start=None, end=None, ongoing=False),
}
_STEP_PARTS = frozenset({"path.position", "path.organization", "path.area", *_WHEN})
_HASHTAG = re.compile(r"(?<![\w&/])#[^\s#]+")
_TAG = re.compile(r'<span class="tag">[^<]*</span>')


class Alike:
    """Which names, by their keys as in `naming`, are spellings of one term."""

    def __init__(self, terms: Iterable[frozenset[str]]) -> None:
        """Each of ``terms`` holds the keys of one."""
        self._terms: dict[str, set[str]] = {}
        for keys in terms:
            for key in keys:
                self._terms.setdefault(key, set()).update(keys)

    def all_of(self, keys: Iterable[str]) -> frozenset[str]:
        """The keys, and all that stand for the same terms."""
        found: set[str] = set()
        ahead = list(keys)
        while ahead:
            key = ahead.pop()
            if key not in found:
                found.add(key)
                ahead += self._terms.get(key, ())
        return frozenset(found)


def without_values(note: Note, withhold: tuple[str, ...], alike: Alike) -> Note:
    """The interview ``note`` without the values of all keys in ``withhold`` but those of its names.

    Nor does it say any longer what is withheld: it is not announced that something is missing.
    """
    interview = note.interview
    assert interview is not None
    keys = frozenset(withhold)
    values = alike.all_of(_withheld_values(note, interview, keys))
    return replace(
        note,
        body=_without_tags(note.body) if "tags" in keys else note.body,
        summary="" if "summary" in keys else note.summary,
        sample=note.sample and "sample" not in keys,
        date=None if "date" in keys else note.date,
        image="" if "image" in keys else note.image,
        mentions=tuple(mention for mention in note.mentions if key_of(mention.name) not in values),
        interview=replace(
            interview,
            role=_unless(interview.role, values),
            organization=_unless(interview.organization, values),
            career_type=_unless(interview.career_type, values),
            steps=() if "path" in keys else tuple(_steps(interview.steps, keys, values)),
            referred_by=() if "referred_by" in keys else interview.referred_by,
            consent=Consent(interview.consent.audience, stated=True),
        ),
        extra=_extra(note.extra, keys),
    )


def _withheld_values(note: Note, interview: Interview, keys: frozenset[str]) -> Iterator[str]:
    """The keys, as in `naming`, of all names that are withheld, whatever they name."""
    whole = {_TAXONOMIES[key] for key in keys & _TAXONOMIES.keys()}
    found = [mention.name for mention in note.mentions if mention.taxonomy in whole]
    found += [getattr(interview, key) for key in keys & {"role", "organization", "career_type"}]
    for part in ("position", "organization", "area"):
        if keys & {"path", f"path.{part}"}:
            found += [getattr(step, part) for step in interview.steps]
    found += chain.from_iterable(_texts(value) for key, value in (note.extra or {}).items() if key in keys)
    return (key_of(name) for name in found if name)


def _unless(value: str, values: frozenset[str]) -> str:
    return "" if key_of(value) in values else value


def _steps(steps: Iterable[Step], keys: frozenset[str], values: frozenset[str]) -> Iterable[Step]:
    for step in steps:
        left = replace(
            step,
            position=_unless(step.position, values),
            organization=_unless(step.organization, values),
            area=_unless(step.area, values),
        )
        for key in sorted(keys & _WHEN.keys()):
            left = _WHEN[key](left)
        if left.position or left.organization or left.area or left.start or left.end:
            yield left


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value of one of the author's own keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        yield from chain.from_iterable(map(_texts, value.values() if isinstance(value, dict) else value))


def _extra(extra: dict[str, Any] | None, keys: frozenset[str]) -> dict[str, Any] | None:
    """The author's own keys. Where a key of ours is withheld, they all go: a key typed twice or misspelt stands among
    them, and so do those of other kinds of note, under whatever name the wiki has for them.
    """
    if extra is None:
        return None
    ours = any(key in KEYS or key in _STEP_PARTS for key in keys)
    kept = {} if ours else {key: value for key, value in extra.items() if key not in keys}
    return kept or None


def _without_tags(body: Body) -> Body:
    """The body without the ``#tags`` typed in it: they are terms of the note like those of its front matter."""
    untagged = replace(body, pieces=tuple(map(_untagged, body.pieces)))
    return with_headings(untagged, lambda heading: _HASHTAG.sub("", heading.text).strip() or heading.text)


def _untagged(piece: Piece) -> Piece:
    if isinstance(piece, Reference):
        return replace(piece, label=tuple(map(_untagged, piece.label)))
    return _TAG.sub("", piece)
