"""What one build hands over to the next, in this process and, through the cache, in another.

In: an open cache. Out: the parts of a build that remember, each as it was left; and at the end of a build, all of it
saved at once or not at all. Nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from generator.cache import Cache
from generator.catalog.keeping import CatalogKeeper
from generator.editions import Admission, Terms
from generator.editions.edition import Edition
from generator.notes.collecting import Collected, Collection
from generator.notes.dates import Date
from generator.notes.note import Audience, Note
from generator.notes.tree import Source, Tree
from generator.press import Press
from generator.publishing.leaks.consenting import InForce
from generator.publishing.leaks.gathering import Gathering
from generator.reporting import Report
from generator.settings import ConsentSettings
from generator.wiki import Wiki
from generator.workers import Workers


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a build depends on besides the notes; ``horizon`` is the day on which a consent will run out next.

    ``seen`` tells the attachments, the settings and the theme by digest, b"" where that cannot be relied on.
    """

    terms: Terms
    files: tuple[Source, ...]
    seen: bytes
    horizon: Date


_NOTHING = Inputs(Terms(Edition(Audience.PRIVATE, Date(1, 1, 1)), ConsentSettings()), (), b"", Date(1, 1, 1))
_decode_inputs = msgspec.msgpack.Decoder(Inputs).decode
_decode_report = msgspec.msgpack.Decoder(Report).decode


class Handover:
    """The parts of a build that remember."""

    def __init__(self, wiki: Wiki, cache: Cache, *, offline: bool) -> None:
        """Take up what an earlier build left in the cache."""
        self.cache = cache
        self.collection = Collection(wiki.content, cache)
        self.keeper = CatalogKeeper(cache, offline=offline)
        self.press = Press(wiki.output, cache)
        inputs = cache.get("inputs")
        self.inputs = _decode_inputs(inputs) if inputs else _NOTHING
        self.tree: Tree | None = None
        self.ignore: tuple[str, ...] = ()
        self.theme = b""
        self._admission: Admission | None = None
        self._gathering: tuple[Terms, Gathering] | None = None

    @property
    def admission(self) -> Admission:
        """What of the wiki is admitted; taken up, with the catalog, as the last build left it when first asked for."""
        if self._admission is None:
            self._admission = self._taken_up()
        return self._admission

    def look_ahead(self) -> None:
        """Take up what the next build will ask for, if anything has changed by then."""
        if self._admission is None:
            self._admission = self._taken_up()
        self.keeper.look_ahead()

    def secrets(
        self,
        terms: Terms,
        before: Mapping[str, Note],
        differing: Collected,
        allowed: Iterable[str],
        workers: Workers,
    ) -> bytes:
        """What must not be found in what goes out on these terms, encoded; nothing in the private edition.

        ``before`` are the notes of the last build, ``differing`` is what differs now; ``allowed`` are words that may
        occur although they are part of a secret. May run beside the door and the catalog, with which it shares nothing.
        """
        if self._gathering is None or self._gathering[0] != terms:
            holds = InForce(terms.edition.today, terms.defaults.default, terms.defaults.folders)
            self._gathering = terms, Gathering(terms.edition.audience, holds)
            self._gathering[1].update({path: note for path, note in before.items() if path not in differing.changed})
        _, gathering = self._gathering
        gathering.update(differing.changed, differing.gone)
        return gathering.encoded(allowed, workers)

    def looked(self, tree: Tree, ignore: tuple[str, ...], theme: bytes) -> None:
        """Remember what this build looked at: the next one compares what it sees with it."""
        self.tree, self.ignore, self.theme = tree, ignore, theme

    def is_current(self, seen: bytes, terms: Terms) -> bool:
        """Whether, but for the notes, nothing has changed, and everything published is still there."""
        before = self.inputs
        same_terms = (before.terms.edition.audience, before.terms.defaults) == (terms.edition.audience, terms.defaults)
        in_time = before.terms.edition.today <= terms.edition.today < before.horizon
        return bool(seen) and seen == before.seen and same_terms and in_time and not self.press.is_behind()

    def last_report(self) -> Report:
        """What the last build told, as if it were told now: nothing was done."""
        return _decode_report(self.cache.get("report"))

    def save(self, report: Report, inputs: Inputs) -> None:
        """Remember all of it, or nothing."""
        self.inputs = inputs
        self.collection.save()
        self.keeper.save()
        self.press.save()
        self.cache.put("inputs", msgspec.msgpack.encode(inputs))
        self.cache.put("report", msgspec.msgpack.encode(report.settled()))
        self.cache.commit()

    def _taken_up(self) -> Admission:
        admission = Admission(self.inputs.terms)
        remembered = dict(self.collection.remembered())
        admitted = admission.update(self.inputs.terms, remembered, (), self.inputs.files)
        self.keeper.take_up(admitted.changed, admitted.files)
        return admission
