"""Which of the keys an author typed is which of ours.

In come the top-level keys of a front matter and the wiki's mapping of foreign keys, out come our keys with their
values, the rest, and findings. Other spellings of a key are accepted where they can mean nothing else. Consent is
never guessed: what merely looks like it is reported, and the reader of the result keeps the note private.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.diagnostics import Code, Diagnostic
from generator.notes.consent_keys import (
    holds_consent,
    is_refusal,
    looks_like_consent,
    may_refuse,
    meant_within_consent,
    mentions_consent,
    refusing_tag,
)
from generator.notes.frontmatter import FrontMatter
from generator.notes.note import Kind
from generator.notes.values import Entry, Values
from generator.notes.vocabulary import nearest

KEYS = (
    "title", "kind", "person", "role", "organization", "date", "fields", "career_path", "sector", "career_type",
    "job_function", "path", "skills", "tags", "summary", "aliases", "referred_by", "consent", "image", "slug", "series",
    "part", "taxonomy", "broader", "sample",
)  # fmt: skip
"""Every key with a meaning."""

_ALIASES = {
    "organisation": "organization",
    "field": "fields",
    "career_paths": "career_path",
    "careerpath": "career_path",
    "sectors": "sector",
    "career_types": "career_type",
    "job_functions": "job_function",
    "steps": "path",
    "skill": "skills",
    "tag": "tags",
    "description": "summary",
    "alias": "aliases",
    "interviewee": "person",
    "referred": "referred_by",
    "referredby": "referred_by",
}
_NO_SLIPS = frozenset({"interviewer", "interviewers"})
"""Keys that look like a slip of one of ours, and are none: who asked is not who was asked."""

_KINDS = frozenset(Kind)
_MEANT = 0.75
"""How much a key must be like a mapped one to be suggested; 1 is the same."""


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """Our keys with their entries, the extra ones as typed, and which typed key each of ours came from.

    ``consent_in_doubt`` is true where some other key looks as if it were about consent, ``refused`` where one says, as
    other programs have it, that the note is not to be published.
    """

    known: dict[str, Entry]
    extra: dict[str, Entry]
    typed: dict[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()
    consent_in_doubt: bool = False
    refused: bool = False


@lru_cache(maxsize=64)
def _lookup(mapping: tuple[tuple[str, str], ...]) -> dict[str, tuple[str, ...]]:
    """Typed key → our keys. A foreign key that is mapped no longer has the meaning it would have had as ours.

    Case and joints of a foreign key make no difference, unless it means consent, which is not guessed.
    """
    lookup: dict[str, tuple[str, ...]] = {key: (key,) for key in KEYS}
    lookup |= {alias: (key,) for alias, key in _ALIASES.items()}
    foreign: dict[str, tuple[str, ...]] = {}
    for ours, theirs in mapping:
        foreign[theirs] = (*foreign.get(theirs, ()), ours)
    alike = {_joined(theirs).casefold(): ours for theirs, ours in foreign.items() if "consent" not in ours}
    return alike | lookup | foreign


def by_another_name(keys: KnownKeys, ours: str) -> str:
    """The key that one of ours was typed as, where it has a meaning of its own for other notes: with ``person =
    "title"``, the title of a guide is no person. "" for any other.
    """
    typed = keys.typed.get(ours, "").casefold()
    return typed if typed in KEYS and typed != ours else ""


def our_keys(typed: str, mapping: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of ours that a typed key means, however its words are joined; () for none."""
    lookup = _lookup(tuple(mapping.items()))
    joined = _joined(typed)
    return lookup.get(typed) or lookup.get(joined) or lookup.get(joined.casefold(), ())


def unmet(mapping: Mapping[str, str], typed: tuple[str, ...]) -> dict[str, str]:
    """Our keys that are mapped onto one that is not among those ``typed`` in any note, each with the typed one that was
    perhaps meant, "" for none. Where nobody has typed a key yet, nothing is missed.
    """
    alike = {_joined(key).casefold() for key in typed}
    return {
        ours: nearest(theirs, typed, _MEANT) or ""
        for ours, theirs in mapping.items()
        if typed and theirs not in typed and (ours == "consent" or _joined(theirs).casefold() not in alike)
    }


def recognise(values: Values, mapping: Mapping[str, str], path: str) -> KnownKeys:
    """Sort typed keys into ours and others; report those that seem misspelt, and those that have no meaning here."""
    lookup = _lookup(tuple(mapping.items()))
    known: dict[str, Entry] = {}
    typed: dict[str, str] = {}
    others: list[tuple[str, Entry]] = []
    for key, entry in values.entries.items():
        ours = ("kind",) if key == "type" and _names_a_kind(entry) and "kind" not in values.entries else lookup.get(key)
        if ours is None:
            others.append((key, entry))
            continue
        for name in ours:
            if name not in known or name == key:
                known[name], typed[name] = entry, key
    diagnostics: list[Diagnostic] = []
    extra: dict[str, Entry] = {}
    for key, entry in others:
        meant, certain = _meant(key, lookup)
        if meant and meant not in known:
            known[meant], typed[meant] = entry, key
            if not certain:
                diagnostics.append(_misspelt(path, key, entry, f"`{key}` was read as `{meant}`", f"Write `{meant}`"))
            continue
        extra[key] = entry
        diagnostics.append(
            _set_aside(path, key, entry, meant, typed) if meant else _unused(path, key, entry, known, mapping)
        )
    tag = refusing_tag(known["tags"]) if "tags" in known else ""
    if tag:
        diagnostics.append(_refused(path, typed["tags"], known["tags"], f"The tag `{tag}`", known))
    used = set(typed.values())
    for key, entry in values.entries.items():
        if key in lookup and key not in used:
            extra[key] = entry
            diagnostics.append(_set_aside(path, key, entry, lookup[key][0], typed))
    in_doubt = any(found.code is Code.BAD_CONSENT for found in diagnostics) or any(
        key == "<<" or "consent" in our_keys(key, mapping) or looks_like_consent(key, mapping)
        for key in values.doubtful
    )
    refused = (
        bool(tag)
        or any(is_refusal(key, entry.value) for key, entry in extra.items())
        or any(map(may_refuse, values.doubtful))
    )
    return KnownKeys(known, extra, typed, tuple(diagnostics), in_doubt, refused)


def refuses(front: FrontMatter, keys: KnownKeys) -> bool:
    """Whether a note says, as other programs have it, that it is not to be published, or may say so where its front
    matter cannot be read.
    """
    return keys.refused or (not front.values.sound and any(map(may_refuse, front.glimpsed)))


def _joined(key: str) -> str:
    return re.sub(r"[\s_-]+", "_", key.strip())


def _meant(key: str, lookup: Mapping[str, tuple[str, ...]]) -> tuple[str, bool]:
    """The one key that this one can only mean, and whether that is certain, not a matter of case; "" for none."""
    joined = _joined(key)
    certain = lookup.get(joined)
    ours = certain or lookup.get(joined.casefold())
    if ours is None or len(ours) > 1 or ours == ("consent",):
        return "", False
    return ours[0], certain is not None


def _unused(path: str, key: str, entry: Entry, known: Mapping[str, Entry], mapping: Mapping[str, str]) -> Diagnostic:
    folded = key.casefold()
    lookup = _lookup(tuple(mapping.items()))
    if looks_like_consent(key, mapping):
        meant = mapping.get("consent", "consent")
        return _bad_consent(path, key, entry, f"`{key}` is not `{meant}`", f"Write `{meant}` exactly so")
    if holds_consent(entry.value, mapping):
        message = f"`consent` stands within `{key}`"
        return _bad_consent(path, key, entry, message, "Write it at the left margin, as a key of its own")
    if is_refusal(key, entry.value):
        typed = entry.value.content
        return _refused(path, key, entry, f"`{key}: {typed}`" if isinstance(typed, str) else f"`{key}`", known)
    if ("consent" in known or "person" in known) and (ours := meant_within_consent(key, entry, known)):
        message = f"`{key}` stands outside of `consent`"
        return _bad_consent(path, key, entry, message, f"Indent it under `consent:`, as `{ours}:`")
    if mentions_consent(key, mapping):
        message = f"`{key}` is not read, and may be about consent"
        hint = "Write `consent:`, and below it, indented, `audience:`, `given:`, `expires:`, `name:` or `withhold:`"
        return _bad_consent(path, key, entry, message, hint)
    is_slip = 3 < len(key) < 30 and folded not in _NO_SLIPS
    near = nearest(_joined(key), _suggestions(tuple(lookup)), 0.8) if is_slip else None
    if near and near[0] == folded[0]:
        return _misspelt(path, key, entry, f"The key `{key}` has no meaning", f"Did you mean `{near}`?")
    message = f"The key `{key}` has no meaning to Fieldpath; templates can use it"
    return Diagnostic(Code.UNKNOWN_KEY, path, message, "", entry.line, entry.column, len(key))


def _refused(path: str, key: str, entry: Entry, said: str, known: Mapping[str, Entry]) -> Diagnostic:
    """What to tell of a note that says, as other programs have it, that it is not to be published."""
    if "consent" in known:
        hint = "Write `consent: private`, or take it out"
        return _bad_consent(path, key, entry, f"{said} is no consent", hint)
    message = f"{said} keeps this note to the private edition"
    return Diagnostic(Code.KEPT_PRIVATE, path, message, "", entry.line, entry.column, len(key))


@lru_cache(maxsize=64)
def _suggestions(lookup: tuple[str, ...]) -> tuple[str, ...]:
    """What a misspelt key may have been meant as; consent is not guessed."""
    return tuple(key for key in lookup if key != "consent")


def _misspelt(path: str, key: str, entry: Entry, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Code.MISSPELT_KEY, path, message, hint, entry.line, entry.column, len(key))


def _bad_consent(path: str, key: str, entry: Entry, message: str, hint: str) -> Diagnostic:
    return Diagnostic(
        Code.BAD_CONSENT, path, f"{message}; the note is private", hint, entry.line, entry.column, len(key)
    )


def _set_aside(path: str, key: str, entry: Entry, ours: str, typed: Mapping[str, str]) -> Diagnostic:
    if ours == "consent":
        return _bad_consent(
            path, key, entry, f"`{key}` and `{typed[ours]}` both speak of consent", "Keep one of the two"
        )
    message = f"The key `{key}` was left aside, for `{typed[ours]}` says the same"
    return Diagnostic(Code.UNKNOWN_KEY, path, message, "Keep one of the two", entry.line, entry.column, len(key))


def _names_a_kind(entry: Entry) -> bool:
    content = entry.value.content
    return isinstance(content, str) and content.strip().lower() in _KINDS
