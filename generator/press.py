"""The output folder is brought up to date with the plan.

In: the catalog, the plan, the theme and the files that are published as they are. Out: files in the output folder, and
what was done. A page is made again when something it asked for has changed, rendered when its view or its template is
another, and written when its bytes are. What was written is remembered with what it was made from, so that nothing is
done twice.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path

from generator.addresses import output_path
from generator.cache import Cache, KnownArtifact
from generator.catalog.catalog import Catalog
from generator.catalog.memory import FORGOTTEN, Key
from generator.catalog.packing import encode_value, fingerprint_of_encoded
from generator.diagnostics import Code, Diagnostic
from generator.notes.collecting import FRESH
from generator.notes.tree import changed_at
from generator.pages.plan import Page
from generator.producing import (
    FileJob,
    Job,
    LookJob,
    PageJob,
    Produced,
    Workshop,
    produce,
    publish_all,
    theme_at,
)
from generator.publishing.files import Staged, Written, stamp_all
from generator.publishing.folder import OutputFolder
from generator.publishing.leaks.looking import Hit
from generator.publishing.manifest import MANIFEST, manifest_text
from generator.rendering import Theme
from generator.workers import Workers, batches

_BATCH = 64
_LEFT_OUT = (Code.BAD_PICTURE, Code.UNREADABLE_FILE)

Work = Callable[[Iterable[Job], int, "Pressed"], Iterator[Produced]]
"""Has jobs done, by whichever process."""


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is published: ``recipe`` differs when its bytes may; b"" where that cannot be told. ``name`` is the
    author's path of an attachment, which is cleaned; "" for the theme's own.
    """

    source: Path
    recipe: bytes
    name: str = ""


@dataclass(slots=True)
class Pressed:
    """What was done to the output folder: of ``total`` files, how many pages were made again, how many files written
    and removed.
    """

    total: int = 0
    made: int = 0
    written: int = 0
    removed: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)
    leaks: list[Hit] = field(default_factory=list)
    failed: bool = False

    def leak(self, leaks: Sequence[Hit]) -> None:
        """Something would go out that must not: then nothing does."""
        self.leaks += leaks
        self.failed |= bool(leaks)

    def fail(self, problem: Diagnostic | None) -> Pressed:
        """Nothing was published; ``problem`` is why, if that has not been said."""
        self.failed = True
        if problem is not None:
            self.diagnostics.append(problem)
        return self


class Press:
    """One output folder, from one build to the next."""

    def __init__(self, output: Path, cache: Cache) -> None:
        """Begin with what the cache knows; files that are not as they were left count as unknown."""
        self._output = output
        self._cache = cache
        self._folder = OutputFolder(output)
        remembered = cache.artifacts()
        stamps = stamp_all(output, remembered)
        self._known = {
            path: known for path, known in remembered.items() if stamps.get(path) == (known.size, known.mtime_ns)
        }
        self._dropped = remembered.keys() - self._known.keys()
        self._fresh: set[str] = set()
        self._standing: set[str] = set()
        self._planned: tuple[tuple[Page, ...], Set[str], frozenset[str]] = ((), frozenset(), frozenset())
        self._published: frozenset[str] | None = None
        self._pages: tuple[Page, ...] | None = None
        self._pages_by_key: dict[Key, Page] = {}
        self._theme_digest = b""
        self._to_do: set[Page] = set()
        self._looked_for = cache.get("secrets")
        self._lacks = False

    def is_behind(self) -> bool:
        """Whether files of the output are missing, or not as they were left."""
        return bool(self._dropped) or not self._known

    def lacks_something(self) -> bool:
        """Whether something of the last plan could not be published or deleted: the next build has to try again."""
        return self._lacks

    def files(self) -> frozenset[str]:
        """The output paths that hold what the last build put there, or an earlier one where a template is broken."""
        return frozenset(self._known) | self._standing

    def run(
        self,
        catalog: Catalog,
        pages: tuple[Page, ...],
        files: Mapping[str, StaticFile],
        workshop: Workshop,
        workers: Workers,
        stage: Callable[[str, int], Callable[[int], None]],
        meanwhile: Callable[[], object],
        *,
        adopt: bool = False,
    ) -> Pressed:
        """Write what differs, then delete what is no longer in the plan. ``files`` are by address, as pages are.

        Everything is made beside the site, and looked through, first. If something cannot be made, or gives away what
        it must not, the site stays as it is. ``meanwhile`` is called when the catalog has been asked for every page and
        other processes are busy publishing.
        """
        pressed = Pressed()
        if problem := self._folder.prepare():
            return pressed.fail(problem)
        theme = theme_at(workshop)
        self._choose(catalog, pages, theme, workshop)
        chosen = sorted(self._to_do, key=lambda page: page.address)
        jobs = chain(
            self._page_jobs(catalog, chosen, theme, stage("Writing pages", len(chosen))), self._file_jobs(files)
        )
        work = partial(self._produced, workshop, workers)
        made = {produced.path: produced for produced in work(jobs, len(chosen) + len(files), pressed)}
        planned = self._plan(pages, files)
        unpublishable = self._unpublishable(made, pressed, work)
        paths = planned - unpublishable if unpublishable else planned
        if workshop.secrets != self._looked_for:
            # Other secrets than last time: what stays as it is must be looked through again, too.
            kept = sorted((paths & self._known.keys()) - made.keys())
            deque(work(map(LookJob, kept), len(kept), pressed), maxlen=0)
        if workshop.secrets != self._looked_for or paths is not self._published:
            deque(work([LookJob(MANIFEST, manifest_text(paths))], len(made), pressed), maxlen=0)
        if pressed.failed:
            return pressed.fail(self._folder.give_up())
        pressed.total = len(paths)
        staged = [(one.result, one.recipe) for one in made.values() if isinstance(one.result, Staged)]
        copies = set(map(output_path, files))
        pressed.made = sum(file.path not in copies for file, _ in staged)
        begun = self._folder.begin(paths, adopt=adopt)
        pressed.diagnostics += begun.diagnostics
        if begun.failed:
            return pressed.fail(self._folder.give_up())
        self._publish(
            [pair for pair in staged if pair[0].path not in begun.taken], workshop, workers, pressed, meanwhile
        )
        self._to_do = {page for page in self._to_do if output_path(page.address) not in self._known}
        is_finished = self._finish(paths, pressed)
        # What is known is part of the plan by now.
        self._lacks = not is_finished or len(self._known) < len(paths)
        self._looked_for, self._published = workshop.secrets, paths
        return pressed

    def save(self) -> None:
        """Tell the cache what was written since the last time."""
        self._cache.drop_artifacts(self._dropped)
        self._cache.put_artifacts((path, self._known[path]) for path in self._fresh if path in self._known)
        self._dropped, self._fresh = set(), set()
        self._cache.put("secrets", self._looked_for)

    def _choose(self, catalog: Catalog, pages: tuple[Page, ...], theme: Theme, workshop: Workshop) -> None:
        """Add to what is to do every page that may differ from its file."""
        if pages is not self._pages:
            gone = self._pages_by_key.keys() - {page.key for page in pages}
            for key in gone:
                catalog.forget(key)
            self._pages_by_key = {page.key: page for page in pages}
        outdated = set(catalog.outdated())
        if pages is not self._pages or workshop.theme != self._theme_digest:
            digests = {template: theme.digest(template) for template in {page.template for page in pages}}
            self._to_do = {
                page
                for page in pages
                if page.key in outdated or not self._is_current(catalog, page, digests[page.template])
            }
        else:
            self._to_do |= {self._pages_by_key[key] for key in outdated if key in self._pages_by_key}
        self._pages, self._theme_digest = pages, workshop.theme

    def _plan(self, pages: tuple[Page, ...], files: Mapping[str, StaticFile]) -> frozenset[str]:
        """The output paths of a plan; the very same object for the same plan, so that nobody compares thousands."""
        if pages is not self._planned[0] or files.keys() != self._planned[1]:
            paths = frozenset(map(output_path, chain((page.address for page in pages), files)))
            self._planned = pages, frozenset(files), paths
        return self._planned[2]

    def _is_current(self, catalog: Catalog, page: Page, template: bytes) -> bool:
        known = self._known.get(output_path(page.address))
        return known is not None and known.recipe == catalog.fingerprint(page.key) + template

    def _unpublishable(self, made: Mapping[str, Produced], pressed: Pressed, work: Work) -> frozenset[str]:
        """Tell of what could not be made; return the paths whose older file must not stand in for it either.

        A page that its template breaks stays as it was, unless that gives away what must not go out any more. An
        attachment that cannot be read or cleaned goes.
        """
        problems = {one.path: one.result for one in made.values() if isinstance(one.result, Diagnostic)}
        for path, problem in problems.items():
            self._leave_out(path, problem, pressed)
            pressed.failed |= problem.code is Code.NOT_WRITTEN
        broken = [path for path, problem in problems.items() if problem.code is Code.TEMPLATE_ERROR]
        standing = [path for path in broken if (self._output / path).is_file()]
        telling = {one.path for one in work(map(LookJob, standing), len(standing), Pressed()) if one.leaks}
        self._standing = set(standing) - telling
        left_out = {path for path, problem in problems.items() if problem.code in _LEFT_OUT}
        return frozenset(telling | left_out)

    def _publish(
        self,
        staged: Sequence[tuple[Staged, bytes]],
        workshop: Workshop,
        workers: Workers,
        pressed: Pressed,
        meanwhile: Callable[[], object],
    ) -> None:
        recipes = {file.path: recipe for file, recipe in staged}
        ready = [file for file, _ in staged]
        some = list(batches(ready, _BATCH))
        results = workers.map(partial(publish_all, workshop), some, len(ready), ahead=len(some))
        first = list(islice(results, 1))
        meanwhile()
        for written in chain(first, results):
            for result in written:
                if isinstance(result, Written):
                    self._remember(result, recipes[result.path], pressed)
                else:
                    # One file that is in somebody's way must not keep others, perhaps withdrawn ones, from going.
                    self._leave_out(result.path, result, pressed)

    def _produced(
        self, workshop: Workshop, workers: Workers, jobs: Iterable[Job], total: int, pressed: Pressed
    ) -> Iterator[Produced]:
        """Have jobs done, and tell of what was found in what would go out."""
        for batch in workers.map(partial(produce, workshop), batches(jobs, _BATCH), total):
            for produced in batch:
                pressed.leak(produced.leaks)
                yield produced

    def _page_jobs(
        self, catalog: Catalog, pages: Sequence[Page], theme: Theme, done: Callable[[int], None]
    ) -> Iterator[Job]:
        """Make the views, and yield those that must be rendered."""
        for page in pages:
            done(1)
            template = theme.digest(page.template)
            if catalog.bring_up_to_date(page.key) is FORGOTTEN and self._is_current(catalog, page, template):
                continue
            view = encode_value(catalog.recall(page.key))
            catalog.keep_fingerprint_only(page.key, fingerprint_of_encoded(view))
            if not self._is_current(catalog, page, template):
                recipe = catalog.fingerprint(page.key) + template
                yield PageJob(output_path(page.address), recipe, page.template, page.key[0], view)

    def _file_jobs(self, files: Mapping[str, StaticFile]) -> Iterator[Job]:
        for address, file in files.items():
            known = self._known.get(output_path(address))
            if known is None or not file.recipe or known.recipe != file.recipe:
                yield FileJob(output_path(address), file.recipe, file.source, file.name)

    def _remember(self, written: Written, recipe: bytes, pressed: Pressed) -> None:
        if written.changed:
            pressed.written += 1
            pressed.changed.add(written.path)
        self._known[written.path] = KnownArtifact(recipe, *written.stamp)
        self._dropped.discard(written.path)
        self._fresh.add(written.path)

    def _leave_out(self, path: str, problem: Diagnostic, pressed: Pressed) -> None:
        pressed.diagnostics.append(problem)
        self._known.pop(path, None)
        self._dropped.add(path)

    def _finish(self, paths: frozenset[str], pressed: Pressed) -> bool:
        """Delete what is no longer in the plan; tell whether all of it is gone."""
        finished = self._folder.finish(paths)
        if paths is not self._published:
            for path in self._known.keys() - paths:
                del self._known[path]
                self._dropped.add(path)
        pressed.removed = len(finished.removed)
        pressed.changed.update(finished.removed)
        pressed.diagnostics += finished.diagnostics
        return not finished.diagnostics


def static_files(assets: Mapping[str, Path], attachments: Mapping[str, tuple[str, Path]]) -> dict[str, StaticFile]:
    """The files that are published besides pages, by address: the theme's, and attachments with the author's path."""
    now = time.time_ns()
    found = {}
    for address, (name, file) in {**{at: ("", file) for at, file in assets.items()}, **attachments}.items():
        recipe = b""
        with suppress(OSError):  # a file that is gone by now is told of when it is to be read
            status = file.stat()
            if changed_at(status) < now - FRESH:
                recipe = f"{file}\0{status.st_size}\0{changed_at(status)}".encode()
        found[address] = StaticFile(file, recipe, name)
    return found
