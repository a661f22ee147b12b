"""What to tell the author about a leak.

In: what was found. Out: a diagnostic for each secret, in plain words. The secret itself is named, for the author must
know which one; the message is for the author's terminal and is never published.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from generator.diagnostics import Code, Diagnostic, Origin
from generator.publishing.leaks.folding import fold
from generator.publishing.leaks.looking import Hit
from generator.publishing.leaks.secrets import Secret, SecretKind

_LONGEST = 80
_TAGS = re.compile(r"<[^<>]*>|^[^<>]*>|<[^<>]*$")
_HINTS = {
    SecretKind.PASSAGE: "Look for the same words in another note or a template",
    SecretKind.PORTRAIT: "Look for what shows the picture, in another note or a template",
    SecretKind.VALUE: "Look for the same words in another note or a template",
}
_NAME_HINT = "Write the stand-in name or nothing instead, in whichever note or template it comes from"

_BESIDES = {
    SecretKind.NAME: "; if {note} is about nobody, add `kind: page`, and unless all may read it, `consent: private`",
    SecretKind.PART: "; if the stand-in has it, as agreed, add it to `allow` under `consent` in {note}",
    SecretKind.REFERRED: "; or give whoever it is an interview that may be seen",
}
"""What else may be meant."""


def told(hits: Iterable[Hit], owners: Mapping[str, str], broken: Container[str] = ()) -> tuple[Diagnostic, ...]:
    """A diagnostic for each secret: in which file it is and where, from which note, what to do, and in which other
    files it is too. ``owners`` are the notes whose pages some of the files are: there it has to be mended, unless it is
    secret only because the front matter of its note is ``broken``.
    """
    by_secret: dict[Secret, list[Hit]] = {}
    for hit in sorted(hits, key=lambda hit: (hit.path not in owners, hit.path)):
        by_secret.setdefault(hit.secret, []).append(hit)
    return tuple(
        _finding(first, owners.get(first.path, ""), tuple(hit.path for hit in others), first.secret.note in broken)
        for first, *others in by_secret.values()
    )


def _finding(hit: Hit, owner: str, also: tuple[str, ...], is_broken: bool) -> Diagnostic:
    secret = hit.secret
    key = f", key `{secret.key}`" if secret.key not in ("", "body") else ""
    message = (
        f"The {secret.kind} “{_cut(secret.text)}” must not go out, but is {hit.place} ({_cut(_plain(hit))}); "
        f"it is from {secret.note}{key}. Nothing was published"
    )
    standing = f"It stands on the page of {owner}. " if owner else ""
    first = f"Mend the front matter of {secret.note} first, for until then all of it is private. " if is_broken else ""
    what = _HINTS.get(secret.kind, _NAME_HINT) + _BESIDES.get(secret.kind, "").format(note=secret.note)
    hint = f"{first}{standing}{what}; if it may occur, add it to `allow` under `[consent]` in the settings"
    return Diagnostic(Code.LEAK, hit.path, message, hint, hit.line, origin=Origin.OUTPUT, also=also)


def _plain(hit: Hit) -> str:
    """What was found, without the tags around it, unless it stands in one of them."""
    plain = " ".join(_TAGS.sub(" ", hit.found).split())
    return plain if fold(hit.secret.text) in fold(plain) else hit.found


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
