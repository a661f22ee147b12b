"""Every file that would go out is read, and what must not be in it is found.

In: the secrets, once; then file after file, as path and bytes. Out: the secrets that stand in each, and where. Pages
are skimmed first, which tells of most that nothing is in them; the others are folded with care, and where that finds
something, once more, slowly, to see whether it is a secret indeed and to tell its place. Nothing here knows where
secrets come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.publishing.leaks.finding import Finder
from generator.publishing.leaks.forms import Form, forms_of, standing
from generator.publishing.leaks.glancing import Glance, glance, may_show
from generator.publishing.leaks.places import excerpt, places_of, widest
from generator.publishing.leaks.readings import readings
from generator.publishing.leaks.secrets import Secret
from generator.publishing.leaks.skimming import Skimmer
from generator.publishing.leaks.unpacking import Part, path_spelt_out, unpack


@dataclass(frozen=True, slots=True)
class Hit:
    """One secret in one file: ``place`` says where in words, ``line`` counts from 1 (0 where there are no lines), and
    ``found`` is the text as it stands there, with a little of what is around it.
    """

    secret: Secret
    path: str
    place: str
    line: int
    found: str


class Looker:
    """What looks for a set of secrets."""

    def __init__(self, secrets: Iterable[Secret]) -> None:
        """Prepare to look for these; for none, looking costs nothing."""
        self._secrets = tuple(secrets)
        self._forms: dict[bytes, list[Form]] = {}
        for number, secret in enumerate(self._secrets):
            for form in forms_of(number, secret):
                self._forms.setdefault(form.glued, []).append(form)
        self._finder = Finder(self._forms)
        self._skimmer = Skimmer(self._forms)

    def look(self, path: str, data: bytes) -> tuple[Hit, ...]:
        """All secrets in a file: its path, its bytes, and what is packed in them; each once."""
        if not self._forms:
            return ()
        hits = self._hits(path, data)
        return tuple({hit.secret: hit for hit in reversed([*hits])}.values())[::-1]

    def look_through(self, files: Sequence[tuple[str, bytes]]) -> list[tuple[Hit, ...]]:
        """The same for many files, of which most are pages."""
        if not self._forms:
            return [()] * len(files)
        named = self._named([path for path, _ in files])
        return [
            self.look(path, data)
            if number in named or not data.startswith(b"<") or self._skimmer.must_be_read(data)
            else ()
            for number, (path, data) in enumerate(files)
        ]

    def _named(self, paths: Sequence[str]) -> set[int]:
        """Which of these paths must be looked at one by one."""
        spelt_out = [list(path_spelt_out(path)) for path in paths]
        together = glance(b"\n".join(chain.from_iterable(spelt_out)))
        if together and not self._forms_in(together.written):
            return set()
        return {number for number, names in enumerate(spelt_out) if any(map(self._may_be_in_name, names))}

    def _may_be_in_name(self, name: bytes) -> bool:
        seen = glance(name)
        return seen is None or may_show(self._forms_among(seen), seen, name)

    def _forms_in(self, letters: bytes) -> list[Form]:
        """The forms whose letters are among these, in a row."""
        return [form for row in self._finder.found_in(letters) for form in self._forms[row]]

    def _hits(self, path: str, data: bytes) -> Iterator[Hit]:
        for name in path_spelt_out(path):
            yield from self._hits_in_part(path, Part("in the file's name", name, lines=False))
        for part in unpack(data):
            yield from self._hits_in_part(path, part)

    def _hits_in_part(self, path: str, part: Part) -> Iterator[Hit]:
        if (seen := glance(part.data)) and not may_show(self._forms_among(seen), seen, part.data):
            return
        found: list[tuple[int, int, Form]] = []
        for reading in readings(path, part.data):
            folded = reading.fold(part.data)
            if forms := standing(self._forms_in(folded.translate(None, b" ")), folded, part.data):
                found += places_of(path, part.data, reading, forms)
        for start, end, form in widest(found):
            line = part.data.count(b"\n", 0, start) + 1 if part.lines else 0
            yield Hit(self._secrets[form.secret], path, part.place, line, excerpt(part.data, start, end))

    def _forms_among(self, seen: Glance) -> list[Form]:
        return self._forms_in(b"\n".join((seen.written, seen.shown)))
