"""The whole pipeline: a wiki's files become a site.

In: the wiki's folders. Out: the site in the output folder, and a report. A first build, an edit and a change of
settings all go the same way: what differs is given to the catalog as a delta; the pages that asked for what changed are
made again; those whose view or template differ are rendered; those whose bytes differ are written. How each of these is
done is told elsewhere.
"""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator.cache import Cache, cache_finding, open_cache, set_aside
from generator.catalog.addressing import address_of
from generator.catalog.keeping import CatalogKeeper, few_sources
from generator.catalog.site import Site
from generator.catalog.tally import all_findings, tally
from generator.diagnostics import Diagnostic, in_reading_order
from generator.identity import program_identity
from generator.notes.collecting import Collection
from generator.notes.reading import Reading
from generator.notes.tree import scan
from generator.notes.vocabulary import Vocabulary, ucot
from generator.pages.plan import used_files
from generator.pages.sitemaps import site_plan
from generator.press import Press, Pressed, static_files
from generator.producing import Workshop, theme_at
from generator.publishing.refusal import refusal
from generator.publishing.turns import turn
from generator.reporting import Progress, Report, Silence
from generator.settings import Settings, load_settings
from generator.theme import signature, theme_folder
from generator.wiki import Wiki
from generator.workers import Workers


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``offline`` makes links for a disk, ``clean`` forgets what is remembered, ``adopt`` allows an
    output folder that holds other people's files, ``write`` is false to look for findings only, ``jobs`` is how many
    processes to use (by default one a core).
    """

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
        self._memory: _Memory | None = None

    def build(self) -> Report:
        """Bring the site up to date with the wiki's files."""
        started = time.perf_counter()
        with (
            turn(self._wiki.output, self._wiki.cache, self._progress.say),
            Workers(self._options.jobs) as workers,
            _without_garbage_collection(),
        ):
            report = self._begin_and_build(workers)
        return replace(report, seconds=time.perf_counter() - started)

    def files(self) -> frozenset[str]:
        """The output paths that make up the site, as of the last build."""
        return self._memory.press.files() if self._memory else frozenset()

    def _begin_and_build(self, workers: Workers) -> Report:
        """Build with what is remembered; if that turns out to be damaged, without."""
        damage: tuple[Diagnostic, ...] = ()
        if self._memory is None:
            self._memory, damage = self._remember()
        try:
            report = self._build(self._memory, workers)
        except (sqlite3.DatabaseError, msgspec.MsgspecError):
            self._memory.cache.close()
            self._memory, damage = self._forget("is damaged")
            report = self._build(self._memory, workers)
        except BaseException:
            # What is in memory may be ahead of what was written: the next build begins from the cache.
            self._memory.cache.close()
            self._memory = None
            raise
        return replace(report, diagnostics=in_reading_order((*report.diagnostics, *damage)))

    def _build(self, memory: _Memory, workers: Workers) -> Report:
        wiki, options = self._wiki, self._options
        settings, findings = load_settings(wiki.settings_file)
        if options.write and (refused := refusal(wiki.output, wiki, adopt=options.adopt)):
            return Report(diagnostics=(*findings, refused))
        tree = scan(wiki.content, settings.ignore, (wiki.output, wiki.cache))
        if not wiki.content.is_dir():
            # Whoever mistypes a folder's name must not find the site emptied.
            return Report(diagnostics=(*findings, *tree.diagnostics))
        done = self._progress.stage("Reading notes", len(tree.notes))
        notes = memory.collection.look(tree, _reading(settings), workers, done)
        site = _site(settings)
        look = signature(theme_folder(), wiki.templates)
        same = not (notes.changed or notes.gone or memory.keeper.differs(tree.attachments, site))
        findings = (*findings, *tree.diagnostics, *notes.problems)
        if same and options.write and look == memory.look and not memory.press.is_behind():
            memory.collection.save()
            memory.cache.commit()
            before = msgspec.msgpack.decode(memory.cache.get("report"), type=Report)
            return replace(before, diagnostics=(*before.diagnostics, *findings))
        catalog = memory.keeper.update(
            memory.collection.remembered(), notes.changed, notes.gone, few_sources(tree.attachments, site)
        )
        pages = site_plan(catalog)
        files = used_files(catalog)
        pressed = Pressed()
        if options.write:
            workshop = Workshop(wiki.output, wiki.templates, look)
            published = {address_of(catalog, path): wiki.content / path for path in files}
            static = static_files({**published, **theme_at(workshop).assets()})
            pressed = memory.press.run(
                catalog, pages, static, workshop, workers, self._progress.stage, adopt=options.adopt
            )
        between = (
            *(d for note in memory.keeper.notes for d in note.diagnostics),
            *all_findings(catalog),
            *pressed.diagnostics,
        )
        counts = tally(catalog)
        report = Report(
            notes=sum(1 for _ in memory.keeper.notes),
            interviews=counts.interviews,
            fields=counts.fields,
            assignments=counts.assignments,
            pages=len(pages),
            attachments=len(files),
            written=pressed.written,
            unchanged=pressed.total - pressed.written,
            removed=pressed.removed,
            made=pressed.made,
            changed=frozenset(pressed.changed),
            diagnostics=between,
        )
        if pressed.failed:
            memory.cache.roll_back()
            self._memory = None
        else:
            memory.save(report, look)
        return replace(report, diagnostics=(*between, *findings))

    def _remember(self) -> tuple[_Memory, tuple[Diagnostic, ...]]:
        file = _cache_file(self._wiki, self._options)
        if self._options.clean and file.exists():
            set_aside(file)
        cache, finding = open_cache(file, program_identity())
        return _Memory.take_up(self._wiki, self._options, cache), (finding,) if finding else ()

    def _forget(self, problem: str) -> tuple[_Memory, tuple[Diagnostic, ...]]:
        file = _cache_file(self._wiki, self._options)
        set_aside(file)
        cache, _ = open_cache(file, program_identity())
        finding = cache_finding(file, problem, "It was set aside; all is built anew.")
        return _Memory.take_up(self._wiki, self._options, cache), (finding,)


@dataclass(slots=True)
class _Memory:
    """What one build hands to the next, in this process and, through the cache, in another."""

    cache: Cache
    collection: Collection
    keeper: CatalogKeeper
    press: Press
    look: bytes

    @classmethod
    def take_up(cls, wiki: Wiki, options: Options, cache: Cache) -> _Memory:
        keeper = CatalogKeeper(cache, offline=options.offline)
        return cls(cache, Collection(wiki.content, cache), keeper, Press(wiki.output, cache), cache.get("look"))

    def save(self, report: Report, look: bytes) -> None:
        """Remember all of it, or nothing."""
        self.look = look
        self.collection.save()
        self.keeper.save()
        self.press.save()
        self.cache.put("look", b"" if self.press.lacks_something() else look)
        settled = replace(
            report, unchanged=report.unchanged + report.written, written=0, removed=0, made=0, changed=frozenset()
        )
        self.cache.put("report", msgspec.msgpack.encode(settled))
        self.cache.commit()


def _cache_file(wiki: Wiki, options: Options) -> Path:
    """One cache for each content folder, output folder and manner of building."""
    name = f"{wiki.content}\0{wiki.output}\0{options.offline}\0{options.write}"
    return wiki.cache / f"{blake2b(name.encode(), digest_size=6).hexdigest()}.sqlite"


def _reading(settings: Settings) -> Reading:
    own = settings.vocabularies
    usual = ucot()
    words = Vocabulary(
        own.sectors or usual.sectors, own.career_types or usual.career_types, own.job_functions or usual.job_functions
    )
    return Reading(settings.frontmatter, words)


def _site(settings: Settings) -> Site:
    return Site(
        settings.title,
        settings.description,
        settings.language,
        settings.base_url,
        settings.author,
        settings.page_size,
    )


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A build makes millions of objects that stay; looking through them for circles again and again takes a third of
    its time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
