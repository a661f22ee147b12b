"""Page after page is skimmed, to tell of most of them, quickly, that nothing secret is in them.

In: the forms of all secrets, once; then pages. Out: whether a page must be looked at with care. Most lines of a page
are on others, too: one that was twice seen to hold nothing is remembered with the letters that it shows, and only these
are looked through again, for what begins in one line may end in the next. Nothing is found here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import accumulate

from generator.publishing.leaks.finding import Finder
from generator.publishing.leaks.forms import Form, is_whole, spellings
from generator.publishing.leaks.glancing import Glance, glance, may_show
from generator.publishing.leaks.own_words import is_only_our_own
from generator.publishing.leaks.unpacking import is_plain_text

_MOST = 500_000
"""How many lines are known again, the first time by a number alone: in about 100 MB."""


class Skimmer:
    """What skims pages for a set of secrets."""

    def __init__(self, forms: Mapping[bytes, Collection[Form]]) -> None:
        """Prepare to look for these forms, by their letters."""
        self._forms = forms
        exact = {form.exact for some in forms.values() for form in some if form.exact}
        self._exact = Finder(sorted(set().union(*map(spellings, exact)))) if exact else None
        # The letters of very short ones are in every page, and those of a word within many others: the former are
        # looked for as they are written, the latter among the words.
        rows = [row for row, some in forms.items() if not all(form.exact or form.single for form in some)]
        self._rows = Finder(rows) if rows else None
        self._words = {row for row, some in forms.items() if any(form.is_word for form in some)}
        self._word_finder = Finder(b" %b " % word for word in self._words) if self._words else None
        self._shown: dict[bytes, bytes] = {}
        self._met: set[int] = set()

    def must_be_read(self, page: bytes) -> bool:
        """Whether something secret may be in a page, which begins with a tag."""
        lines = page.split(b"\n")
        known = list(map(self._shown.get, lines))
        new = list(dict.fromkeys([line for line, shown in zip(lines, known, strict=True) if shown is None]))
        text = b"\n".join(new)
        seen = glance(text) if is_plain_text(text) else None
        if seen is None or not seen.is_whole_by_line():
            return True
        found = seen.shown_by_line.split(b"\n") if new else []
        if len(found) != len(new) or self._tells_word(seen, new) or self._spells(text):
            return True
        added = dict(zip(new, found, strict=True))
        shown = [added[line] if letters is None else letters for line, letters in zip(lines, known, strict=True)]
        if self._holds(seen.written_by_line, new) or self._shows(shown, lines):
            return True
        for line, letters in added.items():
            self._remember(line, letters)
        return False

    def _remember(self, line: bytes, letters: bytes) -> None:
        """Remember a line that was on another page, or is taken for one that was: most are what people said, on one."""
        number = hash(line)
        if number in self._met:
            self._shown[line] = letters
            return
        self._met.add(number)
        if len(self._met) > _MOST:
            self._met.clear()
            self._shown.clear()

    def _tells_word(self, seen: Glance, lines: Sequence[bytes]) -> bool:
        """Whether a word is seen in lines that is secret by itself, in one piece or parted by tags; but not where it is
        one of markup: people are called Mark, and Lang.
        """
        if self._word_finder is None:
            return False
        found = {row.strip() for row in self._word_finder.found_in(b" %b " % seen.words)}
        if found and not all(_is_only_our_own(found, line) for line in lines):
            return True
        return not self._words.isdisjoint(seen.parted_words())

    def _spells(self, text: bytes) -> bool:
        """Whether a very short secret is written in a text, letter for letter."""
        if self._exact is None:
            return False
        return any(is_whole(text, start, start + len(found)) for found, start in self._exact.places_in(text))

    def _holds(self, written: bytes, lines: Sequence[bytes]) -> bool:
        """Whether one of these lines may hold a longer secret, even in a tag; ``written`` are their letters by line."""
        return any(self._may_stand(row, lines[written.count(b"\n", 0, start)]) for row, start in self._rows_in(written))

    def _shows(self, shown: Sequence[bytes], lines: Sequence[bytes]) -> bool:
        """Whether these lines, one after the other, may show a longer secret; ``shown`` are their letters."""
        places = self._rows_in(b"".join(shown))
        ends = list(accumulate(map(len, shown))) if places else []
        return any(
            self._may_stand(row, b"\n".join(lines[bisect_right(ends, start) : bisect_left(ends, start + len(row)) + 1]))
            for row, start in places
        )

    def _rows_in(self, letters: bytes) -> list[tuple[bytes, int]]:
        """The rows of letters of longer secrets that are among these, and where."""
        return list(self._rows.places_in(letters)) if self._rows else []

    def _may_stand(self, row: bytes, text: bytes) -> bool:
        """Whether a text in which a row of letters was seen is worth being read."""
        seen = glance(text)
        return seen is None or may_show([form for form in self._forms[row] if not form.is_word], seen, text)


def _is_only_our_own(words: Set[bytes], line: bytes) -> bool:
    """Whether none of these words stands in a line but where Fieldpath itself wrote it."""
    seen = glance(line)
    if seen is None:
        return False
    counted = Counter(filter(words.__contains__, seen.words.split()))
    return all(is_only_our_own(word, count, line) for word, count in counted.items())
