"""Where in a file something stands that was found in its folded text.

In: the file's bytes, a way to read them, and the forms that may stand in it. Out: their places as offsets, for those
that do. This is the slow part, for the few files where something was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from generator.publishing.leaks.forms import Form, turns
from generator.publishing.leaks.own_words import is_our_own
from generator.publishing.leaks.readings import TAG_NAME, Reading, Traced

_AROUND = 24
"""How many bytes of the file are shown on each side of what was found."""

_IS_LETTER = bytes(byte != 32 for byte in range(256))


def places_of(path: str, data: bytes, reading: Reading, forms: Iterable[Form]) -> list[tuple[int, int, Form]]:
    """Where forms stand in the file, as offsets; a form whose words are parts of others is nowhere, nor is a word that
    we wrote ourselves.
    """
    traced = reading.trace(data)
    at = list(compress(range(len(traced.text)), traced.text.translate(_IS_LETTER)))
    glued = traced.text.translate(None, b" ")
    places = []
    for form in forms:
        start = glued.find(form.glued)
        while start >= 0:
            end = start + len(form.glued)
            if _stands(form, start, end, at, traced, data):
                place = traced.at[at[start]], _end(traced, at[end - 1], data)
                if not (form.single and is_our_own(form.glued, path, data, *place)):
                    places.append((*place, form))
                    break
            start = glued.find(form.glued, start + 1)
    return places


def _stands(form: Form, start: int, end: int, at: list[int], traced: Traced, data: bytes) -> bool:
    if form.single and at[end - 1] - at[start] != end - 1 - start:
        return False
    after = at[end - 1] + 1
    if _rests_on_a_tag(traced.at[at[start]], traced.at[at[end - 1]] + 1, data):
        return False
    return (
        (form.open_start or _is_boundary(at[start], traced, data))
        and (form.open_end or _is_boundary(after, traced, data))
        and all(
            at[gap] > at[gap - 1] + 1 or _is_boundary(at[gap], traced, data)
            for gap in (start + offset for offset in (form.breaks if form.apart else ()))
        )
    )


def _rests_on_a_tag(start: int, end: int, data: bytes) -> bool:
    """Whether the first or the last word is no word but a tag's name, as in ``year</a> takes``."""
    begins, ends = data.rfind(b"<", max(0, start - 2), start), data.rfind(b"<", start + 1, end)
    first = TAG_NAME.match(data, begins) if begins >= 0 else None
    last = TAG_NAME.match(data, ends) if ends >= 0 else None
    return bool((first and first.start(1) == start and first.end() < end) or (last and last.end() == end))


def _is_boundary(index: int, traced: Traced, data: bytes) -> bool:
    """Whether a word may begin or end before this byte of the folded text: also at a capital or between letter and
    digit.
    """
    if not 0 < index < len(traced.text):
        return True
    before, after = traced.text[index - 1 : index], traced.text[index : index + 1]
    if before == b" " or after == b" " or turns(traced.text, index):
        return True
    written, next_written = data[traced.at[index - 1]], data[traced.at[index]]
    return chr(written).islower() and chr(next_written).isascii() and chr(next_written).isupper()


def _end(traced: Traced, last: int, data: bytes) -> int:
    return traced.at[last + 1] if last + 1 < len(traced.at) else len(data)


def widest(found: list[tuple[int, int, Form]]) -> list[tuple[int, int, Form]]:
    """Without what lies inside something else that was found, as a surname does in a name."""
    widest: list[tuple[int, int, Form]] = []
    for start, end, form in sorted(found, key=lambda item: (item[0], -item[1])):
        if not any(begin <= start and end <= until for begin, until, _ in widest[-8:]):
            widest.append((start, end, form))
    return widest


def excerpt(data: bytes, start: int, end: int) -> str:
    """What stands in the file at a place, with a little of what is around it."""
    end = min(end, start + 8 * _AROUND)
    around = data[max(0, start - _AROUND) : end + _AROUND]
    return " ".join(around.decode("utf-8", "replace").split())
