"""Who must not be named in an edition, as plain values: what the roster makes and the door goes by."""

from __future__ import annotations

from dataclasses import dataclass

SOMEONE = "Someone"
"""What a person is called whose name is withheld and who has no stand-in."""

UNCLEAR = -1
"""In place of a number of a `Guarded`: a name that could mean several of them."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A note whose real names must not be seen, or a person without one who was only named.

    ``path`` is the note's own, "" where there is none. ``shown`` is the title it has in the edition, "" where it may
    not be seen at all; then ``new_path`` and ``slug`` are "" too, and ``neutral`` stands where a link to it would.
    ``stand_in`` is the person's new name, "" where they keep theirs. ``words`` are the words of all its names.
    ``spellings`` are names to replace in the text of the whole wiki, ``own`` those to replace only in the note itself.
    ``faceless`` says that its ``image`` is not seen either: a face tells who it is, whatever the name.
    """

    path: str = ""
    shown: str = ""
    new_path: str = ""
    slug: str = ""
    stand_in: str = ""
    words: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    neutral: str = "someone"
    faceless: bool = False


@dataclass(frozen=True, slots=True)
class GuardedFile:
    """An attachment whose name would tell whose it is. ``by_name`` says that no other file has its name."""

    path: str
    new_path: str
    by_name: bool = True


@dataclass(frozen=True, slots=True)
class Roster:
    """All that must not be named in one edition.

    ``names`` and ``paths`` say, by the keys of `naming`, which of ``guarded`` a link means. ``alike`` holds, where any
    value is withheld, the keys of the spellings of each term that has several. ``withheld`` are, by path, the keys that
    a note has to withhold where another of the same person withholds more.
    """

    guarded: tuple[Guarded, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    paths: tuple[tuple[str, int], ...] = ()
    files: tuple[GuardedFile, ...] = ()
    alike: tuple[frozenset[str], ...] = ()
    withheld: tuple[tuple[str, tuple[str, ...]], ...] = ()
