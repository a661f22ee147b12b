"""The parts of a note that only some kinds have, and the terms that any note mentions.

In come the fields that the schema read, out come the frozen values of `note`. Nothing is decided here but defaults:
an interview's role and organization are those of its last step, a guide's series is its folder.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from msgspec.structs import replace

from generator.names import fold_name
from generator.notes.markdown.report import Tag
from generator.notes.naming import Place
from generator.notes.note import Body, Consent, Guide, Interview, Mention, NoteName, Taxonomy, Term
from generator.notes.schema import NoteFields


def interview_of(fields: NoteFields, person: str, consent: Consent) -> Interview:
    """What only an interview has."""
    steps = tuple(entry.step(is_last=number == len(fields.path)) for number, entry in enumerate(fields.path, 1))
    last = steps[-1] if steps else None
    organization = fields.organization.target if fields.organization else ""
    return Interview(
        person=person,
        role=fields.role or (last.position if last else ""),
        organization=organization or (last.organization if last else ""),
        career_type=fields.career_type,
        steps=steps,
        referred_by=tuple(name for name in fields.referred_by if name.target),
        consent=consent,
    )


def guide_of(fields: NoteFields, place: Place, number: int) -> Guide:
    """What only a guide has; ``number`` is the one its file's name begins with."""
    folder = "/".join(place.below) if place.folder == "guides" else ""
    return Guide(fields.series or folder, fields.part or number)


def term_of(fields: NoteFields, taxonomy: str) -> Term:
    """What only a term note has."""
    broader = fields.broader
    return Term(taxonomy, broader.target, broader.line) if broader else Term(taxonomy)


def mentions_of(fields: NoteFields, tags: Iterable[Tag]) -> tuple[Mention, ...]:
    """The terms a note names, taxonomy by taxonomy in the order they are typed, each once; ``tags`` are those in the
    body.
    """
    named: list[tuple[Taxonomy, Iterable[NoteName]]] = [
        (Taxonomy.FIELDS, fields.fields),
        (Taxonomy.PATHS, fields.career_path),
        (Taxonomy.POSITIONS, [step.position for step in fields.path]),
        (
            Taxonomy.ORGANIZATIONS,
            [name for name in (fields.organization, *(step.organization for step in fields.path)) if name],
        ),
        (Taxonomy.SECTORS, fields.sector),
        (Taxonomy.JOB_FUNCTIONS, fields.job_function),
        (Taxonomy.SKILLS, fields.skills),
        (Taxonomy.TAGS, [*fields.tags, *(NoteName(tag.name, tag.line, tag.column) for tag in tags)]),
    ]
    mentions: dict[tuple[Taxonomy, str], Mention] = {}
    for taxonomy, names in named:
        for name in names:
            mentions.setdefault(
                (taxonomy, fold_name(name.target)), Mention(taxonomy, name.target, name.line, name.column)
            )
    return tuple(mentions.values())


def with_heading(body: Body, heading: str) -> Body:
    """The body with its first heading put back as a line of text: it is not the note's title, so it would be lost."""
    return Body(
        (f"<p><strong>{escape(heading)}</strong></p>\n", *body.pieces),
        tuple(replace(item, at=item.at + 1) for item in body.headings),
        tuple(replace(item, at=item.at + 1, until=item.until + 1) for item in body.blocks),
        tuple(replace(item, at=item.at + 1, until=item.until + 1) for item in body.passages),
    )
