"""Page after page is skimmed, to tell of most of them, quickly, that nothing secret is in them.

In: the forms of all secrets, once; then pages. Out: whether a page must be looked at with care. Most lines of a page
are on others, too: one that was twice seen to hold nothing is remembered with the letters that it shows, and only these
are looked through again, for what begins in one line may end in the next. Nothing is found here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
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
        written = seen.written_by_line.split(b"\n")
        if self._may_hold(new, written, between=b"\n") or self._may_hold(lines, shown, between=b""):
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

    def _may_hold(self, lines: Sequence[bytes], letters: Sequence[bytes], between: bytes) -> bool:
        """Whether lines of which these are the letters may hold a longer secret: in one line, or across several if
        there is nothing ``between`` their letters.
        """
        places = list(self._rows.places_in(between.join(letters))) if self._rows else []
        ends = list(accumulate(len(each) + len(between) for each in letters)) if places else []
        # Each piece of the page is seen once, however many rows are in it: it may be the whole page.
        spans: defaultdict[tuple[int, int], set[bytes]] = defaultdict(set)
        for row, start in places:
            spans[bisect_right(ends, start), bisect_left(ends, start + len(row)) + 1].add(row)
        return any(self._may_stand(rows, b"\n".join(lines[first:until])) for (first, until), rows in spans.items())

    def _may_stand(self, rows: Collection[bytes], text: bytes) -> bool:
        """Whether a text in which these rows of letters were seen is worth being read."""
        seen = glance(text)
        forms = [form for row in rows for form in self._forms[row] if not form.is_word]
        return seen is None or may_show(forms, seen, text)


def _is_only_our_own(words: Set[bytes], line: bytes) -> bool:
    """Whether none of these words stands in a line but where Fieldpath itself wrote it."""
    seen = glance(line)
    if seen is None:
        return False
    counted = Counter(filter(words.__contains__, seen.words.split()))
    return all(is_only_our_own(word, count, line) for word, count in counted.items())
