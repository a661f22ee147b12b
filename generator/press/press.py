"""The output folder is brought up to date with the plan.

In: the catalog, the plan, the theme and the files that are published as they are. Out: files in the output folder, and
what was done. A page is made again when something it asked for has changed, rendered when its view or its template is
another, and written when its bytes are. What was written is remembered with what it was made from, so that nothing is
done twice.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from generator.addresses import output_path
from generator.cache import Cache
from generator.catalog.catalog import Catalog
from generator.diagnostics import Code, Diagnostic
from generator.pages.plan import Page
from generator.press.choosing import Choice
from generator.press.producing import Job, LookJob, Produced, Workshop, produce, publish_all, theme_at
from generator.press.static import StaticFile, file_jobs
from generator.publishing.artifacts import Artifacts
from generator.publishing.files import Staged, Written
from generator.publishing.folder import OutputFolder
from generator.publishing.leaks.looking import Hit
from generator.publishing.leaks.secrets import new_among
from generator.publishing.manifest import MANIFEST, manifest_text
from generator.workers import HERE, WORTH_IT, Workers, batches

_BATCH = 64
_OFTEN = 1_000
"""After how many pages what was asked for them is remembered: at the end, others would have nothing to do meanwhile."""

_LEFT_OUT = (Code.BAD_PICTURE, Code.COPIED_NOTE, Code.UNREADABLE_FILE)

Work = Callable[[Iterable[Job], int, "Pressed"], Iterator[Produced]]
"""Has jobs done, by whichever process."""


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

    def __init__(self, output: Path, artifacts: Artifacts, cache: Cache) -> None:
        """Begin with what is known of the files in the folder."""
        self._output = output
        self._artifacts = artifacts
        self._cache = cache
        self._folder = OutputFolder(output)
        self._choice = Choice(artifacts)
        self._planned: tuple[tuple[Page, ...], Set[str], frozenset[str]] = ((), frozenset(), frozenset())
        self._published: frozenset[str] | None = None
        self._looked_for = cache.get("secrets")
        self._lacks = False

    def lacks_something(self) -> bool:
        """Whether something of the last plan could not be published or deleted: the next build has to try again."""
        return self._lacks

    def run(
        self,
        catalog: Catalog,
        pages: tuple[Page, ...],
        files: Mapping[str, StaticFile],
        workshop: Workshop,
        workers: Workers,
        stage: Callable[[str, int], Callable[[int], None]],
        remember: Callable[[], object],
        *,
        adopt: bool = False,
    ) -> Pressed:
        """Write what differs, then delete what is no longer in the plan. ``files`` are by address, as pages are.

        Everything is made beside the site, and looked through, first. If something cannot be made, or gives away what
        it must not, the site stays as it is. ``remember`` is called now and then while many pages are made.
        """
        pressed = Pressed()
        if problem := self._folder.prepare():
            return pressed.fail(problem)
        theme = theme_at(workshop)
        chosen = self._choice.update(catalog, pages, theme, workshop.theme)
        done = stage("Writing pages", len(chosen))
        jobs = chain(self._choice.jobs(catalog, chosen, theme, done), file_jobs(files, self._artifacts))
        work = partial(self._produced, workshop, workers)
        made: dict[str, Produced] = {}
        for number, produced in enumerate(work(jobs, len(chosen) + len(files), pressed), 1):
            made[produced.path] = produced
            if number % _OFTEN == 0:
                remember()
        planned = self._plan(pages, files)
        left_out, telling = self._unpublishable(made, pressed, work)
        paths = planned - left_out if left_out else planned
        if new := new_among(workshop.secrets, self._looked_for):
            # What stays as it is holds none of the others: it was looked through for them when they were new.
            kept = sorted((paths & self._artifacts.paths()) - made.keys())
            looks = self._produced(replace(workshop, secrets=new), workers, map(LookJob, kept), len(kept), pressed)
            deque(looks, maxlen=0)
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
        self._publish([pair for pair in staged if pair[0].path not in begun.taken], workshop, workers, pressed)
        self._choice.settle()
        is_finished = self._finish(paths, telling, pressed)
        # What is known is part of the plan by now.
        self._lacks = not is_finished or len(self._artifacts.paths()) < len(paths)
        self._looked_for, self._published = workshop.secrets, paths
        return pressed

    def save(self) -> None:
        """Tell the cache what was looked for in all that is there."""
        self._cache.put("secrets", self._looked_for)

    def _plan(self, pages: tuple[Page, ...], files: Mapping[str, StaticFile]) -> frozenset[str]:
        """The output paths of a plan; the very same object for the same plan, so that nobody compares thousands."""
        if pages is not self._planned[0] or files.keys() != self._planned[1]:
            paths = frozenset(map(output_path, chain((page.address for page in pages), files)))
            self._planned = pages, frozenset(files), paths
        return self._planned[2]

    def _unpublishable(
        self, made: Mapping[str, Produced], pressed: Pressed, work: Work
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Tell of what could not be made; return the paths that are left out, and those whose older file has to go.

        A page that its template breaks stays as it was, unless that gives away what must not go out any more: then
        it is missing, as if it had never been. An attachment that cannot be read or cleaned is left out.
        """
        problems = {one.path: one.result for one in made.values() if isinstance(one.result, Diagnostic)}
        for path, problem in problems.items():
            self._leave_out(path, problem, pressed)
            pressed.failed |= problem.code is Code.NOT_WRITTEN
        broken = [path for path, problem in problems.items() if problem.code is Code.TEMPLATE_ERROR]
        standing = [path for path in broken if (self._output / path).is_file()]
        telling = {one.path for one in work(map(LookJob, standing), len(standing), Pressed()) if one.leaks}
        self._artifacts.standing = frozenset(standing) - telling
        left_out = {path for path, problem in problems.items() if problem.code in _LEFT_OUT}
        return frozenset(left_out), frozenset(telling)

    def _publish(
        self, staged: Sequence[tuple[Staged, bytes]], workshop: Workshop, workers: Workers, pressed: Pressed
    ) -> None:
        recipes = {file.path: recipe for file, recipe in staged}
        ready = [file for file, _ in staged]
        some = list(batches(ready, _BATCH))
        for written in workers.map(partial(publish_all, workshop), some, len(ready), ahead=len(some)):
            for result in written:
                if isinstance(result, Written):
                    self._remember(result, recipes[result.path], pressed)
                else:
                    # One file that is in somebody's way must not keep others, perhaps withdrawn ones, from going.
                    self._leave_out(result.path, result, pressed)

    def _produced(
        self, workshop: Workshop, workers: Workers, jobs: Iterable[Job], total: int, pressed: Pressed
    ) -> Iterator[Produced]:
        """Have jobs done, ``total`` at most, and tell of what was found in what would go out."""
        if not workers.are_there:
            # Of the pages that may differ, few do after most edits: no process is started for those.
            few = list(islice(jobs := iter(jobs), WORTH_IT))
            jobs, workers = chain(few, jobs), workers if len(few) == WORTH_IT else HERE
        for batch in workers.map(partial(produce, workshop), batches(jobs, _BATCH), total):
            for produced in batch:
                pressed.leak(produced.leaks)
                yield produced

    def _remember(self, written: Written, recipe: bytes, pressed: Pressed) -> None:
        if written.changed:
            pressed.written += 1
            pressed.changed.add(written.path)
        self._artifacts.learn(written, recipe)

    def _leave_out(self, path: str, problem: Diagnostic, pressed: Pressed) -> None:
        pressed.diagnostics.append(problem)
        self._artifacts.forget(path)

    def _finish(self, paths: frozenset[str], telling: frozenset[str], pressed: Pressed) -> bool:
        """Delete what is no longer in the plan, and what must not stay; tell whether all of it is gone."""
        finished = self._folder.finish(paths, telling)
        if paths is not self._published:
            for path in self._artifacts.paths() - paths:
                self._artifacts.forget(path)
        pressed.removed = len(finished.removed)
        pressed.changed.update(finished.removed)
        pressed.diagnostics += finished.diagnostics
        return not finished.diagnostics
