"""One file becomes one `Note`.

In come a path relative to the content folder and the file's bytes, out comes a `Note` with all that was found on the
way. In these steps: `decoding` makes text of the bytes, `frontmatter` parts it, `keys` tells our keys, `schema`
reads them, `agreement` settles consent, `markdown` renders the body, and here the note is put together. Never
raises, whatever the bytes are, and never looks at another note.
"""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Code, in_reading_order
from generator.names import fold_name
from generator.notes.addressing import slug_of, sort_aliases
from generator.notes.agreement import UNREADABLE, audience_of, consent_of
from generator.notes.assembling import guide_of, interview_of, mentions_of, term_of, with_heading
from generator.notes.context import Context
from generator.notes.decoding import decode
from generator.notes.frontmatter import FrontMatter, divide
from generator.notes.interpreting import linked_name
from generator.notes.keys import KnownKeys, by_another_name, recognise, refuses
from generator.notes.kinds import kind_of, speaks_of_consent
from generator.notes.likeness import name_said
from generator.notes.manner import Reading
from generator.notes.markdown.document import render
from generator.notes.markdown.links import Whither, whither
from generator.notes.naming import folder_title, own_name, place_of, readable
from generator.notes.note import Audience, Consent, Kind, Note
from generator.notes.salvage import salvaged_name
from generator.notes.schema import read_fields
from generator.notes.signs import escaped_passage, name_against, tag_against, text_against, unmasked
from generator.notes.values import Value, Values, plain

_TOP = 2_000
"""How far into a text keys may stand that should be front matter, in characters."""

_OF_INTERVIEWS = frozenset({"person", "role", "career_type", "path", "referred_by"})
_KEYS_OF_OTHER_KINDS: dict[Kind, frozenset[str]] = {
    Kind.INTERVIEW: frozenset({"series", "part", "taxonomy", "broader"}),
    Kind.GUIDE: _OF_INTERVIEWS | {"taxonomy", "broader"},
    Kind.TERM: _OF_INTERVIEWS | {"series", "part"},
    Kind.PAGE: _OF_INTERVIEWS | {"series", "part", "taxonomy", "broader"},
}
"""Keys that mean nothing for a kind; another vault's ``path: /about/`` on a page is no step, and is kept as it is."""


def read_note(path: str, data: bytes, settings: Reading) -> Note:
    """Read a note from the bytes of its file; ``path`` is relative to the content folder, with ``/``.

    What cannot be read is reported in the note's diagnostics and left out; a file too large to read is an empty note.
    """
    decoded = decode(path, data)
    front = FrontMatter(Values({}, sound=False), "") if decoded.text is None else divide(decoded.text, path)
    keys = recognise(front.values, settings.keys, path)
    context = Context(path, settings.vocabulary, settings.keys, frozenset(keys.extra))
    place = place_of(path)
    kind, taxonomy = kind_of(place, front, keys, context)
    foreign = _KEYS_OF_OTHER_KINDS[kind]
    values = {
        key: entry.value for key, entry in keys.known.items() if key not in foreign and entry.value.content is not None
    }
    for key, entry in keys.known.items():
        # What is mapped onto a key that means nothing here means what it does by itself.
        own = by_another_name(keys, key) if key in foreign else ""
        if own and own not in foreign and entry.value.content is not None:
            values.setdefault(own, entry.value)
    is_interview = kind is Kind.INTERVIEW
    context.of_person = is_interview
    fields = read_fields(values, context)
    speaks = is_interview or refuses(front, keys) or speaks_of_consent(front, keys, context)
    consent = consent_of(front, keys, fields, context) if speaks else Consent()
    audience = None if is_interview else audience_of(consent, kind, context, keys.known.get("consent"))

    person = fields.person or _spelt_out(values.get("person")) or (name_said(keys) if is_interview else "")
    if is_interview and not person and not front.values.is_whole:
        person = salvaged_name("\n".join((decoded.beginning, front.unread, front.body[:_TOP])), settings.keys)
    given = fields.title or person
    rendered = render(front.body, path=path, first_line=front.first_line, title=given)
    name, number = own_name(place, kind)
    is_index = name == place.stem and place.is_index
    own_title = (
        folder_title(place)
        if is_index and kind is not Kind.INTERVIEW
        else readable(name, is_person=kind is Kind.INTERVIEW)
    )
    title = given or rendered.title or own_title
    sign = tag_against(rendered.tags, path, is_stated=consent.stated)
    if not sign and not consent.stated:
        sign = name_against(place, title, path)
        if not sign and is_interview:
            sign = text_against(front.body, path, front.first_line)
    if not sign and is_interview:
        sign = escaped_passage(front.body, path, front.first_line)
    if not sign and is_interview:
        sign = unmasked(person or title, "" if fields.slug else name, rendered.title or fields.title, consent, path)
    if sign:
        context.found.append(sign)
        consent, audience = UNREADABLE, None if is_interview else Audience.PRIVATE
    body = rendered.body
    if rendered.title and fold_name(rendered.title) != fold_name(title):
        body = with_heading(body, rendered.title)
    slug, bad_slug = slug_of(fields.slug, "index" if is_index else name, path)
    names, redirects, bad_aliases = sort_aliases(fields.aliases, path)
    if fields.person and (linked := linked_name(values["person"])) and fold_name(linked) != fold_name(fields.person):
        names = (*names, linked)
    image = fields.image.target if fields.image else ""
    if whither(image) is Whither.OUTSIDE:
        message = "Pages load nothing from other hosts, so this picture is not shown"
        hint = "Save the picture beside the note, and name the file instead"
        context.report(Code.PICTURE_ELSEWHERE, values["image"], message, hint)
        image = ""
    return Note(
        path=path,
        kind=kind,
        title=title,
        slug=slug,
        body=body,
        summary=fields.summary,
        sample=bool(fields.sample),
        date=fields.date,
        names=names,
        redirects=redirects,
        image=image,
        mentions=mentions_of(fields, rendered.tags),
        interview=interview_of(fields, person or title, consent) if is_interview else None,
        guide=guide_of(fields, place, number) if kind is Kind.GUIDE else None,
        term=term_of(fields, taxonomy) if kind is Kind.TERM else None,
        audience=audience,
        extra=_extra(keys, foreign),
        keys=tuple(sorted({*front.values.entries, *front.glimpsed})) if settings.keys else (),
        diagnostics=in_reading_order(
            (
                *decoded.diagnostics,
                *front.values.diagnostics,
                *keys.diagnostics,
                *context.found,
                *bad_slug,
                *bad_aliases,
                *rendered.diagnostics,
            )
        ),
    )


def _spelt_out(person: Value | None) -> str:
    """The name in a value that cannot be used as one, such as a list of two: so that it is known whom others must not
    name.
    """
    content = person.content if person else None
    if isinstance(content, list):
        return " and ".join(filter(None, map(_spelt_out, content)))
    if isinstance(content, dict):
        return " ".join(filter(None, (_spelt_out(entry.value) for entry in content.values())))
    return content or ""


def _extra(keys: KnownKeys, foreign: frozenset[str]) -> dict[str, Any] | None:
    """What templates may want and nothing else uses: unknown keys, and keys of another kind of note."""
    extra = {key: plain(entry.value) for key, entry in keys.extra.items()}
    extra |= {
        keys.typed[key]: plain(entry.value)
        for key, entry in keys.known.items()
        if key in foreign and not by_another_name(keys, key)
    }
    return extra or None
