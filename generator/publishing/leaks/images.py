"""What images hold besides their pixels: EXIF, XMP, IPTC, comments, text chunks, and whatever hangs on behind.

In: the bytes of a PNG, JPEG, GIF or WebP image. Out: the pieces that may hold text, as bytes. Pixels are left out: they
hold no words, and chance would find some.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PIXELS = (b"IDAT", b"fdAT")
_WEBP_PIXELS = (b"VP8 ", b"VP8L", b"ALPH", b"ANMF")
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_SCAN = 0xDA
_LARGEST = 16 * 1024 * 1024


def image_texts(data: bytes) -> list[bytes]:
    """The pieces of an image that are no pixels; none where the data is not one of these images."""
    if data.startswith(_PNG):
        return list(_png(data))
    if data.startswith(b"\xff\xd8\xff"):
        return list(_jpeg(data))
    if data.startswith((b"GIF87a", b"GIF89a")):
        return list(_gif(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return list(_webp(data))
    return []


def _png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind not in _PNG_PIXELS:
            yield chunk
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            yield from _inflated_from_any_place(chunk)
        at += size + 12
        if kind == b"IEND":
            yield data[at:]
            return
    yield data  # damaged, so its parts may not be what they seem


def _inflated_from_any_place(chunk: bytes) -> Iterator[bytes]:
    """What is compressed in a chunk: keyword, flags and language come first, each ended by a zero."""
    for match in re.finditer(b"\x78", chunk[:512]):
        try:
            yield zlib.decompressobj().decompress(chunk[match.start() :], _LARGEST)
        except zlib.error:
            continue  # this was a letter of the keyword
        return


def _jpeg(data: bytes) -> Iterator[bytes]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF or marker == 0xD8 or marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            yield data[at + 2 :]
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        yield data[at + 4 : at + 2 + size]
        at += 2 + size
        if marker == _SCAN:
            following = _NEXT_MARKER.search(data, at)
            at = following.start() if following else len(data)
    yield data


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + (3 << (data[10] & 7) + 1 if len(data) > 10 and data[10] & 0x80 else 0)
    while at < len(data) and data[at] in (0x21, 0x2C):
        is_image = data[at] == 0x2C
        if is_image:
            flags = data[at + 9] if at + 9 < len(data) else 0
            at += 11 + (3 << (flags & 7) + 1 if flags & 0x80 else 0)
        else:
            at += 2
        text = bytearray()
        while at < len(data) and (size := data[at]):
            text += data[at + 1 : at + 1 + size]
            at += 1 + size
        at += 1
        if not is_image:
            yield bytes(text)
    yield data[at:] if data[at : at + 1] == b";" else data


def _webp(data: bytes) -> Iterator[bytes]:
    at = 12
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] not in _WEBP_PIXELS:
            yield data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2
    yield data[at:]
