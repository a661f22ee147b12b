"""What one build hands over to the next, in this process and, through the cache, in another.

In: an open cache. Out: the parts of a build that remember, each as it was left; and at the end of a build, all of it
saved at once or not at all. Nothing is decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from generator.cache import Cache
from generator.editions.edition import Edition, Terms
from generator.looking import Inputs, Looked
from generator.notes.collecting import Collection
from generator.notes.dates import Date
from generator.notes.note import Audience, Note
from generator.publishing.artifacts import Artifacts
from generator.reporting import Report
from generator.settings import ConsentSettings
from generator.settings_memory import SettingsMemory
from generator.wiki import Wiki

if TYPE_CHECKING:
    from generator.building import Pipeline

_NOTHING = Inputs(Terms(Edition(Audience.PRIVATE, Date(1, 1, 1)), ConsentSettings()), (), b"", Date(1, 1, 1))
_decode_inputs = msgspec.msgpack.Decoder(Inputs).decode
_decode_report = msgspec.msgpack.Decoder(Report).decode


class Handover:
    """The parts of a build that remember; `looked` is what the last one in this process looked at."""

    def __init__(self, wiki: Wiki, cache: Cache, *, offline: bool) -> None:
        """Take up what an earlier build left in the cache."""
        self.cache = cache
        self.settings = SettingsMemory(cache)
        self.collection = Collection(wiki.content, cache)
        self.artifacts = Artifacts(wiki.output, cache)
        self.looked: Looked | None = None
        self._wiki = wiki
        self._offline = offline
        inputs = cache.get("inputs")
        self._inputs = _decode_inputs(inputs) if inputs else _NOTHING
        self._pipeline: Pipeline | None = None

    def pipeline(self) -> Pipeline:
        """What a build in which something differs goes through."""
        if self._pipeline is None:
            # Most of the program, and most of its start: a build in which nothing differs does without.
            from generator.building import Pipeline

            self._pipeline = Pipeline(
                self._wiki, self.cache, self.collection, self.artifacts, self._inputs, offline=self._offline
            )
        return self._pipeline

    def expect(self, note: Note) -> None:
        """Prepare for a note that differs."""
        self.pipeline().expect(note)

    def is_current(self, seen: bytes, terms: Terms) -> bool:
        """Whether, but for the notes, nothing has changed, and everything published is still there."""
        before = self._inputs
        same_terms = (before.terms.edition.audience, before.terms.defaults) == (terms.edition.audience, terms.defaults)
        in_time = before.terms.edition.today <= terms.edition.today < before.horizon
        return bool(seen) and seen == before.seen and same_terms and in_time and not self.artifacts.is_behind()

    def last_report(self) -> Report:
        """What the last build told, as if it were told now: nothing was done."""
        return _decode_report(self.cache.get("report"))

    def save(self, report: Report, inputs: Inputs) -> None:
        """Remember all of it, or nothing."""
        self._inputs = inputs
        self.pipeline().save()
        self.artifacts.save()
        self.cache.put("inputs", msgspec.msgpack.encode(inputs))
        self.cache.put("report", msgspec.msgpack.encode(report.settled()))
        self.save_look()

    def save_look(self) -> None:
        """Remember what was looked at; where nothing differs, that is all there is to remember."""
        self.settings.save()
        self.collection.save()
        self.cache.commit()
