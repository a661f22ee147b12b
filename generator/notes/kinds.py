"""Which kind a note is, and for a term note, of which taxonomy.

In come a note's place and its keys, out comes the kind: by the ``kind`` key, else by the folder, else an interview
where a person is named, or where it has what only an interview says or looks like one. A note that speaks of consent is
taken for an interview too, and so is one whose broken front matter does: a page is for all to see.
"""

from __future__ import annotations

from generator.diagnostics import Code, Diagnostic
from generator.notes.consent_keys import looks_like_consent
from generator.notes.context import Context
from generator.notes.frontmatter import FrontMatter
from generator.notes.keys import KnownKeys, by_another_name, our_keys
from generator.notes.likeness import likeness
from generator.notes.naming import TAXONOMIES, Place, taxonomy_named
from generator.notes.note import Kind
from generator.notes.several import items
from generator.notes.values import Value
from generator.notes.vocabulary import nearest

_OF_SOMEBODY = frozenset({"referred_by", "career_path", "career_type", "job_function"})
"""Keys that only an interview has, besides a path of steps."""

_OF_WORK = _OF_SOMEBODY | {"role", "organization", "fields", "sector", "path", "skills", "consent", "kind"}
"""Keys that interviews have and few other notes."""

_NO_PERSON = frozenset({"persona", "personas", "personal"})


def kind_of(place: Place, front: FrontMatter, keys: KnownKeys, context: Context) -> tuple[Kind, str]:
    """The note's kind, and its taxonomy if it is a term; reports a ``kind`` or ``taxonomy`` that is none."""
    kind = _kind(place, front, keys, context)
    if place.folder_meant and "kind" not in keys.known:
        taken = "interviews" if place.folder_meant == "interviews" else "ordinary pages, unless they say what they are"
        message = f"The folder `{place.folder}/` has no meaning, so what lies in it is taken for {taken}"
        hint = f"Did you mean `{place.folder_meant}/`?"
        context.found.append(Diagnostic(Code.MISSPELT_FOLDER, context.path, message, hint))
    by_word = place.of_interviews not in ("", "interviews") and not place.folder_meant
    if kind is Kind.INTERVIEW and by_word and {"kind", "person", "consent"}.isdisjoint(keys.known):
        message = f"The folder `{place.of_interviews}/` is taken for one of interviews, and this for an interview"
        hint = "If it is none, add `kind: page`"
        context.found.append(Diagnostic(Code.MISSPELT_FOLDER, context.path, message, hint))
    by_title = by_another_name(keys, "person")
    if kind is Kind.INTERVIEW and by_title and not place.kind and _OF_WORK.isdisjoint(keys.known):
        message = f"`{by_title}` says here whom an interview is with, so this is taken for one"
        context.found.append(Diagnostic(Code.MISSPELT_FOLDER, context.path, message, "If it is none, add `kind: page`"))
    if kind is not Kind.TERM:
        return kind, ""
    folder = place.folder if place.folder in TAXONOMIES else ""
    typed = _word(keys, "taxonomy")
    taxonomy = taxonomy_named(str(typed.content)) if typed else None
    if typed and taxonomy is None:
        hint = f"Write one of {', '.join(sorted(TAXONOMIES))}"
        context.report(Code.BAD_VALUE, typed, f"`{typed.content}` is no taxonomy", hint)
    if not taxonomy and not folder and not typed and (kind_key := _word(keys, "kind")):
        message = "It is not said what this term note describes, so it is a page"
        context.report(
            Code.BAD_VALUE, kind_key, message, "Move it to a folder such as fields/, or add `taxonomy: fields`"
        )
    found = taxonomy or folder
    return (Kind.TERM, found) if found else (Kind.PAGE, "")


def _kind(place: Place, front: FrontMatter, keys: KnownKeys, context: Context) -> Kind:
    typed = _word(keys, "kind")
    if typed:
        word = str(typed.content).strip().lower()
        if word in frozenset(Kind):
            return Kind(word)
        near = nearest(word, tuple(Kind))
        hint = f"Did you mean `{near}`?" if near else f"Write one of {', '.join(Kind)}"
        context.report(Code.BAD_VALUE, typed, f"`{typed.content}` is no kind of note", hint)
        if near == Kind.INTERVIEW:
            return Kind.INTERVIEW
    person = keys.known.get("person")
    is_title = place.is_of_a_list and by_another_name(keys, "person") != ""
    names_person = person is not None and person.value.content is not None and not is_title
    if place.kind and not (place.is_index and person is not None):
        if place.kind is Kind.INTERVIEW or not names_person or keys.typed["person"] == context.mapping.get("person"):
            return place.kind
        message = f"This names a person, so it is taken for an interview, though it lies in `{place.folder}/`"
        hint = "Move it to interviews/, or say what it is with `kind:`"
        context.found.append(Diagnostic(Code.MISSPELT_FOLDER, context.path, message, hint))
    if names_person or _tells_of_somebody(keys, context) or any(map(_nearly_person, keys.extra)):
        return Kind.INTERVIEW
    if speaks_of_consent(front, keys, context):
        return Kind.INTERVIEW
    if any("person" in our_keys(key, context.mapping) for key in front.glimpsed):
        return Kind.INTERVIEW
    if sign := likeness(place, front, keys):
        message = f"{sign}, so it is taken for an interview"
        hint = "Say whom with in `person:`, and what they agreed to in `consent:`; if it is none, add `kind: page`"
        context.found.append(Diagnostic(Code.MISSPELT_FOLDER, context.path, message, hint))
        return Kind.INTERVIEW
    return Kind.PAGE


def speaks_of_consent(front: FrontMatter, keys: KnownKeys, context: Context) -> bool:
    """Whether a note says anything about consent, even where it cannot be read."""
    return (
        "consent" in keys.known
        or keys.consent_in_doubt
        or any(
            "consent" in our_keys(key, context.mapping) or looks_like_consent(key, context.mapping)
            for key in front.glimpsed
        )
    )


def _tells_of_somebody(keys: KnownKeys, context: Context) -> bool:
    """Whether a note has keys of ours that only an interview has; another vault's own may mean anything."""
    ours = {key for key, typed in keys.typed.items() if typed != context.mapping.get(key)}
    if not ours.isdisjoint(_OF_SOMEBODY):
        return True
    return "path" in ours and any(
        isinstance(step.content, dict) or "@" in str(step.content) for step in items(keys.known["path"].value)
    )


def _nearly_person(key: str) -> bool:
    """Whether a key is `person` but for a slip of the fingers: what is said of its spelling is said elsewhere."""
    folded = key.casefold()
    return folded not in _NO_PERSON and nearest(folded, ("person", "interviewee"), 0.8) is not None


def _word(keys: KnownKeys, key: str) -> Value | None:
    """The one text that a key holds; None where it holds none, or something else, which the schema reports."""
    entry = keys.known.get(key)
    found = items(entry.value) if entry else []
    return found[0] if len(found) == 1 and isinstance(found[0].content, str) else None
