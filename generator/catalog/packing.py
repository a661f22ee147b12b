"""How values become bytes: for other processes, and for telling whether one is as it was.

In: values (structs, dataclasses, tuples, strings, numbers). Out: MessagePack, equal exactly when the values are;
fingerprints; and values encoded once that stand inside many others. Nothing here knows what the values mean.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Generic, TypeVar, get_args

import msgspec

T = TypeVar("T")

_DIGEST = 16
"""How many bytes tell of larger values that they are equal; a smaller one tells it itself."""


class Packed(Generic[T]):
    """A value that stands inside many others: encoded where it is made, and decoded only where somebody looks inside.

    Two are equal when their bytes are.
    """

    __slots__ = ("_encoded", "_type", "_value")

    def __init__(self, encoded: bytes, kind: type[T]) -> None:
        """``kind`` is the type of the value in ``encoded``."""
        self._encoded = encoded
        self._type = kind
        self._value: T | None = None

    @property
    def encoded(self) -> bytes:
        """The value's bytes."""
        return self._encoded

    def unpacked(self) -> T:
        """Return the value."""
        if self._value is None:
            self._value = msgspec.msgpack.decode(self._encoded, type=self._type, dec_hook=_packed)
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Packed) and other._encoded == self._encoded

    def __hash__(self) -> int:
        return hash(self._encoded)


def pack(value: T) -> Packed[T]:
    """Encode a value that will stand inside many others."""
    return Packed(encode_value(value), type(value))


def fingerprint(value: Any) -> bytes:
    """Bytes that are equal exactly when two values are."""
    return fingerprint_of_encoded(encode_value(value))


def fingerprint_of_encoded(value: bytes) -> bytes:
    """The fingerprint of a value that is encoded already."""
    if len(value) < _DIGEST:
        return value
    # Of SHA-2, which processors have built in, half is as good as BLAKE2's here, and takes half the time.
    return sha256(value).digest()[:_DIGEST]


def decoder_of(kind: type[T]) -> msgspec.msgpack.Decoder[T]:
    """Return what makes a value of this type of its bytes again."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_packed)


def _bytes_of(value: Any) -> bytes:
    if isinstance(value, Packed):
        return value.encoded
    raise NotImplementedError(f"a {type(value).__name__} cannot be encoded")


def _packed(kind: Any, encoded: Any) -> Packed[Any]:
    return Packed(encoded, get_args(kind)[0])


encode_value = msgspec.msgpack.Encoder(order="deterministic", enc_hook=_bytes_of).encode
"""Turn a value into bytes; equal values give equal bytes."""
