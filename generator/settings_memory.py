"""What the settings file said when it was last read, from one build to the next.

In: the file, and an open cache. Out: settings and findings, the same that `settings_file` would give, but without
parsing where the file's bytes are as they were. Settings in doubt never outlive the process, and what else lies on the
disk is not looked at here.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from msgspec import Struct, msgpack

from generator.cache import Cache, Damaged
from generator.diagnostics import Code, Diagnostic
from generator.settings import Settings

_DIGEST_SIZE = 16


class _Read(Struct, frozen=True, array_like=True):
    """What was made of a file whose bytes have this digest."""

    digest: bytes
    settings: Settings
    findings: tuple[Diagnostic, ...]


_decode = msgpack.Decoder(_Read).decode


class SettingsMemory:
    """The settings as last read.

    It imports `settings_file` only where that is needed, for with it comes pydantic, which would take a third of the
    time of a build in which nothing differs.
    """

    def __init__(self, cache: Cache) -> None:
        """Begin with what the cache knows."""
        self._cache = cache
        sealed = cache.get("settings")
        self._read = _unsealed(sealed) if sealed else None

    def settings_in(self, file: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
        """The settings in ``file`` as it is now, and what is wrong with them; a missing file means the defaults."""
        try:
            data = file.read_bytes()
        except FileNotFoundError:
            return Settings(), ()
        except OSError:
            from generator.settings_file import load_settings

            return load_settings(file)
        digest = _digest(data)
        if self._read is None or self._read.digest != digest:
            from generator.settings_file import decode_settings

            self._read = _Read(digest, *decode_settings(data))
        return self._read.settings, self._read.findings

    def save(self) -> None:
        """Tell the cache what was read, unless it is in doubt."""
        read = self._read
        if read is not None and any(found.code is Code.SETTINGS_IN_DOUBT for found in read.findings):
            read = None
        self._cache.put("settings", _sealed(read) if read is not None else b"")


def _sealed(read: _Read) -> bytes:
    value = msgpack.encode(read)
    return _digest(value) + value


def _unsealed(sealed: bytes) -> _Read:
    """What was sealed. A setting that is missing is at its default, so that types alone would let a spoilt value pass
    for other settings.
    """
    value = sealed[_DIGEST_SIZE:]
    if _digest(value) != sealed[:_DIGEST_SIZE]:
        raise Damaged
    return _decode(value)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST_SIZE).digest()
