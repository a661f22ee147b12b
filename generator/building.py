"""The whole pipeline: a wiki's files become a site.

In: the wiki's folders. Out: the site in the output folder, and a report. A first build, an edit and a change of
settings all go the same way: what differs goes through the door and is given to the catalog as a delta; the pages that
asked for what changed are made again; those whose view or template differ are rendered; those whose bytes differ are
written. How each of these is done is told elsewhere.
"""

from __future__ import annotations

import datetime
import gc
import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from pathlib import Path

from generator.cache import DAMAGE, cache_finding, open_cache, set_aside
from generator.catalog.addressing import address_of
from generator.catalog.amiss import all_findings
from generator.catalog.site import Site
from generator.diagnostics import BROKEN_FRONT_MATTER, Code, Diagnostic, in_reading_order
from generator.editions import Edition, Terms
from generator.handover import Handover, Inputs
from generator.identity import program_identity
from generator.looking import look_at, reading_of
from generator.notes.dates import Date
from generator.notes.note import Audience
from generator.pages.items import WORDS_OF_TIME
from generator.pages.plan import lost_redirects, notes_on, used_files
from generator.pages.sitemaps import site_plan
from generator.press import Pressed, static_files
from generator.producing import Workshop, theme_at
from generator.publishing.images import remark
from generator.publishing.leaks.telling import told
from generator.publishing.refusal import refusal
from generator.publishing.turns import turn
from generator.reporting import Progress, Report, Silence
from generator.settings import Settings
from generator.theme import words_of_theme
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
        return self._handover.press.files() if self._handover else frozenset()

    def look_ahead(self) -> None:
        """Do now what the next build would otherwise have to do first: take up all that is remembered."""
        if self._handover is not None:
            try:
                self._handover.look_ahead()
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
        looked = look_at(wiki, handover, hints)
        findings = looked.diagnostics
        if handover.tree is None and options.write and (refused := refusal(wiki.output, wiki, adopt=options.adopt)):
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
            looked.tree, reading_of(looked.settings), workers, done, looked.among, handover.keeper.expect
        )
        findings = (*findings, *notes.problems)
        doubts = tuple(_told_of_doubt(found, wiki.content) for found in findings)
        if doubts != findings and options.write and options.edition is not Audience.PRIVATE:
            self.close()
            return Report(audience=options.edition, diagnostics=doubts)
        terms = Terms(Edition(options.edition, options.date or _today()), looked.settings.consent)
        if not (notes.changed or notes.gone) and options.write and handover.is_current(looked.seen, terms):
            before = handover.last_report()
            handover.looked(looked.tree, looked.settings.ignore, looked.theme)
            handover.collection.save()
            handover.cache.commit()
            return replace(before, diagnostics=(*before.diagnostics, *findings))
        admission = handover.admission
        with ThreadPoolExecutor(1) as aside:
            if options.write:
                # Other processes, which would be idle now, are asked what must not go out.
                allowed, old = _allowed(looked.settings), dict(admission.notes)
                secrets = aside.submit(handover.secrets, terms, old, notes, allowed, workers)
            admitted = admission.update(terms, notes.changed, notes.gone, looked.tree.attachments)
            catalog = handover.keeper.update(
                admitted.changed, admitted.gone, admitted.files, _site(looked.settings, options.edition)
            )
            pages = site_plan(catalog)
            files = used_files(catalog)

        @cache
        def conclude() -> tuple[Diagnostic, ...]:
            """Ask the catalog for the last time, for what is amiss, and remember it."""
            amiss = (*all_findings(catalog), *lost_redirects(catalog))
            handover.keeper.save()
            return amiss

        pressed = Pressed()
        if options.write:
            workshop = Workshop(wiki.output, wiki.templates, looked.theme, secrets.result())
            real = {address_of(catalog, path): admission.real_path(path) for path in files}
            static = static_files(
                theme_at(workshop).assets(), {at: (path, wiki.content / path) for at, path in real.items()}
            )
            pressed = handover.press.run(
                catalog, pages, static, workshop, workers, self._progress.stage, conclude, adopt=options.adopt
            )
            workers.dismiss()
        leaking = {hit.path for hit in pressed.leaks}
        owners = notes_on(catalog, pages, leaking) if leaking else {}
        own = tuple(admission.findings())
        broken = {found.path for found in own if found.code in BROKEN_FRONT_MATTER}
        between = (
            *own,
            *(() if options.write else admission.doubts_for(Audience.PUBLIC)),
            *(replace(found, path=admission.real_path(found.path)) for found in conclude()),
            *filter(None, (remark(admission.real_path(path)) for path in files)),
            *pressed.diagnostics,
            *told(pressed.leaks, {file: admission.real_path(path) for file, path in owners.items()}, broken),
        )
        report = Report(
            notes=len(admission.notes),
            interviews=admission.census.interviews.total(),
            fields=admission.census.fields(),
            assignments=admission.census.assignments(),
            audience=options.edition,
            published=admission.published(),
            unstated=admission.census.interviews[""],
            ordinary=admission.ordinary_pages(),
            withdrawn=admitted.withdrawn,
            kept=pressed.failed,
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
            self.close()
        else:
            seen = b"" if handover.press.lacks_something() else looked.seen
            handover.looked(looked.tree, looked.settings.ignore, looked.theme)
            handover.save(report, Inputs(terms, looked.tree.attachments, seen, admission.holds_until()))
        return replace(report, diagnostics=(*between, *findings))

    def _take_over(self) -> tuple[Handover, tuple[Diagnostic, ...]]:
        file = self._cache_file()
        if self._options.clean and file.exists():
            set_aside(file)
        cache, finding = open_cache(file, program_identity())
        try:
            handover = Handover(self._wiki, cache, offline=self._options.offline)
        except DAMAGE:
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


def _allowed(settings: Settings) -> frozenset[str]:
    """What may occur although it is part of a secret: what the author says, the settings, and the theme's own words."""
    said = (settings.base_url, settings.title, settings.description, settings.author)
    words = (*settings.title.split(), *settings.author.split())
    return frozenset((*settings.consent.allow, *said, *words, *words_of_theme(), *WORDS_OF_TIME))


def _site(settings: Settings, audience: Audience) -> Site:
    return Site(
        settings.title,
        settings.description,
        settings.language,
        settings.base_url,
        settings.author,
        settings.page_size,
        audience,
    )


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
