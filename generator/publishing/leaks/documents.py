"""The words in PDF documents and in search indexes, whose text is not in one piece.

In: their bytes, unpacked. Out: their texts, as bytes. A PDF's text is read as far as its strings hold characters;
fonts that number their shapes keep it from being read.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f\s]+)>", re.DOTALL)
_OCTAL = re.compile(rb"\\([0-7]{1,3})|\\(\r?\n|.)", re.DOTALL)
_LARGEST = 64 * 1024 * 1024
_HEAD_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}


def document_texts(data: bytes) -> Iterator[bytes]:
    """A PDF's own bytes, its streams, and the strings of each put together without what stands between them."""
    for raw in (_STREAM.sub(b"", data), *map(_inflated, _STREAM.findall(data))):
        yield raw
        strings = [_string(match) for match in _STRING.finditer(raw)]
        yield b"".join(strings)
        yield b"\n".join(strings)


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream, _LARGEST)
    except zlib.error:
        return stream  # not compressed, or in a way of its own


def _string(match: re.Match[bytes]) -> bytes:
    if match[2] is not None:
        digits = b"".join(match[2].split())
        text = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    else:
        text = _OCTAL.sub(_character, match[1])
    return text[2:].decode("utf-16-be", "replace").encode() if text.startswith(b"\xfe\xff") else text


def _character(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[2].endswith(b"\n") else match[2]


def index_texts(data: bytes) -> Iterator[bytes]:
    """The strings in CBOR (RFC 8949), in which a string's length would touch its first letter."""
    at = 0
    while at < len(data):
        kind, size = data[at] >> 5, data[at] & 31
        at += 1
        if size in _HEAD_SIZES:
            width = _HEAD_SIZES[size]
            size = int.from_bytes(data[at : at + width], "big")
            at += width
        if kind in (2, 3):
            yield data[at : at + size]
            at += size
