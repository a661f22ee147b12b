"""Every file that would go out is read, and what must not be in it is found.

In: the secrets, once; then file after file, as path and bytes. Out: the secrets that stand in each, and where. A glance
at a file's letters, by one automaton for all secrets at once, tells of most files that nothing is in them; the others
are folded with care, and where that finds something, once more, slowly, to see whether it is a secret indeed and to
tell its place. Nothing here knows where secrets come from.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from generator.publishing.leaks.finding import Finder
from generator.publishing.leaks.forms import Folded, Form, forms_of, is_whole, spellings
from generator.publishing.leaks.glancing import Glance, glance
from generator.publishing.leaks.places import excerpt, places_of, widest
from generator.publishing.leaks.readings import readings
from generator.publishing.leaks.secrets import Secret
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
        exact = {form.exact for forms in self._forms.values() for form in forms if form.exact}
        self._exact = Finder(sorted(set().union(*map(spellings, exact)))) if exact else None
        # The letters of very short ones are in every file, and those of a word within many others: the former are
        # looked for as they are written, the latter among the words.
        rows = [row for row, forms in self._forms.items() if not all(form.exact or form.single for form in forms)]
        self._glimpser = Finder(rows) if rows else None
        self._words = {row for row, forms in self._forms.items() if any(map(_is_word, forms))}
        self._word_finder = Finder(b" %b " % word for word in self._words) if self._words else None

    def look(self, path: str, data: bytes) -> tuple[Hit, ...]:
        """All secrets in a file: its path, its bytes, and what is packed in them; each once."""
        if not self._forms:
            return ()
        hits = self._hits(path, data)
        return tuple({hit.secret: hit for hit in reversed([*hits])}.values())[::-1]

    def look_through(self, files: Sequence[tuple[str, bytes]]) -> list[tuple[Hit, ...]]:
        """The same for many files. A glance at all of them together tells of most that nothing is in them; the others
        are looked at one by one.
        """
        if not self._forms:
            return [()] * len(files)
        suspect = self._named([path for path, _ in files])
        glances: list[tuple[int, bytes, Glance]] = []
        for number, (_, data) in enumerate(files):
            for part in unpack(data):
                seen = glance(part.data)
                if seen is None or self._may_be_spelt(part.data):
                    suspect.add(number)
                else:
                    glances.append((number, part.data, seen))
        texts = [text for _, _, text in glances]
        suspect.update(glances[at][0] for at in self._with_words(texts))
        for at, forms in self._glimpsed(texts).items():
            number, data, text = glances[at]
            if number not in suspect and _may_show(forms, text, data):
                suspect.add(number)
        return [self.look(*file) if number in suspect else () for number, file in enumerate(files)]

    def _with_words(self, glances: Sequence[Glance]) -> Iterator[int]:
        """Yield the numbers of the glances in which a word is seen that is secret by itself, in one piece or parted by
        tags; some more than once.
        """
        if self._word_finder is None:
            return
        for at, _ in _places_among([b" %b " % seen.words for seen in glances], self._word_finder):
            yield at
        for at, seen in enumerate(glances):
            if not self._words.isdisjoint(seen.parted_words()):
                yield at

    def _glimpsed(self, glances: Sequence[Glance]) -> dict[int, set[Form]]:
        """The longer forms whose letters are among those of each glance, by its number; none for most."""
        found: dict[int, set[Form]] = {}
        if self._glimpser is not None:
            for at, row in _places_among([b"\n".join((seen.written, seen.shown)) for seen in glances], self._glimpser):
                found.setdefault(at, set()).update(form for form in self._forms[row] if not _is_word(form))
        return found

    def _may_be_spelt(self, data: bytes) -> bool:
        """Whether a very short secret is written in a text, letter for letter."""
        if self._exact is None:
            return False
        return any(is_whole(data, start, start + len(text)) for text, start in self._exact.places_in(data))

    def _named(self, paths: Sequence[str]) -> set[int]:
        """Which of these paths must be looked at one by one."""
        spelt_out = [list(path_spelt_out(path)) for path in paths]
        together = glance(b"\n".join(chain.from_iterable(spelt_out)))
        if together and not self._forms_in(together.written):
            return set()
        return {number for number, names in enumerate(spelt_out) if any(map(self._may_be_in_name, names))}

    def _may_be_in_name(self, name: bytes) -> bool:
        seen = glance(name)
        return seen is None or _may_show(self._forms_among(seen), seen, name)

    def _forms_in(self, letters: bytes) -> list[Form]:
        """The forms whose letters are among these, in a row."""
        return [form for row in self._finder.found_in(letters) for form in self._forms[row]]

    def _hits(self, path: str, data: bytes) -> Iterator[Hit]:
        for name in path_spelt_out(path):
            yield from self._hits_in_part(path, Part("in the file's name", name, lines=False))
        for part in unpack(data):
            yield from self._hits_in_part(path, part)

    def _hits_in_part(self, path: str, part: Part) -> Iterator[Hit]:
        if (seen := glance(part.data)) and not _may_show(self._forms_among(seen), seen, part.data):
            return
        found: list[tuple[int, int, Form]] = []
        for reading in readings(path, part.data):
            folded = reading.fold(part.data)
            if forms := _standing(self._forms_in(folded.translate(None, b" ")), folded, part.data):
                found += places_of(path, part.data, reading, forms)
        for start, end, form in widest(found):
            line = part.data.count(b"\n", 0, start) + 1 if part.lines else 0
            yield Hit(self._secrets[form.secret], path, part.place, line, excerpt(part.data, start, end))

    def _forms_among(self, seen: Glance) -> list[Form]:
        return self._forms_in(b"\n".join((seen.written, seen.shown)))


def _places_among(texts: Sequence[bytes], finder: Finder) -> Iterator[tuple[int, bytes]]:
    """Look in many texts at once; yield the number of each in which a row of letters is, and the row."""
    ends = list(accumulate(len(text) + 1 for text in texts))
    for row, start in finder.places_in(b"\n".join(texts)):
        yield bisect(ends, start), row


def _is_word(form: Form) -> bool:
    """Whether a form stands nowhere but as a word of its own."""
    return form.single and not form.exact


def _may_show(forms: Collection[Form], seen: Glance, data: bytes) -> bool:
    """Whether a text in which the letters of these forms were seen is worth being read with care: what is shown in one
    piece is also written so.
    """
    if not forms:
        return False
    return bool(_standing(forms, seen.words, data)) or seen.parts_one_of(form.glued for form in forms)


def _standing(forms: Iterable[Form], folded: bytes, data: bytes) -> list[Form]:
    """Those forms that may stand in a folded text."""
    text = Folded(folded, data)
    return [form for form in forms if form.may_stand(text)]
