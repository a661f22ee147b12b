"""What a note says about consent, and what to assume where that cannot be told.

In come a note's keys and fields, out comes a `Consent`. It fails closed: a doubt of any kind, from a key given twice to
front matter that is broken further down, makes the note private, and says so.
"""

from __future__ import annotations

import re

from generator.diagnostics import Code, Diagnostic
from generator.names import fold_name
from generator.notes.consent_keys import looks_like_consent, may_refuse
from generator.notes.context import Context
from generator.notes.frontmatter import FrontMatter
from generator.notes.keys import KnownKeys, our_keys, refuses
from generator.notes.note import Audience, Consent, Kind
from generator.notes.schema import NoteFields
from generator.notes.values import Entry

UNREADABLE = Consent(Audience.PRIVATE, stated=True)
"""The consent of a note that says something which cannot be relied on; stated, so that no default of the wiki takes its
place.
"""

_WORD = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"[,;|@(/–—→]|->|:\s|\s-\s|\s(?:at|for|with|w|bei|für|chez|pour|en|para|presso)\s", re.IGNORECASE)
"""What may stand between a position and an organization."""

_RESTRAINING = frozenset(
    (
        *("allow", "anonymous", "anonymously", "audience", "cohort", "confidential", "draft", "expires", "hidden"),
        *("internal", "nobody", "private", "pseudonym", "redacted", "secret", "unpublished", "withhold", "withheld"),
    )
)
"""Words that nobody writes in front matter who means it for all."""


def consent_of(front: FrontMatter, keys: KnownKeys, fields: NoteFields, context: Context) -> Consent:
    """The note's consent; private, with a ``BAD_CONSENT`` in the context, where anything about it is in doubt."""
    entry = keys.known.get("consent")
    refused = refuses(front, keys) and not entry
    if refused and any(found.code is Code.KEPT_PRIVATE for found in keys.diagnostics):
        return UNREADABLE
    stated = fields.consent.consent() if fields.consent else None
    astray = any(found.code is Code.BAD_CONSENT for found in front.values.diagnostics)
    told = astray or keys.consent_in_doubt or any(found.code is Code.BAD_CONSENT for found in context.found)
    message = mixed = ""
    if entry and entry.value.content is None:
        message = "The consent is left empty"
    elif stated and stated.name and fold_name(stated.name) == fold_name(fields.person or fields.title):
        message = "The stand-in name is the person's own"
    elif stated and stated.given and stated.expires and stated.expires <= stated.given:
        message = "The consent expires before it is given"
    elif not front.values.sound and not astray and (entry or refused or _may_restrain(front, context)):
        message = "The front matter cannot be read to its end, so neither can the consent"
    elif stated and (mixed := _mixed_with_organization(fields, stated.withhold)):
        message = f"The organization is withheld, and “{mixed}” may hold it"
    elif keys.consent_in_doubt and not any(found.code is Code.BAD_CONSENT for found in keys.diagnostics):
        message = "The consent cannot be relied on, for it is given twice or in part refused"
    elif refused and not told:
        message = "What may refuse to have it published cannot be read"
    if message:
        line, column = (entry.line, entry.column) if entry else (front.values.line_in_doubt, 1)
        hint = "Write `consent: public`, cohort or private" if front.values.sound else "Mend the front matter"
        if mixed:
            hint = (
                "Write the step as `Position @ Organization`, the role without its organization; or withhold that, too"
            )
        width = len(keys.typed["consent"]) if entry else 1
        context.found.append(
            Diagnostic(Code.BAD_CONSENT, context.path, f"{message}; the note is private", hint, line, column, width)
        )
    return UNREADABLE if message or told or refused else stated or Consent()


def _mixed_with_organization(fields: NoteFields, withheld: tuple[str, ...]) -> str:
    """A position or role beside which no organization stands, and that may hold the one which is withheld; "" where
    none does.
    """
    steps = fields.path if not {"path", "path.position"} & {*withheld} and "path.organization" in withheld else ()
    mixed = [step.position.target for step in steps if not step.organization]
    if "organization" in withheld and not (fields.organization or "role" in withheld):
        mixed += [fields.role] if not any(step.organization for step in fields.path) else []
    return next(filter(_MIXED.search, mixed), "")


def _may_restrain(front: FrontMatter, context: Context) -> bool:
    """Whether front matter that cannot be read may say who must not see the note. If no word of it is about that, the
    note says nothing of consent, and the wiki's default holds: one slip must not make secrets of what all may read.
    """
    unread = front.unread.casefold()
    if not unread or "consent" in unread:
        return True
    words = set(_WORD.findall(unread))
    return not words.isdisjoint(_RESTRAINING) or any(
        may_refuse(key) or looks_like_consent(key, context.mapping) or "consent" in our_keys(key, context.mapping)
        for key in (*front.glimpsed, *words)
    )


def audience_of(consent: Consent, kind: Kind, context: Context, entry: Entry | None) -> Audience | None:
    """Who may see a note that is no interview, going by what it says of consent; None if it says nothing.

    There only the audience means something; one that begins or ends on some day, renames or withholds cannot be kept,
    so the note is private, with a finding.
    """
    if not (consent.given or consent.expires or consent.name or consent.withhold):
        return consent.audience if consent.stated else None
    message = f"Only interviews can have more than an audience in `consent`; this {kind} is private"
    hint = "If it is an interview, add `kind: interview` or move it to interviews/"
    line, column = (entry.line, entry.column) if entry else (1, 1)
    context.found.append(Diagnostic(Code.BAD_CONSENT, context.path, message, hint, line, column, len("consent")))
    return Audience.PRIVATE
