"""A wiki is built, once or again and again: what is there is looked at, and the pipeline run if anything differs.

In: the wiki's folders. Out: the site in the output folder, and a report. A build is refused where it might do harm, and
one that finds what is remembered damaged begins anew. What becomes of a note is told in `building`.
"""

from __future__ import annotations

import datetime
import gc
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from generator.cache import DAMAGE, cache_finding, open_cache, set_aside
from generator.diagnostics import Code, Diagnostic, in_reading_order
from generator.editions.edition import Edition, Terms
from generator.handover import Handover
from generator.identity import program_identity
from generator.looking import Looked, look_at, reading_of
from generator.notes.dates import Date
from generator.notes.note import Audience
from generator.publishing.refusal import refusal
from generator.publishing.turns import turn
from generator.reporting import Progress, Report, Silence
from generator.wiki import Wiki
from generator.workers import Workers

_MANY_OBJECTS = 500_000
"""How many objects a build must have made for it to be a large one."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build: for which audience, and as of which day (by default today: the one clock there is).

    ``offline`` makes links for a disk, ``clean`` forgets what is remembered, ``adopt`` allows an output folder that
    holds other people's files, ``write`` is false to look for findings only, ``jobs`` is how many processes to use (by
    default one a core).
    """

    edition: Audience = Audience.PUBLIC
    date: Date | None = None
    offline: bool = False
    clean: bool = False
    adopt: bool = False
    write: bool = True
    jobs: int | None = None


class Builder:
    """Builds one wiki, once or again and again."""

    def __init__(self, wiki: Wiki, options: Options = Options(), progress: Progress | None = None) -> None:
        """Nothing is read or made yet."""
        self._wiki = wiki
        self._options = options
        self._progress = progress or Silence()
        self._handover: Handover | None = None

    def build(self, hints: Iterable[Path] | None = None) -> Report:
        """Bring the site up to date with the wiki's files.

        With ``hints``, only files at these paths can have changed since the last build.
        """
        started = time.perf_counter()
        with (
            turn(self._wiki.output, self._wiki.cache, self._progress.say),
            Workers(self._options.jobs) as workers,
            _without_garbage_collection(),
        ):
            report = self._begin_and_build(workers, hints)
        return replace(report, seconds=time.perf_counter() - started)

    def files(self) -> frozenset[str]:
        """The output paths that make up the site, as of the last build."""
        return self._handover.artifacts.files() if self._handover else frozenset()

    def look_ahead(self) -> None:
        """Do now what the next build would otherwise have to do first: take up all that is remembered."""
        if self._handover is not None:
            try:
                self._handover.pipeline().look_ahead()
            except Exception:
                # Whatever it is, the next build begins from the cache, meets it again and tells of it.
                self.close()

    def close(self) -> None:
        """Let go of the cache, and of all that is not in it; the next build takes up what is."""
        self.end()
        self._handover = None

    def end(self) -> None:
        """Close the cache: there is no next build, and what is in memory goes with the process."""
        if self._handover is not None:
            self._handover.cache.close()

    def _begin_and_build(self, workers: Workers, hints: Iterable[Path] | None) -> Report:
        """Build with what is remembered; if that turns out to be damaged, without."""
        report = self._build_if_sound(workers, hints)
        if report is None:
            self.close()
            file = set_aside(self._cache_file())
            damage = cache_finding(file, "is damaged", "It was set aside; all is built anew.")
            self._handover, _ = self._take_over()
            report = self._build(self._handover, workers, None)
            report = replace(report, diagnostics=(*report.diagnostics, damage))
        return replace(report, diagnostics=in_reading_order(report.diagnostics))

    def _build_if_sound(self, workers: Workers, hints: Iterable[Path] | None) -> Report | None:
        """Build with what is remembered; None if that turns out to be damaged."""
        finding: tuple[Diagnostic, ...] = ()
        try:
            if self._handover is not None and self._handover.cache.is_outrun():
                # Another process has built meanwhile: what this one remembers of the site is no longer so.
                self.close()
            if self._handover is None:
                self._handover, finding = self._take_over()
            report = self._build(self._handover, workers, hints)
        except DAMAGE:
            return None
        except BaseException:
            # What is in memory may be ahead of what was written: the next build begins from the cache.
            self.close()
            raise
        return replace(report, diagnostics=(*report.diagnostics, *finding))

    def _build(self, handover: Handover, workers: Workers, hints: Iterable[Path] | None) -> Report:
        wiki, options = self._wiki, self._options
        handover.collection.get_ready(workers)
        looked = look_at(wiki, handover.settings.settings_in, handover.looked, hints)
        findings = looked.diagnostics
        if handover.looked is None and options.write and (refused := refusal(wiki.output, wiki, adopt=options.adopt)):
            return Report(diagnostics=(*findings, refused))
        if options.write and any(found.code is Code.SETTINGS_IN_DOUBT for found in findings):
            # What is built stays: what would be, may show what it must not.
            self.close()
            return Report(audience=options.edition, diagnostics=findings)
        if not wiki.content.is_dir():
            # Whoever mistypes a folder's name must not find the site emptied.
            return Report(diagnostics=findings)
        done = self._progress.stage("Reading notes", len(looked.tree.notes))
        notes = handover.collection.look(
            looked.tree, reading_of(looked.settings), workers, done, looked.among, handover.expect
        )
        findings = (*findings, *notes.problems)
        doubts = tuple(_told_of_doubt(found, wiki.content) for found in findings)
        if doubts != findings and options.write and options.edition is not Audience.PRIVATE:
            self.close()
            return Report(audience=options.edition, diagnostics=doubts)
        terms = Terms(Edition(options.edition, options.date or _today()), looked.settings.consent)
        if not (notes.changed or notes.gone) and options.write and handover.is_current(looked.seen, terms):
            before = handover.last_report()
            handover.looked = looked
            handover.save_look()
            return self._told(before, looked, findings)
        report, inputs = handover.pipeline().run(
            looked, terms, notes, workers, self._progress.stage, write=options.write, adopt=options.adopt
        )
        if report.kept:
            self.close()
        else:
            handover.looked = looked
            handover.save(report, inputs)
        return self._told(report, looked, findings)

    def _told(self, report: Report, looked: Looked, findings: tuple[Diagnostic, ...]) -> Report:
        """The report with what was found outside of the pipeline, and with what the settings ask of the notes in vain:
        at its line as it is now, for a remembered report would tell it where it was.
        """
        if report.unmet:
            # This imports pydantic, and most builds have nothing to tell.
            from generator.settings_file import unmet_keys

            unmet = unmet_keys(self._wiki.settings_file, looked.settings.frontmatter, report.unmet)
            findings = (*findings, *unmet)
        return replace(report, diagnostics=(*report.diagnostics, *findings))

    def _take_over(self) -> tuple[Handover, tuple[Diagnostic, ...]]:
        file = self._cache_file()
        if self._options.clean and file.exists():
            set_aside(file)
        cache, finding = open_cache(file, program_identity())
        try:
            handover = Handover(self._wiki, cache, offline=self._options.offline)
        except BaseException:
            cache.close()
            raise
        return handover, (finding,) if finding else ()

    def _cache_file(self) -> Path:
        """One cache for each content folder, output folder and manner of building."""
        wiki, options = self._wiki, self._options
        name = f"{wiki.content}\0{wiki.output}\0{options.edition}\0{options.offline}\0{options.write}"
        return wiki.cache / f"{blake2b(name.encode(), digest_size=6).hexdigest()}.sqlite"


def _told_of_doubt(found: Diagnostic, content: Path) -> Diagnostic:
    """What to tell of a file that is there and cannot be read: it may be the one that says whom others must not name.

    One that went while it was to be read, or whose very name is no text, hides nobody.
    """
    if found.code is not Code.UNREADABLE_FILE or not os.path.lexists(content / found.path):
        return found
    return replace(found, message=f"{found.message} It may say who must not be named, so nothing was published.")


def _today() -> Date:
    today = datetime.date.today()
    return Date(today.year, today.month, today.day)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A build makes millions of objects that stay; looking through them for circles again and again takes a third of
    its time, and afterwards would hold up the next edit: after a large build they are left out of it for good.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if gc.get_count()[0] > _MANY_OBJECTS:
                gc.freeze()
            gc.enable()
