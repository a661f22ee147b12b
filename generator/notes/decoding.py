"""From the bytes of a file to its text.

In come bytes, out comes text whose lines end in ``\\n`` alone and which has no NUL, with a diagnostic where the
bytes had to be guessed at. Never raises, whatever the bytes are.
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, register_error
from dataclasses import dataclass

from generator.diagnostics import Code, Diagnostic

MAX_BYTES = 8 * 1024 * 1024
"""The size in bytes up to which a note is read; a longer one is left out whole, for a part of it could lack its
consent.
"""

_BEGINNING = 65_536
_SAVE_AS_UTF8 = "Save the file as UTF-8 in your editor"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and what was wrong with its bytes; where the file is too large to be read, ``text`` is None, and
    ``beginning`` what can be said of it.
    """

    text: str | None
    diagnostics: tuple[Diagnostic, ...] = ()
    beginning: str = ""


def decode(path: str, data: bytes) -> Decoded:
    """Read UTF-8 (with or without a byte order mark) or UTF-16 (with one); take bytes that are neither for
    Windows-1252, and say so.
    """
    if len(data) > MAX_BYTES:
        return Decoded(None, (_too_large(path, len(data)),), data[:_BEGINNING].decode(errors="replace"))
    diagnostics: tuple[Diagnostic, ...] = ()
    try:
        text = _unicode(data)
    except UnicodeDecodeError as error:
        text, diagnostics = _guess(path, data, error)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line, column = _place(text, text.index("\0"))
        message = "The file holds NUL characters, as a file does that is no text or was saved as UTF-16 without a mark"
        diagnostics += (Diagnostic(Code.BAD_ENCODING, path, message, _SAVE_AS_UTF8, line, column),)
        text = text.replace("\0", "\ufffd")
    return Decoded(text, diagnostics)


def _unicode(data: bytes) -> str:
    if data.startswith(BOM_UTF8):
        return data[3:].decode()
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16")
    return data.decode()


def _guess(path: str, data: bytes, error: UnicodeDecodeError) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text as far as it can be read, with a note on the first byte that is not what it should be."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        text = data.decode("utf-16", errors="replace")
        message = "The file says it is UTF-16, but not all of it is"
        line, column = _place(text, max(text.find("\ufffd"), 0))
    else:
        data = data.removeprefix(BOM_UTF8)
        text = data.decode(errors=_AS_WINDOWS_1252)
        message = f"The file is not all UTF-8 (byte 0x{data[error.start]:02x}); such bytes were read as Windows-1252"
        line, column = _place(data[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n"), None)
    return text, (Diagnostic(Code.BAD_ENCODING, path, message, _SAVE_AS_UTF8, line, column),)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    """What codecs ask for where bytes are no UTF-8: those alone are taken for what older programs mean by them."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end


_AS_WINDOWS_1252 = "fieldpath.windows-1252"
register_error(_AS_WINDOWS_1252, _as_windows_1252)


def _place(text: str, index: int | None) -> tuple[int, int]:
    """Line and column of a character, counted from 1; of the end of the text without one."""
    before = text[:index]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _too_large(path: str, size: int) -> Diagnostic:
    megabytes, most = round(size / 1024 / 1024, 1), MAX_BYTES // 1024 // 1024
    message = f"The file is {megabytes} MB; notes are read up to {most} MB, so it was left out"
    return Diagnostic(Code.FILE_TOO_LARGE, path, message, "Split the note, or move data and pictures out of it")
