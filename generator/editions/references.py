"""Links to those who must not be named: each made to reach the note under its new name, or made plain text.

In: a note's references and the roster. Out: the references told anew. Nothing is said of what is missing: a link to a
note that may not be seen is its label, or "someone"; its embed is nothing. Names of attachments that would tell are
new too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from posixpath import normpath

from msgspec.structs import replace

from generator.editions.articles import within
from generator.editions.bodies import reassembled
from generator.editions.guarded import UNCLEAR, Guarded, Roster
from generator.editions.naming import key_of, path_key, suffixes, target_key
from generator.notes.markdown.plain import plain_text
from generator.notes.note import Body, Form, NoteName, Piece, Reference

_UNCLEAR = Guarded()


@dataclass(frozen=True, slots=True)
class Folder:
    """Where a note lies; where it has ``moved``, what it names by a relative path is named from the root instead."""

    path: str
    moved: bool = False


class References:
    """Knows whom a link means, of those on the roster."""

    def __init__(self, roster: Roster) -> None:
        self._names = {name: _at(roster, number) for name, number in roster.names}
        self._ends = {path: _at(roster, number) for path, number in roster.paths}
        self._whole = {path_key(guarded.path): guarded for guarded in roster.guarded if guarded.path}
        self._words = frozenset(word for guarded in roster.guarded for word in guarded.words)
        self._files = {end: file.new_path for file in roster.files for end in suffixes(file.path)}
        self._files |= {target_key(file.path): file.new_path for file in roster.files if file.by_name}
        self._whole_files = {path_key(file.path): file.new_path for file in roster.files}
        paths = (*self._whole, *self._whole_files)
        self._concerned = frozenset((*self._names, *(path.rpartition("/")[2] for path in paths)))

    def __bool__(self) -> bool:
        return bool(self._names or self._ends or self._files)

    def body(self, body: Body, folder: Folder) -> Body:
        """A body of a note that lies in ``folder``; the very same where no reference in it need change."""
        if not folder.moved and not self._concerns(body.pieces):
            return body
        before = ("", *body.pieces)
        return reassembled(body, [self._piece(*each, folder) for each in zip(body.pieces, before, strict=False)])

    def referrals(self, names: tuple[NoteName, ...], folder: Folder) -> tuple[NoteName, ...]:
        """Who made the contact, without those who must not be named, and the others by the names they have here."""
        found = []
        for name in names:
            guarded = self._meant(name.target, folder, wiki=True)
            if guarded is None:
                found.append(name)
            elif guarded.shown:
                found.append(replace(name, target=guarded.new_path))
        return tuple(found)

    def image(self, target: str, folder: Folder) -> str:
        """The picture that a note names in its front matter, by the name it has here."""
        new_path = self._file(target, folder, wiki=False) or self._file(target, folder, wiki=True)
        return f"/{new_path}" if new_path else target

    def _concerns(self, pieces: Iterable[Piece]) -> bool:
        """Whether some link could mean someone on the roster, by the last part of its target: most cannot."""
        return any(
            target_key(piece.target) in self._concerned or (bool(piece.label) and self._concerns(piece.label))
            for piece in pieces
            if not isinstance(piece, str)
        )

    def _piece(self, piece: Piece, before: Piece, folder: Folder) -> tuple[Piece, ...]:
        if isinstance(piece, str):
            return (piece,)
        return self._reference(piece, before if isinstance(before, str) else "", folder)

    def _reference(self, reference: Reference, before: str, folder: Folder) -> tuple[Piece, ...]:
        label = tuple(part for piece in reference.label for part in self._piece(piece, "", folder))
        guarded = None
        if reference.form is not Form.IMAGE:
            guarded = self._meant(reference.target, folder, wiki=reference.wiki)
        if guarded is None:
            return (self._kept(reference, label, folder),)
        neutral = label if label and not self._tells(guarded, label) else ()
        if guarded.shown:
            label = neutral
            if reference.form is Form.LINK and not neutral:
                # Not left for the catalog to fill in: an excerpt says what a label says, or else the target.
                label = (escape(within(before, len(before), guarded.shown), quote=False),)
            return (replace(reference, target=guarded.new_path, label=label, wiki=True),)
        if reference.form is Form.EMBED:
            return ()
        return neutral or (guarded.neutral,)

    def _kept(self, reference: Reference, label: tuple[Piece, ...], folder: Folder) -> Reference:
        target, wiki = reference.target, reference.wiki
        if new_path := self._file(target, folder, wiki=wiki):
            target, wiki = f"/{new_path}", False
        elif folder.moved and target and _is_relative(target, wiki=wiki):
            from_root = _from_root(target, folder)
            # What lies in the folder was met above; the rest is nothing's path, and must not tell the folder's name.
            if not from_root.startswith(f"{folder.path}/"):
                target, wiki = f"/{from_root}", False
        return replace(reference, target=target, wiki=wiki, label=label)

    def _meant(self, target: str, folder: Folder, *, wiki: bool) -> Guarded | None:
        if not target:
            return None
        found = None
        if _is_path(target, wiki=wiki):
            found = self._whole.get(path_key(_from_root(target, folder)))
        if not found and "/" in target and _may_be_end(target, wiki=wiki):
            found = self._ends.get(path_key(target))
        return found or self._names.get(target_key(target))

    def _file(self, target: str, folder: Folder, *, wiki: bool) -> str:
        if not target or not self._files:
            return ""
        found = self._whole_files.get(path_key(_from_root(target, folder)), "") if _is_path(target, wiki=wiki) else ""
        return found or (self._files.get(path_key(target), "") if _may_be_end(target, wiki=wiki) else "")

    def _tells(self, guarded: Guarded, label: Iterable[Piece]) -> bool:
        words = self._words if guarded is _UNCLEAR else guarded.words
        return not set(key_of(plain_text(label)).split()).isdisjoint(words)


def _at(roster: Roster, number: int) -> Guarded:
    return _UNCLEAR if number == UNCLEAR else roster.guarded[number]


def _is_path(target: str, *, wiki: bool) -> bool:
    return not wiki or target.startswith(("./", "../"))


def _may_be_end(target: str, *, wiki: bool) -> bool:
    """Whether a target may be the end of a path, as Obsidian writes both kinds of links."""
    return not target.startswith(("./", "../") if wiki else ("/", "./", "../"))


def _is_relative(target: str, *, wiki: bool) -> bool:
    return _is_path(target, wiki=wiki) and not target.startswith("/")


def _from_root(target: str, folder: Folder) -> str:
    return normpath(f"{'' if target.startswith('/') else folder.path}/{target}").lstrip("/")
