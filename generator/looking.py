"""One look at everything a build is made from, notes aside: settings, theme, and what lies in the content folder.

In: the wiki's folders, and what the last build saw. Out: what is there now. With hints, only the files that were hinted
at are looked at again. Nothing is written, and no note is opened.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from unicodedata import normalize

import msgspec

from generator.diagnostics import Code, Diagnostic, Origin
from generator.editions.edition import Terms
from generator.notes.collecting import FRESH
from generator.notes.dates import Date
from generator.notes.manner import Reading
from generator.notes.tree import Source, Tree, glance, scan
from generator.notes.vocabulary import Vocabulary, ucot
from generator.settings import SETTINGS_FILE, Settings
from generator.theme import signature, theme_folder
from generator.wiki import Wiki

SettingsReader = Callable[[Path], tuple[Settings, tuple[Diagnostic, ...]]]
"""Gives what a settings file says now, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen. ``among`` are the only paths that can differ from last time, None for any; ``theme`` is a digest
    of all templates and assets; ``seen`` one of everything but the notes, b"" where something may yet change unseen.
    """

    settings: Settings
    tree: Tree
    among: frozenset[str] | None
    theme: bytes
    seen: bytes
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build depends on besides the notes; ``horizon`` is the day on which a consent will run out next.

    ``seen`` tells the attachments, the settings and the theme by digest, b"" where that cannot be relied on.
    """

    terms: Terms
    files: tuple[Source, ...]
    seen: bytes
    horizon: Date


def settings_of(wiki: Wiki, settings_in: SettingsReader) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings as they hold for what lies in the content folder now, and what is wrong with them."""
    settings, findings = settings_in(wiki.settings_file)
    settings, lost = _without_lost_folders(settings, wiki.content)
    return settings, (*findings, *lost, *_misplaced(settings.ignore, wiki.content))


def reading_of(settings: Settings) -> Reading:
    """How notes are to be read by these settings."""
    own, usual = settings.vocabularies, ucot()
    words = Vocabulary(
        own.sectors or usual.sectors, own.career_types or usual.career_types, own.job_functions or usual.job_functions
    )
    return Reading(settings.frontmatter, words)


def look_at(wiki: Wiki, settings_in: SettingsReader, before: Looked | None, hints: Iterable[Path] | None) -> Looked:
    """Look at the wiki as it is now; ``before`` is what was seen last."""
    settings, findings = settings_of(wiki, settings_in)
    folders = (theme_folder(), wiki.templates)
    theme, tree, among = b"", None, None
    if before is not None and hints is not None:
        hinted = tuple(hints)
        if not any(hint.is_relative_to(folder) for hint in hinted for folder in folders):
            theme = before.theme
        if settings.ignore == before.settings.ignore:
            inside = [hint for hint in hinted if hint.is_relative_to(wiki.content)]
            if seen_again := glance(wiki.content, before.tree, inside):
                tree, among = seen_again
    theme = theme or signature(*folders)
    if tree is None:
        tree = scan(wiki.content, settings.ignore, (wiki.output, wiki.cache))
    return Looked(settings, tree, among, theme, _seen(settings, tree, theme), (*findings, *tree.diagnostics))


def _without_lost_folders(settings: Settings, content: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """The settings; where they give consent for a folder that is not there, without any default of consent that opens
    something: what was meant for that folder would be lost. Where it was to be for some only, they are in doubt.
    """
    lost = [name for name in settings.consent.folders if not _is_folder(content, name.split("/"))]
    if not lost or not content.is_dir():
        return settings, ()
    hint = "Write the folder as seen from the content folder, such as interviews/2019"
    found = []
    for name in lost:
        is_to_hide = settings.consent.folders[name] != "public"
        message = f"`[consent] folders` names “{name}”, and the content has no such folder; until then " + (
            "nothing is built, for what lies elsewhere now would be seen"
            if is_to_hide
            else "no default of consent holds, and interviews without their own are private"
        )
        code = Code.SETTINGS_IN_DOUBT if is_to_hide else Code.BAD_SETTINGS
        found.append(Diagnostic(code, SETTINGS_FILE, message, hint, origin=Origin.WIKI))
    closed = replace(settings.consent.closed(), allow=settings.consent.allow)
    return replace(settings, consent=closed), tuple(found)


def _misplaced(ignore: Iterable[str], content: Path) -> Iterator[Diagnostic]:
    """Tell of patterns that begin with the content folder itself, and so pass over nothing."""
    for pattern in ignore:
        first, _, rest = pattern.strip("/").partition("/")
        if rest and first.casefold() == content.name.casefold() and not (content / first).exists():
            message = f"`ignore` names “{pattern}”, and the content has no such folder; until then nothing is built"
            hint = f"Write it as seen from the content folder: `{rest}`"
            yield Diagnostic(Code.SETTINGS_IN_DOUBT, SETTINGS_FILE, message, hint, origin=Origin.WIKI)


def _is_folder(place: Path, names: Sequence[str]) -> bool:
    """Whether folders of these names lie one in the other, in whatever case and form of Unicode."""
    if place.joinpath(*names).is_dir():
        return True
    if not names:
        return False
    wanted = normalize("NFC", names[0]).casefold()
    with suppress(OSError):  # in what cannot be listed, nothing is read either
        inside = [folder for folder in place.iterdir() if normalize("NFC", folder.name).casefold() == wanted]
        return any(_is_folder(folder, names[1:]) for folder in inside)
    return False


def _seen(settings: Settings, tree: Tree, theme: bytes) -> bytes:
    now = time.time_ns()
    if any(file.mtime_ns > now - FRESH for file in tree.attachments):
        return b""
    return blake2b(msgspec.msgpack.encode((settings, tree.attachments, theme)), digest_size=16).digest()
