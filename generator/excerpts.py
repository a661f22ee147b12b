"""Where a finding is: its file, and the line in it with the place marked, fitted to the room there is.

In: a line that anybody may have typed, and a place in it. Out: the line as shown, in three parts, measured in cells:
tabs widened, wide characters counted twice, a long line cut around the mark, no character left that could do anything
to a terminal. Reads files, prints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import category

from rich.cells import cell_len

from generator.diagnostics import Diagnostic, Origin
from generator.notes.decoding import decode
from generator.wiki import Wiki

_NAMED = 3
_TAB = "    "
_CUT = "…"
_NEAR = 4
"""Of how many characters to a cell a line is looked at: more than one, for accents may be characters of their own."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A line as shown: what is marked, what stands before it and what after it."""

    before: str
    marked: str
    after: str

    @property
    def text(self) -> str:
        """The whole line."""
        return (self.before + self.marked + self.after).rstrip()

    @property
    def offset(self) -> int:
        """How many cells stand before the mark."""
        return cell_len(self.before)

    @property
    def width(self) -> int:
        """How many cells the mark covers: at least one, for a place at the line's end."""
        return max(cell_len(self.marked), 1)


def shown_path(diagnostic: Diagnostic, wiki: Wiki, cwd: Path) -> str:
    """The finding's file as seen from ``cwd``, with ``/``; whole where it lies elsewhere."""
    file = wiki.place(diagnostic.origin, diagnostic.path)
    return (file.relative_to(cwd) if file.is_relative_to(cwd) else file).as_posix()


def also_in(diagnostic: Diagnostic, most: int | None = _NAMED) -> str:
    """The other files in which the same is wrong: the first of them (None: all), and how many more."""
    more = len(diagnostic.also[most:]) if most is not None else 0
    return ", ".join(diagnostic.also[:most]) + (f" and {more:,} more" if more else "")


def source_line(diagnostic: Diagnostic, wiki: Wiki) -> str | None:
    """The line that a finding is about, as it is now; None where there is none or the file cannot be read.

    What was kept from going out is in no file: an older one has its place.
    """
    if diagnostic.origin is Origin.OUTPUT or not diagnostic.line:
        return None
    file, number = wiki.place(diagnostic.origin, diagnostic.path), diagnostic.line
    try:
        lines = _lines(file, file.stat().st_mtime_ns)
    except OSError:
        return None  # the finding itself says what is wrong with the file
    return lines[number - 1] if 1 <= number <= len(lines) else None


def excerpt(line: str, column: int, width: int, room: int) -> Excerpt:
    """Mark ``width`` characters from ``column`` (from 1; 0 for the whole line) on, in at most ``room`` cells."""
    start, stop = _marked(line, column, width)
    # What is further away than this does not fit anyway; a line may be a whole file.
    first, last = max(0, start - _NEAR * room), start + _NEAR * room
    shown = [_TAB if character == "\t" else visible(character) for character in line[first:last]]
    mark, end = start - first, stop - first
    left, right = _window(shown, mark, room, is_whole=len(shown) == len(line))
    before = (_CUT if first + left > 0 else "") + "".join(shown[left:mark])
    marked = "".join(shown[mark : min(end, right)])
    after = "".join(shown[min(end, right) : right]) + (_CUT if first + right < len(line) else "")
    return Excerpt(before, marked, after)


def visible(text: str) -> str:
    """The text with control, direction and other unseen characters made visible, each as a picture or its number."""
    if text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


@lru_cache(maxsize=4)
def _lines(file: Path, mtime_ns: int) -> tuple[str, ...]:
    """Findings come file by file, so a few files remembered, each as it was at a time, are enough."""
    return tuple((decode(file.name, file.read_bytes()).text or "").split("\n"))


def _marked(line: str, column: int, width: int) -> tuple[int, int]:
    if column == 0:
        return len(line) - len(line.lstrip()), len(line.rstrip())
    start = min(column - 1, len(line))
    return start, min(start + max(width, 1), len(line))


def _window(shown: list[str], start: int, room: int, *, is_whole: bool) -> tuple[int, int]:
    """Which characters to show: all, or those around the mark, with a third of the room before it."""
    cells = [cell_len(character) for character in shown]
    if is_whole and sum(cells) <= room:
        return 0, len(shown)
    free = room - 2 * cell_len(_CUT)
    left, right, used = start, start, 0
    while left > 0 and used + cells[left - 1] <= free // 3:
        left -= 1
        used += cells[left]
    while right < len(shown) and used + cells[right] <= free:
        used += cells[right]
        right += 1
    while left > 0 and used + cells[left - 1] <= free:
        left -= 1
        used += cells[left]
    return left, right


def _visible(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    # Joiners belong to emoji and to several scripts, as do variation selectors, which are marks.
    hidden = category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d"
    return f"<U+{code:04X}>" if hidden else character
