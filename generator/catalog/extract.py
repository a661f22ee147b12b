"""What one note, or one other file, says by itself: the facts it contributes to the catalog.

In: a `Note` as its audience may see it, the `Source` of an attachment, or the `Site`. Out: keys and values, no key
twice. Nothing here looks at a second note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from generator.addresses import fold, slugify
from generator.catalog.memory import Key
from generator.catalog.site import Site
from generator.names import fold_name, stem_of, tidy_name
from generator.notes.dates import Date
from generator.notes.markdown.plain import excerpt, heading_as_typed, sentence_around
from generator.notes.note import (
    Body,
    Consent,
    Form,
    Heading,
    Interview,
    Kind,
    Note,
    NoteName,
    Piece,
    Reference,
    Step,
    Taxonomy,
)
from generator.notes.tree import Source

EXCERPT_LENGTH = 200
"""How much of a note stands for its missing summary, in characters."""


Place = str
"""Where a note stands among others: the newest first, those without a date last, then by folded title. A text, for
lists are sorted by the hundred thousand, and texts are soonest compared.
"""


class Card(Struct, frozen=True):
    """What other pages show of a note, and what orders it among others. ``summary`` is an excerpt where none was
    written.
    """

    path: str
    kind: Kind
    title: str
    address: str
    summary: str
    written_summary: str
    sample: bool
    date: Date | None
    image: str
    role: str
    organization: str
    person: str
    terms: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    names: tuple[str, ...]
    series: str
    consent: Consent


class LinkSaid(Struct, frozen=True):
    """A link from one note, with the words around it: ``before`` and ``after`` complete the sentence that ``label``
    stands in.
    """

    reference: Reference
    before: str
    label: str
    after: str


class Anchor(Struct, frozen=True):
    """Where a link may point inside a note: a heading's id, folded text and level, or a block's ``^id`` alone.

    ``typed`` is a heading's folded source, "" where its text is no other.
    """

    id: str
    text: str = ""
    level: int = 0
    typed: str = ""


class TermSaid(Struct, frozen=True):
    """That a note names a term: how it spells it, and where the note stands among others."""

    spelling: str
    kind: Kind
    place: Place


_OF_LISTS = frozenset({"/", "/interviews/", "/guides/", "/pages/", *(f"/{taxonomy}/" for taxonomy in Taxonomy)})
"""The addresses of lists, each of which a page's text may introduce."""


def extract(source: Note | Source | Site) -> Iterator[tuple[Key, Any]]:
    """Yield every fact that one file, or the settings, contribute."""
    if isinstance(source, Note):
        yield from _of_note(source)
    elif isinstance(source, Site):
        yield ("site",), source
    else:
        name = source.path.rpartition("/")[2]
        yield ("file", source.path), source
        yield ("name", fold_name(name)), ("file",)
        yield ("claim", fold(attachment_address(source.path))), attachment_address(source.path)
        if "." not in name:
            yield ("bare files",), True


def place_in_time(date: Date | None, title: str) -> Place:
    """Where a note of that day (of none in particular) and title stands among others."""
    # Counted down to the end of the calendar: the later the day, the smaller the number.
    left = f"{9999 - date.year:04}{99 - date.month:02}{99 - date.day:02}" if date else "99999999"
    return left + fold_name(title)


def stands_above_a_list(address: str) -> bool:
    """Whether a page at this address is shown as the text above a list, and so is in none itself."""
    return address in _OF_LISTS


def address_of_note(note: Note) -> str:
    """The address that a note asks for; it has it unless another note asked for the same."""
    if note.kind is Kind.INTERVIEW:
        return f"/interviews/{note.slug}/"
    if note.guide is not None:
        series = f"{slugify(note.guide.series)}/" if note.guide.series else ""
        return f"/guides/{series}{note.slug}/"
    if note.term is not None:
        return f"/{note.term.taxonomy}/{note.slug}/"
    folders = [slugify(part) for part in note.path.split("/")[:-1]]
    return "/" + "".join(f"{part}/" for part in (*folders, *([] if note.slug == "index" else [note.slug])))


def attachment_address(path: str) -> str:
    """Where an attachment is published: its own path under ``/attachments/``, each part made safe."""
    *folders, name = path.split("/")
    stem, dot, extension = name.rpartition(".")
    safe = f"{slugify(stem)}.{slugify(extension)}" if dot else slugify(name)
    return "/attachments/" + "".join(f"{slugify(folder)}/" for folder in folders) + safe


def references_in(pieces: Iterable[Piece]) -> Iterator[Reference]:
    """Yield every reference of a body, those inside labels included."""
    for piece in pieces:
        if isinstance(piece, Reference):
            yield piece
            yield from references_in(piece.label)


def _of_note(note: Note) -> Iterator[tuple[Key, Any]]:
    address = address_of_note(note)
    card = _card(note, address)
    yield ("card", note.path), card
    yield ("body", note.path), note.body
    yield ("extra", note.path), note.extra
    yield ("address", note.path), address
    yield ("addresses",), address
    yield ("term names", note.path), card.terms
    yield ("places", note.path), note.mentions
    yield ("anchors", note.path), _anchors(note.body)
    yield ("kind", note.kind), _order_in_kind(note)
    if lists := _lists(note, address):
        yield ("lists",), lists
    yield ("claim", fold(address)), address
    if note.redirects:
        yield ("redirects",), note.redirects
        yield ("redirects of", note.path), note.redirects
        for place in dict.fromkeys(map(fold, note.redirects)):
            yield ("old address", place), True
    yield from _names(note)
    yield from _links(note)
    yield from _terms(note)
    if note.guide is not None and note.guide.series:
        yield ("series", slugify(note.guide.series)), (note.guide.series, note.guide.part)
    if note.interview is not None:
        referrals: dict[str, list[NoteName]] = defaultdict(list)
        for named in note.interview.referred_by:
            referrals[link_key(named.target)].append(named)
        for key, names in referrals.items():
            yield ("referral", key), tuple(names)
        yield ("referred by", note.path), note.interview.referred_by


def _lists(note: Note, address: str) -> tuple[str, ...]:
    """The lists that the note puts something into: its kind's own and those of taxonomies. Every page asks which lists
    there are, so this is said apart from what is in them: an edit seldom changes it.
    """
    is_listed = note.kind is not Kind.TERM and not (note.kind is Kind.PAGE and stands_above_a_list(address))
    kinds = [note.kind.value] if is_listed else []
    described = [note.term.taxonomy] if note.term is not None else []
    return tuple(sorted({*kinds, *described, *(mention.taxonomy.value for mention in note.mentions)}))


def _order_in_kind(note: Note) -> Any:
    """What is asked of all notes of a kind at once: a guide's series, a term's taxonomy, else the date and title."""
    if note.guide is not None:
        return note.guide.series
    return note.term.taxonomy if note.term is not None else (note.date, note.title)


def _card(note: Note, address: str) -> Card:
    interview = note.interview or Interview("")
    return Card(
        path=note.path,
        kind=note.kind,
        title=note.title,
        address=address,
        summary=note.summary or excerpt(note.body.pieces, EXCERPT_LENGTH),
        written_summary=note.summary,
        sample=note.sample,
        date=note.date,
        image=note.image,
        role=interview.role,
        organization=interview.organization,
        person=interview.person,
        terms=tuple(dict.fromkeys((mention.taxonomy.value, fold_name(mention.name)) for mention in note.mentions)),
        steps=interview.steps,
        names=note.names,
        series=note.guide.series if note.guide else "",
        consent=interview.consent,
    )


def _anchors(body: Body) -> tuple[Anchor, ...]:
    blocks = (Anchor(f"^{block.id}") for block in body.blocks)
    return (*(_anchor(heading, body.pieces) for heading in body.headings), *blocks)


def _anchor(heading: Heading, pieces: tuple[Piece, ...]) -> Anchor:
    # From what the door let through: the source would tell where a link led that is plain text now.
    typed = fold_name(heading_as_typed(pieces, heading.at))
    return Anchor(heading.id, fold_name(heading.text), heading.level, typed)


def _names(note: Note) -> Iterator[tuple[Key, Any]]:
    """The names a note can be linked by, each with how it comes to it: file name, title (or person), alias."""
    ways: dict[str, list[str]] = defaultdict(list)
    ways[fold_name(stem_of(note.path))].append("stem")
    for title in (note.title, note.interview.person if note.interview else ""):
        if title:
            ways[fold_name(title)].append("title")
    for alias in note.names:
        ways[fold_name(alias)].append("alias")
    for name, how in ways.items():
        yield ("name", name), tuple(dict.fromkeys(how))
    for start in dict.fromkeys(name[:2] for name in ways):
        yield ("initials", start), tuple(sorted(name for name in ways if name[:2] == start))


def _links(note: Note) -> Iterator[tuple[Key, Any]]:
    """What a note links to, under the last part of each target, so that the target can find who links to it."""
    references = tuple(references_in(note.body.pieces))
    if note.image:
        references = (image_reference(note.image), *references)
    if references:
        yield ("references", note.path), references
        yield ("referring",), True
    files = tuple(reference for reference in references if _may_be_file(reference))
    if files:
        yield ("file references", note.path), files
        yield ("with files",), True
    said: dict[str, list[LinkSaid]] = defaultdict(list)
    for at, piece in enumerate(note.body.pieces):
        if isinstance(piece, Reference) and piece.target and piece.form is not Form.IMAGE:
            said[link_key(piece.target)].append(LinkSaid(piece, *sentence_around(note.body.pieces, at)))
    for key, links in said.items():
        yield ("link", key), tuple(links)


def image_reference(target: str) -> Reference:
    """The mention that the front-matter key ``image`` makes of a file: by path or, as in a wikilink, by its name."""
    return Reference(Form.IMAGE, target, wiki=True)


def _may_be_file(reference: Reference) -> bool:
    """Whether what is mentioned is a file, going by its name; few files have one without an ending."""
    name = reference.target.rpartition("/")[2]
    return reference.form is Form.IMAGE or ("." in name and without_extension(name) == name)


def link_key(target: str) -> str:
    """The name under which a link's target is looked for: its last part, folded, without a note's extension."""
    return fold_name(without_extension(target.rstrip("/").rpartition("/")[2]))


def without_extension(target: str) -> str:
    """A target as written without ``.md`` or ``.markdown``."""
    for extension in (".md", ".markdown"):
        if target.lower().endswith(extension):
            return target[: -len(extension)]
    return target


def _terms(note: Note) -> Iterator[tuple[Key, Any]]:
    place = place_in_time(note.date, note.title)
    by_taxonomy: dict[str, dict[str, str]] = defaultdict(dict)
    for mention in note.mentions:
        by_taxonomy[mention.taxonomy].setdefault(fold_name(mention.name), tidy_name(mention.name))
    for taxonomy, names in by_taxonomy.items():
        yield ("terms", taxonomy), tuple(names)
        for name, spelling in names.items():
            yield ("term", taxonomy, name), TermSaid(spelling, note.kind, place)
    slugs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for taxonomy, name in (*((of, name) for of, names in by_taxonomy.items() for name in names), *_wider(note)):
        slug = slugify(name)
        if slug.replace("-", " ") != name:  # most names can be told from their slug: C++ and x-ray cannot
            slugs[taxonomy, slug].append(name)
    for (taxonomy, slug), alike in slugs.items():
        yield ("slug", taxonomy, slug), tuple(dict.fromkeys(alike))
    if note.term is not None:
        title = fold_name(note.title)
        # Obsidian completes [[public-health]] by the file's name, so that is a spelling, too, with or without hyphens.
        stem = stem_of(note.path)
        spaced = stem.replace("-", " ").replace("_", " ")
        claimed = tuple(dict.fromkeys(map(fold_name, (note.title, *note.names, stem, spaced))))
        yield ("entries", note.term.taxonomy), title
        for name in claimed:
            yield ("entry", note.term.taxonomy, name), (title, claimed)
        for taxonomy, wider in _wider(note):
            yield ("broader terms", taxonomy), wider
            yield ("narrower", taxonomy, wider), (title, tidy_name(note.term.broader))
            yield ("broader", taxonomy, title), (note.term.broader, note.term.broader_line)


def _wider(note: Note) -> tuple[tuple[str, str], ...]:
    """The term that a term note says is broader, as (taxonomy, folded name)."""
    return ((note.term.taxonomy, fold_name(note.term.broader)),) if note.term and note.term.broader else ()
