"""Which pages are made again.

In: the catalog, the plan, the theme, and what is known of the files that there are. Out: the pages that may differ from
their file, and of those the ones that do, with their views. A page is made again when something it asked for has
changed, and rendered when its view or its template is another. Nothing is rendered here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.addresses import output_path
from generator.catalog.catalog import Catalog
from generator.catalog.memory import FORGOTTEN, Key
from generator.catalog.packing import encode_value, fingerprint_of_encoded
from generator.pages.plan import Page
from generator.press.producing import Job, PageJob
from generator.publishing.artifacts import Artifacts
from generator.rendering import Theme


class Choice:
    """What is to do, from one build to the next: what could not be done stays chosen."""

    def __init__(self, artifacts: Artifacts) -> None:
        """Nothing is planned yet."""
        self._artifacts = artifacts
        self._pages: tuple[Page, ...] | None = None
        self._pages_by_key: dict[Key, Page] = {}
        self._theme = b""
        self._to_do: set[Page] = set()

    def update(self, catalog: Catalog, pages: tuple[Page, ...], theme: Theme, digest: bytes) -> list[Page]:
        """Every page that may differ from its file, by address; ``digest`` is that of the whole theme."""
        if pages is not self._pages:
            for key in self._pages_by_key.keys() - {page.key for page in pages}:
                catalog.forget(key)
            self._pages_by_key = {page.key: page for page in pages}
        outdated = set(catalog.outdated())
        if pages is not self._pages or digest != self._theme:
            digests = {template: theme.digest(template) for template in {page.template for page in pages}}
            self._to_do = {
                page
                for page in pages
                if page.key in outdated or not self._is_current(catalog, page, digests[page.template])
            }
        else:
            self._to_do |= {self._pages_by_key[key] for key in outdated if key in self._pages_by_key}
        self._pages, self._theme = pages, digest
        return sorted(self._to_do, key=lambda page: page.address)

    def jobs(self, catalog: Catalog, chosen: list[Page], theme: Theme, done: Callable[[int], None]) -> Iterator[Job]:
        """Make the views of chosen pages, and yield those that must be rendered; ``done`` is told of each."""
        for page in chosen:
            done(1)
            template = theme.digest(page.template)
            if catalog.bring_up_to_date(page.key) is FORGOTTEN and self._is_current(catalog, page, template):
                continue
            view = encode_value(catalog.recall(page.key))
            catalog.keep_fingerprint_only(page.key, fingerprint_of_encoded(view))
            if not self._is_current(catalog, page, template):
                recipe = catalog.fingerprint(page.key) + template
                yield PageJob(output_path(page.address), recipe, page.template, page.key[0], view)

    def settle(self) -> None:
        """Strike off what has been done."""
        known = self._artifacts.paths()
        self._to_do = {page for page in self._to_do if output_path(page.address) not in known}

    def _is_current(self, catalog: Catalog, page: Page, template: bytes) -> bool:
        recipe = self._artifacts.recipe(output_path(page.address))
        return recipe is not None and recipe == catalog.fingerprint(page.key) + template
