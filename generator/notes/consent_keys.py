"""Which keys speak of consent, or say as other programs have it that a note is not to be published.

In come keys as typed, with their values; out comes what they seem to mean. Consent is never guessed from them: whatever
merely looks like it makes a note private.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from generator.notes.note import Audience
from generator.notes.several import items
from generator.notes.values import Entry, Value

_NOT_CONSENT = frozenset({"content", "contents"})
_OF_CONSENT = ("withhold", "withheld", "expires", "expiry", "expires on", "expiration", "expiry date", "valid until")
_STAND_INS = frozenset(
    (
        *("standin", "standinname", "pseudonym", "anonymous", "anonymised", "anonymized", "anonymise", "anonymize"),
        *("hidename", "realname", "publishedas", "anonym", "fakename", "displayname", "publicname"),
        *("anon", "publishas", "shownas", "showas"),
    )
)
_AUDIENCES = frozenset(Audience)
_NO = frozenset(
    (
        *("no", "false", "never", "off", "0", "n", "none", "denied", "refused", "declined", "withdrawn"),
        *("later", "not yet", "pending", "❌", "✗", "✘", "🚫"),
    )
)
_NOT_FOR_ALL = frozenset({"private", "confidential", "restricted", "internal", "hidden", "draft", "cohort", "me"})
_OF_PUBLISHING = re.compile(
    r"publish(?!er)|^public$|permission|approv|agree|^share|(?:can|may|okto|oktobe)share|release"
    r"|(?:us(?:e|ing)|show)(?:real|full)?name|nameok|^named$"
)
"""What the letters of a key about publishing have in them, as in ``ok_to_publish``: a no to it is one."""

_NOT_YET = frozenset(
    (
        *("draft", "private", "pending", "wait", "waiting", "awaiting", "confidential", "cohort", "internal", "hidden"),
        *("unpublished", "not", "never", "after", "until", "maybe", "tbd", "tba", "none", "no", "embargo", "embargoed"),
        *("withheld", "declined", "refused", "denied", "unsure", "only"),
    )
)
"""Words of a value that is no plain yes."""

_ASKED = frozenset({"consent", "permission", "approval", "ok", "okay"})
_GRANTED = frozenset({"given", "granted", "got", "received", "yes"})

_REFUSALS = {
    **dict.fromkeys(("access", "privacy", "edition", "sharing", "sensitivity", "scope", "level"), _NOT_FOR_ALL),
    "status": frozenset({"draft", "private", "hidden", "unpublished", "withheld", "confidential", "embargoed"}),
    "visibility": _NOT_FOR_ALL | {"unlisted"},
    "audience": _NOT_FOR_ALL | {"nobody", "none"},
}
"""How other programs are told not to publish: by the letters of which key, and which words of its value."""
_REFUSING = frozenset(
    (
        *("private", "confidential", "draft", "hidden", "unpublished", "secret", "internal", "withdrawn", "declined"),
        *("nopublish", "donotpublish", "offtherecord", "dghide", "unlisted", "exclude", "nda"),
        *("cohortonly", "revoked", "retracted", "sensitive", "donotmention"),
    )
)
"""Keys that say so whatever their value is, but for a no."""

_REFUSING_AT_ONCE = re.compile(r"do(?:no|n)t(?:publish|share|name|use)|embargo(?=.)|publish(?:ed)?after")
"""How such keys begin."""

_REFUSING_TAGS = frozenset(
    (
        *("private", "confidential", "unpublished", "draft", "nopublish", "donotpublish", "donotshare", "offtherecord"),
        *("cohortonly", "notforpublication", "embargoed", "consentpending", "needsconsent", "noconsent"),
        "needsapproval",
    )
)
_BETWEEN_TAGS = re.compile(r"[,;\s]+")
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[\W_]+")


def looks_like_consent(key: str, mapping: Mapping[str, str]) -> bool:
    """Whether a key is `consent`, or what is mapped to it, but for case, separators or a slip of the fingers."""
    letters = _LETTERS.sub("", key.casefold())
    meant = {"consent", _LETTERS.sub("", mapping.get("consent", "consent").casefold())}
    if letters in _NOT_CONSENT or len(letters) > max(map(len, meant)) + 5:
        return False
    return letters in meant or any(SequenceMatcher(None, letters, word).ratio() >= 0.8 for word in meant)


def mentions_consent(key: str, mapping: Mapping[str, str]) -> bool:
    """Whether one of a key's words is `consent`, as in `consent_given`, or nearly so."""
    folded = key.casefold()
    return "consent" in folded or any(looks_like_consent(word, mapping) for word in _LETTERS.split(folded))


def holds_consent(value: Value, mapping: Mapping[str, str]) -> bool:
    """Whether a value speaks of consent further down."""
    if isinstance(value.content, dict):
        return any(
            looks_like_consent(key, mapping) or holds_consent(entry.value, mapping)
            for key, entry in value.content.items()
        )
    return isinstance(value.content, list) and any(holds_consent(item, mapping) for item in value.content)


def meant_within_consent(key: str, entry: Entry, known: Mapping[str, Entry]) -> str:
    """The key under `consent` that one outside of it is meant as, but for a slip of the fingers; "" for none."""
    typed = entry.value.content
    if key.casefold() == "audience" and isinstance(typed, str) and typed.strip().casefold() in _AUDIENCES:
        return "audience"
    if key.casefold() == "name" and {"consent", "person"} <= known.keys() and typed != known["person"].value.content:
        return "name"
    letters = _LETTERS.sub("", key.casefold())
    if letters in _STAND_INS:
        return "name"
    if letters in ("given", "embargo"):
        return "given"
    if letters == "until":
        return "expires"
    if letters in ("redact", "hide", "omit"):
        return "withhold"
    for name in _OF_CONSENT:
        if SequenceMatcher(None, letters, _LETTERS.sub("", name)).ratio() >= 0.85:
            return "withhold" if name.startswith("with") else "expires"
    return ""


def may_refuse(key: str) -> bool:
    """Whether a key, with some value, says as other programs have it that a note is not to be published."""
    letters = _LETTERS.sub("", key.casefold())
    return _is_refusing(letters) or _OF_PUBLISHING.search(letters) is not None


def is_refusal(key: str, value: Value) -> bool:
    """Whether a key, or one within it, asks that the note be not published."""
    content, letters = value.content, _LETTERS.sub("", key.casefold())
    if isinstance(content, dict):
        return any(is_refusal(inner, entry.value) for inner, entry in content.items())
    if isinstance(content, list):
        return any(is_refusal(key, item) for item in content)
    typed = (content or "").strip().casefold()
    is_of_publishing = _OF_PUBLISHING.search(letters) is not None
    if typed in _NO:
        return is_of_publishing
    words = set() if "://" in typed else set(_WORDS.findall(typed))
    if letters == "status" and words & _ASKED and not words & _GRANTED:
        return True
    refusals = _REFUSALS.get(letters, frozenset())
    said = {typed.partition(" ")[0].strip(":,;.-")} if letters == "status" else words
    return _is_refusing(letters) or bool(said & refusals) or (is_of_publishing and bool(words & _NOT_YET))


def _is_refusing(letters: str) -> bool:
    return letters in _REFUSING or _REFUSING_AT_ONCE.match(letters) is not None


def refusing_tag(tags: Entry) -> str:
    """The tag that says the same; "" for none."""
    written = (tag for item in items(tags.value) for tag in _BETWEEN_TAGS.split(str(item.content)))
    return next(filter(is_refusing_tag, written), "")


def is_refusing_tag(tag: str) -> bool:
    """Whether a tag, or the first or last part of it (`private/notes`, `status/private`), keeps a note to oneself."""
    *_, last = parts = [_LETTERS.sub("", part) for part in tag.casefold().split("/")]
    return last in _REFUSING_TAGS or parts[0] in _REFUSING_TAGS
