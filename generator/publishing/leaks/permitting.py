"""Which candidates for secrets may occur, because the author, or Fieldpath itself, says so.

In: words and addresses that may be said. Out: for a candidate, whether it is no more than that. What other notes make
known is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.publishing.leaks.folding import fold
from generator.publishing.leaks.secrets import Secret, SecretKind

_VALUES = (SecretKind.VALUE, SecretKind.ADDRESS, SecretKind.FILE_NAME, SecretKind.PORTRAIT)
_SMALL_WORD = 2
"""Words of so many letters tell nothing in a title."""


@dataclass(frozen=True, slots=True)
class Permitted:
    """What may be said: folded ``texts``, the same as ``phrases`` one after the other, and ``hosts`` of addresses."""

    texts: frozenset[bytes] = frozenset({b""})
    phrases: bytes = b""
    hosts: frozenset[str] = frozenset()

    def and_also(self, allowed: Collection[str]) -> Permitted:
        """The same with more that is ``allowed``; the very same where that is nothing."""
        if not allowed:
            return self
        texts = frozenset(map(fold, allowed))
        hosts = frozenset(urlsplit(address).netloc for address in allowed if "://" in address)
        return Permitted(
            self.texts | texts,
            b"%b %b " % (self.phrases, b" . ".join(sorted(texts))),
            self.hosts | hosts,
        )

    def holds(self, secret: Secret, folded: bytes) -> bool:
        """Whether a secret's text, also given ``folded``, is one of these, a value is part of one, a hidden note's
        title has none but such words, or a link leads to a site that is named anyway.
        """
        if folded in self.texts or (secret.kind in _VALUES and b" %b " % folded in self.phrases):
            return True
        if secret.kind is SecretKind.VALUE and secret.key == "title":
            words = {word for word in folded.split() if len(word) > _SMALL_WORD}
            return bool(words) and words <= self.texts
        return secret.key == "body" and secret.text.startswith("//") and urlsplit(secret.text).netloc in self.hosts
