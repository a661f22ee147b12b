"""What to tell the author about a leak.

In: what was found. Out: a diagnostic in plain words. The secret itself is named, for the author must know which one;
the message is for the author's terminal and is never published.
"""

from __future__ import annotations

from dataclasses import replace

from generator.diagnostics import Code, Diagnostic, Origin
from generator.publishing.leaks.looking import Hit
from generator.publishing.leaks.secrets import SecretKind

_LONGEST = 80
_HINTS = {
    SecretKind.PASSAGE: "Look for the same words in another note or a template",
    SecretKind.VALUE: "Look for the same words in another note or a template",
}
_NAME_HINT = "Write the stand-in name or nothing instead, in whichever note or template it comes from"


def finding(hit: Hit) -> Diagnostic:
    """The diagnostic for one leak: which secret, in which file and where, from which note, and what to do."""
    secret = hit.secret
    key = f", key `{secret.key}`" if secret.key not in ("", "body") else ""
    message = (
        f"The {secret.kind} “{_cut(secret.text)}” must not go out, but is {hit.place} ({_cut(hit.found)}); "
        f"it is from {secret.note}{key}. Nothing was published"
    )
    hint = (
        f"{_HINTS.get(secret.kind, _NAME_HINT)}; if it may occur, add it to `allow` under `[consent]` in the settings"
    )
    return Diagnostic(Code.LEAK, hit.path, message, hint, hit.line, origin=Origin.OUTPUT)


def standing_on(leak: Diagnostic, note: str) -> Diagnostic:
    """The same where it is known whose page the file is: there it has to be mended."""
    return replace(leak, hint=f"It stands on the page of {note}. {leak.hint}")


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
