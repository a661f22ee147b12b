"""The whole pipeline: which notes differ becomes a site.

In: what differs, and on which terms the site is built. Out: the site in the output folder, and a report. A first build,
an edit and a change of settings all go the same way: what differs goes through the door and is given to the catalog as
a delta; the pages that asked for what changed are made again; those whose view or template differ are rendered; those
whose bytes differ are written. How each of these is done is told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from generator.cache import Cache
from generator.catalog.addressing import address_of
from generator.catalog.ahead import answered, take_in, unanswered
from generator.catalog.amiss import all_findings
from generator.catalog.keeping import CatalogKeeper
from generator.catalog.site import Site
from generator.diagnostics import BROKEN_FRONT_MATTER
from generator.editions.admission import Admission
from generator.editions.edition import Terms
from generator.looking import Inputs, Looked
from generator.notes.collecting import Collected, Collection
from generator.notes.keys import unmet
from generator.notes.note import Audience, Note
from generator.pages.items import WORDS_OF_TIME
from generator.pages.plan import lost_redirects, notes_on, used_files
from generator.pages.sitemaps import site_plan
from generator.press.press import Press, Pressed
from generator.press.producing import Workshop, get_ready, theme_at
from generator.press.static import static_files
from generator.publishing.artifacts import Artifacts
from generator.publishing.attachments import remark
from generator.publishing.leaks.consenting import InForce
from generator.publishing.leaks.gathering import Gathering
from generator.publishing.leaks.telling import told
from generator.reporting import Report
from generator.settings import Settings
from generator.theme import words_of_theme
from generator.wiki import Wiki
from generator.workers import Workers


class Pipeline:
    """The parts of one wiki's builds that remember, and how a build goes through them."""

    def __init__(
        self, wiki: Wiki, cache: Cache, collection: Collection, artifacts: Artifacts, last: Inputs, *, offline: bool
    ) -> None:
        """Begin with what earlier builds left in the cache; the ``last`` was made from these inputs."""
        self._wiki = wiki
        self._cache = cache
        self._collection = collection
        self._last = last
        self._asked = cache.get("asked")
        self._keeper = CatalogKeeper(cache, offline=offline)
        self._press = Press(wiki.output, artifacts, cache)
        self._admission: Admission | None = None
        self._gathering: tuple[Terms, Gathering] | None = None

    def expect(self, note: Note) -> None:
        """Prepare for a note as it was read, while others still are."""
        self._keeper.expect(note)

    def run(
        self,
        looked: Looked,
        terms: Terms,
        notes: Collected,
        workers: Workers,
        stage: Callable[[str, int], Callable[[int], None]],
        *,
        write: bool,
        adopt: bool,
    ) -> tuple[Report, Inputs]:
        """Bring the site up to date with the ``notes`` that differ and all else that was ``looked`` at; tell what was
        done, and from what all of it is made now. Without ``write``, nothing is published, only looked for findings.
        """
        settings, attachments, admission = looked.settings, looked.tree.attachments, self._taken_up()
        is_much = write and workers.share(len(notes.changed))
        if is_much:
            workers.warm_up(partial(get_ready, self._wiki.templates, looked.theme))
        with ThreadPoolExecutor(1) as aside:
            if write:
                # Other processes, which would be idle now, are asked what must not go out.
                gathering = self._gathering_on(terms, admission.notes)
                secrets = aside.submit(self.secrets, gathering, notes, _allowed(settings), workers)
            admitted = admission.update(terms, notes.changed, notes.gone, attachments)
            site = _site(settings, terms.edition.audience)
            catalog = self._keeper.update(admitted.changed, admitted.gone, admitted.files, site)
            is_much_asked = is_much and workers.share(len(keys := unanswered(catalog)))
            answers = answered(catalog, keys, workers) if is_much_asked else ()
            pages = site_plan(catalog)
            files = used_files(catalog)
            if is_much_asked:
                all_findings(catalog)  # which is remembered: others are still answering
            take_in(catalog, answers)

        pressed = Pressed()
        if write:
            wiki = self._wiki
            workshop = Workshop(wiki.output, wiki.templates, looked.theme, secrets.result())
            real = {address_of(catalog, path): admission.real_path(path) for path in files}
            static = static_files(
                theme_at(workshop).assets(), {at: (path, wiki.content / path) for at, path in real.items()}
            )
            pressed = self._press.run(catalog, pages, static, workshop, workers, stage, self._keeper.save, adopt=adopt)
            workers.dismiss()
        leaking = {hit.path for hit in pressed.leaks}
        owners = notes_on(catalog, pages, leaking) if leaking else {}
        own = tuple(admission.findings())
        amiss = (*all_findings(catalog), *lost_redirects(catalog))
        # What was left out is not published as it is.
        published = set(map(admission.real_path, files)) - {found.path for found in pressed.diagnostics}
        broken = {found.path for found in own if found.code in BROKEN_FRONT_MATTER}
        findings = (
            *own,
            *(() if write else admission.doubts_for(Audience.PUBLIC)),
            *(replace(found, path=admission.real_path(found.path)) for found in amiss),
            *filter(None, map(remark, published)),
            *pressed.diagnostics,
            *told(pressed.leaks, {file: admission.real_path(path) for file, path in owners.items()}, broken),
        )
        report = Report(
            notes=len(admission.notes),
            interviews=admission.census.interviews.total(),
            fields=admission.census.fields(),
            assignments=admission.census.assignments(),
            audience=terms.edition.audience,
            published=admission.published(),
            unstated=admission.census.interviews[""],
            ordinary=admission.ordinary_pages(),
            withdrawn=admitted.withdrawn,
            unmet=unmet(settings.frontmatter, admission.census.keys()),
            kept=pressed.failed,
            pages=len(pages),
            attachments=len(files),
            written=pressed.written,
            unchanged=pressed.total - pressed.written,
            removed=pressed.removed,
            made=pressed.made,
            changed=frozenset(pressed.changed),
            diagnostics=findings,
        )
        seen = b"" if self._press.lacks_something() else looked.seen
        return report, Inputs(terms, attachments, seen, admission.holds_until())

    def secrets(self, gathering: Gathering, notes: Collected, allowed: Iterable[str], workers: Workers) -> bytes:
        """What must not be found in what goes out, encoded; nothing in the private edition.

        ``notes`` are those that differ; ``allowed`` are words that may occur although they are part of a secret. May
        run beside the door and the catalog, with which it shares nothing.
        """
        gathering.update(notes.changed, notes.gone)
        return gathering.encoded(allowed, workers)

    def _gathering_on(self, terms: Terms, before: Mapping[str, Note]) -> Gathering:
        """What gathers secrets on these terms, as the last build left it; ``before`` were its notes."""
        held_on = self._gathering[0] if self._gathering else self._last.terms
        if self._gathering is None or held_on != terms:
            self._gathering = terms, Gathering(terms.edition.audience, _in_force(terms))
            self._gathering[1].take_up(before, self._asked, _in_force(held_on))
        return self._gathering[1]

    def look_ahead(self) -> None:
        """Take up what the next build will ask for, if anything has changed by then."""
        self._taken_up()
        self._keeper.look_ahead()

    def save(self) -> None:
        """Tell the cache what has changed since the last time."""
        self._keeper.save()
        self._press.save()
        asked = self._gathering[1].remember() if self._gathering else b""
        if asked != self._asked:
            self._asked = asked
            self._cache.put("asked", asked)

    def _taken_up(self) -> Admission:
        """What of the wiki is admitted; at first, with the catalog, as the last build left it."""
        if self._admission is None:
            admission = Admission(self._last.terms)
            remembered = dict(self._collection.remembered())
            admitted = admission.update(self._last.terms, remembered, (), self._last.files)
            self._keeper.take_up(admitted.changed, admitted.files)
            self._admission = admission
        return self._admission


def _in_force(terms: Terms) -> InForce:
    return InForce(terms.edition.today, terms.defaults.default, terms.defaults.folders)


def _allowed(settings: Settings) -> frozenset[str]:
    """What may occur although it is part of a secret: what the author says, the settings, and the theme's own words."""
    said = (settings.base_url, settings.title, settings.description, settings.author)
    words = (*settings.title.split(), *settings.author.split(), *re.split(r"\W+", settings.base_url))
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
