"""The vocabulary of the notes: what one Markdown file says, as frozen values.

`reading` makes a `Note`; `editions` may narrow one; everything later only reads it. Nothing here knows another note, an
address on the site, or a template. All types here can be written to and read from the cache, so they hold plain data
only.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Union

from msgspec import Struct

from generator.diagnostics import Diagnostic
from generator.notes.dates import Date


class Kind(StrEnum):
    """What a note is: decided by its ``kind`` key, else its folder, else by whether it names a person."""

    INTERVIEW = "interview"
    GUIDE = "guide"
    TERM = "term"
    PAGE = "page"


class Taxonomy(StrEnum):
    """The ways to classify, named as in addresses (``/job-functions/…``) and in term folders."""

    FIELDS = "fields"
    PATHS = "paths"
    POSITIONS = "positions"
    ORGANIZATIONS = "organizations"
    SECTORS = "sectors"
    JOB_FUNCTIONS = "job-functions"
    SKILLS = "skills"
    TAGS = "tags"


class Audience(StrEnum):
    """Who may see: public ⊂ cohort ⊂ private."""

    PUBLIC = "public"
    COHORT = "cohort"
    PRIVATE = "private"


class Form(StrEnum):
    """How a note mentions another file: a link to it, an image shown, another note's content shown in place."""

    LINK = "link"
    IMAGE = "image"
    EMBED = "embed"


Piece = Union[str, "Reference"]
"""A run of finished, safe HTML, or a mention of another file that only the catalog can resolve."""


class Reference(Struct, frozen=True, array_like=True):
    """A mention of another note or file, where it stands in the body.

    ``target`` is what was typed, percent-decoded, without its fragment; "" means this very note. ``fragment`` is a
    heading's text, an id, or ``^block``; "" where none was typed. ``label`` is what stands between the tags; () where
    nothing was typed, so that the reader's page shows the target's title. ``wiki`` tells ``[[target]]`` (found
    anywhere, by name) from ``[label](target)`` (a path relative to the note). ``attributes`` are an image's alt, title,
    width and height.
    """

    form: Form
    target: str
    fragment: str = ""
    label: tuple[Piece, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    wiki: bool = False
    line: int = 0
    column: int = 0
    width: int = 1


class Heading(Struct, frozen=True, array_like=True):
    """A heading of the body: its level (1 to 6), unique id, plain text, source line, and the index in ``pieces`` where
    its tag begins.
    """

    level: int
    id: str
    text: str
    line: int
    at: int


class Block(Struct, frozen=True, array_like=True):
    """A paragraph, list item or other block marked ``^id`` at its end: ``pieces[at:until]``."""

    id: str
    at: int
    until: int


class Passage(Struct, frozen=True, array_like=True):
    """A ``:::cohort`` or ``:::private`` block: ``pieces[at:until]`` is for ``audience`` and narrower ones only."""

    audience: Audience
    at: int
    until: int
    line: int


class Body(Struct, frozen=True, array_like=True):
    """A note's Markdown as pieces of finished HTML with the mentions of other files between them.

    A piece boundary lies before every heading's tag and at both ends of every block and passage, so that a section, a
    block or a passage is a slice of ``pieces``. ``headings`` are in document order; passages may nest.
    """

    pieces: tuple[Piece, ...] = ()
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    passages: tuple[Passage, ...] = ()


class Mention(Struct, frozen=True, array_like=True):
    """A term as one note names it: ``Public health`` on line 5."""

    taxonomy: Taxonomy
    name: str
    line: int = 0
    column: int = 0


class Step(Struct, frozen=True, array_like=True):
    """One stage of a person's path. ``end`` is None and ``ongoing`` true for "2020–now"; both may be unknown."""

    position: str
    organization: str = ""
    area: str = ""
    start: Date | None = None
    end: Date | None = None
    ongoing: bool = False
    line: int = 0


class Consent(Struct, frozen=True, array_like=True):
    """What the person agreed to. ``stated`` is false where the note says nothing; ``withhold`` holds keys such as
    ``path.organization``, ``allow`` words of what is held back that may occur all the same. ``holds`` is false in an
    edition on whose day it does not, so that the note is private whatever it says.
    """

    audience: Audience = Audience.PRIVATE
    given: Date | None = None
    expires: Date | None = None
    name: str = ""
    withhold: tuple[str, ...] = ()
    stated: bool = False
    allow: tuple[str, ...] = ()
    holds: bool = True


class NoteName(Struct, frozen=True, array_like=True):
    """A person or note named in front matter: the target without brackets, and where."""

    target: str
    line: int = 0
    column: int = 0


class Interview(Struct, frozen=True, array_like=True):
    """What only an interview has. ``referred_by`` are names or link targets as typed, brackets removed."""

    person: str
    role: str = ""
    organization: str = ""
    career_type: str = ""
    steps: tuple[Step, ...] = ()
    referred_by: tuple[NoteName, ...] = ()
    consent: Consent = Consent()


class Guide(Struct, frozen=True, array_like=True):
    """What only a guide has: the series it belongs to ("" for none), and its place there (0 where the file name
    decides).
    """

    series: str = ""
    part: int = 0


class Term(Struct, frozen=True, array_like=True):
    """What only a term note has: its taxonomy (or ``questions``, kept for the question pages) and the broader term's
    name.
    """

    taxonomy: str
    broader: str = ""
    broader_line: int = 0


class Note(Struct, frozen=True, array_like=True):
    """One Markdown file with its front matter, understood but not yet connected to others.

    ``path`` is relative to the content folder, with ``/``, in the file system's own normal form. ``slug`` is the last
    part of its address. ``sample`` marks invented data. ``names`` are its aliases; ``redirects`` those aliases that are
    old addresses (``/interviews/old-name/``). Exactly one of ``interview``, ``guide``, ``term`` is set for those kinds,
    none for a page. ``audience`` is who may see a note that is no interview, as far as it says; of an interview, its
    consent tells. ``extra`` keeps unknown keys for templates: strings, lists and mappings of strings.
    ``keys`` are all its keys as typed, where the wiki maps any: to be counted, and never shown.
    """

    path: str
    kind: Kind
    title: str
    slug: str
    body: Body = Body()
    summary: str = ""
    sample: bool = False
    date: Date | None = None
    names: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    image: str = ""
    mentions: tuple[Mention, ...] = ()
    interview: Interview | None = None
    guide: Guide | None = None
    term: Term | None = None
    audience: Audience | None = None
    extra: dict[str, Any] | None = None
    keys: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
