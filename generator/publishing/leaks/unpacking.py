"""What a file holds besides its own bytes: text in compressed data, in images, in archives, in documents.

In: a file's path and bytes, of any kind. Out: the parts of it that can be searched as text, each with words for where
it is. Pixels are left out, for they hold no words. What cannot be unpacked is searched as it is; nothing here fails.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from generator.publishing.leaks.documents import document_texts, index_texts
from generator.publishing.leaks.images import image_texts

_DEEPEST = 4
"""How many times over data may be packed and still be read."""

_LARGEST = 64 * 1024 * 1024
"""How many bytes of one packed piece are read."""

_WHOLE = 1024 * 1024
"""Up to which size data of an unknown kind is also read as text of two bytes a character."""

_SEARCH_INDEX = b"pagefind_dcd"
_PACKED_WITHIN = b";base64,"
_DATA_ADDRESS = re.compile(rb";base64,([A-Za-z0-9+/=%\s]{16,})")
_RUN = re.compile(rb"(?:[\t\n\r\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){6,}")
_WIDE_RUN = re.compile(rb"(?:[\x20-\x7e]\0){4,}|(?:\0[\x20-\x7e]){4,}")
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, OSError)
"""What an archive that is damaged, locked or packed in a newer way fails with."""

_JOINTS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[0-9])(?=[A-Za-z])|(?<=[A-Za-z])(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Part:
    """Text to be searched: ``place`` says where in the file it is, ``lines`` whether its lines are the file's own."""

    place: str
    data: bytes
    lines: bool


def path_spelt_out(path: str) -> Iterator[bytes]:
    """A path as text, and once more with its joints open: ``danaRivera2.jpg`` as ``dana Rivera 2.jpg``."""
    yield path.encode("utf-8", "surrogateescape")
    if (apart := _JOINTS.sub(" ", path)) != path:
        yield apart.encode("utf-8", "surrogateescape")


def unpack(data: bytes) -> Iterator[Part]:
    """All that can be read in a file."""
    yield from _parts(data, "in the text", 0)


def _parts(data: bytes, place: str, depth: int) -> Iterator[Part]:
    if depth > _DEEPEST:
        return
    packed = list(_packed(data))
    for where, inner in packed:
        yield from _parts(inner, where, depth + 1)
    if images := image_texts(data):
        yield from (part for each in images for part in _binary(each, "in the metadata of the image"))
        for each in images:
            yield from _parts_if_packed(each, "in the metadata of the image", depth)
        return
    if data.startswith(b"%PDF"):
        for text in document_texts(data):
            yield from _binary(text, "in the document")
        return
    if _is_text(data):
        yield Part(place, data, lines=depth == 0)
        if _PACKED_WITHIN in data:
            for match in _DATA_ADDRESS.finditer(data):
                with suppress(NotBase64, ValueError):
                    yield from _parts(b64decode(match[1].split(b"%")[0]), "in data within the text", depth + 1)
    else:
        yield from _binary(data, place if depth else "in the data of the file")


def _parts_if_packed(data: bytes, place: str, depth: int) -> Iterator[Part]:
    for _, inner in _packed(data):
        yield from _parts(inner, place, depth + 1)


def is_plain_text(data: bytes) -> bool:
    """Whether all that can be read in a text is the text itself; packed data is told by its beginning, not here."""
    return _is_text(data) and _PACKED_WITHIN not in data


def _is_text(data: bytes) -> bool:
    if b"\0" in data:
        return False
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _packed(data: bytes) -> Iterator[tuple[str, bytes]]:
    if data[:2] == b"\x1f\x8b":
        yield "in the compressed data", _inflated(data, 47)
    elif data[:1] == b"\x78" and len(data) > 2 and struct.unpack(">H", data[:2])[0] % 31 == 0:
        yield "in the compressed data", _inflated(data, 15)
    elif data[:2] == b"PK":
        yield from _archived(data)
    elif data[:12] == _SEARCH_INDEX and data[12:13] != b"{":
        yield "in the search index", b"\n".join(index_texts(data[12:]))


def _inflated(data: bytes, window: int) -> bytes:
    """What was compressed, as far as it can be read."""
    found = bytearray()
    while data and len(found) < _LARGEST:
        inflater = zlib.decompressobj(window)
        try:
            found += inflater.decompress(data, _LARGEST)
        except zlib.error:
            break
        data = inflater.unused_data
    return bytes(found)


def _archived(data: bytes) -> Iterator[tuple[str, bytes]]:
    with suppress(*_UNREADABLE), zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            yield f"in the archive's {info.filename}", b"\n".join((info.filename.encode(), info.comment))
            if info.file_size <= _LARGEST:
                yield f"in the archive's {info.filename}", archive.read(info)


def _binary(data: bytes, place: str) -> Iterator[Part]:
    """Text in data that is not text: runs of characters of one byte, and of two."""
    yield Part(place, b"\n".join(_RUN.findall(data)) if len(data) > _WHOLE else data, lines=False)
    if b"\0" in data:
        wide = b"\n".join(match[0].replace(b"\0", b"") for match in _WIDE_RUN.finditer(data))
        yield Part(place, wide, lines=False)
        if len(data) <= _WHOLE:
            for start in (0, 1):
                for coding in ("utf-16-le", "utf-16-be"):
                    yield Part(place, data[start:].decode(coding, "replace").encode("utf-8", "replace"), lines=False)
