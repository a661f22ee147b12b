"""An interview without the values that its person withholds.

In: an interview and the keys to withhold. Out: the interview without their values and without the terms that came from
them. A value is withheld wherever the front matter repeats it: an organization that is also a step's would otherwise
still be told by the step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from generator.editions.naming import key_of
from generator.editions.retelling import with_headings
from generator.notes.keys import KEYS
from generator.notes.note import Body, Consent, Interview, Mention, Note, Piece, Reference, Step, Taxonomy

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
_STEP_PARTS: Mapping[str, Callable[[Step], Step]] = {
    "path.position": lambda step: replace(step, position=""),
    "path.organization": lambda step: replace(step, organization=""),
    "path.area": lambda step: replace(step, area=""),
    "path.start": lambda step: replace(step, start=None),
    "path.end": lambda step: replace(step, end=None, ongoing=False),
    "path.years": lambda step: replace(step, start=None, end=None, ongoing=False),
}
_HASHTAG = re.compile(r"(?<![\w&/])#[^\s#]+")
_TAG = re.compile(r'<span class="tag">[^<]*</span>')


def without_values(note: Note, withhold: tuple[str, ...]) -> Note:
    """The interview ``note`` without the values of all keys in ``withhold`` but those of its names.

    Nor does it say any longer what is withheld: it is not announced that something is missing.
    """
    interview = note.interview
    assert interview is not None
    keys = frozenset(withhold)
    organizations = _withheld_organizations(interview, keys)
    positions = _withheld_positions(interview, keys)
    return replace(
        note,
        body=_without_tags(note.body) if "tags" in keys else note.body,
        summary="" if "summary" in keys else note.summary,
        sample=note.sample and "sample" not in keys,
        date=None if "date" in keys else note.date,
        image="" if "image" in keys else note.image,
        mentions=tuple(_mentions(note.mentions, keys, organizations, positions)),
        interview=replace(
            interview,
            role="" if key_of(interview.role) in positions else interview.role,
            organization="" if key_of(interview.organization) in organizations else interview.organization,
            career_type="" if "career_type" in keys else interview.career_type,
            steps=() if "path" in keys else tuple(_steps(interview.steps, keys, organizations, positions)),
            referred_by=() if "referred_by" in keys else interview.referred_by,
            consent=Consent(interview.consent.audience, stated=True),
        ),
        extra=_extra(note.extra, keys),
    )


def _withheld_organizations(interview: Interview, keys: frozenset[str]) -> frozenset[str]:
    found = [interview.organization] if "organization" in keys else []
    if keys & {"path", "path.organization"}:
        found += [step.organization for step in interview.steps]
    return frozenset(key_of(name) for name in found if name)


def _withheld_positions(interview: Interview, keys: frozenset[str]) -> frozenset[str]:
    found = [interview.role] if "role" in keys else []
    if keys & {"path", "path.position"}:
        found += [step.position for step in interview.steps]
    return frozenset(key_of(name) for name in found if name)


def _steps(
    steps: Iterable[Step], keys: frozenset[str], organizations: frozenset[str], positions: frozenset[str]
) -> Iterable[Step]:
    for step in steps:
        left = step
        for key in sorted(keys & _STEP_PARTS.keys()):
            left = _STEP_PARTS[key](left)
        if key_of(left.organization) in organizations:
            left = replace(left, organization="")
        if key_of(left.position) in positions:
            left = replace(left, position="")
        if left.position or left.organization or left.area or left.start or left.end:
            yield left


def _mentions(
    mentions: Iterable[Mention], keys: frozenset[str], organizations: frozenset[str], positions: frozenset[str]
) -> Iterable[Mention]:
    by_value = {Taxonomy.ORGANIZATIONS: organizations, Taxonomy.POSITIONS: positions}
    whole = {_TAXONOMIES[key] for key in keys & _TAXONOMIES.keys()}
    for mention in mentions:
        if mention.taxonomy not in whole and key_of(mention.name) not in by_value.get(mention.taxonomy, ()):
            yield mention


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
