"""The word for what must not go out: a secret, and of what sort it is.

Plain values, so that they can go to other processes. What is secret is decided elsewhere, and looked for elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec


class SecretKind(StrEnum):
    """What sort of thing must not go out."""

    NAME = "name"
    PART = "part of a name"
    HANDLE = "initial and last name"
    REFERRED = "name of a person who was only referred to"
    ADDRESS = "address"
    FILE_NAME = "file name"
    PORTRAIT = "name of a portrait"
    VALUE = "withheld value"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Secret:
    """One text that must not go out, as the author wrote it; ``note`` is the path of the note it comes from, ``key``
    the key that holds it ("body" for the text below the front matter). ``whose`` is the person of a passage's note, for
    nothing else on that person makes it known.
    """

    text: str
    kind: SecretKind
    note: str
    key: str
    whose: str = ""


encode_secrets = msgspec.msgpack.Encoder().encode
"""Turn secrets into bytes that can go to another process."""

decode_secrets = msgspec.msgpack.Decoder(tuple[Secret, ...]).decode
"""Turn such bytes into secrets again."""


def new_among(secrets: bytes, known: bytes) -> bytes:
    """Those encoded secrets that are not among the ``known`` ones, encoded; b"" where there are none."""
    if secrets == known or not secrets:
        return b""
    before = frozenset(decode_secrets(known)) if known else frozenset[Secret]()
    new = [secret for secret in decode_secrets(secrets) if secret not in before]
    return encode_secrets(new) if new else b""
